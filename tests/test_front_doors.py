"""Each package's ``__all__`` names what its ``__init__`` imports, and nothing else."""

from __future__ import annotations

import ast
import importlib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
DOORS = sorted(
    ".".join(path.relative_to(ROOT).parent.parts)
    for room in ("models", "extraction", "annotations", "eval", "training")
    for path in (ROOT / room).rglob("__init__.py")
)


@pytest.mark.parametrize("package", DOORS)
def test_front_door_says_what_it_is(package: str) -> None:
    assert (importlib.import_module(package).__doc__ or "").strip()


@pytest.mark.parametrize("package", DOORS)
def test_all_and_imports_agree(package: str) -> None:
    path = ROOT.joinpath(*package.split(".")) / "__init__.py"
    imported = {
        alias.asname or alias.name
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom) and node.module != "__future__"
        for alias in node.names
    }
    exported = getattr(importlib.import_module(package), "__all__", [])
    assert set(exported) == imported
