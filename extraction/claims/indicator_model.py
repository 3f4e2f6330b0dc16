"""Which indicator a claim states: the rules where cells hang on it, else a linear model.

The rules of ``indicators.toml`` name what their words say and are silent or wrong where the
sentence decides; the model weighs the words around the figure, the rules' own answer among them.
Its weights come from ``training.classes``; that a claim states no indicator is a class of its own.

A rule that was right in nearly all of its cases stands by itself (``certain``). Indicators that
``table_links.toml`` ties to cells of the statutory tables come from the rules alone: where a rule
gives one it stands, and where the model would give one that has cells by itself there is none, so
that no learned weight can accuse a report of contradicting its tables.
"""

from __future__ import annotations

import re
from collections.abc import Set
from functools import cache

from extraction.claims.indicators import RATE_UNITS, ClaimFacts, facts_to_rule
from extraction.claims.table_links import load_links
from extraction.linear_classes import LinearClasses, load_weights

# Of what ``facts_to_features`` makes: a change asks for weights trained anew.
FEATURES = 1
# How a claim without indicator is called among the classes.
NONE = ""
# Features that stand for a rule's answer and weigh more than a run of characters, see
# ``training.classes``.
RULED = "="
# Characters of the clause before and after the figure that are marked by their side.
_BEFORE, _AFTER = 14, 8
_FIGURES = re.compile(r"\d+(?:\.\d+)?")
_CLAUSE_START = re.compile(r"[,;:、]")


@cache
def load_indicator_model() -> LinearClasses:
    """Raises ``WeightsError`` for weights that are missing or damaged."""
    return load_weights("extraction.claims", "indicator_model", features=FEATURES)


@cache
def linked_indicators() -> frozenset[str]:
    """Those that a cell of the tables may state too; of some, only where the item says so."""
    links = load_links()
    return frozenset(links.ways) | {indicator for indicator, _, _ in links.named}


@cache
def barred_indicators() -> frozenset[str]:
    """Those that the model never gives: any claim of theirs is held against cells."""
    return frozenset(load_links().ways)


def claim_to_indicator(facts: ClaimFacts) -> str | None:
    """The claim's indicator, None where it states none."""
    ruled, stands = facts_to_ruled(facts)
    if stands:
        return ruled
    best = load_indicator_model().best(facts_to_features(facts, ruled))
    return None if best == NONE or best in barred_indicators() else best


def facts_to_ruled(facts: ClaimFacts) -> tuple[str | None, bool]:
    """What the rules say, and whether that stands whatever the model says."""
    rule = facts_to_rule(facts)
    if rule is None:
        return None, False
    return rule.id, rule.certain or rule.id in linked_indicators()


def facts_to_features(facts: ClaimFacts, ruled: str | None) -> Set[str]:
    """What the model sees of a claim: runs of characters, each marked by where it stands."""
    item, channel, clause = (_plain(text) for text in (facts.item, facts.channel, facts.clause))
    before = _CLAUSE_START.split(_plain(facts.before))[-1][-_BEFORE:]
    unit, answer = facts.unit or "", ruled or NONE
    found = {f"i{item}", f"u{unit}{item[-2:]}", f"U{unit}", f"c{bool(channel)}", f"Z{facts.zero}"}
    found |= {f"{RULED}r{answer}", f"{RULED}u{answer}{unit}"}
    found |= _runs("I", f"^{item}$", (1, 2, 3, 4))
    found |= _runs("C", channel, (2, 3))
    found |= _runs("N", before, (2, 3))
    found |= _runs("R", _plain(facts.after)[:_AFTER], (1, 2))
    found |= _runs("E", clause, (2, 3))
    if unit in RATE_UNITS:
        found |= _runs("%", item, (2,)) | {"%"}
    return found


def _plain(text: str | None) -> str:
    """Without white space; one 0 for each figure."""
    return _FIGURES.sub("0", "".join((text or "").split()))


def _runs(mark: str, text: str, sizes: tuple[int, ...]) -> set[str]:
    return {mark + text[at : at + size] for size in sizes for at in range(len(text) - size + 1)}
