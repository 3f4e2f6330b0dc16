"""How often comparisons are right where the truth is known: two invented systems, many times.

    python -m eval.benchmarks.simulated_pairs [--rounds N] [--coverage N] [--seed N]

Draws what two systems make of the same documents from chances that are set here, and counts the
verdicts of ``eval.verdicts`` and how often the intervals of ``eval.bootstrap`` hold the truth.
Counts are invented directly; nothing is extracted.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from eval.benchmarks.timing import machine, today
from eval.bootstrap import difference_interval, score_interval
from eval.metrics.counts import Counts, CountTable
from eval.verdicts import DocumentPair, Question, Verdict, compare_counts

# Of the claims that a system gets wrong, the part that it does not give at all; the others it
# gives wrongly, so that they count among the predicted too.
MISSING = 0.5


@dataclass(frozen=True, slots=True)
class Scene:
    """What is drawn. Shares are of all claims.

    Attributes:
        wrong: wrong in both systems.
        broken: right in a and wrong in b; ``mended`` the reverse. Equal: no difference.
        concentration: the sum of the parameters of the beta distributions from which each
            agency draws its own three shares: two claims of an agency correlate by
            1 / (concentration + 1). None: every claim for itself.
    """

    documents: int = 300
    claims: int = 10
    agencies: int = 100
    wrong: float = 0.10
    broken: float = 0.04
    mended: float = 0.04
    concentration: float | None = 10.0


NO_DIFFERENCE = Scene()
FIFTH_MENDED = Scene(broken=0.03, mended=0.05, concentration=None)


@dataclass(frozen=True, slots=True)
class Drawn:
    """Agency of each document, and both systems' tables over documents."""

    agencies: NDArray[np.int64]
    a: CountTable
    b: CountTable


def draw_documents(scene: Scene, rng: np.random.Generator) -> Drawn:
    agencies = rng.integers(0, scene.agencies, scene.documents)
    shares = _draw_shares(scene, scene.agencies, rng)
    rest = np.maximum(1 - shares.sum(axis=1, keepdims=True), 0.0)
    fates = rng.multinomial(scene.claims, np.hstack([shares, rest])[agencies])
    wrong, broken, mended = fates[:, 0], fates[:, 1], fates[:, 2]
    both_missing = rng.binomial(wrong, MISSING)
    a = _to_table(scene.claims, wrong + mended, both_missing + rng.binomial(mended, MISSING))
    b = _to_table(scene.claims, wrong + broken, both_missing + rng.binomial(broken, MISSING))
    return Drawn(agencies, a, b)


def _draw_shares(scene: Scene, agencies: int, rng: np.random.Generator) -> NDArray[np.float64]:
    """(agencies, 3): wrong in both, broken, mended; shrunk where they come to more than 1."""
    means = np.array([scene.wrong, scene.broken, scene.mended])
    shares = np.tile(means, (agencies, 1))
    if scene.concentration is not None:
        shares = rng.beta(
            means * scene.concentration, (1 - means) * scene.concentration, shares.shape
        )
    return np.asarray(shares / np.maximum(shares.sum(axis=1, keepdims=True), 1.0))


def _to_table(claims: int, wrong: NDArray[np.int64], missing: NDArray[np.int64]) -> CountTable:
    return np.stack([claims - wrong, claims - missing, np.full_like(wrong, claims)], axis=1)


def drawn_to_pairs(drawn: Drawn, *, by_document: bool = False) -> list[DocumentPair]:
    """Documents with their agencies, or with ``by_document`` each as an agency of its own."""
    names = range(len(drawn.agencies)) if by_document else drawn.agencies.tolist()
    rows = zip(names, drawn.a.tolist(), drawn.b.tolist(), strict=True)
    return [DocumentPair(f"{name:05}", Counts(*a), Counts(*b)) for name, a, b in rows]


def pairs_to_verdict(pairs: list[DocumentPair], rng: np.random.Generator) -> Verdict:
    """The one headline question about F1, with fewer draws than a report takes."""
    question = Question("claims", pairs, headline=True)
    return compare_counts([question], rng=rng, resamples=200, swaps=999)[0].verdict


def count_verdicts(
    scene: Scene, rounds: int, seed: int, *, by_document: bool = False
) -> Counter[Verdict]:
    rng = np.random.default_rng(seed)
    return Counter(
        pairs_to_verdict(drawn_to_pairs(draw_documents(scene, rng), by_document=by_document), rng)
        for _ in range(rounds)
    )


@dataclass(frozen=True, slots=True)
class Coverage:
    """Of the intervals given in ``rounds``: how many, the share with the truth, mean width."""

    rounds: int
    given: int
    held: float
    width: float


def measure_coverage(scene: Scene, rounds: int, seed: int) -> tuple[Coverage, Coverage]:
    """Of a's F1, and of the difference; agencies as clusters."""
    rng = np.random.default_rng(seed)
    true_a, true_b = _scene_to_truth(scene)
    scores, differences = [], []
    for _ in range(rounds):
        drawn = draw_documents(scene, rng)
        a, b = (_sum_by_agency(drawn.agencies, table) for table in (drawn.a, drawn.b))
        score = score_interval(a, "f1", rng=rng, resamples=1000)
        difference = difference_interval(a, b, "f1", rng=rng, resamples=1000)
        scores.append((score.low, score.high))
        differences.append((difference.low, difference.high))
    return _ends_to_coverage(scores, true_a), _ends_to_coverage(differences, true_b - true_a)


def _ends_to_coverage(ends: Sequence[tuple[float | None, float | None]], truth: float) -> Coverage:
    given = [(low, high) for low, high in ends if low is not None and high is not None]
    if not given:
        return Coverage(len(ends), 0, 0.0, 0.0)
    held = sum(low <= truth <= high for low, high in given)
    width = sum(high - low for low, high in given)
    return Coverage(len(ends), len(given), held / len(given), width / len(given))


def _scene_to_truth(scene: Scene) -> tuple[float, float]:
    """F1 of a and of b over four million agencies."""
    shares = _draw_shares(scene, 4_000_000, np.random.default_rng(0)).mean(axis=0)
    both, broken, mended = (float(share) for share in shares)
    return _wrong_to_f1(both + mended), _wrong_to_f1(both + broken)


def _wrong_to_f1(wrong: float) -> float:
    return 2 * (1 - wrong) / (2 - wrong * MISSING)


def _sum_by_agency(agencies: NDArray[np.int64], table: CountTable) -> CountTable:
    sums = np.zeros((int(agencies.max()) + 1, 3), dtype=np.int64)
    np.add.at(sums, agencies, table)
    return sums


def figures_of_verdicts(rounds: int, seed: int) -> Iterable[str]:
    cases = (
        ("no difference, agencies as clusters", NO_DIFFERENCE, False),
        ("no difference, documents as clusters", NO_DIFFERENCE, True),
        ("3 % broken, 5 % mended", FIFTH_MENDED, False),
    )
    for name, scene, by_document in cases:
        counts = count_verdicts(scene, rounds, seed, by_document=by_document)
        yield f"{name}: " + ", ".join(f"{counts[v]} {v}" for v in sorted(counts))


def figures_of_coverage(rounds: int, seed: int) -> Iterable[str]:
    yield "agencies\twrong\tof\tgiven\theld\twidth"
    for agencies in (10, 20, 50, 100):
        for wrong in (0.01, 0.03, 0.1):
            scene = Scene(
                documents=3 * agencies,
                agencies=agencies,
                wrong=wrong / 2,
                broken=wrong / 4,
                mended=wrong / 2,
            )
            found = measure_coverage(scene, rounds, seed)
            for name, coverage in zip(("score", "difference"), found, strict=True):
                yield (
                    f"{agencies}\t{wrong:.0%}\t{name}\t{coverage.given} of {coverage.rounds}"
                    f"\t{coverage.held:.1%}\t{coverage.width:.3f}"
                )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=500)
    parser.add_argument("--coverage", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=2026)
    options = parser.parse_args()
    print(f"{today()}, {machine()}. {options.rounds} rounds, seed {options.seed}")
    for line in figures_of_verdicts(options.rounds, options.seed):
        print(line)
    for line in figures_of_coverage(options.coverage, options.seed):
        print(line)
    return 0


if __name__ == "__main__":
    sys.exit(main())
