"""The text stage of the pipeline: what it adds, and what its faults cost."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass

import pytest

from extraction import extract
from extraction.pipeline import LONGEST_PASSAGE
from extraction.record.model import ReportRecord
from models import Passage, ScoredSpan, StubTagger
from tests.extraction.tables.builder import report_text, request_rows, rows_to_tabs

HEAD = "云澜市档案局2023年政府信息公开工作年度报告\n"
OVERVIEW = (
    "2023年，通过微信公众号发布信息 271 条，其中原創信息120條。我局收到政府信息公开申请49件，"
    "未发生行政复议和行政诉讼。"
)
PROBLEMS = (
    "存在的问题：一是栏目更新不够及时；二是解读形式单一。\n"
    "下一步：一是及时更新栏目；二是丰富解读形式，举办培训不少于3期。"
)
# 46 applications received, all sums right; reviews 2, suits 4
REPORT = (
    report_text(rows_to_tabs(request_rows()))
    .replace("本局依法公开。", OVERVIEW)
    .replace("一是人手不足。", PROBLEMS)
)


@dataclass(frozen=True, slots=True)
class FailingTagger:
    """Breaks down, as a damaged model would."""

    error: Exception
    name: str = "failing"
    version: str = "0"

    def tag(self, passages: Sequence[Passage]) -> list[list[ScoredSpan]]:  # noqa: ARG002
        raise self.error


@dataclass(frozen=True, slots=True)
class KeepingTagger:
    """Keeps what it is given and finds nothing."""

    seen: list[Passage]
    name: str = "keeping"
    version: str = "0"

    def tag(self, passages: Sequence[Passage]) -> list[list[ScoredSpan]]:
        self.seen.extend(passages)
        return [[] for _ in passages]


def read(text: str = REPORT, **options: object) -> ReportRecord:
    return extract(text.encode(), name="report.txt", with_text=True, **options)  # type: ignore[arg-type]


def test_claims_statements_and_contradictions_are_in_the_record() -> None:
    record = read()
    assert record.status == "ok"
    assert [(claim.quote, claim.value) for claim in record.claims] == [
        ("271 条", 271),
        ("120條", 120),
        ("49件", 49),
        ("未发生行政复议", 0),
        ("未发生行政复议和行政诉讼", 0),
    ]
    assert [(each.kind, each.answers) for each in record.statements] == [
        ("problem", None),
        ("problem", None),
        ("commitment", "p0"),
        ("commitment", "p1"),
    ]
    assert [(each.claim, each.claimed, each.printed) for each in record.contradictions] == [
        ("c2", 49, 46),
        ("c3", 0, 2),
        ("c4", 0, 4),
    ]


def test_the_model_is_named() -> None:
    model = read().model
    assert model is not None
    assert (model.name, model.version) == ("rules", "2")


def test_every_string_is_its_slice_of_the_text() -> None:
    record = read()
    assert record.text == REPORT
    checked = 0
    for claim in record.claims:
        for name in ("item", "channel", "period"):
            start, end = getattr(claim, f"{name}_start"), getattr(claim, f"{name}_end")
            said = getattr(claim, name)
            assert (said is None) == (start is None) == (end is None)
            if said is not None:
                assert REPORT[start:end] == said
                checked += 1
        assert REPORT[claim.start : claim.end] == claim.quote
    for each in record.statements:
        assert REPORT[each.start : each.end] == each.quote
        for target in each.targets:
            assert REPORT[target.start : target.end] == target.quote
            checked += 1
    # 5 items, 2 channels, 5 periods less those of later sentences, 1 target
    assert checked == 10


def test_claims_and_statements_stand_in_their_sections() -> None:
    record = read()
    assert {claim.section for claim in record.claims} == {"s1"}
    assert {each.section for each in record.statements} == {"s5"}


def test_planned_figures_are_targets_and_no_claims() -> None:
    record = read()
    assert [target.quote for each in record.statements for target in each.targets] == ["不少于3期"]
    assert "不少于3期" not in [claim.quote for claim in record.claims]


@pytest.mark.parametrize(
    "error", [RuntimeError("weights"), ValueError("shape"), RecursionError(), KeyError("x")]
)
def test_a_failing_tagger_costs_the_text_and_no_table(error: Exception) -> None:
    whole, record = read(), read(tagger=FailingTagger(error))
    assert record.status == "partial"
    assert [(each.stage, each.code, each.message) for each in record.errors] == [
        ("text", "stage_failed", type(error).__name__)
    ]
    assert (record.claims, record.statements, record.contradictions) == ((), (), ())
    assert record.cells == whole.cells
    assert record.checks == whole.checks
    assert (record.agency, record.year) == (whole.agency, whole.year)
    assert {cell.id: cell.value for cell in record.cells}["t2.new_received.total"] == 46


def test_spans_of_any_tagger_become_claims() -> None:
    seen: list[Passage] = []
    read(tagger=KeepingTagger(seen))
    overview = next(each.text for each in seen if each.place == "overview")
    start = overview.index("271条")
    stub = StubTagger({overview: (ScoredSpan(start, start + 4, "quantity", 0.9),)})
    record = read(tagger=stub)
    assert [(each.quote, each.item, each.confidence) for each in record.claims] == [
        ("271 条", None, 0.72)
    ]
    assert record.model is not None
    assert record.model.name == "stub"


def test_a_passage_too_long_is_skipped_and_told() -> None:
    longest = "发布信息3条。" * (LONGEST_PASSAGE // 7 + 1)
    record = read(REPORT.replace(OVERVIEW, longest))
    assert record.status == "partial"
    assert [(each.stage, each.code) for each in record.errors] == [("text", "too_large")]
    assert record.claims == ()
    assert len(record.statements) == 4


def test_a_passage_of_the_greatest_length_is_read() -> None:
    seen: list[Passage] = []
    body = "认真做好公开工作。" * (LONGEST_PASSAGE // 9)
    record = read(REPORT.replace(OVERVIEW, body), tagger=KeepingTagger(seen))
    assert record.status == "ok"
    assert max(len(each.text) for each in seen) > LONGEST_PASSAGE - 20


@pytest.mark.parametrize(
    "fragment",
    [
        "信息1条,",
        "1条",
        "其中1条,",
        "(信息1条",
        "未收到申请,",
        "网站、各1条",
        "信息1条,占1%;",
        "一是培训3次;",
        "下一步,将培训3次。",
        "更新不及时;",
    ],
)
def test_a_long_passage_of_one_word_takes_linear_time(fragment: str) -> None:
    """Some 2 s at the most; what looks back over all before it would take minutes."""
    body = (fragment * LONGEST_PASSAGE)[: LONGEST_PASSAGE // 3]
    place = PROBLEMS if "培训" in fragment or "更新" in fragment else OVERVIEW
    start = time.process_time()
    assert read(REPORT.replace(place, body)).status == "ok"
    assert time.process_time() - start < 20


def test_the_tagger_gets_running_text_with_its_place() -> None:
    seen: list[Passage] = []
    read(tagger=KeepingTagger(seen))
    places = {each.place: each.text.strip() for each in seen}
    assert places["overview"].startswith("2023年,通过微信公众号发布信息271条")
    assert places["problems"].startswith("存在的问题:一是")
    assert not any("本年新收" in each.text for each in seen)


def test_the_same_bytes_give_the_same_record() -> None:
    assert read().to_json() == read().to_json()


def test_a_report_without_running_text_is_whole() -> None:
    record = read(REPORT.replace(OVERVIEW, "").replace(PROBLEMS, ""))
    assert (record.status, record.claims, record.statements) == ("ok", (), ())
    assert {cell.id: cell.value for cell in record.cells}["t2.new_received.total"] == 46
