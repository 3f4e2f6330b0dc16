"""A float network as ONNX -> the same network with weights of eight bits.

Embeddings keep one scale a row, so that a row of large numbers does not coarsen the others; dense
layers one scale an output, with the scales of what goes in taken as it comes.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic

# Rows in a table worth its scales: those of places and parts have a handful.
_LEAST_ROWS = 64
_MOST = 127


def quantise(source: Path, target: Path) -> None:
    """Writes the eight-bit network of the float network ``source``."""
    network = onnx.load(source)
    quantise_embeddings(network)
    half = target.with_suffix(".half.onnx")
    onnx.save(network, half)
    quantize_dynamic(
        half,
        target,
        op_types_to_quantize=["MatMul", "Gemm"],
        per_channel=True,
        # seven bits: sums of eight overflow on processors without VNNI, and the scores would
        # depend on the machine
        reduce_range=True,
        weight_type=QuantType.QInt8,
        extra_options={"MatMulConstBOnly": True},
    )
    half.unlink()


def quantise_embeddings(network: onnx.ModelProto) -> None:
    """Replaces every float table that rows are looked up in by bytes and a scale a row."""
    graph = network.graph
    tables = {each.name: each for each in graph.initializer}
    nodes: list[onnx.NodeProto] = []
    replaced: set[str] = set()
    for node in graph.node:
        table = tables.get(node.input[0]) if node.op_type == "Gather" else None
        if table is None or table.data_type != onnx.TensorProto.FLOAT or not _is_large(table):
            nodes.append(node)
            continue
        if table.name not in replaced:
            graph.initializer.extend(_table_to_bytes(table))
            replaced.add(table.name)
        nodes.extend(_lookup(node, table.name))
    del graph.node[:]
    graph.node.extend(nodes)
    used = {name for node in nodes for name in node.input}
    kept = [each for each in graph.initializer if each.name in used]
    del graph.initializer[:]
    graph.initializer.extend(kept)


def _is_large(table: onnx.TensorProto) -> bool:
    return len(table.dims) == 2 and table.dims[0] >= _LEAST_ROWS


def _table_to_bytes(table: onnx.TensorProto) -> list[onnx.TensorProto]:
    rows: NDArray[np.float32] = numpy_helper.to_array(table)
    scales = np.maximum(np.abs(rows).max(axis=1, keepdims=True) / _MOST, 1e-12)
    scales = scales.astype(np.float32)
    quantised = np.clip(np.rint(rows / scales), -_MOST, _MOST).astype(np.int8)
    return [
        numpy_helper.from_array(quantised, f"{table.name}.bytes"),
        numpy_helper.from_array(scales, f"{table.name}.scales"),
    ]


def _lookup(node: onnx.NodeProto, table: str) -> list[onnx.NodeProto]:
    out, index = node.output[0], node.input[1]
    names = [f"{out}.{part}" for part in ("bytes", "scales", "floats")]
    return [
        helper.make_node("Gather", [f"{table}.bytes", index], [names[0]], axis=0),
        helper.make_node("Gather", [f"{table}.scales", index], [names[1]], axis=0),
        helper.make_node("Cast", [names[0]], [names[2]], to=onnx.TensorProto.FLOAT),
        helper.make_node("Mul", [names[2], names[1]], [out]),
    ]
