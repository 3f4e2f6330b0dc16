"""The spans of a passage linked: items, periods and totals of quantities, items of negations.

The order in which the questions are put stands here; each is answered by its own module, by
weights that ``training.linking`` learned with the very walk of this module.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from extraction.claims import item_choices, part_choices, part_features, period_choices
from extraction.claims.choices import Chooser, load_choices
from extraction.claims.linking import Items, link_items
from extraction.claims.mentions import Mention, sentence_to_mentions
from extraction.claims.sentences import Sentence
from models import ScoredSpan


@dataclass(frozen=True, slots=True)
class Choosers:
    """Who answers each question."""

    items: Chooser[Items]
    parts: Chooser[ScoredSpan | None]
    periods: Chooser[ScoredSpan | None]


@dataclass(frozen=True, slots=True)
class Link:
    """A quantity with all that goes with it; ``whole`` is the index of its total's link.

    ``trust`` is the probability of its items.
    """

    mention: Mention
    trust: float
    period: ScoredSpan | None
    whole: int | None


@dataclass(frozen=True, slots=True)
class Links:
    """``periods`` are those of the negations."""

    quantities: tuple[Link, ...]
    periods: dict[ScoredSpan, ScoredSpan | None]


def load_choosers() -> Choosers:
    """The weights of this package.

    Raises:
        WeightsError: for weights that are missing or damaged.
    """
    return Choosers(
        load_choices("item_links", item_choices.FEATURES).probabilities,
        load_choices("part_links", part_features.FEATURES).probabilities,
        load_choices("period_links", period_choices.FEATURES).probabilities,
    )


def link_passage(text: str, sentences: Sequence[Sentence], choosers: Choosers) -> Links:
    """All links of a passage, its quantities in text order."""
    mentions: list[Mention] = []
    trusts: list[float] = []
    periods: dict[ScoredSpan, ScoredSpan | None] = {}
    for sentence in sentences:
        counted = list(sentence_to_mentions(text, sentence))
        quantities = tuple(mention.span for mention in counted)
        ruled = link_items(text, replace(sentence, quantities=quantities))
        chosen = item_choices.choose_items(
            text, counted, [ruled.get(index, ()) for index in range(len(counted))], choosers.items
        )
        mentions += [
            replace(mention, items=items)
            for mention, (items, _) in zip(counted, chosen, strict=True)
        ]
        trusts += [trust for _, trust in chosen]
        heads = sorted((*quantities, *sentence.negations))
        found = period_choices.choose_periods(text, sentence, heads, choosers.periods)
        periods.update(zip(heads, found, strict=True))
    parts = part_choices.link_parts(text, mentions, choosers.parts)
    return Links(
        tuple(
            Link(mention, trust, periods[mention.span], parts.get(index))
            for index, (mention, trust) in enumerate(zip(mentions, trusts, strict=True))
        ),
        periods,
    )
