from __future__ import annotations

from extraction.record.model import Cell
from extraction.show.form_view import record_to_table_views, stray_cells
from tests.extraction.show.builder import failed, report

OTHERS = ("other.correction_overdue", "other.fee_overdue", "other.other")


def requests_of(record: object) -> list[str]:
    view = record_to_table_views(record)[1]  # type: ignore[arg-type]
    return [row.row.id for row in view.blocks[0].rows]


def single_other(record: object) -> tuple[Cell, ...]:
    columns = [cell for cell in record.cells if cell.id.startswith("t2.granted.")]  # type: ignore[attr-defined]
    return tuple(
        cell.model_copy(update={"id": cell.id.replace("granted", "other")}) for cell in columns
    )


def test_three_tables_in_the_order_of_the_form() -> None:
    record, _ = report()
    views = record_to_table_views(record)
    assert [view.form.id for view in views] == [
        "t1_disclosure", "t2_requests", "t3_review_litigation",
    ]  # fmt: skip
    assert sum(len(view.cells) for view in views) == 200


def test_the_form_is_the_tables_own() -> None:
    record, _ = report(form="f2019")
    views = record_to_table_views(record)
    assert [block.block.id for block in views[0].blocks][-1] == "art20_9"
    assert sum(len(view.cells) for view in views) == 198


def test_rows_that_the_record_does_not_list_are_left_out() -> None:
    record, _ = report(skip=OTHERS)
    assert requests_of(record)[-2:] == ["processed_total", "carried_out"]
    assert not set(OTHERS) & set(requests_of(record))


def test_numbers_of_a_group_row_make_it_a_row() -> None:
    record, _ = report(skip=OTHERS)
    record = record.model_copy(update={"cells": record.cells + single_other(record)})
    assert requests_of(record)[-3:] == ["other", "processed_total", "carried_out"]


def test_a_group_row_stands_before_its_children() -> None:
    record, _ = report()
    record = record.model_copy(update={"cells": record.cells + single_other(record)})
    assert requests_of(record)[-6:] == ["other", *OTHERS, "processed_total", "carried_out"]


def test_cells_outside_the_form_are_kept_apart() -> None:
    record, _ = report()
    odd = record.cells[0].model_copy(update={"id": "t2.of_a_later_form.total"})
    stray = record.cells[0].model_copy(update={"id": "t9.something"})
    record = record.model_copy(update={"cells": (*record.cells, odd, stray)})
    assert record_to_table_views(record)[1].others == (odd,)
    assert stray_cells(record) == (stray,)


def test_a_failed_record_has_no_tables() -> None:
    assert record_to_table_views(failed()) == ()
