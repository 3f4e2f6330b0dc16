"""The shapes that noises take."""

from __future__ import annotations

from collections.abc import Mapping
from random import Random
from typing import Protocol

from eval.layouts.cells import Truths
from eval.layouts.render.draft import Draft
from eval.layouts.sheet import Sheet

Strength = Mapping[str, float]


class SheetNoise(Protocol):
    """Changes what is drawn, and with it the truths."""

    def __call__(self, sheet: Sheet, rng: Random, strength: Strength, /) -> Sheet: ...


class DraftNoise(Protocol):
    """Changes the rows and lines of a text dump; returns the truths that hold afterwards."""

    def __call__(
        self, draft: Draft, truths: Truths, rng: Random, strength: Strength, /
    ) -> tuple[Draft, Truths]: ...


def chosen(items: list[str], share: float, rng: Random) -> set[str]:
    """``share`` of the items, at least one: a share above 1 is a number of items."""
    if not items:
        return set()
    count = int(share) if share > 1 else max(1, round(share * len(items)))
    return set(rng.sample(items, min(count, len(items))))
