"""Records are read from the parts of a bulk run or any JSONL; damage is told by its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from extraction.corpus.reading import Damage, Line, NoRecords, files_to_records, path_to_files
from tests.extraction.corpus.builder import claim, record, statement


def write(path: Path, *lines: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return path


def test_the_parts_of_a_bulk_run_come_before_other_files(tmp_path: Path) -> None:
    write(tmp_path / "notes.jsonl", "{}")
    second = write(tmp_path / "records" / "part-00001.jsonl", "{}")
    first = write(tmp_path / "records" / "part-00000.jsonl", "{}")
    assert path_to_files(tmp_path) == [first, second]


def test_a_folder_of_jsonl_and_a_single_file_are_read_too(tmp_path: Path) -> None:
    file = write(tmp_path / "all.jsonl", "{}")
    assert path_to_files(tmp_path) == path_to_files(file) == [file]


@pytest.mark.parametrize("name", ["", "missing"])
def test_a_folder_without_records_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(NoRecords, match=tmp_path.name):
        path_to_files(tmp_path / name)


def test_a_damaged_line_is_told_by_its_number_and_the_rest_is_read(tmp_path: Path) -> None:
    good = record().to_json()
    file = write(tmp_path / "all.jsonl", good, good[:40], "", '{"status": "ok"}', good)
    found = list(files_to_records([file]))
    assert [(each.number, type(each)) for each in found] == [
        (1, Line),
        (2, Damage),
        (4, Damage),
        (5, Line),
    ]


@pytest.mark.parametrize("value", ["NaN", "Infinity", "1e300", "1" + "0" * 40])
def test_a_number_that_cannot_be_drawn_is_damage(tmp_path: Path, value: str) -> None:
    line = record(claims=[claim(0, 7391, "publish.total")]).to_json()
    assert line.count('"value":7391') == 1
    file = write(tmp_path / "all.jsonl", line.replace('"value":7391', f'"value":{value}'))
    (found,) = files_to_records([file])
    assert isinstance(found, Damage)


@pytest.mark.parametrize(("start", "end"), [(-1, 4), (9, 4), (0, 2**40)])
def test_an_offset_outside_any_text_is_damage(tmp_path: Path, start: int, end: int) -> None:
    made = record(statements=[statement(0, "problem", "人手不足", start=start, end=end)])
    (found,) = files_to_records([write(tmp_path / "all.jsonl", made.to_json())])
    assert isinstance(found, Damage)


def test_bytes_that_are_no_text_are_damage(tmp_path: Path) -> None:
    file = tmp_path / "all.jsonl"
    file.write_bytes(b"\xff\xfe\x00\n")
    (found,) = files_to_records([file])
    assert isinstance(found, Damage)
