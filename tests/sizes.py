"""How much of the long tests to run: the environment variable GONGKAI_TEST_SIZE, 0 to 1."""

from __future__ import annotations

import os

_USUAL = 0.15


def share_to_run() -> float:
    """The share asked for, the usual small one where nothing is said."""
    return min(1.0, max(0.0, float(os.environ.get("GONGKAI_TEST_SIZE", str(_USUAL)))))


def scaled(full: int, *, least: int = 1) -> int:
    """``full`` cut to the share asked for, never below ``least``."""
    return max(least, round(full * share_to_run()))
