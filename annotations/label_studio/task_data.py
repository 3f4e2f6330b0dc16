"""What a task carries to the desk and back: everything that pull needs to file an answer.

``seal`` is the digest of what must not change on the way; ``priority`` and ``why`` may.
"""

from __future__ import annotations

import hashlib
import json
from typing import Any, TypeVar

from pydantic import ValidationError

from annotations.label_studio.faults import AnswerError, Fault
from annotations.schema import Entry, Level, Split
from models import Place

Data = dict[str, Any]
"""The ``data`` of a task, as the server stores it."""

_UNSEALED = frozenset({"seal", "priority", "why"})


class Origin(Entry):
    """The report that a task is about. ``text_sha256`` is the digest of its whole text."""

    source: str
    source_sha256: str
    text_sha256: str
    text_rules: int
    agency: str
    year: int | None
    layout: str | None
    level: Level
    field: str
    split: Split


class TextTask(Entry):
    """A passage: ``text`` is the report's text[start : start + len(text)]."""

    id: str
    heading: str
    text: str
    start: int
    section: str
    place: Place
    origin: Origin


class CellTask(Entry):
    """A cell of a statutory table with its surroundings; ``prefill`` is what was read."""

    id: str
    heading: str
    where: str
    context: str
    cell: str
    prefill: str
    state: str
    origin: Origin


Task = TypeVar("Task", TextTask, CellTask)


def task_to_data(task: TextTask | CellTask, *, priority: int, why: str) -> Data:
    """The task as the server stores it; ``priority`` counts from 1, the most urgent."""
    data = task.model_dump()
    return data | {"seal": data_to_seal(data), "priority": priority, "why": why}


def data_to_seal(data: Data) -> str:
    sealed = {key: content for key, content in data.items() if key not in _UNSEALED}
    text = json.dumps(sealed, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def data_to_task(kind: type[Task], data: Data) -> Task:
    """The task that came back.

    Raises:
        AnswerError: for data that is no such task or was changed on the way.
    """
    sealed = {key: content for key, content in data.items() if key not in _UNSEALED}
    try:
        task = kind.model_validate(sealed)
    except ValidationError as error:
        places = ", ".join(".".join(map(str, entry["loc"])) for entry in error.errors()[:5])
        raise AnswerError([Fault("not_our_task", {"places": places})]) from error
    if data.get("seal") != data_to_seal(data):
        raise AnswerError([Fault("changed_text")])
    return task
