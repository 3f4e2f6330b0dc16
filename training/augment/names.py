"""Other invented places in the names of agencies, everywhere in a text at once."""

from __future__ import annotations

import re
from collections.abc import Iterator

from numpy.random import Generator

from training.dataset.examples import Edit, Example, edit_example

# Invented names of two characters each, like those of most counties, are put together of these.
_FIRST = "云青柳白芦枫岚霞桐鹿沙松杏荻稔棠"
_SECOND = "澜崮渡陂浒峪崖岙屿塬埠滩"
_PLACE = re.compile(r"^(.{2,3}?)(?=[省市县区镇乡州盟旗])")


def rename_agency(example: Example, rng: Generator) -> Iterator[Example]:
    """The place in the agency's name exchanged wherever it stands in the text."""
    match = _PLACE.match(example.agency)
    if match is None:
        yield example
        return
    drawn = _FIRST[int(rng.integers(len(_FIRST)))] + _SECOND[int(rng.integers(len(_SECOND)))]
    edits = [Edit(*place.span(), drawn) for place in re.finditer(re.escape(match[1]), example.text)]
    yield edit_example(example, edits)
