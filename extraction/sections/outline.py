"""The run of candidate headings that makes the best outline of a report."""

from __future__ import annotations

from dataclasses import dataclass

from extraction.sections.candidates import Heading

# A heading may be lost: a step from one number to the next but one costs a little.
_LOST_NUMBER = 0.5
_AROUND_UNNUMBERED = 0.3
# Renumbered reports start again or repeat a number (two 四、); only known headings may do so.
_STEP_BACK = 1.5
# Headings of one report share a style; sub-headings are numbered in another and may read like
# headings. Only statutory wordings cross, as where one of the six was numbered wrongly.
_OTHER_STYLE = 1.0
# A heading with something below it is likelier than a line of a list: breaks ties only.
_HAS_BODY = 0.05
# Candidates weighed against each other, pair by pair; the lightest go first. The longest real
# report read has 60.
_MOST_CANDIDATES = 400
_ID_BITS = {f"s{number}": 1 << number for number in range(1, 7)}


@dataclass(frozen=True, slots=True)
class _Run:
    """The best run of headings that ends with one of them.

    ``before`` is the index of the heading before it, -1 for the first; ``sections`` the bits of
    those of the six in the run; ``numbered`` its last heading with a number.
    """

    score: float
    before: int
    sections: int
    numbered: Heading | None


def candidates_to_outline(candidates: list[Heading]) -> list[Heading]:
    """The heaviest run of headings whose numbers rise and whose sections come once each."""
    candidates = _heaviest(candidates)
    runs: list[_Run] = []
    for heading in candidates:
        runs.append(_best_run(candidates, runs, heading))
    if not runs:
        return []
    at = max(range(len(runs)), key=lambda index: (runs[index].score, -index))
    chain = []
    while at >= 0:
        chain.append(candidates[at])
        at = runs[at].before
    return chain[::-1]


def _best_run(candidates: list[Heading], runs: list[_Run], heading: Heading) -> _Run:
    bit = _ID_BITS.get(heading.id or "", 0)
    score, before = heading.weight - _opening_cost(heading), -1
    for index, run in enumerate(runs):
        if run.sections & bit:
            continue
        step = _step_cost(candidates[index], run.numbered, heading)
        if step is not None and run.score + heading.weight - step >= score:
            score, before = run.score + heading.weight - step, index
    last = runs[before] if before >= 0 else None
    sections = bit | (last.sections if last else 0)
    carried = last.numbered if last else None
    return _Run(score, before, sections, carried if heading.number is None else heading)


def _heaviest(candidates: list[Heading]) -> list[Heading]:
    if len(candidates) <= _MOST_CANDIDATES:
        return candidates
    order = sorted(range(len(candidates)), key=lambda index: -candidates[index].weight)
    return [candidates[index] for index in sorted(order[:_MOST_CANDIDATES])]


def _opening_cost(heading: Heading) -> float:
    if heading.number is None:
        return 0.5
    return 0.0 if heading.number == 1 else min(0.4 * (heading.number - 1), 1.4)


def _step_cost(earlier: Heading, numbered: Heading | None, later: Heading) -> float | None:
    """What it costs that one follows the other; None where it cannot.

    Args:
        numbered: the last heading with a number up to ``earlier``.
    """
    if later.start < earlier.end:
        return None
    cost = -_HAS_BODY if later.start > earlier.end + 2 else 0.0
    if earlier.number is None or later.number is None:
        cost += _AROUND_UNNUMBERED
    if numbered is None or numbered.number is None or later.number is None:
        return cost
    if numbered.style != later.style:
        if not (numbered.statutory and later.statutory):
            return None
        cost += _OTHER_STYLE
    step = later.number - numbered.number
    if step >= 1:
        return cost + _LOST_NUMBER * (step - 1)
    return cost + _STEP_BACK if _is_later(numbered, later) else None


def _is_later(earlier: Heading, later: Heading) -> bool:
    """Whether both are of the six, in the order of the form."""
    return earlier.id is not None and later.id is not None and later.id > earlier.id
