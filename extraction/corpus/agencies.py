"""Which names belong to one agency, so that its reports can be tied over the years.

A name is reduced to a key; keys are joined by the aliases that reports give and where one is the
other with its province, city or county put before. Names of townships are never joined that way:
many counties have a 城关镇.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from extraction.normalisation import text_to_folded

_BLANK = re.compile(r"\s+")
# who speaks for a place is the place; an office of it or a bureau is not
_GOVERNMENT = re.compile(r"(?<=[省市州盟区县旗镇乡道])(?:人民政府|管理委员会|管委会)$")
# a name may gain or lose what stands before it, up to the end of such a word
_HIGHER = re.compile(r"(?:省|市|州|盟|自治区|地区|县|区|旗)(?=[\u3400-\u9fff]{3})")
_PLACE = re.compile(r"^[\u3400-\u9fff]{2,12}?(?:省|市|州|盟|区|县|旗)")


@dataclass(frozen=True, slots=True)
class Named:
    """How often a report bears a name, with what it is also called and which years it is about."""

    name: str
    aliases: frozenset[str]
    years: frozenset[int]
    reports: int


@dataclass(frozen=True, slots=True)
class Agency:
    """One agency: the name that most of its reports bear, then the longest; and all its names."""

    name: str
    names: tuple[str, ...]


def name_to_key(name: str) -> str:
    """In simplified characters, without blanks, without 人民政府 or 管委会 at the end."""
    folded = _BLANK.sub("", text_to_folded(name).text)
    return _GOVERNMENT.sub("", folded)


def names_to_agencies(named: Iterable[Named]) -> Mapping[str, Agency]:
    """Name -> agency, for every name given."""
    by_key: dict[str, list[Named]] = defaultdict(list)
    for each in named:
        by_key[name_to_key(each.name)].append(each)
    root = {key: key for key in by_key}
    for short, long in [*_by_alias(by_key), *_by_higher_place(by_key)]:
        one, other = _root_of(root, short), _root_of(root, long)
        if one != other:
            root[one] = other
    families: dict[str, list[Named]] = defaultdict(list)
    for key, members in by_key.items():
        families[_root_of(root, key)].extend(members)
    return {
        member.name: agency
        for family in families.values()
        for agency in [_family_to_agency(family)]
        for member in family
    }


def _family_to_agency(family: list[Named]) -> Agency:
    reports: Counter[str] = Counter()
    for member in family:
        reports[member.name] += member.reports
    names = sorted(reports, key=lambda name: (-reports[name], -len(name), name))
    return Agency(names[0], tuple(names))


def _by_alias(by_key: Mapping[str, list[Named]]) -> list[tuple[str, str]]:
    return [
        (alias_key, key)
        for key, members in by_key.items()
        for member in members
        for alias_key in sorted(map(name_to_key, member.aliases))
        if alias_key in by_key and alias_key != key
    ]


def _by_higher_place(by_key: Mapping[str, list[Named]]) -> list[tuple[str, str]]:
    """Pairs of a name and the one fuller name that ends in it.

    Two fuller names leave it open which is meant, and names that both stand in one year may be
    two bodies: neither is joined.
    """
    fuller: dict[str, set[str]] = defaultdict(set)
    for key in by_key:
        for cut in _HIGHER.finditer(key):
            rest = key[cut.end() :]
            if rest in by_key and _PLACE.match(rest):
                fuller[rest].add(key)
    return [
        (short, long)
        for short, longs in sorted(fuller.items())
        if len(longs) == 1
        for long in longs
        if not _years(by_key[short]) & _years(by_key[long])
    ]


def _years(members: Iterable[Named]) -> set[int]:
    return {year for member in members for year in member.years}


def _root_of(root: dict[str, str], key: str) -> str:
    while root[key] != key:
        root[key] = root[root[key]]
        key = root[key]
    return key
