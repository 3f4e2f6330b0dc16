from __future__ import annotations

import ast
from pathlib import Path

import pytest

import eval.layouts
from eval.layouts.labels import FormName, load_labels, section_labels

SOURCES = sorted(Path(eval.layouts.__file__).parent.rglob("*"))
ALLOWED_OF_EXTRACTION = {"extraction.record", "extraction.language"}


@pytest.mark.parametrize(("name", "disclosure", "requests"), [("f2021", 10, 25), ("f2019", 22, 23)])
def test_forms_have_the_cells_of_the_law(name: FormName, disclosure: int, requests: int) -> None:
    form = load_labels()[name]
    cells = sum(len(block.columns) * len(block.rows) for block in form.blocks)
    assert cells == disclosure
    assert len(form.data_rows) == requests
    assert len(form.applicants) == 7
    assert len(form.outcomes) == 15


def test_group_labels_span_their_rows() -> None:
    rows = {row.id: row for row in load_labels()["f2021"].rows}
    assert rows["results"].rowspan == 22
    assert rows["denied"].rowspan == 8
    assert rows["denied.state_secret"].depth == 2


def test_result_rows_leave_out_what_frames_them() -> None:
    results = load_labels()["f2021"].result_rows
    assert len(results) == 21
    assert "processed_total" not in results


def test_preamble_has_no_heading() -> None:
    assert section_labels()["s0"] == ""
    assert section_labels()["s2"] == "二、主动公开政府信息情况"


@pytest.mark.parametrize("path", [p for p in SOURCES if p.suffix in (".py", ".json", ".toml")])
def test_generator_does_not_know_how_labels_are_recognised(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert "alias" not in text
    assert "key_regex" not in text


@pytest.mark.parametrize("path", [p for p in SOURCES if p.suffix == ".py"])
def test_generator_imports_nothing_of_extraction_but_the_record(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    imported = {
        node.module
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module is not None
    } | {
        entry.name
        for node in ast.walk(tree)
        if isinstance(node, ast.Import)
        for entry in node.names
    }
    ours = {name for name in imported if name.split(".")[0] == "extraction"}
    assert ours <= ALLOWED_OF_EXTRACTION
