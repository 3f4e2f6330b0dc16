"""Learning rates by depth, and their course."""

from __future__ import annotations

from pathlib import Path

import pytest

torch = pytest.importorskip("torch", reason="torch belongs to the extra train")

from models.architecture.text_model import TextModel  # noqa: E402 - after the check above
from tests.training.builder import texts_to_encoder  # noqa: E402
from training.config import OptimiserRecipe  # noqa: E402
from training.optimiser import model_to_optimiser, optimiser_to_schedule, parameter_depth  # noqa: E402

pytestmark = pytest.mark.torch


@pytest.fixture
def model(tmp_path: Path) -> TextModel:
    return TextModel.from_encoder(
        texts_to_encoder(["发布信息"], tmp_path), characters=20, mixed_size=16
    )


@pytest.mark.parametrize(
    ("name", "depth"),
    [
        ("encoder.encoder.layer.1.output.dense.weight", 0),
        ("encoder.encoder.layer.0.output.dense.weight", 1),
        ("encoder.embeddings.word_embeddings.weight", 2),
        ("heads.0.weight", None),
    ],
)
def test_depth(name: str, depth: int | None) -> None:
    assert parameter_depth(name, 2) == depth


def test_deeper_layers_learn_more_slowly(model: TextModel) -> None:
    recipe = OptimiserRecipe(encoder_rate=1e-4, layer_decay=0.5, head_rate=1e-3, chain_rate=1e-2)
    rates = {group["lr"] for group in model_to_optimiser(model, recipe).param_groups}
    assert rates == {1e-4, 5e-5, 2.5e-5, 1e-3, 1e-2}


@pytest.mark.parametrize(("frozen", "learning"), [(-1, 3), (0, 2), (1, 1), (2, 0)])
def test_frozen_layers_learn_nothing(model: TextModel, frozen: int, learning: int) -> None:
    model_to_optimiser(model, OptimiserRecipe(frozen_layers=frozen))
    depths = {
        parameter_depth(name, 2) for name, each in model.named_parameters() if each.requires_grad
    }
    assert len(depths - {None}) == learning


def test_rates_rise_and_fall_to_nothing(model: TextModel) -> None:
    recipe = OptimiserRecipe(warmup=0.2)
    optimiser = model_to_optimiser(model, recipe)
    schedule = optimiser_to_schedule(optimiser, recipe, 10)
    course = []
    for _ in range(11):
        course.append(optimiser.param_groups[0]["lr"] / optimiser.param_groups[0]["initial_lr"])
        optimiser.step()
        schedule.step()
    assert course[:3] == pytest.approx([0.5, 1.0, 1.0])
    assert course[2:] == sorted(course[2:], reverse=True)
    assert course[-1] == pytest.approx(0)
