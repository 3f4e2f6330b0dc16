"""From passages to scored spans by any network that scores the tags of a window's characters.

Windows, decoding and calibration are the same for the network in training and the shipped one;
they differ in ``score``. What they need beside the network is ``ReadingTables``, numbers that are
kept in the model's folder.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from models.calibration import Calibration
from models.characters import CharacterTable
from models.decoding import Floats, Transitions, emissions_to_spans
from models.inputs import WindowInputs, window_to_inputs
from models.pieces import PieceTokenizer
from models.tagger import Passage, ScoredSpan
from models.tags import LAYERS
from models.windows import Window, WindowSize, pieces_to_windows, windows_to_parts

Scorer = Callable[[Sequence[WindowInputs]], Sequence[tuple[Floats, ...]]]
"""Windows -> for each, in order, the emissions (chars, tags) of every layer."""

# Scores are told to four places: what is beyond them differs between machines.
_PLACES = 4


@dataclass(frozen=True, slots=True)
class ReadingTables:
    """Attributes:
    transitions: of every layer of ``LAYERS``, in order.
    calibration: by label; labels without one keep their probabilities.
    """

    characters: CharacterTable
    windows: WindowSize
    transitions: tuple[Transitions, ...]
    calibration: Mapping[str, Calibration] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PassageReader:
    """Reads passages with a network; the same passage always gives the same spans."""

    tokenizer: PieceTokenizer
    tables: ReadingTables
    score: Scorer

    def read(self, passages: Sequence[Passage]) -> list[list[ScoredSpan]]:
        """The spans of each passage, both layers, sorted."""
        cut = [self._cut(passage) for passage in passages]
        scored = iter(self.score([inputs for windows in cut for _, inputs in windows]))
        found = []
        for windows in cut:
            emissions = [next(scored) for _ in windows]
            found.append(sorted(self._decode([window for window, _ in windows], emissions)))
        return found

    def _cut(self, passage: Passage) -> list[tuple[Window, WindowInputs]]:
        pieces = self.tokenizer.text_to_pieces(passage.text)
        return [
            (
                window,
                window_to_inputs(
                    passage.text,
                    pieces,
                    window,
                    passage.place,
                    tokenizer=self.tokenizer,
                    characters=self.tables.characters,
                ),
            )
            for window in pieces_to_windows(passage.text, pieces, self.tables.windows)
        ]

    def _decode(
        self, windows: Sequence[Window], emissions: Sequence[tuple[Floats, ...]]
    ) -> Iterator[ScoredSpan]:
        if not windows:
            return
        parts = list(windows_to_parts(windows))
        for number, tags in enumerate(LAYERS):
            joined = np.concatenate(
                [
                    layers[number][start - window.start : end - window.start]
                    for window, layers, (start, end) in zip(windows, emissions, parts, strict=True)
                ]
            ).astype(np.float64)
            transitions = self.tables.transitions[number]
            for span, probability in emissions_to_spans(joined, transitions, tags):
                calibration = self.tables.calibration.get(span.label, Calibration())
                score = round(calibration.apply(probability), _PLACES)
                yield ScoredSpan(span.start, span.end, span.label, score)
