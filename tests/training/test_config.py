"""Recipes are checked, whole, and every one of their keys is read."""

from __future__ import annotations

import ast
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import get_type_hints

import pytest

import training
from training.config import Recipe, RecipeError, read_recipe, recipe_to_tree, tree_to_recipe

ROOM = Path(training.__file__ or "").parent
RECIPES = sorted((ROOM / "recipes").glob("*.toml"))


@pytest.mark.parametrize("path", RECIPES, ids=lambda path: path.stem)
def test_shipped_recipes_are_recipes(path: Path) -> None:
    assert read_recipe(path).name == path.stem


@pytest.mark.parametrize("path", RECIPES, ids=lambda path: path.stem)
def test_a_resolved_recipe_is_the_same_recipe(path: Path) -> None:
    recipe = read_recipe(path)
    assert tree_to_recipe(recipe_to_tree(recipe)) == recipe


def keys_of(kind: type) -> list[str]:
    hints = get_type_hints(kind)
    inside = [each for each in hints.values() if isinstance(each, type) and is_dataclass(each)]
    return [
        *(each.name for each in fields(kind)),
        *(key for each in inside for key in keys_of(each)),
    ]


@pytest.mark.parametrize("key", sorted(set(keys_of(Recipe))))
def test_every_key_is_read(key: str) -> None:
    read = {
        node.attr
        for path in ROOM.rglob("*.py")
        if path.name != "config.py"
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute)
    }
    assert key in read


@pytest.mark.parametrize(
    ("tree", "said"),
    [
        ({"loop": {"epoch": 1}}, "loop.epoch is no key"),
        ({"loops": {}}, "loops is no key"),
        ({"loop": {"epochs": "1"}}, "loop.epochs is of type int"),
        ({"loop": {"epochs": True}}, "loop.epochs is of type int"),
        ({"loop": {"epochs": 0}}, "at least 1"),
        ({"loop": {"precision": "int8"}}, "loop.precision is one of bfloat16, float32"),
        ({"loop": 1}, "loop is a table"),
        ({"loss": {"smoothing": 0.1}}, "smoothing needs cross_entropy"),
        ({"model": {"mixing_widths": [4]}}, "odd"),
        ({"model": {"layers": -1}}, "model.layers is not below 0"),
        ({"loss": {"teacher_weight": 1.0}}, "teacher_weight lies in"),
        ({"loop": {"averaging": 1.0}}, "averaging lies in"),
        ({"augment": {"none": 0.1}}, "augment.none is no augmenter"),
        ({"augment": {"numbers": 2}}, "a share"),
        ({"data": {"train": ["authored-test"]}}, "test data"),
        ({"data": {"reports": ["real-test"]}}, "test data"),
        ({"data": {"reports": ["real-dev"], "dev": ["real-dev"]}}, "measures nothing"),
    ],
)
def test_what_is_no_recipe_is_refused_by_its_key(tree: dict[str, object], said: str) -> None:
    with pytest.raises(RecipeError, match=said):
        tree_to_recipe({"name": "a", **tree})


def test_changes_hold_over_the_file(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    path.write_text("[loop]\nseed = 1\nepochs = 3\n", encoding="utf-8")
    changes = [
        "loop.seed=2",
        "loss.name=cross_entropy",
        "model.mixing_widths=[]",
        'data.dev = ["a"]',
    ]
    recipe = read_recipe(path, changes)
    assert (recipe.loop.seed, recipe.loop.epochs) == (2, 3)
    assert (recipe.loss.name, recipe.model.mixing_widths) == ("cross_entropy", ())
    assert recipe.data.dev == ("a",)


@pytest.mark.parametrize("change", ["loop.seed", "seed=1", "name.first=a", "loop.seed=two"])
def test_a_change_that_changes_nothing_is_refused(tmp_path: Path, change: str) -> None:
    path = tmp_path / "a.toml"
    path.write_text("", encoding="utf-8")
    with pytest.raises(RecipeError):
        read_recipe(path, [change])


def test_a_file_that_is_no_toml_is_named(tmp_path: Path) -> None:
    path = tmp_path / "broken.toml"
    path.write_text("[loop", encoding="utf-8")
    with pytest.raises(RecipeError, match=r"broken\.toml"):
        read_recipe(path)
