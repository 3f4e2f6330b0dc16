"""The comparison counts each system on the files of its kinds, in one table a kind."""

from __future__ import annotations

import pytest

from eval.baselines.process import NamedFile
from eval.baselines.registry import MissingRival
from eval.bench_cells import (
    BenchFile,
    CellBench,
    bench_cells,
    bench_to_markdown,
    data_to_kind,
    documents_to_files,
    layouts_to_files,
)
from eval.datasets import EvalDocument
from eval.findings import Findings
from eval.layouts.cells import stated
from extraction.language import LANGUAGES, Lang

LICENSING = "t1.art20_5.licensing.decisions"
PENALTY = "t1.art20_6.penalty.decisions"
COERCION = "t1.art20_6.coercion.decisions"
PAGE = "".join(
    f"<table><tr><td>{label}</td><td>{value}</td></tr></table>"
    for label, value in (("行政许可", "550"), ("行政处罚", "7"))
)
TRUTHS = {LICENSING: stated(550, "550"), PENALTY: stated(8, "8"), COERCION: stated(0, "0")}


@pytest.fixture(scope="module")
def results() -> tuple[CellBench, ...]:
    pages = [
        BenchFile(NamedFile("a", "a.html", PAGE.encode()), "page", "real", TRUTHS),
        BenchFile(NamedFile("b", "b.html", b"<p>-</p>"), "page", "real", TRUTHS),
    ]
    return bench_cells(pages, ["lxml"])


def test_cells_are_right_silently_wrong_or_missing(results: tuple[CellBench, ...]) -> None:
    rival = next(each for each in results if each.system == "lxml")
    assert (rival.kind, rival.group, rival.files, rival.cells) == ("page", "real", 2, 6)
    assert (rival.exact, rival.silent, rival.missing) == (1, 1, 4)
    assert (rival.nonzero_exact, rival.nonzero) == (1, 4)
    assert rival.unread == 1
    assert rival.seconds is not None
    assert rival.peak_mb is not None


def test_extractor_itself_is_measured_beside_them(results: tuple[CellBench, ...]) -> None:
    assert {each.system for each in results} == {"gongkai", "lxml"}


def test_absent_rival_is_told_before_anything_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("eval.baselines.registry.shutil.which", lambda _: None)
    with pytest.raises(MissingRival):
        bench_cells([], ["numbers-in-order"], progress=pytest.fail)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_table_of_one_kind_most_exact_first(lang: Lang) -> None:
    def result(system: str, exact: int) -> CellBench:
        return CellBench(
            system, "1.0", "pdf", "real", 2, 372, exact, 160, 150, 3, 4, 0.25, 0.2, 120.4, 0
        )

    tables = bench_to_markdown([result("worse", 300), result("better", 365)], lang)
    lines = tables["pdf", "real"].splitlines()
    assert (
        lines[2] == "| better 1.0 | 2 | 365 / 372 | 150 / 160 | 3 | 4 | 0.250 | 0.200 | 120 | 0 |"
    )
    assert lines[3].startswith("| worse 1.0 |")


def test_generated_files_are_pages_and_pdfs_with_truths() -> None:
    files = layouts_to_files(2, seed=0)
    assert [each.kind for each in files] == ["page", "page"]
    assert all(len(each.truths) > 180 for each in files)


def test_documents_without_known_cells_or_of_other_kinds_are_left_out() -> None:
    def document(name: str, cells: bool) -> EvalDocument:
        return EvalDocument(
            id=name,
            agency="a",
            strata={},
            text_sha256=None,
            text=None,
            place="unknown",
            file_name=name,
            load=PAGE.encode,
            gold=Findings(document=name, text_sha256=None),
            cells=TRUTHS if cells else None,
        )

    documents = [document("a.html", True), document("b.html", False), document("c.txt", True)]
    assert [each.file.id for each in documents_to_files(documents, "real")] == ["a.html"]


@pytest.mark.parametrize(
    ("data", "name", "kind"),
    [(b"%PDF-1.7", "a", "pdf"), (b"<p>", "a.SHTML", "page"), (b"PK", "a.docx", None)],
)
def test_kind_of_a_file(data: bytes, name: str, kind: str | None) -> None:
    assert data_to_kind(data, name) == kind
