"""The page: every finding with its quotes, self-contained, and hostile words inert."""

from __future__ import annotations

import re
from typing import Any

import pytest
from lxml import html

from extraction.corpus.page import views_to_html
from extraction.language import LANGUAGES, Lang
from extraction.record.model import ReportRecord, Source
from tests.extraction.corpus.builder import (
    AGENCY,
    claim,
    record,
    run_of_digits,
    statement,
    views_of,
)

PROMISE = "配备专职工作人员，定期轮训窗口人员，每月公布巡查结果"
SENTENCE = "全年围绕财政资金主动公开各类信息并及时更新栏目"
PENALTY = "t1.art20_6.penalty.decisions"


def reports() -> list[ReportRecord]:
    """Two years with something for every panel."""
    last = record(
        2022,
        text=f"{SENTENCE}。",
        cells={"t2.carried_out.total": 3, PENALTY: 40},
        statements=[statement(0, "commitment", PROMISE)],
    )
    this = record(
        2023,
        text=f"{SENTENCE}。统计期限自2022年1月1日起。",
        cells={"t2.carried_in.total": 5, PENALTY: 40},
        extra_cells=run_of_digits("normative_documents", "7235"),
        claims=[claim(0, 12, "supervise.trainings", item="培训")],
        statements=[statement(0, "commitment", PROMISE)],
    )
    other = record(2023, "沧浪县水利局", text=f"{SENTENCE}。")
    return [last, this, other]


def page_of(*records: ReportRecord, lang: Lang = "zh") -> str:
    with views_of(*records) as views:
        return views_to_html(views, lang)


def panel(page: str, name: str) -> Any:
    (found,) = html.document_fromstring(page).xpath("//section[@id=$name]", name=name)
    return found


def words(element: Any) -> str:
    return " ".join(element.text_content().split())


def test_a_number_that_does_not_carry_over_shows_both_and_their_places() -> None:
    failed = panel(page_of(*reports()), "years").xpath(".//details[@open]")
    (found,) = [each for each in failed if "上年结转 · 总计" in words(each)]
    assert "印作 5，按上年推算应为 3，相差 2" in words(found)
    assert f"{AGENCY}-2022.txt" in words(found)
    assert f"{AGENCY}-2023.txt" in words(found)


def test_a_commitment_shows_both_quotes() -> None:
    found = panel(page_of(*reports()), "commitments").xpath(".//details[@class='finding']")
    fates = {each.xpath(".//span[contains(@class, 'tag')]")[0].text: each for each in found}
    assert set(fates) == {"照旧重复", "无次年报告"}
    quotes = [words(each) for each in fates["照旧重复"].xpath(".//blockquote")]
    assert quotes == [PROMISE, PROMISE]


def test_reused_text_shows_every_place() -> None:
    (found,) = panel(page_of(*reports()), "reuse").xpath(".//details")
    assert len(found.xpath(".//li")) == 3
    assert words(found.xpath(".//blockquote")[0]) == SENTENCE


def test_stale_years_show_the_text() -> None:
    (found,) = panel(page_of(*reports()), "stale").xpath(".//details")
    assert "2023 年的报告写作 2022 年" in words(found)
    assert words(found.xpath(".//blockquote")[0]) == "统计期限自2022年1月1日起。"


def test_same_tables_are_named() -> None:
    assert "2022 = 2023" not in words(panel(page_of(*reports()), "same-tables"))
    cells = {PENALTY: 40}
    found = panel(page_of(record(2022, cells=cells), record(2023, cells=cells)), "same-tables")
    assert "2022 = 2023" in words(found)


def test_every_number_of_the_tables_leads_to_its_source() -> None:
    found = panel(page_of(*reports()), "indicators")
    links = [link.get("href")[1:] for link in found.xpath(".//td/a")]
    entries = [entry.get("id") for entry in found.xpath(".//*[@class='entry']")]
    assert links
    assert sorted(links) == sorted(entries)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_ids_are_unique_and_links_lead_somewhere(lang: Lang) -> None:
    tree = html.document_fromstring(page_of(*reports(), lang=lang))
    ids = [element.get("id") for element in tree.xpath("//*[@id]")]
    assert len(ids) == len(set(ids))
    assert {link.get("href")[1:] for link in tree.xpath("//a[@href]")} <= set(ids)


def test_nothing_is_fetched_and_nothing_runs() -> None:
    page = page_of(*reports())
    tree = html.document_fromstring(page)
    assert not tree.xpath("//script | //link | //img | //iframe | //@src | //@style")
    policy = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "script-src" not in policy


def test_an_english_page_names_chinese_as_such() -> None:
    tree = html.document_fromstring(page_of(*reports(), lang="en"))
    assert tree.get("lang") == "en"
    assert {each.get("lang") for each in tree.xpath("//blockquote/bdi")} == {"zh"}


def test_the_same_records_give_the_same_page() -> None:
    assert page_of(*reports()) == page_of(*reports())


def test_hostile_words_stay_words() -> None:
    evil = '<script>alert(1)</script>"><img src=x onerror=alert(2)>\u202e&lt;'
    given = [
        record(
            year,
            f"{evil}县财政局",
            text=f"{SENTENCE}{evil}。统计期限自2001年1月1日起{evil}。",
            cells={"t2.carried_in.total": year, "t2.carried_out.total": 1, PENALTY: 40},
            title=f"2001年{evil}",
            source=Source(path=f"a/{evil}", sha256="ab" * 32),
            claims=[claim(0, 12, "supervise.trainings", item=evil, unit=evil, unit_norm=evil)],
            statements=[statement(0, "commitment", f"{PROMISE}{evil}")],
        )
        for year in (2022, 2023)
    ]
    page = page_of(*given, record(None, None, text=evil), lang="en")
    tree = html.document_fromstring(page)
    assert not tree.xpath("//script | //img | //@onerror")
    assert "\u202e" not in page
    assert "alert(1)" in words(tree)


def test_a_page_of_nothing_says_so() -> None:
    page = page_of(record(None, None))
    assert "没有读到改进承诺" in words(panel(page, "commitments"))
    assert not re.search(r"\{[a-z_]+\}", page.partition("</style>")[2])


def test_line_ends_inside_a_sentence_are_not_shown() -> None:
    broken = PROMISE.replace("专职", "专\n职")
    page = page_of(record(2022, statements=[statement(0, "commitment", broken)]))
    assert words(panel(page, "commitments").xpath(".//blockquote")[0]) == PROMISE
