"""The store as training data."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotations.schema import AnnotatedDocument, Meta, Span, Split, text_to_sha256
from annotations.store import StoreError, write_store
from training.dataset.gold import DataError, data_to_examples, store_to_data

pytest.importorskip("datasets", reason="datasets belongs to the extra train")


def document(name: str, split: Split, *, agency: str | None = None) -> AnnotatedDocument:
    text = "发布信息12条。"
    return AnnotatedDocument(
        id=name,
        text=text,
        text_sha256=text_to_sha256(text),
        meta=Meta(
            agency=agency or f"{name}市",
            level="city",
            field="general",
            year=2023,
            kind="authored",
            split=split,
            place="overview",
        ),
        spans=(Span(id="i1", label="item", start=2, end=4),),
        annotator="author",
        complete=("spans", "relations"),
    )


def store(folder: Path, **files: list[AnnotatedDocument]) -> Path:
    write_store(folder, {f"{name}.jsonl": documents for name, documents in files.items()})
    return folder


def test_documents_become_examples_of_their_split(tmp_path: Path) -> None:
    folder = store(tmp_path, one=[document("甲", "train"), document("乙", "dev")])
    data = store_to_data(folder, ["one"])
    (example,) = data_to_examples(data, "train")
    assert (example.id, example.place, example.agency) == ("甲", "overview", "甲市")
    assert [example.quote(span) for span in example.spans] == ["信息"]
    assert [each.id for each in data_to_examples(data, "dev")] == ["乙"]
    assert data_to_examples(data, "test") == []


def test_files_that_were_not_asked_for_change_nothing(tmp_path: Path) -> None:
    one = store(tmp_path / "a", one=[document("甲", "train")])
    both = store(tmp_path / "b", one=[document("甲", "train")], two=[document("乙", "test")])
    assert store_to_data(one, ["one"]).digest == store_to_data(both, ["one"]).digest


def test_test_documents_are_refused(tmp_path: Path) -> None:
    folder = store(tmp_path, one=[document("甲", "test")])
    with pytest.raises(DataError, match="test split"):
        store_to_data(folder, ["one"])


def test_an_agency_in_two_splits_is_refused(tmp_path: Path) -> None:
    split = [document("甲", "train", agency="丙"), document("乙", "dev", agency="丙")]
    with pytest.raises(DataError, match="丙"):
        store_to_data(store(tmp_path, one=split), ["one"])


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="none"):
        store_to_data(store(tmp_path, one=[document("甲", "train")]), ["none"])


def test_a_changed_file_is_refused(tmp_path: Path) -> None:
    folder = store(tmp_path, one=[document("甲", "train")])
    with (folder / "one.jsonl").open("a", encoding="utf-8") as file:
        file.write("\n")
    with pytest.raises(StoreError):
        store_to_data(folder, ["one"])
