from __future__ import annotations

from io import BytesIO
from random import Random

from docx import Document

from eval.layouts.render.docx_file import sheet_to_docx
from tests.eval.layouts.sheets import make_sheet, raws


def test_tables_come_back_with_their_values() -> None:
    sheet = make_sheet()
    document = Document(BytesIO(sheet_to_docx(sheet, Random(1)).data))
    assert len(document.tables) == 3
    requests = document.tables[1]
    values = [[cell.text for cell in row.cells[3:]] for row in requests.rows[3:]]
    expected = [
        [sheet.truths[cell].raw for cell in cells]
        for row, cells in sheet.rows.items()
        if row.startswith("t2.")
    ]
    assert values == expected


def test_merged_cells_are_truly_merged() -> None:
    table = Document(BytesIO(sheet_to_docx(make_sheet(), Random(1)).data)).tables[1]
    assert table.cell(5, 0).text == table.cell(20, 0).text == "三、本年度办理结果"
    assert table.cell(3, 0).text == table.cell(3, 2).text


def test_paragraphs_and_tables_are_in_order() -> None:
    document = Document(BytesIO(sheet_to_docx(make_sheet(), Random(1)).data))
    kinds = [
        "table" if element.tag.endswith("}tbl") else "text"
        for element in document.element.body
        if not element.tag.endswith("}sectPr")
    ]
    first = kinds.index("table")
    assert kinds[0] == "text"
    assert kinds[first : first + 4] == ["table", "text", "text", "table"]


def test_remedies_are_one_row_of_fifteen() -> None:
    sheet = make_sheet()
    table = Document(BytesIO(sheet_to_docx(sheet, Random(1)).data)).tables[2]
    assert [cell.text for cell in table.rows[-1].cells] == raws(sheet)[-1]
