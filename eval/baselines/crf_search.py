"""The settings of the CRF, chosen on authored-dev: a small search, one layer after the other.

    python -m eval.baselines.crf_search claims|statements

A layer is trained on authored-train with every setting of its list, the other layer comes from the
rules. The best is the highest F1 of what the layer is for: claims, or statements. With the 321
passages of authored-train and the 157 of authored-dev (store files f392e50ee1ae and bb77693ead8f):

    layer       c1    c2    iterations   F1 %   bytes
    claims      0.1   0.1           60   71.8   2,719,348
    claims      0.3   0.03          60   72.1   1,214,036
    statements  0.1   0.1           80   72.8     543,884
    statements  0.5   0.1           80   71.8     387,448
    statements  1.5   0.1           80   73.8     281,052

The differences are smaller than the intervals of either metric (9 and 12 points wide). Without an
L1 penalty (0, 0.3) claims lost three points on a smaller store, in a model of 18 MB.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from time import perf_counter

from annotations.store import read_documents
from eval.baselines.crf_features import STATEMENT_FEATURES
from eval.baselines.crf_labels import CLAIM_LAYER, STATEMENT_LAYER
from eval.baselines.crf_projection import documents_to_projection
from eval.baselines.crf_tagger import LayerSettings, LayerTagger, train_layer
from eval.datasets import GOLD, Dataset, name_to_dataset
from eval.metrics.counts import sum_counts
from eval.runner import run_system
from eval.systems import PipelineSystem
from models import Passage, ScoredSpan, Tagger, load_tagger

CLAIM_TRIALS: tuple[LayerSettings, ...] = tuple(
    LayerSettings(c1, c2, iterations=60) for c1, c2 in ((0.1, 0.1), (0.3, 0.03))
)
STATEMENT_TRIALS: tuple[LayerSettings, ...] = tuple(
    LayerSettings(c1, 0.1, features=STATEMENT_FEATURES) for c1 in (0.1, 0.5, 1.5)
)


def search(layer: frozenset[str]) -> Iterator[str]:
    """One line a trial: layer, settings, F1 of its metric in percent, seconds, bytes."""
    passages = documents_to_projection(read_documents(GOLD / "authored-train.jsonl")).passages
    data = name_to_dataset("authored-dev")
    is_claims = layer is CLAIM_LAYER
    for trial in CLAIM_TRIALS if is_claims else STATEMENT_TRIALS:
        begin = perf_counter()
        trained = train_layer(passages, layer, trial)
        seconds = perf_counter() - begin
        f1 = measure(_OneLayer(layer, trial, trained), data, "claim" if is_claims else "statement")
        yield f"{trial} | {f1} | {seconds:.0f} | {len(trained)}"


class _OneLayer:
    """One layer of the CRF, the other from the rules, so that both metrics have all they need."""

    name = "crf-layer"
    version = "0"

    def __init__(self, layer: frozenset[str], settings: LayerSettings, trained: bytes) -> None:
        self._layer = layer
        self._chain = LayerTagger(layer, settings.features, trained)
        self._rules = load_tagger("rules")

    def tag(self, passages: Sequence[Passage]) -> list[list[ScoredSpan]]:
        others = self._rules.tag(passages)
        return [
            sorted([*self._chain.tag(passage), *(s for s in spans if s.label not in self._layer)])
            for passage, spans in zip(passages, others, strict=True)
        ]


def measure(tagger: Tagger, data: Dataset, metric: str) -> str:
    """F1 of the metric in percent."""
    run = run_system(PipelineSystem(tagger), data)
    f1 = sum_counts(score.counts[metric] for score in run.scores if metric in score.counts).f1
    return "–" if f1 is None else f"{100 * f1:.1f}"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("layer", choices=("claims", "statements"))
    layer = CLAIM_LAYER if parser.parse_args().layer == "claims" else STATEMENT_LAYER
    for line in search(layer):
        print(line, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
