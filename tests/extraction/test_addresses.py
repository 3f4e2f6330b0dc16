"""Files at addresses: in memory, in a folder by its address, in an archive at an address."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path

import fsspec
import pytest

from extraction.addresses import (
    AddressFolder,
    AddressUnreachable,
    address_to_bytes,
    address_to_files,
    address_to_name,
    address_to_stamp,
    is_address,
)


@pytest.fixture
def memory() -> Iterator[fsspec.AbstractFileSystem]:
    files = fsspec.filesystem("memory")
    yield files
    files.store.clear()
    files.pseudo_dirs[:] = [""]


def is_text(name: str) -> bool:
    return name.endswith(".txt")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("s3://bucket/a.pdf", True),
        ("HTTPS://a.example/b.html", True),
        ("zip://*.html::s3://bucket/a.zip", True),
        ("simplecache::s3://bucket/a.pdf", True),
        ("reports/a.pdf", False),
        ("/data/a.zip!/b.html", False),
        ("a::b", False),
        ("-", False),
    ],
)
def test_an_address_names_a_protocol(text: str, wanted: bool) -> None:
    assert is_address(text) is wanted


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("s3://bucket/2023/a.pdf", "a.pdf"),
        ("https://a.example/b.html?id=3", "b.html"),
        ("zip://乡镇/c.txt::file:///d.zip", "c.txt"),
        ("simplecache::s3://bucket/e.pdf", "e.pdf"),
    ],
)
def test_the_name_is_that_of_the_file(address: str, name: str) -> None:
    assert address_to_name(address) == name


def test_a_folder_gives_its_files_in_order(memory: fsspec.AbstractFileSystem) -> None:
    for name in ("b.txt", "c/a.txt", "a.css", "a.txt"):
        memory.pipe(f"/in/{name}", b"x")
    found = address_to_files("memory://in", is_text)
    assert [each.removeprefix("memory://").strip("/") for each in found] == [
        *("in/a.txt", "in/b.txt", "in/c/a.txt"),
    ]
    assert [address_to_bytes(each, 10) for each in found] == [b"x"] * 3


def test_a_pattern_gives_what_matches(tmp_path: Path) -> None:
    for name in ("1.txt", "2.txt", "3.pdf"):
        (tmp_path / name).write_bytes(b"")
    found = address_to_files(f"file://{tmp_path}/*.txt", is_text)
    assert found == [f"file://{tmp_path}/1.txt", f"file://{tmp_path}/2.txt"]


def test_a_file_that_is_named_like_a_pattern_is_itself(tmp_path: Path) -> None:
    (tmp_path / "a[1].txt").write_bytes(b"one")
    address = f"file://{tmp_path}/a[1].txt"
    assert address_to_files(address, is_text) == [address]


def test_members_of_an_archive_have_addresses(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("乡镇/1.txt", b"one")
        archive.writestr("2.css", b"two")
    place = f"file://{tmp_path}/a.zip"
    found = address_to_files(f"zip://::{place}", is_text)
    assert found == [f"zip://乡镇/1.txt::{place}"]
    assert address_to_bytes(found[0], 10) == b"one"


def test_an_unknown_protocol_is_named() -> None:
    address = "memory-of-no-protocol://a"
    with pytest.raises(AddressUnreachable, match="memory-of-no-protocol"):
        address_to_files(address, is_text)


def test_what_is_not_there_gives_no_file(memory: fsspec.AbstractFileSystem) -> None:
    assert address_to_files("memory://gone", is_text) == []


def test_the_stamp_changes_with_the_file(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"one")
    first = address_to_stamp(f"file://{path}")
    assert address_to_stamp(f"file://{path}") == first
    path.write_bytes(b"four")
    second = address_to_stamp(f"file://{path}")
    assert (first[0], second[0]) == (3, 4)
    assert first[1] != second[1]


def test_no_more_is_read_than_the_limit_and_one(memory: fsspec.AbstractFileSystem) -> None:
    memory.pipe("/a.txt", b"0123456789")
    assert address_to_bytes("memory://a.txt", 4) == b"01234"


def test_what_cannot_be_read_says_why(memory: fsspec.AbstractFileSystem) -> None:
    with pytest.raises(AddressUnreachable, match="gone"):
        address_to_bytes("memory://gone.txt", 10)


def test_a_folder_elsewhere_is_written_and_cleared(tmp_path: Path) -> None:
    folder = AddressFolder(f"file://{tmp_path}/out")
    folder.write("csv/a.csv", b"one")
    folder.write("csv/a.csv", b"two")
    assert (tmp_path / "out/csv/a.csv").read_bytes() == b"two"
    folder.remove("csv/a.csv")
    folder.remove("csv/a.csv")
    assert list((tmp_path / "out/csv").iterdir()) == []
