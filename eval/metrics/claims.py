"""Composed claims: number, unit and item; and every further field of those that were found.

Pairs are chosen by optimal assignment over overlapping quotes, those preferred that agree in
more. A claim is right when quantity and item are; channel and part_of count where one of the two
sides states them, so that agreeing on nothing earns nothing.
"""

from __future__ import annotations

from collections.abc import Sequence

from annotations.matching import intersection_over_union, match_pairs, overlap
from eval.cases import Case, CaseSide
from eval.findings import Findings, FoundClaim, Offsets
from eval.metrics.places import SolidText
from eval.metrics.spans import same_unit, same_value
from eval.metrics.tally import Tally

# What a wrong field costs, by the metric that counts it.
_METRIC_OF = {
    "value": "claim",
    "unit": "claim",
    "item": "claim",
    "zero": "claim",
    "channel": "channel",
    "part_of": "part_of",
    "period": "period",
    "approx": "approx",
    "indicator": "indicator",
    "edges": "claim.exact",
}


def score_claims(gold: Findings, found: Findings, solid: SolidText, tally: Tally) -> None:
    if gold.claims is None or found.claims is None:
        return
    mine, theirs = gold.claims, found.claims
    pairs = match_pairs(mine, theirs, lambda one, two: _weight(one, two, solid))
    twin = dict(pairs)
    wrong = {
        (i, j): _wrong_fields(mine[i], theirs[j], _same_whole(mine[i], theirs[j], twin), solid)
        for i, j in pairs
    }
    right = [pair for pair, fields in wrong.items() if _is_right(fields)]
    counts = {"predicted": len(theirs), "gold": len(mine)}
    tally.add("claim", right=len(right), **counts)
    tally.add("claim.exact", right=sum("edges" not in wrong[pair] for pair in right), **counts)
    tally.add(
        "claim.full", right=sum(not set(each) - {"edges"} for each in wrong.values()), **counts
    )
    _score_zeros(mine, theirs, right, tally)
    _score_parts(mine, theirs, pairs, wrong, tally)
    for i, j in pairs:
        for name in ("period", "approx", "indicator", "item"):
            tally.answer(name, right=name not in wrong[i, j])
    _score_indicators(mine, theirs, pairs, tally)
    hits = {j for _, j in right}
    tally.trust("claim", ((claim.confidence, j in hits) for j, claim in enumerate(theirs)))
    _add_cases(gold.document, mine, theirs, wrong, tally)


def _weight(one: FoundClaim, other: FoundClaim, solid: SolidText) -> float:
    places = (one.start, one.end), (other.start, other.end)
    if not overlap(*places):
        return 0.0
    same = _says_same(one, other)
    return (
        intersection_over_union(*places)
        + 4 * same
        + 2 * solid.same(one.item, other.item)
        + solid.same(one.channel, other.channel)
    )


def _says_same(one: FoundClaim, other: FoundClaim) -> bool:
    if one.zero or other.zero:
        return one.zero == other.zero
    return same_value(one.value, other.value) and same_unit(one.unit_norm, other.unit_norm)


def _same_whole(one: FoundClaim, other: FoundClaim, twin: dict[int, int]) -> bool:
    """Both name no whole, or wholes that were matched with each other."""
    if one.part_of is None or other.part_of is None:
        return one.part_of is other.part_of
    return twin.get(one.part_of) == other.part_of


def _wrong_fields(
    one: FoundClaim, other: FoundClaim, same_whole: bool, solid: SolidText
) -> list[str]:
    places = (one.start, one.end) == (other.start, other.end)
    items = one.item == other.item
    holds = (
        ("zero", one.zero == other.zero),
        ("value", same_value(one.value, other.value)),
        ("unit", one.zero or other.zero or same_unit(one.unit_norm, other.unit_norm)),
        ("item", solid.same(one.item, other.item)),
        ("channel", solid.same(one.channel, other.channel)),
        ("period", solid.same(one.period, other.period)),
        ("approx", one.approx == other.approx and same_value(one.value_max, other.value_max)),
        ("part_of", same_whole),
        ("indicator", one.indicator == other.indicator),
        ("edges", places and items),
    )
    return [name for name, is_so in holds if not is_so]


def _is_right(fields: Sequence[str]) -> bool:
    return not {"zero", "value", "unit", "item"} & set(fields)


def _score_zeros(
    mine: Sequence[FoundClaim],
    theirs: Sequence[FoundClaim],
    right: Sequence[tuple[int, int]],
    tally: Tally,
) -> None:
    tally.add(
        "zero",
        right=sum(mine[i].zero for i, _ in right),
        predicted=sum(claim.zero for claim in theirs),
        gold=sum(claim.zero for claim in mine),
    )


def _score_parts(
    mine: Sequence[FoundClaim],
    theirs: Sequence[FoundClaim],
    pairs: Sequence[tuple[int, int]],
    wrong: dict[tuple[int, int], list[str]],
    tally: Tally,
) -> None:
    for name in ("channel", "part_of"):
        stated = [getattr(claim, name) is not None for claim in mine]
        tally.add(
            name,
            right=sum(stated[i] and name not in wrong[i, j] for i, j in pairs),
            predicted=sum(getattr(claim, name) is not None for claim in theirs),
            gold=sum(stated),
        )


def _score_indicators(
    mine: Sequence[FoundClaim],
    theirs: Sequence[FoundClaim],
    pairs: Sequence[tuple[int, int]],
    tally: Tally,
) -> None:
    """Only those that name one: agreeing that none fits earns nothing here."""
    tally.add(
        "indicator.stated",
        right=sum(
            mine[i].indicator is not None and mine[i].indicator == theirs[j].indicator
            for i, j in pairs
        ),
        predicted=sum(claim.indicator is not None for claim in theirs),
        gold=sum(claim.indicator is not None for claim in mine),
    )


def _add_cases(
    document: str,
    mine: Sequence[FoundClaim],
    theirs: Sequence[FoundClaim],
    wrong: dict[tuple[int, int], list[str]],
    tally: Tally,
) -> None:
    for (i, j), fields in wrong.items():
        if fields and fields != ["edges"]:
            costs = dict.fromkeys(_METRIC_OF[name] for name in fields)
            case = _case(document, mine[i], fields, tuple(costs))
            sides = {"gold": _side(mine[i], mine), "found": _side(theirs[j], theirs)}
            tally.cases.append(case.model_copy(update=sides))
    for i in sorted(set(range(len(mine))) - {i for i, _ in wrong}):
        case = _case(document, mine[i], ["missed"], ("claim",))
        tally.cases.append(case.model_copy(update={"gold": _side(mine[i], mine)}))
    for j in sorted(set(range(len(theirs))) - {j for _, j in wrong}):
        case = _case(document, theirs[j], ["spurious"], ("claim",), unasked=True)
        tally.cases.append(case.model_copy(update={"found": _side(theirs[j], theirs)}))


def _case(
    document: str,
    at: FoundClaim,
    classes: Sequence[str],
    costs: tuple[str, ...],
    *,
    unasked: bool = False,
) -> Case:
    mark = "+" if unasked else ""
    item = "-" if at.item is None else f"{at.item[0]}-{at.item[1]}"
    channel = "-" if at.channel is None else f"{at.channel[0]}-{at.channel[1]}"
    return Case.model_validate(
        {
            "document": document,
            "label": "claim",
            "key": f"claim{mark}:{at.start}-{at.end}:{item}:{channel}",
            "classes": tuple(classes),
            "costs": costs,
        }
    )


def _side(claim: FoundClaim, among: Sequence[FoundClaim]) -> CaseSide:
    places: dict[str, Offsets | None] = {
        "item": claim.item,
        "channel": claim.channel,
        "period": claim.period,
    }
    whole = None if claim.part_of is None else among[claim.part_of]
    if whole is not None:
        places["part_of"] = (whole.start, whole.end)
    says = {
        "value": str(claim.value)
        if claim.value_max is None
        else f"{claim.value}–{claim.value_max}",
        "unit": claim.unit_norm or "–",
        "approx": claim.approx or "–",
        "zero": "1" if claim.zero else "0",
        "indicator": claim.indicator or "–",
    }
    marks = {name: place for name, place in places.items() if place is not None}
    return CaseSide(start=claim.start, end=claim.end, marks=marks, says=says)
