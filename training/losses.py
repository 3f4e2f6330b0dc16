"""How far the emissions of a batch are from its tags.

``crf``: the negative log-likelihood of the whole path among all legal ones. ``cross_entropy``: each
character by itself; the transitions are then counted from the training tags.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
import torch
from torch import Tensor, nn

from models.architecture.chain import TagChain
from models.inputs import Ints
from models.tags import TagSet
from training.config import LossRecipe

# Added to every tag's count, so that one that no training text holds stays possible.
_UNSEEN = 0.5


def emissions_to_loss(
    emissions: Sequence[Tensor],
    tags: Sequence[Tensor],
    lengths: Tensor,
    *,
    chains: Sequence[nn.Module],
    recipe: LossRecipe,
) -> Tensor:
    """The loss a character, both layers weighed together.

    Args:
        emissions: for each layer (batch, chars, tags).
        tags: for each layer (batch, chars).
        lengths: (batch,) characters of each row.
    """
    weights = (1.0, recipe.statement_weight)
    losses = []
    for scores, path, chain, weight in zip(emissions, tags, chains, weights, strict=True):
        if recipe.name == "crf" and isinstance(chain, TagChain):
            layer = -chain.log_likelihood(scores.float(), path, lengths).sum() / lengths.sum()
        else:
            layer = _cross_entropy(scores.float(), path, lengths, recipe.smoothing)
        losses.append(weight * layer)
    return torch.stack(losses).sum()


def _cross_entropy(scores: Tensor, path: Tensor, lengths: Tensor, smoothing: float) -> Tensor:
    present = torch.arange(path.size(1), device=path.device) < lengths.unsqueeze(1)
    # (batch * chars that are no padding, tags)
    return nn.functional.cross_entropy(scores[present], path[present], label_smoothing=smoothing)


def count_transitions(paths: Iterable[Ints], tags: TagSet) -> tuple[Tensor, Tensor, Tensor]:
    """How much likelier each start, step and end is than the tag's own share says, as logarithms.

    The emissions tell the share already. A step from a tag that no path holds is told nothing of.
    """
    size = len(tags)
    start, step, end = np.zeros((1, size)), np.zeros((size, size)), np.zeros((1, size))
    alone = np.full(size, _UNSEEN)
    for path in paths:
        start[0, path[0]] += 1
        end[0, path[-1]] += 1
        np.add.at(step, (path[:-1], path[1:]), 1)
        np.add.at(alone, path, 1)
    share = alone / alone.sum()
    first, between, last = (
        torch.from_numpy(
            np.log((counts + share) / (counts.sum(axis=1, keepdims=True) + 1)) - np.log(share)
        ).float()
        for counts in (start, step, end)
    )
    return first[0], between, last[0]
