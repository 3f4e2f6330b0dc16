"""Recipes: everything a training run is told, in TOML; unknown keys are refused.

A run keeps its resolved recipe, every value stated, beside what it made.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields, is_dataclass
from pathlib import Path
from typing import Any, Literal, TypeVar, get_args, get_origin, get_type_hints

from training.augment.table import AUGMENTERS

LossName = Literal["crf", "cross_entropy"]
PrecisionName = Literal["bfloat16", "float32"]
DeviceName = Literal["cpu", "cuda"]


class RecipeError(ValueError):
    """A recipe that cannot be followed; the message names the key and what it may be."""


def _require(holds: bool, what: str) -> None:
    if not holds:
        raise RecipeError(what)


@dataclass(frozen=True, slots=True)
class DataRecipe:
    """Attributes:
    train: files of the store whose texts are in it.
    reports: files of annotated reports, whose texts lie in the corpus, to be learned from as well.
    dev: data sets as ``gongkai eval`` names them.
    """

    train: tuple[str, ...] = ("authored-train",)
    reports: tuple[str, ...] = ()
    dev: tuple[str, ...] = ("authored-dev",)

    def __post_init__(self) -> None:
        _require(bool(self.train and self.dev), "data.train and data.dev name at least one file")
        learned = (*self.train, *self.reports)
        named = [name for name in (*learned, *self.dev) if "test" in name]
        _require(not named, f"data: {', '.join(named)}: nothing is learned from test data")
        both = sorted({*learned} & {*self.dev})
        _require(not both, f"data: {', '.join(both)}: what is learned from measures nothing")


@dataclass(frozen=True, slots=True)
class ModelRecipe:
    """Attributes:
    encoder: folder of the starting checkpoint; relative ones are looked up where the command runs.
    start: folder of an earlier run whose best model is gone on from, heads and all; its table of
        characters and its sizes hold then. Empty to begin with the encoder alone.
    layers: how many of the encoder's layers are kept, see ``training.thinning``; 0 for all.
    char_size, part_size, place_size, mixed_size: see ``models.architecture.config``.
    least_count: how often a character must stand in the training texts to get an embedding.
    window_pieces, window_overlap: see ``models.windows``.
    head_dropout, hidden_dropout, attention_dropout: shares of what is dropped above the encoder,
        in its layers, and in its attention. On a processor drawing them takes as long as the
        layers: of attention a third of a step.
    """

    encoder: str = "encoder/base"
    start: str = ""
    layers: int = 0
    char_size: int = 96
    part_size: int = 16
    place_size: int = 16
    mixed_size: int = 256
    mixing_widths: tuple[int, ...] = (5, 5)
    head_dropout: float = 0.1
    hidden_dropout: float = 0.1
    attention_dropout: float = 0.0
    least_count: int = 5
    window_pieces: int = 400
    window_overlap: int = 96

    def __post_init__(self) -> None:
        odd = all(width % 2 == 1 and width > 0 for width in self.mixing_widths)
        _require(odd, "model.mixing_widths are odd")
        dropped = (self.head_dropout, self.hidden_dropout, self.attention_dropout)
        _require(min(dropped) >= 0 and max(dropped) < 1, "model: dropout lies in [0, 1)")
        _require(self.least_count >= 1, "model.least_count is at least 1")
        _require(self.layers >= 0, "model.layers is not below 0")


@dataclass(frozen=True, slots=True)
class LossRecipe:
    """Attributes:
    smoothing: share of a tag's target spread over all tags (cross_entropy only).
    teacher: folder of an earlier run whose best model's answers are learned beside people's, see
        ``training.distillation``; ``teacher_weight`` is their share of the loss.
    """

    name: LossName = "crf"
    smoothing: float = 0.0
    statement_weight: float = 1.0
    teacher: str = ""
    teacher_weight: float = 0.5

    def __post_init__(self) -> None:
        _require(0 <= self.smoothing < 1, "loss.smoothing lies in [0, 1)")
        _require(self.smoothing == 0 or self.name != "crf", "loss.smoothing needs cross_entropy")
        _require(self.statement_weight > 0, "loss.statement_weight is above 0")
        _require(0 < self.teacher_weight < 1, "loss.teacher_weight lies in (0, 1)")


@dataclass(frozen=True, slots=True)
class OptimiserRecipe:
    """Attributes:
    encoder_rate: learning rate of the encoder's last layer.
    layer_decay: factor from each layer to the one below it.
    head_rate: of everything above the encoder; ``chain_rate`` of the transitions.
    frozen_layers: layers from below, the embeddings with them, that learn nothing; -1 for none.
    warmup: share of the steps in which the rates rise; they fall as a cosine to nothing after it.
    """

    encoder_rate: float = 6e-5
    layer_decay: float = 0.9
    head_rate: float = 1e-3
    chain_rate: float = 5e-3
    weight_decay: float = 0.01
    frozen_layers: int = -1
    warmup: float = 0.1
    clip: float = 1.0

    def __post_init__(self) -> None:
        rates = (self.encoder_rate, self.head_rate, self.chain_rate)
        _require(min(rates) > 0, "optimiser: rates are above 0")
        _require(0 < self.layer_decay <= 1, "optimiser.layer_decay lies in (0, 1]")
        _require(0 <= self.warmup < 1, "optimiser.warmup lies in [0, 1)")
        _require(self.clip > 0, "optimiser.clip is above 0")


@dataclass(frozen=True, slots=True)
class LoopRecipe:
    """Attributes:
    epochs: times that every training text is seen, augmented anew each time.
    batch_pieces: word pieces in a step at most, padding included.
    evaluate_every, checkpoint_every: in steps.
    patience: evaluations without a better one before the run ends.
    most_minutes: the run ends after the evaluation that follows; 0 for no limit.
    threads: of the processor, whose number decides the order of sums.
    averaging: how much of itself a running average of the weights keeps at each step; it is the
        average that is measured and kept. 0 for none.
    """

    epochs: int = 40
    batch_pieces: int = 2048
    evaluate_every: int = 50
    checkpoint_every: int = 50
    patience: int = 10
    most_minutes: float = 0
    precision: PrecisionName = "bfloat16"
    device: DeviceName = "cpu"
    threads: int = 2
    seed: int = 1
    averaging: float = 0.0

    def __post_init__(self) -> None:
        counts = (
            self.epochs,
            self.batch_pieces,
            self.evaluate_every,
            self.checkpoint_every,
            self.patience,
            self.threads,
        )
        _require(min(counts) >= 1, "loop: counts are at least 1")
        _require(self.most_minutes >= 0, "loop.most_minutes is not below 0")
        _require(0 <= self.averaging < 1, "loop.averaging lies in [0, 1)")


@dataclass(frozen=True, slots=True)
class Recipe:
    """``augment``: name of an augmenter -> share of the examples that it is applied to."""

    name: str
    data: DataRecipe = field(default_factory=DataRecipe)
    model: ModelRecipe = field(default_factory=ModelRecipe)
    loss: LossRecipe = field(default_factory=LossRecipe)
    optimiser: OptimiserRecipe = field(default_factory=OptimiserRecipe)
    loop: LoopRecipe = field(default_factory=LoopRecipe)
    augment: Mapping[str, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for name, share in self.augment.items():
            known = ", ".join(AUGMENTERS)
            _require(name in AUGMENTERS, f"augment.{name} is no augmenter; there are: {known}")
            _require(0 <= share <= 1, f"augment.{name} is a share, from 0 to 1")


def read_recipe(path: Path, changes: Sequence[str] = ()) -> Recipe:
    """The recipe of a file.

    Args:
        changes: ``TABLE.KEY=VALUE`` each, as the command line gives them; the value is written as
            in TOML, quotes may be left out. They hold over what the file says.

    Raises:
        RecipeError: for what is no recipe, with the key.
    """
    try:
        tree = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise RecipeError(f"{path} cannot be read: {error}") from error
    try:
        return tree_to_recipe(_changed({"name": path.stem, **tree}, changes))
    except RecipeError as error:
        raise RecipeError(f"{path}: {error}") from error


def _changed(tree: Mapping[str, Any], changes: Sequence[str]) -> Mapping[str, Any]:
    changed = {key: {**value} if isinstance(value, dict) else value for key, value in tree.items()}
    for change in changes:
        key, found, value = change.partition("=")
        table, _, name = key.strip().partition(".")
        known = changed.setdefault(table, {}) if name else None
        if not found or not isinstance(known, dict):
            raise RecipeError(f"{change}: what is changed is written TABLE.KEY=VALUE")
        known[name] = _text_to_value(value.strip())
    return changed


def _text_to_value(text: str) -> Any:
    try:
        return tomllib.loads(f"value = {text}")["value"]
    except tomllib.TOMLDecodeError:
        return text


def tree_to_recipe(tree: Mapping[str, Any]) -> Recipe:
    """Nested tables as a recipe; what is left out has its default."""
    return _build(Recipe, tree, "")


def recipe_to_tree(recipe: Recipe) -> dict[str, Any]:
    """The reverse of ``tree_to_recipe``, with every value stated."""
    return asdict(recipe)


Made = TypeVar("Made")


def _build(kind: type[Made], tree: Mapping[str, Any], path: str) -> Made:
    hints = get_type_hints(kind)
    known = [each.name for each in fields(kind)]  # type: ignore[arg-type]
    unknown = sorted(set(tree) - set(known))
    if unknown:
        raise RecipeError(f"{path}{unknown[0]} is no key; there are: {', '.join(known)}")
    values = {name: _value(hints[name], value, f"{path}{name}") for name, value in tree.items()}
    try:
        return kind(**values)
    except TypeError as error:
        raise RecipeError(f"{path or 'recipe '}{error}") from error


def _value(hint: Any, value: Any, path: str) -> Any:
    if is_dataclass(hint) and isinstance(hint, type):
        _require(isinstance(value, Mapping), f"{path} is a table")
        return _build(hint, value, f"{path}.")
    origin, inside = get_origin(hint), get_args(hint)
    if origin is Literal:
        _require(value in inside, f"{path} is one of {', '.join(map(str, inside))}")
        return value
    if origin is tuple:
        _require(isinstance(value, (list, tuple)), f"{path} is a list")
        return tuple(_value(inside[0], each, path) for each in value)
    if isinstance(hint, type):
        if hint is float and type(value) is int:
            return float(value)
        _require(type(value) is hint, f"{path} is of type {hint.__name__}")
        return value
    _require(isinstance(value, Mapping), f"{path} is a table")
    return {name: _value(inside[1], each, f"{path}.{name}") for name, each in value.items()}
