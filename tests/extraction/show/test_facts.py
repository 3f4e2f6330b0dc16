from __future__ import annotations

from typing import Any

import pytest

from extraction.errors import UNREADABLE
from extraction.record.model import ErrorEntry, Field, ModelInfo
from extraction.show.facts import LEGEND
from tests.extraction.show.builder import AGENCY, TITLE, failed, number, report, source, state
from tests.extraction.show.pages import by_id, page_of, words
from tests.extraction.show.spoken import spoken


def header(**more: Any) -> str:
    return words(by_id(page_of(report(**more)), "top"))


def test_title_agency_and_year_stand_at_the_top() -> None:
    assert header().startswith(f"已读出yunling-finance-2023.txt{TITLE}见原文机关{AGENCY}见原文")


def test_evidence_in_the_text_is_a_link_to_it() -> None:
    tree = page_of(report())
    place = by_id(tree, by_id(tree, "f-agency").get("href")[1:])
    assert place.text_content() == AGENCY or by_id(tree, "f-agency").get("data-places") == "p2"
    stretches = tree.xpath("//*[contains(concat(' ', @data-places, ' '), ' p2 ')]")
    assert "".join(each.text_content() for each in stretches if each.get("class") == "m") == AGENCY


def test_evidence_elsewhere_says_where() -> None:
    element = by_id(page_of(report()), "f-year")
    assert words(element) == "取自文件名"
    assert element.get("href") is None
    assert element.get("title") == "可信度 0.7"


def test_what_was_not_found_says_so() -> None:
    assert "年度未找到" in header(year=None)


def test_other_names_of_the_agency() -> None:
    assert "又称 云岭财政、县财政局" in header(agency_aliases=("云岭财政", "县财政局"))


def test_a_report_without_a_title() -> None:
    record, text = report()
    tree = page_of((record.model_copy(update={"title": None, "fields": {}}), text))
    assert words(tree.xpath("//h1")[0]) == "没有标题的报告"


def test_numbers_absent_and_doubtful_cells_are_counted() -> None:
    printed = {
        "t2.granted.natural_person": state("unreadable", "1 2", confidence=0.9),
        "t2.granted.total": state("blank"),
        "t2.carried_out.total": number(3, confidence=0.4),
    }
    assert "198 个数值 · 2 格没有数值 · 2 格存疑" in header(printed=printed)


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("a/b/report.pdf", "report.pdf"),
        ("C:\\files\\report.pdf", "report.pdf"),
        ("report.pdf", "report.pdf"),
        ("folder/", "folder/"),
        (None, "（直接给出的内容）"),
    ],
)
def test_the_file_is_named_without_its_folder(path: str | None, name: str) -> None:
    text = words(by_id(page_of(report(path=path)), "source"))
    assert text.startswith(f"来源文件{name}类型")


def test_source_facts() -> None:
    record, text = report(
        source=source("a.pdf", encoding=None, pages=12, reader="pdf", text_rules=3, chars=99),
        model=ModelInfo(name="text", version="2.1"),
    )
    rows = by_id(page_of((record, text)), "source").xpath(".//dl/div")
    facts = {words(row.xpath("dt")[0]): words(row.xpath("dd")[0]) for row in rows}
    assert facts == {
        "文件": "a.pdf",
        "类型": "text/plain",
        "读取器": "pdf（文本规则 3）",
        "页数": "12",
        "字数": "99",
        "文件摘要 SHA-256": "ab" * 32,
        "原文摘要 SHA-256": record.text_sha256,
        "gongkai 版本": "0.1.0",
        "正文模型": "text（版本 2.1）",
        "记录格式": "1",
    }


@pytest.mark.parametrize("code", sorted(UNREADABLE))
def test_an_error_says_what_happened_and_what_to_do(code: str) -> None:
    tree = page_of((failed(code), ""), "en")
    item = by_id(tree, "errors").xpath(".//li")[0]
    what, remedy, detail = (words(paragraph) for paragraph in item)
    assert what.endswith(".")
    assert remedy.endswith(".")
    assert detail == f"Stage: reading · {code} · the file breaks off: zip"


def test_an_error_of_a_later_version_shows_its_code_and_detail() -> None:
    entry = ErrorEntry(stage="colours", code="too_blue", message="the page is too blue")
    record, text = report(errors=(entry,), status="partial")
    item = words(by_id(page_of((record, text)), "errors"))
    assert "错误 too_blue。" in item
    assert "阶段：colours" in item
    assert "the page is too blue" in item


def test_a_partial_record_says_what_is_missing() -> None:
    entry = ErrorEntry(stage="text", code="stage_failed", message="ValueError")
    panel = by_id(page_of(report(errors=(entry,), status="partial"), "en"), "errors")
    assert panel.get("class") == "is-partial"
    assert words(panel.xpath("./p")[0]).startswith("This report was read in part")
    what, remedy, detail = (words(paragraph) for paragraph in panel.xpath(".//li/p"))
    assert what == "One step of reading this report was not finished."
    assert remedy.startswith("Everything else was read as usual")
    assert detail == "Stage: running text · stage_failed · ValueError"


def test_a_code_may_say_something_else_of_a_later_stage() -> None:
    entry = ErrorEntry(stage="text", code="too_large", message="1 sections are longer")
    panel = by_id(page_of(report(errors=(entry,), status="partial")), "errors")
    assert words(panel.xpath(".//li/p")[0]).startswith("有的章节过长")


def test_a_failed_record_is_not_called_partial() -> None:
    panel = by_id(page_of((failed(), "")), "errors")
    assert panel.get("class") is None
    assert not panel.xpath("./p")


def test_the_header_counts_what_the_text_told() -> None:
    lines = by_id(page_of(spoken(), "en"), "top").xpath(".//*[@class='figures']/p")
    assert words(lines[1]) == "Figures of the text: 7 · Problems, measures and commitments: 4"


def test_the_header_is_silent_on_a_text_that_told_nothing() -> None:
    lines = by_id(page_of(report()), "top").xpath(".//*[@class='figures']/p")
    assert len(lines) == 1


def test_without_errors_there_is_no_list_of_errors() -> None:
    assert not page_of(report()).xpath("//*[@id='errors']")


def test_the_legend_shows_every_state_and_mark() -> None:
    rows = by_id(page_of(report()), "legend").xpath(".//dl/div")
    assert len(rows) == len(LEGEND) + 2
    assert len({words(row.xpath("dt")[0]) for row in rows} | {"12"}) == len(rows)


def test_a_field_that_lies_outside_of_the_text_is_no_link() -> None:
    field = Field(value=TITLE, start=5_000_000, end=5_000_010, source="text", confidence=0.9)
    record, text = report()
    record = record.model_copy(update={"fields": {"title": field}})
    assert by_id(page_of((record, text)), "f-title").get("href") is None
