"""Which indicator a claim states, by the ordered rules of ``indicators.toml``."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_RATE_UNITS = frozenset({"%", "‰", "百分点", "倍", "番", "成"})


@dataclass(frozen=True, slots=True)
class IndicatorRule:
    """All patterns given must be found; ``rate`` None fits shares and counts alike.

    ``id`` None says that what fits states no indicator.
    """

    id: str | None
    item: re.Pattern[str] | None = None
    channel: re.Pattern[str] | None = None
    clause: re.Pattern[str] | None = None
    unit: re.Pattern[str] | None = None
    context: re.Pattern[str] | None = None
    rate: bool | None = None

    def fits(self, facts: ClaimFacts) -> bool:
        if self.rate is not None and self.rate != (facts.unit in _RATE_UNITS):
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
    applications in both its clauses.
    """

    item: str | None
    channel: str | None
    clause: str
    unit: str | None
    context: str = ""


@cache
def load_rules() -> tuple[IndicatorRule, ...]:
    source = files("extraction.claims").joinpath("indicators.toml")
    rules = tomllib.loads(source.read_text(encoding="utf-8"))["rule"]
    return tuple(
        IndicatorRule(
            id=rule["id"] or None,
            rate=rule.get("rate"),
            **{
                name: re.compile(rule[name])
                for name in ("item", "channel", "clause", "unit", "context")
                if name in rule
            },
        )
        for rule in rules
    )


def facts_to_indicator(facts: ClaimFacts) -> str | None:
    """The first rule that fits; None where none does."""
    return next((rule.id for rule in load_rules() if rule.fits(facts)), None)
