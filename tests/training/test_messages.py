"""Both languages of training say the same things."""

from __future__ import annotations

import pytest

from extraction.messages import load_messages
from tests.placeholders import names_of

TEXTS = load_messages("training")


@pytest.mark.parametrize("key", sorted(TEXTS))
def test_both_languages_fill_in_the_same_values(key: str) -> None:
    assert names_of(TEXTS[key].zh) == names_of(TEXTS[key].en)
