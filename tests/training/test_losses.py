"""Losses against sums over every path."""

from __future__ import annotations

from itertools import pairwise, product

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="torch belongs to the extra train")

from models.architecture.chain import TagChain  # noqa: E402 - after the check above
from models.decoding import scores_to_transitions  # noqa: E402
from models.tags import STATEMENT_TAGS, TaggedSpan, spans_to_tags  # noqa: E402
from training.config import LossRecipe  # noqa: E402
from training.losses import count_transitions, emissions_to_loss  # noqa: E402

pytestmark = pytest.mark.torch

SIZE = len(STATEMENT_TAGS)


@pytest.fixture
def chain() -> TagChain:
    torch.manual_seed(1)
    made = TagChain(STATEMENT_TAGS)
    for parameter in made.parameters():
        torch.nn.init.normal_(parameter)
    return made


def test_the_likelihood_of_a_path_is_its_share_of_all_legal_ones(chain: TagChain) -> None:
    torch.manual_seed(2)
    emissions = torch.randn(1, 3, SIZE)
    path = spans_to_tags([TaggedSpan(0, 2, "problem")], 3, STATEMENT_TAGS)
    start, step, end = (
        part.detach().double().numpy() for part in (chain.start, chain.step, chain.end)
    )
    legal = scores_to_transitions(start, step, end, STATEMENT_TAGS)
    at = emissions[0].double().numpy()

    def score(tags: tuple[int, ...]) -> float:
        steps = sum(legal.step[a, b] for a, b in pairwise(tags))
        return float(
            legal.start[tags[0]] + legal.end[tags[-1]] + steps + at[range(3), list(tags)].sum()
        )

    scores = np.array([score(tags) for tags in product(range(SIZE), repeat=3)])
    expected = score(tuple(int(tag) for tag in path)) - np.log(np.exp(scores).sum())
    found = chain.log_likelihood(emissions, torch.from_numpy(path)[None], torch.tensor([3]))
    assert float(found.detach()) == pytest.approx(expected, abs=1e-4)


def test_padding_changes_no_likelihood(chain: TagChain) -> None:
    torch.manual_seed(2)
    emissions, path = torch.randn(1, 4, SIZE), torch.zeros(1, 4, dtype=torch.long)
    alone = chain.log_likelihood(emissions[:, :2], path[:, :2], torch.tensor([2]))
    padded = chain.log_likelihood(emissions, path, torch.tensor([2]))
    assert float(alone.detach()) == pytest.approx(float(padded.detach()), abs=1e-6)


def test_scores_far_apart_leave_gradients_finite(chain: TagChain) -> None:
    emissions = (1000 * torch.randn(2, 30, SIZE)).requires_grad_()
    path = torch.zeros(2, 30, dtype=torch.long)
    loss = -chain.log_likelihood(emissions, path, torch.tensor([30, 7])).sum()
    loss.backward()
    assert emissions.grad is not None
    assert bool(torch.isfinite(emissions.grad).all())


@pytest.mark.parametrize(
    "recipe", [LossRecipe("crf"), LossRecipe("cross_entropy"), LossRecipe("cross_entropy", 0.1)]
)
def test_the_right_scores_have_the_smaller_loss(recipe: LossRecipe, chain: TagChain) -> None:
    path = spans_to_tags([TaggedSpan(1, 4, "problem")], 6, STATEMENT_TAGS)
    right = torch.zeros(1, 6, SIZE)
    right[0, range(6), list(path)] = 5
    tags = torch.from_numpy(path)[None]

    def loss(emissions: torch.Tensor) -> float:
        found = emissions_to_loss(
            [emissions, emissions],
            [tags, tags],
            torch.tensor([6]),
            chains=[chain, chain],
            recipe=recipe,
        )
        return float(found.detach())

    assert loss(right) < loss(torch.zeros(1, 6, SIZE))


def test_counted_transitions_prefer_what_stands_in_the_texts() -> None:
    path = spans_to_tags([TaggedSpan(1, 4, "problem")], 6, STATEMENT_TAGS)
    start, step, _ = count_transitions([path] * 20, STATEMENT_TAGS)
    at = STATEMENT_TAGS.names.index
    assert step[at("B-problem"), at("I-problem")] > 1
    assert step[at("B-problem"), at("E-problem")] < -1
    assert start[at("O")] > 0 > start[at("B-problem")]


def test_nothing_is_told_of_steps_from_a_tag_that_was_never_seen() -> None:
    path = spans_to_tags([TaggedSpan(1, 4, "problem")], 6, STATEMENT_TAGS)
    _, step, _ = count_transitions([path], STATEMENT_TAGS)
    row = step[STATEMENT_TAGS.names.index("B-commitment")]
    assert row.tolist() == pytest.approx([0] * SIZE, abs=1e-6)
