"""``gongkai extract … --out DIR`` and ``gongkai bulk``."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

import pytest

import extraction.bulk.run as bulk_run
from extraction.bulk.cli import run as run_bulk_command
from extraction.bulk.ledger import FILE_NAME, Ledger, lock
from extraction.bulk.progress import Progress
from extraction.bulk.terminal import _LogWatcher, progress_to_line
from extraction.cli import run
from models.errors import DamagedModel
from tests.extraction.bulk.builder import report_text, write_reports

Capture = pytest.CaptureFixture[str]


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, int]:
    """A folder of a run over three reports and an empty file, and its exit code."""
    home = tmp_path_factory.mktemp("finished")
    write_reports(home / "in", 3)
    (home / "in" / "002.txt").write_bytes(b"")
    (home / "in" / "manifest.csv").write_text("path,address\n001.txt,http://a.example/\n")
    manifest = str(home / "in" / "manifest.csv")
    arguments = ["extract", str(home / "in"), "--out", str(home / "out"), "--manifest", manifest]
    return home, run([*arguments, "--format", "csv", "--quiet"], "en")


def test_a_failed_report_is_told_by_the_exit_code(finished: tuple[Path, int]) -> None:
    assert finished[1] == 1


def test_records_tables_and_page_are_there(finished: tuple[Path, int]) -> None:
    out = finished[0] / "out"
    assert {path.name for path in out.iterdir()} >= {"records", "csv", "summary.html", FILE_NAME}
    rows = (out / "csv" / "reports" / "part-00000.csv").read_text(encoding="utf-8-sig")
    assert "http://a.example/" in rows.splitlines()[1]


def test_the_page_says_what_failed(finished: tuple[Path, int]) -> None:
    page = (finished[0] / "out" / "summary.html").read_text(encoding="utf-8")
    assert "The file is empty." in page
    assert "002.txt" in page
    assert "<script" not in page


def test_the_same_command_again_reads_nothing_and_prints_the_summary(
    finished: tuple[Path, int], capsys: Capture
) -> None:
    home = finished[0]
    arguments = ["extract", str(home / "in"), "--out", str(home / "out"), "--format", "csv"]
    assert run([*arguments, "--summary"], "en") == 1
    printed = capsys.readouterr()
    assert "Reports: 3. Read: 2, in part: 0, failed: 1." in printed.out
    assert "Reading" not in printed.err


def test_status_counts_by_state_and_reason(finished: tuple[Path, int], capsys: Capture) -> None:
    assert run_bulk_command(["bulk", "status", str(finished[0] / "out")], "en") == 0
    said = [line.split() for line in capsys.readouterr().out.splitlines()]
    assert ["2", "Read"] in said
    assert ["1", "Failed"] in said
    assert ["1", "empty"] in said


def test_quarantine_lists_nothing_where_nothing_is(
    finished: tuple[Path, int], capsys: Capture
) -> None:
    assert run_bulk_command(["bulk", "quarantine", str(finished[0] / "out")], "en") == 0
    printed = capsys.readouterr()
    assert (printed.out, printed.err.strip()) == ("", "No report is quarantined.")


def test_retry_makes_failed_reports_pending(tmp_path: Path, capsys: Capture) -> None:
    write_reports(tmp_path / "in", 1)
    (tmp_path / "in" / "002.txt").write_bytes(b"")
    arguments = ["extract", str(tmp_path / "in"), "--out", str(tmp_path / "out"), "--quiet"]
    arguments += ["--format", "csv"]
    assert run(arguments, "en") == 1
    assert run_bulk_command(["bulk", "retry", str(tmp_path / "out")], "en") == 0
    assert "To be read again: 1." in capsys.readouterr().out
    (tmp_path / "in" / "002.txt").write_text(report_text(2), encoding="utf-8")
    assert run(arguments, "en") == 0
    assert [entry.state for entry in Ledger(tmp_path / "out").entries()] == ["done", "done"]


def test_the_quarantine_is_a_line_a_report(tmp_path: Path, capsys: Capture) -> None:
    Ledger(tmp_path).close()
    base = sqlite3.connect(tmp_path / FILE_NAME)
    base.execute(
        "INSERT INTO inputs (seq, key, path, state, code, reason)"
        " VALUES (0, 'a.pdf', X'61', 'quarantined', 'timeout', 'more than 120 s')"
    )
    base.commit()
    base.close()
    assert run_bulk_command(["bulk", "quarantine", str(tmp_path)], "en") == 0
    (line,) = capsys.readouterr().out.splitlines()
    assert json.loads(line) == {"key": "a.pdf", "code": "timeout", "reason": "more than 120 s"}


@pytest.mark.parametrize("command", ["status", "retry", "quarantine"])
def test_a_folder_without_a_ledger_is_wrong_usage(
    command: str, tmp_path: Path, capsys: Capture
) -> None:
    assert run_bulk_command(["bulk", command, str(tmp_path)], "en") == 2
    assert "holds no ledger" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("option", "value"),
    [
        ("--list", "list.txt"),
        ("--manifest", "manifest.csv"),
        ("--refresh", "changed"),
        ("--time-limit", "5"),
        ("--memory-limit", "500"),
        ("--format", "csv"),
        ("--engine", "local"),
        ("--ray-address", "auto"),
        ("--ledger", "folder"),
    ],
)
def test_options_of_bulk_runs_need_a_folder(
    option: str, value: str, tmp_path: Path, capsys: Capture
) -> None:
    (path,) = write_reports(tmp_path, 1)
    assert run(["extract", str(path), option, value], "en") == 2
    assert f"{option} is for bulk runs" in capsys.readouterr().err


def break_ledger(out: Path) -> None:
    (out / FILE_NAME).write_bytes(b"this is no ledger" * 1000)


@pytest.mark.parametrize(
    ("arguments", "prepare", "said"),
    [
        ([], None, "No files were named."),
        (["{in}/gone.txt"], None, "there is no such file"),
        (["{in}", "--format", "papyrus"], None, "no format named “papyrus”"),
        (["{in}", "--engine", "steam"], None, "no engine named “steam”; there are: local, ray"),
        (["{in}", "--ray-address", "auto"], None, "--ray-address is for --engine ray"),
        (["{in}", "--ledger", "{in}"], None, "--ledger is for an --out at an address"),
        (["{in}", "--out", "s3://a/b"], None, "s3://a/b is an address"),
        (["no-protocol://a"], None, "no-protocol://a (Protocol not known"),
        (["--manifest", "{in}/001.txt"], None, "manifest cannot be read"),
        (["{in}"], break_ledger, "cannot be read or written"),
    ],
)
def test_wrong_usage_is_said_in_a_sentence(
    arguments: list[str],
    prepare: Callable[[Path], None] | None,
    said: str,
    tmp_path: Path,
    capsys: Capture,
) -> None:
    write_reports(tmp_path / "in", 1)
    (tmp_path / "out").mkdir()
    if prepare is not None:
        prepare(tmp_path / "out")
    given = [each.replace("{in}", str(tmp_path / "in")) for each in arguments]
    assert run(["extract", "--out", str(tmp_path / "out"), *given], "en") == 2
    assert said in capsys.readouterr().err


def test_two_runs_do_not_write_to_one_folder(tmp_path: Path, capsys: Capture) -> None:
    (path,) = write_reports(tmp_path, 1)
    with lock(tmp_path):
        assert run(["extract", str(path), "--out", str(tmp_path)], "en") == 2
    assert "Another process is writing" in capsys.readouterr().err


def test_a_library_that_is_missing_is_named(
    tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "extraction.bulk.export.missing_libraries",
        lambda name: ("pyarrow",) if name == "parquet" else (),
    )
    (path,) = write_reports(tmp_path / "in", 1)
    out = tmp_path / "out"
    arguments = ["extract", str(path), "--out", str(out), "--format", "parquet", "--format", "csv"]
    assert run(arguments, "en") == 0
    assert "Not written: parquet. pyarrow are missing" in capsys.readouterr().err
    assert (out / "csv").is_dir()
    assert not (out / "parquet").exists()


def test_a_model_that_is_damaged_while_the_run_begins_is_told(
    tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    def load(name: str, **_: object) -> NoReturn:
        raise DamagedModel(Path(name), "is not the file that was released")

    write_reports(tmp_path / "in", 1)
    arguments = ["extract", str(tmp_path / "in"), "--out", str(tmp_path / "out"), "--quiet"]
    assert run(arguments, "en") == 0
    # the run that follows looks at what the first was made with
    monkeypatch.setattr(bulk_run, "load_tagger", load)
    assert run(arguments, "en") == 2
    assert "damaged_model" in capsys.readouterr().err


def test_an_engine_without_its_library_says_what_to_install(
    tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("extraction.bulk.extract.missing_library", lambda name: name)
    (path,) = write_reports(tmp_path, 1)
    arguments = ["extract", str(path), "--out", str(tmp_path / "out"), "--engine", "ray"]
    assert run(arguments, "en") == 2
    assert "pip install 'gongkai[ray]'" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_output_at_an_address_has_its_ledger_here(tmp_path: Path, capsys: Capture) -> None:
    (path,) = write_reports(tmp_path, 1)
    address = f"file://{tmp_path}/there"
    arguments = ["extract", str(path), "--out", address, "--ledger", str(tmp_path / "here")]
    assert run([*arguments, "--format", "csv"], "en") == 0
    assert f"Copied to {address}" in capsys.readouterr().err
    assert (tmp_path / "there/csv/reports/part-00000.csv").is_file()
    assert (tmp_path / "here" / FILE_NAME).is_file()


NOW = Progress(
    total=200,
    finished=50,
    here=50,
    failures={"timeout": 3, "empty": 2, "binary": 1, "no_text": 1, "truncated": 1},
    quarantined=3,
    duplicates=0,
    seconds=10.0,
    rate=5.0,
)


def test_a_line_says_rate_time_left_and_failures_by_reason() -> None:
    assert progress_to_line(NOW, "en") == (
        "Reading 50 of 200 · 5.0 a second · 0:00:30 left · "
        "failed 8 (timeout 3, empty 2, binary 1, no_text 1, +1)"
    )


def test_a_log_gets_a_line_at_every_tenth() -> None:
    said: list[str] = []
    watcher = _LogWatcher("en", said.append)
    for finished in range(1, 201):
        for _ in range(3):
            watcher.progress(Progress(200, finished, finished, {}, 0, 0, finished / 5, 5.0))
    assert [line.split(" · ")[0] for line in said][-2:] == [
        "Reading 181 of 200",
        "Reading 200 of 200",
    ]
    assert len(said) == 11
