"""Characters as numbers."""

from __future__ import annotations

import pytest

from models.characters import KINDS, CharacterTable, char_to_kind, texts_to_table


@pytest.mark.parametrize(
    ("char", "kind"),
    [
        ("7", "digit"),
        ("W", "latin"),
        (" ", "blank"),
        ("\n", "blank"),
        ("镇", "han"),
        ("。", "punctuation"),
        ("±", "punctuation"),
        ("й", "other"),
    ],
)
def test_kinds(char: str, kind: str) -> None:
    assert char_to_kind(char) == kind


def test_frequent_characters_have_numbers_of_their_own() -> None:
    table = CharacterTable("信息")
    han = KINDS.index("han")
    assert list(table.text_to_numbers("信息镇")) == [len(KINDS), len(KINDS) + 1, han]
    assert len(table) == len(KINDS) + 2


def test_digits_are_of_one_kind_however_frequent() -> None:
    table = texts_to_table(["11112222 aaaa 信信信息"], least=2)
    assert table.frequent == "信"
    assert len(set(table.text_to_numbers("1290"))) == 1


def test_the_most_frequent_come_first() -> None:
    assert texts_to_table(["条件件", "件条。"], least=1).frequent == "件条。"
