from __future__ import annotations

import pytest

from eval.layouts import generate
from eval.layouts.runner import run_layouts
from eval.layouts.scoring import CellCounts
from tests.eval.layouts.records import empty_record


def test_runs_add_up() -> None:
    run = run_layouts(empty_record, size=6, families=["html_trs", "text_tsv"])
    assert len(run.scores) == 6
    assert (len(run.clean), len(run.noisy)) == (4, 2)
    assert run.total == sum((score.counts for score in run.scores), CellCounts())
    assert run.total.failed == run.total.files == 6
    assert run.total.silent == 0
    assert len(run.scores[0].wrong) >= run.scores[0].counts.surviving > 0


def test_progress_is_told() -> None:
    told: list[int] = []
    run_layouts(empty_record, size=3, families=["text_space"], progress=told.append)
    assert told == [1, 2, 3]


def test_missing_programs_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(generate, "find_chromium", lambda: None)
    monkeypatch.setattr(generate, "find_office", lambda: None)
    run = run_layouts(empty_record, size=2, families=["pdf_chromium", "pdf_office", "docx"])
    assert run.skipped == {
        "pdf_chromium": "chromium",
        "pdf_office": "office",
    }
    assert {score.family for score in run.scores} == {"docx"}


def test_nothing_is_made_when_all_is_skipped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(generate, "find_chromium", lambda: None)
    assert run_layouts(empty_record, size=2, families=["pdf_chromium"]).scores == ()
