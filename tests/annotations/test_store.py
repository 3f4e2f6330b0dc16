"""A store is read as it was written, or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotations.schema import CellGold
from annotations.store import StoreError, read_store, store_digest, write_store
from tests.annotations.builder import document, real_report

FIRST = document("{i1:信息}{q1>i1#publish.total:12条}。", "mu-1")
SECOND = document("一是{B1#general:不足}。", "mu-2", "青岚省档案局")


def test_documents_come_back_as_they_were(tmp_path: Path) -> None:
    write_store(tmp_path, {"a.jsonl": [FIRST], "b.jsonl": [SECOND]})
    assert read_store(tmp_path) == [FIRST, SECOND]
    assert len(store_digest(tmp_path)) == 12


def test_a_changed_file_is_refused(tmp_path: Path) -> None:
    write_store(tmp_path, {"a.jsonl": [FIRST]})
    path = tmp_path / "a.jsonl"
    path.write_text(path.read_text(encoding="utf-8").replace("12条", "13条"), encoding="utf-8")
    with pytest.raises(StoreError, match=r"a\.jsonl is not as MANIFEST"):
        read_store(tmp_path)


def test_a_wrong_line_is_named(tmp_path: Path) -> None:
    write_store(tmp_path, {"a.jsonl": [FIRST]})
    path = tmp_path / "a.jsonl"
    text = path.read_text(encoding="utf-8")
    path.write_text(text + text.replace("12条", "13条"), encoding="utf-8")
    write_store(tmp_path, {})
    with pytest.raises(StoreError, match=r"a\.jsonl, line 2: .*text_sha256 differs"):
        read_store(tmp_path)


def test_ids_and_agencies_stand_in_one_place(tmp_path: Path) -> None:
    write_store(tmp_path, {"a.jsonl": [FIRST], "b.jsonl": [FIRST]})
    with pytest.raises(StoreError, match="mu-1 stands twice"):
        read_store(tmp_path)
    moved = SECOND.model_copy(
        update={"meta": SECOND.meta.model_copy(update={"agency": "云澜市文旅局", "split": "test"})}
    )
    write_store(tmp_path, {"b.jsonl": [moved]})
    with pytest.raises(StoreError, match="its agency stands in train too"):
        read_store(tmp_path)


def test_cells_without_a_number_come_back(tmp_path: Path) -> None:
    """Absent values are left out of the file; a blank cell's value is absent for good."""
    cells = (CellGold(id="t1.a", value=None, status="blank"),)
    kept = FIRST.model_copy(update={"cells": cells})
    write_store(tmp_path, {"a.jsonl": [kept]})
    assert read_store(tmp_path) == [kept]


def test_whole_reports_come_back(tmp_path: Path) -> None:
    write_store(tmp_path, {"real.jsonl": [real_report()]})
    back = read_store(tmp_path)
    assert back == [real_report()]
    assert [type(cell.value) for cell in back[0].cells] == [int, int, float]


def test_a_wrong_cell_is_named_with_its_line(tmp_path: Path) -> None:
    write_store(tmp_path, {"real.jsonl": [real_report()]})
    path = tmp_path / "real.jsonl"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('"value": 3, ', ""), encoding="utf-8")
    write_store(tmp_path, {})
    with pytest.raises(StoreError, match=r"real\.jsonl, line 1: .*t2\.granted\.total: value does"):
        read_store(tmp_path)
