"""Rivals on files drawn here; those that are not installed are skipped."""

from __future__ import annotations

import shutil

import pytest

from eval.baselines.markitdown_tables import markdown_to_tables
from eval.baselines.numbers_in_order import PROGRAM
from eval.baselines.registry import load_rival
from eval.layouts.generate import LayoutFile, random_to_file
from eval.layouts.scoring import CellCounts, score_file


@pytest.fixture(scope="module")
def ruled() -> LayoutFile:
    return random_to_file("rivals", family="pdf_ruled")


@pytest.fixture(scope="module")
def page() -> LayoutFile:
    return random_to_file("rivals 1", family="html_trs")


def counts(name: str, file: LayoutFile) -> CellCounts:
    return score_file(load_rival(name).extractor(file.data, file.name), file.truths)


def test_pdfplumber_reads_every_cell_of_a_ruled_pdf(ruled: LayoutFile) -> None:
    pytest.importorskip("pdfplumber")
    found = counts("pdfplumber", ruled)
    assert found.cells > 180
    assert (found.surviving_right, found.silent) == (found.cells, 0)


def test_lxml_reads_every_cell_of_a_plain_page(page: LayoutFile) -> None:
    found = counts("lxml", page)
    assert found.cells > 180
    assert (found.surviving_right, found.silent) == (found.cells, 0)


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_pandas_reads_every_cell_of_a_plain_page(page: LayoutFile) -> None:
    pytest.importorskip("pandas")
    found = counts("pandas", page)
    assert (found.surviving_right, found.silent) == (found.cells, 0)


@pytest.mark.skipif(shutil.which(PROGRAM) is None, reason="needs pdftotext")
def test_numbers_in_order_need_every_number(page: LayoutFile) -> None:
    """One zero left out, and the cells behind it are wrong without a word."""
    whole = counts("numbers-in-order", page)
    assert whole.surviving_right == whole.cells
    head, mark, rest = page.data.partition("本年新收".encode())
    assert mark
    text = (head + mark).decode() + rest.decode().replace(">0<", "><", 1)
    record = load_rival("numbers-in-order").extractor(text.encode(), page.name)
    assert score_file(record, page.truths).silent > 20


def test_markdown_keeps_lines_around_tables_in_their_place() -> None:
    text = "（一）予以公开\n\n| 50 0 | 50 |\n| --- | --- |\n| a<br>b |  |\n"
    assert markdown_to_tables(text) == [
        [["（一）予以公开"]],
        [["50 0", "50"], ["a\nb", ""]],
    ]
