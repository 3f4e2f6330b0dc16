"""Examples on the copy -> windows with the tags of both layers."""

from __future__ import annotations

from dataclasses import dataclass

from models.characters import CharacterTable
from models.inputs import Ints, WindowInputs, window_to_inputs
from models.pieces import PieceTokenizer
from models.tags import LAYERS, TaggedSpan, spans_to_tags
from models.windows import Window, WindowSize, pieces_to_windows
from training.dataset.examples import Example


@dataclass(frozen=True, slots=True)
class TrainingWindow:
    """``tags``: for each layer (chars,)."""

    inputs: WindowInputs
    tags: tuple[Ints, ...]


@dataclass(frozen=True, slots=True)
class Encoder:
    """What turns texts into windows."""

    tokenizer: PieceTokenizer
    characters: CharacterTable
    size: WindowSize

    def encode(self, example: Example) -> list[TrainingWindow]:
        """The windows of an example; a span that a window cuts is tagged up to the cut."""
        pieces = self.tokenizer.text_to_pieces(example.text)
        found = []
        for window in pieces_to_windows(example.text, pieces, self.size):
            inputs = window_to_inputs(
                example.text,
                pieces,
                window,
                example.place,
                tokenizer=self.tokenizer,
                characters=self.characters,
            )
            spans = list(_spans_in_window(example, window))
            length = window.end - window.start
            tags = tuple(spans_to_tags(spans, length, layer) for layer in LAYERS)
            found.append(TrainingWindow(inputs, tags))
        return found


def _spans_in_window(example: Example, window: Window) -> list[TaggedSpan]:
    return [
        TaggedSpan(
            max(span.start, window.start) - window.start,
            min(span.end, window.end) - window.start,
            span.label,
        )
        for span in example.spans
        if span.start < window.end and span.end > window.start
    ]
