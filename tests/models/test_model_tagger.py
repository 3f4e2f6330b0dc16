"""A model with its digest answers as its network does."""

from __future__ import annotations

from collections.abc import Sequence

from models import (
    Calibration,
    Passage,
    ScoredSpan,
    StubTagger,
    load_tagger,
    tagger_to_claim_calibration,
    tagger_to_digest,
)
from models.model_tagger import ModelTagger

SPAN = ScoredSpan(0, 2, "item", 0.5)
NETWORK = StubTagger({"信息48条": [SPAN]})


def test_it_answers_as_its_network() -> None:
    tagger = ModelTagger(NETWORK, "ab")
    assert (tagger.name, tagger.version) == (NETWORK.name, NETWORK.version)
    assert tagger.tag([Passage("信息48条")]) == [[SPAN]]


def test_weights_are_named_where_there_are_any() -> None:
    assert tagger_to_digest(ModelTagger(NETWORK, "ab")) == "ab"
    assert tagger_to_digest(load_tagger("rules")) is None


class Doubtful:
    """A tagger that says that half of its claims are wrong."""

    name, version = "doubtful", "1"
    claim_calibration = Calibration(slope=0.0)

    def tag(self, passages: Sequence[Passage]) -> list[list[ScoredSpan]]:
        return [[] for _ in passages]


def test_how_far_claims_are_trusted_is_the_networks_word() -> None:
    told = tagger_to_claim_calibration(ModelTagger(Doubtful(), "ab"))
    assert told is not None
    assert told.apply(0.9) == 0.5
    assert tagger_to_claim_calibration(ModelTagger(load_tagger("rules"), "ab")) is None
