from __future__ import annotations

import pytest

from extraction.record.model import Table
from extraction.show.tables import columns_to_levels
from extraction.tables.form import load_form
from tests.extraction.show.builder import number, report, state
from tests.extraction.show.pages import by_id, cell, grid, page_of, words


def table(tree: object, table_id: str) -> list[list[str]]:
    return grid(by_id(tree, f"table-{table_id}").xpath(".//table")[0])


def test_requests_have_the_forms_three_header_rows() -> None:
    rows = table(page_of(report()), "t2_requests")
    assert rows[0][3:] == ["申请人情况"] * 7
    assert rows[1][3:] == ["自然人", *["法人或其他组织"] * 5, "总计"]
    assert rows[2][3:] == [
        "自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计",
    ]  # fmt: skip
    assert rows[0][0].startswith("（本列数据的勾稽关系为")


def test_requests_have_merged_group_labels() -> None:
    rows = table(page_of(report()), "t2_requests")[3:]
    assert len(rows) == 25
    assert rows[0][:3] == ["一、本年新收政府信息公开申请数量"] * 3
    assert rows[2][:3] == ["三、本年度办理结果", "（一）予以公开", "（一）予以公开"]
    assert rows[4][:3] == ["三、本年度办理结果", "（三）不予公开", "1.属于国家秘密"]
    assert rows[12][:3] == ["三、本年度办理结果", "（四）无法提供", "1.本机关不掌握相关政府信息"]
    assert rows[23][:3] == ["三、本年度办理结果", "（七）总计", "（七）总计"]
    assert rows[24][:3] == ["四、结转下年度继续办理"] * 3


def test_reviews_have_the_forms_headers_over_fifteen_columns() -> None:
    rows = table(page_of(report()), "t3_review_litigation")
    assert rows[0] == ["行政复议"] * 5 + ["行政诉讼"] * 10
    assert rows[1][5:] == ["未经复议直接起诉"] * 5 + ["复议后起诉"] * 5
    assert rows[2][:6] == ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计", "结果维持"]
    assert rows[3] == ["0"] * 15


def test_disclosure_has_a_header_a_block() -> None:
    rows = table(page_of(report({"t1.art20_5.licensing.decisions": number(18)})), "t1_disclosure")
    assert rows[0] == ["第二十条第（一）项"] * 4
    assert rows[1] == ["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"]
    assert rows[4] == ["第二十条第（五）项"] * 4
    assert rows[5] == ["信息内容", *["本年处理决定数量"] * 3]
    assert rows[6] == ["行政许可", "18", "18", "18"]


def test_the_form_of_2019_fills_its_grid_without_holes() -> None:
    rows = table(page_of(report(form="f2019")), "t1_disclosure")
    assert {len(row) for row in rows} == {7}
    assert not any("HOLE" in row for row in rows)


@pytest.mark.parametrize("table_id", ["t1_disclosure", "t2_requests", "t3_review_litigation"])
def test_no_place_of_a_table_is_left_empty(table_id: str) -> None:
    assert not any("HOLE" in row for row in table(page_of(report()), table_id))


def test_levels_of_headers_cover_every_column_once() -> None:
    form = load_form("f2021").table("t3_review_litigation")
    levels = list(columns_to_levels(form, form.blocks[0].columns))
    assert [sum(head.colspan for head in level) for level in levels] == [15, 15, 10]
    assert sum(head.colspan * head.rowspan for level in levels for head in level) == 45


def test_english_glosses_stand_beside_the_printed_labels() -> None:
    tree = page_of(report(), "en")
    rows = table(tree, "t2_requests")
    assert rows[1][3] == "Natural persons 自然人"
    assert rows[1][4] == "Legal persons and other organisations 法人或其他组织"
    assert rows[3][0] == "Received this year 一、本年新收政府信息公开申请数量"
    assert rows[7][1] == "Not disclosed （三）不予公开"
    printed = by_id(tree, "table-t2_requests").xpath(".//*[@class='printed']")
    assert {label.get("lang") for label in printed} == {"zh"}


def test_in_chinese_labels_are_as_printed() -> None:
    assert not page_of(report(), "zh").xpath("//*[@class='gloss']")


def test_every_cell_is_there_once() -> None:
    record, text = report()
    tree = page_of((record, text))
    assert [element.get("id") for element in tree.xpath("//td/*[@id]")] == [
        f"c-{each.id}" for each in record.cells
    ]


def test_a_missing_table_is_folded_and_says_so() -> None:
    printed = {f"t3.review.{name}": state("missing_table") for name in ("upheld", "total")}
    record, text = report(printed)
    tables = tuple(
        Table(id=each.id, form=each.form, status="missing") if each.id.startswith("t3") else each
        for each in record.tables
    )
    tree = page_of((record.model_copy(update={"tables": tables}), text))
    section = by_id(tree, "table-t3_review_litigation")
    assert "报告中没有这张表" in words(section)
    assert section.xpath("./details[not(@open)]//table")


def test_a_statistics_annex_is_listed_and_leads_to_its_place() -> None:
    record, text = report()
    annex = Table(id="stat_2014", form="stat_2014", status="not_read", start=30, end=40)
    record = record.model_copy(update={"tables": (annex,), "cells": (), "checks": ()})
    tree = page_of((record, text))
    section = by_id(tree, "table-stat_2014")
    assert "只列出，不读取" in words(section)
    assert section.xpath(".//a/@href") == ["#text-stat_2014"]
    assert by_id(tree, "text-stat_2014").text_content() == text[30:40]


def test_a_report_without_tables_says_so() -> None:
    record, text = report()
    record = record.model_copy(update={"tables": (), "cells": (), "checks": ()})
    assert "没有法定表格" in words(by_id(page_of((record, text)), "tables"))


def test_a_cell_that_the_record_does_not_list_is_not_a_zero() -> None:
    record, text = report()
    record = record.model_copy(update={"cells": record.cells[1:]})
    rows = table(page_of((record, text)), "t1_disclosure")
    assert rows[2] == ["规章", "—", "0", "0"]


def test_cells_outside_the_form_are_shown_by_their_ids() -> None:
    record, text = report()
    odd = record.cells[0].model_copy(update={"id": "t2.of_a_later_form.total"})
    tree = page_of((record.model_copy(update={"cells": (*record.cells, odd)}), text))
    assert words(cell(tree, "t2.of_a_later_form.total").xpath("ancestor::tr")[0]) == (
        "t2.of_a_later_form.total0"
    )
