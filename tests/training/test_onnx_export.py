"""The network written out by hand gives the scores of the model."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="torch belongs to the extra train")
pytest.importorskip("onnx", reason="onnx belongs to the extra train")
pytest.importorskip("onnxruntime", reason="onnxruntime belongs to the extra train")

import onnxruntime  # noqa: E402 - after the checks above

from models.architecture.text_model import TextModel  # noqa: E402
from tests.training.builder import texts_to_encoder  # noqa: E402
from tests.training.store import texts  # noqa: E402
from training.onnx_export import OUTPUTS, model_to_onnx  # noqa: E402

pytestmark = pytest.mark.torch

CHARS = 11


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> TextModel:
    folder = texts_to_encoder(texts(), tmp_path_factory.mktemp("network") / "encoder")
    made = TextModel.from_encoder(folder, characters=70, mixed_size=20, mixing_widths=(3, 5)).eval()
    # no bias, gain or place may be right only because it is nought or one
    for parameter in made.parameters():
        torch.nn.init.normal_(parameter, std=0.3)
    return made


def batch(pieces: tuple[int, ...], chars: tuple[int, ...]) -> dict[str, np.ndarray]:
    """Windows of these lengths, filled up behind their ends."""
    rng = np.random.default_rng(3)
    longest, widest = max(pieces), max(chars)
    arrays = {
        "piece_ids": rng.integers(4, 12, (len(pieces), longest)),
        "piece_mask": np.arange(longest)[None] < np.array(pieces)[:, None],
        "char_pieces": rng.integers(0, min(pieces), (len(pieces), widest)),
        "char_ids": rng.integers(1, 70, (len(pieces), widest)),
        "char_parts": rng.integers(0, 5, (len(pieces), widest)),
        "place": np.arange(len(pieces)),
    }
    arrays["char_ids"] *= np.arange(widest)[None] < np.array(chars)[:, None]
    return {name: array.astype(np.int64) for name, array in arrays.items()}


@pytest.mark.parametrize(
    ("pieces", "chars"),
    [((9,), (13,)), ((1,), (1,)), ((5, 9, 2), (7, CHARS, 3)), ((4, 4), (CHARS, CHARS))],
)
def test_scores_are_those_of_the_model(
    model: TextModel, tmp_path: Path, pieces: tuple[int, ...], chars: tuple[int, ...]
) -> None:
    model_to_onnx(model, tmp_path / "network.onnx")
    arrays = batch(pieces, chars)
    found = onnxruntime.InferenceSession(tmp_path / "network.onnx").run(list(OUTPUTS), arrays)
    with torch.inference_mode():
        wanted = model(**{name: torch.from_numpy(array) for name, array in arrays.items()})
    for one, other in zip(found, wanted, strict=True):
        for row, length in enumerate(chars):
            assert one[row, :length] == pytest.approx(other[row, :length].numpy(), abs=1e-4)


def test_an_encoder_with_another_activation_is_refused(model: TextModel, tmp_path: Path) -> None:
    model.config.hidden_act = "relu"
    try:
        with pytest.raises(ValueError, match="relu"):
            model_to_onnx(model, tmp_path / "network.onnx")
    finally:
        model.config.hidden_act = "gelu"
