"""A run's state on disk, from which it goes on to the bit after it was killed.

Data are not kept: an epoch's texts, batches and draws follow from the seed and the epoch's number.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

import torch
from torch import nn
from torch.optim import Optimizer
from torch.optim.lr_scheduler import LRScheduler
from torch.optim.swa_utils import AveragedModel

CHECKPOINT = "checkpoint.pt"


class CheckpointError(ValueError):
    """A checkpoint that cannot be gone on from; the message says why."""


@dataclass(frozen=True, slots=True)
class Position:
    """Where a run stands: ``batch`` is the next one of ``epoch``, ``step`` the steps done.

    ``best`` is the best evaluation so far and ``since_best`` how many came after it; ``seconds``
    were spent before.
    """

    epoch: int = 0
    batch: int = 0
    step: int = 0
    best: float | None = None
    since_best: int = 0
    seconds: float = 0.0
    log: tuple[Mapping[str, float], ...] = field(default=())

    def moved(self, **changes: Any) -> Position:
        return replace(self, **changes)


@dataclass(frozen=True, slots=True)
class Parts:
    """What a checkpoint is made of, beside the position and the random numbers.

    Attributes:
        average: the running average of the model's weights, where the recipe asks for one.
    """

    model: nn.Module
    optimiser: Optimizer
    schedule: LRScheduler
    average: AveragedModel | None = None


def save_checkpoint(folder: Path, parts: Parts, position: Position, *, recipe: str) -> None:
    """Replaces the folder's checkpoint in one move: a kill leaves the old one or the new one.

    Args:
        recipe: digest of the recipe and the data; only the same run goes on.
    """
    state = {
        "recipe": recipe,
        "position": asdict(position),
        "model": parts.model.state_dict(),
        "optimiser": parts.optimiser.state_dict(),
        "schedule": parts.schedule.state_dict(),
        "average": None if parts.average is None else parts.average.state_dict(),
        "random": torch.get_rng_state(),
        "random_gpu": torch.cuda.get_rng_state_all() if torch.cuda.is_available() else [],
    }
    path = folder / CHECKPOINT
    half = path.with_suffix(".half")
    with half.open("wb") as file:
        torch.save(state, file)
        file.flush()
        os.fsync(file.fileno())
    half.replace(path)


def load_checkpoint(folder: Path, parts: Parts, *, recipe: str) -> Position:
    """Puts the parts, and torch's generator, into the saved state and returns the position.

    Raises:
        CheckpointError: for a run of another recipe or other data, or a file that is no checkpoint.
    """
    path = folder / CHECKPOINT
    if not path.is_file():
        raise CheckpointError(f"{folder} holds no checkpoint: run without --resume")
    try:
        state = torch.load(path, weights_only=True)
    except Exception as error:
        raise CheckpointError(f"{path} cannot be read: run without --resume") from error
    if state["recipe"] != recipe:
        raise CheckpointError(f"{path} is of another recipe or other data: run without --resume")
    parts.model.load_state_dict(state["model"])
    parts.optimiser.load_state_dict(state["optimiser"])
    parts.schedule.load_state_dict(state["schedule"])
    if parts.average is not None:
        parts.average.load_state_dict(state["average"])
    torch.set_rng_state(state["random"])
    if state["random_gpu"]:
        torch.cuda.set_rng_state_all(state["random_gpu"])
    position = dict(state["position"])
    return Position(**{**position, "log": tuple(position["log"])})
