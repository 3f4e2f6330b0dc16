"""What ``extract`` and ``show`` do with addresses, odd names and Ctrl-C."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from extraction import extract_command
from extraction.cli import FAILED, READ, STOPPED, run

REPORT = "云澜市水务局2023年政府信息公开工作年度报告\n一、总体情况\n发布信息271条。\n"

Capture = pytest.CaptureFixture[str]


def test_an_address_is_read_under_its_name(tmp_path: Path, capsys: Capture) -> None:
    (tmp_path / "a.txt").write_text(REPORT, encoding="utf-8")
    address = f"file://{tmp_path}/a.txt"
    assert run(["extract", address], "en") == READ
    record = json.loads(capsys.readouterr().out)
    assert record["source"]["path"] == address
    assert [claim["value"] for claim in record["claims"]] == [271]


def test_a_page_is_made_of_an_address(tmp_path: Path, capsys: Capture) -> None:
    (tmp_path / "a.txt").write_text(REPORT, encoding="utf-8")
    assert run(["show", f"file://{tmp_path}/a.txt"], "en") == READ
    assert "云澜市水务局" in capsys.readouterr().out


def test_a_file_that_cannot_be_opened_gives_a_page_and_a_line(
    tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    path = tmp_path / "a.txt"
    path.write_text(REPORT, encoding="utf-8")
    monkeypatch.setattr("extraction.show_command.extract_report", refuse)
    assert run(["show", str(path)], "en") == FAILED
    assert capsys.readouterr().err.startswith(f"{path}: The file cannot be opened.")


def test_a_name_that_is_no_unicode_is_written_in_characters(
    tmp_path: Path, capsys: Capture
) -> None:
    path = os.fsdecode(os.fsencode(tmp_path / "a") + b"\xff.txt")
    Path(path).write_text(REPORT, encoding="utf-8")
    assert run(["extract", path], "en") == READ
    assert json.loads(capsys.readouterr().out)["source"]["path"] == f"{tmp_path}/a\\xff.txt"


def test_ctrl_c_is_told(tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    (tmp_path / "a.txt").write_text(REPORT, encoding="utf-8")
    monkeypatch.setattr(extract_command, "_print_records", stop)
    assert run(["extract", str(tmp_path)], "en") == STOPPED
    assert capsys.readouterr().err.strip() == "Stopped; what was finished stands."
