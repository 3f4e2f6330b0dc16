"""A larger model's answers as targets beside people's, from which a thinner one learns.

For every character the teacher's shares of the tags are the target of the student's: the mean
Kullback-Leibler divergence a character. Teacher and student read the same vocabulary.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import torch
from torch import Tensor, nn

from models.architecture.text_model import TextModel


def folder_to_teacher(best: Path, device: str) -> TextModel:
    """The model that lies in the folder, which learns nothing any more."""
    teacher: TextModel = TextModel.from_pretrained(best, attn_implementation="eager")
    teacher.requires_grad_(requires_grad=False)
    teacher.eval().to(device)
    return teacher


def inputs_to_told(teacher: TextModel, inputs: Mapping[str, Tensor]) -> tuple[Tensor, ...]:
    """The teacher's emissions: for each layer (batch, chars, tags)."""
    with torch.no_grad():
        told: tuple[Tensor, ...] = teacher(**inputs)
    return told


def told_to_loss(emissions: Sequence[Tensor], told: Sequence[Tensor], lengths: Tensor) -> Tensor:
    """How far the shares are from those told, a character, summed over both layers.

    Args:
        emissions, told: for each layer (batch, chars, tags).
        lengths: (batch,) characters of each row.
    """
    chars = torch.arange(emissions[0].size(1), device=lengths.device)
    present = chars < lengths.unsqueeze(1)
    losses = [
        nn.functional.kl_div(
            mine[present].float().log_softmax(dim=-1),
            theirs[present].float().log_softmax(dim=-1),
            reduction="batchmean",
            log_target=True,
        )
        for mine, theirs in zip(emissions, told, strict=True)
    ]
    return torch.stack(losses).sum()
