"""Whole reports: title, agency, year, sections, checks, contradictions between text and tables."""

from __future__ import annotations

from collections.abc import Set

from annotations.matching import intersection_over_union, match_pairs
from annotations.schema import name_to_digest
from eval.cases import Case, CaseSide
from eval.findings import Findings, FoundContradiction, FoundSection
from eval.metrics.tally import Tally

# A section is the same when it has the same id and most of its extent.
_SAME_SECTION = 0.9


def score_fields(gold: Findings, found: Findings, tally: Tally) -> None:
    """One of the readings that people accept; by digest where the store holds no more."""
    for name, accepted in (gold.fields or {}).items():
        if found.fields is None and found.failed is None:
            continue
        got = (found.fields or {}).get(name, ())
        right = any(_is_same(one, other) for one in got for other in accepted)
        right = right or not (got or accepted)
        tally.answer(name, right=right, answered=right or bool(got))
        if not right:
            tally.cases.append(
                Case(
                    document=gold.document,
                    label="field",
                    key=f"field:{name}",
                    classes=("value",),
                    costs=(name,),
                    gold=CaseSide(says={name: " | ".join(map(str, accepted)) or "–"}),
                    found=CaseSide(says={name: " | ".join(map(str, got)) or "–"}),
                )
            )


def _is_same(got: str | int, accepted: str | int) -> bool:
    return got == accepted or (isinstance(got, str) and name_to_digest(got) == accepted)


def score_sections(gold: Findings, found: Findings, tally: Tally) -> None:
    """Sections with their ids and nearly all of their extent; optional ones count for nothing."""
    if gold.sections is None or found.sections is None:
        return
    mine, theirs = gold.sections, found.sections
    pairs = match_pairs(mine, theirs, _section_weight)
    tally.add("section", right=len(pairs), predicted=len(theirs), gold=len(mine))
    matched = {i for i, _ in pairs}
    for i, section in enumerate(mine):
        if i not in matched:
            tally.cases.append(
                Case(
                    document=gold.document,
                    label="section",
                    key=f"section:{section.id}",
                    classes=("missed",),
                    costs=("section",),
                    gold=CaseSide(start=section.start, end=section.end),
                )
            )


def _section_weight(one: FoundSection, other: FoundSection) -> float:
    if one.id != other.id:
        return 0.0
    shared = max(
        intersection_over_union((start, one.end), (other.start, other.end))
        for start in (one.start, *one.other_starts)
    )
    return shared if shared >= _SAME_SECTION else 0.0


def score_checks(
    document: str, failed: Set[tuple[str, str]] | None, found: Findings, tally: Tally
) -> None:
    """Each identity that the system reports: is it told apart whether it fails.

    Args:
        failed: (rule, scope) of those that do fail; one that is not reported is wrong too.
    """
    if failed is None or found.checks is None:
        return
    got = {(check.rule, check.scope): check.status for check in found.checks}
    for rule, scope in (*got, *sorted(failed - set(got))):
        status = got.get((rule, scope))
        fails = (rule, scope) in failed
        right = status is not None and (status == "fail") == fails
        tally.answer("check", right=right, answered=status is not None)
        if not right:
            tally.cases.append(
                Case(
                    document=document,
                    label="check",
                    key=f"check:{rule}:{scope}",
                    classes=("status",),
                    costs=("check",),
                    gold=CaseSide(says={"status": "fail" if fails else "–"}),
                    found=CaseSide(says={"status": status or "–"}),
                )
            )


def score_contradictions(gold: Findings, found: Findings, tally: Tally) -> None:
    """A reported one is right when it claims the number of a true one against its cells."""
    if gold.contradictions is None or found.contradictions is None:
        return
    mine, theirs = gold.contradictions, found.contradictions
    pairs = match_pairs(mine, theirs, _contradiction_weight)
    tally.add("contradiction", right=len(pairs), predicted=len(theirs), gold=len(mine))
    left, right = {i for i, _ in pairs}, {j for _, j in pairs}
    for i, each in enumerate(mine):
        if i not in left:
            _add_contradiction(tally, gold.document, each, is_missed=True)
    for j, each in enumerate(theirs):
        if j not in right:
            _add_contradiction(tally, gold.document, each, is_missed=False)


def _contradiction_weight(one: FoundContradiction, other: FoundContradiction) -> float:
    return float(one.claimed == other.claimed and bool(set(one.cells) & set(other.cells)))


def _add_contradiction(
    tally: Tally, document: str, each: FoundContradiction, *, is_missed: bool
) -> None:
    says = {"claimed": str(each.claimed), "cells": ", ".join(each.cells)}
    side = CaseSide(start=each.start, end=each.end, says=says)
    mark = "" if is_missed else "+"
    tally.cases.append(
        Case(
            document=document,
            label="contradiction",
            key=f"contradiction{mark}:{each.claimed}:{each.cells[0]}",
            classes=("missed",) if is_missed else ("spurious",),
            costs=("contradiction",),
            gold=side if is_missed else None,
            found=None if is_missed else side,
        )
    )
