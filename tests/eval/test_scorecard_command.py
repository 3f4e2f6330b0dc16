from __future__ import annotations

from pathlib import Path

import pytest

from eval.cli import run
from eval.run_files import write_run
from tests.eval.scorecard.builder import mixed


@pytest.fixture
def runs(tmp_path: Path) -> tuple[Path, Path]:
    folders = tmp_path / "first", tmp_path / "second"
    write_run(mixed(), folders[0])
    write_run(mixed(wrong=9, system="tagger"), folders[1])
    return folders


def test_a_run_becomes_a_page(runs: tuple[Path, Path], tmp_path: Path) -> None:
    out = tmp_path / "pages" / "one.html"
    assert run(["eval", "scorecard", str(runs[0]), "--out", str(out)], "en") == 0
    assert "<h1>rules on authored-dev</h1>" in out.read_text(encoding="utf-8")


def test_two_runs_become_a_comparison(
    runs: tuple[Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "two.html"
    arguments = ["eval", "scorecard", *map(str, runs), "--out", str(out)]
    assert run(arguments, "zh") == 0
    assert "<h1>tagger 2 与 rules 2 相比</h1>" in out.read_text(encoding="utf-8")
    assert "已写入" in capsys.readouterr().out


def test_a_folder_without_a_run_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "x.html"
    assert run(["eval", "scorecard", str(tmp_path), "--out", str(out)], "en") == 1
    assert "holds no run" in capsys.readouterr().err
    assert not out.exists()


def test_runs_over_other_data_are_refused(
    runs: tuple[Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = tmp_path / "other"
    write_run(mixed(data_digest="0ther"), other)
    out = tmp_path / "x.html"
    assert run(["eval", "scorecard", str(runs[0]), str(other), "--out", str(out)], "en") == 1
    assert "other data" in capsys.readouterr().err
