"""One-to-one matching of spans: who of the one side is who of the other.

Used by agreement between annotators and by the metrics of evaluation, so that both mean the same
by "the same span".
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

import numpy as np
from scipy.optimize import linear_sum_assignment

Left = TypeVar("Left")
Right = TypeVar("Right")
Offsets = tuple[int, int]


def match_pairs(
    left: Sequence[Left],
    right: Sequence[Right],
    weight: Callable[[Left, Right], float],
) -> list[tuple[int, int]]:
    """Index pairs of the assignment with the greatest sum of weights.

    Pairs of weight zero are not matched. Ties go to the earlier pairs, so that the same input
    always gives the same pairs.
    """
    if not left or not right:
        return []
    weights = np.array([[weight(one, other) for other in right] for one in left], dtype=float)
    rows, columns = linear_sum_assignment(weights, maximize=True)
    return [
        (int(row), int(column))
        for row, column in zip(rows, columns, strict=True)
        if weights[row, column] > 0
    ]


def overlap(one: Offsets, other: Offsets) -> int:
    """Code points that both have."""
    return max(0, min(one[1], other[1]) - max(one[0], other[0]))


def intersection_over_union(one: Offsets, other: Offsets) -> float:
    """0 for spans that do not meet, 1 for equal ones."""
    shared = overlap(one, other)
    union = (one[1] - one[0]) + (other[1] - other[0]) - shared
    return shared / union if union else 0.0


def covers_half(one: Offsets, other: Offsets) -> bool:
    """Whether the overlap is at least half of the longer span."""
    longer = max(one[1] - one[0], other[1] - other[0])
    return longer > 0 and 2 * overlap(one, other) >= longer
