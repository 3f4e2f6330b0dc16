from __future__ import annotations

import pytest

from eval.layouts.render.draft import DraftRow, Expansion, sheet_to_draft
from tests.eval.layouts.sheets import make_sheet


def _row(expansion: Expansion, name: str) -> DraftRow:
    for item in sheet_to_draft(make_sheet(), expansion):
        if isinstance(item, DraftRow) and item.id == name:
            return item
    raise AssertionError(name)


@pytest.mark.parametrize(
    ("expansion", "labels"),
    [
        ("full", ("", "", "2.其他法律行政法规禁止公开")),
        ("repeat", ("三、本年度办理结果", "（三）不予公开", "2.其他法律行政法规禁止公开")),
        ("compact", ("2.其他法律行政法规禁止公开",)),
        ("mixed", ("", "", "2.其他法律行政法规禁止公开")),
    ],
)
def test_merged_labels_expand(expansion: Expansion, labels: tuple[str, ...]) -> None:
    assert _row(expansion, "t2.denied.law_prohibited").labels == labels


def test_wide_labels_leave_their_places_empty() -> None:
    label = "一、本年新收政府信息公开申请数量"
    assert _row("full", "t2.new_received").labels == (label, "", "")
    assert _row("mixed", "t2.new_received").labels == (label, "")
    assert _row("compact", "t2.new_received").labels == (label,)


def test_wide_values_pad_the_row() -> None:
    assert _row("full", "t1.art20_5.licensing").pad == 2
    assert _row("compact", "t1.art20_5.licensing").pad == 0


def test_groups_are_counted() -> None:
    assert _row("compact", "t2.denied.state_secret").group == 1
    assert _row("full", "t2.denied.state_secret").group == 2
