"""How fast a trained model is, beside the same weights run in other ways.

    python -m training.benchmarks.model_speed MODEL RUN REPORT... [--rounds N] [--windows N]

MODEL is an exported folder, RUN the folder of the run it came from, REPORT a report or a folder of
reports. Every arm scores the same windows, round after round in turn, with two threads:

- the exported network, and the float network it was made from, as the extractor runs them;
- the model in PyTorch, windows of like length side by side;
- a token classifier over the same encoder in the transformers pipeline, sixteen texts at a time.

Whole reports, memory and cold start are measured in processes of their own.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import torch
from transformers import (
    BertConfig,
    BertForTokenClassification,
    PreTrainedTokenizerFast,
    pipeline,
)
from transformers.utils import logging

from eval.benchmarks.timing import Timing, machine, time_arms, today
from extraction.pipeline import prepare_report
from models import Passage
from models.architecture.text_model import TextModel
from models.artefact import read_artefact
from models.inputs import WindowInputs, window_to_inputs
from models.onnx_tagger import THREADS, OnnxScorer
from models.reading import ReadingTables
from models.tags import SPAN_TAGS
from models.tokenizer import FIRST, LAST, PADDING, TOKENIZER_FILE, UNKNOWN, Tokenizer
from models.windows import pieces_to_windows
from training.onnx_export import model_to_onnx
from training.preparation import BEST
from training.torch_tagger import TorchTagger

ROOT = Path(__file__).parents[2]
BATCH = 16
"""Texts that the pipeline takes at once."""
SUFFIXES = frozenset({".htm", ".html", ".txt", ".md", ".docx", ".pdf"})
_OURS = "ONNX, exported"
_COLD_ROUNDS = 5
# Run in a process that has loaded neither torch nor transformers.
_WHOLE = """
import json, sys, time
from pathlib import Path
from extraction import extract
from models import load_tagger
tagger = load_tagger(sys.argv[1])
extract(Path(sys.argv[2]), tagger=tagger)
begin = time.perf_counter()
for path in sys.argv[2:]:
    extract(Path(path), tagger=tagger)
seconds = time.perf_counter() - begin
# getrusage would tell the peak of whoever started this process, if that was larger
status = Path("/proc/self/status").read_text().splitlines()
peak = next(int(line.split()[1]) for line in status if line.startswith("VmHWM:"))
print(json.dumps([seconds, peak / 1024]))
"""


@dataclass(frozen=True, slots=True)
class CutWindow:
    """A window for the arms that take arrays, and its text for the one that takes texts."""

    text: str
    inputs: WindowInputs


@dataclass(frozen=True, slots=True)
class Whole:
    """Reports read from the file to the record in one process; ``memory_mb`` is its peak."""

    reports: int
    seconds: float
    memory_mb: float


def files_to_reports(paths: Sequence[Path]) -> list[Path]:
    """The files themselves, and those in the folders that a reader exists for."""
    found = []
    for path in paths:
        inside = sorted(path.rglob("*")) if path.is_dir() else [path]
        found += [each for each in inside if each.suffix.lower() in SUFFIXES]
    return found


def report_to_passages(path: Path) -> list[Passage]:
    """None for a file that cannot be read as a report."""
    return [each.passage for each in prepare_report(path).passages]


def passages_to_windows(
    passages: Sequence[Passage], tokenizer: Tokenizer, tables: ReadingTables
) -> Iterator[CutWindow]:
    for passage in passages:
        text = passage.text
        pieces = tokenizer.text_to_pieces(text)
        for window in pieces_to_windows(text, pieces, tables.windows):
            inputs = window_to_inputs(
                text,
                pieces,
                window,
                passage.place,
                tokenizer=tokenizer,
                characters=tables.characters,
            )
            yield CutWindow(text[window.start : window.end], inputs)


def model_to_pipeline(model: TextModel, tokenizer: Path) -> Callable[[list[str]], object]:
    """The encoder with a layer of its own over pieces: what one would write without this code."""
    config = BertConfig.from_dict({**model.config.to_dict(), "num_labels": len(SPAN_TAGS)})
    classifier = BertForTokenClassification(config)
    classifier.bert.load_state_dict(model.encoder.state_dict())
    fast = PreTrainedTokenizerFast(
        tokenizer_file=str(tokenizer),
        bos_token=FIRST,
        eos_token=LAST,
        pad_token=PADDING,
        unk_token=UNKNOWN,
        cls_token=FIRST,
        sep_token=LAST,
        model_max_length=config.max_position_embeddings,
        model_input_names=["input_ids", "attention_mask"],
    )
    made = pipeline("token-classification", model=classifier.eval(), tokenizer=fast, device="cpu")
    return partial(made, batch_size=BATCH)


def time_networks(
    folder: Path, run: Path, windows: Sequence[CutWindow], rounds: int
) -> dict[str, Timing]:
    """Milliseconds of each arm over all windows."""
    artefact = read_artefact(folder)
    tokenizer = Tokenizer.from_folder(folder)
    model = TextModel.from_pretrained(run / BEST).eval()
    inputs = [window.inputs for window in windows]
    with tempfile.TemporaryDirectory() as scratch:
        floats = Path(scratch) / "float.onnx"
        model_to_onnx(model, floats)
        arms: dict[str, Callable[[], object]] = {
            _OURS: partial(OnnxScorer(artefact.network, padding=tokenizer.padding).score, inputs),
            "ONNX, float": partial(OnnxScorer(floats, padding=tokenizer.padding).score, inputs),
            "PyTorch, by length": partial(
                TorchTagger(model, tokenizer, artefact.tables).score, inputs
            ),
            f"transformers pipeline, {BATCH}": partial(
                model_to_pipeline(model, folder / TOKENIZER_FILE),
                [window.text for window in windows],
            ),
        }
        return time_arms(arms, rounds=rounds, warm_up=1)


def measure_whole(folder: Path, reports: Sequence[Path]) -> Whole:
    """All reports one after another in a fresh process, the model loaded before."""
    told = _run(["-c", _WHOLE, str(folder), *map(str, reports)])
    seconds, memory = json.loads(told)
    return Whole(len(reports), seconds, memory)


def cold_start(folder: Path, report: Path) -> Timing:
    """Milliseconds of ``gongkai extract`` with the model on one report in a fresh process."""
    taken = []
    for _ in range(_COLD_ROUNDS):
        begin = time.perf_counter()
        _run(["-m", "gongkai", "extract", str(report), "--model", str(folder)])
        taken.append((time.perf_counter() - begin) * 1000)
    return Timing(min(taken), statistics.median(taken), max(taken))


def _run(arguments: list[str]) -> str:
    done = subprocess.run(
        [sys.executable, *arguments], check=True, capture_output=True, text=True, cwd=ROOT
    )
    return done.stdout


def timings_to_text(timings: Mapping[str, Timing], windows: Sequence[CutWindow]) -> str:
    """A table; ratios are of the least times, which other work on the machine disturbs least."""
    pieces = sum(len(window.inputs.piece_ids) for window in windows)
    ours = timings[_OURS]
    lines = [
        "| arm | s, median (least–most) | ms per 1000 pieces | to the exported network |",
        "|---|---|---|---|",
    ]
    lines += [
        f"| {name} | {each.median / 1000:.2f} ({each.least / 1000:.2f}–{each.most / 1000:.2f}) "
        f"| {1000 * each.least / pieces:.0f} | {each.least / ours.least:.2f} |"
        for name, each in timings.items()
    ]
    return "\n".join(lines)


def measure(folder: Path, run: Path, reports: Sequence[Path], *, rounds: int, most: int) -> str:
    """Everything as text.

    Args:
        most: windows that the arms score, taken evenly from all of the reports.
    """
    artefact = read_artefact(folder)
    tokenizer = Tokenizer.from_folder(folder)
    by_report = {path: report_to_passages(path) for path in reports}
    read = {path: passages for path, passages in by_report.items() if passages}
    passages = [each for found in read.values() for each in found]
    windows = list(passages_to_windows(passages, tokenizer, artefact.tables))
    pieces = sum(len(window.inputs.piece_ids) for window in windows)
    chars = sum(len(passage.text) for passage in passages)
    step = max(1, -(-len(windows) // most))
    told = (
        f"{today()}, {machine()}. {artefact.card.name} {artefact.card.version}, "
        f"{artefact.size / 1e6:.1f} MB; {len(read)} reports with running text, {len(windows)} "
        f"windows; {pieces / len(read):.0f} pieces and {chars / len(read):.0f} characters a report."
    )
    parts = [
        told,
        f"{len(windows[::step])} of the windows, {THREADS} threads:",
        timings_to_text(time_networks(folder, run, windows[::step], rounds), windows[::step]),
    ]
    whole = measure_whole(folder, list(read))
    cold = cold_start(folder, min(read, key=lambda path: path.stat().st_size))
    parts.append(
        f"Whole reports: {whole.reports / whole.seconds:.2f} a second, at most "
        f"{whole.memory_mb:.0f} MB of memory. Cold start, least / median / most: "
        f"{cold.least:.0f} / {cold.median:.0f} / {cold.most:.0f} ms."
    )
    return "\n\n".join(parts)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", type=Path, help="folder of the exported model")
    parser.add_argument("run", type=Path, help="folder of the run that it was exported from")
    parser.add_argument("reports", type=Path, nargs="+", help="reports, or folders of reports")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--windows", type=int, default=64)
    options = parser.parse_args()
    logging.set_verbosity_error()
    logging.disable_progress_bar()
    torch.set_num_threads(THREADS)
    reports = files_to_reports(options.reports)
    folder = options.model.resolve()
    print(measure(folder, options.run, reports, rounds=options.rounds, most=options.windows))
    return 0


if __name__ == "__main__":
    sys.exit(main())
