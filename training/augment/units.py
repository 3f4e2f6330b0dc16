"""Measure words exchanged for others that count the same kind of thing."""

from __future__ import annotations

import re
from collections.abc import Iterator

from numpy.random import Generator

from training.dataset.examples import Edit, Example, edit_example

CLASSES: tuple[tuple[str, ...], ...] = (
    ("条", "篇", "则", "余条", "条次"),
    ("次", "场", "期", "场次", "轮"),
    ("件", "宗", "起", "件次"),
    ("人", "名", "人次"),
    ("个", "家", "处"),
    ("份", "册", "本"),
    ("元", "万元", "亿元"),
    ("项", "类"),
)
_CLASS = {unit: units for units in CLASSES for unit in units}
_UNIT = re.compile(r"(?<=[\d一二两三四五六七八九十百千万])([\u4e00-\u9fff]{1,2})$")
# Of the quantities in an example that is changed at all.
_SHARE = 0.5


def swap_units(example: Example, rng: Generator) -> Iterator[Example]:
    """About half of the measure words that have a class are exchanged within it."""
    edits = []
    for span in example.spans:
        if span.label != "quantity":
            continue
        match = _UNIT.search(example.quote(span))
        units = _CLASS.get(match[1]) if match else None
        if match and units and rng.random() < _SHARE:
            drawn = units[int(rng.integers(len(units)))]
            edits.append(Edit(span.start + match.start(1), span.start + match.end(1), drawn))
    yield edit_example(example, edits)
