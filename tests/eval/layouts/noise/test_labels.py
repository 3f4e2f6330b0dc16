from __future__ import annotations

from random import Random

from eval.layouts.noise import labels
from eval.layouts.sheet import Sheet
from tests.eval.layouts.sheets import make_sheet

SHEET = make_sheet()


def _texts(sheet: Sheet, *roles: str) -> list[str]:
    return [
        cell.text
        for table in sheet.tables
        for row in table.rows
        for cell in row.cells
        if cell.role in roles
    ]


ALL = ("label", "group", "header", "title", "corner")


def test_misread_labels_stay_nearest_to_themselves() -> None:
    strength = {"shortest": 3, "share": 1.0, "edits": 2, "breaks": 0.0}
    after = labels.misread_labels(SHEET, Random(1), strength)
    pairs = list(zip(_texts(SHEET, *ALL), _texts(after, *ALL), strict=True))
    changed = [(old, new) for old, new in pairs if old != new]
    assert len(changed) > 30
    originals = set(_texts(SHEET, *ALL))
    assert not any(new in originals for _, new in changed)


def test_labels_may_break_into_lines() -> None:
    strength = {"shortest": 99, "share": 0.0, "edits": 1, "breaks": 1.0}
    after = labels.misread_labels(SHEET, Random(1), strength)
    assert [text.replace("\n", "") for text in _texts(after, *ALL)] == _texts(SHEET, *ALL)
    assert any("\n" in text for text in _texts(after, "label"))


def test_values_are_never_touched() -> None:
    strength = {"shortest": 1, "share": 1.0, "edits": 2, "breaks": 1.0}
    after = labels.misread_labels(SHEET, Random(1), strength)
    assert _texts(after, "value") == _texts(SHEET, "value")
    assert after.truths == SHEET.truths


def test_vintages_mix() -> None:
    after = labels.mix_vintages(SHEET, Random(1), {"share": 1.0, "inserted": 1.0})
    assert "规范性文件" in _texts(after, "label")
    assert "本年新制发件数" in _texts(after, "header")
    assert "处理决定数量" in _texts(after, "header")


def test_heads_are_cut() -> None:
    after = labels.cut_heads(SHEET, Random(1), {"kept": 3, "all_tables": 0})
    assert _texts(after, "header")[:3] == ["本年制", "本年废", "现行有"]
    assert "商业企业" in _texts(after, "header")


def test_all_heads_are_cut() -> None:
    after = labels.cut_heads(SHEET, Random(1), {"kept": 2, "all_tables": 1})
    assert "商业" in _texts(after, "header")


def test_runs_inside_labels_are_lost() -> None:
    after = labels.drop_inside_labels(SHEET, Random(1), {"labels": 2, "characters": 2})
    changed = [
        (old, new)
        for old, new in zip(_texts(SHEET, "label"), _texts(after, "label"), strict=True)
        if old != new
    ]
    assert [len(old) - len(new) for old, new in changed] == [2, 2]


def test_brackets_become_half_width() -> None:
    after = labels.halve_punctuation(SHEET, Random(1), {"everything": 0, "prose": 0})
    assert "(三)不予公开" in _texts(after, "group")
    assert "3.危及“三安全一稳定”" in _texts(after, "label")


def test_quotes_become_straight() -> None:
    after = labels.halve_punctuation(SHEET, Random(1), {"everything": 1, "prose": 1})
    assert '3.危及"三安全一稳定"' in _texts(after, "label")


def test_letters_are_spaced() -> None:
    after = labels.space_out(SHEET, Random(1), {"prose": 0.0, "labels": 1.0})
    assert "总 计" in _texts(after, "header")
    assert "1.属 于 国 家 秘 密" in _texts(after, "label")


def test_enumerators_change() -> None:
    strength = {"dashes": 1, "brackets": 0, "signs": 1, "ordinals": 0}
    after = labels.renumber(SHEET, Random(1), strength)
    assert "㈢不予公开" in _texts(after, "group")
    assert any(text.startswith("-1") for text in _texts(after, "label"))


def test_titles_of_blocks_are_spaced() -> None:
    after = labels.space_headings(SHEET, Random(1), {"width": 2, "headings": 0})
    assert _texts(after, "title")[0] == "第二十条  第（一）项"


def test_heads_repeat_their_neighbour() -> None:
    after = labels.double_heads(SHEET, Random(1), {"share": 1.0})
    assert "信息内容 本年处理决定数量" in _texts(after, "header")
