"""Exact-span scores of the rule tagger over paragraphs written to be hard for it.

They were annotated by the guide, batches 2 to 5 before the tagger saw them, batch 1 corrected
after a first look; then the rules were mended by what they showed. So the scores say that nothing
was lost, not how well unseen text is read: at first sight batches 2 to 5 scored F1 0.90, 0.89, 0.89
and 0.94 over all labels. Unlike the paragraphs next door they need not all come out right.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from models.labels import SPAN_LABELS, STATEMENT_LABELS
from models.rule_tagger import RuleTagger
from models.tagger import Passage
from tests.models.marked import marked_to_spans
from tests.models.test_rule_paragraphs import FOLDER, load

HARD = sorted((FOLDER / "hard").glob("*.txt"))
# Just below what is reached: items 0.961, channels 0.955, all others from 0.98 up.
FLOORS = {
    "quantity": 0.99,
    "item": 0.955,
    "channel": 0.92,
    "period": 0.98,
    "negation": 0.95,
    "problem": 0.96,
    "measure_taken": 0.93,
    "commitment": 0.96,
}


@pytest.fixture(scope="module")
def counts() -> dict[str, Counter[str]]:
    """Per label how many spans are right, missing and extra."""
    tagger = RuleTagger()
    sums: dict[str, Counter[str]] = {label: Counter() for label in FLOORS}
    for path in HARD:
        for place, marked in load(str(path.relative_to(FOLDER))):
            text, gold = marked_to_spans(marked)
            found = {(s.start, s.end, s.label) for s in tagger.tag([Passage(text, place)])[0]}
            for kind, spans in (
                ("right", found & set(gold)),
                ("missing", set(gold) - found),
                ("extra", found - set(gold)),
            ):
                for _, _, label in spans:
                    sums[label][kind] += 1
    return sums


def test_there_is_enough_to_count(counts: dict[str, Counter[str]]) -> None:
    gold = {label: each["right"] + each["missing"] for label, each in counts.items()}
    assert gold["quantity"] > 450
    assert min(gold.values()) >= 20


def test_floors_name_every_label() -> None:
    assert set(FLOORS) == {*SPAN_LABELS, *STATEMENT_LABELS}


@pytest.mark.parametrize("label", sorted(FLOORS))
def test_score_stays_above_its_floor(counts: dict[str, Counter[str]], label: str) -> None:
    sums = counts[label]
    f1 = 2 * sums["right"] / (2 * sums["right"] + sums["missing"] + sums["extra"])
    assert f1 >= FLOORS[label], dict(sums)


def test_every_hard_file_is_read() -> None:
    assert [Path(path).stem for path in HARD] == [f"batch-{number}" for number in range(1, 6)]
