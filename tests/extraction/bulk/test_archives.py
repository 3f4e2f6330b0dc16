"""Members out of archives, and what hostile archives cost."""

from __future__ import annotations

import gzip
import io
import struct
import tarfile
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from extraction.bulk.archives import archive_to_members
from extraction.bulk.settings import ArchiveLimits
from extraction.errors import UnreadableReport
from tests.extraction.bulk.builder import write_tar, write_zip

LIMITS = ArchiveLimits()
SMALL = replace(LIMITS, member_bytes=1000)
REPORTS = {"甲/2023.html": b"first", "b.txt": b"second", "b.css": b"no report", "c/README.md": b""}


def read_all(path: Path, limits: ArchiveLimits = LIMITS) -> list[tuple[str, bytes | str]]:
    """Name and bytes of each member, or the code it is refused with."""
    found: list[tuple[str, bytes | str]] = []
    for member in archive_to_members(path, limits):
        try:
            found.append((member.name, member.read()))
        except UnreadableReport as error:
            found.append((member.name, error.code))
    return found


def test_a_zip_gives_its_reports_in_order(tmp_path: Path) -> None:
    path = write_zip(tmp_path / "a.zip", REPORTS)
    assert read_all(path) == [("甲/2023.html", b"first"), ("b.txt", b"second")]


@pytest.mark.parametrize("name", ["a.tar", "a.tar.gz", "a.tgz", "a.tar.bz2", "a.tar.xz"])
def test_a_tar_gives_its_reports_in_order(tmp_path: Path, name: str) -> None:
    path = write_tar(tmp_path / name, REPORTS)
    assert read_all(path) == [("甲/2023.html", b"first"), ("b.txt", b"second")]


def test_a_chinese_name_without_its_encoding_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("XXXX.txt", b"x")
    path.write_bytes(path.read_bytes().replace(b"XXXX", "云澜".encode("gb18030")))
    assert read_all(path) == [("云澜.txt", b"x")]


@pytest.mark.parametrize("name", ["../out.txt", "/etc/out.txt", "a/../../out.txt", "C:/out.txt"])
def test_a_name_that_leads_out_is_refused_alone(tmp_path: Path, name: str) -> None:
    members = {name: b"x", "good.txt": b"y"}
    wanted = [(name, "unsafe_path"), ("good.txt", b"y")]
    assert read_all(write_zip(tmp_path / "a.zip", members)) == wanted
    assert read_all(write_tar(tmp_path / "a.tar", members)) == wanted


@pytest.mark.parametrize("kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE])
def test_what_is_no_plain_file_is_refused_alone(tmp_path: Path, kind: bytes) -> None:
    path = tmp_path / "a.tar"
    with tarfile.open(path, "w") as archive:
        entry = tarfile.TarInfo("passwd.txt")
        entry.type, entry.linkname = kind, "/etc/passwd"
        archive.addfile(entry)
        good = tarfile.TarInfo("good.txt")
        good.size = 1
        archive.addfile(good, io.BytesIO(b"y"))
    assert read_all(path) == [("passwd.txt", "unsafe_path"), ("good.txt", b"y")]


def test_a_member_over_the_limit_is_refused_alone(tmp_path: Path) -> None:
    members = {"large.txt": b"\0" * 5000, "good.txt": b"y"}
    wanted = [("large.txt", "too_large"), ("good.txt", b"y")]
    assert read_all(write_zip(tmp_path / "a.zip", members), SMALL) == wanted
    assert read_all(write_tar(tmp_path / "a.tar.gz", members), SMALL) == wanted


def test_a_size_that_lies_costs_no_more_than_the_limit(tmp_path: Path) -> None:
    path = write_zip(tmp_path / "a.zip", {"large.txt": b"\0" * 5000})
    data = path.read_bytes()
    path.write_bytes(data.replace(struct.pack("<I", 5000), struct.pack("<I", 500)))
    # the library ends at the size it was told and finds the checksum wrong
    assert read_all(path, SMALL) == [("large.txt", "truncated")]


def test_too_many_members_are_refused(tmp_path: Path) -> None:
    members = {f"{number}.txt": b"x" for number in range(5)}
    limits = replace(LIMITS, members=3)
    assert read_all(write_zip(tmp_path / "a.zip", members), limits) == [("", "archive_limit")]
    tar = read_all(write_tar(tmp_path / "a.tar", members), limits)
    assert [name for name, _ in tar] == ["0.txt", "1.txt", "2.txt", ""]
    assert tar[-1] == ("", "archive_limit")


def test_a_bomb_ends_its_archive_and_what_came_before_stands(tmp_path: Path) -> None:
    limits = replace(SMALL, ratio_from=100_000, ratio=20.0)
    members = {"good.txt": b"y", "zeros.txt": bytes(10_000_000), "after.txt": b"z"}
    path = write_tar(tmp_path / "a.tar.gz", members)
    assert read_all(path, limits) == [
        ("good.txt", b"y"),
        ("zeros.txt", "too_large"),
        ("", "archive_limit"),
    ]


def test_a_zip_of_many_bombs_ends_at_the_total(tmp_path: Path) -> None:
    limits = replace(LIMITS, total_bytes=2_500_000)
    path = write_zip(tmp_path / "a.zip", {f"{n}.txt": bytes(1_000_000) for n in range(4)})
    assert [answer for _, answer in read_all(path, limits)][-1] == "archive_limit"
    assert len(read_all(path, limits)) == 3


def test_members_that_share_their_bytes_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    noise = bytes(range(256)) * 8
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("0.txt", noise)
        for number in range(1, 5):
            twin = zipfile.ZipInfo(f"{number}.txt")
            twin.header_offset, twin.CRC = 0, archive.filelist[0].CRC
            twin.file_size = twin.compress_size = len(noise)
            archive.filelist.append(twin)
    assert read_all(path) == [("", "archive_limit")]


def test_a_header_of_gigabytes_is_not_read_into_memory(tmp_path: Path) -> None:
    entry = tarfile.TarInfo("long")
    entry.type, entry.size = tarfile.GNUTYPE_LONGNAME, 8 * 1024**3
    path = tmp_path / "a.tar.gz"
    path.write_bytes(gzip.compress(entry.tobuf(tarfile.GNU_FORMAT) + bytes(4096)))
    assert read_all(path) == [("", "archive_limit")]


def test_an_encrypted_member_is_refused_alone(tmp_path: Path) -> None:
    path = write_zip(tmp_path / "a.zip", {"locked.txt": b"x", "good.txt": b"y"})
    data = bytearray(path.read_bytes())
    data[data.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(data)
    assert read_all(path) == [("locked.txt", "encrypted"), ("good.txt", b"y")]


def test_a_damaged_member_is_refused_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("bad.txt", b"unbroken")
        archive.writestr("good.txt", b"y")
    path.write_bytes(path.read_bytes().replace(b"unbroken", b"brokenup", 1))
    assert read_all(path) == [("bad.txt", "truncated"), ("good.txt", b"y")]


@pytest.mark.parametrize("name", ["a.zip", "a.tar", "a.tar.gz"])
def test_what_is_no_archive_is_refused(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(b"this is no archive at all" * 100)
    assert read_all(path) == [("", "truncated")]


def test_an_archive_that_breaks_off_keeps_what_came_before(tmp_path: Path) -> None:
    path = write_tar(tmp_path / "a.tar", {"a.txt": b"x" * 600, "b.txt": b"y" * 6000})
    path.write_bytes(path.read_bytes()[:4000])
    assert read_all(path)[:2] == [("a.txt", b"x" * 600), ("b.txt", "truncated")]


def test_an_archive_that_is_gone_is_told(tmp_path: Path) -> None:
    assert read_all(tmp_path / "none.zip") == [("", "unreachable")]


def test_an_archive_inside_an_archive_is_not_passed_over_in_silence(tmp_path: Path) -> None:
    members = {"inner.zip": b"PK", "good.txt": b"y"}
    wanted = [("inner.zip", "unknown_format"), ("good.txt", b"y")]
    assert read_all(write_zip(tmp_path / "a.zip", members)) == wanted
    assert read_all(write_tar(tmp_path / "a.tgz", members)) == wanted
