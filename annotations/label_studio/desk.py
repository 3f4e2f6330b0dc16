"""The role of the annotation server: what push, pull and status ask of it.

``sdk_desk`` plays it through the vendor's SDK; tests play it in memory. Every method raises
``DeskError`` for what the server refuses or cannot do, and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from annotations.label_studio.regions import Json
from annotations.label_studio.task_data import Data


@dataclass(frozen=True, slots=True)
class Prediction:
    """A pre-annotation; ``score`` is its least certain span's, which the desk can sort by."""

    results: list[Json]
    score: float
    model_version: str


@dataclass(frozen=True, slots=True)
class NewTask:
    data: Data
    prediction: Prediction | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """A saved annotation. ``skipped`` ones decide nothing; ``chosen`` was marked as the truth."""

    id: int
    results: list[Json]
    annotator: str
    updated: str
    skipped: bool = False
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class DeskTask:
    """A task on the server; ``versions`` are the model versions of its predictions."""

    number: int
    data: Data
    versions: frozenset[str]
    answered: bool


@dataclass(frozen=True, slots=True)
class AnsweredTask:
    """A task on the server with everything that annotators saved for it, also nothing."""

    data: Data
    answers: tuple[Answer, ...]


@dataclass(frozen=True, slots=True)
class DeskCounts:
    """``answered`` and ``skipped`` count tasks and annotations as the server does."""

    title: str
    tasks: int
    answered: int
    skipped: int
    predictions: int
    model_version: str


class Desk(Protocol):
    """One server with its projects, known by number."""

    def create_project(self, title: str, config: str) -> int: ...

    def renew_project(self, project: int, config: str) -> bool:
        """Gives the project this configuration; False where it has it already."""
        ...

    def show_version(self, project: int, model_version: str) -> None:
        """Makes this version's predictions the ones that annotators see."""
        ...

    def tasks(self, project: int) -> Iterator[DeskTask]:
        """All tasks, for what is there and what was predicted."""
        ...

    def answers(self, project: int) -> Iterator[AnsweredTask]:
        """All tasks, for what annotators saved."""
        ...

    def add_tasks(self, project: int, tasks: Sequence[NewTask]) -> None: ...

    def add_predictions(self, project: int, predictions: dict[int, Prediction]) -> None:
        """Adds one prediction to each task number."""
        ...

    def counts(self, project: int) -> DeskCounts: ...

    def connect_backend(self, project: int, url: str, token: str | None) -> bool:
        """Registers a prediction service; False where the project has it already."""
        ...
