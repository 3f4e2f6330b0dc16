from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from eval.cli import app, run


def test_a_small_run_is_printed_and_saved(tmp_path: Path) -> None:
    result = CliRunner().invoke(
        app, ["layouts", "--files", "2", "--families", "html_trs", "--out", str(tmp_path)]
    )
    assert result.exit_code == 0
    assert "in sum" in result.output
    data = json.loads((tmp_path / "layouts.json").read_text(encoding="utf-8"))
    assert [entry["family"] for entry in data["files"]] == ["html_trs", "html_trs"]
    assert (tmp_path / "layouts.md").read_text(encoding="utf-8").startswith("# Layouts, seed 0")


def test_unknown_layouts_are_wrong_usage() -> None:
    result = CliRunner().invoke(app, ["layouts", "--families", "stone_tablet"])
    assert result.exit_code == 2
    assert "stone_tablet" in result.output


def test_the_command_hands_over_its_exit_code(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["eval", "layouts", "--files", "0"], "en") == 2
    assert run(["eval", "layouts", "--help"], "en") == 0
    assert "--families" in capsys.readouterr().out
