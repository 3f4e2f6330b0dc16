"""DOC, WPS and RTF through LibreOffice, and what happens without it."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from pathlib import Path

import pytest

from extraction.errors import UnreadableReport
from extraction.readers.office import find_program, read_office
from extraction.readers.ole import stream_names, stream_start
from extraction.readers.role import Limits
from tests.extraction.readers.docx_builder import (
    abstract,
    cell,
    docx,
    level,
    numbered,
    paragraph,
    row,
    table,
)
from tests.extraction.readers.ole_builder import compound, long

RTF = (
    r"{\rtf1\ansi\ansicpg936\deff0{\fonttbl{\f0 SimSun;}}\uc1"
    r"\u30002?\u21439?\u27700?\u21153?\u23616?\par 2023\par}"
).encode("ascii")

needs_office = [
    pytest.mark.office,
    pytest.mark.skipif(find_program() is None, reason="LibreOffice is not installed"),
]


def word_stream(*, encrypted: bool) -> bytes:
    head = b"\xec\xa5\xc1\x00" + bytes(6) + bytes([0x00, 0x01 if encrypted else 0x00])
    return head.ljust(4096, b"\0")


def code_of(data: bytes, suffix: str, **options: float) -> str:
    with pytest.raises(UnreadableReport) as caught:
        read_office(data, limits=Limits(), suffix=suffix, **options)
    return caught.value.code


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stands in for soffice; the test writes what it does."""
    path = tmp_path / "soffice"
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}/usr/bin{os.pathsep}/bin")
    return path


def write_script(path: Path, script: str) -> None:
    path.write_text("#!/bin/sh\n" + script, encoding="ascii")
    path.chmod(0o755)


def test_without_libreoffice_the_error_names_the_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(UnreadableReport, match="install LibreOffice") as caught:
        read_office(RTF, limits=Limits(), suffix=".rtf")
    assert caught.value.code == "needs_office"


def test_a_word_file_with_a_password_is_encrypted_with_or_without_libreoffice(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("PATH", "")
    data = compound({"WordDocument": word_stream(encrypted=True)})
    assert code_of(data, ".doc") == "encrypted"


def test_a_word_file_without_a_password_passes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    data = compound({"WordDocument": word_stream(encrypted=False)})
    assert code_of(data, ".doc") == "needs_office"


@pytest.mark.parametrize(
    ("stream", "code"), [("EncryptedPackage", "encrypted"), ("Workbook", "unknown_format")]
)
def test_other_compound_files_are_told_by_their_streams(stream: str, code: str) -> None:
    assert code_of(compound({stream: b"x"}), ".doc") == code


def test_streams_are_found_by_name() -> None:
    data = compound({"1Table": b"abc", "WordDocument": b"\xec\xa5"})
    assert stream_names(data) == {"Root Entry", "1Table", "WordDocument"}
    assert stream_start(data, "WordDocument", 2) == b"\xec\xa5"
    assert stream_start(data, "Missing", 2) == b""


@pytest.mark.parametrize("length", [8, 40, 512, 1024, 1100])
def test_streams_of_a_cut_compound_file_are_not_invented(length: int) -> None:
    data = compound({"WordDocument": word_stream(encrypted=True)})[:length]
    assert stream_names(data) <= {"Root Entry"}


def test_a_directory_that_runs_in_a_ring_ends() -> None:
    data = bytearray(compound({"WordDocument": b"x"}))
    data[516:520] = long(1)
    assert "WordDocument" in stream_names(bytes(data))


def test_a_converter_that_writes_nothing_has_failed(program: Path) -> None:
    write_script(program, "echo Warning: no java; echo source file could not be loaded >&2\n")
    with pytest.raises(UnreadableReport) as caught:
        read_office(RTF, limits=Limits(), suffix=".rtf")
    assert caught.value.code == "office_failed"
    assert caught.value.detail == "source file could not be loaded"


def test_a_converter_that_writes_no_docx_has_failed(program: Path) -> None:
    script = 'while [ "$1" != --outdir ]; do shift; done; mkdir "$2"; echo x > "$2/report.docx"\n'
    write_script(program, script)
    assert code_of(RTF, ".rtf") == "office_failed"


def test_a_converter_that_hangs_is_ended_with_its_children(program: Path, tmp_path: Path) -> None:
    pid_file = tmp_path / "pid"
    write_script(program, f"sleep 60 &\necho $! > {pid_file}\nsleep 60\n")
    started = time.monotonic()
    assert code_of(RTF, ".rtf", time_limit_s=1.0) == "timeout"
    assert time.monotonic() - started < 10
    child = int(pid_file.read_text(encoding="ascii"))
    deadline = time.monotonic() + 5
    while _is_running(child) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not _is_running(child)


def _is_running(pid: int) -> bool:
    """Whether the process exists and is more than an entry waiting to be collected."""
    found = subprocess.run(
        ["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True, check=False
    )
    return found.stdout.strip()[:1] not in ("", "Z")


@pytest.mark.parametrize("suffix", [".rtf", ".doc", ".RTF"])
class TestWithLibreOffice:
    pytestmark = needs_office

    def test_rtf_is_read_whatever_its_name(self, suffix: str) -> None:
        document = read_office(RTF, limits=Limits(), suffix=suffix)
        assert document.text == "甲县水务局\n2023"
        assert (document.reader, document.text_rules) == ("office", 1)
        assert document.media_type == "application/rtf"


@pytest.fixture(scope="module")
def word_file(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A Word 97 file with automatic numbers and a table with merged cells."""
    folder = tmp_path_factory.mktemp("word")
    numbering = abstract(0, level(0, "%1、", "chineseCountingThousand")) + numbered(1, 0)
    body = paragraph("甲县水务局年度报告") + paragraph("总体情况", number=(1, 0))
    body += table(
        row(cell("结果", vertical="restart"), "公开", "12"),
        row(cell(vertical="continue"), cell("不予公开", span=2)),
    )
    (folder / "report.docx").write_bytes(
        docx(body + paragraph("其他事项", number=(1, 0)), numbering=numbering)
    )
    program = shutil.which("soffice") or shutil.which("libreoffice")
    assert program is not None
    subprocess.run(
        [
            program, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless",
            "--convert-to", "doc:MS Word 97", "--outdir", str(folder), str(folder / "report.docx"),
        ],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    return (folder / "report.doc").read_bytes()


class TestWordFiles:
    pytestmark = needs_office

    @pytest.mark.parametrize(
        ("suffix", "media_type"),
        [(".doc", "application/msword"), (".wps", "application/vnd.ms-works")],
    )
    def test_numbers_and_merges_survive(
        self, word_file: bytes, suffix: str, media_type: str
    ) -> None:
        document = read_office(word_file, limits=Limits(), suffix=suffix)
        assert document.text == (
            "甲县水务局年度报告\n一、总体情况\n结果\t公开\t12\n不予公开\n二、其他事项"
        )
        assert document.media_type == media_type
        spans = [(c.row, c.col, c.rowspan, c.colspan) for c in document.grids[0].cells]
        assert spans == [(0, 0, 2, 1), (0, 1, 1, 1), (0, 2, 1, 1), (1, 1, 1, 2)]

    def test_a_cut_word_file_fails_or_says_what_is_left(self, word_file: bytes) -> None:
        with pytest.raises(UnreadableReport) as caught:
            read_office(word_file[:2000], limits=Limits(), suffix=".doc")
        assert caught.value.code in ("office_failed", "no_text")
