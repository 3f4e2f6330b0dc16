"""Plain loops write the records of single extractions, each its share."""

from __future__ import annotations

from pathlib import Path

import pytest

from eval.benchmarks.bulk.loops import run_loops
from extraction import extract
from models import load_tagger
from tests.extraction.bulk.builder import write_reports


def test_two_loops_share_the_reports(tmp_path: Path) -> None:
    paths = [str(path) for path in write_reports(tmp_path / "in", 3)]
    assert run_loops(paths, "rules", 2, tmp_path) > 0
    wanted = [extract(path, tagger=load_tagger("rules")).to_json() for path in paths]
    written = [
        (tmp_path / f"{number}.jsonl").read_text(encoding="utf-8").splitlines()
        for number in range(2)
    ]
    assert written == [wanted[::2], wanted[1::2]]


def test_a_loop_that_fails_is_told(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match="a loop ended"):
        run_loops([str(tmp_path / "gone.txt")], "rules", 1, tmp_path)
