"""Agreement on examples worked by hand."""

from __future__ import annotations

import pytest

from annotations.agreement import Agreement, measure_agreement, pair_documents
from annotations.matching import covers_half, intersection_over_union, match_pairs
from annotations.schema import AnnotatedDocument
from tests.annotations.builder import document


def agreement(first: AnnotatedDocument, second: AnnotatedDocument) -> Agreement:
    return measure_agreement(pair_documents([first], [second]))


def test_the_best_assignment_is_found_not_the_greedy_one() -> None:
    weights = {(0, 0): 0.9, (0, 1): 0.8, (1, 0): 0.7, (1, 1): 0.0}
    assert match_pairs([0, 1], [0, 1], lambda one, other: weights[one, other]) == [(0, 1), (1, 0)]
    assert match_pairs([0], [0], lambda *_: 0.0) == []
    assert match_pairs([], [0], lambda *_: 1.0) == []


def test_overlaps() -> None:
    assert intersection_over_union((0, 10), (5, 15)) == pytest.approx(1 / 3)
    assert covers_half((0, 4), (2, 4))
    assert not covers_half((0, 5), (3, 5))


def test_the_same_marks_agree_fully() -> None:
    one = document("{i1:信息}{q1>i1:12条}。")
    found = agreement(one, one)
    quantity = next(each for each in found.labels if each.label == "quantity")
    assert (quantity.exact_f1, quantity.matched_f1, quantity.kappa) == (1.0, 1.0, 1.0)
    assert not found.disagreements


def test_edges_and_values_are_counted_apart() -> None:
    one = document("发布{i1:政府信息}{q1>i1:12条}，{q2:3条}。")
    other = document("发布政府{i1:信息}{q1>i1=13:12条}，3条。")
    found = agreement(one, other)
    by_label = {each.label: each for each in found.labels}
    # the item's overlap is half of the longer span, so it matches without being exact
    assert (by_label["item"].exact_f1, by_label["item"].matched_f1) == (0.0, 1.0)
    assert (by_label["quantity"].first, by_label["quantity"].second) == (2, 1)
    assert by_label["quantity"].exact_f1 == pytest.approx(2 / 3)
    value = next(each for each in found.attributes if each.name == "value")
    assert (value.both, value.agree) == (1, 0)
    assert [each.why for each in found.disagreements] == ["only the first", "edges"]
    assert by_label["channel"].exact_f1 is None


def test_kappa_counts_characters() -> None:
    one, other = document("{q1:12条}。。。"), document("{q1:12}条。。。")
    quantity = agreement(one, other).labels[0]
    # 6 characters: both mark 2, one alone 1; observed 5/6, expected (3*2 + 3*4) / 36
    assert quantity.kappa == pytest.approx((5 / 6 - 0.5) / 0.5)


def test_other_texts_are_refused() -> None:
    with pytest.raises(ValueError, match="different texts"):
        pair_documents([document("甲")], [document("乙")])
    with pytest.raises(ValueError, match="share no document"):
        pair_documents([document("甲")], [document("甲", "mu-2")])
