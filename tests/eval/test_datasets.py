"""Names become data sets; what cannot be measured on is refused with the reason."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotations.schema import CellGold, CellState
from annotations.store import write_store
from eval.datasets import DatasetError, cell_to_truth, documents_to_dataset, name_to_dataset
from tests.annotations.builder import real_report
from tests.eval.builder import annotated


def test_a_store_of_passages(tmp_path: Path) -> None:
    write_store(tmp_path, {"a.jsonl": [annotated(name="mu-1"), annotated(name="mu-2")]})
    dataset = name_to_dataset(str(tmp_path))
    documents = list(dataset.documents())
    assert [document.id for document in documents] == ["mu-1", "mu-2"]
    assert documents[0].agency == "云澜市文旅局"
    assert documents[0].strata["level"] == "city"
    assert documents[0].cells is None
    other = name_to_dataset(str(tmp_path / "a.jsonl"))
    assert other.digest == dataset.digest


def test_the_digest_follows_the_data(tmp_path: Path) -> None:
    write_store(tmp_path / "one", {"a.jsonl": [annotated(name="mu-1")]})
    write_store(tmp_path / "two", {"a.jsonl": [annotated(name="mu-2")]})
    digests = {name_to_dataset(str(tmp_path / name)).digest for name in ("one", "two")}
    assert len(digests) == 2


def test_real_reports_need_their_corpus(tmp_path: Path) -> None:
    report = real_report()
    with pytest.raises(DatasetError, match="GONGKAI_SHARED"):
        documents_to_dataset("x", [report], "d")
    with pytest.raises(DatasetError, match="is not there"):
        documents_to_dataset("x", [report], "d", corpus=tmp_path)
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "yunlan-2023.txt").write_text("报告", encoding="utf-8")
    document = next(documents_to_dataset("x", [report], "d", corpus=tmp_path).documents())
    assert document.load() == "报告".encode()
    assert document.failed_checks == {("T2_BALANCE", "total")}


def test_an_open_cell_admits_silence_and_the_number() -> None:
    cell = CellGold(
        id="t2.granted.total",
        value=3,
        status="value",
        also=(CellState(status="unreadable"),),
    )
    truth = cell_to_truth(cell)
    assert (truth.fate, truth.value, truth.statuses) == ("open", 3, ("value", "unreadable"))
    plain = cell_to_truth(CellGold(id="t2.granted.total", value=3, status="value"))
    assert (plain.fate, plain.value) == ("survives", 3)


@pytest.mark.parametrize(
    ("name", "reason"),
    [("authored-nowhere", "neither a data set nor a file"), ("/no/such/store", "neither")],
)
def test_unknown_names_are_refused(name: str, reason: str) -> None:
    with pytest.raises(DatasetError, match=reason):
        name_to_dataset(name)


def test_an_empty_set_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text("", encoding="utf-8")
    with pytest.raises(DatasetError, match="no document to measure on"):
        name_to_dataset(str(tmp_path / "a.jsonl"))


def test_documents_that_stand_twice_are_refused() -> None:
    with pytest.raises(DatasetError, match="stand twice: mu-1"):
        documents_to_dataset("x", [annotated(), annotated()], "d")


def test_generated_reports_are_clusters_of_their_own() -> None:
    dataset = name_to_dataset("layouts:3:5")
    documents = list(dataset.documents())
    assert len({document.agency for document in documents}) == len(documents) == dataset.size == 3
    assert all(document.cells and document.load() for document in documents)
    assert name_to_dataset("layouts:3:6").digest != dataset.digest
