"""Lists that add up to a total."""

from __future__ import annotations

import pytest

from extraction.claims.part_sums import mentions_to_fits
from tests.extraction.claims.notation import marked_to_mentions


def fits_of(marked: str) -> dict[tuple[int, int], str]:
    return {
        pair: fit.signs for pair, fit in mentions_to_fits(marked_to_mentions(marked)[1]).items()
    }


@pytest.mark.parametrize(
    ("marked", "fits"),
    [
        # three parts, a telling sum, beginning and end, the nearest such total
        (
            "{i:甲}{q:12件},{i:乙}{q:7件}、{i:丙}{q:3件}、{i:丁}{q:2件}。",
            {(0, 1): "11111", (0, 2): "11111", (0, 3): "11111"},
        ),
        ("{i:甲}{q:3件},{i:乙}{q:2件}、{i:丙}{q:1件}。", {(0, 1): "00111", (0, 2): "00111"}),
        # deeper brackets are passed over
        (
            "{i:甲}{q:12件},{i:乙}{q:8件}(含{i:丙}{q:3件})、{i:丁}{q:4件}。",
            {(0, 1): "01111", (0, 3): "01111"},
        ),
        # shares and other units end or leave the row
        ("{i:甲}{q:12件},{i:乙}{q:8件},{i:丙}{q:4人}。", {}),
        (
            "{i:甲}{q:12件},{i:乙}{q:8件},占{q:66%},{i:丙}{q:4件}。",
            {(0, 1): "01111", (0, 3): "01111"},
        ),
        # a list may go on behind a full stop
        (
            "{i:甲}{q:12件}。其中{i:乙}{q:8件},占{q:66%}。{i:丙}{q:4件}。",
            {(0, 1): "01111", (0, 3): "01111"},
        ),
        # the total behind
        ("{i:甲}{q:8件}、{i:乙}{q:4件},合计{q:12件}。", {(2, 0): "01011", (2, 1): "01011"}),
        # one figure alone, and sums that miss
        ("{i:甲}{q:12件},{i:乙}{q:12件}。", {}),
        ("{i:甲}{q:12件},{i:乙}{q:8件}、{i:丙}{q:3件}。", {}),
    ],
)
def test_lists_that_add_up(marked: str, fits: dict[tuple[int, int], str]) -> None:
    assert fits_of(marked) == fits
