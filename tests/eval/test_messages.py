"""Both languages of eval say the same things, and every layout has a name."""

from __future__ import annotations

import pytest

from eval.layouts.families import FAMILIES
from eval.layouts.tabulate import COLUMNS
from eval.messages import say
from extraction.language import LANGUAGES, Lang
from extraction.messages import load_messages
from tests.placeholders import names_of

TEXTS = load_messages("eval")


@pytest.mark.parametrize("key", sorted(TEXTS))
def test_both_languages_fill_in_the_same_values(key: str) -> None:
    assert names_of(TEXTS[key].zh) == names_of(TEXTS[key].en)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_layouts_and_columns_have_names(lang: Lang) -> None:
    named = [say(lang, f"family.{name}") for name in FAMILIES]
    assert len(set(named)) == len(FAMILIES)
    assert len({say(lang, f"layouts.column.{column}") for column in COLUMNS}) == len(COLUMNS)


def test_no_name_for_a_layout_that_is_none() -> None:
    assert {key.split(".")[1] for key in TEXTS if key.startswith("family.")} == set(FAMILIES)
