"""A tagger that replays given spans: the role without a model, for tests of what comes after."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from models.tagger import Passage, ScoredSpan


@dataclass(frozen=True, slots=True)
class StubTagger:
    """Returns ``spans[passage.text]``, nothing for a text it does not know."""

    spans: Mapping[str, Sequence[ScoredSpan]] = field(default_factory=dict)
    name: str = "stub"
    version: str = "1"

    def tag(self, passages: Sequence[Passage]) -> list[list[ScoredSpan]]:
        return [sorted(self.spans.get(passage.text, ())) for passage in passages]
