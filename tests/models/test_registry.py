"""Taggers by name."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from models import (
    DEFAULT_TAGGER,
    RULES,
    DamagedModel,
    MissingLibrary,
    MissingModel,
    NoModel,
    TwoTaggers,
    UnknownModel,
    UnknownVersion,
    choose_tagger,
    find_model,
    load_tagger,
    read_default,
    require_tagger,
    tagger_names,
    workers_to_threads,
)
from models.registry import LIBRARIES, TAGGERS, named_models
from tests.models.folder import write_folder


def test_the_rules_come_first() -> None:
    assert tagger_names()[0] == RULES


def test_without_a_release_the_rules_are_the_default(tmp_path: Path) -> None:
    assert read_default(tmp_path) == RULES


def test_a_release_names_the_default(weights: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A damaged one is refused, and not replaced by another silently."""
    monkeypatch.delenv("GONGKAI_TAGGER")
    (weights / "default.toml").write_text('tagger = "text@0.9"\n', encoding="utf-8")
    assert read_default(weights) == "text@0.9"
    (weights / "text-0.9" / "model.onnx").write_bytes(b"another")
    monkeypatch.setattr(read_default, "__defaults__", (weights,))
    monkeypatch.setattr(find_model, "__defaults__", (weights,))
    assert choose_tagger(model=None, tagger=None) == "text@0.9"
    for take in (load_tagger, require_tagger):
        with pytest.raises(DamagedModel, match="SHA256SUMS"):
            take(DEFAULT_TAGGER)


def test_the_environment_goes_before_the_release(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GONGKAI_TAGGER", "nosuch")
    assert choose_tagger(model=None, tagger=None) == "nosuch"
    assert choose_tagger(model=None, tagger=RULES) == RULES
    with pytest.raises(UnknownModel):
        load_tagger()


@pytest.mark.parametrize("text", ["", "tagger = 3", "tagger", "\x00"])
def test_a_file_that_names_no_default_is_damage(tmp_path: Path, text: str) -> None:
    (tmp_path / "default.toml").write_text(text, encoding="utf-8")
    with pytest.raises(DamagedModel):
        read_default(tmp_path)


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
    with pytest.raises(UnknownVersion, match=r"there are: text@0.10, text@0.9$"):
        find_model("text@2", weights)


def test_an_unknown_name_is_told_all_that_there_are(weights: Path) -> None:
    with pytest.raises(UnknownModel, match=r"rules, fast@1, text@0.10, text@0.9$") as caught:
        find_model("slow@1", weights)
    assert type(caught.value) is UnknownModel


def test_a_path_that_leads_nowhere_is_no_unknown_name(tmp_path: Path) -> None:
    with pytest.raises(MissingModel):
        find_model(str(tmp_path / "none"))


def test_a_folder_beside_us_needs_no_slash(weights: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(weights)
    assert find_model("text-draft", weights) == weights / "text-draft"


def test_a_name_goes_before_a_folder(weights: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(weights)
    (weights / "text").mkdir()
    assert find_model("text", weights) == weights / "text-0.10"


def test_a_file_is_no_model(weights: Path) -> None:
    with pytest.raises(NoModel):
        find_model(str(weights / "text-0.9" / "model.onnx"), weights)


@pytest.mark.parametrize("take", [load_tagger, require_tagger])
def test_a_folder_of_other_things_is_no_model(weights: Path, take: Callable[[str], object]) -> None:
    with pytest.raises(NoModel):
        take(str(weights / "text-draft"))


@pytest.mark.parametrize("take", [load_tagger, require_tagger])
def test_a_damaged_folder_is_refused(weights: Path, take: Callable[[str], object]) -> None:
    (weights / "text-0.9" / "model.onnx").write_bytes(b"another")
    with pytest.raises(DamagedModel, match="SHA256SUMS"):
        take(str(weights / "text-0.9"))


@pytest.mark.parametrize("library", LIBRARIES[1:])
@pytest.mark.parametrize("take", [load_tagger, require_tagger])
def test_a_library_that_is_not_there_is_named(
    weights: Path, library: str, take: Callable[[str], object], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    for name in ("models.model_tagger", "models.onnx_tagger", "models.tokenizer"):
        monkeypatch.delitem(sys.modules, name, raising=False)
    with pytest.raises(MissingLibrary, match=library):
        take(str(weights / "text-0.9"))


@pytest.mark.parametrize(
    ("model", "tagger", "chosen"),
    [(None, None, "rules"), ("text@1", None, "text@1"), (None, "rules", "rules")],
)
def test_one_option_is_enough(model: str | None, tagger: str | None, chosen: str) -> None:
    assert choose_tagger(model=model, tagger=tagger) == chosen


def test_two_options_are_one_too_many() -> None:
    with pytest.raises(TwoTaggers, match="--model text and --system rules"):
        choose_tagger(model="text", tagger="rules", tagger_option="--system")


def test_workers_have_a_thread_each_and_a_single_process_two() -> None:
    assert [workers_to_threads(workers) for workers in (1, 2, 8)] == [2, 1, 1]


def test_without_weights_there_are_no_models(tmp_path: Path) -> None:
    assert named_models(tmp_path / "none") == []
