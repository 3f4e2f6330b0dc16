"""The store of annotations as training data: a ``DatasetDict``, and its rows as examples.

Only the splits that are asked for are read, and only files of those names are opened.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from annotations.datasets_io import documents_to_datasets
from annotations.schema import AnnotatedDocument, Split
from annotations.store import check_manifest, read_documents
from training.dataset.examples import Example, document_to_example

if TYPE_CHECKING:
    from datasets import DatasetDict


class DataError(ValueError):
    """Data that nothing can be learned from; the message names the file and the remedy."""


@dataclass(frozen=True, slots=True)
class TrainingData:
    """``digest`` names the files by their contents; figures and models are published with it."""

    datasets: DatasetDict
    digest: str


def store_to_documents(
    store: Path, names: Sequence[str], *, remedy: str = ""
) -> tuple[list[AnnotatedDocument], str]:
    """The documents of the named files, and the digest that names the files by their contents.

    Args:
        names: of files, without ``.jsonl``.
        remedy: what is said of a file that is not there.

    Raises:
        DataError: for a file that is not there.
        StoreError: for a store that its MANIFEST does not know.
    """
    check_manifest(store)
    digest = hashlib.sha256()
    documents: list[AnnotatedDocument] = []
    for name in names:
        path = store / f"{name}.jsonl"
        if not path.is_file():
            raise DataError(f"{path} is not there{remedy}")
        digest.update(name.encode() + hashlib.sha256(path.read_bytes()).digest())
        documents.extend(read_documents(path))
    return documents, digest.hexdigest()[:12]


def store_to_data(store: Path, names: Sequence[str]) -> TrainingData:
    """The documents of the named files of a store, one dataset a split.

    Args:
        names: of files, without ``.jsonl``.

    Raises:
        DataError: for a file that is not there, a test split, an agency in two splits.
        StoreError: for a store that its MANIFEST does not know.
    """
    documents, digest = store_to_documents(store, names, remedy=": see [data] of the recipe")
    refuse_test(documents)
    _require_apart(documents)
    return TrainingData(documents_to_datasets(documents), digest)


def refuse_test(documents: Iterable[AnnotatedDocument]) -> None:
    """Raises ``DataError`` for documents of a test split."""
    for document in documents:
        if document.meta.split == "test":
            raise DataError(f"{document.id} is of the test split, which nothing is learned from")


def _require_apart(documents: Iterable[AnnotatedDocument]) -> None:
    """Each agency in one split."""
    splits: dict[str, str] = {}
    for document in documents:
        split = splits.setdefault(document.meta.agency, document.meta.split)
        if document.meta.split != split:
            raise DataError(f"{document.meta.agency} stands in {split} and {document.meta.split}")


def data_to_examples(data: TrainingData, split: Split) -> list[Example]:
    """The texts of one split that were marked in full, in order.

    Real reports, whose texts are not in the store, are left out: they are only measured on, by
    the harness.
    """
    if split not in data.datasets:
        return []
    rows = data.datasets[split].with_format(columns=["text", "document"])
    stored = (row["document"] for row in rows if row["text"] is not None)
    documents = (AnnotatedDocument.model_validate_json(each) for each in stored)
    return [document_to_example(each) for each in documents if "spans" in each.complete]
