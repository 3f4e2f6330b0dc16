"""The cells of the statutory tables that state the same fact as a claim."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from extraction.normalisation.numbers import Number

Ways = tuple[tuple[str, ...], ...]
# the one column of the form that counts in units of 10,000
_TEN_THOUSANDS = "_10k_yuan"


@dataclass(frozen=True, slots=True)
class Links:
    """``ways`` by indicator, ``named`` for items that say less or more than their indicator.

    ``units`` are the measure words that a claim about counted cells and about money may have.
    """

    ways: Mapping[str, Ways]
    named: tuple[tuple[str, re.Pattern[str], Ways], ...]
    counted: frozenset[str]
    money: frozenset[str]

    def ways_of(self, indicator: str, item: str | None) -> Ways:
        for named, pattern, ways in self.named:
            if named == indicator and item is not None and pattern.search(item):
                return ways
        return self.ways.get(indicator, ())


@cache
def load_links() -> Links:
    source = files("extraction.claims").joinpath("table_links.toml")
    data = tomllib.loads(source.read_text(encoding="utf-8"))
    return Links(
        ways={indicator: _ways(ways) for indicator, ways in data["links"].items()},
        named=tuple(
            (entry["indicator"], re.compile(entry["item"]), _ways(entry["ways"]))
            for entry in data["named"]
        ),
        counted=frozenset(data["units"]["counted"]),
        money=frozenset(data["units"]["money"]),
    )


def _ways(ways: Iterable[Iterable[str]]) -> Ways:
    return tuple(tuple(way) for way in ways)


def claim_to_cells(
    indicator: str | None,
    item: str | None,
    unit: str | None,
    value: Number,
    cells: Mapping[str, Number | None],
) -> tuple[str, ...]:
    """All summands of the stated fact: the way that agrees, else the first; empty without one.

    Args:
        item: as matched, on the folded copy.
        cells: the values of all cells of the record; None where no number stands.
    """
    links = load_links()
    if indicator is None:
        return ()
    ways = [_expand(way, cells) for way in links.ways_of(indicator, item)]
    found = [way for way in ways if way and _fits(way, unit, links)]
    for way in found:
        if sum_of(way, cells) == value:
            return way
    return found[0] if found else ()


def _fits(way: Sequence[str], unit: str | None, links: Links) -> bool:
    if way[0].endswith(_TEN_THOUSANDS):
        return unit in links.money
    return unit is None or unit in links.counted


def sum_of(way: Sequence[str], cells: Mapping[str, Number | None]) -> Number | None:
    """The cells added up, in the unit of a claim; None where one of them is unknown."""
    total: Number = 0
    for cell in way:
        value = cells.get(cell)
        if value is None:
            return None
        total += round(value * 10_000, 2) if cell.endswith(_TEN_THOUSANDS) else value
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
        matcher = _pattern(pattern)
        found = [cell for cell in cells if matcher.fullmatch(cell)]
        if not found:
            return ()
        expanded.extend(found)
    return tuple(expanded)


@cache
def _pattern(wildcard: str) -> re.Pattern[str]:
    return re.compile(re.escape(wildcard).replace(r"\*", "[a-z0-9_]+"))
