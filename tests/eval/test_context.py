"""The words around a case."""

from __future__ import annotations

import pytest

from eval.cases import Case, CaseSide
from eval.context import LONGEST, REACH, add_context, case_to_extent, widen_to_sentence
from eval.scoring import score_document
from tests.eval.builder import TEXT, marked, perfect


def case_at(start: int, end: int, **marks: tuple[int, int]) -> Case:
    gold = CaseSide(start=start, end=end, marks=marks)
    return Case(document="mu-1", label="claim", key="k", classes=("missed",), gold=gold)


@pytest.mark.parametrize(
    ("text", "quote", "context"),
    [
        ("云澜。公开5条；答复2件。", "5条", "公开5条；"),
        ("云澜\n公开5条\n答复2件", "5条", "公开5条"),
        ("公开5条", "5条", "公开5条"),
        ("云澜。公开5条。答复", "公开5条。", "公开5条。"),
        ("一" * 400 + "5条" + "二" * 400, "5条", "一" * 160 + "5条" + "二" * 160),
    ],
)
def test_a_sentence_is_cut_at_its_signs_or_at_the_reach(
    text: str, quote: str, context: str
) -> None:
    start = text.index(quote)
    low, high = widen_to_sentence(text, (start, start + len(quote)))
    assert text[low:high] == context


def test_the_places_of_both_sides_and_their_marks_are_held() -> None:
    gold = CaseSide(start=50, end=53, marks={"item": (44, 48)})
    found = CaseSide(start=51, end=56, marks={"period": (20, 22)})
    case = Case(document="x", label="claim", key="k", classes=("value",), gold=gold, found=found)
    assert case_to_extent(case) == (20, 56)


def test_a_mark_far_off_is_left_out() -> None:
    assert case_to_extent(case_at(1000, 1003, part_of=(10, 13))) == (1000, 1003)
    near = 1000 - REACH
    assert case_to_extent(case_at(1000, 1003, part_of=(near, near + 2))) == (near, 1003)


def test_a_long_place_is_cut_behind_its_beginning() -> None:
    assert case_to_extent(case_at(100, 9000)) == (100, 100 + LONGEST)


def test_a_case_without_a_place_has_no_context() -> None:
    case = Case(document="x", label="cell", key="k", classes=("missed",), gold=CaseSide())
    assert add_context(case, "云澜市").context is None


def test_a_place_outside_of_the_text_has_no_context() -> None:
    assert add_context(case_at(5, 9), "云澜市").context is None


def test_halves_of_pairs_are_replaced_one_by_one() -> None:
    found = add_context(case_at(2, 4), "云\ud83d5条")
    assert found.context == "云\ufffd5条"
    assert found.context_start == 0


def test_scoring_fills_it_in() -> None:
    perfect_found = perfect()
    assert perfect_found.claims is not None
    first = perfect_found.claims[0].model_copy(update={"value": 1})
    found = perfect_found.model_copy(update={"claims": (first, *perfect_found.claims[1:])})
    (case,) = score_document(marked(), found, TEXT).cases
    assert case.context == "全年通过微信公众号发布信息271条，其中原创64条。"
    assert case.context_start == 0
    (bare,) = score_document(marked(), found, None).cases
    assert bare.context is None
