"""Annotated documents as Hugging Face ``datasets``, and back, without loss.

``datasets`` is an extra: it is imported where it is asked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from annotations.schema import AnnotatedDocument

if TYPE_CHECKING:
    from datasets import Dataset, DatasetDict


def documents_to_datasets(documents: Iterable[AnnotatedDocument]) -> DatasetDict:
    """One dataset a split.

    Columns: ``id``, ``text`` (None for documents without text), ``agency``, ``spans`` (lists of
    start, end, label, id) for whoever trains, and ``document``, the whole as JSON, which is what is
    read back. All splits have the same features, whether or not a document has text or spans.

    Raises:
        ModuleNotFoundError: without the extra ``data``.
    """
    from datasets import Dataset, DatasetDict, Features, Value  # noqa: PLC0415 - heavy and optional

    text, place = Value("string"), Value("int64")
    spans = [{"start": place, "end": place, "label": text, "id": text}]
    features = Features(
        {"id": text, "text": text, "agency": text, "spans": spans, "document": text}
    )
    splits: dict[str, list[dict[str, object]]] = {}
    for document in documents:
        splits.setdefault(document.meta.split, []).append(_to_row(document))
    return DatasetDict(
        {split: Dataset.from_list(rows, features=features) for split, rows in splits.items()}
    )


def datasets_to_documents(datasets: DatasetDict) -> Iterator[AnnotatedDocument]:
    """The documents of all splits as they were put in."""
    for split in datasets.values():
        yield from _rows_to_documents(split)


def _rows_to_documents(rows: Dataset) -> Iterator[AnnotatedDocument]:
    for text in rows["document"]:
        yield AnnotatedDocument.model_validate_json(text)


def _to_row(document: AnnotatedDocument) -> dict[str, object]:
    return {
        "id": document.id,
        "text": document.text,
        "agency": document.meta.agency,
        "spans": [
            {"start": span.start, "end": span.end, "label": span.label, "id": span.id}
            for span in document.spans
        ],
        "document": document.model_dump_json(),
    }
