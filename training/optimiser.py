"""AdamW with a learning rate for every depth, risen and fallen over a known number of steps."""

from __future__ import annotations

import math
from collections import defaultdict
from typing import Any

import torch
from torch.optim import AdamW
from torch.optim.lr_scheduler import LambdaLR

from models.architecture.text_model import TextModel
from training.config import OptimiserRecipe

_LAYER = "encoder.encoder.layer."
_EMBEDDINGS = "encoder.embeddings."


def parameter_depth(name: str, layers: int) -> int | None:
    """0 for the encoder's last layer, ``layers`` for its embeddings, None above the encoder."""
    if name.startswith(_LAYER):
        return layers - 1 - int(name[len(_LAYER) :].split(".", maxsplit=1)[0])
    return layers if name.startswith(_EMBEDDINGS) else None


def model_to_optimiser(model: TextModel, recipe: OptimiserRecipe) -> AdamW:
    """The optimiser; frozen parameters ask for no gradient from here on."""
    layers = int(model.config.num_hidden_layers)
    groups: dict[tuple[float, float], list[torch.nn.Parameter]] = defaultdict(list)
    for name, parameter in model.named_parameters():
        depth = parameter_depth(name, layers)
        if depth is not None and 0 <= recipe.frozen_layers >= layers - depth:
            parameter.requires_grad_(requires_grad=False)
        if not parameter.requires_grad:
            continue
        if depth is not None:
            rate = recipe.encoder_rate * recipe.layer_decay**depth
        else:
            rate = recipe.chain_rate if name.startswith("chains.") else recipe.head_rate
        # vectors (biases, norms) and transitions are not drawn to nothing
        decays = parameter.dim() > 1 and not name.startswith("chains.")
        groups[rate, recipe.weight_decay if decays else 0.0].append(parameter)
    settings: list[dict[str, Any]] = [
        {"params": parameters, "lr": rate, "weight_decay": decay}
        for (rate, decay), parameters in groups.items()
    ]
    return AdamW(settings, fused=True)


def optimiser_to_schedule(optimiser: AdamW, recipe: OptimiserRecipe, steps: int) -> LambdaLR:
    """Linear rise over the warmup, then half a cosine down to nothing at ``steps``."""
    warmup = max(1, round(recipe.warmup * steps))

    def factor(step: int) -> float:
        if step < warmup:
            return (step + 1) / warmup
        done = (step - warmup) / max(1, steps - warmup)
        return 0.5 * (1 + math.cos(math.pi * min(done, 1.0)))

    return LambdaLR(optimiser, factor)
