"""Claims, worked by hand on one passage of three claims.

gold: 271条 (信息, 微信公众号), 64条 (原创, part of 271条), zero claim 政府信息公开申请.
"""

from __future__ import annotations

import pytest

from eval.findings import Findings, FoundClaim
from eval.metrics.claims import score_claims
from eval.metrics.tally import Tally
from tests.eval.builder import TEXT, claims, counted, perfect, solid

GOLD = perfect()


def scored(found: Findings) -> Tally:
    tally = Tally()
    score_claims(GOLD, found, solid(TEXT), tally)
    return tally


def altered(index: int, **update: object) -> Findings:
    made = list(GOLD.claims or ())
    made[index] = FoundClaim.model_validate(made[index].model_dump() | update)
    return claims(*made)


def test_the_truth_against_itself_is_right_in_every_metric() -> None:
    tally = scored(GOLD)
    assert counted(tally, "claim") == (3, 3, 3)
    assert counted(tally, "claim.full") == (3, 3, 3)
    assert counted(tally, "zero") == (1, 1, 1)
    assert counted(tally, "channel") == (2, 2, 2)
    assert counted(tally, "part_of") == (1, 1, 1)
    assert tally.cases == []


@pytest.mark.parametrize(
    ("index", "update", "metric", "expected"),
    [
        # the number is another: the claim is wrong, its channel stays right
        (0, {"value": 272}, "claim", (2, 3, 3)),
        (0, {"value": 272}, "channel", (2, 2, 2)),
        (0, {"unit_norm": "篇"}, "claim", (2, 3, 3)),
        # 全年 for 信息: no overlap
        (0, {"item": (0, 2)}, "claim", (2, 3, 3)),
        (0, {"item": None}, "claim", (2, 3, 3)),
        # 发布信息: half of the longer span is shared, so the claim stands and is not exact
        (0, {"item": (9, 13)}, "claim", (3, 3, 3)),
        (0, {"item": (9, 13)}, "claim.exact", (2, 3, 3)),
        # 通过微信公众号发布信息: less than half
        (0, {"item": (2, 13)}, "claim", (2, 3, 3)),
        (0, {"channel": None}, "channel", (1, 1, 2)),
        (0, {"channel": None}, "claim", (3, 3, 3)),
        (1, {"part_of": None}, "part_of", (0, 0, 1)),
        (0, {"part_of": 1}, "part_of", (1, 2, 1)),
        (0, {"period": None}, "period", (2, 3, 3)),
        (0, {"approx": "over"}, "approx", (2, 3, 3)),
        (0, {"indicator": "publish.total"}, "indicator", (2, 3, 3)),
        (0, {"indicator": None}, "indicator.stated", (2, 2, 3)),
        (2, {"zero": False}, "zero", (0, 0, 1)),
    ],
)
def test_one_wrong_field_costs_its_own_metric(
    index: int, update: dict[str, object], metric: str, expected: tuple[int, int, int]
) -> None:
    assert counted(scored(altered(index, **update)), metric) == expected


def test_equal_units_of_the_guide_are_equal() -> None:
    gold = claims(FoundClaim(start=0, end=2, value=3, unit_norm="名"))
    tally = Tally()
    score_claims(gold, claims(FoundClaim(start=0, end=2, value=3, unit_norm="人")), solid(), tally)
    assert counted(tally, "claim") == (1, 1, 1)


def test_two_claims_on_one_span_go_to_the_items_they_name() -> None:
    one = FoundClaim(start=6, end=8, value=1, unit_norm="份", item=(0, 2))
    two = one.model_copy(update={"item": (3, 5)})
    tally = Tally()
    score_claims(claims(one, two), claims(two, one), solid(), tally)
    assert counted(tally, "claim") == (2, 2, 2)


def test_missed_and_unasked_claims_are_cases() -> None:
    unasked = FoundClaim(start=0, end=2, value=1)
    tally = scored(claims(*(GOLD.claims or ())[1:2], unasked))
    assert counted(tally, "claim") == (1, 2, 3)
    assert sorted((case.classes, case.key[:6]) for case in tally.cases) == [
        (("missed",), "claim:"),
        (("missed",), "claim:"),
        (("part_of",), "claim:"),
        (("spurious",), "claim+"),
    ]


def test_confidence_is_held_against_the_claim_being_right() -> None:
    tally = scored(altered(0, value=272, confidence=0.9))
    reliability = tally.reliability["claim"]
    # two right at 1.0, one wrong at 0.9: 0.81 / 3
    assert reliability.count == 3
    assert reliability.brier == pytest.approx(0.27)


def test_a_part_that_was_not_looked_for_is_not_scored() -> None:
    assert scored(Findings(document="mu-1", text_sha256=None)).counts == {}


def test_blanks_and_quotation_marks_are_not_counted_in_items() -> None:
    text = "“信 息”3条"
    gold = claims(FoundClaim(start=5, end=7, value=3, unit_norm="条", item=(1, 4)))
    found = claims(FoundClaim(start=5, end=7, value=3, unit_norm="条", item=(0, 5)))
    tally = Tally()
    score_claims(gold, found, solid(text), tally)
    assert counted(tally, "claim") == (1, 1, 1)
