"""The cells of the statutory tables that state the same fact as a claim."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files

from extraction.normalisation.numbers import Number


@cache
def load_links() -> tuple[dict[str, tuple[tuple[str, ...], ...]], frozenset[str]]:
    """Indicator -> ways of adding up cells, and the units that count what cells count."""
    source = files("extraction.claims").joinpath("table_links.toml")
    data = tomllib.loads(source.read_text(encoding="utf-8"))
    links = {
        indicator: tuple(tuple(way) for way in ways) for indicator, ways in data["links"].items()
    }
    return links, frozenset(data["units"]["counted"])


def claim_to_cells(
    indicator: str | None,
    unit: str | None,
    value: Number,
    cells: Mapping[str, Number | None],
) -> tuple[str, ...]:
    """All summands of the stated fact: the way that agrees, else the first; empty without one.

    Args:
        cells: the values of all cells of the record; None where no number stands.
    """
    links, counted = load_links()
    if indicator not in links or (unit is not None and unit not in counted):
        return ()
    ways = [_expand(way, cells) for way in links[indicator]]
    found = [way for way in ways if way]
    for way in found:
        if sum_of(way, cells) == value:
            return way
    return found[0] if found else ()


def sum_of(way: Sequence[str], cells: Mapping[str, Number | None]) -> Number | None:
    """The cells added up; None where one of them is unknown."""
    total: Number = 0
    for cell in way:
        value = cells.get(cell)
        if value is None:
            return None
        total += value
    return total


def _expand(way: Iterable[str], cells: Mapping[str, Number | None]) -> tuple[str, ...]:
    """Cell ids of a way, the wildcards filled in; empty where a named cell does not exist."""
    expanded: list[str] = []
    for pattern in way:
        if "*" not in pattern:
            if pattern not in cells:
                return ()
            expanded.append(pattern)
            continue
        matcher = re.compile(re.escape(pattern).replace(r"\*", "[a-z0-9_]+"))
        found = [cell for cell in cells if matcher.fullmatch(cell)]
        if not found:
            return ()
        expanded.extend(found)
    return tuple(expanded)
