from __future__ import annotations

from random import Random

import pytest

from eval.layouts.noise import pages
from eval.layouts.noise.role import DraftNoise
from eval.layouts.render.draft import Draft, DraftRow, DraftText, sheet_to_draft
from tests.eval.layouts.sheets import make_sheet

SHEET = make_sheet("b")
DRAFT = sheet_to_draft(SHEET, "compact")


def _prose(draft: Draft) -> list[str]:
    return [item.text for item in draft if isinstance(item, DraftText) and item.kind == "prose"]


@pytest.mark.parametrize(
    ("noise", "strength"),
    [
        (pages.wrap_prose, {"width": 10, "blank_lines": 1}),
        (pages.break_sentences, {"breaks": 3}),
        (pages.break_tables, {"breaks": 3, "lines": 2}),
        (pages.number_pages, {"numbers": 3}),
    ],
)
def test_rows_stay_as_they_are(noise: DraftNoise, strength: dict[str, float]) -> None:
    after, truths = noise(DRAFT, SHEET.truths, Random(1), strength)
    assert after != DRAFT
    assert [item for item in after if isinstance(item, DraftRow)] == [
        item for item in DRAFT if isinstance(item, DraftRow)
    ]
    assert truths == SHEET.truths


def test_paragraphs_break_into_lines() -> None:
    after, _ = pages.wrap_prose(DRAFT, SHEET.truths, Random(1), {"width": 10, "blank_lines": 0})
    assert max(len(line) for line in _prose(after)) == 10
    assert "".join(_prose(after)) == "".join(_prose(DRAFT))


def test_sentences_break() -> None:
    after, _ = pages.break_sentences(DRAFT, SHEET.truths, Random(1), {"breaks": 2})
    assert len(_prose(after)) == len(_prose(DRAFT)) + 2


def test_page_numbers_have_dashes_on_both_sides() -> None:
    after, _ = pages.number_pages(DRAFT, SHEET.truths, Random(1), {"numbers": 4})
    numbers = [item.text for item in after if isinstance(item, DraftText) and item.kind == "chrome"]
    assert len(numbers) == 4
    assert all(text[0] in "-—" for text in numbers)


def test_lines_begin_with_a_space() -> None:
    after, _ = pages.indent_lines(DRAFT, SHEET.truths, Random(1), {"share": 1.0})
    assert all(text.startswith(" ") for text in _prose(after))
