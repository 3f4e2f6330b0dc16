"""Real sentences that an exported network is compared on with the model that was trained."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from eval.datasets import name_to_dataset
from extraction.pipeline import prepare_report
from models import Passage
from training.dataset.gold import data_to_examples, store_to_data
from training.dataset.projection import project

REAL = "real-dev"


def stored_passages(store: Path, names: Sequence[str]) -> Iterator[Passage]:
    """The development texts of a store as taggers read them; texts that are not in it are not."""
    stored = [name for name in names if (store / f"{name}.jsonl").is_file()]
    for example in data_to_examples(store_to_data(store, stored), "dev"):
        yield project(example).example.passage


def corpus_passages(corpus: Path | None, store: Path) -> Iterator[Passage]:
    """The running text of the real development reports; nothing where they are not at hand."""
    if corpus is None or not (store / f"{REAL}.jsonl").is_file():
        return
    for document in name_to_dataset(REAL, corpus=corpus, gold=store).documents():
        report = prepare_report(document.load(), name=document.file_name)
        yield from (each.passage for each in report.passages)
