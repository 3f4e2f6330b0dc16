"""Taggers by name: the one place where code is loaded by name.

A tagger is loaded when it is asked for, so that the rules cost no model and a model no spaCy.
"""

from __future__ import annotations

import importlib
from functools import cache

from models.tagger import Tagger

TAGGERS: dict[str, str] = {"rules": "models.rule_tagger:RuleTagger"}
DEFAULT_TAGGER = "rules"


def tagger_names() -> tuple[str, ...]:
    """The names that ``load_tagger`` knows, the default first."""
    return tuple(sorted(TAGGERS, key=lambda name: (name != DEFAULT_TAGGER, name)))


@cache
def load_tagger(name: str = DEFAULT_TAGGER) -> Tagger:
    """The tagger of this name, made once.

    Raises:
        KeyError: for a name that is not in ``TAGGERS``.
    """
    module, _, attribute = TAGGERS[name].partition(":")
    made: Tagger = getattr(importlib.import_module(module), attribute)()
    return made
