"""Scales, ticks and shapes of the plots."""

from __future__ import annotations

import pytest
from lxml import etree

from eval.metrics.calibration import Reliability
from eval.scorecard.plots.drawing import log_ticks, logarithmic, share_ticks, shorten, text_to_width
from eval.scorecard.plots.reliability import reliability_to_plot
from eval.scorecard.plots.shares import ShareDot, dots_to_least, dots_to_plot
from eval.scorecard.plots.speed import SpeedDot, dots_to_speed_plot
from extraction.show.drawing import linear, number
from extraction.show.markup import Html


def shapes(plot: Html, path: str) -> list[etree._Element]:
    found: list[etree._Element] = etree.fromstring(plot).xpath(path)
    return found


@pytest.mark.parametrize(
    ("least", "ticks"),
    [
        (0.0, [0, 0.2, 0.4, 0.6, 0.8, 1]),
        (0.55, [0.5, 0.6, 0.7, 0.8, 0.9, 1]),
        (0.83, [0.8, 0.9, 1]),
        (0.97, [0.9, 0.92, 0.94, 0.96, 0.98, 1]),
        (1.0, [0.9, 0.92, 0.94, 0.96, 0.98, 1]),
        (0.31, [0.2, 0.4, 0.6, 0.8, 1]),
    ],
)
def test_axes_of_shares_hold_the_least_and_end_at_one(least: float, ticks: list[float]) -> None:
    assert share_ticks(least) == pytest.approx(ticks)
    assert share_ticks(least)[0] <= least


@pytest.mark.parametrize(
    ("least", "most", "ticks"),
    [
        (12, 18, [10, 20]),
        (3, 40, [2, 5, 10, 20, 50]),
        (10, 10, [10, 20]),
        (0.02, 900, [0.02, 0.1, 1, 10, 100, 1000]),
    ],
)
def test_ticks_of_powers_hold_both_ends(least: float, most: float, ticks: list[float]) -> None:
    assert log_ticks(least, most) == pytest.approx(ticks)


def test_scales_map_ends_to_ends() -> None:
    assert linear(0.5, 1, 10, 110)(0.75) == pytest.approx(60)
    assert logarithmic(1, 100, 0, 200)(10) == pytest.approx(100)


@pytest.mark.parametrize(("value", "text"), [(3.0, "3"), (3.14159, "3.14"), (10.0, "10")])
def test_coordinates_are_short(value: float, text: str) -> None:
    assert number(value) == text


def test_long_names_are_cut_to_their_room() -> None:
    assert shorten("云澜市", 40) == "云澜市"
    cut = shorten("云澜市政务服务数据管理局", 60)
    assert cut.endswith("…")
    assert text_to_width(cut) <= 60


def test_a_dot_with_bounds_has_a_bar_and_one_without_is_hollow() -> None:
    dots = [ShareDot("sure", 0.9, "90 %", 0.8, 0.95), ShareDot("few", 0.5, "1 / 2 / 2")]
    plot = dots_to_plot("p", "t", "d", dots, least=dots_to_least(dots))
    (bar,) = shapes(plot, "//*[@class='interval']")
    # the axis runs from 50 to 100 over 8 to 328
    assert [float(bar.get(name, "")) for name in ("x1", "x2")] == pytest.approx([200, 296])
    (dot,) = shapes(plot, "//*[@class='dot']")
    assert float(dot.get("cx", "")) == pytest.approx(264)
    assert len(shapes(plot, "//*[@class='unsure']")) == 1


def test_two_runs_are_a_circle_and_a_diamond_joined() -> None:
    dots = [ShareDot("docx", 0.8, "90 (+10)", second=0.9)]
    plot = dots_to_plot("p", "t", "d", dots, least=0.8)
    (joint,) = shapes(plot, "//*[@class='joined']")
    assert [float(joint.get(name, "")) for name in ("x1", "x2")] == pytest.approx([8, 168])
    assert len(shapes(plot, "//circle[@class='first']")) == 1
    assert len(shapes(plot, "//polygon[@class='second']")) == 1


def test_an_undefined_share_has_no_dot() -> None:
    plot = dots_to_plot("p", "t", "d", [ShareDot("x", None, "–")], least=0.5)
    assert shapes(plot, "//circle") == []


def test_bins_stand_at_their_mean_confidence_as_large_as_they_are() -> None:
    found = Reliability.of([(0.5, True), (0.5, False), (1.0, True)])
    plot = reliability_to_plot("p", "t", "d", found, ("c", "s", "n"))
    half, whole = shapes(plot, "//*[@class='bin']")
    # confidence 0 to 1 over 40 to 328, share right 0 to 1 over 200 to 10
    assert (float(half.get("cx", "")), float(half.get("cy", ""))) == pytest.approx((184, 105))
    assert (float(whole.get("cx", "")), float(whole.get("cy", ""))) == pytest.approx((328, 10))
    assert float(half.get("r", "")) > float(whole.get("r", ""))
    sizes = [float(box.get("height", "")) for box in shapes(plot, "//*[@class='size']")]
    assert sizes == pytest.approx([32, 16])
    assert [each.text for each in shapes(plot, "//*[@class='size']/title")] == [
        "0.50–0.55: 1 / 2",
        "0.95–1.00: 1 / 1",
    ]


def test_faster_is_further_left_and_better_further_up() -> None:
    dots = [SpeedDot("1", "slow", 100, 0.95), SpeedDot("2", "fast", 10, 0.99)]
    plot = dots_to_speed_plot("p", "t", "d", dots, ("ms", "%"))
    slow, fast = shapes(plot, "//circle")
    assert float(fast.get("cx", "")) < float(slow.get("cx", ""))
    assert float(fast.get("cy", "")) < float(slow.get("cy", ""))


def test_plots_have_a_title_and_a_description_of_their_own() -> None:
    plot = dots_to_plot("p", "a < b", "d", [ShareDot("x", 0.5, "n")], least=0.5)
    root = etree.fromstring(plot)
    assert root.get("role") == "img"
    assert root.get("aria-labelledby") == "p-title p-desc"
    assert [each.text for each in root.xpath("title | desc")] == ["a < b", "d"]
