"""Spans by label; where nervaluate and seqeval define the same thing the figures agree."""

from __future__ import annotations

from random import Random

import pytest

from eval.findings import Findings, FoundSpan
from eval.metrics.spans import score_spans
from eval.metrics.tally import Tally
from models import SPAN_LABELS, SpanLabel
from tests.eval.builder import counted, solid

LENGTH = 60


def spans(*made: FoundSpan) -> Findings:
    return Findings(document="d", text_sha256=None, spans=made)


def quantity(start: int, end: int, value: float, unit: str | None = "条") -> FoundSpan:
    return FoundSpan(label="quantity", start=start, end=end, value=value, unit_norm=unit)


def scored(gold: Findings, found: Findings) -> Tally:
    tally = Tally()
    score_spans(gold, found, solid(), tally)
    return tally


@pytest.mark.parametrize(
    ("found", "right", "exact"),
    [
        (quantity(5, 8, 271), 1, 1),
        (quantity(4, 8, 271), 1, 0),
        (quantity(5, 8, 27), 0, 0),
        (quantity(5, 8, 271, "篇"), 0, 0),
        (quantity(8, 9, 271), 0, 0),
    ],
)
def test_a_quantity_overlaps_and_says_the_same(found: FoundSpan, right: int, exact: int) -> None:
    tally = scored(spans(quantity(5, 8, 271)), spans(found))
    assert counted(tally, "quantity") == (right, 1, 1)
    assert counted(tally, "quantity.exact") == (exact, 1, 1)


def test_labels_are_counted_apart() -> None:
    gold = spans(
        FoundSpan(label="item", start=0, end=4), FoundSpan(label="channel", start=6, end=9)
    )
    found = spans(
        FoundSpan(label="item", start=1, end=4), FoundSpan(label="period", start=6, end=9)
    )
    tally = scored(gold, found)
    assert counted(tally, "span.item") == (1, 1, 1)
    assert counted(tally, "span.item.exact") == (0, 1, 1)
    assert counted(tally, "span.channel") == (0, 0, 1)
    assert counted(tally, "span.period") == (0, 1, 0)


def random_spans(rng: Random) -> list[FoundSpan]:
    """Of layer 1, none overlapping."""
    made, at = [], 0
    while at < LENGTH - 6:
        start = at + rng.randint(0, 4)
        end = start + rng.randint(1, 5)
        label: SpanLabel = rng.choice(SPAN_LABELS)
        made.append(
            FoundSpan(
                label=label,
                start=start,
                end=min(end, LENGTH),
                value=1 if label == "quantity" else None,
            )
        )
        at = end
    return made


def blurred(made: list[FoundSpan], rng: Random) -> list[FoundSpan]:
    """Some dropped, some of another label, some with another end; still none overlapping."""
    kept = []
    for span in made:
        draw = rng.random()
        if draw < 0.2:
            continue
        update: dict[str, object] = {}
        if draw < 0.4:
            update["label"] = rng.choice(SPAN_LABELS)
        elif draw < 0.6 and span.end - span.start > 1:
            update["end"] = span.end - 1
        kept.append(FoundSpan.model_validate(span.model_dump() | update))
    return kept


def to_tags(made: list[FoundSpan]) -> list[str]:
    tags = ["O"] * LENGTH
    for span in made:
        tags[span.start : span.end] = [f"I-{span.label}"] * (span.end - span.start)
        tags[span.start] = f"B-{span.label}"
    return tags


@pytest.mark.parametrize("seed", range(5))
def test_equal_edges_count_as_nervaluate_and_seqeval_count_them(seed: int) -> None:
    """Their strict schemes, summed over documents.

    nervaluate's partial scheme is not compared: what it calls partial depends on the order of the
    spans (its issue 40). seqeval is asked in strict mode with its scheme named, for by default it
    guesses the scheme and scores illegal sequences (its issues 23 and 25).
    """
    nervaluate = pytest.importorskip("nervaluate")
    seqeval = pytest.importorskip("seqeval.metrics")
    scheme = pytest.importorskip("seqeval.scheme")
    rng = Random(seed)
    gold = [random_spans(rng) for _ in range(8)]
    found = [blurred(made, rng) for made in gold]
    tallies = [scored(spans(*one), spans(*two)) for one, two in zip(gold, found, strict=True)]
    right = sum(counted(tally, "span.exact")[0] for tally in tallies)
    predicted, asked = sum(map(len, found)), sum(map(len, gold))
    tags = [[to_tags(each) for each in side] for side in (gold, found)]
    report = seqeval.classification_report(
        *tags, mode="strict", scheme=scheme.IOB2, output_dict=True, zero_division=0
    )
    assert report["micro avg"]["precision"] == pytest.approx(right / predicted)
    assert report["micro avg"]["recall"] == pytest.approx(right / asked)
    evaluator = nervaluate.Evaluator(*tags, tags=list(SPAN_LABELS), loader="list")
    strict = evaluator.evaluate()["overall"]["strict"]
    assert (strict.correct, strict.actual, strict.possible) == (right, predicted, asked)
