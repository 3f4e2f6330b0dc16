"""Numbers that ran together: every way to cut a run of digits into the cells of a row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

# A row of seven zeros is 7 digits, the busiest province's rows some 30, which take 50,000 steps.
# A run that would take more than this (0.1 s) is left unreadable.
_MOST_WAYS = 150_000

# No count of a statutory table has more digits; a whole country's requests have six.
_MOST_DIGITS = 7

Cut = tuple[tuple[int, int, int], ...]
"""(run, start, end) for each number: digits [start, end) of that run."""


def _number_ends(run: str, start: int) -> Iterator[int]:
    """Where a number that starts here may end: a zero stands alone, no number starts with it."""
    if run[start] == "0":
        yield start + 1
        return
    yield from range(start + 1, min(len(run), start + _MOST_DIGITS) + 1)


def runs_to_cuts(runs: Sequence[str], cells: int, totals: Sequence[int]) -> list[Cut]:
    """All ways to cut the runs into ``cells`` numbers whose totals agree.

    ``totals`` are the positions of total cells: each equals the sum of the cells between it and
    the total before it. An empty list where no way is left or too many would have to be tried.
    """
    search = _Search(cells=cells, totals=frozenset(totals), most=None)
    if list(totals) != [cells - 1] or not runs or not runs[-1]:
        return search.cuts(runs)
    # with one total at the end, each of its lengths bounds all other numbers
    found: list[Cut] = []
    last = runs[-1]
    for at in range(len(last) - 1, max(-1, len(last) - 1 - _MOST_DIGITS), -1):
        if last[at] == "0" and at < len(last) - 1:
            continue
        rest = [*runs[:-1], last[:at]] if at else list(runs[:-1])
        search = _Search(cells=cells - 1, totals=frozenset(), most=int(last[at:]))
        found.extend((*cut, (len(runs) - 1, at, len(last))) for cut in search.cuts(rest))
        if search.tried > _MOST_WAYS:
            return []
    return sorted(found)


@dataclass(slots=True)
class _Search:
    """A bounded depth-first search; ``most`` is what the numbers must add up to, if known."""

    cells: int
    totals: frozenset[int]
    most: int | None
    tried: int = 0

    def cuts(self, runs: Sequence[str]) -> list[Cut]:
        left = [sum(len(run) for run in runs[index:]) for index in range(len(runs) + 1)]
        found: list[Cut] = []
        if not self._extend(runs, left, (0, 0, 0), [], found):
            return []
        return found

    def _extend(
        self,
        runs: Sequence[str],
        left: Sequence[int],
        state: tuple[int, int, int],
        cut: list[tuple[int, int, int]],
        found: list[Cut],
    ) -> bool:
        """False once too many ways were tried; state is run, place in it, sum so far."""
        self.tried += 1
        if self.tried > _MOST_WAYS:
            return False
        run, at, subtotal = state
        if run < len(runs) and at == len(runs[run]):
            run, at = run + 1, 0
        if len(cut) == self.cells:
            if run == len(runs) and (self.most is None or subtotal == self.most):
                found.append(tuple(cut))
            return True
        cells_left = self.cells - len(cut)
        if run == len(runs) or left[run] - at < cells_left:
            return True
        if self.most is not None and left[run] - at > cells_left * len(str(self.most - subtotal)):
            return True
        is_total = len(cut) in self.totals
        for end in _number_ends(runs[run], at):
            number = int(runs[run][at:end])
            if self.most is not None and subtotal + number > self.most:
                break
            if is_total and number != subtotal:
                continue
            cut.append((run, at, end))
            grown = 0 if is_total else subtotal + number
            finished = self._extend(runs, left, (run, end, grown), cut, found)
            cut.pop()
            if not finished:
                return False
        return True
