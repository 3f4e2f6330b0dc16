"""Which tasks are shown first, and how many of a kind.

Orders by what each candidate says of itself; near-identical texts (reports repeat last year's
sentences with other figures) are shown a few times only. Knows no desk and no report.
"""

from __future__ import annotations

import re
import zlib
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal, get_args

import numpy as np
from numpy.typing import NDArray

Order = Literal["uncertainty", "disagreement", "checks", "file"]
ORDERS: tuple[Order, ...] = get_args(Order)

# The part of five-character runs that two texts of one kind share. Of 103 passages of 28 real
# reports, pairs from 0.72 up are one agency's neighbouring years or preambles filled into the same
# form; from 0.69 down sentences of their own outweigh what is shared.
SAME_KIND = 0.7
_SHINGLE = 5
# 16 bands of 2 hashes: a pair that shares 0.7 is compared with a probability of 0.99998, one that
# shares 0.2 with one of 0.5, and comparing costs little.
_BANDS, _ROWS = 16, 2
_PRIME = np.uint64(2_147_483_647)
_NOISE = re.compile(r"[\s\W_]+")
_FIGURE = re.compile(r"\d+|[〇零一二三四五六七八九十百千万亿两]+")


@dataclass(frozen=True, slots=True)
class Candidate:
    """``uncertainty`` and ``disagreement`` lie in [0, 1]; ``text`` None is a kind of its own."""

    id: str
    text: str | None = None
    uncertainty: float = 0.0
    disagreement: float = 0.0
    contradictions: int = 0
    failed_checks: int = 0


@dataclass(frozen=True, slots=True)
class Ranked:
    """A candidate to be shown, with the amount by which it was placed."""

    candidate: Candidate
    reason: Order
    amount: float


@dataclass(frozen=True, slots=True)
class Ranking:
    """``left_out`` counts candidates beyond the number allowed of their kind."""

    shown: tuple[Ranked, ...]
    left_out: int


_AMOUNT: Mapping[Order, Callable[[Candidate], tuple[float, ...]]] = MappingProxyType(
    {
        "uncertainty": lambda each: (each.uncertainty,),
        "disagreement": lambda each: (each.disagreement, each.uncertainty),
        "checks": lambda each: (each.contradictions, each.failed_checks, each.uncertainty),
        "file": lambda _: (0.0,),
    }
)


def rank_candidates(
    candidates: Sequence[Candidate], *, order: Order, per_kind: int | None = None
) -> Ranking:
    """The candidates, the greatest amount first, equal ones in the order given.

    Args:
        per_kind: how many near-identical texts are shown; None for all.
    """
    amount = _AMOUNT[order]
    ordered = sorted(candidates, key=amount, reverse=True)
    kinds = _Kinds()
    shown = [
        Ranked(each, order, amount(each)[0])
        for each in ordered
        if per_kind is None or each.text is None or kinds.count(each.text) <= per_kind
    ]
    return Ranking(tuple(shown), len(ordered) - len(shown))


def text_similarity(one: str, other: str) -> float:
    """The part of character sequences that two texts share, figures and signs aside."""
    return _similarity(_shingles(one), _shingles(other))


@dataclass(slots=True)
class _Kinds:
    """Texts seen so far by kind; the first of a kind stands for it."""

    seen: list[NDArray[np.uint64]] = field(default_factory=list)
    counts: list[int] = field(default_factory=list)
    buckets: dict[tuple[int, ...], list[int]] = field(default_factory=lambda: defaultdict(list))

    def count(self, text: str) -> int:
        """How many texts of this one's kind there are, itself included."""
        shingles = _shingles(text)
        keys = _shingles_to_bands(shingles)
        for kind in dict.fromkeys(kind for key in keys for kind in self.buckets.get(key, ())):
            if _similarity(shingles, self.seen[kind]) >= SAME_KIND:
                self.counts[kind] += 1
                return self.counts[kind]
        for key in keys:
            self.buckets[key].append(len(self.seen))
        self.seen.append(shingles)
        self.counts.append(1)
        return 1


def _shingles(text: str) -> NDArray[np.uint64]:
    """Hashes of all runs of five characters, each once; a shorter text is one run."""
    plain = _FIGURE.sub("0", _NOISE.sub("", text))
    runs = {plain[at : at + _SHINGLE] for at in range(max(1, len(plain) - _SHINGLE + 1))}
    hashes = [zlib.crc32(run.encode("utf-8", "surrogatepass")) for run in runs]
    return np.unique(np.array(hashes, dtype=np.uint64))


def _similarity(one: NDArray[np.uint64], other: NDArray[np.uint64]) -> float:
    shared = len(np.intersect1d(one, other, assume_unique=True))
    return shared / (len(one) + len(other) - shared)


def _shingles_to_bands(shingles: NDArray[np.uint64]) -> list[tuple[int, ...]]:
    """Least values under fixed permutations, in bands: alike texts likely share a band."""
    count = _BANDS * _ROWS
    factors = (np.arange(1, count + 1, dtype=np.uint64) * np.uint64(2_654_435_761)) % _PRIME
    reduced = (shingles % _PRIME)[:, np.newaxis]
    mixed = (reduced * factors + factors[::-1]) % _PRIME
    least = mixed.min(axis=0)
    return [
        (band, *(int(value) for value in least[band * _ROWS : (band + 1) * _ROWS]))
        for band in range(_BANDS)
    ]
