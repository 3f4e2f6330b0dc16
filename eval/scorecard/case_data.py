"""Cases as data for the page's script: places, words and codes, all of it text.

Places count code points of the words around the case. What is right carries nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import get_args

from eval.cases import Case, CaseLabel, CaseSide, ErrorClass
from eval.comparison import CHANGES, Change, RunComparison
from eval.metrics.catalogue import METRICS, STRATA
from eval.runner import Run
from eval.scoring import DocumentScore
from eval.wording import metric_to_text
from eval.words import (
    UNKNOWN,
    Words,
    code_to_name,
    place_to_name,
    stratum_to_name,
    value_to_name,
)
from extraction.show.markup import UNSEEN

PARTS = ("item", "channel", "period", "part_of")
SAYS = ("value", "unit", "approx", "zero", "indicator", "kind", "theme", "status", "raw",
        "confidence", "cells", "claimed", "title", "agency", "year")  # fmt: skip
_SCRIPT_TEXTS = (
    "count", "more", "nothing", "right", "nothing_found", "nothing_marked", "outside",
    "link", "only", "unknown_place",
)  # fmt: skip
# What the script fills in itself, by the names in the texts.
_LEFT_OPEN = {name: f"{{{name}}}" for name in (
    "count", "drawn", "shown", "all", "place", "part", "start", "end",
)}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Entry:
    """A place that some run got wrong: one case a run, None for a run that did not err there."""

    document: str
    cases: tuple[Case | None, ...]
    change: Change | None = None

    @property
    def case(self) -> Case:
        return next(case for case in self.cases if case is not None)


def run_to_entries(run: Run) -> list[Entry]:
    return [Entry(score.document, (case,)) for score in run.scores for case in score.cases]


def comparison_to_entries(found: RunComparison) -> list[Entry]:
    """By change in the order that is read: what broke first."""
    entries = [
        Entry(flip.document, (flip.first, flip.second), flip.change)
        for flip in found.flips
        if flip.first is not None or flip.second is not None
    ]
    return sorted(entries, key=lambda entry: CHANGES.index(entry.change or "still_wrong"))


def entries_to_data(
    entries: Sequence[Entry], scores: Iterable[DocumentScore], sides: Sequence[str], words: Words
) -> dict[str, object]:
    """What ``cases.js`` reads. ``sides``: the headings of gold and of each run."""
    documents = {score.document: score for score in scores}
    strata = present_strata(documents.values())
    order = {document: number for number, document in enumerate(documents)}
    return {
        "unseen": UNSEEN.pattern,
        "sides": list(sides),
        "strata": list(strata),
        "texts": {name: words.say(f"cases.{name}", **_LEFT_OPEN) for name in _SCRIPT_TEXTS},
        "names": _names(words),
        "documents": [
            [document, [score.strata.get(stratum, "") for stratum in strata]]
            for document, score in documents.items()
        ],
        "values": strata_values(documents.values(), words),
        "cases": [_entry(entry, order, words) for entry in entries],
    }


def present_strata(scores: Iterable[DocumentScore]) -> list[str]:
    """Those that tell documents apart, in the order of the catalogue."""
    found = list(scores)
    return [
        stratum
        for stratum in STRATA
        if len({score.strata.get(stratum) for score in found} - {None}) > 1
    ]


def strata_values(scores: Iterable[DocumentScore], words: Words) -> dict[str, dict[str, str]]:
    """Stratum -> value -> its name, values in order."""
    found = list(scores)
    return {
        stratum: {
            value: value_to_name(words, stratum, value)
            for value in sorted(
                {score.strata[stratum] for score in found if stratum in score.strata}
            )
        }
        for stratum in present_strata(found)
    }


def _names(words: Words) -> dict[str, dict[str, str]]:
    return {
        "label": {label: words.say(f"label.{label}") for label in get_args(CaseLabel)},
        "class": {each: words.say(f"class.{each}") for each in get_args(ErrorClass)},
        "part": {part: words.say(f"part.{part}") for part in PARTS},
        "says": {each: words.say(f"says.{each}") for each in SAYS},
        "change": {change: words.say(f"change.{change}") for change in CHANGES},
        "metric": {name: metric_to_text(metric, words.lang) for name, metric in METRICS.items()},
        "stratum": {stratum: stratum_to_name(words, stratum) for stratum in STRATA},
    }


def _entry(entry: Entry, order: Mapping[str, int], words: Words) -> dict[str, object]:
    case = entry.case
    classes = {name for each in entry.cases if each is not None for name in each.classes}
    told: dict[str, object] = {
        "document": order[entry.document],
        "label": case.label,
        "key": case.key,
        "title": place_to_name(words, case.label, case.key),
        "gold": _side(case.gold, words, classes),
        "answers": [_answer(each, words) for each in entry.cases],
        "costs": list(dict.fromkeys(cost for each in entry.cases if each for cost in each.costs)),
    }
    if entry.change is not None:
        told["change"] = entry.change
    context = join_contexts([each for each in entry.cases if each is not None])
    if context is not None:
        told["text"], told["from"] = context
    return told


def join_contexts(cases: Iterable[Case]) -> tuple[str, int] | None:
    """The words around all of them and where they begin; those of the first where they part."""
    cut = [
        (case.context, case.context_start)
        for case in cases
        if case.context is not None and case.context_start is not None
    ]
    if not cut:
        return None
    text, start = cut[0]
    for other, begin in cut[1:]:
        if begin > start + len(text) or begin + len(other) < start:
            continue
        low, high = (other, text) if begin < start else (text, other)
        first, second = min(start, begin), max(start, begin)
        text = low + high[max(0, first + len(low) - second) :]
        start = first
    return text, start


def _answer(case: Case | None, words: Words) -> object:
    """0 for a run that did not err here."""
    if case is None:
        return 0
    return {"classes": list(case.classes), "side": _side(case.found, words, case.classes)}


def _side(side: CaseSide | None, words: Words, classes: Collection[str]) -> object:
    if side is None:
        return None
    told: dict[str, object] = {"says": dict(_says(side, words, classes))}
    if side.start is not None and side.end is not None:
        told["place"] = [side.start, side.end]
    if side.marks:
        told["marks"] = {name: list(place) for name, place in side.marks.items()}
    return told


def _says(side: CaseSide, words: Words, classes: Collection[str]) -> Iterator[tuple[str, str]]:
    """What is worth reading: parts that say nothing are left out unless the sides differ there."""
    for name, value in side.says.items():
        is_silent = value == "0" if name == "zero" else value == UNKNOWN
        if is_silent and name not in (*classes, "value", "raw") and len(side.says) > 1:
            continue
        yield name, code_to_name(words, name, value)
