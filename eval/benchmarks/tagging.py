"""What one call of the tagger for many reports is worth: company, order and memory.

On passages alone, so that reading files hides nothing. A trained model scores its windows one at a
time; whether several side by side, filled up to one length, would be faster is measured beside it,
and how many passages would be read otherwise.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np
import onnxruntime

from eval.benchmarks.timing import time_arms
from extraction.bulk.tagging import CachingTagger
from extraction.pipeline import prepare_report
from models import Passage, ScoredSpan, Tagger, UnknownModel, find_model, load_tagger
from models.artefact import read_artefact
from models.decoding import Floats
from models.inputs import WindowInputs, inputs_to_batch
from models.reading import PassageReader
from models.tokenizer import Tokenizer

Spans = list[list[ScoredSpan]]
Calls = Sequence[Sequence[Passage]]
_SINGLE = "one report a call"
_CACHE = 20_000
# Windows side by side, a small and a large usual number.
_BATCHES = (8, 32)
# As each worker of several has it.
_THREADS = 1


def measure_tagging(folder: Path, tagger_name: str, rounds: int, chunk: int = 16) -> str:
    """A table of arms, their time beside that of a call for each report.

    Args:
        chunk: reports tagged in one call, as in a bulk run.
    """
    reports = folder_to_passages(folder)
    calls = [
        [passage for report in reports[at : at + chunk] for passage in report]
        for at in range(0, len(reports), chunk)
    ]
    tagger = load_tagger(tagger_name, threads=_THREADS)
    arms: dict[str, Callable[[], Spans]] = {
        _SINGLE: partial(tag_calls, tagger, reports),
        f"{chunk} reports a call": partial(tag_cached, tagger, calls, capacity=0, by_length=False),
        "the same, by length": partial(tag_cached, tagger, calls, capacity=0),
        "the same, by length, cache on": partial(tag_cached, tagger, calls, capacity=_CACHE),
        **window_arms(tagger_name, calls),
    }
    wanted = arms[_SINGLE]()
    others = {name: count_other(wanted, arm()) for name, arm in arms.items()}
    timings = time_arms(arms, rounds=rounds, warm_up=0, clock=time.process_time)
    base = timings[_SINGLE].median
    chars = sum(len(passage.text) for call in calls for passage in call)
    told = (
        f"{tagger.name} {tagger.version}, one thread; {len(reports)} reports, {len(wanted)} "
        f"passages, {chars} characters, {1000 * chars / base:.0f} a second in the first arm\n"
    )
    lines = [
        told,
        "| arm | CPU s, median (least–most) | to one report a call | other spans | other scores |",
        "|---|---|---|---|---|",
    ]
    lines += [
        f"| {name} | {each.median / 1000:.2f} ({each.least / 1000:.2f}–{each.most / 1000:.2f}) "
        f"| {each.median / base:.2f} | {others[name][0]} | {others[name][1]} |"
        for name, each in timings.items()
    ]
    cached = CachingTagger(tagger, capacity=_CACHE)
    tag_calls(cached, calls)
    lines.append(
        f"\nhits of the cache: {cached.hits} of {cached.asked} passages, "
        f"{cached.hits / max(1, cached.asked):.1%}"
    )
    return "\n".join(lines)


def folder_to_passages(folder: Path) -> list[list[Passage]]:
    """The passages of each report that has any, in the order of the files' names."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    found = [[each.passage for each in prepare_report(path).passages] for path in paths]
    return [passages for passages in found if passages]


def tag_calls(tagger: Tagger, calls: Calls) -> Spans:
    return [spans for call in calls for spans in tagger.tag(call)]


def tag_cached(tagger: Tagger, calls: Calls, *, capacity: int, by_length: bool = True) -> Spans:
    """As a worker does that has seen nothing yet."""
    return tag_calls(CachingTagger(tagger, capacity=capacity, sort_by_length=by_length), calls)


def count_other(wanted: Spans, found: Spans) -> tuple[int, int]:
    """Passages with other spans, and passages with other spans or scores."""
    pairs = list(zip(wanted, found, strict=True))
    places = sum(_places(one) != _places(other) for one, other in pairs)
    return places, sum(one != other for one, other in pairs)


def _places(spans: Sequence[ScoredSpan]) -> list[tuple[int, int, str]]:
    return [(span.start, span.end, span.label) for span in spans]


def window_arms(tagger_name: str, calls: Calls) -> dict[str, Callable[[], Spans]]:
    """A trained model with its windows side by side; nothing for a tagger without a network."""
    try:
        folder = find_model(tagger_name)
    except UnknownModel:
        return {}
    artefact = read_artefact(folder)
    tokenizer = Tokenizer.from_folder(folder)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = _THREADS
    session = onnxruntime.InferenceSession(str(artefact.network), sess_options=options)
    arms: dict[str, Callable[[], Spans]] = {}
    for size in _BATCHES:
        for by_length in (False, True):
            scorer = WindowScorer(session, tokenizer.padding, size, by_length)
            reader = PassageReader(tokenizer, artefact.tables, scorer.score)
            name = f"{size} windows side by side{', by length' if by_length else ''}"
            arms[name] = partial(_read_calls, reader, calls)
    return arms


def _read_calls(reader: PassageReader, calls: Calls) -> Spans:
    return [spans for call in calls for spans in reader.read(call)]


@dataclass(frozen=True, slots=True)
class WindowScorer:
    """Scores ``size`` windows at a time, in their order or shortest first."""

    session: onnxruntime.InferenceSession
    padding: int
    size: int
    by_length: bool

    def score(self, windows: Sequence[WindowInputs]) -> list[tuple[Floats, ...]]:
        """The emissions of each window, in order; see ``models.reading.Scorer``."""
        order = list(range(len(windows)))
        if self.by_length:
            order.sort(key=lambda index: len(windows[index].piece_ids))
        found: dict[int, tuple[Floats, ...]] = {}
        for at in range(0, len(order), self.size):
            batch = order[at : at + self.size]
            found.update(zip(batch, self._batch([windows[i] for i in batch]), strict=True))
        return [found[index] for index in range(len(windows))]

    def _batch(self, windows: Sequence[WindowInputs]) -> Iterator[tuple[Floats, ...]]:
        layers = self.session.run(None, dict(inputs_to_batch(windows, padding=self.padding)))
        for row, window in enumerate(windows):
            chars = len(window.char_ids)
            # each layer has the axes batch, chars and tags
            yield tuple(np.asarray(layer[row, :chars], dtype=np.float64) for layer in layers)
