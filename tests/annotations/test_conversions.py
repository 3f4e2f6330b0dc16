"""To spaCy and to datasets and back: nothing is lost."""

from __future__ import annotations

from pathlib import Path

import pytest
import spacy
from spacy.tokens import DocBin

from annotations.datasets_io import datasets_to_documents, documents_to_datasets
from annotations.diff import diff_documents
from annotations.spacy_io import SPANS, docbin_to_documents, documents_to_docbin
from tests.annotations.builder import document

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
    bare = DOCUMENTS[2].model_copy(update={"text": None})
    with pytest.raises(ValueError, match="mu-3 has no text of its own"):
        documents_to_docbin([bare])


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
