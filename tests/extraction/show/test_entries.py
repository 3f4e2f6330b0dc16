from __future__ import annotations

import pytest

from extraction.show.entries import LONGEST_QUOTE, quote_to_line
from tests.extraction.show.pages import by_id, page_of
from tests.extraction.show.spoken import claim, spoken


@pytest.mark.parametrize(
    ("quote", "line"),
    [
        ("公开\n信息", "公开信息"),
        ("公开 \r\n  信息", "公开信息"),
        ("公开\f信息\n", "公开信息"),
        ("Open 12 items", "Open 12 items"),
    ],
)
def test_a_quote_is_one_line(quote: str, line: str) -> None:
    assert quote_to_line(quote) == line


def test_a_long_quote_is_cut() -> None:
    assert quote_to_line("公" * 500) == "公" * LONGEST_QUOTE + "…"


def test_an_entry_names_its_place_and_page() -> None:
    made = spoken()
    on_page = made[0].claims[0].model_copy(update={"page": 2, "bbox": (1.0, 2.5, 3.0, 4.0)})
    tree = page_of((made[0].model_copy(update={"claims": (on_page,)}), made[1]))
    entry = by_id(tree, "claim-c0")
    assert (entry.get("data-page"), entry.get("data-box")) == ("2", "1 2 3 4")
    assert "第 2 页" in entry.get("title")


def test_an_entry_outside_of_the_text_leads_nowhere() -> None:
    record, text = spoken()
    lost = claim(text, "c0", "11件", 11, item="栏目").model_copy(
        update={"start": 10**6, "end": 10**6 + 3}
    )
    entry = by_id(page_of((record.model_copy(update={"claims": (lost,)}), text)), "claim-c0")
    assert entry.tag == "span"
    assert entry.get("data-places") is None
