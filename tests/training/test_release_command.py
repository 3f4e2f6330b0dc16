"""``gongkai export --release``, from a run to the default."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

pytest.importorskip("torch", reason="torch belongs to the extra train")
pytest.importorskip("onnx", reason="onnx belongs to the extra train")
pytest.importorskip("matplotlib", reason="matplotlib belongs to the extra train")
pytest.importorskip("datasets", reason="datasets belongs to the extra train")

from eval.datasets import name_to_dataset
from eval.gate import Floor, FloorSet, floors_to_toml
from extraction.command_group import DONE, FAILED, WRONG_USAGE
from models import read_default
from models.artefact import read_card
from models.registry import named_models
from tests.training.builder import texts_to_encoder
from tests.training.store import texts, write_tiny_store
from training import release_checks
from training.cli import run

pytestmark = pytest.mark.torch


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store, a run and an export of it."""
    folder = tmp_path_factory.mktemp("release")
    store = write_tiny_store(folder / "store")
    texts_to_encoder(texts(), folder / "encoder")
    places = ["--store", str(store)]
    words = ["train", "tiny", "--out", str(folder / "run"), "--encoder", str(folder / "encoder")]
    assert run([*words, *places], "en") == DONE
    words = ["export", str(folder / "run"), "--out", str(folder / "model")]
    assert run([*words, *places], "en") == DONE
    return folder


def release(place: Path, weights: Path, *words: str, floor: float = 0.0, what: str = "run") -> int:
    """With the floor of one metric."""
    digest = name_to_dataset("authored-dev", gold=place / "store").digest
    floors = place / "floors.toml"
    held = FloorSet("rules", "authored-dev", digest, (Floor("span.exact", floor, 0.0),))
    floors.write_text(floors_to_toml([held]), encoding="utf-8")
    given = ["--store", str(place / "store"), "--floors", str(floors), "--weights", str(weights)]
    return run(["export", str(place / what), "--release", *given, *words], "en")


@pytest.fixture
def lenient(monkeypatch: pytest.MonkeyPatch) -> None:
    """One agency gives no verdict, so that nothing can be shown to be better."""
    decide = release_checks.answers_to_refusals
    monkeypatch.setattr(
        release_checks,
        "answers_to_refusals",
        lambda answers, **_: decide(answers, must_be_better=False),
    )


def test_what_is_not_shown_to_be_better_than_the_rules_is_refused(
    place: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert release(place, tmp_path, floor=1.01) == FAILED
    said = capsys.readouterr().err
    assert "Failed: authored-dev, claims: from 100.00 %" in said
    assert "not shown to be better than the rules" in said
    assert "all labels, equal edges" in said
    assert "below its floor of 101.00 %" in said
    assert "text@0.1 is not released: 3 figures failed" in said
    assert list(tmp_path.iterdir()) == []


@pytest.mark.usefixtures("lenient")
def test_a_dry_run_changes_nothing(
    place: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert release(place, tmp_path, "--dry-run", what="model") == DONE
    said = capsys.readouterr().out
    assert "(dry run) text@0.1 would be installed" in said
    assert "(dry run) the default would be text@0.1; it is rules." in said
    assert list(tmp_path.iterdir()) == []


@pytest.mark.usefixtures("lenient")
def test_released_are_a_run_and_an_exported_folder(
    place: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert release(place, tmp_path) == DONE
    assert release(place, tmp_path, what="model") == DONE
    assert release(place, tmp_path, "--version", "1.0", what="model") == DONE
    said = capsys.readouterr().out
    assert "The older version text@0.1 is deleted" in said
    assert "The default is now text@1.0; it was text@0.2." in said
    assert [model.reference for model in named_models(tmp_path)] == ["text@1.0", "text@0.2"]
    assert read_default(tmp_path) == "text@1.0"
    card = read_card(tmp_path / "text-1.0")
    assert card.release is not None
    assert card.release.before == "text@0.2"
    assert {each.data for each in card.release.measured} == {"authored-dev"}
    assert card.release.gate[0].floors == 1
    assert card.parity is not None
    assert json.loads(card.to_json())["release"]["answers"]


@pytest.mark.parametrize("words", [[], ["--out", "x", "--dry-run"]])
def test_an_export_needs_a_folder_and_knows_no_dry_run(place: Path, words: list[str]) -> None:
    assert run(["export", str(place / "run"), *words], "en") == WRONG_USAGE
    assert not Path("x").exists()
