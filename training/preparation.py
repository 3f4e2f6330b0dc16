"""Everything a run begins with: texts, windows, the model and its optimiser, from a recipe."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

from eval.datasets import Dataset
from models.architecture.text_model import TextModel
from models.artefact import TABLES
from models.characters import CharacterTable, texts_to_table
from models.pieces import PieceTokenizer
from models.tables_io import json_to_tables
from models.tags import LAYERS
from models.tokenizer import Tokenizer
from models.windows import WindowSize
from training.augment.role import Augmenter
from training.augment.table import AUGMENTERS, augment
from training.checkpoint import Parts
from training.config import Recipe, recipe_to_tree
from training.dataset.batches import Batch, group_to_batch, windows_to_groups
from training.dataset.encode import Encoder
from training.dataset.examples import Example
from training.dataset.gold import DataError, data_to_examples, store_to_data
from training.dataset.projection import count_lost, project
from training.dataset.reports import reports_to_examples
from training.distillation import folder_to_teacher
from training.losses import count_transitions
from training.optimiser import model_to_optimiser, optimiser_to_schedule
from training.thinning import keep_layers

BEST = "best"
"""Under a run's folder: the model of its best evaluation."""


@dataclass(frozen=True)
class Preparation:
    """What a recipe leads to before anything is learned.

    Attributes:
        train: training texts as they stand in the store.
        dev: development texts of the store on the copy that taggers read, for calibration.
        lost: example -> spans that the copy no longer holds.
        data_digest: of the files of the store.
    """

    recipe: Recipe
    train: tuple[Example, ...]
    dev: tuple[Example, ...]
    lost: dict[str, int]
    data_digest: str
    tokenizer: PieceTokenizer
    characters: CharacterTable

    @property
    def size(self) -> WindowSize:
        return WindowSize(self.recipe.model.window_pieces, self.recipe.model.window_overlap)

    @property
    def digest(self) -> str:
        """Names the run: the recipe's values, the data and the characters."""
        told = (recipe_to_tree(self.recipe), self.data_digest, self.characters.frequent)
        return hashlib.sha256(json.dumps(told).encode()).hexdigest()[:12]

    @cached_property
    def augmenters(self) -> list[tuple[Augmenter, float]]:
        return [
            (make(self.train), self.recipe.augment[name])
            for name, make in AUGMENTERS.items()
            if self.recipe.augment.get(name, 0) > 0
        ]

    @cached_property
    def first_epoch(self) -> list[Batch]:
        """The batches of epoch 0, by which the others are judged before they are made."""
        return self._make_batches(0)

    @property
    def steps(self) -> int:
        """About how many there will be: an epoch's texts are augmented anew."""
        return len(self.first_epoch) * self.recipe.loop.epochs

    def epoch_batches(self, epoch: int) -> list[Batch]:
        """The batches of one epoch, the same for the same recipe, data and number."""
        return self.first_epoch if epoch == 0 else self._make_batches(epoch)

    def _make_batches(self, epoch: int) -> list[Batch]:
        seed = (self.recipe.loop.seed, epoch)
        encoder = Encoder(self.tokenizer, self.characters, self.size)
        windows = [
            window
            for example in augment(self.train, self.augmenters, seed=seed)
            for window in encoder.encode(project(example).example)
        ]
        groups = windows_to_groups(
            windows,
            most_pieces=self.recipe.loop.batch_pieces,
            rng=np.random.default_rng(seed),
        )
        return [group_to_batch(group, padding=self.tokenizer.padding) for group in groups]


def prepare(
    recipe: Recipe, *, store: Path, encoder: Path, reports: Sequence[Dataset] = ()
) -> Preparation:
    """Reads the data and makes the tables that a run keeps.

    Args:
        store: folder of the gold annotations.
        encoder: folder of the starting checkpoint.
        reports: the annotated reports that the recipe names, opened.

    Raises:
        DataError, StoreError, ReportError: for data that nothing can be learned from.
        ModelError: for a checkpoint without a usable tokenizer.
        OSError: for a run to go on from that is not there.
    """
    stored_dev = [name for name in recipe.data.dev if (store / f"{name}.jsonl").is_file()]
    data = store_to_data(store, [*recipe.data.train, *stored_dev])
    stored = data_to_examples(data, "train")
    read = [each for opened in reports for each in reports_to_examples(opened.documents())]
    train = (*stored, *read)
    if not train:
        raise DataError(f"{', '.join(recipe.data.train)}: there is no training document")
    dev = [project(example) for example in data_to_examples(data, "dev")]
    projected = [project(example) for example in train]
    return Preparation(
        recipe=recipe,
        train=train,
        dev=tuple(each.example for each in dev),
        lost=count_lost([*projected, *dev]),
        data_digest=_add_digests(data.digest, reports),
        tokenizer=Tokenizer.from_folder(encoder),
        characters=_characters(recipe, (each.example.text for each in projected)),
    )


def _add_digests(digest: str, reports: Sequence[Dataset]) -> str:
    """The digest of the store's files with those of the reports; alone where there are none."""
    if not reports:
        return digest
    told = json.dumps([digest, *((each.name, each.digest) for each in reports)])
    return hashlib.sha256(told.encode()).hexdigest()[:12]


def _characters(recipe: Recipe, texts: Iterable[str]) -> CharacterTable:
    """Those of the run that is gone on from, or the texts' own."""
    if recipe.model.start:
        tables = Path(recipe.model.start) / BEST / TABLES
        return json_to_tables(tables.read_text(encoding="utf-8")).characters
    return texts_to_table(texts, least=recipe.model.least_count)


def make_parts(preparation: Preparation, encoder: Path) -> Parts:
    """The model over the starting checkpoint, its optimiser and schedule; seeds torch."""
    recipe = preparation.recipe
    torch.manual_seed(recipe.loop.seed)
    torch.set_num_threads(recipe.loop.threads)
    model = _make_model(preparation, encoder)
    model.to(recipe.loop.device)
    if recipe.loss.name != "crf":
        _set_transitions(model, preparation.first_epoch)
    optimiser = model_to_optimiser(model, recipe.optimiser)
    schedule = optimiser_to_schedule(optimiser, recipe.optimiser, preparation.steps)
    return Parts(model, optimiser, schedule, _make_average(model, recipe))


def _make_average(model: TextModel, recipe: Recipe) -> AveragedModel | None:
    kept = recipe.loop.averaging
    return AveragedModel(model, multi_avg_fn=get_ema_multi_avg_fn(kept)) if kept else None


def make_teacher(recipe: Recipe) -> TextModel | None:
    """The model whose answers are learned as well, where the recipe names one."""
    folder = recipe.loss.teacher
    return folder_to_teacher(Path(folder) / BEST, recipe.loop.device) if folder else None


def _make_model(preparation: Preparation, encoder: Path) -> TextModel:
    """On the processor still, with the layers that the recipe keeps."""
    model = _whole_model(preparation, encoder)
    if preparation.recipe.model.layers:
        keep_layers(model.encoder, preparation.recipe.model.layers)
    return model


def _whole_model(preparation: Preparation, encoder: Path) -> TextModel:
    recipe = preparation.recipe.model
    settings: dict[str, Any] = {
        "head_dropout": recipe.head_dropout,
        "hidden_dropout_prob": recipe.hidden_dropout,
        "attention_probs_dropout_prob": recipe.attention_dropout,
        # its gradients take half as long on a processor as those of torch's own attention
        "attn_implementation": "eager",
    }
    if recipe.start:
        model: TextModel = TextModel.from_pretrained(Path(recipe.start) / BEST, **settings)
        return model
    return TextModel.from_encoder(
        encoder,
        characters=len(preparation.characters),
        char_size=recipe.char_size,
        part_size=recipe.part_size,
        place_size=recipe.place_size,
        mixed_size=recipe.mixed_size,
        mixing_widths=list(recipe.mixing_widths),
        **settings,
    )


def _set_transitions(model: TextModel, batches: Sequence[Batch]) -> None:
    """Counted ones, which learn nothing any more."""
    for layer, (chain, tags) in enumerate(zip(model.chains, LAYERS, strict=True)):
        paths = [
            row[:length]
            for batch in batches
            for row, length in zip(batch.tags[layer], batch.lengths, strict=True)
        ]
        with torch.no_grad():
            counted = count_transitions(paths, tags)
            for parameter, scores in zip(
                (chain.start, chain.step, chain.end), counted, strict=True
            ):
                parameter.copy_(scores)
        chain.requires_grad_(requires_grad=False)
