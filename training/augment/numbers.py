"""Other figures in the same places: the model shall learn where amounts stand, not which."""

from __future__ import annotations

import re
from collections.abc import Iterator

from numpy.random import Generator

from training.dataset.examples import Edit, Example, edit_example

_FIGURE = re.compile(r"\d[\d,]*(?:\.\d+)?")
_YEAR = re.compile(r"(?<!\d)20[012]\d(?!\d)")
# one numeral before a measure word; larger ones are made of these
_NUMERAL = re.compile(
    r"(?<![一二三四五六七八九十百千万亿两几数])[一二两三四五六七八九](?=[\u4e00-\u9fff])"
)
_NUMERALS = "一两三四五六七八九"
_LONGEST = 7
# Reports are written about these years.
_YEARS = (2008, 2026)


def redraw_numbers(example: Example, rng: Generator) -> Iterator[Example]:
    """Every figure of a quantity drawn anew, with a digit more or less; years moved as one."""
    edits: list[Edit] = []
    for span in example.spans:
        if span.label == "quantity":
            edits.extend(_quantity_edits(example, span.start, span.end, rng))
    shift = int(rng.integers(*_YEARS)) - _YEARS[1] + 5
    for match in _YEAR.finditer(example.text):
        year = int(match[0]) + shift
        if _YEARS[0] <= year < _YEARS[1]:
            edits.append(Edit(*match.span(), str(year)))
    yield edit_example(example, edits)


def _quantity_edits(example: Example, start: int, end: int, rng: Generator) -> Iterator[Edit]:
    quote = example.text[start:end]
    for match in _FIGURE.finditer(quote):
        yield Edit(start + match.start(), start + match.end(), _redraw(match[0], rng))
    for match in _NUMERAL.finditer(quote):
        drawn = _NUMERALS[int(rng.integers(len(_NUMERALS)))]
        yield Edit(start + match.start(), start + match.end(), drawn)


def _redraw(figure: str, rng: Generator) -> str:
    whole, point, fraction = figure.partition(".")
    digits = len(whole.replace(",", "")) + int(rng.integers(-1, 2))
    digits = min(max(digits, 1), _LONGEST)
    first = int(rng.integers(1, 10))
    drawn = str(first) + "".join(str(each) for each in rng.integers(0, 10, digits - 1))
    if "," in whole:
        drawn = f"{int(drawn):,}"
    places = "".join(str(each) for each in rng.integers(0, 10, len(fraction)))
    return f"{drawn}{point}{places}"
