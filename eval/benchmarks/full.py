"""Every measurement at the size that published figures stand on: ``make full``.

    python -m eval.benchmarks.full [--only NAME]

Each step is a command of this project. What it printed is saved in ``docs/measurements/NAME.txt``
with date, commit, machine, exit code and seconds; the READMEs' tables are renewed on the way.
"""

from __future__ import annotations

import argparse
import os
import shlex
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from eval.benchmarks.timing import machine, today

ROOT = Path(__file__).parents[2]
SAVED = ROOT / "docs" / "measurements"


@dataclass(frozen=True, slots=True)
class Step:
    """One command, run by this interpreter from the root of the checkout.

    ``last_lines`` says how much of its output is worth keeping; None keeps all.
    """

    name: str
    arguments: tuple[str, ...]
    last_lines: int | None = None


_LAYOUTS = "-m gongkai eval layouts --files 2000 --seed 2026 --out out/layouts --readme"
_BENCH = "-m gongkai eval bench --data authored-test --files 60 --seed 2026 --readme"
STEPS = (
    Step("tests", ("-m", "pytest", "-n", "2", "-m", "not browser and not office and not desk"), 20),
    Step("tests-browser", ("-m", "pytest", "-m", "browser"), 20),
    Step("tests-office", ("-m", "pytest", "-m", "office"), 20),
    Step("speed", ("-m", "eval.benchmarks.speed", "--readme")),
    Step("layouts", tuple(shlex.split(_LAYOUTS))),
    Step("simulated-pairs", ("-m", "eval.benchmarks.simulated_pairs")),
    Step("bench", tuple(shlex.split(_BENCH))),
)


def run_step(step: Step) -> tuple[int, str]:
    """The exit code, and the text to save."""
    environment = os.environ | {"GONGKAI_TEST_SIZE": "1", "COLUMNS": "180"}
    start = time.monotonic()
    done = subprocess.run(
        [sys.executable, *step.arguments],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    seconds = time.monotonic() - start
    lines = done.stdout.replace(str(ROOT), ".").splitlines()
    kept = lines if step.last_lines is None else lines[-step.last_lines :]
    head = [
        f"$ GONGKAI_TEST_SIZE=1 python {shlex.join(step.arguments)}",
        f"{today()}, commit {_commit()}, {machine()}",
        f"exit {done.returncode} after {seconds:.0f} s",
        "",
    ]
    return done.returncode, "\n".join(head + kept) + "\n"


def _commit() -> str:
    """Short name of the checked-out commit, marked when files were changed since."""
    described = subprocess.run(
        ["git", "describe", "--always", "--dirty"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    return described.stdout.strip() or "unknown"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", choices=[step.name for step in STEPS], action="append")
    options = parser.parse_args()
    SAVED.mkdir(parents=True, exist_ok=True)
    worst = 0
    for step in STEPS:
        if options.only and step.name not in options.only:
            continue
        print(f"{step.name} …", file=sys.stderr, flush=True)
        code, text = run_step(step)
        (SAVED / f"{step.name}.txt").write_text(text, encoding="utf-8")
        print(text, flush=True)
        worst = max(worst, code)
    return worst


if __name__ == "__main__":
    sys.exit(main())
