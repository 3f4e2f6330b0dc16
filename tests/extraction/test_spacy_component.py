"""The spaCy component: spans on tokens, the record in the doc, docs that are no reports."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import spacy
from spacy import displacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin

from extraction.spacy_component import CLAIMS, NAME, STATEMENTS, doc_to_record
from models import DEFAULT_TAGGER

ROOT = Path(__file__).parents[2]
REPORT = (
    "云澜市水务局2023年政府信息公开工作年度报告\n"
    "一、总体情况\n"
    "2023年，通过微信公众号发布信息271条。收到政府信息公开申请7件，部门预算、决算各1份。\n"
    "五、存在的主要问题及改进情况\n"
    "存在的问题：一是栏目更新不够及时。下一步，将举办培训不少于3期。\n"
)
NO_REPORT = "今日天气晴，最高气温12度。"


@pytest.fixture
def nlp() -> Language:
    pipeline = spacy.blank("zh")
    pipeline.add_pipe(NAME)
    return pipeline


def spans_of(doc: Doc, key: str) -> list[tuple[str, str, str]]:
    return [(span.text, span.label_, span.id_) for span in doc.spans[key]]


def test_claims_are_spans_labelled_by_their_indicator(nlp: Language) -> None:
    assert spans_of(nlp(REPORT), CLAIMS) == [
        ("271条", "publish.wechat", "c0"),
        ("7件", "request.received", "c1"),
        ("1份", "publish.fiscal", "c2"),
        ("1份", "publish.fiscal", "c3"),
    ]


def test_a_claim_without_an_indicator_is_labelled_claim(nlp: Language) -> None:
    doc = nlp(REPORT.replace("部门预算、决算各1份", "播种1亩"))
    assert spans_of(doc, CLAIMS)[-1] == ("1亩", "claim", "c2")


def test_statements_are_spans_labelled_by_their_kind(nlp: Language) -> None:
    assert spans_of(nlp(REPORT), STATEMENTS) == [
        ("栏目更新不够及时", "problem", "p0"),
        ("下一步，将举办培训不少于3期", "commitment", "p1"),
    ]


def test_the_doc_carries_the_record_with_offsets_into_its_text(nlp: Language) -> None:
    doc = nlp(REPORT)
    record = doc._.gongkai
    assert record.status == "ok"
    assert (record.agency, record.year) == ("云澜市水务局", 2023)
    assert [doc.text[claim.start : claim.end] for claim in record.claims] == [
        "271条",
        "7件",
        "1份",
        "1份",
    ]
    assert record.source.path is None


def test_a_span_inside_a_token_grows_to_the_token(nlp: Language) -> None:
    words = ["发布", "信息271", "条。收到", "申请7件", "。"]
    head = list("云澜市水务局2023年政府信息公开工作年度报告\n一、总体情况\n")
    doc = Doc(nlp.vocab, words=head + words, spaces=[False] * (len(head) + len(words)))
    nlp.get_pipe(NAME)(doc)
    assert [text for text, _, _ in spans_of(doc, CLAIMS)] == ["信息271条。收到", "申请7件"]
    assert [claim.quote for claim in doc._.gongkai.claims] == ["271条", "7件"]


@pytest.mark.parametrize(
    ("key", "label", "drawn"),
    [(CLAIMS, "publish.wechat", 1), (CLAIMS, "publish.fiscal", 2), (STATEMENTS, "commitment", 1)],
)
def test_displacy_draws_the_spans(nlp: Language, key: str, label: str, drawn: int) -> None:
    page = displacy.render(nlp(REPORT), style="span", options={"spans_key": key}, jupyter=False)
    assert page.count(label) == drawn


def test_a_doc_that_is_no_report_is_left_in_peace(nlp: Language) -> None:
    doc = nlp(NO_REPORT)
    assert doc.text == NO_REPORT
    assert spans_of(doc, CLAIMS) == spans_of(doc, STATEMENTS) == []
    assert doc._.gongkai.status == "failed"
    assert [error.code for error in doc._.gongkai.errors] == ["not_a_report"]


def test_an_empty_doc_is_no_report(nlp: Language) -> None:
    doc = nlp("")
    assert len(doc.spans[CLAIMS]) == 0
    assert [error.code for error in doc._.gongkai.errors] == ["empty"]


def test_the_source_of_a_web_page_gets_no_spans(nlp: Language) -> None:
    doc = nlp(f"<html><body><p>{REPORT}</p></body></html>")
    assert len(doc.spans[CLAIMS]) == 0
    assert [claim.value for claim in doc._.gongkai.claims] == [271, 7, 1, 1]


def test_a_doc_that_the_component_has_not_seen_has_no_record(nlp: Language) -> None:
    assert doc_to_record(nlp.make_doc(REPORT)) is None
    assert nlp.make_doc(REPORT)._.gongkai is None


def test_many_docs_in_a_stream_keep_their_order(nlp: Language) -> None:
    docs = list(nlp.pipe([REPORT, NO_REPORT, REPORT.replace("271条", "9条")], batch_size=2))
    values = [[claim.value for claim in doc._.gongkai.claims] for doc in docs]
    assert values == [[271, 7, 1, 1], [], [9, 7, 1, 1]]


def test_a_stream_gives_what_single_calls_give(nlp: Language) -> None:
    texts = [REPORT, NO_REPORT]
    alone = [nlp(text)._.gongkai.to_json() for text in texts]
    assert [doc._.gongkai.to_json() for doc in nlp.pipe(texts)] == alone


def test_docs_can_be_stored_with_spans_and_record(nlp: Language) -> None:
    doc = nlp(REPORT)
    stored = DocBin(docs=[doc], store_user_data=True).to_bytes()
    back = next(iter(DocBin().from_bytes(stored).get_docs(nlp.vocab)))
    assert spans_of(back, CLAIMS) == spans_of(doc, CLAIMS)
    assert back._.gongkai == doc._.gongkai


def test_the_pipeline_can_be_stored(nlp: Language, tmp_path: Path) -> None:
    nlp.to_disk(tmp_path)
    again = spacy.load(tmp_path)
    assert spans_of(again(REPORT), CLAIMS) == spans_of(nlp(REPORT), CLAIMS)
    assert again.config["components"][NAME]["tagger"] == DEFAULT_TAGGER


def test_an_unknown_tagger_is_refused_when_the_pipe_is_added() -> None:
    with pytest.raises(KeyError, match="none-such"):
        spacy.blank("zh").add_pipe(NAME, config={"tagger": "none-such"})


def test_an_installed_gongkai_needs_no_import(tmp_path: Path) -> None:
    """spaCy finds the component by the entry point that pyproject.toml declares."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    declared = project["entry-points"]["spacy_factories"]
    metadata = tmp_path / "gongkai-0.dist-info"
    metadata.mkdir()
    (metadata / "METADATA").write_text("Metadata-Version: 2.1\nName: gongkai\nVersion: 0\n")
    lines = "".join(f"{name} = {value}\n" for name, value in declared.items())
    (metadata / "entry_points.txt").write_text(f"[spacy_factories]\n{lines}")
    code = "import spacy; print(spacy.blank('zh').add_pipe('gongkai').tagger)"
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": os.pathsep.join((str(tmp_path), str(ROOT)))},
    )
    assert done.stdout.strip() == DEFAULT_TAGGER
