"""The text model as an ONNX network with open sizes of batch, pieces and characters.

Written out by hand rather than traced: rows of pieces stay flat, attention and activations are
single operators of ONNX Runtime, and every dense layer of the encoder is a product with a constant
of a name that begins with ``ENCODER``, by which ``quantise`` finds it. That it is the model is
shown by comparing scores, at every export.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper

from models.architecture.config import TextModelConfig
from models.architecture.text_model import TextModel
from models.inputs import INPUTS
from training.onnx_graph import Graph

OUTPUTS = ("spans", "statements")
"""Emissions (batch, chars, tags) of each layer."""
ENCODER = "encoder."
"""How the names of the encoder's constants begin."""
_AXES = {
    "piece_ids": ("batch", "pieces"),
    "piece_mask": ("batch", "pieces"),
    "char_pieces": ("batch", "chars"),
    "char_ids": ("batch", "chars"),
    "char_parts": ("batch", "chars"),
    "place": ("batch",),
}

Weights = Mapping[str, NDArray[np.float32]]


def model_to_onnx(model: TextModel, path: Path) -> None:
    """Writes the float network; the model is left in evaluation mode.

    Raises:
        ValueError: for an encoder with another activation than the exact GELU.
    """
    model.eval()
    config: TextModelConfig = model.config
    if config.hidden_act != "gelu":
        raise ValueError(f"an encoder with {config.hidden_act} cannot be written out")
    weights = {
        name: tensor.detach().cpu().float().numpy() for name, tensor in model.state_dict().items()
    }
    graph = Graph()
    pieces = _Encoder(graph, weights, config).rows()
    _Characters(graph, weights, config).score(pieces)
    inputs = [
        helper.make_tensor_value_info(name, TensorProto.INT64, list(_AXES[name])) for name in INPUTS
    ]
    outputs = [
        helper.make_tensor_value_info(name, TensorProto.FLOAT, ["batch", "chars", None])
        for name in OUTPUTS
    ]
    onnx.save(graph.to_network(inputs, outputs, name="text"), path)


class _Layers:
    """Layers by the names that their weights have in the model."""

    def __init__(self, graph: Graph, weights: Weights, config: TextModelConfig) -> None:
        self.graph = graph
        self.weights = weights
        self.config = config

    def constant(self, name: str) -> str:
        return self.graph.constant(self.weights[name], name)

    def product(self, rows: str, *names: str) -> str:
        """Without the bias; several layers over the same rows side by side."""
        joined = np.concatenate([self.weights[f"{name}.weight"] for name in names])
        return self.graph.add("MatMul", rows, self.graph.constant(joined.T, f"{names[0]}.product"))

    def dense(self, rows: str, name: str) -> str:
        return self.graph.add("Add", self.product(rows, name), self.constant(f"{name}.bias"))

    def norm(self, rows: str, name: str, epsilon: float) -> str:
        gain, bias = self.constant(f"{name}.weight"), self.constant(f"{name}.bias")
        return self.graph.add("LayerNormalization", rows, gain, bias, axis=-1, epsilon=epsilon)

    def look_up(self, name: str, numbers: str) -> str:
        return self.graph.add("Gather", self.constant(f"{name}.weight"), numbers, axis=0)


class _Encoder(_Layers):
    """A Bert encoder; its rows are (batch * pieces, hidden) but for attention."""

    def rows(self) -> str:
        """The hidden states of all pieces of all windows."""
        graph = self.graph
        self._flat = graph.integers(-1, self.config.hidden_size)
        shape = graph.add("Shape", "piece_ids")
        self._shape = graph.add("Concat", shape, graph.integers(self.config.hidden_size), axis=0)
        self._mask = graph.add("Cast", "piece_mask", to=TensorProto.INT32)
        rows = graph.add("Reshape", self._embed(shape), self._flat)
        for number in range(self.config.num_hidden_layers):
            rows = self._layer(rows, f"encoder.encoder.layer.{number}")
        return rows

    def _embed(self, shape: str) -> str:
        graph, name = self.graph, "encoder.embeddings"
        # every piece is of the first type, and piece number i stands at place i
        places = self.weights[f"{name}.position_embeddings.weight"]
        places = places + self.weights[f"{name}.token_type_embeddings.weight"][0]
        length = graph.add("Slice", shape, graph.integers(1), graph.integers(2))
        used = graph.add(
            "Slice", graph.constant(places, f"{name}.places"), graph.integers(0), length
        )
        summed = graph.add("Add", self.look_up(f"{name}.word_embeddings", "piece_ids"), used)
        return self.norm(summed, f"{name}.LayerNorm", self.config.layer_norm_eps)

    def _layer(self, rows: str, name: str) -> str:
        attended = self._attend(rows, f"{name}.attention.self")
        rows = self._join(attended, rows, f"{name}.attention.output")
        inner = self.product(rows, f"{name}.intermediate.dense")
        bias = self.constant(f"{name}.intermediate.dense.bias")
        return self._join(self.graph.add("BiasGelu", inner, bias), rows, f"{name}.output")

    def _attend(self, rows: str, name: str) -> str:
        graph = self.graph
        names = [f"{name}.{part}" for part in ("query", "key", "value")]
        bias = np.concatenate([self.weights[f"{part}.bias"] for part in names])
        parts = graph.add_parted("Split", self.product(rows, *names), axis=1, num_outputs=3)
        attended = graph.add(
            "MultiHeadAttention",
            *(graph.add("Reshape", part, self._shape) for part in parts),
            graph.constant(bias, f"{name}.bias"),
            self._mask,
            num_heads=self.config.num_attention_heads,
        )
        return graph.add("Reshape", attended, self._flat)

    def _join(self, rows: str, beside: str, name: str) -> str:
        summed = self.graph.add("Add", self.dense(rows, f"{name}.dense"), beside)
        return self.norm(summed, f"{name}.LayerNorm", self.config.layer_norm_eps)


class _Characters(_Layers):
    """The layers over characters: (batch, chars, hidden) throughout."""

    def score(self, pieces: str) -> None:
        """Writes the emissions from the hidden states of all pieces."""
        graph = self.graph
        known = graph.add("Not", graph.add("Equal", "char_ids", graph.integers(0)))
        known = graph.add("Unsqueeze", known, graph.integers(2))
        present = graph.add("Cast", known, to=TensorProto.FLOAT)
        features = self.dense(self._describe(pieces), "joining")
        for number, width in enumerate(self.config.mixing_widths):
            features = self._mix(features, present, f"mixers.{number}", width)
        # torch's own
        features = self.norm(features, "norm", 1e-5)
        for number, out in enumerate(OUTPUTS):
            name = f"heads.{number}"
            graph.add("Add", self.product(features, name), self.constant(f"{name}.bias"), out=out)

    def _describe(self, pieces: str) -> str:
        graph = self.graph
        of_piece = graph.add("Gather", pieces, self._rows_of_pieces(), axis=0)
        shape = graph.add("Shape", "char_ids")
        place = graph.add("Unsqueeze", self.look_up("place_embedding", "place"), graph.integers(1))
        of_place = graph.add("Expand", place, graph.add("Concat", shape, graph.integers(1), axis=0))
        return graph.add(
            "Concat",
            of_piece,
            self.look_up("char_embedding", "char_ids"),
            self.look_up("part_embedding", "char_parts"),
            of_place,
            axis=-1,
        )

    def _rows_of_pieces(self) -> str:
        """(batch, chars): where each character's piece lies among the pieces of all windows."""
        graph = self.graph
        shape = graph.add("Shape", "piece_ids")
        sizes = graph.add_parted("Split", shape, axis=0, num_outputs=2)
        batch, length = (graph.add("Squeeze", size, graph.integers(0)) for size in sizes)
        zero, one = (graph.constant(value, f"number:{value}", np.int64) for value in (0, 1))
        windows = graph.add("Range", zero, batch, one)
        openings = graph.add("Unsqueeze", graph.add("Mul", windows, length), graph.integers(1))
        return graph.add("Add", "char_pieces", openings)

    def _mix(self, features: str, present: str, name: str, width: int) -> str:
        graph = self.graph
        mixed = graph.add("Mul", self.norm(features, f"{name}.norm", 1e-5), present)
        # axes: batch, hidden, chars, and back
        mixed = graph.add("Transpose", mixed, perm=[0, 2, 1])
        mixed = graph.add(
            "Conv",
            mixed,
            self.constant(f"{name}.neighbours.weight"),
            self.constant(f"{name}.neighbours.bias"),
            pads=[width // 2, width // 2],
            group=self.config.mixed_size,
        )
        mixed = graph.add("Gelu", graph.add("Transpose", mixed, perm=[0, 2, 1]))
        return graph.add("Add", features, self.dense(mixed, f"{name}.dense"))
