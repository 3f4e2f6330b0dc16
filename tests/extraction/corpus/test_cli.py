"""``gongkai corpus``: exit codes, what is told, what is written."""

from __future__ import annotations

from pathlib import Path

import pytest

from extraction.corpus.cli import run
from tests.extraction.corpus.builder import record

Printed = pytest.CaptureFixture[str]


def folder_of(tmp_path: Path, *lines: str) -> Path:
    folder = tmp_path / "run"
    (folder / "records").mkdir(parents=True)
    path = folder / "records" / "part-00000.jsonl"
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return folder


def test_the_page_and_the_tables_are_written(tmp_path: Path, capsys: Printed) -> None:
    folder = folder_of(tmp_path, record(2022).to_json(), record(2023).to_json())
    assert run(["corpus", str(folder), "--out", str(tmp_path / "out")], "zh") == 0
    assert (tmp_path / "out" / "corpus.html").is_file()
    assert (tmp_path / "out" / "csv" / "indicators.csv").is_file()
    assert "记录 2，计入 2，机关 1" in capsys.readouterr().out


def test_a_damaged_line_is_told_and_passed_over(tmp_path: Path, capsys: Printed) -> None:
    folder = folder_of(tmp_path, record().to_json(), "{broken")
    assert run(["corpus", str(folder), "--out", str(tmp_path / "out")], "en") == 0
    told = capsys.readouterr()
    assert "part-00000.jsonl, line 2: not a record" in told.err
    assert "damaged lines: 1" in told.out


@pytest.mark.parametrize("lines", [[], ["{broken"]])
def test_a_folder_without_records_ends_with_2(
    tmp_path: Path, capsys: Printed, lines: list[str]
) -> None:
    folder = folder_of(tmp_path, *lines)
    assert run(["corpus", str(folder), "--out", str(tmp_path / "out")], "en") == 2
    assert f"{folder} holds no records" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_a_missing_folder_ends_with_2(tmp_path: Path, capsys: Printed) -> None:
    assert run(["corpus", str(tmp_path / "none"), "--out", str(tmp_path)], "zh") == 2
    assert "没有报告记录" in capsys.readouterr().err


@pytest.mark.parametrize("options", [[], ["--out"], ["--unknown"]])
def test_wrong_usage_ends_with_2(tmp_path: Path, capsys: Printed, options: list[str]) -> None:
    assert run(["corpus", str(folder_of(tmp_path)), *options], "en") == 2
    assert capsys.readouterr().err.strip()


def test_an_out_that_cannot_be_written_ends_with_2(tmp_path: Path, capsys: Printed) -> None:
    folder = folder_of(tmp_path, record().to_json())
    blocked = tmp_path / "file"
    blocked.write_text("")
    assert run(["corpus", str(folder), "--out", str(blocked)], "en") == 2
    assert f"Cannot write {blocked}" in capsys.readouterr().err


def test_quiet_says_nothing(tmp_path: Path, capsys: Printed) -> None:
    folder = folder_of(tmp_path, record().to_json())
    assert run(["corpus", str(folder), "--out", str(tmp_path / "out"), "--quiet"], "en") == 0
    assert capsys.readouterr() == ("", "")
