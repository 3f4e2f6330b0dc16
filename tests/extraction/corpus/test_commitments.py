"""What became of a commitment: repeated, reworded, answered, dropped, with both quotes."""

from __future__ import annotations

from extraction.corpus.commitments import CommitmentFate
from extraction.record.model import ReportRecord, Statement
from tests.extraction.corpus.builder import record, sections, statement, views_of

PROMISE = "配备专职工作人员，定期轮训窗口人员，每月公布巡查结果"
OVERVIEW, PROBLEMS = "一、总体情况", "五、存在的主要问题及改进情况"


def fate_of(*records: ReportRecord) -> CommitmentFate:
    with views_of(*records) as views:
        return views.fates[0]


def promised(year: int, quote: str = PROMISE, *others: Statement) -> ReportRecord:
    given = [statement(0, "commitment", quote), *others]
    return record(year, statements=given)


def with_overview(year: int, overview: str, *statements: Statement) -> ReportRecord:
    text = f"{OVERVIEW}\n{overview}\n{PROBLEMS}\n"
    found = sections(text, ("s1", OVERVIEW), ("s5", PROBLEMS))
    placed = [
        each.model_copy(update={"start": each.start + len(text), "end": each.end + len(text)})
        for each in statements
    ]
    return record(year, text=text, sections=found, statements=placed)


def test_the_same_words_a_year_later_are_a_repetition() -> None:
    found = fate_of(promised(2022), promised(2023, f"继续{PROMISE}"))
    assert (found.fate, found.basis, found.next_report) == ("repeated", "commitment", 1)
    assert found.found == f"继续{PROMISE}"


def test_two_paragraphs_merged_into_one_are_a_repetition_still() -> None:
    merged = (
        f"{PROMISE}。加大预算公开力度，及时公布专项资金的使用结果，接受社会各界对资金使用的监督"
    )
    assert fate_of(promised(2022), promised(2023, merged)).fate == "repeated"


def test_one_clause_in_other_words_is_reworded() -> None:
    found = fate_of(promised(2022), promised(2023, "组织窗口人员轮训，改进热线答复"))
    assert found.fate == "dropped"
    found = fate_of(promised(2022), promised(2023, "切实轮训窗口人员，改进热线答复"))
    assert (found.fate, found.clause) == ("reworded", "定期轮训窗口人员")


def test_a_measure_on_the_same_object_answers() -> None:
    measure = record(2023, statements=[statement(1, "measure_taken", "已配备专职工作人员两名")])
    found = fate_of(promised(2022), measure)
    assert (found.fate, found.basis, found.start) == ("answered", "measure", 100)


def test_what_the_next_overview_tells_answers() -> None:
    first = with_overview(
        2022, "全年收到来信若干并逐件办理和回复。", statement(0, "commitment", PROMISE)
    )
    then = with_overview(2023, "全年按月公布巡查结果，并通报了整改的进度和情况。")
    found = fate_of(first, then)
    assert (found.fate, found.basis) == ("answered", "told")
    assert found.start is not None
    assert found.found.startswith("全年按月公布巡查结果")


def test_what_was_told_already_in_its_own_year_is_no_answer() -> None:
    told = "全年按月公布巡查结果，并通报了整改的进度和情况。"
    first = with_overview(2022, told, statement(0, "commitment", PROMISE))
    assert fate_of(first, with_overview(2023, told)).fate == "dropped"


def test_a_problem_no_longer_named_answers_weakly() -> None:
    problem = statement(1, "problem", "专职人员力量不足", theme="staffing")
    first = record(2022, statements=[statement(0, "commitment", PROMISE, answers="p1"), problem])
    other = statement(1, "problem", "政策解读形式单一", theme="interpretation")
    found = fate_of(first, record(2023, statements=[other]))
    assert (found.fate, found.basis) == ("answered", "problem_gone")
    assert found.problem is not None
    assert found.problem.quote == "专职人员力量不足"


def test_a_problem_named_again_leaves_it_dropped() -> None:
    problem = statement(1, "problem", "专职人员力量不足", theme="staffing")
    first = record(2022, statements=[statement(0, "commitment", PROMISE, answers="p1"), problem])
    again = record(2023, statements=[statement(1, "problem", "人员流动性大", theme="staffing")])
    assert fate_of(first, again).fate == "dropped"


def test_without_a_next_report_nothing_is_said() -> None:
    assert fate_of(promised(2022), promised(2024)).fate == "no_next_report"


def test_a_promise_that_returns_after_a_gap_is_told() -> None:
    found = fate_of(promised(2021), promised(2022, "改进热线答复的时限"), promised(2023))
    assert (found.fate, found.returns) == ("dropped", 2023)


def test_another_agency_is_not_looked_at() -> None:
    other = record(2023, "沧浪县水利局", statements=[statement(0, "commitment", PROMISE)])
    assert fate_of(promised(2022), other).fate == "no_next_report"
