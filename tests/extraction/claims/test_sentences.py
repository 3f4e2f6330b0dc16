"""Where sentences end, and which spans they hold."""

from __future__ import annotations

import pytest

from extraction.claims.sentences import passage_to_sentences
from tests.extraction.claims.notation import marked_to_spans


@pytest.mark.parametrize(
    ("marked", "sentences"),
    [
        ("{i:甲}{q:1件}。{i:乙}{q:2件}。", [(0, 1), (1, 1)]),
        ("标题\n{i:甲}{q:1件}。", [(1, 1)]),
        # a line that ends behind a comma goes on
        ("{i:甲}{q:1件},\n{i:乙}{q:2件}。", [(0, 2)]),
        ("{i:甲}{q:1件}、\n{i:乙}{q:2件}。", [(0, 2)]),
        ("{i:甲}{q:1件}\n{i:乙}{q:2件}。", [(0, 1), (1, 1)]),
        # so does one that ends inside a number
        ("{i:甲}{q:1\n4件},{i:乙}{q:2件}。", [(0, 2)]),
    ],
)
def test_number_and_quantities(marked: str, sentences: list[tuple[int, int]]) -> None:
    found = passage_to_sentences(*marked_to_spans(marked))
    assert [(each.number, len(each.quantities)) for each in found] == sentences
