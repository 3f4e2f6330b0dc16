from __future__ import annotations

import json
from pathlib import Path

import pytest

from eval.layouts.runner import FileScore, Run
from eval.layouts.scoring import CellCounts, WrongCell
from eval.layouts.tabulate import (
    percent,
    run_to_json,
    run_to_markdown,
    run_to_rows,
    run_to_wrong_lines,
    write_readme_blocks,
)
from eval.readme import block_marks

BEGIN, END = block_marks("layouts")
GOOD = CellCounts(files=1, cells=200, surviving=200, surviving_right=200, nonzero=20)
BAD = CellCounts(files=1, cells=200, surviving=190, surviving_right=95, silent=3)
FLAGGED = WrongCell("t2.received.total", "survives", (7, "value"), None, silent=False)
SILENT = WrongCell(
    "t3.review_upheld", "survives", (3, "value"), (8, "value", "8", 0.99), silent=True
)
RUN = Run(
    0,
    (
        FileScore(0, "html_trs", None, None, GOOD),
        FileScore(1, "docx", None, None, GOOD),
        FileScore(2, "html_trs", "N12", "mild", BAD, (FLAGGED, SILENT)),
    ),
    {"pdf_chromium": "chromium"},
)


@pytest.mark.parametrize(
    ("share", "text"),
    [(None, "–"), (1.0, "100.00 %"), (0.5, "50.00 %"), (0.999999, "99.99 %"), (0.0, "0.00 %")],
)
def test_percent_never_rounds_up_to_all(share: float | None, text: str) -> None:
    assert percent(share) == text


def test_tables_tell_damaged_from_undamaged() -> None:
    tables = run_to_rows(RUN)
    assert [row.name for row in tables["clean_families"]] == ["html_trs", "docx"]
    assert [row.name for row in tables["noisy_families"]] == ["html_trs"]
    assert [row.counts.accuracy for row in tables["noises"]] == [0.5]


def test_markdown_names_what_was_skipped() -> None:
    text = run_to_markdown(RUN, "en")
    assert "| N12 ocr_char_error_label | 1 | 190 | 50.00 % |" in text
    assert "Skipped: PDF, web page printed by Chromium (Chromium was not found)" in text


def test_json_holds_the_counts_of_every_file() -> None:
    data = json.loads(run_to_json(RUN))
    assert data["total"]["silent"] == 3
    assert [entry["family"] for entry in data["files"]] == ["html_trs", "docx", "html_trs"]


def test_misread_cells_are_listed_silent_ones_first() -> None:
    lines = [json.loads(line) for line in run_to_wrong_lines(RUN).splitlines()]
    assert [line["cell"] for line in lines] == ["t3.review_upheld", "t2.received.total"]
    assert lines[0]["number"] == 2
    assert lines[0]["noise"] == "N12"
    assert lines[0]["expected"] == [3, "value"]
    assert lines[0]["got"] == [8, "value", "8", 0.99]
    assert "wrong" not in json.loads(run_to_json(RUN))["files"][2]


def test_readme_block_is_replaced_and_the_rest_stays(tmp_path: Path) -> None:
    path = tmp_path / "README.md"
    path.write_text(f"before\n{BEGIN}\nold\n{END}\nafter\n", encoding="utf-8")
    write_readme_blocks(RUN, {"zh": path})
    text = path.read_text(encoding="utf-8")
    assert text.startswith(f"before\n{BEGIN}\n| ")
    assert text.endswith(f"|\n{END}\nafter\n")
    assert "old" not in text
    assert "DOCX" in text
    assert "未损坏" in text


def test_readme_without_marks_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "README.md"
    path.write_text("nothing here", encoding="utf-8")
    with pytest.raises(ValueError, match="layouts:begin"):
        write_readme_blocks(RUN, {"zh": path})
