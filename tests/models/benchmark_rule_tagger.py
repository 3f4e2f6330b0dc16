"""How long the rule tagger takes for a whole report: python -m tests.models.benchmark_rule_tagger.

The report is made of the paragraphs of the tests, 5,000 characters of them.
"""

from __future__ import annotations

import platform
import statistics
import sys
import time

from models.rule_tagger import RuleTagger
from models.tagger import Passage, Place
from tests.models.marked import marked_to_spans
from tests.models.test_rule_paragraphs import PARAGRAPHS

CHARACTERS = 5_000
ROUNDS = 30
# the promise: a report of that length, warm, on one core
MOST_MILLISECONDS = 50.0


def report() -> list[Passage]:
    """Two passages of about 2,500 characters: an overview and a section on problems."""
    texts: dict[Place, str] = {"overview": "", "problems": ""}
    while sum(map(len, texts.values())) < CHARACTERS:
        for parameter in PARAGRAPHS:
            place, marked = parameter.values
            section: Place = "problems" if place == "problems" else "overview"
            if len(texts[section]) < CHARACTERS // 2:
                texts[section] += marked_to_spans(str(marked))[0] + "\n"
    return [Passage(text, place) for place, text in texts.items()]


def measure() -> list[float]:
    """Milliseconds of each round after warming up, the tagger being made outside them."""
    tagger, passages = RuleTagger(), report()
    for _ in range(3):
        tagger.tag(passages)
    rounds = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        tagger.tag(passages)
        rounds.append(1000 * (time.perf_counter() - start))
    return rounds


def main() -> int:
    length = sum(len(passage.text) for passage in report())
    rounds = measure()
    sys.stdout.write(
        f"{length} characters, {ROUNDS} rounds on {platform.machine()}: "
        f"min {min(rounds):.1f} ms, median {statistics.median(rounds):.1f} ms, "
        f"max {max(rounds):.1f} ms\n"
    )
    return 0 if statistics.median(rounds) <= MOST_MILLISECONDS else 1


if __name__ == "__main__":
    raise SystemExit(main())
