"""models -> extraction -> annotations -> eval -> training: each imports only to its left.

Walks every file's syntax tree, imports inside functions included.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
ROOMS = ("models", "extraction", "annotations", "eval", "training")
HEAVY = {
    "torch": {"models/architecture", "training"},
    "transformers": {"models/architecture", "training"},
    "spacy": {
        "models/rule_tagger.py",
        "annotations/spacy_io.py",
        "extraction/spacy_component.py",
    },
}


def imported_names(path: Path) -> Iterator[str]:
    """Modules by their full names; a name that is no module of its own stands for where it is."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            place = node.module or ""
            yield from {
                f"{place}.{a.name}" if is_module(place, a.name) else place for a in node.names
            }


def is_module(package: str, name: str) -> bool:
    """Whether ``from package import name`` takes a module of this project by its own name."""
    path = ROOT.joinpath(*package.split("."), name)
    return path.with_suffix(".py").is_file() or (path / "__init__.py").is_file()


def files_of(room: str) -> list[Path]:
    return sorted((ROOT / room).rglob("*.py"))


@pytest.mark.parametrize("room", ROOMS)
def test_room_imports_nothing_to_its_right(room: str) -> None:
    right = ROOMS[ROOMS.index(room) + 1 :]
    broken = [
        f"{path.relative_to(ROOT)} imports {name}"
        for path in files_of(room)
        for name in imported_names(path)
        if name.split(".")[0] in right or name.split(".")[0] in ("gongkai", "tests")
    ]
    assert not broken


def test_nobody_imports_the_command() -> None:
    users = [
        path
        for room in ROOMS
        for path in files_of(room)
        if any(name == "gongkai" for name in imported_names(path))
    ]
    assert not users


def test_extraction_knows_models_by_its_front_door_only() -> None:
    broken = [
        f"{path.relative_to(ROOT)} imports {name}"
        for path in files_of("extraction")
        for name in imported_names(path)
        if name.startswith("models.")
    ]
    assert not broken


@pytest.mark.parametrize("package", sorted(HEAVY))
def test_heavy_package_stays_in_its_place(package: str) -> None:
    broken = []
    for room in ROOMS:
        for path in files_of(room):
            place = str(path.relative_to(ROOT))
            allowed = any(place == home or place.startswith(f"{home}/") for home in HEAVY[package])
            if not allowed and any(n.split(".")[0] == package for n in imported_names(path)):
                broken.append(place)
    assert not broken


def test_no_package_enters_itself_by_its_front_door() -> None:
    """Inside a package modules are imported by their own names."""
    broken = []
    for room in ROOMS:
        for path in files_of(room):
            package = ".".join(path.relative_to(ROOT).parent.parts)
            if any(name == package for name in imported_names(path)):
                broken.append(str(path.relative_to(ROOT)))
    assert not broken


ORDER_IN_EXTRACTION = (
    "document",
    "normalisation",
    "readers",
    "sections",
    "tables",
    "record",
    "pipeline",
)


def test_extraction_stages_import_one_way() -> None:
    """Stages know those before them; readers and normalisation do not know each other."""
    broken = []
    for stage in ORDER_IN_EXTRACTION:
        home = ROOT / "extraction" / stage
        later = ORDER_IN_EXTRACTION[ORDER_IN_EXTRACTION.index(stage) + 1 :]
        for path in sorted(home.rglob("*.py")) if home.is_dir() else [home.with_suffix(".py")]:
            for name in imported_names(path):
                parts = name.split(".")
                if parts[0] == "extraction" and len(parts) > 1 and parts[1] in later:
                    broken.append(f"{path.relative_to(ROOT)} imports {name}")
    assert not broken
