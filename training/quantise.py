"""A float network as ONNX -> the same network with weights of eight bits.

Tables that rows are looked up in keep one scale a row, so that a row of large numbers does not
coarsen the others. The encoder's products are made in integers: weights of eight bits with one
scale an output, what goes in as seven bits with one scale a row, so that a piece's scores depend
neither on its neighbours' sizes nor on what stands beside its window. The layers over characters
are small, decide where spans begin, and stay floats.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import numpy_helper

from training.onnx_export import ENCODER
from training.onnx_graph import Graph

# Rows in a table worth its scales: those of places and parts have a handful.
_LEAST_ROWS = 64
# Largest step of a weight.
_MOST = 127
# Largest step of what goes in; the least is 0. Processors without VNNI add two products in 16
# bits: 2 * 127 * 127 is 32258, and they hold 32767, so that no sum overflows on any. With one bit
# less the weights would lose more: on the development passages 95.4 % of the spans stay the same,
# against 96.9 %.
_STEPS = 127
# The step that stands for nought.
_NOUGHT = 64


def quantise(source: Path, target: Path) -> None:
    """Writes the eight-bit network of the float network ``source``."""
    network = onnx.load(source)
    quantise_embeddings(network)
    quantise_products(network)
    onnx.save(network, target)


def quantise_embeddings(network: onnx.ModelProto) -> None:
    """Replaces every float table that rows are looked up in by bytes and a scale a row."""
    tables = _constants(network)
    graph = Graph("look-up.")
    for node in network.graph.node:
        table = tables.get(node.input[0]) if node.op_type == "Gather" else None
        if table is not None and _is_large(table):
            _look_up(graph, node, table)
        else:
            graph.nodes.append(node)
    _rebuild(network, graph)


def quantise_products(network: onnx.ModelProto) -> None:
    """Replaces the encoder's products with a constant by ones in integers."""
    weights = _constants(network)
    graph = Graph("product.")
    for node in network.graph.node:
        weight = weights.get(node.input[1]) if node.op_type == "MatMul" else None
        if weight is None or not weight.name.startswith(ENCODER):
            graph.nodes.append(node)
        else:
            _multiply(graph, node, weight)
    _rebuild(network, graph)


def _constants(network: onnx.ModelProto) -> dict[str, onnx.TensorProto]:
    return {each.name: each for each in network.graph.initializer}


def _rebuild(network: onnx.ModelProto, graph: Graph) -> None:
    """Puts the graph's nodes in place of the network's, with the constants that are still used."""
    used = {name for node in graph.nodes for name in node.input}
    kept = [each for each in network.graph.initializer if each.name in used]
    del network.graph.node[:], network.graph.initializer[:]
    network.graph.node.extend(graph.nodes)
    network.graph.initializer.extend([*kept, *graph.constants])


def _is_large(table: onnx.TensorProto) -> bool:
    is_float = table.data_type == onnx.TensorProto.FLOAT
    return is_float and len(table.dims) == 2 and table.dims[0] >= _LEAST_ROWS


def _look_up(graph: Graph, node: onnx.NodeProto, table: onnx.TensorProto) -> None:
    rows, scales = _to_bytes(numpy_helper.to_array(table), axis=1)
    steps = graph.constant(rows, f"{table.name}.bytes", np.int8)
    sizes = graph.constant(scales, f"{table.name}.scales")
    found = graph.add("Gather", steps, node.input[1], axis=0)
    floats = graph.add("Cast", found, to=onnx.TensorProto.FLOAT)
    size = graph.add("Gather", sizes, node.input[1], axis=0)
    graph.add("Mul", floats, size, out=node.output[0])


def _to_bytes(
    array: NDArray[np.float32], *, axis: int
) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    """The steps, and the size of a step for all that lies along the axis."""
    sizes = np.maximum(np.abs(array).max(axis=axis, keepdims=True) / _MOST, 1e-12)
    sizes = sizes.astype(np.float32)
    return np.clip(np.rint(array / sizes), -_MOST, _MOST).astype(np.int8), sizes


@dataclass(frozen=True, slots=True)
class _Bytes:
    """Names of (rows, hidden) steps, the step for nought, and (rows,) the size of a step."""

    steps: str
    nought: str
    sizes: str


def _rows_to_bytes(graph: Graph, rows: str) -> _Bytes:
    most = graph.add("ReduceMax", graph.add("Abs", rows), graph.integers(1), keepdims=0)
    sizes = graph.add("Mul", most, graph.constant(1 / (_STEPS - _NOUGHT), "share"))
    # a row of noughts has a size too
    sizes = graph.add("Max", sizes, graph.constant(1e-12, "least"))
    nought = graph.constant(_NOUGHT, "nought", np.uint8)
    noughts = graph.add("Expand", nought, graph.add("Shape", sizes))
    return _Bytes(graph.add("QuantizeLinear", rows, sizes, noughts, axis=0), nought, sizes)


def _multiply(graph: Graph, node: onnx.NodeProto, weight: onnx.TensorProto) -> None:
    """The product of a row's steps and a column's, times the sizes of both."""
    rows = _rows_to_bytes(graph, node.input[0])
    columns, sizes = _to_bytes(numpy_helper.to_array(weight), axis=0)
    product = graph.add(
        "MatMulIntegerToFloat",
        rows.steps,
        graph.constant(columns, f"{weight.name}.bytes", np.int8),
        graph.constant(1, "one"),
        graph.constant(sizes[0], f"{weight.name}.scales"),
        rows.nought,
    )
    size = graph.add("Unsqueeze", rows.sizes, graph.integers(1))
    graph.add("Mul", product, size, out=node.output[0])
