from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from eval.cli import COMMANDS, GROUP, run
from extraction.command_group import build_group


def test_a_small_run_is_printed_and_saved(tmp_path: Path) -> None:
    result = CliRunner().invoke(
        build_group(GROUP, "en"),
        ["layouts", "--files", "2", "--families", "html_trs", "--out", str(tmp_path)],
    )
    assert result.exit_code == 0
    assert "In sum" in result.output
    data = json.loads((tmp_path / "layouts.json").read_text(encoding="utf-8"))
    assert [entry["family"] for entry in data["files"]] == ["html_trs", "html_trs"]
    assert (tmp_path / "layouts.md").read_text(encoding="utf-8").startswith("# Layouts, seed 0")


def test_unknown_layouts_are_wrong_usage() -> None:
    result = CliRunner().invoke(build_group(GROUP, "en"), ["layouts", "--families", "stone_tablet"])
    assert result.exit_code == 2
    assert "stone_tablet" in result.output


def test_the_command_hands_over_its_exit_code(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["eval", "layouts", "--files", "0"], "en") == 2
    assert run(["eval", "layouts", "--help"], "en") == 0
    assert "--families" in capsys.readouterr().out


def test_help_speaks_both_languages(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["eval", "layouts", "--help"], "zh") == 0
    assert "种子" in capsys.readouterr().out
    assert run(["eval", "--help"], "en") == 0
    assert "Measures how right" in capsys.readouterr().out


def test_a_missing_library_is_said(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(COMMANDS, "layouts", "no_such_library")
    assert run(["eval", "layouts"], "en") == 2
    assert "no_such_library is missing" in capsys.readouterr().err
