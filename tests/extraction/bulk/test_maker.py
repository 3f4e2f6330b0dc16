"""The line that says what made a record changes with all that could change the record."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from extraction.bulk import maker
from extraction.bulk.maker import code_files, code_to_digest, settings_to_maker
from extraction.bulk.settings import WorkerSettings
from models import StubTagger, load_tagger
from models.model_tagger import ModelTagger

PLAIN = WorkerSettings()
WEIGHTS = "ab" * 32


def test_a_model_is_named_with_its_weights() -> None:
    line = settings_to_maker(PLAIN, ModelTagger(StubTagger(name="text", version="0.3"), WEIGHTS))
    assert line.endswith("), text 0.3 (weights abababababab)")
    assert f"(code {code_to_digest()[:12]})" in line


def test_rules_have_no_weights() -> None:
    assert settings_to_maker(PLAIN, load_tagger("rules")).endswith("), rules 2")


@pytest.mark.parametrize(
    ("settings", "tagger"),
    [
        (replace(PLAIN, with_text=True), ModelTagger(StubTagger(), WEIGHTS)),
        (PLAIN, ModelTagger(StubTagger(version="2"), WEIGHTS)),
        (PLAIN, ModelTagger(StubTagger(), "cd" * 32)),
        (PLAIN, StubTagger()),
    ],
)
def test_other_settings_taggers_and_weights_make_other_lines(
    settings: WorkerSettings, tagger: StubTagger | ModelTagger
) -> None:
    usual = settings_to_maker(PLAIN, ModelTagger(StubTagger(), WEIGHTS))
    assert settings_to_maker(settings, tagger) != usual


def test_how_fast_a_worker_is_makes_no_other_line() -> None:
    fast = WorkerSettings(tagger="/some/folder", threads=2, cache_passages=0, batch_chars=1)
    assert settings_to_maker(fast, StubTagger()) == settings_to_maker(PLAIN, StubTagger())


@dataclass(frozen=True, slots=True)
class Home:
    """A source tree of one room."""

    folder: Path

    def write(self, name: str, text: str) -> None:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Home:
    tree = Home(tmp_path / "extraction")
    tree.write("pipeline.py", "read")
    tree.write("tables/form.json", "{}")
    monkeypatch.setattr(maker, "_EXTRACTION", tree.folder)
    monkeypatch.setattr(maker, "_MODELS", tmp_path / "models")
    return tree


def digest() -> str:
    return code_to_digest.__wrapped__()


@pytest.mark.parametrize("name", ["pipeline.py", "tables/form.json", "claims/new.bin"])
def test_code_and_its_data_are_part_of_it(home: Home, name: str) -> None:
    before = digest()
    home.write(name, "another")
    assert digest() != before


@pytest.mark.parametrize("name", ["messages.toml", "bulk/run.py", "show/style.css", "a.pyc"])
def test_what_changes_no_record_is_not(home: Home, name: str) -> None:
    before = digest()
    home.write(name, "another")
    assert digest() == before


def test_both_rooms_are_looked_at() -> None:
    names = {name for name, _ in code_files()}
    assert {"extraction/pipeline.py", "models/rules/lexicon.py"} <= names
    assert not any(name.startswith("models/weights/") for name in names)
