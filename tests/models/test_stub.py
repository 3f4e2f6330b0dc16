from __future__ import annotations

from models.stub import StubTagger
from models.tagger import Passage, ScoredSpan

ITEM = ScoredSpan(2, 4, "item", 0.9)
QUANTITY = ScoredSpan(4, 7, "quantity", 0.8)


def test_replays_spans_sorted() -> None:
    tagger = StubTagger({"发布信息12条": (QUANTITY, ITEM)})
    assert tagger.tag([Passage("发布信息12条")]) == [[ITEM, QUANTITY]]


def test_knows_nothing_of_other_texts() -> None:
    tagger = StubTagger({"发布信息12条": (ITEM,)})
    assert tagger.tag([Passage("别的"), Passage("发布信息12条", "problems")]) == [[], [ITEM]]


def test_says_who_it_is() -> None:
    tagger = StubTagger()
    assert (tagger.name, tagger.version) == ("stub", "1")
