from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from extraction.sinks import FORMATS, choose_sinks, formats, missing_libraries


def test_csv_and_jsonl_need_nothing() -> None:
    assert missing_libraries("csv") == missing_libraries("jsonl") == ()


def test_what_is_missing_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(formats.importlib.util, "find_spec", lambda _: None)
    assert missing_libraries("duckdb") == ("duckdb", "pyarrow")


def test_an_unknown_format_is_a_mistake(tmp_path: Path) -> None:
    with pytest.raises(KeyError):
        choose_sinks(["papyrus"], tmp_path)


def test_every_sink_has_the_name_of_its_format(tmp_path: Path) -> None:
    there = [name for name in FORMATS if not missing_libraries(name)]
    assert {sink.name for sink in choose_sinks(there, tmp_path)} == set(there)


def test_the_tables_load_none_of_the_libraries() -> None:
    code = (
        "import sys, extraction.sinks, extraction.bulk;"
        "print({'pyarrow', 'duckdb', 'openpyxl', 'pandas'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
