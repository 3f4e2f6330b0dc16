"""Damage as files bring it: broken lines, spaced-out print, full-width digits, lost marks.

Most of it is undone by extraction's normalisation before the text is tagged; what is left is what
the model has to bear.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from numpy.random import Generator

from training.dataset.examples import Edit, Example, edit_example

_WIDE = str.maketrans("0123456789%.", "０１２３４５６７８９％．")
# those that normalisation joins again
_NUMBER = re.compile(r"(?<![\d,.])\d{2,}(?![\d,.])")
_LIGHT = re.compile(r"[，、“”‘’]")
# Characters in a printed line: a narrow column, an A4 page.
_LINE_WIDTHS = (24, 42)
# Share of the places of a kind of damage that are damaged.
_SHARE = 0.3
_LOST_MARKS = 0.08


def break_lines(example: Example, rng: Generator) -> Iterator[Edit]:
    """A line end after every so many characters of each paragraph, as a PDF has them."""
    width = int(rng.integers(*_LINE_WIDTHS))
    at = 0
    for paragraph in example.text.split("\n"):
        for place in range(width, len(paragraph), width):
            yield Edit(at + place, at + place, "\n")
        at += len(paragraph) + 1


def space_digits(example: Example, rng: Generator) -> Iterator[Edit]:
    for match in _NUMBER.finditer(example.text):
        if rng.random() < _SHARE:
            for place in range(match.start() + 1, match.end()):
                yield Edit(place, place, " ")


def widen_digits(example: Example, rng: Generator) -> Iterator[Edit]:
    for match in re.finditer(r"[\d%.]+", example.text):
        if rng.random() < _SHARE:
            yield Edit(*match.span(), match[0].translate(_WIDE))


def lose_marks(example: Example, rng: Generator) -> Iterator[Edit]:
    """Commas and quotation marks that a conversion dropped; a span never begins with one."""
    edges = {edge for span in example.spans for edge in (span.start, span.end - 1)}
    for match in _LIGHT.finditer(example.text):
        if rng.random() < _LOST_MARKS and match.start() not in edges:
            yield Edit(*match.span(), "")


KINDS: tuple[Callable[[Example, Generator], Iterator[Edit]], ...] = (
    break_lines,
    space_digits,
    widen_digits,
    lose_marks,
)


def damage(example: Example, rng: Generator) -> Iterator[Example]:
    """One kind of damage."""
    kind = KINDS[int(rng.integers(len(KINDS)))]
    yield edit_example(example, kind(example, rng))
