"""The words around a case, so that an error can be read where it happened.

Cases hold places of a text that no page carries along; the sentence around the places of both
sides is cut out while the text is at hand. How it is shown is left to the scorecard.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from eval.cases import Case, CaseSide
from eval.findings import Offsets

# Code points kept on each side of the places; also how far off a mark may lie that is kept in.
# Of the stretches of authored-dev between two signs that end a sentence the longest has 164 and
# the next one 144: all but one come whole.
REACH = 160
# Code points of the places themselves: the longest statement of authored-dev has 109 and some
# reach over several marks; a section has thousands, and its beginning says which it is.
LONGEST = 480
_ENDS = "。；\n"
_HALVES = re.compile("[\ud800-\udfff]")


def add_context(case: Case, text: str | None) -> Case:
    """The case with the sentence around it; as it is without a text or without a place in it."""
    if text is None:
        return case
    places = case_to_extent(case)
    if places is None or not 0 <= places[0] <= places[1] <= len(text):
        return case
    start, end = widen_to_sentence(text, places)
    # halves of pairs cannot be written to a file; one stands for one, so that offsets hold
    words = _HALVES.sub("\ufffd", text[start:end])
    return case.model_copy(update={"context": words, "context_start": start})


def case_to_extent(case: Case) -> Offsets | None:
    """From the first place of both sides to the last, marks that lie far off left out."""
    sides = [side for side in (case.gold, case.found) if side is not None]
    cores = [
        (side.start, side.end) for side in sides if side.start is not None and side.end is not None
    ]
    if not cores:
        return None
    low, high = min(start for start, _ in cores), max(end for _, end in cores)
    near = [
        (start, end) for start, end in _marks(sides) if low - REACH <= start and end <= high + REACH
    ]
    start = min([low, *(start for start, _ in near)])
    end = max([high, *(end for _, end in near)])
    return (start, end) if end - start <= LONGEST else (low, min(high, low + LONGEST))


def _marks(sides: list[CaseSide]) -> Iterator[Offsets]:
    for side in sides:
        yield from side.marks.values()


def widen_to_sentence(text: str, places: Offsets) -> Offsets:
    """From behind the last sign that ends a sentence to the next one, itself included unless it
    ends the line; cut at ``REACH`` where there is none."""
    start, end = places
    left = max(0, start - REACH)
    signs = [text.rfind(sign, left, start) for sign in _ENDS]
    if max(signs) >= 0:
        left = max(signs) + 1
    if end > start and text[end - 1] in _ENDS:
        return left, end
    right = min(len(text), end + REACH)
    nexts = [at for at in (text.find(sign, end, right) for sign in _ENDS) if at >= 0]
    if nexts:
        at = min(nexts)
        right = at if text[at] == "\n" else at + 1
    return left, right
