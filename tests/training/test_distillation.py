"""A teacher's answers as targets, and the layers that a thinner encoder keeps."""

from __future__ import annotations

import pytest

torch = pytest.importorskip("torch", reason="torch belongs to the extra train")
transformers = pytest.importorskip("transformers", reason="transformers belongs to the extra train")

from training.config import RecipeError  # noqa: E402 - after the checks above
from training.distillation import told_to_loss  # noqa: E402
from training.thinning import keep_layers  # noqa: E402

pytestmark = pytest.mark.torch


def loss(mine: object, told: object, lengths: tuple[int, ...] = (2,)) -> float:
    emissions = [torch.tensor(mine, dtype=torch.float32)]
    return float(
        told_to_loss(emissions, [torch.tensor(told, dtype=torch.float32)], torch.tensor(lengths))
    )


def test_the_same_shares_cost_nothing() -> None:
    # emissions that differ by a number a character have the same shares
    assert loss([[[0.0, 1.0], [2.0, 0.0]]], [[[5.0, 6.0], [2.0, 0.0]]]) == pytest.approx(
        0, abs=1e-6
    )


def test_the_loss_is_the_divergence_a_character() -> None:
    told = [[[0.0, 0.0], [0.0, 0.0]]]
    mine = [[[torch.log(torch.tensor(3.0)).item(), 0.0], [0.0, 0.0]]]
    # halves told, three quarters and one given: (ln 2/3 + ln 2) / 2, over two characters
    assert loss(mine, told) == pytest.approx(0.14384 / 2, abs=1e-4)


def test_padding_is_not_learned() -> None:
    told = [[[0.0, 0.0], [9.0, 0.0]]]
    assert loss([[[0.0, 0.0], [0.0, 9.0]]], told, lengths=(1,)) == pytest.approx(0, abs=1e-6)


def encoder(layers: int) -> object:
    config = transformers.BertConfig(
        vocab_size=8,
        hidden_size=4,
        num_hidden_layers=layers,
        num_attention_heads=1,
        intermediate_size=4,
    )
    return transformers.BertModel(config, add_pooling_layer=False)


@pytest.mark.parametrize(
    ("count", "kept"), [(6, [1, 3, 5, 7, 9, 11]), (4, [2, 5, 8, 11]), (1, [11])]
)
def test_layers_are_kept_evenly_and_the_last_with_them(count: int, kept: list[int]) -> None:
    bert = encoder(12)
    before = list(bert.encoder.layer)  # type: ignore[attr-defined]
    keep_layers(bert, count)  # type: ignore[arg-type]
    assert list(bert.encoder.layer) == [before[number] for number in kept]  # type: ignore[attr-defined]


def test_more_layers_than_there_are_are_refused() -> None:
    with pytest.raises(RecipeError, match="at most 2"):
        keep_layers(encoder(2), 3)  # type: ignore[arg-type]
