"""Plots are drawn from their numbers; the shapes can be counted and measured."""

from __future__ import annotations

from typing import Any

import pytest
from lxml import html

from extraction.corpus.plots import (
    SHAPES,
    Series,
    linear,
    round_ticks,
    series_to_plot,
    spread_to_plot,
    stacked_to_bar,
)


def tree(markup: str) -> Any:
    return html.fragment_fromstring(markup)


def classes(markup: str, look: str) -> list[Any]:
    return list(tree(markup).xpath(f".//*[contains(concat(' ', @class, ' '), ' {look} ')]"))


def test_few_agencies_are_lines_with_a_mark_each() -> None:
    one = Series("云岭县", {2021: 3, 2022: 5, 2024: 4})
    plot = series_to_plot("p", "title", "about", [one, Series("沧浪县", {2022: 9})])
    assert len(classes(plot, "dot")) == 4
    # no line over the year that is missing
    assert len(classes(plot, "joined")) == 1


def test_many_agencies_are_boxes_by_year() -> None:
    series = [Series(f"县{at}", {2022: at, 2023: 2 * at}) for at in range(len(SHAPES) + 1)]
    plot = series_to_plot("p", "title", "about", series)
    assert [box.text_content() for box in classes(plot, "half")] == [
        "2022: 0 – 4 (n = 5)",
        "2023: 0 – 8 (n = 5)",
    ]


def test_a_single_value_and_values_far_apart_can_be_drawn() -> None:
    assert len(classes(series_to_plot("p", "t", "d", [Series("县", {2022: 0})]), "dot")) == 1
    wide = {2020: 1, 2021: 2, 2022: 3, 2023: 900_000}
    heights = [
        float(dot.get("cy"))
        for dot in classes(series_to_plot("p", "t", "d", [Series("县", wide)]), "dot")
    ]
    assert heights == sorted(heights, reverse=True)
    assert heights[0] - heights[1] > 1


def test_values_are_counted_by_powers_of_ten() -> None:
    plot = spread_to_plot("p", "t", "d", [0, 0, 1, 9, 10, 2500])
    assert [bar.text_content() for bar in classes(plot, "bar")] == [
        "0: 2",
        "1+: 2",
        "10+: 1",
        "1k+: 1",
    ]


@pytest.mark.parametrize(
    ("most", "ticks"), [(0, [0, 1]), (7, [0, 2, 4, 6, 8]), (100, [0, 50, 100]), (1, [0, 0.5, 1])]
)
def test_ticks_are_round(most: float, ticks: list[float]) -> None:
    assert round_ticks(most) == pytest.approx(ticks)


def test_one_value_stands_in_the_middle() -> None:
    assert linear(5, 5, 0, 10)(5) == 5


def test_a_bar_of_shares_is_as_wide_as_they_are() -> None:
    parts = tree(stacked_to_bar("told", [("mine", 0.25), ("again", 0.75)])).xpath(".//*[@width]")
    assert [(part.get("x"), part.get("width")) for part in parts] == [("0", "25"), ("25", "75")]
