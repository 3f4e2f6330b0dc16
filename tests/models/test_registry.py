"""Taggers by name."""

from __future__ import annotations

import pytest

from models import DEFAULT_TAGGER, load_tagger, tagger_names


def test_the_default_comes_first() -> None:
    assert tagger_names()[0] == DEFAULT_TAGGER == "rules"


def test_every_name_leads_to_a_tagger_of_that_name() -> None:
    assert [load_tagger(name).name for name in tagger_names()] == list(tagger_names())


def test_a_tagger_is_made_once() -> None:
    assert load_tagger("rules") is load_tagger("rules")


def test_an_unknown_name_is_an_error() -> None:
    with pytest.raises(KeyError, match="none-such"):
        load_tagger("none-such")
