"""``gongkai train`` and ``gongkai export``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

pytest.importorskip("torch", reason="torch belongs to the extra train")
pytest.importorskip("onnxscript", reason="onnxscript belongs to the extra train")
pytest.importorskip("matplotlib", reason="matplotlib belongs to the extra train")
pytest.importorskip("datasets", reason="datasets belongs to the extra train")

from extraction.command_group import DONE, FAILED, WRONG_USAGE
from tests.training.builder import texts_to_encoder
from tests.training.store import texts, write_tiny_store
from training.cli import run
from training.run import RUN_FILE

pytestmark = pytest.mark.torch


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("commands")
    write_tiny_store(made / "store")
    texts_to_encoder(texts(), made / "encoder")
    return made


def train(folder: Path, out: str, *more: str) -> int:
    places = ["--store", str(folder / "store"), "--encoder", str(folder / "encoder")]
    return run(["train", "tiny", "--out", str(folder / out), *places, *more], "en")


def test_a_run_says_how_far_it_is_and_what_came_of_it(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert train(folder, "told") == DONE
    printed = capsys.readouterr()
    assert "step 2, development data:" in printed.err
    assert "Trained: 2 steps" in printed.out
    assert f"gongkai export {folder / 'told'}" in printed.out


def test_a_value_of_the_recipe_can_be_changed(folder: Path) -> None:
    assert (
        train(folder, "changed", "--set", "loop.seed=7", "--set", "loss.name=cross_entropy") == DONE
    )
    told = json.loads((folder / "changed" / RUN_FILE).read_text(encoding="utf-8"))["recipe"]
    assert (told["loop"]["seed"], told["loss"]["name"]) == (7, "cross_entropy")


def test_a_change_of_no_key_is_refused(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert train(folder, "wrong", "--set", "loop.sead=7") == FAILED
    assert "loop.sead is no key" in capsys.readouterr().err


def test_a_folder_that_holds_a_run_is_not_overwritten(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert train(folder, "twice") == DONE
    assert train(folder, "twice") == WRONG_USAGE
    assert "--resume" in capsys.readouterr().err
    assert train(folder, "twice", "--resume") == DONE


def test_a_recipe_that_is_not_there_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["train", "none-such"], "en") == FAILED
    known = "ablation, full, further, quick, reports, settle, tiny"
    assert f"there are: {known}" in capsys.readouterr().err


def test_a_folder_without_a_run_cannot_be_exported(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["export", str(tmp_path), "--out", str(tmp_path / "model")]
    assert run(arguments, "zh") == FAILED
    assert "无法进行" in capsys.readouterr().err


@pytest.mark.parametrize("command", ["train", "export"])
def test_help_is_there_in_both_languages(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run([command, "--help"], "zh") == DONE
    assert "训练" in capsys.readouterr().out
