"""Periods by the learned weights."""

from __future__ import annotations

import pytest

from tests.extraction.claims.notation import compose, part


@pytest.mark.parametrize(
    ("marked", "periods"),
    [
        ("{p:全年}发布{i:信息}{q:9条},{i:公告}{q:3条}。", ["全年", "全年"]),
        ("{p:全年}发布{i:信息}{q:9条}。{i:公告}{q:3条}。", ["全年", None]),
        # what is counted by the day says so of itself alone
        (
            "{p:全年}接待{i:查阅}{q:900人次},{p:日均}{q:3人次};{i:复印}{q:80张}。",
            ["全年", "日均", "全年"],
        ),
        ("{p:2023年}收到{i:申请}{q:9件};{p:截至年底}{i:粉丝}{q:3万人}。", ["2023年", "截至年底"]),
    ],
)
def test_periods_of_quantities(marked: str, periods: list[str | None]) -> None:
    text, claims = compose(marked)
    assert [part(text, claim.period) for claim in claims] == periods


def test_period_of_a_negation() -> None:
    text, claims = compose("{p:全年}{n:未发生}{i:行政复议}。")
    assert [part(text, claim.period) for claim in claims] == ["全年"]
