"""Plain loops of single extractions, each in a process of its own, for a bulk run's time to stand
beside.

    python -m eval.benchmarks.bulk.loops TAGGER THREADS OUT

reads paths from standard input, a line each, once it has said that it is ready, and writes a
record a line to OUT. It is what one would write without bulk runs: no ledger, no part files,
nothing watched.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from extraction import extract
from models import load_tagger

_WARM = "政府信息公开工作年度报告\n一、总体情况\n发布信息1条。".encode()


def main(tagger: str, threads: str, out: str) -> None:
    player = load_tagger(tagger, threads=int(threads))
    extract(_WARM, name="a.txt", tagger=player)
    print("ready", flush=True)
    with Path(out).open("w", encoding="utf-8") as file:
        for line in sys.stdin:
            record = extract(os.fsdecode(line.rstrip("\n").encode()), tagger=player)
            file.write(record.to_json() + "\n")


def run_loops(paths: Sequence[str], tagger: str, processes: int, out: Path) -> float:
    """Every process has its share of the paths; seconds from when all are ready to the last end."""
    threads = 2 // processes
    module = "eval.benchmarks.bulk.loops"
    started = [
        subprocess.Popen(
            [sys.executable, "-m", module, tagger, str(threads), str(out / f"{number}.jsonl")],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for number in range(processes)
    ]
    for process in started:
        assert process.stdout is not None
        process.stdout.readline()
    start = time.perf_counter()
    for number, process in enumerate(started):
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write("".join(f"{path}\n" for path in paths[number::processes]))
        process.stdin.close()
    codes = [process.wait() for process in started]
    seconds = time.perf_counter() - start
    for process in started:
        assert process.stdout is not None
        process.stdout.close()
    if any(codes):
        raise RuntimeError(f"a loop ended with {codes}")
    return seconds


def run_commands(paths: Sequence[str], model: str | None, side_by_side: int = 2) -> float:
    """``gongkai extract FILE`` for each path, so many at a time; seconds for all."""
    options = [] if model is None else ["--model", model]

    def run(path: str) -> None:
        command = [sys.executable, "-m", "gongkai", "extract", path, *options]
        # exit code 1 says that the report cannot be read, which the record says too
        subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)

    start = time.perf_counter()
    with ThreadPoolExecutor(side_by_side) as pool:
        list(pool.map(run, paths))
    return time.perf_counter() - start


if __name__ == "__main__":
    main(*sys.argv[1:])
