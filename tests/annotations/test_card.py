"""The counts of the data card are those of the store."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotations.card import BEGIN, END, documents_to_card, put_into
from annotations.store import read_store
from annotations.variety import documents_to_novelty
from tests.annotations.builder import document, real_report

GOLD = Path(__file__).parents[2] / "annotations" / "gold"


def test_the_card_counts_what_the_store_holds() -> None:
    card = (GOLD / "README.md").read_text(encoding="utf-8")
    counted = documents_to_card(read_store(GOLD))
    assert put_into(card, counted) == card, "run: gongkai annotations build"


def test_splits_stand_apart_and_what_is_unknown_is_said() -> None:
    counted = documents_to_card([document("{i1:信息}{q1>i1:12条}。"), real_report()])
    assert "| documents | 1 | 0 | 0 | 0 | 0 |" in counted
    assert "| sections | – | – | – | – | – |" in counted
    assert "- Quantities: 1." in counted


def test_runs_of_characters_in_one_passage_only() -> None:
    one, other = document("甲乙丙丁", "a-1"), document("乙丙丁戊", "a-2")
    # 甲乙丙, 乙丙丁, 丙丁戊: two of three
    assert documents_to_novelty([one, other], run=3) == pytest.approx(2 / 3)
    assert documents_to_novelty([]) is None


def test_a_card_without_marks_is_refused() -> None:
    assert put_into(f"a\n{BEGIN}\nold\n{END}\nb", "new") == f"a\n{BEGIN}\nnew\n{END}\nb"
    with pytest.raises(ValueError, match="lacks the marks"):
        put_into("a", "new")
