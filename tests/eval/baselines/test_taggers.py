"""The table of the text task's rivals, and what an absent one says."""

from __future__ import annotations

import importlib
from importlib.metadata import PackageNotFoundError

import pytest

from eval.baselines.registry import MissingRival, UnknownRival
from eval.baselines.taggers import (
    TAGGER_RIVALS,
    TaggerRival,
    installed_tagger_rivals,
    load_tagger_rival,
    rival_to_megabytes,
)


@pytest.mark.parametrize("name", sorted(TAGGER_RIVALS))
def test_entry_is_there_without_the_rivals_package(name: str) -> None:
    module, _, attribute = TAGGER_RIVALS[name].entry.partition(":")
    assert callable(getattr(importlib.import_module(module), attribute))


@pytest.mark.parametrize("name", sorted(TAGGER_RIVALS))
def test_absent_package_is_a_typed_error_with_the_line_that_installs_it(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def absent(package: str) -> None:
        raise PackageNotFoundError(package)

    monkeypatch.setattr("eval.baselines.taggers.distribution", absent)
    package = TAGGER_RIVALS[name].package
    with pytest.raises(MissingRival, match=f"{name}: {package} is not installed") as caught:
        load_tagger_rival(name)
    assert caught.value.remedy == f"pip install '{package}'"
    assert installed_tagger_rivals([name]) == ([], {name: f"pip install '{package}'"})


def test_unknown_rival() -> None:
    with pytest.raises(UnknownRival, match="abacus"):
        load_tagger_rival("abacus")


def test_size_is_that_of_installed_packages() -> None:
    small = TaggerRival("no:where", "typer")
    both = TaggerRival("no:where", "typer", brings=("rich", "no-such-dist"))
    assert 0.1 < rival_to_megabytes(small) < rival_to_megabytes(both)
