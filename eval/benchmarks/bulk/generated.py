"""Generated reports on disk, and how long reading them may take."""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from pathlib import Path

from eval.layouts import FAMILIES, plan_to_files, size_to_plan
from extraction import extract
from models import load_tagger

SEED = 2026
# Layouts that need an outside program to be made are left out unless they are asked for.
OUTSIDE = frozenset({"chromium", "office"})
# Files made by one process at a time; fewer than this are made here.
_SHARE = 250
_MAKERS = 2
# Reports read beforehand to foretell how long a measurement takes.
_PROBES = 24
# Starting a run, its workers and its end, in seconds; a quiet machine takes 2 to 4.
START_SECONDS = 3.0


def usual_families() -> list[str]:
    return [name for name, family in FAMILIES.items() if family.kind not in OUTSIDE]


def write_reports(folder: Path, count: int, families: Sequence[str], seed: int = SEED) -> None:
    """Generated reports of these layouts in turn, every second round damaged."""
    folder.mkdir(parents=True, exist_ok=True)
    write = partial(_write_share, folder, count, tuple(families), seed)
    starts = range(0, count, _SHARE)
    if len(starts) == 1:
        write(0)
        return
    with ProcessPoolExecutor(_MAKERS, mp_context=get_context("spawn")) as pool:
        for _ in pool.map(write, starts):
            pass


def _write_share(folder: Path, count: int, families: Sequence[str], seed: int, first: int) -> None:
    plan = size_to_plan(count, seed=seed, families=families)[first : first + _SHARE]
    for number, file in enumerate(plan_to_files(plan), start=first):
        name = f"{number:06d}-{file.family.name}{Path(file.name).suffix}"
        (folder / name).write_bytes(file.data)


def folder_to_seconds(folder: Path, tagger: str) -> float:
    """Processor seconds that one report takes in a plain extraction, of some taken evenly."""
    paths = sorted(folder.iterdir())
    player = load_tagger(tagger, threads=1)
    extract(paths[0], tagger=player)
    chosen = paths[:: -(-len(paths) // _PROBES)]
    start = time.process_time()
    for path in chosen:
        extract(path, tagger=player)
    return (time.process_time() - start) / len(chosen)


def foretell(seconds: float) -> None:
    """Says how long the measurement will take, if the machine has nothing else to do."""
    print(f"reports are made; some {seconds / 60:.1f} minutes more", file=sys.stderr, flush=True)
