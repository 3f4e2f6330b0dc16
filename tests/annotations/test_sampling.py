"""Which tasks come first, and how many of a kind."""

from __future__ import annotations

import pytest

from annotations.sampling import Candidate, Order, rank_candidates, text_similarity

YEAR = "本年度，我局坚持以公开为常态、不公开为例外，全年通过门户网站主动公开政府信息{}条。"
OTHER = "组织业务培训两场，参训人员覆盖各科室和下属单位，考核结果纳入年度评比。"


def ranked(candidates: list[Candidate], order: Order, per_kind: int | None = None) -> list[str]:
    ranking = rank_candidates(candidates, order=order, per_kind=per_kind)
    return [each.candidate.id for each in ranking.shown]


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        ("uncertainty", ["c", "b", "a"]),
        ("disagreement", ["b", "c", "a"]),
        ("checks", ["a", "c", "b"]),
        ("file", ["a", "b", "c"]),
    ],
)
def test_the_order_is_by_what_was_asked(order: Order, expected: list[str]) -> None:
    candidates = [
        Candidate("a", uncertainty=0.1, contradictions=2),
        Candidate("b", uncertainty=0.2, disagreement=0.5),
        Candidate("c", uncertainty=0.9, failed_checks=1),
    ]
    assert ranked(candidates, order) == expected


def test_equal_candidates_keep_their_order() -> None:
    assert ranked([Candidate(name) for name in "dacb"], "uncertainty") == list("dacb")


def test_near_identical_texts_are_shown_as_often_as_allowed() -> None:
    candidates = [Candidate(f"y{n}", YEAR.format(n * 37), uncertainty=n / 10) for n in range(5)]
    candidates.append(Candidate("other", OTHER))
    ranking = rank_candidates(candidates, order="uncertainty", per_kind=2)
    assert [each.candidate.id for each in ranking.shown] == ["y4", "y3", "other"]
    assert ranking.left_out == 3


def test_without_a_text_every_candidate_is_of_its_own_kind() -> None:
    assert len(ranked([Candidate("a"), Candidate("b")], "file", per_kind=1)) == 2


@pytest.mark.parametrize("text", ["", "无", "无。", "无\n"])
def test_short_texts_can_be_compared(text: str) -> None:
    assert ranked([Candidate("a", text), Candidate("b", text)], "file", per_kind=1) == ["a"]


def test_figures_and_white_space_make_no_other_kind() -> None:
    assert text_similarity(YEAR.format(3), YEAR.format("  1024 ")) == 1.0
    assert text_similarity(YEAR.format(3), OTHER) == 0.0


def test_the_amount_is_told() -> None:
    ranking = rank_candidates([Candidate("a", contradictions=3)], order="checks")
    assert (ranking.shown[0].reason, ranking.shown[0].amount) == ("checks", 3)
