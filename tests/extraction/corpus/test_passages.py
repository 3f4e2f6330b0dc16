"""Sentences of the running text with their places; numbers masked; the store on disk."""

from __future__ import annotations

from extraction.corpus.passages import (
    Sentence,
    SentenceStore,
    record_to_sentences,
    text_to_key,
    text_to_masked,
)
from extraction.record.model import Table
from tests.extraction.corpus.builder import record, sections, statement

LONG = "全年围绕财政资金主动公开各类信息并及时更新栏目"


def test_numbers_are_masked_and_signs_left_out() -> None:
    assert text_to_masked("公开信息1,204条，其中解读36篇。") == "公开信息0条其中解读0篇"
    assert text_to_key("公开信息1204条") == text_to_key("公开信息 36 条")


def test_places_are_those_of_the_frozen_text() -> None:
    text = f"标题\n\n{LONG[:20]}\n{LONG[20:]}。"
    evidence, (found,) = record_to_sentences(record(text=text))
    assert evidence == "text"
    assert text[found.start : found.end].replace("\n", "") == LONG


def test_tables_and_headings_are_left_out() -> None:
    heading = "四、政府信息公开行政复议、行政诉讼情况"
    text = f"{heading}\n{LONG}一。\n{LONG}二。\n"
    barred = Table(
        id="t3_review_litigation",
        form="f2021",
        status="read",
        start=text.index("二") - len(LONG),
        end=len(text),
    )
    made = record(text=text, sections=sections(text, ("s4", heading)), tables=[barred])
    _, found = record_to_sentences(made)
    assert [each.text for each in found] == [f"{LONG}一"]


def test_without_text_the_quotes_stand_in() -> None:
    quoted = record(statements=[statement(0, "problem", LONG)])
    assert record_to_sentences(quoted)[0] == "quotes"
    assert record_to_sentences(record()) == ("none", [])


def test_the_store_gives_back_texts_and_the_sentences_of_a_report() -> None:
    with SentenceStore() as store:
        store.add(0, [Sentence(0, 3, "一二三"), Sentence(4, 6, "四五")])
        store.add(2, [Sentence(0, 1, "六")])
        assert [store.text(at) for at in range(3)] == ["一二三", "四五", "六"]
        assert [list(store.of_report(report)) for report in range(3)] == [[0, 1], [], [2]]


def test_halves_of_pairs_do_not_stop_the_store() -> None:
    with SentenceStore() as store:
        store.add(0, [Sentence(0, 3, "一\ud800二")])
        assert store.text(0) == "一?二"
