"""Where two runs of the extractor differ."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotations.disagreement import (
    Found,
    cell_to_disagreement,
    read_found,
    record_to_found,
    stretch_to_disagreement,
)
from extraction import extract
from models import StubTagger
from tests.annotations.label_studio.builder import report

SOURCE = report().encode()


def found(places: list[tuple[int, str]], digest: str = "d", value: int = 1) -> Found:
    return Found(digest, tuple((at, (key,)) for at, key in places), {"c": (value, "value")})


def test_half_of_what_two_runs_found_may_be_the_same() -> None:
    first, second = found([(1, "a"), (2, "b"), (9, "z")]), found([(1, "a"), (2, "c")])
    assert stretch_to_disagreement(first, second, 0, 5) == pytest.approx(0.5)
    assert stretch_to_disagreement(first, second, 0, 2) == 0.0
    assert stretch_to_disagreement(first, second, 5, 10) == 1.0
    assert stretch_to_disagreement(first, second, 20, 30) == 0.0


def test_runs_over_different_texts_are_not_compared() -> None:
    assert stretch_to_disagreement(found([(1, "a")]), found([], "other"), 0, 5) == 0.0


def test_cells_differ_by_value_or_state() -> None:
    assert cell_to_disagreement(found([]), found([], value=2), "c") == 1.0
    assert cell_to_disagreement(found([]), found([]), "c") == 0.0


def test_records_are_read_from_their_folder(tmp_path: Path) -> None:
    rules, nothing = extract(SOURCE), extract(SOURCE, tagger=StubTagger())
    folder = tmp_path / "records"
    folder.mkdir()
    (folder / "part-00000.jsonl").write_text(rules.to_json() + "\n", encoding="utf-8")
    read = read_found(tmp_path)[rules.source.sha256]
    assert read == record_to_found(rules)
    assert stretch_to_disagreement(read, record_to_found(nothing), 0, 10_000) == 1.0
    assert read.cells["t1.art20_5.licensing.decisions"] == (34, "value")


def test_what_is_no_record_is_told_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "x.jsonl").write_text("{}\n")
    with pytest.raises(ValueError, match=r"x\.jsonl, line 1"):
        read_found(tmp_path)


def test_a_folder_without_records_is_told(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        read_found(tmp_path)
