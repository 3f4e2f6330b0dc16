"""Intervals for shares of cells whose errors come in whole files.

Cells of one file fail together, so that a thousand cells of five files say little more than
five files. The number of cells is shrunk by what clustering costs before Wilson's formula.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt

# Two-sided 95 %.
Z = 1.959964


def wilson(right: float, total: float) -> tuple[float, float]:
    """Wilson's score interval; (0, 1) without any trial."""
    if total <= 0:
        return 0.0, 1.0
    return share_to_wilson(right / total, total)


def share_to_wilson(share: float, trials: float, *, z: float = Z) -> tuple[float, float]:
    """The same for a share of at least one trial; ``z`` is the normal quantile of the level."""
    spread = z * sqrt(share * (1 - share) / trials + z * z / (4 * trials * trials))
    middle = share + z * z / (2 * trials)
    scale = 1 + z * z / trials
    return max(0.0, (middle - spread) / scale), min(1.0, (middle + spread) / scale)


def clustered_wilson(clusters: Sequence[tuple[int, int]]) -> tuple[float, float]:
    """Wilson's interval for the share over clusters given as (right, total).

    Where all clusters agree their variance says nothing; each then counts as one trial.
    """
    filled = [(right, total) for right, total in clusters if total]
    count = len(filled)
    total = sum(size for _, size in filled)
    if not total:
        return 0.0, 1.0
    share = sum(right for right, _ in filled) / total
    residuals = sum((right - share * size) ** 2 for right, size in filled)
    if count < 2 or residuals == 0 or share in (0.0, 1.0):
        return wilson(share * count, count)
    variance = residuals / total**2 * count / (count - 1)
    effective = share * (1 - share) / variance
    return wilson(share * effective, effective)
