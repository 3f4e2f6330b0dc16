"""What the ordered rules of ``indicators.toml`` say of a claim; the last word has
``indicator_model``.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import islice

from extraction.claims.quantities import RATE_UNITS

# The label of an enumerated point or numbered heading: (二)依申请公开情况.
_HEADING = re.compile(
    r"(?:^|\n|。|;)\s*(?:[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十\d]{1,2}\)|\d{1,2}[.、]"
    r"|[一二三四五六七八九十]是|第[一二三四五],)([^,。;:\n]{2,24})"
)
# How far before a claim its heading is looked for, in characters.
_HEADING_REACH = 400


@dataclass(frozen=True, slots=True)
class IndicatorRule:
    """All patterns given must be found; ``rate`` None fits shares and counts alike.

    ``id`` None says that what fits states no indicator. ``number`` is its place in the file,
    ``certain``: the answer stands by itself, see ``indicator_model``.
    """

    id: str | None
    number: int
    item: re.Pattern[str] | None = None
    channel: re.Pattern[str] | None = None
    clause: re.Pattern[str] | None = None
    unit: re.Pattern[str] | None = None
    context: re.Pattern[str] | None = None
    rate: bool | None = None
    certain: bool = False

    def fits(self, facts: ClaimFacts) -> bool:
        if self.rate is not None and self.rate != (facts.unit in RATE_UNITS):
            return False
        # the rarest first: nearly every rule is refused by its first pattern
        return (
            _found(self.item, facts.item)
            and _found(self.unit, facts.unit)
            and _found(self.channel, facts.channel)
            and _found(self.clause, facts.clause)
            and _found(self.context, facts.context)
        )


def _found(pattern: re.Pattern[str] | None, text: str | None) -> bool:
    return pattern is None or (text is not None and pattern.search(text) is not None)


@dataclass(frozen=True, slots=True)
class ClaimFacts:
    """What decides an indicator: folded text of item, channel and clause, and the unit.

    ``context`` is the sentence up to the end of the claim's clause: 收到申请58件,均已办结 speaks of
    applications in both its clauses. ``before`` and ``after`` are the sentence on either side of
    the claim, ``zero`` says that something is denied. ``lead`` is what stands before the item,
    ``heading`` the last heading or enumerated label before the claim, ``whole`` the item of the
    total that the claim is a part of, None where it is none.
    """

    item: str | None
    channel: str | None
    clause: str
    unit: str | None
    context: str = ""
    before: str = ""
    after: str = ""
    zero: bool = False
    lead: str = ""
    heading: str = ""
    whole: str | None = None


@cache
def load_rules() -> tuple[IndicatorRule, ...]:
    source = files("extraction.claims").joinpath("indicators.toml")
    rules = tomllib.loads(source.read_text(encoding="utf-8"))["rule"]
    return tuple(
        IndicatorRule(
            id=rule["id"] or None,
            rate=rule.get("rate"),
            number=number,
            certain=rule.get("certain", False),
            **{
                name: re.compile(rule[name])
                for name in ("item", "channel", "clause", "unit", "context")
                if name in rule
            },
        )
        for number, rule in enumerate(rules)
    )


def heading_before(text: str, end: int) -> str:
    """The last heading or label of a point that begins before ``end``, or nothing."""
    heading = ""
    for match in _HEADING.finditer(text, max(0, end - _HEADING_REACH), end):
        heading = match[1]
    return heading


def facts_to_rule(facts: ClaimFacts) -> IndicatorRule | None:
    """The first rule that fits; None where none does."""
    return next(iter(facts_to_rules(facts, 1)), None)


def facts_to_rules(facts: ClaimFacts, most: int) -> list[IndicatorRule]:
    """The first rules that fit, in their order."""
    return list(islice((rule for rule in load_rules() if rule.fits(facts)), most))


def facts_to_indicator(facts: ClaimFacts) -> str | None:
    """What the rules alone say; None where none fits."""
    rule = facts_to_rule(facts)
    return rule.id if rule else None
