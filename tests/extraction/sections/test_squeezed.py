"""Text without blanks, and where its words begin."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extraction.sections.squeezed import squeeze, word_starts


def test_places_lead_back() -> None:
    text = "一、 总\n体 情况"
    squeezed = squeeze(text, 0, len(text))
    assert squeezed.text == "一、总体情况"
    assert text[slice(*squeezed.span(2, 4))] == "总\n体"


def test_part_of_a_text() -> None:
    assert squeeze("甲 乙 丙", 2, 4).text == "乙"


def test_nothing_but_blanks() -> None:
    squeezed = squeeze(" \n\t", 0, 3)
    assert (squeezed.text, word_starts(squeezed)) == ("", [])


@pytest.mark.parametrize(
    ("text", "starts"),
    [
        ("云岭县 财政局", [0, 3]),
        ("云岭县\n财政局 2023年", [0, 3, 6]),
        ("财 政 局", [0]),
        ("财 政 局 2023年", [0, 3]),
        ("  财政局  ", [0]),
        ("首页 财 政 局", [0, 2]),
    ],
)
def test_word_starts(text: str, starts: list[int]) -> None:
    assert word_starts(squeeze(text, 0, len(text))) == starts


@given(st.text(alphabet="财政局 \n\t　2", max_size=30))
def test_every_character_keeps_its_place(text: str) -> None:
    squeezed = squeeze(text, 0, len(text))
    assert squeezed.text == "".join(text.split())
    assert [text[place] for place in squeezed.places] == list(squeezed.text)
