"""Which indicator a claim states: a linear model, the rules' answers among its features.

The rules of ``indicators.toml`` name what their words say and are silent or wrong where the
sentence decides; the model weighs the words around the figure, the first rules that fit among them.
Its weights come from ``training.classes``; that a claim states no indicator is a class of its own.
A rule that was right in nearly all of its cases stands by itself (``certain``). Claims of a passage
are answered in order: each is told what the one before it and its total were found to state.

Indicators that ``table_links.toml`` ties to cells of the statutory tables are held against these
cells, so the model gives one only where a rule gives it too or the sentence names its subject
(``_SUBJECTS``): no learned weight alone can accuse a report of contradicting its tables.
"""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from functools import cache

from extraction.claims.indicators import ClaimFacts, IndicatorRule, facts_to_rules
from extraction.claims.quantities import RATE_UNITS
from extraction.claims.table_links import load_links
from extraction.linear_classes import LinearClasses, load_weights, text_to_runs

# Of what ``facts_to_features`` makes: a change asks for weights trained anew.
FEATURES = 3
# How a claim without indicator is called among the classes.
NONE = ""
# Weights of the features that are not simple runs, by their first character, see
# ``training.classes``. By themselves: 1.
WEIGHTS = {"=": 2.0, ">": 2.0}
# Of the rules that fit, those whose answers are features.
_RULES = 4
# What a sentence must name before the model ties a claim to cells that no rule ties it to.
# Agencies of authored-train not learned from, right of all claims and right of those with cells:
# this 0.781 and 0.934, without it 0.784 and 0.927, rules alone 0.763 and 0.925.
_SUBJECTS = {
    "request": re.compile("申请"),
    "remedy": re.compile("复议|诉讼|起诉|应诉"),
    "manage": re.compile("文件|规章|公文"),
}
# Characters of the clause before and after the figure that are marked by their side.
_BEFORE, _AFTER = 14, 8
_FIGURES = re.compile(r"\d+(?:\.\d+)?")
_CLAUSE_START = re.compile(r"[,;:。、]")
# What stands in place of an indicator where there is no claim before, or no total; where the total
# comes later.
_NOTHING, _LATER = "^", "?"


@cache
def load_indicator_model() -> LinearClasses:
    """Raises ``WeightsError`` for weights that are missing or damaged."""
    return load_weights("extraction.claims", "indicator_model", features=FEATURES)


@cache
def tied_indicators() -> frozenset[str]:
    """Those of which any claim is held against cells."""
    return frozenset(load_links().ways)


def facts_to_indicators(
    claims: Sequence[ClaimFacts], wholes: Sequence[int | None]
) -> list[str | None]:
    """The indicator of each claim of a passage, None where it states none.

    Args:
        claims: in the order in which they stand.
        wholes: of each claim the number of the one that it is a part of.
    """
    answers: list[str] = []
    for facts, whole in zip(claims, wholes, strict=True):
        answers.append(claim_to_answer(facts, neighbours_to_features(answers, whole)))
    return [None if answer == NONE else answer for answer in answers]


def claim_to_answer(facts: ClaimFacts, around: Set[str] = frozenset()) -> str:
    """The claim's class among those of the model, ``NONE`` where it states no indicator.

    Args:
        around: features that the passage's other claims give.
    """
    rules = first_rules(facts)
    if rules and rules[0].certain:
        return rules[0].id or NONE
    best = load_indicator_model().best(facts_to_features(facts, rules) | around)
    return best if may_state(facts, rules, best) else NONE


def neighbours_to_features(answers: Sequence[str], whole: int | None) -> Set[str]:
    """What the claims before it tell of a claim.

    Args:
        answers: their classes, in order.
        whole: the number of the claim that it is a part of.
    """
    before = answers[-1] if answers else _NOTHING
    total = _NOTHING
    if whole is not None:
        total = answers[whole] if whole < len(answers) else _LATER
    return {f">p{before}", f">w{total}"}


def may_state(facts: ClaimFacts, rules: Sequence[IndicatorRule], indicator: str) -> bool:
    """False for one that is held against cells and has nothing but learned weights for it."""
    if indicator not in tied_indicators() or any(rule.id == indicator for rule in rules):
        return True
    subject = _SUBJECTS.get(indicator.split(".", maxsplit=1)[0])
    named = _plain(f"{facts.context}{facts.item}{facts.whole}{facts.heading}")
    return subject is not None and subject.search(named) is not None


def first_rules(facts: ClaimFacts) -> list[IndicatorRule]:
    """Those that the model is told of."""
    return facts_to_rules(facts, _RULES)


def facts_to_features(facts: ClaimFacts, rules: Sequence[IndicatorRule]) -> Set[str]:
    """What the model sees of a claim: runs of characters, each marked by where it stands."""
    item, channel, clause = (_plain(text) for text in (facts.item, facts.channel, facts.clause))
    before = _CLAUSE_START.split(_plain(facts.before))[-1][-_BEFORE:]
    lead = _CLAUSE_START.split(_plain(facts.lead))[-1]
    unit, answer = facts.unit or "", (rules[0].id if rules else None) or NONE
    found = {f"i{item}", f"u{unit}{item[-2:]}", f"U{unit}", f"c{bool(channel)}", f"Z{facts.zero}"}
    found |= {f"=r{answer}", f"=u{answer}{unit}"} | {f"=t{rule.number}" for rule in rules}
    found |= text_to_runs("I", f"^{item}$", (1, 2, 3, 4))
    found |= {f"T{item[-size:]}" for size in (1, 2, 3)} | {f"L{item[:size]}" for size in (1, 2)}
    found |= text_to_runs("C", channel, (2, 3))
    found |= text_to_runs("N", before, (2, 3)) | text_to_runs("V", lead, (1, 2))
    found |= {f"W{lead[-size:]}" for size in (1, 2, 3)}
    found |= text_to_runs("R", _plain(facts.after)[:_AFTER], (1, 2))
    found |= text_to_runs("E", clause, (2, 3)) | text_to_runs("H", _plain(facts.heading), (2,))
    found |= {f"p{facts.whole is not None}"} | text_to_runs("P", _plain(facts.whole), (2,))
    if unit in RATE_UNITS:
        found |= text_to_runs("%", item, (2,)) | {"%"}
    return found


def _plain(text: str | None) -> str:
    """Without white space; one 0 for each figure."""
    return _FIGURES.sub("0", "".join((text or "").split()))
