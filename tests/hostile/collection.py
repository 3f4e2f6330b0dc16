"""All hostile files, and the share of them that one run takes."""

from __future__ import annotations

from tests.hostile import bodies, damage, markup, packages, pages, plain
from tests.hostile.case import Case

_FAMILIES = (plain, markup, packages, bodies, pages, damage)


def all_cases() -> list[Case]:
    """Every case, families one behind the other, always in the same order."""
    return [case for family in _FAMILIES for case in family.cases()]


def some_cases(share: float) -> list[Case]:
    """An even choice of all cases: the same for the same share, all of them for 1."""
    cases = all_cases()
    return [case for at, case in enumerate(cases) if int((at + 1) * share) > int(at * share)]
