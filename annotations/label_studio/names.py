"""What annotators see for each label, relation and class: Chinese words for stored ids.

The server stores the ids, except for relations, which it knows by their shown name only.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import get_args

from annotations.messages import say
from annotations.schema import RelationKind
from extraction.claims.indicators import load_rules
from extraction.messages import message
from extraction.record import Approx
from extraction.statements.themes import GENERAL, load_themes
from models import SPAN_LABELS, STATEMENT_LABELS

NONE = "none"
"""Chosen where the quote seems to state something that does not count."""

# Label -> colour in the editor: figures warm, what belongs to them cool, statements pale.
COLOURS: Mapping[str, str] = MappingProxyType(
    {
        "quantity": "#d4380d",
        "item": "#0958d9",
        "channel": "#08979c",
        "period": "#7cb305",
        "negation": "#c41d7f",
        "problem": "#ffa39e",
        "measure_taken": "#b7eb8f",
        "commitment": "#adc6ff",
    }
)


@cache
def label_names() -> Mapping[str, str]:
    """Label -> its Chinese name, in the order of ``models.labels``."""
    return MappingProxyType(
        {label: say("zh", f"desk.label.{label}") for label in (*SPAN_LABELS, *STATEMENT_LABELS)}
    )


@cache
def relation_names() -> Mapping[RelationKind, str]:
    """Kind -> its Chinese name, which is what the server stores."""
    kinds: tuple[RelationKind, ...] = get_args(RelationKind)
    return MappingProxyType({kind: say("zh", f"desk.relation.{kind}") for kind in kinds})


@cache
def relation_kinds() -> Mapping[str, RelationKind]:
    """What a relation may be called -> its kind; the ids themselves count too."""
    names = relation_names()
    return MappingProxyType({name: kind for kind in names for name in (names[kind], kind)})


@cache
def approx_names() -> Mapping[str, str]:
    values: tuple[str, ...] = (*get_args(Approx), NONE)
    return MappingProxyType({value: say("zh", f"desk.approx.{value}") for value in values})


@cache
def indicator_names() -> Mapping[str, str]:
    """Indicator -> its Chinese name, by group."""
    ids = sorted({rule.id for rule in load_rules() if rule.id})
    return MappingProxyType({name: message("zh", f"indicator.{name}") for name in ids})


@cache
def theme_names() -> Mapping[str, str]:
    ids = [*dict.fromkeys(name for name, _ in load_themes()), GENERAL]
    return MappingProxyType({name: message("zh", f"theme.{name}") for name in dict.fromkeys(ids)})
