"""The best legal path, and what share of all legal paths holds a span."""

from __future__ import annotations

from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.decoding import (
    Floats,
    Transitions,
    best_path,
    emissions_to_spans,
    flat_transitions,
    scores_to_transitions,
    span_probabilities,
)
from models.labels import StatementLabel
from models.tags import (
    LAYERS,
    SPAN_TAGS,
    STATEMENT_TAGS,
    TaggedSpan,
    legal_ends,
    legal_starts,
    legal_steps,
    spans_to_tags,
    tags_to_spans,
)

SEEDS = st.integers(0, 10_000)


def drawn(seed: int, length: int) -> tuple[Floats, Transitions]:
    """Emissions and transitions of layer 2, at random."""
    rng = np.random.default_rng(seed)
    size = len(STATEMENT_TAGS)
    scores = (rng.normal(size=size), rng.normal(size=(size, size)), rng.normal(size=size))
    return 2 * rng.normal(size=(length, size)), scores_to_transitions(*scores, STATEMENT_TAGS)


def paths_and_scores(
    emissions: Floats, transitions: Transitions
) -> list[tuple[tuple[int, ...], float]]:
    """Every path, legal or not, with its score: what decoding must find without looking."""
    found = []
    for path in product(range(emissions.shape[1]), repeat=len(emissions)):
        score = transitions.start[path[0]] + transitions.end[path[-1]]
        score += sum(emissions[place, tag] for place, tag in enumerate(path))
        score += sum(transitions.step[a, b] for a, b in pairwise(path))
        found.append((path, float(score)))
    return found


@pytest.mark.parametrize("seed", range(5))
def test_no_path_is_better(seed: int) -> None:
    emissions, transitions = drawn(seed, 3)
    best = max(paths_and_scores(emissions, transitions), key=lambda each: each[1])
    assert tuple(best_path(emissions, transitions)) == best[0]


@pytest.mark.parametrize("seed", range(5))
def test_a_span_has_the_share_of_the_paths_that_hold_it(seed: int) -> None:
    emissions, transitions = drawn(seed, 3)
    span = TaggedSpan(0, 2, "measure_taken")
    total = inside = 0.0
    for path, score in paths_and_scores(emissions, transitions):
        weight = np.exp(score)
        total += weight
        if weight and span in tags_to_spans(path, STATEMENT_TAGS):
            inside += weight
    found = span_probabilities(emissions, transitions, [span], STATEMENT_TAGS)
    assert found == [pytest.approx(inside / total)]


@given(SEEDS, st.integers(1, 40))
def test_paths_are_legal_whatever_the_scores(seed: int, length: int) -> None:
    for tags in LAYERS:
        emissions = 10 * np.random.default_rng(seed).normal(size=(length, len(tags)))
        path = best_path(emissions, flat_transitions(tags))
        assert legal_starts(tags)[path[0]]
        assert legal_steps(tags)[path[:-1], path[1:]].all()
        assert legal_ends(tags)[path[-1]]


@given(SEEDS, st.integers(1, 40))
def test_probabilities_are_probabilities(seed: int, length: int) -> None:
    emissions, transitions = drawn(seed, length)
    for _, probability in emissions_to_spans(emissions, transitions, STATEMENT_TAGS):
        assert 0 < probability <= 1


def test_what_the_scores_say_clearly_is_found_and_is_sure() -> None:
    spans = [TaggedSpan(1, 3, "item"), TaggedSpan(3, 7, "quantity"), TaggedSpan(8, 9, "period")]
    emissions = np.zeros((10, len(SPAN_TAGS)))
    emissions[np.arange(10), spans_to_tags(spans, 10, SPAN_TAGS)] = 20
    found = emissions_to_spans(emissions, flat_transitions(SPAN_TAGS), SPAN_TAGS)
    assert [span for span, _ in found] == spans
    assert all(probability > 0.999 for _, probability in found)


def test_two_equal_readings_have_half_each() -> None:
    emissions = np.full((1, len(STATEMENT_TAGS)), -50.0)
    emissions[0, STATEMENT_TAGS.names.index("S-problem")] = 0
    emissions[0, STATEMENT_TAGS.names.index("S-commitment")] = 0
    transitions = flat_transitions(STATEMENT_TAGS)
    labels: tuple[StatementLabel, ...] = ("problem", "commitment")
    for label in labels:
        span = TaggedSpan(0, 1, label)
        found = span_probabilities(emissions, transitions, [span], STATEMENT_TAGS)
        assert found == [pytest.approx(0.5)]


def test_long_texts_do_not_run_out_of_numbers() -> None:
    emissions = np.zeros((5000, len(SPAN_TAGS)))
    span = TaggedSpan(10, 4000, "item")
    emissions[np.arange(5000), spans_to_tags([span], 5000, SPAN_TAGS)] = 30
    found = emissions_to_spans(emissions, flat_transitions(SPAN_TAGS), SPAN_TAGS)
    assert [each for each, _ in found] == [span]
    assert found[0][1] > 0.99


def test_an_empty_text_has_no_spans() -> None:
    empty = np.zeros((0, len(SPAN_TAGS)))
    assert emissions_to_spans(empty, flat_transitions(SPAN_TAGS), SPAN_TAGS) == []


def test_transitions_of_other_tags_are_refused() -> None:
    size = len(SPAN_TAGS)
    with pytest.raises(ValueError, match="13 tags"):
        scores_to_transitions(
            np.zeros(size), np.zeros((size, size)), np.zeros(size), STATEMENT_TAGS
        )
