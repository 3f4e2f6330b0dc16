from __future__ import annotations

from random import Random

import pytest

from eval.layouts.noise import rows
from eval.layouts.noise.role import DraftNoise
from eval.layouts.render.draft import Draft, DraftRow, DraftText, Expansion, sheet_to_draft
from tests.eval.layouts.sheets import make_sheet

SHEET = make_sheet("n")


def _draft(expansion: Expansion = "compact") -> Draft:
    return sheet_to_draft(SHEET, expansion)


def _of(draft: Draft, name: str) -> list[DraftRow]:
    return [item for item in draft if isinstance(item, DraftRow) and item.id == name]


def _values(draft: Draft) -> list[str]:
    return [value.text for item in draft if isinstance(item, DraftRow) for value in item.values]


@pytest.mark.parametrize(
    ("noise", "strength"),
    [
        (rows.break_number_tail, {"share": 1.0, "numbers": 3}),
        (rows.break_label_tail, {"share": 1.0}),
        (rows.put_numbers_mid_label, {"share": 1.0}),
        (rows.add_garbage, {"lines": 5}),
        (rows.scatter_groups, {"share": 1.0, "glued": 1}),
        (rows.split_groups_by_page, {"groups": 5, "page_numbers": 1}),
        (rows.interleave_heads, {"shuffled": 1, "glued": 0.5}),
        (rows.join_paragraphs, {"paragraphs": 1, "headings": 1}),
    ],
)
@pytest.mark.parametrize("expansion", ["compact", "full", "mixed"])
def test_numbers_stay_in_order(
    noise: DraftNoise, strength: dict[str, float], expansion: Expansion
) -> None:
    before = _draft(expansion)
    after, truths = noise(before, SHEET.truths, Random(1), strength)
    assert after != before
    assert _values(after) == _values(before)
    assert truths == SHEET.truths


def _own_labels(draft: Draft) -> dict[str, str]:
    """Row -> everything that stands before its values, group labels included."""
    found: dict[str, str] = {}
    for item in draft:
        if isinstance(item, DraftRow) and item.kind == "data":
            found[item.id] = found.get(item.id, "") + "".join(item.labels)
    return found


@pytest.mark.parametrize(
    ("noise", "strength"),
    [
        (rows.break_number_tail, {"share": 1.0, "numbers": 3}),
        (rows.break_label_tail, {"share": 1.0}),
        (rows.put_numbers_mid_label, {"share": 1.0}),
        (rows.double_rows, {"rows": 99, "misread": 1.0}),
        (rows.scatter_groups, {"share": 1.0, "glued": 0}),
        (rows.scatter_groups, {"share": 1.0, "glued": 1}),
        (rows.split_groups_by_page, {"groups": 5, "page_numbers": 1}),
        (rows.shift_left, {"share": 1.0}),
    ],
)
@pytest.mark.parametrize("expansion", ["compact", "full", "mixed"])
def test_no_row_loses_its_own_label(
    noise: DraftNoise, strength: dict[str, float], expansion: Expansion
) -> None:
    before = _draft(expansion)
    after, _ = noise(before, SHEET.truths, Random(1), strength)
    labels = _own_labels(after)
    own = {
        item.id: item.labels[item.group]
        for item in before
        if isinstance(item, DraftRow) and item.kind == "data" and item.labels
    }
    assert len(own) == 25 + 6
    for row, label in own.items():
        assert label in labels[row], row


def test_number_tail() -> None:
    after, _ = rows.break_number_tail(
        _draft(), SHEET.truths, Random(1), {"share": 1.0, "numbers": 1}
    )
    first, second = _of(after, "t2.granted")
    assert (len(first.values), len(second.values), second.labels) == (6, 1, ())


def test_label_tail() -> None:
    after, _ = rows.break_label_tail(_draft(), SHEET.truths, Random(1), {"share": 1.0})
    first, second = _of(after, "t2.new_received")
    assert first.labels[0] + second.labels[0] == "一、本年新收政府信息公开申请数量"
    assert (len(first.values), len(second.values)) == (7, 0)


def test_numbers_mid_label() -> None:
    after, _ = rows.put_numbers_mid_label(_draft(), SHEET.truths, Random(1), {"share": 1.0})
    lines = _of(after, "t2.new_received")
    assert [len(line.values) for line in lines] == [0, 7, 0]


def test_doubled_rows() -> None:
    after, truths = rows.double_rows(
        _draft(), SHEET.truths, Random(1), {"rows": 1.5, "misread": 1.0}
    )
    changed = [cell for cell, truth in truths.items() if truth.also == ("ocr_fixed",)]
    row = changed[0].rpartition(".")[0]
    first, second = _of(after, row)
    assert [value.id for value in first.values] == [value.id for value in second.values]
    assert "U" in {value.text for value in second.values}
    assert "U" not in {value.text for value in first.values}


def test_group_labels_come_in_fragments() -> None:
    after, _ = rows.scatter_groups(_draft(), SHEET.truths, Random(1), {"share": 1.0, "glued": 1})
    label = _of(after, "t2.denied.state_secret")[0].labels[-1]
    assert label.endswith(" 1.属于国家秘密")
    assert label.startswith("（三")


def test_group_labels_break_at_page_ends() -> None:
    after, _ = rows.split_groups_by_page(
        _draft(), SHEET.truths, Random(1), {"groups": 9, "page_numbers": 1}
    )
    second = _of(after, "t2.denied.law_prohibited")[0].labels[-1]
    assert second.endswith(" 2.其他法律行政法规禁止公开")
    assert any(isinstance(item, DraftText) and item.text.startswith("- ") for item in after)


def test_rows_shift_left() -> None:
    after, _ = rows.shift_left(_draft("full"), SHEET.truths, Random(1), {"share": 1.0})
    row = _of(after, "t2.denied.law_prohibited")[0]
    assert row.labels == ("2.其他法律行政法规禁止公开",)
    assert row.pad == 2


def test_blank_cells_hold_line_breaks() -> None:
    after, truths = rows.break_blank_cells(_draft(), SHEET.truths, Random(1), {"rows": 1})
    blanks = [cell for cell, truth in truths.items() if truth.status == "blank"]
    assert len(blanks) == 2
    assert _values(after).count("\n") == 2


def test_paragraphs_run_together() -> None:
    after, _ = rows.join_paragraphs(
        _draft(), SHEET.truths, Random(1), {"paragraphs": 1, "headings": 1}
    )
    texts = [item.text for item in after if isinstance(item, DraftText)]
    assert texts[0].startswith("标题: ")
    assert any("一、总体情况" in text and "（一）" in text for text in texts)
