"""The training loop: yields a step at a time and does nothing else.

Logging, evaluation, checkpoints and early stopping stand around it, in ``run``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass

import torch
from torch import Tensor

from models.architecture.text_model import TextModel
from training.checkpoint import Parts, Position
from training.config import PrecisionName, Recipe
from training.dataset.batches import Batch
from training.distillation import inputs_to_told, told_to_loss
from training.losses import emissions_to_loss

Epoch = Callable[[int], Sequence[Batch]]
"""The batches of an epoch, the same whenever it is asked for."""


@dataclass(frozen=True, slots=True)
class Step:
    """What one step did; ``epoch`` and ``batch`` are those of the next one."""

    number: int
    epoch: int
    batch: int
    loss: float
    pieces: int
    rate: float


def autocast(precision: PrecisionName, device: torch.device) -> AbstractContextManager[object]:
    """Matrix products in bfloat16 where the recipe says so; sums and losses stay in float32."""
    if precision == "float32":
        return nullcontext()
    cast: AbstractContextManager[object] = torch.autocast(device.type, dtype=torch.bfloat16)
    return cast


def model_to_device(model: TextModel) -> torch.device:
    return next(model.parameters()).device


def batch_to_loss(
    model: TextModel, batch: Batch, recipe: Recipe, teacher: TextModel | None = None
) -> Tensor:
    """The loss of one batch, with its graph.

    Args:
        teacher: whose answers are learned as well, if there is one.
    """
    device = model_to_device(model)
    inputs = {name: torch.from_numpy(array).to(device) for name, array in batch.inputs.items()}
    with autocast(recipe.loop.precision, device):
        emissions = model(**inputs)
        told = None if teacher is None else inputs_to_told(teacher, inputs)
    lengths = torch.from_numpy(batch.lengths).to(device)
    loss = emissions_to_loss(
        emissions,
        [torch.from_numpy(path).to(device) for path in batch.tags],
        lengths,
        chains=list(model.chains),
        recipe=recipe.loss,
    )
    if told is None:
        return loss
    share = recipe.loss.teacher_weight
    return (1 - share) * loss + share * told_to_loss(emissions, told, lengths)


def train(  # noqa: PLR0917 - what a run is made of, in the order in which it is made
    model: TextModel,
    parts: Parts,
    epoch_batches: Epoch,
    recipe: Recipe,
    start: Position,
    teacher: TextModel | None = None,
) -> Iterator[Step]:
    """Goes on from ``start`` to the last epoch; the model is in training mode at each step."""
    step = start.step
    for epoch in range(start.epoch, recipe.loop.epochs):
        batches = epoch_batches(epoch)
        first = start.batch if epoch == start.epoch else 0
        for number in range(first, len(batches)):
            model.train()
            rate = max(group["lr"] for group in parts.optimiser.param_groups)
            loss = batch_to_loss(model, batches[number], recipe, teacher)
            parts.optimiser.zero_grad(set_to_none=True)
            loss.backward()
            trained = [each for each in model.parameters() if each.requires_grad]
            torch.nn.utils.clip_grad_norm_(trained, recipe.optimiser.clip)
            parts.optimiser.step()
            parts.schedule.step()
            if parts.average is not None:
                parts.average.update_parameters(model)
            step += 1
            done = number + 1 == len(batches)
            following = (epoch + 1, 0) if done else (epoch, number + 1)
            yield Step(step, *following, float(loss.detach()), batches[number].pieces, rate)
