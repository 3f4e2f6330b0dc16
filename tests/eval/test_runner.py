"""Runs: what is measured, kept, read again, and refused."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from annotations.schema import AnnotatedDocument
from eval.datasets import Dataset, EvalDocument, documents_to_dataset
from eval.findings import Findings
from eval.gold import annotated_to_findings
from eval.metrics.counts import Counts
from eval.run_files import CARD, FINDINGS, SCORES, RunError, read_findings, read_run, write_run
from eval.runner import FindingsError, Run, run_system, score_findings
from eval.scoring import VersionMismatch
from eval.systems import PipelineSystem, name_to_system
from models import StubTagger
from tests.eval.builder import annotated

DOCUMENTS = [annotated(name=f"mu-{n}", agency=f"云澜市第{n}局") for n in range(3)]
DATASET = documents_to_dataset("three", DOCUMENTS, "abc")


class Echo:
    """Finds what it was told."""

    name, version = "echo", "3"

    def __init__(self, documents: Sequence[AnnotatedDocument]) -> None:
        self.known = {each.id: annotated_to_findings(each) for each in documents}

    def find(self, document: EvalDocument) -> Findings:
        return self.known[document.id].model_copy(update={"seconds": 0.5})


def run(dataset: Dataset = DATASET) -> Run:
    return run_system(Echo(DOCUMENTS), dataset)


def test_a_run_says_what_was_measured_with_what() -> None:
    made = run()
    assert (made.card.system, made.card.version) == ("echo", "3")
    assert (made.card.data, made.card.data_digest, made.card.documents) == ("three", "abc", 3)
    assert made.card.code is not None
    assert [score.counts["claim"] for score in made.scores] == [Counts(3, 3, 3)] * 3
    assert [score.agency for score in made.scores] == ["云澜市第0局", "云澜市第1局", "云澜市第2局"]


def test_what_is_kept_is_read_as_it_was(tmp_path: Path) -> None:
    made = run_system(PipelineSystem(StubTagger()), DATASET)
    write_run(made, tmp_path / "run")
    assert read_run(tmp_path / "run") == made


def test_the_pipeline_finds_spans_claims_and_statements_of_a_passage() -> None:
    made = run_system(name_to_system("rules"), DATASET)
    assert made.scores[0].counts["quantity"] == Counts(2, 2, 2)
    assert made.findings[0].seconds is not None


def test_findings_of_others_are_scored_alike() -> None:
    made = run()
    again = score_findings("echo", "3", made.findings, DATASET)
    assert again.scores == made.scores
    assert again.card.code is None


@pytest.mark.parametrize(
    ("kept", "reason"),
    [
        ([0, 1], "1 documents have no findings, mu-2 first"),
        ([0, 1, 2, 2], "mu-2 stands twice"),
    ],
)
def test_findings_must_cover_the_set(kept: list[int], reason: str) -> None:
    findings = run().findings
    with pytest.raises(FindingsError, match=reason):
        score_findings("echo", "3", [findings[n] for n in kept], DATASET)


def test_findings_of_unknown_documents_are_refused() -> None:
    stranger = Findings(document="mu-9", text_sha256=None)
    with pytest.raises(FindingsError, match="mu-9 is no document of the data set"):
        score_findings("echo", "3", [*run().findings, stranger], DATASET)


def test_findings_of_another_text_version_are_refused() -> None:
    first, *rest = run().findings
    other = first.model_copy(update={"text_sha256": "f" * 64})
    with pytest.raises(VersionMismatch, match="mu-0"):
        score_findings("echo", "3", [other, *rest], DATASET)


@pytest.mark.parametrize("name", [CARD, FINDINGS, SCORES])
def test_a_damaged_run_is_refused_with_the_file(tmp_path: Path, name: str) -> None:
    write_run(run(), tmp_path)
    (tmp_path / name).write_text('{"document": 3}\n', encoding="utf-8")
    with pytest.raises(RunError, match=name.partition(".")[0]):
        read_run(tmp_path)


def test_a_run_that_was_cut_off_is_refused(tmp_path: Path) -> None:
    write_run(run(), tmp_path)
    lines = (tmp_path / SCORES).read_text(encoding="utf-8").splitlines(keepends=True)
    (tmp_path / SCORES).write_text("".join(lines[:-1]), encoding="utf-8")
    with pytest.raises(RunError, match="cut off"):
        read_run(tmp_path)


def test_no_run_is_said(tmp_path: Path) -> None:
    with pytest.raises(RunError, match=r"holds no run: run\.json is missing"):
        read_run(tmp_path)


def test_unreadable_findings_name_their_line(tmp_path: Path) -> None:
    path = tmp_path / "theirs.jsonl"
    path.write_text('{"document": "a", "text_sha256": null}\n{"spans": 3}\n', encoding="utf-8")
    with pytest.raises(RunError, match=r"theirs\.jsonl, line 2"):
        read_findings(path)
