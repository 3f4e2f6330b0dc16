"""To spaCy and to datasets and back: nothing is lost."""

from __future__ import annotations

from pathlib import Path

import pytest
import spacy
from datasets import DatasetDict
from spacy.tokens import DocBin

from annotations.datasets_io import datasets_to_documents, documents_to_datasets
from annotations.diff import diff_documents
from annotations.spacy_io import SPANS, docbin_to_documents, documents_to_docbin
from tests.annotations.builder import REPORT, document, real_report

DOCUMENTS = [
    document("{p1:全年}发布{i1:信息}{q1>i1,p1#publish.total:1.2万余 条}。😀𠮷", "mu-1"),
    document("一是{B1#staffing:力量\n不足，{q1>i1:3名}{i1:专员}}。", "mu-2"),
    document("依照国务院令第711号。", "mu-3"),
]


def test_docbin_brings_back_what_was_put_in(tmp_path: Path) -> None:
    path = tmp_path / "gold.spacy"
    documents_to_docbin(DOCUMENTS).to_disk(path)
    assert list(docbin_to_documents(DocBin(store_user_data=True).from_disk(path))) == DOCUMENTS


def test_spacy_sees_the_spans() -> None:
    docs = list(documents_to_docbin(DOCUMENTS).get_docs(spacy.blank("zh").vocab))
    found = [(span.label_, span.text) for span in docs[0].spans[SPANS]]
    assert found == [("period", "全年"), ("item", "信息"), ("quantity", "1.2万余 条")]


def test_documents_without_text_are_refused() -> None:
    with pytest.raises(ValueError, match="yunlan-2023 has no text of its own"):
        documents_to_docbin([real_report()])


def test_docbin_keeps_cells_sections_and_fields() -> None:
    whole = real_report(text=REPORT)
    assert list(docbin_to_documents(documents_to_docbin([whole]))) == [whole]


def test_datasets_keep_cells_sections_and_fields(tmp_path: Path) -> None:
    """A dataset of real reports alone has the features of any other."""
    real, other = documents_to_datasets([real_report()]), documents_to_datasets(DOCUMENTS)
    assert real["train"].features == other["train"].features
    assert real["train"]["text"][0] is None
    real.save_to_disk(tmp_path)
    back = list(datasets_to_documents(DatasetDict.load_from_disk(tmp_path)))
    assert back == [real_report()]
    assert isinstance(back[0].cells[2].value, float)
    assert isinstance(back[0].cells[0].value, int)


def test_datasets_bring_back_what_was_put_in() -> None:
    datasets = documents_to_datasets(DOCUMENTS)
    assert datasets["train"]["agency"][0] == "云澜市文旅局"
    assert datasets["train"]["spans"][1][0]["label"] == "problem"
    assert list(datasets_to_documents(datasets)) == DOCUMENTS


def test_differences_are_named() -> None:
    other = document(
        "{p1:全年}发布{i1:信息}{q1>i1,p1#publish.total=13000:1.2万余 条}。😀𠮷", "mu-1"
    )
    found = list(diff_documents(DOCUMENTS, [other, DOCUMENTS[1]]))
    assert [(each.document, each.change, each.what) for each in found] == [
        ("mu-1", "changed", "quantity"),
        ("mu-3", "removed", "document"),
    ]
    assert "value 13000" in found[0].after
    assert not list(diff_documents(DOCUMENTS, DOCUMENTS))


def test_differences_of_cells_sections_and_fields_are_named() -> None:
    one = real_report()
    cells = [cell.model_dump() for cell in one.cells]
    sections = [section.model_dump() for section in one.sections]
    other = real_report(
        cells=[cells[0], cells[2] | {"value": 2}, {"id": "t3.review.total", "status": "blank"}],
        sections=[*sections[:2], sections[2] | {"optional": False}],
        title=None,
        failed_checks=(),
        agency_also=("0" * 12,),
        year=2022,
    )
    found = list(diff_documents([one], [other]))
    assert [(each.change, each.what) for each in found] == [
        ("removed", "cell t2.carried_out.total"),
        ("changed", "cell t1.art20_9.central_procurement.total_amount"),
        ("added", "cell t3.review.total"),
        ("changed", "section s6"),
        ("removed", "failed_checks"),
        ("removed", "title"),
        ("added", "agency_also"),
        ("changed", "year"),
    ]
    assert (found[1].before, found[1].after) == (
        "value 2.0, status value",
        "value 2, status value",
    )
    assert (found[7].before, found[7].after) == ("2023", "2022")


def test_documents_that_differ_anywhere_are_told_apart() -> None:
    """A field that is added to the schema is compared without being named anywhere."""
    one, other = real_report(), real_report(notes=())
    assert [each.what for each in diff_documents([one], [other])] == ["notes"]
    assert not list(diff_documents([one], [real_report()]))
