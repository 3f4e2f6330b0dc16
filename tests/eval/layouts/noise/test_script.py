from __future__ import annotations

import re
from random import Random

from eval.layouts.noise import script
from tests.eval.layouts.sheets import make_sheet

SHEET = make_sheet()


def _heading(sheet: object) -> str:
    return sheet.sections[2].heading  # type: ignore[attr-defined, no-any-return]


def test_traditional_script() -> None:
    after = script.add_pinyin(SHEET, Random(1), {"rate": 0.0})
    assert _heading(after) == "二、主動公開政府信息情況"


def test_pinyin_follows_converted_characters() -> None:
    after = script.add_pinyin(SHEET, Random(1), {"rate": 1.0})
    assert re.fullmatch(r"二、主動\(\w+\)公開\(\w+\)政府信息情況\(\w+\)", _heading(after))


def test_pinyin_is_doubled() -> None:
    after = script.add_doubled_pinyin(SHEET, Random(1), {"rate": 1.0, "repeats": 2})
    assert re.search(r"動(\([a-z]+\))\1", _heading(after))


def test_conversion_is_half_done() -> None:
    after = script.convert_partly(SHEET, Random(1), {"share": 0.5, "overdone": 1})
    labels = "".join(
        cell.text for table in after.tables for row in table.rows for cell in row.cells
    )
    assert "開" in labels
    assert "开" in labels


def test_cells_are_left_alone() -> None:
    after = script.add_pinyin(SHEET, Random(1), {"rate": 1.0})
    assert after.truths == SHEET.truths
