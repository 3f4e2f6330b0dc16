"""Annotated documents as spaCy ``Doc`` and ``DocBin``, and back, without loss.

Spans lie in ``doc.spans["gold"]`` for whoever looks at them with spaCy; the whole document travels
in ``doc.user_data``, which is what is read back. A blank Chinese pipeline cuts into characters, so
that every span falls on token edges.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import spacy
from spacy.tokens import Doc, DocBin, Span

from annotations.schema import AnnotatedDocument

SPANS = "gold"
_KEY = "gongkai"


def documents_to_docbin(documents: Iterable[AnnotatedDocument]) -> DocBin:
    """All documents with text.

    Raises:
        ValueError: for a document without text: realign it with its source first.
    """
    nlp = spacy.blank("zh")
    # tokenizers refuse long texts by default; reports are longer
    nlp.max_length = 10_000_000
    bin_of_docs = DocBin(store_user_data=True)
    for document in documents:
        if document.text is None:
            raise ValueError(f"{document.id} has no text of its own: give it its source's text")
        doc = nlp.make_doc(document.text)
        doc.spans[SPANS] = [
            _to_span(doc, each.start, each.end, each.label) for each in document.spans
        ]
        doc.user_data[_KEY] = document.model_dump_json()
        bin_of_docs.add(doc)
    return bin_of_docs


def docbin_to_documents(bin_of_docs: DocBin) -> Iterator[AnnotatedDocument]:
    """The documents as they were put in.

    Raises:
        KeyError: for a ``Doc`` that did not come from here.
    """
    for doc in bin_of_docs.get_docs(spacy.blank("zh").vocab):
        yield AnnotatedDocument.model_validate_json(doc.user_data[_KEY])


def _to_span(doc: Doc, start: int, end: int, label: str) -> Span:
    span = doc.char_span(start, end, label=label, alignment_mode="expand")
    if span is None:
        raise ValueError(f"no token at {start}:{end}")
    return span
