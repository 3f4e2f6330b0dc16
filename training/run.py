"""A whole training run around the loop: log, evaluation, checkpoints, early stopping, curves.

A run's folder holds the resolved recipe with the digests (``run.json``), ``checkpoint.pt``, the log
(``log.jsonl``, ``curves.png``), and under ``best/`` the model of the best evaluation with its
tokenizer, tables and figures: what ``export`` takes.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from time import perf_counter

import torch

from eval.datasets import Dataset
from models.architecture.text_model import TextModel
from models.artefact import TABLES
from models.reading import ReadingTables
from models.tables_io import tables_to_json
from models.tokenizer import TOKENIZER_FILE
from training.calibrate import judged_to_calibrations, tagger_to_judged
from training.checkpoint import CHECKPOINT, Parts, Position, load_checkpoint, save_checkpoint
from training.config import DeviceName, Recipe, recipe_to_tree
from training.curves import CURVES, log_to_picture
from training.loop import Step, train
from training.metric import DevScore, score_tagger
from training.preparation import BEST, Preparation, make_parts, make_teacher, prepare
from training.torch_tagger import TorchTagger, model_to_transitions

RUN_FILE, LOG, FIGURES = "run.json", "log.jsonl", "figures.json"


@dataclass(frozen=True, slots=True)
class Progress:
    """A step was done; ``steps`` is about how many there will be.

    ``score`` is None where nothing was measured.
    """

    step: Step
    steps: int
    score: DevScore | None


@dataclass(frozen=True, slots=True)
class RunResult:
    """``best`` is the score of the model kept, ``lost`` as in ``Preparation``.

    ``stopped``: whether the run ended before its epochs.
    """

    folder: Path
    best: DevScore
    steps: int
    seconds: float
    stopped: bool
    lost: Mapping[str, int]


class RunFailed(RuntimeError):
    """A run without a model worth keeping; the message says what to change."""


def run_recipe(
    recipe: Recipe,
    folder: Path,
    *,
    store: Path,
    encoder: Path,
    datasets: Sequence[Dataset],
    reports: Sequence[Dataset] = (),
    resume: bool = False,
    report: Callable[[Progress], None] = lambda _: None,
) -> RunResult:
    """Trains by the recipe into the folder.

    Args:
        store: folder of the gold annotations; ``encoder`` of the starting checkpoint.
        datasets: the development data that the recipe names, opened; ``reports`` the annotated
            reports that it is to learn from.
        resume: goes on from the folder's checkpoint.

    Raises:
        CheckpointError: where there is nothing to go on from.
        RunFailed: where the loss is no number.
    """
    preparation = prepare(recipe, store=store, encoder=encoder, reports=reports)
    _fix_torch(recipe.loop.device)
    teacher = make_teacher(recipe)
    parts = make_parts(preparation, encoder)
    folder.mkdir(parents=True, exist_ok=True)
    if resume:
        position = load_checkpoint(folder, parts, recipe=preparation.digest)
    else:
        (folder / CHECKPOINT).unlink(missing_ok=True)
        position = Position()
    write_run_file(folder, preparation)
    runner = _Runner(preparation, parts, teacher, folder, encoder, datasets, report)
    return runner.finish(runner.go(position))


def _fix_torch(device: DeviceName) -> None:
    """The same sums in the same order every time, in this process; on a GPU as far as it can."""
    torch.use_deterministic_algorithms(mode=True, warn_only=device != "cpu")
    torch.utils.deterministic.fill_uninitialized_memory = False


def write_run_file(folder: Path, preparation: Preparation) -> None:
    """The resolved recipe and the digests, beside what is made of them."""
    told = {
        "recipe": recipe_to_tree(preparation.recipe),
        "run_digest": preparation.digest,
        "data_digest": preparation.data_digest,
        "train_documents": len(preparation.train),
        "dev_documents": len(preparation.dev),
        "lost_spans": preparation.lost,
        "torch": torch.__version__,
    }
    text = json.dumps(told, ensure_ascii=False, indent=1) + "\n"
    (folder / RUN_FILE).write_text(text, encoding="utf-8")


@dataclass(frozen=True, slots=True)
class _Runner:
    preparation: Preparation
    parts: Parts
    teacher: TextModel | None
    folder: Path
    encoder: Path
    datasets: Sequence[Dataset]
    report: Callable[[Progress], None]

    @property
    def model(self) -> TextModel:
        assert isinstance(self.parts.model, TextModel)
        return self.parts.model

    @property
    def measured(self) -> TextModel:
        """The model that is measured and kept: the average, where there is one."""
        if self.parts.average is None:
            return self.model
        assert isinstance(self.parts.average.module, TextModel)
        return self.parts.average.module

    def go(self, position: Position) -> Position:
        """The position at which the run ended, by its epochs, its patience or its minutes."""
        loop = self.preparation.recipe.loop
        begin = perf_counter() - position.seconds
        steps = self.preparation.steps
        for step in train(
            self.model,
            self.parts,
            self.preparation.epoch_batches,
            self.preparation.recipe,
            position,
            self.teacher,
        ):
            if not step.loss < float("inf"):
                raise RunFailed(f"the loss is {step.loss} at step {step.number}: lower the rates")
            entry = {"step": step.number, "loss": step.loss, "rate": step.rate}
            position = position.moved(
                epoch=step.epoch,
                batch=step.batch,
                step=step.number,
                seconds=perf_counter() - begin,
                log=(*position.log, entry),
            )
            ended = step.epoch == loop.epochs
            score = None
            if step.number % loop.evaluate_every == 0 or ended:
                score = self._evaluate()
                position = self._noted(position, score)
            if step.number % loop.checkpoint_every == 0 or ended:
                self._save(position)
            self.report(Progress(step, steps, score))
            if score is not None and self._enough(position):
                self._save(position)
                break
        return position

    def _save(self, position: Position) -> None:
        save_checkpoint(self.folder, self.parts, position, recipe=self.preparation.digest)

    def _enough(self, position: Position) -> bool:
        loop = self.preparation.recipe.loop
        late = loop.most_minutes > 0 and position.seconds > loop.most_minutes * 60
        return late or position.since_best >= loop.patience

    def _tables(self) -> ReadingTables:
        preparation = self.preparation
        transitions = model_to_transitions(self.measured)
        return ReadingTables(preparation.characters, preparation.size, transitions)

    def _tagger(self, tables: ReadingTables) -> TorchTagger:
        precision = self.preparation.recipe.loop.precision
        return TorchTagger(self.measured, self.preparation.tokenizer, tables, precision=precision)

    def _evaluate(self) -> DevScore:
        """Measuring draws no random numbers: the run goes on as if it had not been measured."""
        return score_tagger(self._tagger(self._tables()), self.datasets)

    def _noted(self, position: Position, score: DevScore) -> Position:
        entry = {"step": position.step, "score": score.score, **score.figures}
        log = (*position.log, entry)
        lines = "".join(json.dumps(each) + "\n" for each in log)
        (self.folder / LOG).write_text(lines, encoding="utf-8")
        log_to_picture(log, self.folder / CURVES)
        if position.best is not None and score.score <= position.best:
            return position.moved(log=log, since_best=position.since_best + 1)
        self._keep(score)
        return position.moved(log=log, since_best=0, best=score.score)

    def _keep(self, score: DevScore) -> None:
        best = self.folder / BEST
        best.mkdir(exist_ok=True)
        self.measured.save_pretrained(best)
        shutil.copyfile(self.encoder / TOKENIZER_FILE, best / TOKENIZER_FILE)
        (best / TABLES).write_text(tables_to_json(self._tables()), encoding="utf-8")
        _write_score(best, score)

    def finish(self, position: Position) -> RunResult:
        """Calibrates the best model on the development texts and measures it once more."""
        best = self.folder / BEST
        kept = TextModel.from_pretrained(best)
        self.measured.load_state_dict(kept.state_dict())
        tables = self._tables()
        judged = tagger_to_judged(self._tagger(tables), self.preparation.dev)
        tables = replace(tables, calibration=judged_to_calibrations(judged))
        (best / TABLES).write_text(tables_to_json(tables), encoding="utf-8")
        score = score_tagger(self._tagger(tables), self.datasets)
        _write_score(best, score)
        stopped = position.epoch < self.preparation.recipe.loop.epochs
        return RunResult(
            self.folder, score, position.step, position.seconds, stopped, self.preparation.lost
        )


def _write_score(folder: Path, score: DevScore) -> None:
    figures = {name: round(value, 4) for name, value in score.figures.items()}
    text = json.dumps({"score": round(score.score, 4), **figures}, indent=1) + "\n"
    (folder / FIGURES).write_text(text, encoding="utf-8")
