"""A release: which version, what goes, and that the default moves last."""

from __future__ import annotations

from pathlib import Path

import pytest

from models import read_default
from models.artefact import TABLES, read_artefact
from models.card import Parity, Release
from models.registry import named_models
from tests.models.folder import card, write_folder
from training import sealing
from training.release import install, next_version, plan_release, require_parity
from training.sealing import ExportError

RECORD = Release(day="2024-02-01", code="0" * 12, before="rules", measured=(), answers=(), gate=())


@pytest.fixture
def exported(tmp_path: Path) -> Path:
    return write_folder(tmp_path / "exported")


@pytest.fixture
def weights(tmp_path: Path) -> Path:
    """Where nothing was released yet."""
    return tmp_path / "weights"


def release(exported: Path, weights: Path, *versions: str) -> None:
    for version in versions:
        install(exported, plan_release("text", version, weights), RECORD, weights)


def references(weights: Path) -> list[str]:
    return [model.reference for model in named_models(weights)]


def test_a_release_is_installed_whole_and_becomes_the_default(
    exported: Path, weights: Path
) -> None:
    plan = plan_release("text", "1.0", weights)
    assert (plan.before, plan.removed) == ("rules", ())
    install(exported, plan, RECORD, weights)
    artefact = read_artefact(weights / "text-1.0")
    assert artefact.card.release == RECORD
    assert (artefact.card.name, artefact.card.version) == ("text", "1.0")
    assert read_default(weights) == "text@1.0"
    assert sorted(path.name for path in weights.iterdir()) == ["default.toml", "text-1.0"]


def test_two_versions_stay(exported: Path, weights: Path) -> None:
    release(exported, weights, "0.9", "0.10")
    plan = plan_release("text", "0.11", weights)
    assert [model.reference for model in plan.removed] == ["text@0.9"]
    release(exported, weights, "0.11")
    assert references(weights) == ["text@0.11", "text@0.10"]
    assert plan_release("text", "0.12", weights).before == "text@0.11"


def test_the_present_default_is_never_removed(exported: Path, weights: Path) -> None:
    release(exported, weights, "0.1", "0.2")
    (weights / "default.toml").write_text('tagger = "text@0.1"\n', encoding="utf-8")
    release(exported, weights, "0.3")
    assert references(weights) == ["text@0.3", "text@0.2", "text@0.1"]
    release(exported, weights, "0.4")
    assert references(weights) == ["text@0.4", "text@0.3"]


def test_models_of_other_names_stay(exported: Path, weights: Path) -> None:
    write_folder(weights / "fast-1", name="fast", version="1")
    release(exported, weights, "0.1", "0.2", "0.3")
    assert references(weights) == ["fast@1", "text@0.3", "text@0.2"]


@pytest.mark.parametrize("version", ["0.9", "0.10"])
def test_a_version_must_be_after_the_others(exported: Path, weights: Path, version: str) -> None:
    release(exported, weights, "0.10")
    with pytest.raises(ExportError, match=r"take 0\.11"):
        plan_release("text", version, weights)


@pytest.mark.parametrize("name", ["rules", "default", "te-xt", "../text", ""])
def test_a_name_that_says_something_else_is_refused(weights: Path, name: str) -> None:
    with pytest.raises(ExportError, match="name of a model"):
        plan_release(name, "1", weights)


@pytest.mark.parametrize("version", ["", "1.", "v1", "1-2", "../1"])
def test_a_version_is_made_of_numbers(weights: Path, version: str) -> None:
    with pytest.raises(ExportError, match="version"):
        plan_release("text", version, weights)


def test_the_next_version_is_proposed(exported: Path, weights: Path) -> None:
    assert next_version("text", weights) == "0.1"
    release(exported, weights, "0.9")
    assert next_version("text", weights) == "0.10"


def test_what_cannot_be_installed_leaves_everything_as_it_was(
    exported: Path, weights: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    release(exported, weights, "0.1", "0.2")
    before = sorted(weights.rglob("*"))
    monkeypatch.setattr(sealing, "MOST_BYTES", 10)
    with pytest.raises(ExportError, match="10 are allowed"):
        release(exported, weights, "0.3")
    (exported / TABLES).unlink()
    with pytest.raises(FileNotFoundError):
        release(exported, weights, "0.3")
    assert sorted(weights.rglob("*")) == before
    assert read_default(weights) == "text@0.2"


@pytest.mark.parametrize("agreement", [None, 0.5])
def test_a_model_that_was_not_compared_with_its_run_is_refused(agreement: float | None) -> None:
    parity = agreement and Parity(passages=1, float_error=0.0, agreement=agreement)
    with pytest.raises(ExportError, match="export its run again"):
        require_parity(card(parity=parity), least=0.9)


def test_a_model_that_was_compared_may_be_released() -> None:
    require_parity(card(parity=Parity(passages=9, float_error=0.0, agreement=0.9)), least=0.9)
