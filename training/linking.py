"""Annotated documents in, the weights of the three linking questions out.

Each question is a choice among candidates (``extraction.claims.links``): a softmax over the sums
of their features' weights, learned with the answers that people gave, all earlier answers being
right ones. What is saved are whole steps of ``choices.STEP``, most of them zero and left out.

Learned from authored-train alone; ``crossed`` says how right the answers are on agencies that were
not learned from. ``main`` trains all three anew in one call:

    python -c "from training.linking import main; main([])"
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar
from zlib import crc32

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix
from sklearn.model_selection import GroupKFold

import extraction
from annotations.schema import AnnotatedDocument
from extraction.claims import item_choices, part_features, period_choices
from extraction.claims.choices import CHOSEN, STEP, ChoiceWeights, Chooser, Features, most_probable
from extraction.claims.linking import Items
from extraction.claims.links import Choosers, link_passage
from extraction.claims.sentences import passage_to_sentences
from extraction.linear_classes import LinearClasses, Rows
from extraction.normalisation import folded_to_running, text_to_folded
from models import SPAN_LABELS, ScoredSpan
from training.dataset.gold import DataError, refuse_test
from training.dataset.projection import place_on_copy
from training.weights import (
    FOLDS,
    LARGEST,
    arguments_to_documents,
    write_weights,
)

FOLDER = Path(extraction.__file__).parent / "claims"
Candidate = TypeVar("Candidate")


@dataclass(frozen=True, slots=True)
class Question:
    """One of the three: its name, the version of its features, how it is learned.

    Attributes:
        penalty: of the squared weights. Parts of unseen agencies of authored-train with 1, 2 and 4:
            0.963, 0.965, 0.964.
        fewest: candidates that a feature must stand with.
    """

    name: str
    features: int
    penalty: float
    fewest: int = 2


QUESTIONS = (
    Question("item_links", item_choices.FEATURES, 1.0),
    Question("part_links", part_features.FEATURES, 1.0),
    Question("period_links", period_choices.FEATURES, 1.0),
)


@dataclass(frozen=True, slots=True)
class Choice:
    """One question as it was put: the candidates' features, and which of them is right."""

    agency: str
    candidates: tuple[Features, ...]
    answer: int


@dataclass(slots=True)
class Notes:
    """The choices of some documents, and how many had no right candidate."""

    choices: list[Choice] = field(default_factory=list)
    lost: int = 0


@dataclass(frozen=True, slots=True)
class LinkedPassage:
    """A document's text and spans on the matching copy, with the links that people made."""

    agency: str
    text: str
    spans: tuple[ScoredSpan, ...]
    items: Mapping[ScoredSpan, Items]
    wholes: Mapping[ScoredSpan, ScoredSpan]
    periods: Mapping[ScoredSpan, ScoredSpan]


def document_to_passage(document: AnnotatedDocument) -> LinkedPassage | None:
    """None for a document whose links or text are not in the store."""
    if document.text is None or "relations" not in document.complete:
        return None
    running = folded_to_running(text_to_folded(document.text))
    spans: dict[str, ScoredSpan] = {}
    for span in document.spans:
        start, end = place_on_copy(running, span.start, span.end)
        if span.label in SPAN_LABELS and start < end:
            spans[span.id] = ScoredSpan(start, end, span.label, 1.0)
    tails: dict[str, dict[ScoredSpan, list[ScoredSpan]]] = {}
    for relation in document.relations:
        if relation.head in spans and relation.tail in spans:
            of_kind = tails.setdefault(relation.kind, {})
            of_kind.setdefault(spans[relation.head], []).append(spans[relation.tail])
    return LinkedPassage(
        agency=document.meta.agency,
        text=running.text,
        spans=tuple(sorted(spans.values())),
        items={head: tuple(sorted(found)) for head, found in tails.get("item", {}).items()},
        wholes={head: min(found) for head, found in tails.get("part_of", {}).items()},
        periods={head: min(found) for head, found in tails.get("period", {}).items()},
    )


def passage_to_choices(passage: LinkedPassage, notes: Mapping[str, Notes]) -> None:
    """Puts all questions of a passage and notes them by name, each answered as people did."""
    note = _Note(passage.agency, notes)
    choosers = Choosers(
        note.chooser("item_links", lambda head: passage.items.get(head, ())),
        note.chooser("part_links", passage.wholes.get),
        note.chooser("period_links", passage.periods.get),
    )
    link_passage(passage.text, passage_to_sentences(passage.text, passage.spans), choosers)


@dataclass(frozen=True, slots=True)
class _Note:
    agency: str
    notes: Mapping[str, Notes]

    def chooser(self, name: str, answer: Callable[[ScoredSpan], Candidate]) -> Chooser[Candidate]:
        def choose(
            head: ScoredSpan, candidates: Sequence[Candidate], features: Sequence[Features]
        ) -> Sequence[float]:
            right, number = answer(head), 0
            if right in candidates:
                number = candidates.index(right)
                self.notes[name].choices.append(Choice(self.agency, tuple(features), number))
            else:
                self.notes[name].lost += 1
            return [float(each == number) for each in range(len(candidates))]

        return choose


def documents_to_notes(documents: Sequence[AnnotatedDocument]) -> dict[str, Notes]:
    """Name of a question -> all its choices."""
    notes = {question.name: Notes() for question in QUESTIONS}
    for document in documents:
        passage = document_to_passage(document)
        if passage is not None:
            passage_to_choices(passage, notes)
    return notes


def learn(question: Question, choices: Sequence[Choice]) -> Rows:
    """The weights of these choices, in whole steps as they are saved.

    Raises:
        DataError: where there is nothing to learn from.
    """
    counts = Counter(
        feature for choice in choices for each in choice.candidates for feature in set(each)
    )
    known = sorted(feature for feature, count in counts.items() if count >= question.fewest)
    if not known:
        raise DataError(f"{question.name}: there are no choices to learn from")
    columns = {feature: column for column, feature in enumerate(known)}
    weights = _fit(choices, columns, question.penalty)
    whole = np.clip(np.rint(weights / STEP), -LARGEST, LARGEST).astype(int)
    return {
        crc32(feature.encode()): ((0, int(whole[column])),)
        for feature, column in columns.items()
        if whole[column]
    }


def _fit(choices: Sequence[Choice], columns: Mapping[str, int], penalty: float) -> np.ndarray:
    """The weights that make the right candidates most probable, less the penalty."""
    seen = [
        [columns[feature] for feature in each if feature in columns]
        for choice in choices
        for each in choice.candidates
    ]
    starts = np.cumsum([0, *(len(choice.candidates) for choice in choices)])
    right = np.array([start + each.answer for start, each in zip(starts, choices, strict=False)])
    owner = np.repeat(np.arange(len(choices)), np.diff(starts))
    pointers = np.cumsum([0, *map(len, seen)])
    values = [column for row in seen for column in row]
    matrix = csr_matrix((np.ones(len(values)), values, pointers), shape=(len(seen), len(columns)))
    target = np.asarray(matrix[right].sum(axis=0)).ravel()

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        sums = matrix @ weights
        sums -= np.maximum.reduceat(sums, starts[:-1])[owner]
        raised = np.exp(sums)
        total = np.add.reduceat(raised, starts[:-1])
        value = -(sums[right] - np.log(total)).sum() + penalty / 2 * weights @ weights
        gradient = matrix.T @ (raised / total[owner]) - target + penalty * weights
        return float(value), gradient

    found = minimize(
        loss, np.zeros(len(columns)), jac=True, method="L-BFGS-B", options={"maxiter": 300}
    )
    return np.asarray(found.x)


def share_right(rows: Rows, choices: Sequence[Choice]) -> float:
    """Of choices with a right candidate, those in which the weights choose it."""
    weights = ChoiceWeights(rows)
    nothing = ScoredSpan(0, 1, "quantity", 1.0)
    right = [
        most_probable(weights.probabilities(nothing, each.candidates, each.candidates))
        == each.answer
        for each in choices
    ]
    return sum(right) / len(right) if right else 0.0


def crossed(question: Question, choices: Sequence[Choice]) -> float:
    """The share right where each agency is judged by weights that did not see it."""
    folds = GroupKFold(n_splits=FOLDS)
    total = 0.0
    for seen, unseen in folds.split(choices, groups=[each.agency for each in choices]):
        rows = learn(question, [choices[number] for number in seen])
        total += share_right(rows, [choices[number] for number in unseen]) * len(unseen)
    return total / len(choices)


def train_linking(
    documents: Sequence[AnnotatedDocument], *, digest: str, folder: Path = FOLDER
) -> dict[str, float]:
    """Trains all three on the documents and writes their files.

    Args:
        digest: of the files that the documents come from; it stands on the cards.

    Returns:
        Name of a question -> share right, each agency judged by weights that did not see it.

    Raises:
        DataError: for documents of a test split, or too few to learn from.
    """
    refuse_test(documents)
    notes = documents_to_notes(documents)
    shares = {}
    for question in QUESTIONS:
        noted = notes[question.name]
        shares[question.name] = crossed(question, noted.choices)
        facts = {
            "choices": len(noted.choices),
            "lost": noted.lost,
            "crossed": round(shares[question.name], 4),
            "data": digest,
        }
        model = LinearClasses((CHOSEN,), learn(question, noted.choices))
        write_weights(model, folder, question.name, question.features, facts)
    return shares


def main(argv: Sequence[str]) -> int:
    """Trains all three on the store's files and writes them where extraction reads them."""
    documents, digest, folder = arguments_to_documents(
        argv, "training.linking", __doc__, out=FOLDER
    )
    train_linking(documents, digest=digest, folder=folder)
    return 0
