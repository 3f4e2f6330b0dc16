"""Names of one agency are tied together, names that may be two bodies are not."""

from __future__ import annotations

import pytest

from extraction.corpus.agencies import Named, name_to_key, names_to_agencies


def named(name: str, *years: int, aliases: tuple[str, ...] = ()) -> Named:
    return Named(name, frozenset(aliases), frozenset(years), len(years))


def names_in_one(*given: Named) -> list[tuple[str, ...]]:
    return sorted({agency.names for agency in names_to_agencies(given).values()})


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("云岭县人民政府", "云岭县"),
        ("云岭 综合试验区管理委员会", "云岭综合试验区"),
        ("雲嶺縣財政局", "云岭县财政局"),
        ("云岭县人民政府办公室", "云岭县人民政府办公室"),
    ],
)
def test_the_government_of_a_place_is_the_place(name: str, key: str) -> None:
    assert name_to_key(name) == key


def test_a_city_put_before_the_district_is_the_same_agency() -> None:
    found = names_in_one(named("青岚区人民政府", 2022), named("云州市青岚区人民政府", 2023))
    assert found == [("云州市青岚区人民政府", "青岚区人民政府")]


def test_two_fuller_names_leave_it_open() -> None:
    found = names_in_one(
        named("鼓山区财政局", 2021),
        named("云州市鼓山区财政局", 2022),
        named("沧州市鼓山区财政局", 2022),
    )
    assert len(found) == 3


def test_names_that_stand_in_one_year_are_two_bodies() -> None:
    found = names_in_one(named("青岚区财政局", 2022, 2023), named("云州市青岚区财政局", 2023))
    assert len(found) == 2


def test_townships_are_not_joined_by_the_county_before_them() -> None:
    assert (
        len(names_in_one(named("城关镇人民政府", 2021), named("云岭县城关镇人民政府", 2022))) == 2
    )


def test_an_alias_ties_two_names() -> None:
    found = names_in_one(
        named("云岭县行政审批局", 2022, 2023, aliases=("云岭县政务服务中心",)),
        named("云岭县政务服务中心", 2021),
    )
    assert found == [("云岭县行政审批局", "云岭县政务服务中心")]
