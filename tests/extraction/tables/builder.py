"""Statutory tables as text, from numbers, for tests of the tables' parts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from extraction.document import Document
from extraction.normalisation import text_to_folded
from extraction.sections import SectionSpan, folded_to_sections
from extraction.tables import ReadCell, ReadTable, document_to_tables
from extraction.tables.form import load_form

ROWS = tuple(row for _, row in load_form("f2021").table("t2_requests").lines())
COLUMNS = tuple(column.id for column in load_form("f2021").table("t2_requests").blocks[0].columns)

# A consistent table 2: rows not named are seven zeros.
NUMBERS: dict[str, tuple[int, ...]] = {
    "new_received": (40, 3, 0, 1, 0, 2, 46),
    "carried_in": (2, 0, 0, 0, 0, 0, 2),
    "granted": (20, 1, 0, 1, 0, 1, 23),
    "partially_granted": (5, 0, 0, 0, 0, 0, 5),
    "denied.state_secret": (1, 0, 0, 0, 0, 0, 1),
    "denied.internal_affairs": (3, 1, 0, 0, 0, 0, 4),
    "unable.not_held": (7, 1, 0, 0, 0, 1, 9),
    "not_processed.repeated": (2, 0, 0, 0, 0, 0, 2),
    "other.other": (1, 0, 0, 0, 0, 0, 1),
    "processed_total": (39, 3, 0, 1, 0, 2, 45),
    "carried_out": (3, 0, 0, 0, 0, 0, 3),
}


def request_rows(
    numbers: Mapping[str, Sequence[object]] = NUMBERS,
) -> dict[str, tuple[str, list[str]]]:
    """Row id -> printed label and printed cells, in the form's order."""
    return {
        row.id: (row.label, [str(cell) for cell in numbers.get(row.id, (0,) * 7)]) for row in ROWS
    }


def rows_to_tabs(rows: Mapping[str, tuple[str, Sequence[str]]]) -> str:
    return "\n".join("\t".join((label, *cells)) for label, cells in rows.values())


def rows_to_spaces(rows: Mapping[str, tuple[str, Sequence[str]]]) -> str:
    return "\n".join(" ".join((label, *cells)) for label, cells in rows.values())


def rows_to_lines(rows: Mapping[str, tuple[str, Sequence[str]]]) -> str:
    return "\n".join("\n".join((label, *cells)) for label, cells in rows.values())


def rows_to_fused(rows: Mapping[str, tuple[str, Sequence[str]]]) -> str:
    return "".join("".join((label, *cells)) for label, cells in rows.values())


def report_text(requests: str, header: str = "申请人情况\n自然人\t法人或其他组织\t总计") -> str:
    """A whole report around a table 2."""
    return (
        "云澜市档案局2023年政府信息公开工作年度报告\n一、总体情况\n本局依法公开。\n"
        "二、主动公开政府信息情况\n第二十条第（一）项\n信息内容\t本年制发件数\t本年废止件数\t现行有效件数\n"
        "规章\t0\t0\t0\n行政规范性文件\t5\t2\t14\n第二十条第（五）项\n信息内容\t本年处理决定数量\n"
        "行政许可\t36\n第二十条第（六）项\n信息内容\t本年处理决定数量\n行政处罚\t7\n行政强制\t0\n"
        "第二十条第（八）项\n信息内容\t本年收费金额（单位：万元）\n行政事业性收费\t12.5\n"
        f"三、收到和处理政府信息公开申请情况\n{header}\n{requests}\n"
        "四、政府信息公开行政复议、行政诉讼情况\n行政复议\t\t\t\t\t行政诉讼\n"
        + "\t".join(("结果维持", "结果纠正", "其他结果", "尚未审结", "总计") * 3)
        + "\n1\t0\t0\t1\t2\t0\t0\t0\t0\t0\t3\t1\t0\t0\t4\n"
        "五、存在的主要问题及改进情况\n一是人手不足。\n六、其他需要报告的事项\n无。\n"
    )


def text_to_tables(text: str) -> dict[str, ReadTable]:
    """The report's tables by id."""
    document = Document(text, "text/plain", "text", 1)
    folded = text_to_folded(text)
    sections: tuple[SectionSpan, ...] = folded_to_sections(folded, 0)
    return {table.id: table for table in document_to_tables(document, folded, sections, 2023)}


def request_cells(requests: str, **parts: str) -> dict[str, ReadCell]:
    """Table 2's cells by id without the leading ``t2.``."""
    table = text_to_tables(report_text(requests, **parts))["t2_requests"]
    return {cell.id.removeprefix("t2."): cell for cell in table.cells}


def row_values(cells: Mapping[str, ReadCell], row: str) -> tuple[object, ...]:
    """What the seven cells of a row say: the number read or solved, else None."""
    found = [cells[f"{row}.{column}"] for column in COLUMNS]
    return tuple(cell.slot.value if cell.derived is None else cell.derived for cell in found)


def row_states(cells: Mapping[str, ReadCell], row: str) -> tuple[str, ...]:
    found = [cells[f"{row}.{column}"] for column in COLUMNS]
    return tuple(cell.slot.status if cell.derived is None else "derived" for cell in found)
