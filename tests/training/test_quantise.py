"""Products in integers stay near the floats, and no row knows of another."""

from __future__ import annotations

import numpy as np
import pytest

pytest.importorskip("torch", reason="torch belongs to the extra train")
pytest.importorskip("onnxruntime", reason="onnxruntime belongs to the extra train")
onnx = pytest.importorskip("onnx", reason="onnx belongs to the extra train")

import onnxruntime  # noqa: E402 - after the checks above

from training import quantise as module  # noqa: E402
from training.onnx_export import ENCODER  # noqa: E402
from training.onnx_graph import Graph  # noqa: E402

pytestmark = pytest.mark.torch

SIZE = 24
RNG = np.random.default_rng(1)
WEIGHTS = RNG.normal(size=(SIZE, 10)).astype(np.float32)


def product(name: str = f"{ENCODER}dense"):  # type: ignore[no-untyped-def]
    """A network of one product with a constant of that name."""
    graph = Graph()
    graph.add("MatMul", "rows", graph.constant(WEIGHTS, name), out="out")
    value = onnx.helper.make_tensor_value_info
    rows = value("rows", onnx.TensorProto.FLOAT, [None, SIZE])
    out = value("out", onnx.TensorProto.FLOAT, [None, 10])
    return graph.to_network([rows], [out], name="product")


def quantised():  # type: ignore[no-untyped-def]
    network = product()
    module.quantise_products(network)
    return onnxruntime.InferenceSession(network.SerializeToString())


def multiply(rows: np.ndarray) -> np.ndarray:
    (found,) = quantised().run(None, {"rows": rows.astype(np.float32)})
    return np.asarray(found)


def test_a_product_is_near_the_floats_whatever_the_size_of_a_row() -> None:
    rows = RNG.normal(size=(50, SIZE)) * 10.0 ** RNG.integers(-3, 4, (50, 1))
    wanted = rows @ WEIGHTS
    # half a step of each factor, over all that is summed
    error = np.abs(rows).max(axis=1, keepdims=True) / 63 / 2 * np.abs(WEIGHTS).sum(axis=0)
    error += np.abs(rows).sum(axis=1, keepdims=True) * np.abs(WEIGHTS).max(axis=0) / 127 / 2 * 1.02
    assert (np.abs(multiply(rows) - wanted) <= error).all()


def test_a_row_is_the_same_to_the_bit_beside_others() -> None:
    rows = RNG.normal(size=(40, SIZE))
    rows[7] *= 1000
    together = multiply(rows)
    for number, row in enumerate(rows):
        assert (multiply(row[None]) == together[number]).all()


def test_a_row_of_noughts_is_nought() -> None:
    assert (multiply(np.zeros((1, SIZE))) == 0).all()


def test_two_products_fit_into_sixteen_bits() -> None:
    rows = np.full((1, SIZE), 5.0)
    network = product()
    network.graph.initializer[0].CopyFrom(
        onnx.numpy_helper.from_array(np.full_like(WEIGHTS, -2.0), f"{ENCODER}dense")
    )
    module.quantise_products(network)
    steps = {each.name: onnx.numpy_helper.to_array(each) for each in network.graph.initializer}
    network.graph.output.append(
        onnx.helper.make_tensor_value_info(_steps(network), onnx.TensorProto.UINT8, None)
    )
    session = onnxruntime.InferenceSession(network.SerializeToString())
    found = session.run(None, {"rows": rows.astype(np.float32)})
    most = int(np.max(found[1])) * int(np.abs(steps[f"{ENCODER}dense.bytes"].astype(int)).max())
    assert found[0] == pytest.approx(np.full((1, 10), -10.0 * SIZE), rel=1e-5)
    assert most == 127 * 127
    assert 2 * most <= np.iinfo(np.int16).max


def _steps(network) -> str:  # type: ignore[no-untyped-def]
    (name,) = (node.output[0] for node in network.graph.node if node.op_type == "QuantizeLinear")
    return str(name)


def test_products_outside_the_encoder_stay_floats() -> None:
    network = product("heads.0.product")
    module.quantise_products(network)
    assert [node.op_type for node in network.graph.node] == ["MatMul"]
