"""Hand-made rows of rivals become the cells that a person sees in them."""

from __future__ import annotations

import pytest

from eval.baselines.label_mapper import tables_to_record
from eval.baselines.plain_rows import Row, Table
from eval.layouts.labels import load_labels
from extraction.record import ReportRecord
from tests.eval.baselines.hand_made import disclosure_table, request_table, statuses, values

FORM = load_labels()["f2021"]
OLD_FORM = load_labels()["f2019"]
THREE = [3, 0, 0, 0, 0, 0, 3]


def read(*tables: Table) -> ReportRecord:
    return tables_to_record(b"", "report.pdf", tables)


def requests(row: str, cells: Row) -> ReportRecord:
    return read(request_table(FORM, {row: cells}))


def test_whole_table_two() -> None:
    record = read(request_table(FORM))
    assert len(FORM.data_rows) == 25
    for row in FORM.data_rows:
        assert values(record, f"t2.{row.id}") == THREE
        assert statuses(record, f"t2.{row.id}") == ["value", *["zero"] * 5, "value"]


def test_blank_cell_stays_in_its_column() -> None:
    record = requests("granted", ("（一）予以公开", "4", "", "0", "0", "0", "0", "4"))
    assert values(record, "t2.granted") == [4, None, 0, 0, 0, 0, 4]
    assert statuses(record, "t2.granted")[1] == "blank"


def test_row_of_slashes() -> None:
    record = requests("denied.state_secret", ("1.属于国家秘密", *["/"] * 7))
    assert statuses(record, "t2.denied.state_secret") == ["not_applicable_mark"] * 7
    assert values(record, "t2.granted") == THREE


def test_row_with_label_and_empty_cells() -> None:
    record = requests("not_processed.repeated", ("2.重复申请", *[""] * 7))
    assert statuses(record, "t2.not_processed.repeated") == ["blank"] * 7


@pytest.mark.parametrize(
    "label",
    [
        "5.要求行政机关确认",
        "5．要求行政机关确认或重新\n出具已获取信息",
        "要求行政机关确认或重新出具己获取信息",
    ],
)
def test_label_shortened_wrapped_or_misspelt(label: str) -> None:
    row = (label, "1", "2", "0", "0", "0", "0", "3")
    record = requests("not_processed.confirm_or_reissue", row)
    assert values(record, "t2.not_processed.confirm_or_reissue") == [1, 2, 0, 0, 0, 0, 3]


def test_label_in_rows_of_its_own_around_the_values() -> None:
    table = request_table(FORM)
    place = [row.id for row in FORM.data_rows].index("not_processed.confirm_or_reissue")
    table[place : place + 1] = [
        ("5.要求行政机关确认", *[""] * 7),
        ("", "1", "0", "0", "0", "0", "0", "1"),
        ("或重新出具已获取信息", *[""] * 7),
    ]
    record = read(table)
    assert values(record, "t2.not_processed.confirm_or_reissue") == [1, 0, 0, 0, 0, 0, 1]


def test_lost_label_between_two_recognised_rows() -> None:
    record = requests("unable.not_held", ("", "6", "0", "0", "0", "0", "0", "6"))
    assert values(record, "t2.unable.not_held") == [6, 0, 0, 0, 0, 0, 6]


def test_table_split_over_two_pages() -> None:
    rows = request_table(FORM)
    record = read(rows[:11], [("", *row) for row in rows[11:]])
    assert values(record, "t2.carried_out") == THREE


def test_group_labels_and_merged_cells_before_the_label() -> None:
    row = (None, "（三）不予公开", "1.属于国家秘密", "8", "0", "0", "0", "0", "0", "8")
    table = [(first, None, None, *rest) for first, *rest in request_table(FORM)]
    place = [each.id for each in FORM.data_rows].index("denied.state_secret")
    table[place] = row
    assert values(read(table), "t2.denied.state_secret") == [8, 0, 0, 0, 0, 0, 8]


def test_values_run_together() -> None:
    record = requests("granted", ("（一）予以公开", "50 0", "0 0", "0 0", "50"))
    assert values(record, "t2.granted") == [50, 0, 0, 0, 0, 0, 50]


def test_values_run_together_beside_an_empty_cell() -> None:
    record = requests("granted", ("（一）予以公开", "125", "18", "0\n0", "", "0", "", "1 144"))
    assert values(record, "t2.granted") == [125, 18, 0, 0, 0, 1, 144]
    record = requests("granted", ("（一）予以公开", "", "", "0\n0", "", "0\n3", "", ""))
    assert statuses(record, "t2.granted") == ["missing_row"] * 7


def test_row_with_six_numbers_and_no_grid_is_missing_not_guessed() -> None:
    record = requests("granted", ("（一）予以公开 50 0 0 0 0 50",))
    assert statuses(record, "t2.granted") == ["missing_row"] * 7
    assert values(record, "t2.carried_out") == THREE


def test_row_that_is_not_there() -> None:
    table = request_table(FORM)
    del table[3]
    record = read(table)
    assert statuses(record, f"t2.{FORM.data_rows[3].id}") == ["missing_row"] * 7


def test_older_form_is_told_by_its_rows() -> None:
    record = read(request_table(OLD_FORM))
    assert values(record, "t2.other") == THREE
    assert not values(record, "t2.other.other")


def test_table_one_of_either_form() -> None:
    for form, cells in ((FORM, 10), (OLD_FORM, 22)):
        record = read(disclosure_table(form))
        for block in form.blocks:
            expected = list(range(1, len(block.columns) + 1))
            for row in block.rows:
                assert values(record, f"t1.{block.id}.{row.id}") == expected
        assert sum(cell.id.startswith("t1.") for cell in record.cells) == cells


def test_merged_value_repeated_in_all_its_places() -> None:
    table = [("信息内容", *["本年处理决定数量"] * 3), ("行政许可", "550", "550", "550")]
    assert values(read(table), "t1.art20_5.licensing") == [550]


def test_merged_values_repeated_under_repeated_heads() -> None:
    heads = [name for name in ("本年制发件数", "本年废止件数", "现行有效件数") for _ in "ab"]
    table = [("信息内容", *heads), ("规章", "8", "8", "16", "16", "16", "16")]
    assert values(read(table), "t1.art20_1.rules") == [8, 16, 16]


def test_ragged_rows_with_a_blank() -> None:
    table = request_table(
        FORM,
        {"granted": ("三、本年度办理结果", "（一）予以公开", "4", "0", "", "0", "0", "0", "4")},
    )
    assert values(read(table), "t2.granted") == [4, 0, None, 0, 0, 0, 4]


def test_empty_places_of_a_merged_label_before_a_blank() -> None:
    row = ("（一）予以公开", "", "", "4", "0", "0", "0", "", "0", "4")
    record = requests("granted", row)
    assert values(record, "t2.granted") == [4, 0, 0, 0, None, 0, 4]


def test_page_number_among_empty_cells_is_no_row() -> None:
    table = request_table(FORM)
    place = [row.id for row in FORM.data_rows].index("processed_total")
    table[place] = ("", "", "2", "", "", "", "", "")
    assert statuses(read(table), "t2.processed_total") == ["missing_row"] * 7


def test_table_three_with_an_empty_cell() -> None:
    row = [str(number) for number in range(15)]
    row[4] = ""
    record = read([row])
    review = values(record, "t3.review")
    assert review == [0, 1, 2, 3, None]
    assert values(record, "t3.suit_after_review") == [10, 11, 12, 13, 14]


def test_file_without_a_row_of_the_form_is_a_failed_record() -> None:
    record = read([("姓名", "年龄"), ("甲", "30")])
    assert record.status == "failed"
    assert record.errors[0].code == "no_tables"
