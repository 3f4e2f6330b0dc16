"""Nodes and constants of an ONNX network, gathered one after another.

Knows nothing of the text model: what is computed is said by ``onnx_export`` and ``quantise``.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import onnx
from numpy.typing import ArrayLike, DTypeLike, NDArray
from onnx import helper, numpy_helper

OPSET = 18
CONTRIB = "com.microsoft"
# Older runtimes refuse files of newer formats; this one is read by ONNX Runtime 1.17 and later.
_IR_VERSION = 9
_CONTRIBUTED = frozenset({"BiasGelu", "Gelu", "MatMulIntegerToFloat", "MultiHeadAttention"})
"""Operators of the runtime's own, found on every processor."""


class Graph:
    """What was added so far; names are numbered with a prefix, so that two graphs can be joined."""

    def __init__(self, prefix: str = "") -> None:
        self.nodes: list[onnx.NodeProto] = []
        self._constants: dict[str, onnx.TensorProto] = {}
        self._prefix = prefix

    @property
    def constants(self) -> list[onnx.TensorProto]:
        return list(self._constants.values())

    def constant(self, value: ArrayLike, name: str, dtype: DTypeLike = np.float32) -> str:
        """The name of the constant; one that is there already is used again."""
        if name not in self._constants:
            array: NDArray[np.generic] = np.ascontiguousarray(np.asarray(value, dtype=dtype))
            # a scalar is made a row by the line above
            array = array.reshape(np.shape(value))
            self._constants[name] = numpy_helper.from_array(array, name)
        return name

    def integers(self, *values: int) -> str:
        """A row of integers, such as a shape."""
        return self.constant(values, f"{self._prefix}row:{','.join(map(str, values))}", np.int64)

    def add(self, kind: str, *inputs: str, out: str = "", **attributes: object) -> str:
        """The name of what comes out of a node with one output."""
        return self.add_parted(kind, *inputs, outs=[out] if out else None, **attributes)[0]

    def add_parted(
        self, kind: str, *inputs: str, outs: Sequence[str] | None = None, **attributes: object
    ) -> list[str]:
        """The names of what comes out; one, unless ``num_outputs`` or ``outs`` say more."""
        number = attributes.get("num_outputs", 1)
        if outs is None:
            place = f"{self._prefix}{kind}.{len(self.nodes)}"
            outs = [f"{place}.{part}" for part in range(int(str(number)))]
        domain = CONTRIB if kind in _CONTRIBUTED else ""
        node = helper.make_node(kind, list(inputs), list(outs), domain=domain, **attributes)
        self.nodes.append(node)
        return list(outs)

    def to_network(
        self,
        inputs: Sequence[onnx.ValueInfoProto],
        outputs: Sequence[onnx.ValueInfoProto],
        *,
        name: str,
    ) -> onnx.ModelProto:
        graph = helper.make_graph(self.nodes, name, list(inputs), list(outputs), self.constants)
        opsets = [helper.make_opsetid("", OPSET), helper.make_opsetid(CONTRIB, 1)]
        network = helper.make_model(graph, opset_imports=opsets)
        network.ir_version = _IR_VERSION
        return network
