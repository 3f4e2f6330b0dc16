"""What is named becomes items, in order, each once."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from extraction.bulk.settings import ArchiveLimits, BulkInputs
from extraction.bulk.sources import (
    BadManifest,
    Contents,
    ManifestRow,
    WorkItem,
    inputs_to_origins,
    manifest_to_rows,
    origin_to_items,
)
from extraction.errors import UnreadableReport
from extraction.inputs import NothingFound
from tests.extraction.bulk.builder import write_reports, write_tar, write_zip

LIMITS = ArchiveLimits(member_bytes=1000)


def keys(inputs: BulkInputs) -> list[str]:
    return [item.key for item in items(inputs)]


def items(inputs: BulkInputs) -> list[WorkItem]:
    contents = Contents(LIMITS)
    return [
        item
        for origin in inputs_to_origins(inputs)
        for item in origin_to_items(origin, LIMITS, contents)
    ]


def test_a_folder_gives_its_files_and_what_lies_in_its_archives(tmp_path: Path) -> None:
    write_reports(tmp_path, 2)
    archive = write_zip(tmp_path / "000.zip", {"x.txt": b"x", "x.css": b""})
    assert keys(BulkInputs((str(tmp_path),))) == [
        f"{archive}!/x.txt",
        str(tmp_path / "001.txt"),
        str(tmp_path / "002.txt"),
    ]


def test_what_is_named_twice_comes_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_reports(tmp_path, 1)
    monkeypatch.chdir(tmp_path)
    assert keys(BulkInputs(("001.txt", "./001.txt", str(tmp_path / "001.txt")))) == ["001.txt"]


def test_an_item_has_size_and_digest(tmp_path: Path) -> None:
    (path,) = write_reports(tmp_path, 1)
    (item,) = items(BulkInputs((str(path),)))
    assert item.size == path.stat().st_size
    assert item.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()


def test_a_file_over_the_limit_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "sparse.html"
    with path.open("wb") as file:
        file.truncate(10 * 1024**3)
    (item,) = items(BulkInputs((str(path),)))
    assert (item.size, item.sha256, item.refusal) == (10 * 1024**3, None, None)


def test_a_list_may_name_what_is_not_there(tmp_path: Path) -> None:
    (path,) = write_reports(tmp_path, 1)
    listed = tmp_path / "list"
    listed.write_text(f"# two reports\n\n{path}\n{tmp_path / 'gone.txt'}\n", encoding="utf-8")
    found = items(BulkInputs(lists=(listed,)))
    assert [item.key for item in found] == [str(path), str(tmp_path / "gone.txt")]
    assert [item.refusal and item.refusal[0] for item in found] == [None, "unreachable"]


def test_an_argument_may_not(tmp_path: Path) -> None:
    with pytest.raises(NothingFound, match=r"gone\.txt"):
        keys(BulkInputs((str(tmp_path / "gone.txt"),)))


def test_a_manifest_names_reports_by_its_own_folder(tmp_path: Path) -> None:
    write_reports(tmp_path / "files", 2)
    manifest = tmp_path / "manifest.csv"
    manifest.write_text(
        "\ufeff文件,机关,年度,网址,备注\nfiles/002.txt,云澜市水务局,2023,http://yunlan.example/2,甲\n"
        "files/001.txt,云澜市档案局,,,乙\n",
        encoding="utf-8",
    )
    assert keys(BulkInputs(manifest=manifest)) == [
        str(tmp_path / "files" / "002.txt"),
        str(tmp_path / "files" / "001.txt"),
    ]
    assert list(manifest_to_rows(manifest).values()) == [
        ManifestRow("云澜市水务局", "2023", "http://yunlan.example/2"),
        ManifestRow("云澜市档案局", None, None),
    ]


def test_a_manifest_without_paths_is_refused(tmp_path: Path) -> None:
    manifest = tmp_path / "manifest.csv"
    manifest.write_text("agency,year\n云澜市水务局,2023\n", encoding="utf-8")
    with pytest.raises(BadManifest, match="no column is called path"):
        keys(BulkInputs(manifest=manifest))


def test_two_members_of_one_name_are_told_apart(tmp_path: Path) -> None:
    path = tmp_path / "a.tar"
    write_tar(path, {"x.txt": b"x"})
    first = path.read_bytes()[:1024]
    path.write_bytes(first + path.read_bytes())
    assert keys(BulkInputs((str(path),))) == [f"{path}!/x.txt", f"{path}!/x.txt#2"]


@pytest.mark.parametrize("suffix", ["zip", "tar.gz"])
def test_members_are_read_forward_and_back(tmp_path: Path, suffix: str) -> None:
    write = write_zip if suffix == "zip" else write_tar
    path = write(tmp_path / f"a.{suffix}", {f"{number}.txt": b"%d" % number for number in range(4)})
    contents = Contents(LIMITS)
    assert [contents.read(str(path), ordinal) for ordinal in (1, 3, 0)] == [b"1", b"3", b"0"]


def test_a_member_that_is_gone_is_told(tmp_path: Path) -> None:
    path = write_zip(tmp_path / "a.zip", {"x.txt": b"x"})
    with pytest.raises(UnreadableReport) as raised:
        Contents(LIMITS).read(str(path), 7)
    assert raised.value.code == "unreachable"


def test_standard_input_of_an_earlier_run_is_gone() -> None:
    with pytest.raises(UnreadableReport) as raised:
        Contents(LIMITS).read("-", None)
    assert raised.value.code == "unreachable"


def test_a_name_that_is_no_unicode_is_an_item(tmp_path: Path) -> None:
    raw = os.fsencode(tmp_path) + b"/\xff.txt"
    Path(os.fsdecode(raw)).write_bytes(b"x")
    (item,) = items(BulkInputs((str(tmp_path),)))
    assert os.fsencode(item.path) == raw
