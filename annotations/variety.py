"""Whether the corpus is as varied as it claims: passages that share stretches, density of claims.

Two passages share a stretch when the same run of characters, white space not counted, stands in
both. The form's own wordings are left out: every report has them.
"""

from __future__ import annotations

import re
import statistics
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from annotations.schema import AnnotatedDocument
from extraction.tables.form import FORM_IDS, load_form

# Stretches from this length on say that a passage was made from another, not written.
LONGEST_SHARED = 30
_SPACE = re.compile(r"\s+")
_NUMBER = re.compile(r"^(?:\d+\.|（.）|.、)")
# A law or notice cited by its full title, with its document number and articles: 《…》（…号）第…条
_CITED = re.compile(
    r"《(?:[^《》]|《[^《》]*》){4,}》(?:（[^（）]{2,30}号）)?(?:第[一二三四五六七八九十百]+条[、和]?)*"
)


@dataclass(frozen=True, slots=True)
class SharedStretch:
    """The longest run of characters that two documents have in common."""

    first: str
    second: str
    text: str


def documents_to_shared(
    documents: Sequence[AnnotatedDocument], least: int = LONGEST_SHARED
) -> list[SharedStretch]:
    """For each pair of documents that share a stretch of ``least`` characters, the longest."""
    texts = {each.id: _squeezed(each.text) for each in documents if each.text is not None}
    seen: dict[str, str] = {}
    longest: dict[tuple[str, str], str] = {}
    for name, text in texts.items():
        at = 0
        while at + least <= len(text):
            other = seen.get(text[at : at + least])
            if other is None or other == name:
                seen.setdefault(text[at : at + least], name)
                at += 1
                continue
            stretch = _grown(text, at, texts[other], least)
            pair = (other, name)
            if len(stretch) > len(longest.get(pair, "")):
                longest[pair] = stretch
            at += len(stretch) - least + 1
    return [SharedStretch(first, second, text) for (first, second), text in longest.items()]


def _grown(text: str, at: int, other: str, least: int) -> str:
    """The stretch from ``at`` as far as the other text goes along."""
    place = other.find(text[at : at + least])
    end = least
    while (
        at + end < len(text) and place + end < len(other) and text[at + end] == other[place + end]
    ):
        end += 1
    return text[at : at + end]


def _squeezed(text: str) -> str:
    """Without white space; each wording of the form, and each citation, is one sign."""
    squeezed = _CITED.sub("\ue001", _SPACE.sub("", text))
    for label in _form_wordings():
        squeezed = squeezed.replace(label, "\ue000")
    return squeezed


@cache
def _form_wordings() -> tuple[str, ...]:
    found: set[str] = set()
    for form in map(load_form, FORM_IDS):
        for table in form.tables:
            found.add(table.label)
            for block in table.blocks:
                found.update(_NUMBER.sub("", _SPACE.sub("", row.label)) for row in block.rows)
    long = (label for label in found if len(label) >= LONGEST_SHARED // 3)
    return tuple(sorted(long, key=len, reverse=True))


def documents_to_novelty(documents: Iterable[AnnotatedDocument], run: int = 8) -> float | None:
    """Share of runs of so many characters that stand in one document only; None without texts."""
    homes: dict[str, set[str]] = {}
    for document in documents:
        text = _squeezed(document.text or "")
        for at in range(len(text) - run + 1):
            homes.setdefault(text[at : at + run], set()).add(document.id)
    return sum(len(each) == 1 for each in homes.values()) / len(homes) if homes else None


def documents_to_densities(documents: Iterable[AnnotatedDocument]) -> list[float]:
    """Characters a claim, one figure for each document that has claims, in order of size."""
    found = []
    for document in documents:
        claims = sum(span.label in ("quantity", "negation") for span in document.spans)
        length = document.annotated_length
        if claims and length:
            found.append(length / claims)
    return sorted(found)


def median(values: Sequence[float]) -> float | None:
    return statistics.median(values) if values else None
