"""How long one report takes, warm and on one core, beside pdfplumber on the same PDFs.

    python -m eval.benchmarks.speed [--rounds N] [--shared DIR] [--examples DIR] [--readme]

Reads the samples in ``examples`` and, where they are, the real reports of the shared corpus.
"""

from __future__ import annotations

import argparse
import importlib.util
import io
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from eval.benchmarks.timing import Timing, machine, time_arms, today
from eval.messages import say
from eval.readme import READMES, rows_to_table, write_block
from extraction import extract
from extraction.language import Lang

ROOT = Path(__file__).parents[2]
KINDS = {
    ".html": "HTML",
    ".htm": "HTML",
    ".txt": "text",
    ".md": "text",
    ".docx": "DOCX",
    ".pdf": "PDF",
}
TARGETS_MS = {"HTML": 50.0, "text": 50.0, "DOCX": 50.0, "PDF": 150.0}


def files_to_measure(examples: Path, shared: Path) -> list[Path]:
    """Readable samples and real reports of every kind that has a target."""
    found = [*examples.glob("*"), *(shared / "corpus").glob("*/*")]
    chosen = []
    for path in sorted(found):
        named = path.suffix.lower() in KINDS and not path.name.lower().startswith("readme")
        if named and extract(path).status != "failed":
            chosen.append(path)
    return chosen


def measure_kinds(paths: list[Path], rounds: int) -> dict[str, list[tuple[str, Timing]]]:
    by_kind: dict[str, list[tuple[str, Timing]]] = {}
    for path in paths:
        data = path.read_bytes()
        arm = time_arms({"gongkai": partial(extract, data, name=path.name)}, rounds=rounds)
        by_kind.setdefault(KINDS[path.suffix.lower()], []).append((path.name, arm["gongkai"]))
    return by_kind


def pdfplumber_arm(data: bytes) -> Callable[[], object]:
    """pdfplumber's own table extraction over all pages."""
    pdfplumber = importlib.import_module("pdfplumber")

    def run() -> object:
        with pdfplumber.open(io.BytesIO(data)) as pdf:
            return [page.extract_tables() for page in pdf.pages]

    return run


def compare_pdfs(paths: list[Path], rounds: int) -> list[tuple[str, Timing, Timing]]:
    """(file, gongkai's whole record, pdfplumber's tables), both arms alternated in one run."""
    if importlib.util.find_spec("pdfplumber") is None:
        return []
    rows = []
    for path in paths:
        if path.suffix.lower() == ".pdf":
            data = path.read_bytes()
            arms: dict[str, Callable[[], object]] = {
                "gongkai": partial(extract, data, name=path.name),
                "pdfplumber": pdfplumber_arm(data),
            }
            taken = time_arms(arms, rounds=max(3, rounds // 3), warm_up=1)
            rows.append((path.name, taken["gongkai"], taken["pdfplumber"]))
    return rows


def cold_start(path: Path, rounds: int = 5) -> Timing:
    """Milliseconds of ``gongkai extract`` on one file in a fresh process."""
    taken = []
    for _ in range(rounds):
        start = time.perf_counter()
        subprocess.run(
            [sys.executable, "-m", "gongkai", "extract", str(path)],
            check=True,
            capture_output=True,
            cwd=ROOT,
        )
        taken.append((time.perf_counter() - start) * 1000)
    return Timing(min(taken), statistics.median(taken), max(taken))


@dataclass(frozen=True, slots=True)
class Measured:
    """All figures of one run."""

    rounds: int
    kinds: dict[str, list[tuple[str, Timing]]]
    compared: list[tuple[str, Timing, Timing]]
    cold: Timing


def measure(paths: list[Path], rounds: int) -> Measured:
    text = next(path for path in paths if path.suffix.lower() == ".txt")
    return Measured(
        rounds, measure_kinds(paths, rounds), compare_pdfs(paths, rounds), cold_start(text)
    )


def measured_to_markdown(measured: Measured, lang: Lang) -> str:
    """The figures as tables, in milliseconds."""

    def text(name: str, **values: object) -> str:
        return say(lang, f"speed.{name}", **values)

    parts = [f"{today()}, {machine()}. {text('what', rounds=measured.rounds)}"]
    head = [text(name) for name in ("kind", "files", "median", "slowest", "target")]
    kinds = sorted(measured.kinds.items())
    parts.append(rows_to_table(head, (_kind_to_row(kind, rows, text) for kind, rows in kinds)))
    if measured.compared:
        head = [text(name) for name in ("file", "ours", "theirs", "ratio")]
        parts.append(rows_to_table(head, map(_compared_to_row, measured.compared)))
    cold = measured.cold
    figures = f"{cold.least:.0f} / {cold.median:.0f} / {cold.most:.0f}"
    return "\n\n".join([*parts, text("cold", figures=figures)])


def _kind_to_row(
    kind: str, rows: Sequence[tuple[str, Timing]], text: Callable[[str], str]
) -> list[str]:
    medians = [timing.median for _, timing in rows]
    figures = (statistics.median(medians), max(medians), TARGETS_MS[kind])
    name = text("text") if kind == "text" else kind
    return [name, str(len(rows)), *(f"{figure:.0f}" for figure in figures)]


def _compared_to_row(compared: tuple[str, Timing, Timing]) -> list[str]:
    name, ours, theirs = compared
    ratio = theirs.median / ours.median
    return [name, f"{ours.median:.0f}", f"{theirs.median:.0f}", f"{ratio:.1f}"]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--shared", type=Path, default=None)
    parser.add_argument("--examples", type=Path, default=ROOT / "examples")
    parser.add_argument("--readme", action="store_true", help="renew the tables of both READMEs")
    options = parser.parse_args()
    shared = options.shared or Path(os.environ.get("GONGKAI_SHARED", ROOT.parent / "shared"))
    measured = measure(files_to_measure(options.examples, shared), options.rounds)
    print(measured_to_markdown(measured, "en"))
    if options.readme:
        for lang, readme in READMES.items():
            write_block(readme, "speed", measured_to_markdown(measured, lang))
    return 0


if __name__ == "__main__":
    sys.exit(main())
