"""Parts of a run written by several processes, each started as a program of its own.

A process writes the files of its parts and says each number; the run alone tells the ledger. A
process that is ended leaves whole files that nobody counts, and they are written again.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing
from multiprocessing.connection import wait
from pathlib import Path
from typing import IO

from extraction.bulk.ledger import Ledger
from extraction.bulk.reports import part_to_reports
from extraction.bulk.worker import end_with_parent, search_path_to_code
from extraction.sinks import choose_sinks

# Fewer parts are written sooner than processes start.
WORTH_IT = 3


class ExportFailed(OSError):
    """A process that wrote tables ended before it was done."""


def write_parts(
    folder: Path, formats: Sequence[str], parts: Sequence[int], *, processes: int
) -> Iterator[int]:
    """Writes the parts' files and gives each part's number when they stand.

    Closing the iterator ends the processes.

    Raises:
        ExportFailed: with what the process said last.
    """
    with ExitStack() as stack:
        shares = [parts[number::processes] for number in range(processes)]
        started = [_Process(folder, formats, share) for share in shares if share]
        for process in started:
            stack.enter_context(process)
        running = {process.answers.fileno(): process for process in started}
        while running:
            for number in wait(list(running)):
                process = running[int(str(number))]
                line = process.answers.readline()
                if line:
                    yield int(line)
                else:
                    del running[process.answers.fileno()]
                    process.close()


class _Process:
    def __init__(self, folder: Path, formats: Sequence[str], parts: Sequence[int]) -> None:
        code = search_path_to_code("extraction.bulk.export_program", "main")
        told = [str(os.getpid()), str(folder), ",".join(formats), *map(str, parts)]
        self._process = subprocess.Popen(
            [sys.executable, "-c", code, *told],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            bufsize=0,
            start_new_session=True,
        )
        assert self._process.stdout is not None
        self.answers: IO[bytes] = self._process.stdout

    def __enter__(self) -> _Process:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.kill()
        self._process.wait()
        self.answers.close()

    def close(self) -> None:
        if self._process.wait() != 0:
            raise ExportFailed(None, f"a writing process ended with {self._process.returncode}")


def main() -> None:
    """Arguments: the run's process, folder, formats with commas between, numbers of parts."""
    parent, folder, formats, *parts = sys.argv[1:]
    end_with_parent(int(parent))
    home = Path(folder)
    sinks = choose_sinks(formats.split(","), home)
    with closing(Ledger(home)) as ledger:
        for part in map(int, parts):
            reports = part_to_reports(ledger, home, part)
            for sink in sinks:
                sink.take(part, reports)
            print(part, flush=True)
