from __future__ import annotations

from random import Random

import pytest

from eval.layouts.noise import prose
from eval.layouts.noise.catalogue import NOISES
from tests.eval.layouts.sheets import make_sheet

SHEET = make_sheet()
OUTSIDE = [
    noise
    for noise in NOISES.values()
    if noise.sheet and noise.sheet.__module__.endswith(".prose")  # type: ignore[attr-defined]
]


@pytest.mark.parametrize("noise", OUTSIDE, ids=lambda noise: noise.id)
def test_tables_are_left_alone(noise: object) -> None:
    entry = NOISES[noise.id]  # type: ignore[attr-defined]
    assert entry.sheet is not None
    after = entry.sheet(SHEET, Random(1), entry.strength("severe"))
    assert after.truths == SHEET.truths
    assert list(after.tables) == list(SHEET.tables)


def test_most_noises_of_text_were_looked_at() -> None:
    assert len(OUTSIDE) >= 10


@pytest.mark.parametrize(("kind", "lines"), [(1, 1), (2, 0), (3, 1)])
def test_titles_change(kind: int, lines: int) -> None:
    after = prose.change_title(SHEET, Random(1), {"kind": kind})
    assert len(after.title) == lines
    assert after.title != SHEET.title


def test_headings_change_and_one_is_lost() -> None:
    after = prose.change_headings(SHEET, Random(1), {"lost": 1, "extra": 1})
    headings = [section.heading for section in after.sections]
    assert headings[1] != "一、总体情况"
    assert headings[-1].startswith("七、")
    assert headings[2:5].count("") == 1


def test_days_of_dates_are_lost() -> None:
    sheet = make_sheet("e")
    after = prose.lose_runs(sheet, Random(1), {"share": 1.0})
    text = "".join(paragraph for section in after.sections for paragraph in section.paragraphs)
    assert "月日" in text or "年月" in text


def test_conflicts_differ_from_the_tables() -> None:
    after = prose.contradict(SHEET, Random(1), {"figures": 1})
    total = SHEET.truths["t2.new_received.total"].raw
    assert f"申请{total}件" not in after.sections[1].paragraphs[-1]
