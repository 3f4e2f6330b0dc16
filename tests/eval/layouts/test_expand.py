from __future__ import annotations

from eval.layouts.expand import table_to_grid, without_rows
from eval.layouts.sheet import DrawnCell, DrawnRow, DrawnTable


def _cell(text: str, **spans: int) -> DrawnCell:
    return DrawnCell(text, "label", **spans)


TABLE = DrawnTable(
    "t2",
    3,
    (
        DrawnRow("a", "data", (_cell("group", rowspan=3), _cell("one"), _cell("1"))),
        DrawnRow("b", "data", (_cell("two"), _cell("2"))),
        DrawnRow("c", "data", (_cell("wide", colspan=2),)),
    ),
)


def _texts(table: DrawnTable) -> list[list[str]]:
    return [
        [place.cell.text if place else "" for place in places] for places in table_to_grid(table)
    ]


def test_merged_cells_cover_their_places() -> None:
    assert _texts(TABLE) == [
        ["group", "one", "1"],
        ["group", "two", "2"],
        ["group", "wide", "wide"],
    ]


def test_group_moves_down_when_its_first_row_goes() -> None:
    smaller = without_rows(TABLE, {"a"})
    assert _texts(smaller) == [["group", "two", "2"], ["group", "wide", "wide"]]
    assert smaller.rows[0].cells[0].rowspan == 2


def test_group_shrinks_when_a_later_row_goes() -> None:
    assert without_rows(TABLE, {"b"}).rows[0].cells[0].rowspan == 2


def test_places_beyond_a_short_row_are_empty() -> None:
    short = DrawnTable("t2", 3, (DrawnRow("a", "data", (_cell("x"),)),))
    assert _texts(short) == [["x", "", ""]]
