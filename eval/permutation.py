"""Whether two systems differ by more than chance, and what many such questions cost.

If the systems were alike, it would be chance which of them gave which answers to an agency. The
test swaps the two within agencies and asks how often the scores then lie as far apart as they do.
Agencies are swapped whole, since the errors inside one come together. How large a difference is
stands in ``eval.bootstrap``; what is concluded from both in ``eval.verdicts``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from eval.metrics.counts import (
    CountTable,
    Statistic,
    check_paired,
    differing_rows,
    totals_to_statistic,
)

# 1 / (SWAPS + 1) is the least p at random: enough for families of up to 500 questions at 5 %.
SWAPS = 9_999
# Clusters. Up to it all 2 ** n swaps are tried, 4,096 at the most.
EXACT_CLUSTERS = 12

# Swaps held in memory at once (8 bytes each): 9,999 swaps of 100 clusters in one piece.
_CELLS_AT_ONCE = 1_000_000
# Differences closer than this are equal; rounding must not make the seen one a rare one.
_SAME = 1e-12


@dataclass(frozen=True, slots=True)
class SwapTest:
    """How rare a difference would be by chance.

    Attributes:
        p: two-sided; None where one of the scores is undefined.
        differing: clusters where the systems differ in the ratio's counts; the others cannot say
            who is better.
        swaps: the assignments that were tried.
        exact: all that there are were tried.
        undefined: of the tried ones, those that left a score undefined. They count as being as
            far apart as the seen difference, so that they can only raise p.
    """

    p: float | None
    differing: int
    swaps: int
    exact: bool
    undefined: int


def swap_test(
    a: CountTable,
    b: CountTable,
    statistic: Statistic,
    *,
    rng: np.random.Generator,
    swaps: int = SWAPS,
) -> SwapTest:
    """Two-sided p of the difference, for tables over the same clusters in the same order.

    Tried completely for up to ``EXACT_CLUSTERS`` differing clusters; beyond, ``swaps`` random
    ones with (b + 1) / (m + 1), which counts the assignment that was seen.
    """
    check_paired(a, b)
    moves = (b - a)[differing_rows(statistic, a, b)]
    differing = len(moves)
    totals = np.stack([a.sum(axis=0), b.sum(axis=0)])
    exact = differing <= EXACT_CLUSTERS
    tried = 2**differing if exact else swaps
    seen = _differences(totals, np.zeros((1, 3)), statistic)[0]
    if np.isnan(seen):
        return SwapTest(None, differing, 0, exact, 0)
    pieces = _every_swap(differing) if exact else _random_swaps(differing, swaps, rng)
    rare = undefined = 0
    for swapped in pieces:
        found = _differences(totals, swapped @ moves.astype(np.float64), statistic)
        unknown = np.isnan(found)
        undefined += int(unknown.sum())
        rare += int((unknown | (np.abs(found) >= abs(seen) - _SAME)).sum())
    p = rare / tried if exact else (rare + 1) / (tried + 1)
    return SwapTest(p, differing, tried, exact, undefined)


def _differences(
    totals: CountTable, moved: NDArray[np.float64], statistic: Statistic
) -> NDArray[np.float64]:
    """b minus a, after the first took over ``moved`` (swaps, 3) and the second gave it up."""
    first = totals_to_statistic(totals[0] + moved, statistic)
    return totals_to_statistic(totals[1] - moved, statistic) - first


def _every_swap(clusters: int) -> Iterator[NDArray[np.float64]]:
    """All assignments as rows of 0 and 1 (swaps, clusters); the one seen is the first."""
    numbers = np.arange(2**clusters)[:, None]
    yield ((numbers >> np.arange(clusters)) & 1).astype(np.float64)


def _random_swaps(
    clusters: int, swaps: int, rng: np.random.Generator
) -> Iterator[NDArray[np.float64]]:
    at_once = max(1, _CELLS_AT_ONCE // clusters)
    for start in range(0, swaps, at_once):
        size = min(at_once, swaps - start)
        yield rng.integers(0, 2, (size, clusters), dtype=np.uint8).astype(np.float64)


def holm(p_values: Sequence[float | None]) -> tuple[float | None, ...]:
    """Each p adjusted for all of its family, in order, by Holm's step-down.

    None, a question that could not be asked, stays None and does not count as a member.
    """
    asked = sorted((p, place) for place, p in enumerate(p_values) if p is not None)
    adjusted: list[float | None] = [None] * len(p_values)
    highest = 0.0
    for rank, (p, place) in enumerate(asked):
        highest = max(highest, min(1.0, p * (len(asked) - rank)))
        adjusted[place] = highest
    return tuple(adjusted)
