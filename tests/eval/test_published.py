"""What the READMEs publish is what the saved measurements say, to the last digit."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from eval.benchmarks.full import BULK, Step, text_to_block
from eval.readme import READMES, block_marks

ROOT = Path(__file__).parents[2]
SAVED = ROOT / "docs" / "measurements"
_FIGURE = re.compile(r"[\d,.%–/() ]*\d[\d,.%–/() ]*")


def block(name: str) -> list[str]:
    """Lines of the English README between the marks of a block."""
    first, last = block_marks(name)
    text = (ROOT / READMES["en"]).read_text(encoding="utf-8")
    return [line for line in text.partition(first)[2].partition(last)[0].splitlines() if line]


@pytest.mark.parametrize(
    ("name", "file"), [("rivals-cells", "bench"), ("rivals-text", "bench-text")]
)
def test_rivals_stand_as_they_were_measured(name: str, file: str) -> None:
    saved = (SAVED / f"{file}.txt").read_text(encoding="utf-8").splitlines()
    published = block(name)
    assert len(published) > 8
    assert [line for line in published if line not in saved] == []


def figures(text: str) -> list[list[str]]:
    """The cells of all table rows that hold nothing but figures; heads of tables left out."""
    lines = text.splitlines()
    rows = [
        line
        for line, after in zip(lines, [*lines[1:], ""], strict=True)
        if line.startswith("| ") and not after.startswith("| ---") and "---" not in line
    ]
    cells = [[cell.strip() for cell in row.split("|")[2:-1]] for row in rows]
    return [[cell for cell in row if _FIGURE.fullmatch(cell)] for row in cells]


@pytest.mark.parametrize("name", ["rivals-cells", "rivals-text", "layouts", "speed"])
def test_both_languages_publish_the_same_figures(name: str) -> None:
    first, last = block_marks(name)
    english, chinese = (
        figures(path.read_text(encoding="utf-8").partition(first)[2].partition(last)[0])
        for path in (ROOT / READMES["en"], ROOT / READMES["zh"])
    )
    assert english == chinese
    assert any(english)


@pytest.mark.parametrize("step", BULK, ids=lambda step: step.name)
def test_bulk_figures_stand_as_they_were_measured(step: Step) -> None:
    """A block is empty until its step was run."""
    first, last = block_marks(step.name)
    page = (ROOT / str(step.page)).read_text(encoding="utf-8")
    assert page.count(first) == page.count(last) == 1
    published = page.partition(first)[2].partition(last)[0].strip("\n")
    saved = SAVED / f"{step.name}.txt"
    assert published == (text_to_block(saved.read_text("utf-8")) if saved.is_file() else "")


def test_what_was_printed_is_published_without_its_head() -> None:
    text = "$ python -m it\n2026-11-26, commit abc\nexit 0 after 3 s\n\ntold\n\n| a |\n|---|\n"
    assert text_to_block(text) == "told\n\n| a |\n|---|"
