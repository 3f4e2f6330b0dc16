"""The page as a whole: self-contained, inert whatever the report says, and the same every time."""

from __future__ import annotations

import base64
import hashlib
import re
from itertools import pairwise
from typing import Any

import pytest

from extraction.record.model import (
    Claim,
    Contradiction,
    ErrorEntry,
    FurnitureEntry,
    ModelInfo,
    Statement,
    Target,
)
from extraction.show import record_to_html
from tests.extraction.show.builder import Printed, failed, report, rich, state
from tests.extraction.show.pages import page_of, words
from tests.extraction.show.spoken import spoken

ATTACK = "\"'><script>alert(1)</script><img src=x onerror=alert(1)><!--</style></script>\u202e"
PAGES = [rich(), (failed(), ""), report(checks=(), form="f2019"), spoken()]


def attacked() -> tuple[Any, str]:
    """A report whose every string is an attack."""
    printed = {
        "t2.granted.natural_person": state("unreadable", ATTACK),
        "t2.granted.total": Printed(
            ATTACK,
            {"value": 1, "status": "ocr_fixed",
             "reading": {"value": None, "raw": ATTACK, "status": "unreadable"}},
        ),
    }  # fmt: skip
    record, text = report(
        printed,
        title=ATTACK,
        body=ATTACK,
        path=f"reports\\{ATTACK}.pdf",
        status="partial",
        errors=(ErrorEntry(stage=ATTACK, code=ATTACK, message=ATTACK),),
        agency_aliases=(ATTACK,),
        furniture=(FurnitureEntry(text=ATTACK),),
    )
    odd = record.cells[0].model_copy(update={"id": f"t2.{ATTACK}"})
    at = text.index(ATTACK, len(ATTACK))
    span = {"start": at, "end": at + len(ATTACK), "confidence": 0.1}
    parts = {
        f"{part}_{side}": at + offset
        for part in ("item", "channel", "period")
        for side, offset in (("start", 1), ("end", 9))
    }
    said = Claim(
        id="c0", quote=ATTACK, value=1, unit=ATTACK, item=ATTACK, channel=ATTACK, period=ATTACK,
        indicator=ATTACK, cells=(odd.id,), part_of="c1", **span, **parts,
    )  # fmt: skip
    whole = said.model_copy(update={"id": "c1", "part_of": None, "indicator": "publish.total"})
    goal = Target(quote=ATTACK, start=at + 2, end=at + 5, value=1, unit=ATTACK, item=ATTACK)
    vowed = Statement(
        id="p0", kind="commitment", quote=ATTACK, theme=ATTACK, answers=ATTACK, targets=(goal,),
        **span,
    )  # fmt: skip
    differing = Contradiction(
        claim="c0", cells=(odd.id,), claimed=1, printed=2, verdict="scope_may_differ"
    )
    update = {
        "agency": ATTACK,
        "cells": (*record.cells, odd),
        "claims": (said, whole),
        "statements": (vowed,),
        "contradictions": (differing,),
        "model": ModelInfo(name=ATTACK, version=ATTACK),
    }
    return record.model_copy(update=update), text


def dense() -> tuple[Any, str]:
    """60,000 characters with a figure in every 50: more than the densest real report has."""
    sentence = (
        "全年通过微信公众号公开政府信息{}条，做好依申请公开工作，"
        "提升服务水平，扩大公众参与，回应社会关切。"
    )
    numbers = [10_000 + number for number in range(1_200)]
    record, text = report(body="\n".join(sentence.format(number) for number in numbers))
    body = text.index("一、总体情况")
    claims, statements = [], []
    for count, number in enumerate(numbers):
        at = text.index(f"{number}条", body)
        spans = {"item_start": at - 4, "item_end": at, "channel_start": at - 11,
                 "channel_end": at - 6, "period_start": at - 15, "period_end": at - 13}  # fmt: skip
        claims.append(
            Claim(
                id=f"c{count}", quote=f"{number}条", start=at, end=at + 6, value=number, unit="条",
                item="政府信息", channel="微信公众号", period="全年", indicator="publish.wechat",
                part_of="c0" if count else None, cells=("t2.new_received.total",),
                page=1 + count // 40, bbox=(100.25, 200.5, 130.75, 212.5), confidence=0.8123,
                **spans,
            )
        )  # fmt: skip
        if count % 20 == 0:
            quote = text[at + 7 : at + 32]
            statements.append(
                Statement(
                    id=f"p{count // 20}", kind="problem", quote=quote, start=at + 7, end=at + 32,
                    theme="general", confidence=0.9,
                )
            )  # fmt: skip
    update = {"claims": tuple(claims), "statements": tuple(statements)}
    return record.model_copy(update=update), text


@pytest.mark.parametrize("made", PAGES)
@pytest.mark.parametrize(("lang", "tag"), [("zh", "zh-Hans"), ("en", "en")])
def test_the_page_is_in_the_language_asked_for(made: tuple[Any, str], lang: Any, tag: str) -> None:
    tree = page_of(made, lang)
    assert tree.get("lang") == tag


@pytest.mark.parametrize("made", [rich(), spoken()])
def test_an_english_page_is_chinese_only_where_the_report_is(made: tuple[Any, str]) -> None:
    tree = page_of(made, "en")
    for element in tree.xpath("//*[@lang='zh']"):
        element.drop_tree()
    for element in tree.xpath("//h1|//title|//bdi"):
        element.drop_tree()
    assert not re.search("[\u4e00-\u9fff]", tree.xpath("//body")[0].text_content())


@pytest.mark.parametrize("made", PAGES)
def test_nothing_is_fetched_from_anywhere(made: tuple[Any, str]) -> None:
    source = record_to_html(*made, lang="zh")
    tree = page_of(made)
    assert not tree.xpath("//@src|//link|//iframe|//object|//embed|//form|//base|//@style")
    assert all(href.startswith("#") for href in tree.xpath("//@href"))
    assert "url(" not in source
    assert "@import" not in source
    assert not re.search(r"https?://(?!www\.w3\.org/2000/svg)", source)


@pytest.mark.parametrize("made", PAGES)
def test_only_the_pages_own_style_and_script_may_work(made: tuple[Any, str]) -> None:
    source = record_to_html(*made, lang="zh")
    tree = page_of(made)
    policy = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    rules = dict(rule.split(" ", 1) for rule in policy.split("; "))
    assert rules["default-src"] == "'none'"
    for name, directive in (("style", "style-src"), ("script", "script-src")):
        for body in re.findall(rf"<{name}>(.*?)</{name}>", source, re.DOTALL):
            digest = base64.b64encode(hashlib.sha256(body.encode()).digest()).decode()
            assert rules[directive] == f"'sha256-{digest}'"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_markup_in_a_report_stays_text(lang: Any) -> None:
    tree = page_of(attacked(), lang)
    assert len(tree.xpath("//script")) == 1
    assert not tree.xpath("//img|//*[@onerror]|//comment()")
    assert "alert(1)" not in tree.xpath("//script")[0].text
    assert "<script>alert(1)</script>" in words(tree.xpath("//h1")[0])


def test_direction_marks_never_reach_the_page() -> None:
    for lang in ("zh", "en"):
        assert "\u202e" not in record_to_html(*attacked(), lang=lang)  # type: ignore[arg-type]


def test_half_a_surrogate_pair_can_be_written() -> None:
    made = record_to_html(*report(body="公开\ud800信息", title="云岭\udfff县"), lang="zh")
    assert "U+D800" in made
    assert made.encode("utf-8")


@pytest.mark.parametrize("made", [*PAGES, attacked()])
def test_ids_stand_once_and_links_lead_somewhere(made: tuple[Any, str]) -> None:
    tree = page_of(made)
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {href[1:] for href in tree.xpath("//@href")} <= set(ids)


def test_a_failed_record_shows_its_errors_and_source_alone() -> None:
    tree = page_of((failed(), ""))
    assert tree.xpath("//body//section/@id") == ["errors", "source"]
    assert words(tree.xpath("//h1")[0]) == "yunling-finance-2023.docx"
    assert "请重新下载" in words(tree)
    assert not tree.xpath("//script")


def test_a_report_without_tables_keeps_its_text() -> None:
    record, text = report()
    update = {"tables": (), "cells": (), "checks": ()}
    tree = page_of((record.model_copy(update=update), text))
    assert tree.xpath("//*[@class='frozen']")[0].text_content() == text
    assert "legend" not in tree.xpath("//@id")


def test_an_unnamed_text_is_refused() -> None:
    record, text = report()
    with pytest.raises(ValueError, match="not the one of the record"):
        record_to_html(record, f"{text} ", lang="zh")


def test_a_long_report_dense_with_figures_stays_below_a_megabyte_and_a_half() -> None:
    made = dense()
    assert len(made[1]) > 60_000
    for lang in ("zh", "en"):
        page = record_to_html(*made, lang=lang)  # type: ignore[arg-type]
        assert page.count('class="pick"') == 1_200 + 60
        assert len(page.encode("utf-8")) < 1_500_000


def test_the_same_record_gives_the_same_bytes() -> None:
    assert record_to_html(*rich(), lang="zh") == record_to_html(*rich(), lang="zh")


def test_headings_go_down_step_by_step() -> None:
    levels = [int(each.tag[1]) for each in page_of(rich()).xpath("//h1|//h2|//h3|//h4")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
