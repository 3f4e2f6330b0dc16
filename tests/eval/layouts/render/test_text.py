from __future__ import annotations

from random import Random

import pytest

from eval.layouts.render.draft import DraftRow, DraftValue
from eval.layouts.render.text import DUMPS, lines_to_bytes

LABEL = "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请"
VALUES = tuple(DraftValue(f"c{number}", text) for number, text in enumerate("0013024"))
GAPPED = (*VALUES[:2], DraftValue("c2", ""), *VALUES[3:])


def _lines(dump: str, values: tuple[DraftValue, ...] = VALUES, seed: int = 0) -> list[str]:
    row = DraftRow("t2", "t2.x", "data", ("（五）不予处理", LABEL), values, group=1)
    return [line for line in DUMPS[dump].compose((row,), Random(seed)) if line]


def test_tabs() -> None:
    assert _lines("text_tsv", seed=1)[0].rstrip("\t").split("\t")[-7:] == list("0013024")


def test_open_pipes() -> None:
    assert _lines("text_pipe_open") == [f"（五）不予处理 | {LABEL} | 0 | 0 | 1 | 3 | 0 | 2 | 4 |"]


def test_open_pipes_keep_gaps() -> None:
    assert "| 0 |  | 3 |" in _lines("text_pipe_open", GAPPED)[0]


def test_a_cell_a_line() -> None:
    assert _lines("text_cell_lines") == ["（五）不予处理", LABEL, *"0013024"]


def test_a_cell_a_line_loses_gaps() -> None:
    assert len(_lines("text_cell_lines", GAPPED)) == 8


def test_a_cell_a_line_with_pipes_keeps_gaps() -> None:
    assert _lines("text_cell_pipe", GAPPED).count("|") == 1


def test_spaces_wrap_labels_and_scatter_groups() -> None:
    lines = _lines("text_space", seed=3)
    assert lines[:2] == ["（五）不", "予处理"]
    assert lines[-1].endswith("0 0 1 3 0 2 4")
    assert len(lines) >= 4


def test_runs_of_pipes_surround_everything() -> None:
    lines = _lines("text_pipe_runs")
    assert set(lines[0]) <= set("| ")
    assert set(lines[-1]) <= set("| ")


def test_markdown_rules_follow_the_first_row() -> None:
    lines = _lines("text_markdown_table")
    assert lines[1] == "|" + " --- |" * 9


@pytest.mark.parametrize("seed", range(12))
def test_dumps_are_written_in_usual_encodings(seed: int) -> None:
    data = lines_to_bytes(["危及“三安全一稳定”", "0"], Random(seed))
    text = data.decode("gb18030" if b"\xa1\xb0" in data else "utf-8-sig")
    assert text.split() == ["危及“三安全一稳定”", "0"]
