"""A worker process: reads chunks of reports and sends back their records, until its pipe closes.

Started by ``supervisor`` as a program of its own, not forked, so that it shares no state, locks or
threads with the run. It says which report it is at, and is ended from outside when that takes too
much time or memory: inside, a limit of address space would make pdfium abort and lxml give half a
tree, and a clock cannot interrupt a C library.
"""

from __future__ import annotations

import contextlib
import ctypes
import faulthandler
import gc
import importlib
import logging
import os
import signal
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

from extraction.bulk.entries import Outcome
from extraction.bulk.maker import settings_to_maker
from extraction.bulk.settings import WorkerSettings
from extraction.bulk.tagging import CachingTagger, prepared_to_spans
from extraction.bulk.writer import pack
from extraction.inputs import printable
from extraction.pipeline import (
    ExtractedReport,
    PreparedReport,
    finish_report,
    prepare_report,
    refused_record,
)
from extraction.record.model import ReportRecord
from models import ModelError, load_tagger

LOG = logging.getLogger(__name__)
_DIE_WITH_PARENT = 1


@dataclass(frozen=True, slots=True)
class Task:
    """One report for a worker: a path that it opens itself, or the bytes of an archive's member.

    Attributes:
        path: as it stands in the record.
        name: of the file, where ``data`` is given.
        refusal: code and detail of what has no bytes.
        sha256: of the bytes, where they are known to the run.
        stamp: size and ``mtime_ns`` of the file as the run saw it, by which a worker on another
            machine tells whether it sees the same file.
    """

    seq: int
    path: str
    name: str | None = None
    data: bytes | None = None
    refusal: tuple[str, str] | None = None
    sha256: str | None = None
    stamp: tuple[int | None, int | None] | None = None


@dataclass(frozen=True, slots=True)
class Ready:
    """The tagger is loaded. ``made_by``: see ``Outcome``."""

    made_by: str


@dataclass(frozen=True, slots=True)
class Started:
    """From now on the clock runs for these: one that is read, or all that are tagged together."""

    seqs: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Finished:
    """These are done; ``hits`` of ``asked`` passages so far were in the cache."""

    outcomes: tuple[Outcome, ...]
    asked: int
    hits: int


@dataclass(frozen=True, slots=True)
class Idle:
    """The chunk is through."""


Message = Ready | Started | Finished | Idle


class Reader:
    """Reads chunks; ``say`` takes what the supervisor must know."""

    def __init__(self, settings: WorkerSettings, say: Callable[[Message], None]) -> None:
        self._settings = settings
        self._say = say
        player = load_tagger(settings.tagger, threads=settings.threads)
        self._tagger = CachingTagger(
            player, capacity=settings.cache_passages, sort_by_length=settings.sort_by_length
        )
        self._made_by = settings_to_maker(settings, player)
        self._before_read = _load_hook(settings.before_read)
        say(Ready(self._made_by))

    def read_chunk(self, tasks: Sequence[Task]) -> None:
        """Reads up to the tagging, tags what was read in one call, and finishes it."""
        batch: list[tuple[Task, PreparedReport, float]] = []
        chars = 0
        for task in tasks:
            self._say(Started((task.seq,)))
            started = time.monotonic()
            prepared = self._prepare(task)
            batch.append((task, prepared, time.monotonic() - started))
            chars += sum(len(each.passage.text) for each in prepared.passages)
            if chars >= self._settings.batch_chars:
                self._finish(batch)
                batch, chars = [], 0
        if batch:
            self._finish(batch)
        self._say(Idle())

    def _prepare(self, task: Task) -> PreparedReport:
        if task.refusal is not None:
            return PreparedReport(_failed(task, *task.refusal))
        try:
            if self._before_read is not None:
                self._before_read(task.path)
            if task.data is None:
                return prepare_report(task.path)
            return _at_path(prepare_report(task.data, name=task.name), printable(task.path))
        except OSError as error:
            detail = error.strerror or str(error)
            return PreparedReport(_failed(task, "unreachable", detail))

    def _finish(self, batch: Sequence[tuple[Task, PreparedReport, float]]) -> None:
        started = time.monotonic()
        self._say(Started(tuple(task.seq for task, _, _ in batch)))
        spans = prepared_to_spans([prepared for _, prepared, _ in batch], self._tagger)
        reports = [
            finish_report(prepared, self._tagger, own)
            for (_, prepared, _), own in zip(batch, spans, strict=True)
        ]
        share = (time.monotonic() - started) / len(batch)
        outcomes = tuple(
            self._to_outcome(task, report, seconds + share)
            for (task, _, seconds), report in zip(batch, reports, strict=True)
        )
        self._say(Finished(outcomes, self._tagger.asked, self._tagger.hits))

    def _to_outcome(self, task: Task, report: ExtractedReport, seconds: float) -> Outcome:
        record = report.record
        if self._settings.with_text and report.document is not None:
            record = record.model_copy(update={"text": report.document.text})
        try:
            line = record.to_json()
        except ValueError as error:
            # half of a surrogate pair, in a path or a text, cannot be written
            record = _failed(task, "encoding", f"{type(error).__name__} while writing")
            line = record.to_json()
        return record_to_outcome(task.seq, record, line, made_by=self._made_by, seconds=seconds)


def record_to_outcome(
    seq: int, record: ReportRecord, line: str, *, made_by: str, seconds: float = 0.0
) -> Outcome:
    return Outcome(
        seq=seq,
        state="failed" if record.status == "failed" else "done",
        record=pack(line),
        status=record.status,
        code=record.errors[0].code if record.errors else None,
        made_by=made_by,
        reader=record.source.reader,
        seconds=round(seconds, 4),
        reason=record.errors[0].message if record.status == "failed" else None,
    )


def _at_path(prepared: PreparedReport, path: str) -> PreparedReport:
    """Bytes are named by their file alone; the record says where they lay."""
    source = prepared.record.source.model_copy(update={"path": path})
    record = prepared.record.model_copy(update={"source": source})
    return PreparedReport(
        record, prepared.document, prepared.running, prepared.passages, prepared.skipped
    )


def _failed(task: Task, code: str, detail: str) -> ReportRecord:
    return refused_record(task.path, task.sha256, code, detail)


def _load_hook(place: str | None) -> Callable[[str], None] | None:
    if place is None:
        return None
    module, _, attribute = place.partition(":")
    hook: Callable[[str], None] = getattr(importlib.import_module(module), attribute)
    return hook


def main(receive: int, send: int, parent: int) -> None:
    """Serves the pipes with these file descriptors until they close.

    The first object received is the settings; then each is a chunk.
    """
    end_with_parent(parent)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    faulthandler.enable()
    logging.getLogger().addHandler(logging.NullHandler())
    chunks = Connection(receive, writable=False)
    answers = Connection(send, readable=False)
    with contextlib.suppress(EOFError, BrokenPipeError):
        try:
            reader = Reader(chunks.recv(), answers.send)
        except ModelError as error:
            # told to whoever waits for the worker, without the way that led there
            sys.exit(str(error))
        # what is loaded by now stays; a chunk's garbage goes when the chunk is through
        gc.collect()
        gc.freeze()
        gc.disable()
        for chunk in _received(chunks):
            reader.read_chunk(chunk)
            del chunk
            gc.collect()


def _received(chunks: Connection) -> Iterator[Sequence[Task]]:
    while True:
        yield chunks.recv()


def end_with_parent(parent: int) -> None:
    """A process in the middle of a hopeless file must not outlive a run that was killed."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_DIE_WITH_PARENT, signal.SIGKILL, 0, 0, 0)
    if os.getppid() != parent:
        sys.exit()


def program(*, receive: int, send: int) -> list[str]:
    """The command line of a worker."""
    call = f"main({receive}, {send}, {os.getpid()})"
    return [sys.executable, "-c", search_path_to_code("extraction.bulk.worker", call)]


def search_path_to_code(module: str, call: str) -> str:
    """Python code that calls a function of a module, found where this process finds modules."""
    search = [path or str(Path.cwd()) for path in sys.path]
    name, _, _ = call.partition("(")
    arguments = "" if "(" in call else "()"
    return f"import sys; sys.path[:] = {search!r}; from {module} import {name}; {call}{arguments}"
