"""Every measurement at the size that published figures stand on: ``make full``.

    python -m eval.benchmarks.full [--only NAME] [--model MODEL]

Each step is a command of this project. What it printed is saved in ``docs/measurements/NAME.txt``
with date, commit, digest of the code, machine, exit code and seconds; the READMEs' tables and the
figures of ``docs/bulk.md`` are renewed on the way. What needs a trained model takes MODEL, else the
default one, else the newest that is installed; where there is none it is left out.
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
from eval.readme import write_block
from extraction.bulk.maker import code_to_digest
from models.registry import named_models, read_default

ROOT = Path(__file__).parents[2]
SAVED = ROOT / "docs" / "measurements"
MODEL = "{model}"
_SHOWN = 12


@dataclass(frozen=True, slots=True)
class Step:
    """One command, run by this interpreter from the root of the checkout.

    Attributes:
        arguments: ``{model}`` stands for the trained model.
        last_lines: how much of its output is worth keeping; None keeps all.
        page: that has the output in a block of the step's name, from the root of the checkout.
    """

    name: str
    arguments: tuple[str, ...]
    last_lines: int | None = None
    page: str | None = None

    @property
    def needs_model(self) -> bool:
        return MODEL in self.arguments


# The tests of ``make unit``.
_UNMARKED = "not browser and not office and not desk and not ray and not torch"
_LAYOUTS = "-m gongkai eval layouts --files 2000 --seed 2026 --out out/layouts --readme"
_BENCH = "-m gongkai eval bench --no-text --files 60 --seed 2026 --readme"
_BENCH_TEXT = "-m gongkai eval bench --no-cells --data authored-test --readme"


def _bulk(name: str, arguments: str) -> Step:
    words = ("-m", "eval.benchmarks.bulk", *shlex.split(arguments))
    return Step(name, words, page="docs/bulk.md")


# Short ones first: each bulk step tells on standard error how long it will take.
BULK = (
    _bulk("bulk-hostile", "hostile --reports 200"),
    _bulk("bulk-hits", "hits --reports 2000"),
    _bulk("bulk-kills", "kills --reports 500 --kills 50"),
    _bulk("bulk-arms", "arms --reports 440 --rounds 5"),
    _bulk("bulk-arms-model", "arms --reports 110 --rounds 5 --model {model}"),
    _bulk("bulk-model", "steady --reports 1000 --workers 2 --model {model}"),
    _bulk("bulk-layouts", "layouts --reports 100 --rounds 3"),
    _bulk("bulk-steady", "steady --reports 10000 --workers 2"),
)
STEPS = (
    Step("tests", ("-m", "pytest", "-n", "2", "-m", _UNMARKED), 20),
    Step("tests-browser", ("-m", "pytest", "-m", "browser"), 20),
    Step("tests-office", ("-m", "pytest", "-m", "office"), 20),
    Step("speed", ("-m", "eval.benchmarks.speed", "--readme")),
    Step("layouts", tuple(shlex.split(_LAYOUTS))),
    Step("simulated-pairs", ("-m", "eval.benchmarks.simulated_pairs")),
    Step("bench", tuple(shlex.split(_BENCH))),
    Step("bench-text", tuple(shlex.split(_BENCH_TEXT))),
    *BULK,
)


def run_step(step: Step, model: str | None = None) -> tuple[int, str]:
    """The exit code, and the text to save."""
    arguments = [str(model) if word == MODEL else word for word in step.arguments]
    environment = os.environ | {"GONGKAI_TEST_SIZE": "1", "COLUMNS": "180"}
    start = time.monotonic()
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=None if step.page else subprocess.STDOUT,
        text=True,
        check=False,
    )
    seconds = time.monotonic() - start
    lines = done.stdout.replace(str(ROOT), ".").splitlines()
    kept = lines if step.last_lines is None else lines[-step.last_lines :]
    head = [
        f"$ GONGKAI_TEST_SIZE=1 python {shlex.join(arguments).replace(str(ROOT), '.')}",
        f"{today()}, commit {_commit()}, code {code_to_digest()[:_SHOWN]}, {machine()}",
        f"exit {done.returncode} after {seconds:.0f} s",
        "",
    ]
    return done.returncode, "\n".join(head + kept) + "\n"


def publish_step(step: Step, text: str) -> None:
    """Renews the step's block from the text that was saved."""
    if step.page is not None:
        write_block(ROOT / step.page, step.name, text_to_block(text))


def text_to_block(text: str) -> str:
    """What was printed: all behind the head of a saved text, tables with room around them."""
    return text.partition("\n\n")[2].strip("\n")


def choose_model() -> str | None:
    """The trained model that is measured where none is named."""
    default = read_default()
    shipped = [model.reference for model in named_models()]
    return default if default in shipped else next(iter(shipped), None)


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
    parser.add_argument("--model", help="for the steps that need a trained one")
    options = parser.parse_args()
    model = options.model or choose_model()
    SAVED.mkdir(parents=True, exist_ok=True)
    worst = 0
    for step in STEPS:
        if options.only and step.name not in options.only:
            continue
        if step.needs_model and model is None:
            print(f"{step.name}: no trained model is installed", file=sys.stderr, flush=True)
            continue
        print(f"{step.name} …", file=sys.stderr, flush=True)
        code, text = run_step(step, model)
        (SAVED / f"{step.name}.txt").write_text(text, encoding="utf-8")
        print(text, flush=True)
        if code == 0:
            publish_step(step, text)
        worst = max(worst, code)
    return worst


if __name__ == "__main__":
    sys.exit(main())
