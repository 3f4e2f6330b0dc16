"""Both languages say the same things, and every verdict, fate and method has its words."""

from __future__ import annotations

import re
from typing import get_args

import pytest

from extraction.corpus.commitments import Basis, Fate
from extraction.corpus.facts import Method, Where
from extraction.corpus.identities import Rule
from extraction.corpus.reports import Twin
from extraction.corpus.words import ROOM
from extraction.corpus.years import Reason, Verdict
from extraction.messages import load_messages
from tests.placeholders import names_of

TEXTS = load_messages(ROOM)
HAN = re.compile(r"[㐀-鿿]")
# Equations without words.
WORDLESS = {"years.sentence.pass"}


@pytest.mark.parametrize("key", sorted(TEXTS))
def test_both_languages_say_the_same(key: str) -> None:
    text = TEXTS[key]
    assert names_of(text.zh) == names_of(text.en)
    assert not HAN.search(text.en)
    assert bool(HAN.search(text.zh)) == (key not in WORDLESS)


def test_every_outcome_has_its_words() -> None:
    wanted = {
        *(f"verdict.{each}" for each in get_args(Verdict)),
        *(f"years.reason.{each}" for each in get_args(Reason)),
        *(f"fate.{each}" for each in get_args(Fate)),
        *(f"method.{each}" for each in get_args(Method)),
        *(f"twin.{each}" for each in get_args(Twin)),
        *(f"rule.{rule}.{part}" for rule in get_args(Rule) for part in ("name", "short")),
        *(f"commitments.why.answered.{each}" for each in get_args(Basis)[1:4]),
        *(f"stale.where.{each}" for each in get_args(Where)),
    }
    assert wanted <= set(TEXTS)
