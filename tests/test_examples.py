"""Every sample in examples/ gives the record that its author wrote down in expected.json.

The expectations come from the figures the samples were made from, never from an extraction.
What the file holds is described in examples/README.md.
"""

from __future__ import annotations

import json
import shutil
import unicodedata
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from extraction import ReportRecord, extract

EXAMPLES = Path(__file__).parent.parent / "examples"
EXPECTED: dict[str, dict[str, Any]] = json.loads(
    (EXAMPLES / "expected.json").read_text(encoding="utf-8")
)
NOT_SAMPLES = {"README.md", "README.zh.md", "expected.json"}
NEEDS_OFFICE = ".rtf"
# a value stands with these; with every other status there is none
WITH_VALUE = {"value", "zero", "ocr_fixed", "split", "derived"}


def _parameters(*, readable: bool) -> list[Any]:
    return [
        pytest.param(name, marks=[pytest.mark.office] if name.endswith(NEEDS_OFFICE) else [])
        for name, expected in sorted(EXPECTED.items())
        if (expected["status"] == "ok") is readable
    ]


READABLE = pytest.mark.parametrize("name", _parameters(readable=True))
UNREADABLE = pytest.mark.parametrize("name", _parameters(readable=False))


@cache
def _record(name: str) -> ReportRecord:
    if name.endswith(NEEDS_OFFICE) and shutil.which("soffice") is None:
        pytest.skip("reading RTF needs LibreOffice")
    return extract(EXAMPLES / name)


def _plain(text: str | None) -> str | None:
    """Width and kind of dash left aside: a title may keep either."""
    if text is None:
        return None
    return unicodedata.normalize("NFKC", text).replace("—", "-")


def test_every_sample_has_expectations() -> None:
    samples = {path.name for path in EXAMPLES.iterdir() if path.is_file()} - NOT_SAMPLES
    assert samples == set(EXPECTED)


@READABLE
def test_sample_is_read_without_errors(name: str) -> None:
    record = _record(name)
    assert (record.status, record.errors) == ("ok", ())


@UNREADABLE
def test_unreadable_sample_says_why(name: str) -> None:
    record = _record(name)
    assert record.status == "failed"
    assert [entry.code for entry in record.errors] == [EXPECTED[name]["error"]]
    assert (record.title, record.agency, record.year) == (None, None, None)
    assert (record.sections, record.tables, record.cells) == ((), (), ())


@READABLE
def test_sample_names_its_title(name: str) -> None:
    assert _plain(_record(name).title) == _plain(EXPECTED[name]["title"])


@READABLE
def test_sample_names_its_agency_and_year(name: str) -> None:
    record, expected = _record(name), EXPECTED[name]
    assert record.agency == expected["agency"]
    assert list(record.agency_aliases) == expected["aliases"]
    assert record.year == expected["year"]


@READABLE
def test_sample_is_cut_into_its_sections(name: str) -> None:
    assert [section.id for section in _record(name).sections] == EXPECTED[name]["sections"]


@READABLE
def test_sample_has_its_tables(name: str) -> None:
    found = [table.model_dump(include={"id", "form", "status"}) for table in _record(name).tables]
    expected = EXPECTED[name]["tables"]
    # annexes of statistics have no id of the statutory form
    unnamed = [table for table in expected if table["id"] is None]
    if unnamed:
        found = [{**table, "id": None} for table in found]
    assert found == expected


@READABLE
def test_sample_cells_hold_their_values(name: str) -> None:
    expected = EXPECTED[name]
    wanted = {
        cell.id: expected["cells"].get(cell.id, 0 if _has_value(expected, cell.id) else None)
        for cell in _record(name).cells
    }
    assert {cell.id: cell.value for cell in _record(name).cells} == wanted
    assert set(expected["cells"]) | set(expected["marked"]) <= set(wanted)


@READABLE
def test_sample_cells_say_how_they_were_read(name: str) -> None:
    expected = EXPECTED[name]
    wrong = {
        cell.id: cell.status
        for cell in _record(name).cells
        if cell.status not in _admitted(expected, cell.id)
    }
    assert wrong == {}


@READABLE
def test_sample_fails_only_its_own_checks(name: str) -> None:
    failed = {(check.rule, check.scope) for check in _record(name).checks if check.status == "fail"}
    assert failed == {tuple(pair) for pair in EXPECTED[name]["failed_checks"]}


def _admitted(expected: dict[str, Any], cell_id: str) -> list[str]:
    """The statuses a cell may have; more than one where the design leaves the choice open."""
    marked: str | list[str] | None = expected["marked"].get(cell_id)
    if marked is None:
        return ["value" if cell_id in expected["cells"] else "zero"]
    return [marked] if isinstance(marked, str) else marked


def _has_value(expected: dict[str, Any], cell_id: str) -> bool:
    return bool(WITH_VALUE & set(_admitted(expected, cell_id)))
