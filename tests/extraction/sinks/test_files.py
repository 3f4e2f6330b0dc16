"""Files appear whole, and those of parts that are gone disappear."""

from __future__ import annotations

from pathlib import Path

import pytest

from extraction.sinks.files import PartFiles, written_whole
from extraction.sinks.tables import TABLES


def test_what_fails_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "x"
    path.write_text("old", encoding="utf-8")

    def break_off() -> None:
        with written_whole(path) as unfinished:
            unfinished.write_text("half", encoding="utf-8")
            raise RuntimeError("the power fails")

    with pytest.raises(RuntimeError, match="power"):
        break_off()
    assert [(each.name, each.read_text(encoding="utf-8")) for each in tmp_path.iterdir()] == [
        ("x", "old")
    ]


def test_only_the_parts_that_count_are_kept(tmp_path: Path) -> None:
    files = PartFiles(tmp_path, "csv")
    for part in range(3):
        files.write(part, lambda name, path: path.write_text(name, encoding="utf-8") and None)
    assert files.stand(1)
    files.keep_only([0, 2])
    assert [files.stand(part) for part in range(3)] == [True, False, True]
    assert len(list(tmp_path.iterdir())) == len(TABLES)
