"""A run trains, keeps its best model, and goes on to the bit after a kill."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

torch = pytest.importorskip("torch", reason="torch belongs to the extra train")
pytest.importorskip("matplotlib", reason="matplotlib belongs to the extra train")
pytest.importorskip("datasets", reason="datasets belongs to the extra train")

from eval.datasets import name_to_dataset  # noqa: E402 - after the checks above
from models.architecture.text_model import TextModel  # noqa: E402
from models.artefact import TABLES  # noqa: E402
from models.tables_io import json_to_tables  # noqa: E402
from tests.training.builder import texts_to_encoder  # noqa: E402
from tests.training.store import texts, write_tiny_store  # noqa: E402
from training.checkpoint import CHECKPOINT, CheckpointError  # noqa: E402
from training.config import LoopRecipe, Recipe, read_recipe  # noqa: E402
from training.preparation import BEST, make_parts, prepare  # noqa: E402
from training.run import LOG, RUN_FILE, Progress, RunResult, run_recipe  # noqa: E402
from training.train_command import RECIPES  # noqa: E402

pytestmark = pytest.mark.torch

LOOP = LoopRecipe(
    epochs=3,
    batch_pieces=24,
    evaluate_every=2,
    checkpoint_every=2,
    precision="float32",
    threads=1,
)


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Store and encoder."""
    folder = tmp_path_factory.mktemp("places")
    return write_tiny_store(folder / "store"), texts_to_encoder(texts(), folder / "encoder")


class Killed(Exception):
    """Stands for a kill between two steps."""


def recipe(**changes: object) -> Recipe:
    tiny = read_recipe(RECIPES / "tiny.toml")
    return replace(tiny, loop=replace(LOOP, **changes))  # type: ignore[arg-type]


def run(
    given: Recipe,
    folder: Path,
    places: tuple[Path, Path],
    *,
    resume: bool = False,
    kill_at: int | None = None,
) -> RunResult:
    store, encoder = places

    def report(done: Progress) -> None:
        if done.step.number == kill_at:
            raise Killed

    return run_recipe(
        given,
        folder,
        store=store,
        encoder=encoder,
        datasets=[name_to_dataset("authored-dev", gold=store)],
        resume=resume,
        report=report,
    )


@pytest.mark.parametrize("averaging", [0.0, 0.8])
def test_a_killed_run_goes_on_to_the_bit(
    tmp_path: Path, places: tuple[Path, Path], averaging: float
) -> None:
    given = recipe(averaging=averaging)
    whole = run(given, tmp_path / "whole", places)
    with pytest.raises(Killed):
        run(given, tmp_path / "killed", places, kill_at=5)
    again = run(given, tmp_path / "killed", places, resume=True)
    assert again.steps == whole.steps > 5
    states = [
        torch.load(tmp_path / name / CHECKPOINT, weights_only=True) for name in ("whole", "killed")
    ]
    assert states[0]["model"].keys() == states[1]["model"].keys()
    parts = ("model", "average") if averaging else ("model",)
    for part in parts:
        for name, tensor in states[0][part].items():
            assert torch.equal(tensor, states[1][part][name]), name
    losses = [
        [entry["loss"] for entry in state["position"]["log"] if "loss" in entry] for state in states
    ]
    assert losses[0] == losses[1]


def test_a_run_keeps_its_recipe_its_log_and_its_curves(
    tmp_path: Path, places: tuple[Path, Path]
) -> None:
    result = run(recipe(), tmp_path, places)
    told = json.loads((tmp_path / RUN_FILE).read_text(encoding="utf-8"))
    assert told["recipe"]["loop"]["batch_pieces"] == 24
    assert told["train_documents"] == 3
    assert len(told["data_digest"]) == 12
    lines = (tmp_path / LOG).read_text(encoding="utf-8").splitlines()
    assert sum("loss" in json.loads(line) for line in lines) == result.steps
    assert (tmp_path / "curves.png").read_bytes().startswith(b"\x89PNG")
    assert {path.name for path in (tmp_path / BEST).iterdir()} == {
        "config.json",
        "model.safetensors",
        "tokenizer.json",
        "tables.json",
        "figures.json",
    }


def test_a_run_without_a_better_model_ends_early(tmp_path: Path, places: tuple[Path, Path]) -> None:
    given = recipe(epochs=50, evaluate_every=1, patience=2)
    given = replace(given, optimiser=replace(given.optimiser, encoder_rate=1e-9, head_rate=1e-9))
    result = run(given, tmp_path, places)
    assert result.stopped
    assert result.steps == 3


def test_another_recipe_does_not_go_on(tmp_path: Path, places: tuple[Path, Path]) -> None:
    with pytest.raises(Killed):
        run(recipe(), tmp_path, places, kill_at=3)
    with pytest.raises(CheckpointError, match="another recipe"):
        run(recipe(seed=2), tmp_path, places, resume=True)


def test_where_there_is_no_checkpoint_nothing_goes_on(
    tmp_path: Path, places: tuple[Path, Path]
) -> None:
    with pytest.raises(CheckpointError, match="no checkpoint"):
        run(recipe(), tmp_path, places, resume=True)


def test_a_run_goes_on_from_the_best_model_of_another(
    tmp_path: Path, places: tuple[Path, Path]
) -> None:
    store, encoder = places
    run(recipe(), tmp_path / "first", places)
    given = recipe()
    given = replace(given, model=replace(given.model, start=str(tmp_path / "first")))
    preparation = prepare(given, store=store, encoder=encoder)
    started = make_parts(preparation, encoder).model.state_dict()
    kept = TextModel.from_pretrained(tmp_path / "first" / BEST).state_dict()
    assert started.keys() == kept.keys()
    assert all(torch.equal(started[name], kept[name]) for name in kept)
    first = json_to_tables((tmp_path / "first" / BEST / TABLES).read_text(encoding="utf-8"))
    assert preparation.characters == first.characters


def test_an_average_of_the_weights_is_what_is_kept(
    tmp_path: Path, places: tuple[Path, Path]
) -> None:
    run(recipe(averaging=0.9, evaluate_every=1000), tmp_path, places)
    state = torch.load(tmp_path / CHECKPOINT, weights_only=True)
    kept = TextModel.from_pretrained(tmp_path / BEST).state_dict()
    name = "heads.0.weight"
    assert torch.equal(kept[name], state["average"][f"module.{name}"])
    assert not torch.equal(kept[name], state["model"][name])


def test_a_thinner_model_learns_from_a_whole_one(tmp_path: Path, places: tuple[Path, Path]) -> None:
    run(recipe(), tmp_path / "whole", places)
    given = recipe()
    given = replace(
        given,
        model=replace(given.model, start=str(tmp_path / "whole"), layers=1),
        loss=replace(given.loss, teacher=str(tmp_path / "whole")),
    )
    run(given, tmp_path / "thin", places)
    whole, thin = (TextModel.from_pretrained(tmp_path / each / BEST) for each in ("whole", "thin"))
    assert (len(whole.encoder.encoder.layer), len(thin.encoder.encoder.layer)) == (2, 1)
    assert thin.config.num_hidden_layers == 1
