"""The server's environment is used again when it is whole, made anew otherwise."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.annotations.label_studio import server

HOME = f"server-{server.VERSION}"


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty cache folder whose database is made already."""
    monkeypatch.setattr(server, "CACHE", tmp_path)
    (tmp_path / f"template-{server.VERSION}").mkdir()
    (tmp_path / f"template-{server.VERSION}" / "ls.sqlite3").touch()
    return tmp_path


def environment(folder: Path, version: str = server.VERSION, *, complete: bool = True) -> None:
    """An environment whose interpreter says that this version is installed."""
    (folder / "bin").mkdir(parents=True)
    (folder / "bin" / "label-studio").touch()
    python = folder / "bin" / "python"
    python.write_text(f"#!/bin/sh\necho {version}\n", encoding="utf-8")
    python.chmod(0o755)
    if complete:
        (folder / ".complete").touch()


def test_a_whole_environment_is_used_again(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    environment(cache / HOME)
    monkeypatch.setattr(server, "_install", lambda _: pytest.fail("installed again"))
    assert server.prepare() == cache / HOME / "bin" / "label-studio"


@pytest.mark.parametrize("left", ["cut short", "another version", "no interpreter"])
def test_anything_less_is_made_anew(
    cache: Path, monkeypatch: pytest.MonkeyPatch, left: str
) -> None:
    home = cache / HOME
    environment(home, "1.0" if left == "another version" else server.VERSION)
    if left == "cut short":
        (home / ".complete").unlink()
    if left == "no interpreter":
        (home / "bin" / "python").unlink()
    (home / "leftover").touch()
    monkeypatch.setattr(server, "_install", environment)
    server.prepare()
    assert (home / ".complete").is_file()
    assert not (home / "leftover").exists()


def test_a_missing_index_is_explained(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(words: list[str], **kwargs: Any) -> None:
        if "pip" in words:
            raise subprocess.CalledProcessError(1, words, stderr="line 1\nConnection refused\n")

    monkeypatch.setattr(subprocess, "run", fail)
    with pytest.raises(server.NotPreparedError, match=r"(?s)Connection refused.*index can be"):
        server.prepare()
    assert not (cache / HOME).exists()
