"""How alike a rival's label and a label of the form are: equal, contained or fuzzy."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache

from rapidfuzz import fuzz

# Enough to bear two wrong characters in a label of eight, or a label cut to five of eight.
ALIKE = 0.6
# What containment counts: below equality, above any fuzzy likeness of labels that differ.
CONTAINED = 0.9
# Shorter pieces occur inside labels of several rows.
LEAST_CONTAINED = 4

_ENUMERATOR = re.compile(
    r"\A(?:[（(][一二三四五六七八九十]+[)）]|[一二三四五六七八九十]、|\d[.、．:])"
)
_NOT_LABEL = re.compile(r"[^\w]|[\d_]")


@cache
def label_to_core(label: str) -> str:
    """The label's characters alone: one form of each, without enumerator, signs and digits."""
    squeezed = re.sub(r"\s+", "", unicodedata.normalize("NFKC", label))
    return _NOT_LABEL.sub("", _ENUMERATOR.sub("", squeezed))


def likeness(candidate: str, label: str) -> float:
    """From 0 to 1."""
    left, right = label_to_core(candidate), label_to_core(label)
    if not left or not right:
        return 0.0
    if left == right:
        return 1.0
    shorter, longer = sorted((left, right), key=len)
    fuzzy = fuzz.ratio(left, right) / 100
    if len(shorter) >= LEAST_CONTAINED and shorter in longer:
        return max(fuzzy, CONTAINED)
    return min(fuzzy, CONTAINED - 0.01)


def best_wholeness(candidates: Iterable[str], label: str) -> float:
    """As ``best_likeness``, of candidates that must make up the whole label by themselves."""
    core = label_to_core(label)
    return max((fuzz.ratio(label_to_core(each), core) / 100 for each in candidates), default=0.0)


def best_likeness(candidates: Iterable[str], label: str) -> float:
    return max((likeness(candidate, label) for candidate in candidates), default=0.0)
