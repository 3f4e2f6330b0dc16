"""The arms of the measurement read the same passages, and what they read otherwise is counted."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from eval.benchmarks.tagging import (
    WindowScorer,
    count_other,
    folder_to_passages,
    measure_tagging,
)
from models import ScoredSpan
from models.inputs import WindowInputs
from tests.extraction.bulk.builder import write_reports

SPAN = ScoredSpan(0, 2, "item", 0.5)


def test_other_places_and_other_scores_are_told_apart() -> None:
    found = [[SPAN], [ScoredSpan(0, 2, "item", 0.6)], [ScoredSpan(0, 3, "item", 0.5)]]
    assert count_other([[SPAN]] * 3, found) == (1, 2)


def test_files_that_are_no_reports_have_no_passages(tmp_path: Path) -> None:
    write_reports(tmp_path, 2)
    (tmp_path / "notes.txt").write_text("hello", encoding="utf-8")
    assert len(folder_to_passages(tmp_path)) == 2


def test_company_order_and_cache_change_no_passage(tmp_path: Path) -> None:
    write_reports(tmp_path, 5)
    lines = measure_tagging(tmp_path, "rules", rounds=1, chunk=2).splitlines()
    assert "5 reports" in lines[0]
    rows = [line for line in lines if line.startswith("| ") and "arm" not in line]
    assert len(rows) == 4
    assert all(row.endswith("| 0 | 0 |") for row in rows)


class Session:
    """Answers each character with its own number."""

    def run(self, _names: None, arrays: dict[str, np.ndarray]) -> list[np.ndarray]:
        return [arrays["char_ids"][:, :, None].astype(np.float32)]


def window(*chars: int) -> WindowInputs:
    numbers = np.array(chars, dtype=np.int64)
    return WindowInputs(numbers, numbers, numbers, numbers, 0)


@pytest.mark.parametrize("by_length", [False, True])
def test_windows_come_back_in_order_without_their_filling(by_length: bool) -> None:
    scorer = WindowScorer(Session(), 0, size=2, by_length=by_length)
    found = scorer.score([window(1, 2, 3), window(4), window(5, 6)])
    assert [layers[0][:, 0].tolist() for layers in found] == [[1, 2, 3], [4], [5, 6]]
