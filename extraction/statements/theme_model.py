"""The theme of a problem, measure or commitment: a linear model over its characters.

The words of ``themes.toml`` say which themes a text touches, and in which order; which of them is
what is wrong or to be done, the model weighs, the rules' own answer among its features. Its weights
come from ``training.classes``.
"""

from __future__ import annotations

import re
from collections.abc import Set
from functools import cache

from extraction.linear_classes import LinearClasses, load_weights
from extraction.statements.themes import (
    GENERAL,
    mentions_to_theme,
    text_to_mentions,
    text_to_theme,
)
from models import StatementLabel

# Of what ``statement_to_features`` makes: a change asks for weights trained anew.
FEATURES = 1
# Features that stand for the words of a theme and weigh more than a run of characters, see
# ``training.classes``.
RULED = "="
# The first characters, whose runs are marked: of several themes the first named counts.
_HEAD = 21
_SIZES = (1, 2, 3)
# How far inside the text a theme's first word stands, in tens of characters; the last is open.
_LAST_TEN = 3
_FIGURES = re.compile(r"\d+")
# An admission that names nothing: 与群众期待相比还存在一些差距 (guide, decision 18).
_NAMES_NOTHING = re.compile(
    r"[^,;:。]{0,20}存在(?:着)?(?:一些|一定|不少|较大|许多|诸多)?(?:的)?"
    r"(?:差距|不足|问题|短板|薄弱环节)(?:[和与及](?:差距|不足|问题|短板))?"
)


@cache
def load_theme_model() -> LinearClasses:
    """Raises ``WeightsError`` for weights that are missing or damaged."""
    return load_weights("extraction.statements", "theme_model", features=FEATURES)


def statement_to_theme(text: str, kind: StatementLabel) -> str:
    """The theme of a statement's text on the matching copy."""
    plain = "".join(text.split())
    if _NAMES_NOTHING.fullmatch(plain) and text_to_theme(plain) == GENERAL:
        return GENERAL
    return load_theme_model().best(statement_to_features(text, kind))


def statement_to_features(text: str, kind: StatementLabel) -> Set[str]:
    """What the model sees of a statement."""
    plain = _FIGURES.sub("0", "".join(text.split()))
    mentions = text_to_mentions(plain)
    found = {f"K{kind}", f"{RULED}r{mentions_to_theme(mentions)}"}
    found |= _runs("", plain) | _runs("F", plain[:_HEAD])
    for start, _, theme in mentions:
        found |= {f"{RULED}m{theme}", f"{RULED}{min(_LAST_TEN, start // 10)}{theme}"}
    return found


def _runs(mark: str, text: str) -> set[str]:
    return {mark + text[at : at + size] for size in _SIZES for at in range(len(text) - size + 1)}
