"""``gongkai models list | show | verify``."""

from __future__ import annotations

from pathlib import Path

import pytest

from models import registry
from models.cli import DONE, FAILED, run
from models.messages import load_texts
from tests.models.folder import write_folder
from tests.placeholders import names_of


@pytest.fixture
def weights(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A whole model and a damaged one, as if they were installed."""
    write_folder(tmp_path / "text-0.1", scores={"authored-dev": {"claim": 0.5}}, limits=["None."])
    write_folder(tmp_path / "text-0.2", version="0.2")
    (tmp_path / "text-0.2" / "model.onnx").write_bytes(b"")
    monkeypatch.setattr(registry.named_models, "__defaults__", (tmp_path,))
    monkeypatch.setattr(registry.find_model, "__defaults__", (tmp_path,))
    return tmp_path


@pytest.mark.parametrize("key", sorted(load_texts()))
def test_both_languages_fill_in_the_same_values(key: str) -> None:
    text = load_texts()[key]
    assert names_of(text["zh"]) == names_of(text["en"])


def test_models_are_listed(weights: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["models", "list"], "en") == DONE
    lines = capsys.readouterr().out.splitlines()
    assert [line.split("\t")[0] for line in lines] == ["text@0.2", "text@0.1"]


def test_a_card_that_cannot_be_read_costs_no_other_model_its_line(
    weights: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (weights / "text-0.2" / "card.json").write_text("{", encoding="utf-8")
    assert run(["models", "list"], "en") == FAILED
    printed = capsys.readouterr()
    assert [line.split("\t")[0] for line in printed.out.splitlines()] == ["text@0.1"]
    assert "card.json" in printed.err


def test_a_card_is_shown(weights: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["models", "show", "text@0.1"], "en") == DONE
    printed = capsys.readouterr().out
    assert "text 0.1, exported 2024-01-31, recipe tiny" in printed
    assert "on authored-dev: claim 50.0" in printed
    assert "limit: None." in printed


def test_damage_is_told_and_the_others_are_still_verified(
    weights: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["models", "verify"], "en") == FAILED
    printed = capsys.readouterr()
    assert "text 0.1: whole" in printed.out
    assert "model.onnx is not the file" in printed.err


def test_a_folder_may_be_named(weights: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["models", "verify", str(weights / "text-0.1")], "zh") == DONE
    assert "完好" in capsys.readouterr().out


def test_a_model_that_is_not_there(weights: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["models", "show", "text@9"], "en") == FAILED
    assert "text@0.2, text@0.1" in capsys.readouterr().err
