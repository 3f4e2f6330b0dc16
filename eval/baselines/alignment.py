"""Physical rows laid along the rows of a form: in order, by the likeness of their labels."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from eval.baselines.likeness import ALIKE


def align_rows(scores: Sequence[Sequence[float]], *, alike: float = ALIKE) -> dict[int, int]:
    """Physical row -> row of the form, no two lines crossing, with the highest sum of scores.

    Args:
        scores: for each physical row its likeness to each row of the form; pairs below
            ``alike`` are never joined.
    """
    height = len(scores)
    width = len(scores[0]) if scores else 0
    best = [[0.0] * (width + 1) for _ in range(height + 1)]
    for row in range(height - 1, -1, -1):
        for col in range(width - 1, -1, -1):
            skipped = max(best[row + 1][col], best[row][col + 1])
            score = scores[row][col]
            joined = score + best[row + 1][col + 1] if score >= alike else 0.0
            best[row][col] = max(skipped, joined)
    pairs = {}
    row = col = 0
    while row < height and col < width:
        score = scores[row][col]
        if score >= alike and best[row][col] == score + best[row + 1][col + 1]:
            pairs[row] = col
            row, col = row + 1, col + 1
        elif best[row][col] == best[row + 1][col]:
            row += 1
        else:
            col += 1
    return pairs


def fill_gaps(pairs: dict[int, int], height: int, width: int) -> dict[int, int]:
    """The pairs, and those between two of them where just as many rows are left on both sides."""
    filled = dict(pairs)
    edges = [(-1, -1), *sorted(pairs.items()), (height, width)]
    for (row, col), (next_row, next_col) in pairwise(edges):
        if pairs and next_row - row == next_col - col:
            filled.update(
                zip(range(row + 1, next_row), range(col + 1, next_col), strict=True),
            )
    return filled
