"""Taggers by name."""

from __future__ import annotations

from pathlib import Path

import pytest

from models import DEFAULT_TAGGER, MissingModel, UnknownModel, find_model, load_tagger, tagger_names
from models.registry import TAGGERS, named_models
from tests.models.folder import write_folder


def test_the_default_comes_first() -> None:
    assert tagger_names()[0] == DEFAULT_TAGGER == "rules"


@pytest.mark.parametrize("name", sorted(TAGGERS))
def test_every_name_leads_to_a_tagger_of_that_name(name: str) -> None:
    assert load_tagger(name).name == name


def test_a_tagger_is_made_once() -> None:
    assert load_tagger("rules") is load_tagger("rules")


def test_an_unknown_name_is_an_error() -> None:
    with pytest.raises(KeyError, match="none-such"):
        load_tagger("none-such")


@pytest.fixture
def weights(tmp_path: Path) -> Path:
    for name in ("text-0.9", "text-0.10", "fast-1"):
        write_folder(tmp_path / name)
    (tmp_path / "text-draft").mkdir()
    return tmp_path


def test_models_are_listed_with_the_newest_version_first(weights: Path) -> None:
    found = [model.reference for model in named_models(weights)]
    assert found == ["fast@1", "text@0.10", "text@0.9"]


@pytest.mark.parametrize(
    ("reference", "folder"),
    [("text", "text-0.10"), ("text@0.9", "text-0.9"), ("fast", "fast-1")],
)
def test_a_model_is_found_by_its_name_and_version(
    weights: Path, reference: str, folder: str
) -> None:
    assert find_model(reference, weights) == weights / folder


def test_a_model_is_found_by_the_path_of_its_folder(weights: Path) -> None:
    assert find_model(str(weights / "text-0.9")) == weights / "text-0.9"


def test_a_version_that_is_not_there_names_those_that_are(weights: Path) -> None:
    with pytest.raises(UnknownModel, match=r"text@0.10, text@0.9"):
        find_model("text@2", weights)


def test_a_path_that_leads_nowhere_is_no_unknown_name(tmp_path: Path) -> None:
    with pytest.raises(MissingModel):
        find_model(str(tmp_path / "none"))


def test_without_weights_there_are_no_models(tmp_path: Path) -> None:
    assert named_models(tmp_path / "none") == []
