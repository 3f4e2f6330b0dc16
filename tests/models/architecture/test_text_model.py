"""The network: shapes, padding, saving."""

from __future__ import annotations

from pathlib import Path

import pytest

torch = pytest.importorskip("torch", reason="torch belongs to the extra train")
pytest.importorskip("transformers", reason="transformers belongs to the extra train")

from models.architecture.text_model import TextModel  # noqa: E402 - after the checks above
from models.characters import CharacterTable  # noqa: E402
from models.inputs import WindowInputs, inputs_to_batch, window_to_inputs  # noqa: E402
from models.tags import SPAN_TAGS, STATEMENT_TAGS  # noqa: E402
from models.tokenizer import Tokenizer  # noqa: E402
from models.windows import WindowSize, pieces_to_windows  # noqa: E402
from tests.training.builder import texts_to_encoder  # noqa: E402

pytestmark = pytest.mark.torch

TEXTS = ("全年发布信息271条。", "无。")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return texts_to_encoder(TEXTS, tmp_path / "encoder")


@pytest.fixture
def model(folder: Path) -> TextModel:
    torch.manual_seed(1)
    return TextModel.from_encoder(folder, characters=20, mixed_size=16).eval()


def windows(folder: Path) -> list[WindowInputs]:
    tokenizer = Tokenizer.from_folder(folder)
    found = []
    for text in TEXTS:
        pieces = tokenizer.text_to_pieces(text)
        (window,) = pieces_to_windows(text, pieces, WindowSize())
        found.append(
            window_to_inputs(
                text,
                pieces,
                window,
                "overview",
                tokenizer=tokenizer,
                characters=CharacterTable("信息"),
            )
        )
    return found


def scores(model: TextModel, given: list[WindowInputs]) -> tuple[torch.Tensor, ...]:
    batch = inputs_to_batch(given, padding=1)
    with torch.inference_mode():
        found: tuple[torch.Tensor, ...] = model(
            **{name: torch.from_numpy(array) for name, array in batch.items()}
        )
    return found


def test_every_character_has_scores_for_the_tags_of_both_layers(
    model: TextModel, folder: Path
) -> None:
    spans, statements = scores(model, windows(folder))
    assert spans.shape == (2, len(TEXTS[0]), len(SPAN_TAGS))
    assert statements.shape == (2, len(TEXTS[0]), len(STATEMENT_TAGS))


def test_padding_changes_no_scores(model: TextModel, folder: Path) -> None:
    first, second = windows(folder)
    alone = scores(model, [second])
    beside = scores(model, [first, second])
    for one, other in zip(alone, beside, strict=True):
        assert torch.allclose(one[0], other[1, : one.size(1)], atol=1e-5)


def test_the_place_of_a_passage_is_seen(model: TextModel, folder: Path) -> None:
    window = windows(folder)[0]
    elsewhere = WindowInputs(
        window.piece_ids, window.char_pieces, window.char_ids, window.char_parts, 1
    )
    assert not torch.allclose(scores(model, [window])[1], scores(model, [elsewhere])[1])


def test_the_encoder_is_the_one_of_the_folder(model: TextModel, folder: Path) -> None:
    from transformers import BertModel  # noqa: PLC0415 - heavy and optional

    encoder = BertModel.from_pretrained(folder, add_pooling_layer=False)
    wanted, found = encoder.state_dict(), model.encoder.state_dict()
    assert wanted.keys() == found.keys()
    assert all(torch.equal(wanted[name], found[name]) for name in wanted)


def test_a_saved_model_comes_back(model: TextModel, folder: Path, tmp_path: Path) -> None:
    with torch.no_grad():
        model.chains[0].step.fill_(0.5)
    model.save_pretrained(tmp_path / "saved")
    again = TextModel.from_pretrained(tmp_path / "saved").eval()
    for one, other in zip(
        scores(model, windows(folder)), scores(again, windows(folder)), strict=True
    ):
        assert torch.equal(one, other)
    assert torch.equal(again.chains[0].step, model.chains[0].step)
    assert torch.equal(again.chains[0].illegal_step, model.chains[0].illegal_step)
