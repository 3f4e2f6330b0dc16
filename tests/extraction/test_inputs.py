"""What the user names becomes a list of files."""

from __future__ import annotations

from pathlib import Path

import pytest

from extraction.inputs import NothingFound, arguments_to_paths, is_archive, is_report_name


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("b.html", "a.PDF", "style.css", "README.md", "sub/c.txt", "x.zip", "y.tar.gz"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.touch()
    return tmp_path


def names(folder: Path, *, archives: bool) -> list[str]:
    paths = arguments_to_paths([str(folder)], archives=archives)
    return [str(Path(path).relative_to(folder)) for path in paths]


def test_a_folder_gives_its_reports_by_path(folder: Path) -> None:
    assert names(folder, archives=False) == ["a.PDF", "b.html", "sub/c.txt"]


def test_a_bulk_run_takes_its_archives_too(folder: Path) -> None:
    assert names(folder, archives=True) == ["a.PDF", "b.html", "sub/c.txt", "x.zip", "y.tar.gz"]


def test_a_pattern_gives_what_it_matches_and_twice_named_comes_once(folder: Path) -> None:
    pattern = str(folder / "*.html")
    assert arguments_to_paths([pattern, str(folder / "b.html")]) == [str(folder / "b.html")]


def test_a_name_that_leads_nowhere_is_told(folder: Path) -> None:
    with pytest.raises(NothingFound, match="gone"):
        arguments_to_paths([str(folder / "gone")])


@pytest.mark.parametrize(
    ("name", "expected"), [("a.ZIP", True), ("a.tar.xz", True), ("a.docx", False), ("a.gz", False)]
)
def test_archives_are_told_by_their_name(name: str, expected: bool) -> None:
    assert is_archive(name) is expected


@pytest.mark.parametrize(
    ("name", "expected"), [("x/a.Html", True), ("x/readme.zh.md", False), ("x/a.css", False)]
)
def test_reports_are_told_by_their_name(name: str, expected: bool) -> None:
    assert is_report_name(name) is expected
