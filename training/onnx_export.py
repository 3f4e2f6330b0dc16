"""The text model as an ONNX network with open sizes of batch, pieces and characters."""

from __future__ import annotations

import io
import logging
import warnings
from contextlib import redirect_stdout
from pathlib import Path

import torch

from models.architecture.text_model import TextModel
from models.inputs import INPUTS, PARTS

OUTPUTS = ("spans", "statements")
"""Emissions (batch, chars, tags) of each layer."""
_OPSET = 18
# Sizes of the batch that the network is drawn from; all different, none of them 1, so that none
# is taken for a fixed one.
_BATCH, _PIECES, _CHARS = 2, 9, 13


def model_to_onnx(model: TextModel, path: Path) -> None:
    """Writes the float network; the model is left in evaluation mode."""
    model.eval()
    shapes = {
        name: {0: torch.export.Dim.DYNAMIC, 1: torch.export.Dim.DYNAMIC}
        if name != "place"
        else {0: torch.export.Dim.DYNAMIC}
        for name in INPUTS
    }
    logger = logging.getLogger("torch.onnx")
    level = logger.level
    logger.setLevel(logging.ERROR)
    try:
        with warnings.catch_warnings(), redirect_stdout(io.StringIO()), torch.no_grad():
            # about the exporter's own parts
            warnings.simplefilter("ignore")
            torch.onnx.export(
                model,
                (),
                path,
                kwargs=_example(model),
                input_names=list(INPUTS),
                output_names=list(OUTPUTS),
                opset_version=_OPSET,
                dynamo=True,
                dynamic_shapes=shapes,
                external_data=False,
                verbose=False,
            )
    finally:
        logger.setLevel(level)


def _example(model: TextModel) -> dict[str, torch.Tensor]:
    """Inputs of the right kinds; the second row has padding."""
    rng = torch.Generator().manual_seed(0)

    def draw(most: int, *shape: int) -> torch.Tensor:
        return torch.randint(0, most, shape, generator=rng)

    mask = torch.ones(_BATCH, _PIECES, dtype=torch.long)
    mask[1, -2:] = 0
    return {
        "piece_ids": draw(int(model.config.vocab_size), _BATCH, _PIECES),
        "piece_mask": mask,
        "char_pieces": draw(_PIECES, _BATCH, _CHARS),
        "char_ids": draw(int(model.config.characters), _BATCH, _CHARS),
        "char_parts": draw(PARTS, _BATCH, _CHARS),
        "place": torch.tensor([0, 1]),
    }
