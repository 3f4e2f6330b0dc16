"""Many report files, one after the other or in several processes, records in input order."""

from __future__ import annotations

import sys
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool

from extraction.inputs import STANDARD_INPUT
from extraction.pipeline import extract, refused_record
from extraction.record.model import ReportRecord
from models import DEFAULT_TAGGER, load_tagger, workers_to_threads

# Reports handed out ahead of the one that is waited for, for each worker.
_AHEAD = 4


def extract_many(
    paths: Sequence[str],
    *,
    with_text: bool = False,
    workers: int = 1,
    tagger: str = DEFAULT_TAGGER,
) -> Iterator[ReportRecord]:
    """One record a path, in order. A path that cannot be opened gives a failed record.

    Args:
        tagger: of the running text, as for ``models.load_tagger``; each process loads its own.
    """
    if workers <= 1 or len(paths) == 1:
        for path in paths:
            yield path_to_record(path, with_text, tagger)
        return
    yield from _in_processes(paths, with_text=with_text, workers=workers, tagger=tagger)


def path_to_record(
    path: str, with_text: bool = False, tagger: str = DEFAULT_TAGGER, workers: int = 1
) -> ReportRecord:
    """The record of one path, read by one of so many workers; ``-`` reads standard input."""
    player = load_tagger(tagger, threads=workers_to_threads(workers))
    try:
        source = sys.stdin.buffer.read() if path == STANDARD_INPUT else path
        return extract(source, with_text=with_text, tagger=player)
    except OSError as error:
        return refused_record(path, None, "unreachable", error.strerror or str(error))


def _in_processes(
    paths: Sequence[str], *, with_text: bool, workers: int, tagger: str
) -> Iterator[ReportRecord]:
    """A worker that dies costs the report it was reading, tried once more alone, no other."""
    waiting = deque(paths)
    pool = ProcessPoolExecutor(workers)
    running: deque[tuple[str, Future[ReportRecord]]] = deque()
    try:
        while waiting or running:
            while waiting and len(running) < workers * _AHEAD:
                path = waiting.popleft()
                running.append(
                    (path, pool.submit(path_to_record, path, with_text, tagger, workers))
                )
            path, future = running.popleft()
            try:
                yield future.result()
            except BrokenProcessPool:
                pool.shutdown(wait=False, cancel_futures=True)
                yield _alone(path, with_text, tagger)
                waiting.extendleft(other for other, _ in reversed(running))
                running.clear()
                pool = ProcessPoolExecutor(workers)
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _alone(path: str, with_text: bool, tagger: str) -> ReportRecord:
    with ProcessPoolExecutor(1) as pool:
        try:
            return pool.submit(path_to_record, path, with_text, tagger).result()
        except BrokenProcessPool:
            detail = "the reading process ended without a result"
            return refused_record(path, None, "crashed", detail)
