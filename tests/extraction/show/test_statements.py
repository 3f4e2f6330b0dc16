from __future__ import annotations

from typing import Any

from tests.extraction.show.builder import report
from tests.extraction.show.pages import by_id, marks, page_of, words
from tests.extraction.show.spoken import MODEL, spoken, statement, target


def entry(tree: Any, statement_id: str) -> Any:
    return by_id(tree, f"said-{statement_id}").getparent()


def beside(tree: Any, statement_id: str) -> list[str]:
    return [words(each) for each in entry(tree, statement_id).xpath("./*[@class='beside']/*")]


def test_statements_stand_by_kind() -> None:
    panel = by_id(page_of(spoken()), "statements")
    assert [words(each) for each in panel.xpath(".//h3")] == [
        "存在的问题 2", "已采取的措施 1", "改进承诺 1",
    ]  # fmt: skip
    assert [each.get("id") for each in panel.xpath(".//ol//*[@class='kind-mark']/..")] == [
        "said-p0", "said-p1", "said-p2", "said-p3",
    ]  # fmt: skip


def test_a_kind_without_statements_is_left_out() -> None:
    record, text = spoken()
    tree = page_of((record.model_copy(update={"statements": record.statements[:1]}), text))
    assert [words(each) for each in by_id(tree, "statements").xpath(".//h3")] == ["存在的问题 1"]


def test_each_has_its_mark_and_words() -> None:
    assert words(by_id(page_of(spoken()), "said-p1")) == "问 2专职人员不足"
    assert words(by_id(page_of(spoken(), "en"), "said-p1")) == "P2专职人员不足"


def test_problems_name_what_answers_them() -> None:
    tree = page_of(spoken())
    assert beside(tree, "p0") == ["公开时效", "对应 措 1"]
    assert beside(tree, "p1") == ["人员力量", "未见对应的措施或承诺"]
    assert entry(tree, "p0").xpath(".//*[@class='term']/@href") == ["#said-p2"]


def test_measures_name_the_problem_that_they_answer() -> None:
    tree = page_of(spoken(), "en")
    assert beside(tree, "p2") == ["Staffing", "answers P1"]
    assert entry(tree, "p2").xpath(".//*[@class='term']/@href") == ["#said-p0"]


def test_several_answers_are_listed() -> None:
    record, text = spoken()
    more = record.statements[3].model_copy(update={"answers": "p0"})
    statements = (*record.statements[:3], more)
    tree = page_of((record.model_copy(update={"statements": statements}), text))
    assert "对应 措 1、诺 1" in beside(tree, "p0")


def test_an_answer_to_a_problem_that_is_not_listed_is_left_out() -> None:
    record, text = spoken()
    tree = page_of((record.model_copy(update={"statements": record.statements[2:]}), text))
    assert beside(tree, "p2") == ["人员力量"]


def test_a_commitment_has_its_targets() -> None:
    tree = page_of(spoken())
    goal = by_id(tree, "target-p3-0")
    assert words(goal) == "目标不少于 12 期业务培训"
    assert goal.get("title").split("\n")[0] == "正文写作“不少于12期”"
    assert goal.get("data-places") is not None


def test_targets_are_counted_from_zero() -> None:
    record, text = spoken()
    goals = (target(text, "不少于12期", 12), target(text, "271条", 271, unit="条"))
    commitment = record.statements[3].model_copy(update={"targets": goals})
    tree = page_of((record.model_copy(update={"statements": (commitment,)}), text))
    assert words(by_id(tree, "target-p3-1")) == "目标271 条"


def test_a_low_confidence_is_marked_and_told() -> None:
    record, text = spoken()
    unsure = statement(text, "p0", "problem", "专职人员不足", confidence=0.3)
    tree = page_of((record.model_copy(update={"statements": (unsure,)}), text))
    assert marks(entry(tree, "p0")) == ["疑"]
    assert beside(tree, "p0")[0] == "疑 可信度 0.3"


def test_a_theme_of_a_later_version_shows_its_id() -> None:
    record, text = spoken()
    later = statement(text, "p0", "problem", "专职人员不足", theme="robots")
    tree = page_of((record.model_copy(update={"statements": (later,)}), text))
    assert beside(tree, "p0")[0] == "robots"


def test_without_statements_the_page_says_whether_they_were_looked_for() -> None:
    assert "没有找到问题" in words(by_id(page_of(report(model=MODEL)), "statements"))
    assert "没有读取问题" in words(by_id(page_of(report()), "statements"))
