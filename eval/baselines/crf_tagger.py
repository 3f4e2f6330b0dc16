"""A linear-chain CRF over characters behind the tagger's role: the learned floor of the text task.

Two chains, one a layer: claims' parts within a sentence, statements within a passage. Training
takes the annotated passages as the extractor shows them to a tagger (``crf_projection``). No
trained model belongs to the project: ``trained_tagger`` trains one where it is asked for.
"""

from __future__ import annotations

import hashlib
import importlib
import json
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from time import perf_counter
from typing import Any, Protocol

from annotations.schema import AnnotatedDocument
from annotations.store import read_documents
from eval.baselines.crf_features import (
    CLAIM_FEATURES,
    STATEMENT_FEATURES,
    FeatureSet,
    passage_to_features,
)
from eval.baselines.crf_labels import (
    CLAIM_LAYER,
    STATEMENT_LAYER,
    labels_to_spans,
    spans_to_labels,
    text_to_sentences,
)
from eval.baselines.crf_projection import Projection, TaughtPassage, documents_to_projection
from eval.datasets import GOLD
from models import Passage, ScoredSpan

CARD = "card.json"
CLAIM_FILE = "claims.crfsuite"
STATEMENT_FILE = "statements.crfsuite"


@dataclass(frozen=True, slots=True)
class LayerSettings:
    """``c1`` and ``c2`` weigh the L1 and L2 penalties; ``least`` drops features seen less often.

    ``iterations`` bounds L-BFGS.
    """

    c1: float
    c2: float
    least: int = 1
    iterations: int = 80
    features: FeatureSet = CLAIM_FEATURES


@dataclass(frozen=True, slots=True)
class CrfSettings:
    """Chosen on authored-dev alone by ``crf_search``, whose docstring has what was tried."""

    claims: LayerSettings = LayerSettings(c1=0.3, c2=0.03, iterations=60)
    statements: LayerSettings = LayerSettings(
        c1=1.5, c2=0.1, iterations=80, features=STATEMENT_FEATURES
    )


DEFAULT_SETTINGS = CrfSettings()


@dataclass(frozen=True, slots=True)
class CrfCard:
    """How a model came about. ``dropped`` of ``spans`` had no place in the matching copy."""

    passages: int
    spans: int
    dropped: int
    left_out: int
    seconds: float
    settings: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CrfModel:
    """Both layers in CRFsuite's own format."""

    claims: bytes
    statements: bytes
    settings: CrfSettings
    card: CrfCard

    @property
    def digest(self) -> str:
        return hashlib.sha256(self.claims + self.statements).hexdigest()[:12]

    @property
    def size(self) -> int:
        """Bytes."""
        return len(self.claims) + len(self.statements)

    def save(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / CLAIM_FILE).write_bytes(self.claims)
        (folder / STATEMENT_FILE).write_bytes(self.statements)
        card = json.dumps(asdict(self.card), ensure_ascii=False, indent=1)
        (folder / CARD).write_text(card + "\n", encoding="utf-8")


def load_crf(folder: Path) -> CrfModel:
    """Raises ``FileNotFoundError`` where the folder holds no model."""
    card = CrfCard(**json.loads((folder / CARD).read_text(encoding="utf-8")))
    claims, statements = ((folder / name).read_bytes() for name in (CLAIM_FILE, STATEMENT_FILE))
    return CrfModel(claims, statements, _dict_to_settings(card.settings), card)


def train_crf(
    documents: Iterable[AnnotatedDocument], settings: CrfSettings = DEFAULT_SETTINGS
) -> CrfModel:
    """Trains both layers; the same documents give the same model.

    Raises:
        ValueError: when no document has a text that was annotated in full.
    """
    begin = perf_counter()
    projection = documents_to_projection(documents)
    if not projection.passages:
        raise ValueError("there is no annotated text to train on")
    claims = train_layer(projection.passages, CLAIM_LAYER, settings.claims)
    statements = train_layer(projection.passages, STATEMENT_LAYER, settings.statements)
    card = _projection_to_card(projection, settings, perf_counter() - begin)
    return CrfModel(claims, statements, settings, card)


def train_layer(
    passages: Iterable[TaughtPassage], layer: frozenset[str], settings: LayerSettings
) -> bytes:
    suite = _suite()
    trainer = suite.Trainer(algorithm="lbfgs", verbose=False)
    trainer.set_params(
        {
            "c1": settings.c1,
            "c2": settings.c2,
            "max_iterations": settings.iterations,
            "feature.minfreq": settings.least,
            "feature.possible_transitions": True,
        }
    )
    for taught in passages:
        spans = [span for span in taught.spans if span.label in layer]
        windows = passage_to_windows(taught.passage, layer)
        features = passage_to_features(taught.passage, windows, settings.features)
        for (start, end), window in zip(windows, features, strict=True):
            trainer.append(suite.ItemSequence(window), spans_to_labels(spans, start, end))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "model"
        trainer.train(str(path))
        return path.read_bytes()


def passage_to_windows(passage: Passage, layer: frozenset[str]) -> list[tuple[int, int]]:
    """What one chain covers: a sentence for the parts of claims, all of it for statements."""
    if layer is CLAIM_LAYER:
        return text_to_sentences(passage.text)
    return [(0, len(passage.text))] if passage.text else []


class LayerTagger:
    """One trained layer."""

    def __init__(self, layer: frozenset[str], features: FeatureSet, trained: bytes) -> None:
        suite = _suite()
        chain: _Chain = suite.Tagger()
        chain.open_inmemory(trained)
        self._layer, self._features = layer, features
        self._chain, self._sequence = chain, suite.ItemSequence

    def tag(self, passage: Passage) -> list[ScoredSpan]:
        windows = passage_to_windows(passage, self._layer)
        features = passage_to_features(passage, windows, self._features)
        found: list[ScoredSpan] = []
        for (start, _), window in zip(windows, features, strict=True):
            self._chain.set(self._sequence(window))
            found.extend(labels_to_spans(self._chain.tag(), start, self._chain.marginal))
        return found


class CrfTagger:
    """Plays the tagger's role with a trained model."""

    name = "crf"

    def __init__(self, model: CrfModel) -> None:
        self.model = model
        settings = model.settings
        self._layers = (
            LayerTagger(CLAIM_LAYER, settings.claims.features, model.claims),
            LayerTagger(STATEMENT_LAYER, settings.statements.features, model.statements),
        )

    @property
    def version(self) -> str:
        return self.model.digest

    def tag(self, passages: Sequence[Passage]) -> list[list[ScoredSpan]]:
        return [
            sorted(span for layer in self._layers for span in layer.tag(passage))
            for passage in passages
        ]


def trained_tagger(train: Path = GOLD / "authored-train.jsonl") -> CrfTagger:
    """A tagger trained now, on the training part of the store alone."""
    return CrfTagger(train_crf(read_documents(train)))


class _Chain(Protocol):
    """CRFsuite's tagger, as far as it is used: a sequence is set, then asked about."""

    def open_inmemory(self, model: bytes) -> object: ...
    def set(self, sequence: object) -> None: ...
    def tag(self) -> list[str]: ...
    def marginal(self, label: str, place: int) -> float: ...


def _suite() -> Any:
    """The package, which only this rival needs."""
    return importlib.import_module("pycrfsuite")


def _projection_to_card(projection: Projection, settings: CrfSettings, seconds: float) -> CrfCard:
    return CrfCard(
        passages=len(projection.passages),
        spans=projection.spans,
        dropped=projection.dropped,
        left_out=projection.left_out,
        seconds=round(seconds, 1),
        settings=asdict(settings),
    )


def _dict_to_settings(stated: Mapping[str, Any]) -> CrfSettings:
    def layer(name: str) -> LayerSettings:
        values = stated[name]
        return LayerSettings(**{**values, "features": FeatureSet(**values["features"])})

    return CrfSettings(layer("claims"), layer("statements"))
