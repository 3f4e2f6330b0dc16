"""Fewer layers of an encoder: where a model begins that shall be faster than its source."""

from __future__ import annotations

from torch import nn
from transformers import BertModel

from training.config import RecipeError


def keep_layers(encoder: BertModel, count: int) -> None:
    """Leaves so many layers, spread evenly, the last among them.

    Raises:
        RecipeError: for more layers than there are.
    """
    layers = list(encoder.encoder.layer)
    if count > len(layers):
        raise RecipeError(f"model.layers is at most {len(layers)}, which the encoder has")
    kept = [round((number + 1) * len(layers) / count) - 1 for number in range(count)]
    encoder.encoder.layer = nn.ModuleList(layers[number] for number in kept)
    encoder.config.num_hidden_layers = count
