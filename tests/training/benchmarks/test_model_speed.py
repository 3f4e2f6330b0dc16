"""What the benchmark of trained models reads, and how it tells its figures."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("torch", reason="torch belongs to the extra train")
pytest.importorskip("onnxruntime", reason="onnxruntime belongs to the extra train")
pytest.importorskip("matplotlib", reason="matplotlib belongs to the extra train")
pytest.importorskip("datasets", reason="datasets belongs to the extra train")

from eval.benchmarks.timing import Timing
from models.inputs import WindowInputs
from training.benchmarks.model_speed import (
    CutWindow,
    files_to_reports,
    timings_to_text,
)

pytestmark = pytest.mark.torch


def window(pieces: int) -> CutWindow:
    row = np.zeros(pieces, dtype=np.int64)
    return CutWindow("", WindowInputs(row, row, row, row, 0))


def test_folders_give_the_files_that_have_a_reader(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    for name in ("b.TXT", "deep/a.html", "notes.json"):
        (tmp_path / name).write_text("", encoding="utf-8")
    single = tmp_path / "b.TXT"
    assert files_to_reports([tmp_path]) == [single, tmp_path / "deep" / "a.html"]
    assert files_to_reports([single]) == [single]


def test_ratios_are_of_the_least_times() -> None:
    timings = {
        "ONNX, exported": Timing(100.0, 150.0, 900.0),
        "other": Timing(250.0, 300.0, 301.0),
    }
    *_, ours, other = timings_to_text(timings, [window(200), window(300)]).splitlines()
    assert ours == "| ONNX, exported | 0.15 (0.10–0.90) | 200 | 1.00 |"
    assert other == "| other | 0.30 (0.25–0.30) | 500 | 2.50 |"
