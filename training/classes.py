"""Annotated documents in, the weights of the indicator model and the theme model out.

Both are linear over the features that ``extraction`` makes of a claim or statement: each text is a
vector of length one, a feature that few texts have is left out, those that stand for a rule's
answer or a marked place weigh what the model's ``WEIGHTS`` say. What is saved are whole numbers,
most of them zero and left out.

Features, weights and penalty were chosen by ``crossed_share`` on authored-train: how right the
answers are on agencies that were not learned from. Real reports are not learned from: their words
are not the project's to pass on. ``main`` trains both anew in one call:

    python -c "from training.classes import main; main([])"
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from zlib import crc32

import numpy as np
from numpy.typing import NDArray
from scipy.linalg import cho_factor, cho_solve
from scipy.sparse import csr_matrix
from sklearn.model_selection import GroupKFold
from sklearn.svm import LinearSVC

import extraction
from annotations.schema import AnnotatedDocument
from eval.findings import FoundClaim, Offsets
from eval.gold import annotated_to_findings
from extraction.claims import indicator_model, text_to_quantity
from extraction.claims.compose import place_to_facts
from extraction.claims.sentences import SENTENCE_END, clause_of
from extraction.linear_classes import LinearClasses
from extraction.normalisation import folded_to_running, text_to_folded
from extraction.statements import theme_model
from training.dataset.gold import DataError, refuse_test
from training.dataset.projection import place_on_copy
from training.weights import (
    FOLDS,
    LARGEST,
    arguments_to_documents,
    write_weights,
)

ROOT = Path(extraction.__file__).parent
# How themes are learned: by ridge regression with this penalty of the squared weights. Unseen
# agencies of authored-train: 0.809, with support vectors 0.802; 0.2 to 0.5 differ by 0.002.
_PENALTY = 0.4
# How indicators are learned: by linear support vectors with this cost of an example on the wrong
# side. Unseen agencies of authored-train with costs 1, 3, 10: 0.829, 0.833, 0.833, with ridge
# regression 0.823 (told of people's answers to the claims before).
_COST = 3.0


@dataclass(frozen=True, slots=True)
class ClassExample:
    """What a model sees of one claim or statement, and what people say that it is.

    Attributes:
        refused: classes that the model may not give here; a claim then has none.
        settled: the answer of a rule that stands before the model, empty where the model answers.
        answers: how many examples further on the problem stands that this one answers, None where
            it answers none; the examples of a document are kept together.
        around: features that people's answers to the document's other claims give.
        before: how many of the document's claims stand before it; ``whole`` is the number among
            them of the one that it is a part of, as ``indicator_model`` counts them.
    """

    agency: str
    features: frozenset[str]
    answer: str
    refused: frozenset[str] = frozenset()
    settled: str = ""
    answers: int | None = None
    around: frozenset[str] = frozenset()
    before: int = 0
    whole: int | None = None

    @property
    def learned(self) -> frozenset[str]:
        """All that it is known by when it is learned from."""
        return self.features | self.around


Fit = Callable[[csr_matrix, NDArray[np.int64], int], NDArray[np.float64]]
"""(examples, features), the class of each, how many classes -> weights of (features, classes)."""


@dataclass(frozen=True, slots=True)
class Task:
    """One model: where its files go, how its examples are made, how it learns and answers.

    Attributes:
        weights: of features by their first character; 1 where it is not named.
        fewest: texts that a feature must stand in.
        smallest: weight that is still kept, of 127. Unseen agencies of authored-train with 1, 2, 3:
            indicators 0.820, 0.821, 0.816; from 1 to 2 a file shrinks to half.
        fit: how the weights are learned.
    """

    folder: str
    name: str
    features: int
    weights: Mapping[str, float]
    fewest: int
    smallest: int
    examples: Callable[[AnnotatedDocument], Iterator[ClassExample]]
    answers: Callable[[LinearClasses, Sequence[ClassExample]], list[str]]
    fit: Fit


def document_to_claims(document: AnnotatedDocument) -> Iterator[ClassExample]:
    """Its claims as people marked them; none where classes or text are not in the store."""
    if document.text is None or "indicators" not in document.complete:
        return
    running = folded_to_running(text_to_folded(document.text))
    text = running.text
    claims = annotated_to_findings(document).claims or ()
    given = [claim.indicator or indicator_model.NONE for claim in claims]
    for at, claim in enumerate(claims):
        start, end = place_on_copy(running, claim.start, claim.end)
        whole = claims[claim.part_of].item or (0, 0) if claim.part_of is not None else None
        facts = place_to_facts(
            text,
            _sentence(text, start, end),
            (start, end),
            item=place_on_copy(running, *claim.item) if claim.item else None,
            channel=place_on_copy(running, *claim.channel) if claim.channel else None,
            unit=_unit(text[start:end], claim),
            clause=clause_of(text, start, end) if claim.zero else None,
            whole=place_on_copy(running, *whole) if whole and whole[1] else whole,
        )
        rules = indicator_model.first_rules(facts)
        yield ClassExample(
            document.meta.agency,
            frozenset(indicator_model.facts_to_features(facts, rules)),
            given[at],
            frozenset(
                each
                for each in indicator_model.tied_indicators()
                if not indicator_model.may_state(facts, rules, each)
            ),
            settled=(rules[0].id or "") if rules and rules[0].certain else "",
            around=frozenset(indicator_model.neighbours_to_features(given[:at], claim.part_of)),
            before=at,
            whole=claim.part_of,
        )


def claims_to_indicators(model: LinearClasses, examples: Sequence[ClassExample]) -> list[str]:
    """The indicator of each claim, as ``extraction`` gives it: from its own answers to others."""
    answers: list[str] = []
    for each in examples:
        told = answers[len(answers) - each.before :]
        around = indicator_model.neighbours_to_features(told, each.whole)
        best = each.settled or model.best(each.features | around)
        answers.append(indicator_model.NONE if best in each.refused else best)
    return answers


def _sentence(text: str, start: int, end: int) -> Offsets:
    begin = max((match.end() for match in SENTENCE_END.finditer(text, 0, start)), default=0)
    stop = SENTENCE_END.search(text, end)
    return begin, stop.end() if stop else len(text)


def _unit(quote: str, claim: FoundClaim) -> str | None:
    if claim.zero:
        return None
    quantity = text_to_quantity(quote)
    return quantity.unit if quantity else claim.unit_norm


def document_to_statements(document: AnnotatedDocument) -> Iterator[ClassExample]:
    """Its statements as people marked them; none where classes or text are not in the store."""
    if document.text is None or "themes" not in document.complete:
        return
    running = folded_to_running(text_to_folded(document.text))
    themed = [
        (place_on_copy(running, each.start, each.end), each.kind, each.theme)
        for each in annotated_to_findings(document).statements or ()
        if each.theme is not None
    ]
    features, answered = theme_model.places_to_features(
        running.text, [(*place, kind) for place, kind, _ in themed]
    )
    for at, (_, _, theme) in enumerate(themed):
        problem = answered[at]
        yield ClassExample(
            document.meta.agency,
            frozenset(features[at]),
            theme,
            answers=None if problem is None else problem - at,
        )


def statements_to_themes(model: LinearClasses, examples: Sequence[ClassExample]) -> list[str]:
    """The theme of each statement, as ``extraction`` gives it."""
    answered = [
        None if each.answers is None else at + each.answers for at, each in enumerate(examples)
    ]
    return theme_model.features_to_themes(model, [each.features for each in examples], answered)


def tasks() -> tuple[Task, Task]:
    """The two models."""
    return (
        Task(
            folder="claims",
            name="indicator_model",
            features=indicator_model.FEATURES,
            weights=indicator_model.WEIGHTS,
            fewest=2,
            smallest=2,
            examples=document_to_claims,
            answers=claims_to_indicators,
            fit=_support_vectors,
        ),
        Task(
            folder="statements",
            name="theme_model",
            features=theme_model.FEATURES,
            weights=theme_model.WEIGHTS,
            fewest=3,
            smallest=2,
            examples=document_to_statements,
            answers=statements_to_themes,
            fit=_ridge,
        ),
    )


def learn(task: Task, examples: Sequence[ClassExample]) -> LinearClasses:
    """A model of these examples, its weights whole numbers as they are saved.

    Raises:
        DataError: where there are not two classes to tell apart.
    """
    counts = Counter(feature for each in examples for feature in each.learned)
    known = {
        feature: column
        for column, feature in enumerate(
            sorted(feature for feature, count in counts.items() if count >= task.fewest)
        )
    }
    classes = tuple(sorted({each.answer for each in examples}))
    if len(classes) < 2 or not known:
        raise DataError(f"{task.name}: two classes and features that they share are needed")
    matrix = _examples_to_matrix(task, examples, known)
    given = np.array([classes.index(each.answer) for each in examples])
    weights = task.fit(matrix, given, len(classes))
    heavy = [_weight(task, feature) for feature in known]
    weights = weights * np.array(heavy)[:, None]
    whole = np.rint(weights * (LARGEST / np.abs(weights).max())).astype(int)
    rows = {}
    for feature, column in known.items():
        kept = np.flatnonzero(np.abs(whole[column]) >= task.smallest)
        row = [(int(number), int(whole[column, number])) for number in kept]
        if row:
            rows[crc32(feature.encode())] = row
    return LinearClasses(classes, rows)


def _ridge(matrix: csr_matrix, given: NDArray[np.int64], classes: int) -> NDArray[np.float64]:
    likeness = (matrix @ matrix.T).toarray()
    likeness[np.diag_indices(len(likeness))] += _PENALTY
    factor = cho_factor(likeness, overwrite_a=True, check_finite=False)
    # (examples, classes): how far each example pulls the weights towards each class
    pulls = cho_solve(factor, np.eye(classes)[given], check_finite=False)
    weights: NDArray[np.float64] = matrix.T @ pulls
    return weights


def _support_vectors(
    matrix: csr_matrix, given: NDArray[np.int64], classes: int
) -> NDArray[np.float64]:
    model = LinearSVC(C=_COST, fit_intercept=False, random_state=0).fit(matrix, given)
    rows: NDArray[np.float64] = model.coef_
    # of two classes only the second has weights
    return (rows if classes > 2 else np.vstack([-rows, rows])).T


def _weight(task: Task, feature: str) -> float:
    return task.weights.get(feature[:1], 1.0)


def _examples_to_matrix(
    task: Task, examples: Sequence[ClassExample], known: dict[str, int]
) -> csr_matrix:
    """(examples, features), each row of length one."""
    rows, columns, values = [], [], []
    for number, each in enumerate(examples):
        names = {known[name]: name for name in each.learned if name in known}
        seen = sorted(names)
        found = [_weight(task, names[column]) for column in seen]
        length = sum(value * value for value in found) ** 0.5
        rows += [number] * len(seen)
        columns += seen
        values += [value / length for value in found]
    return csr_matrix((values, (rows, columns)), shape=(len(examples), len(known)))


def share_right(task: Task, model: LinearClasses, examples: Sequence[ClassExample]) -> float:
    """Of claims or statements whose place is known, those that get the class people gave."""
    given = zip(task.answers(model, examples), examples, strict=True)
    return sum(answer == each.answer for answer, each in given) / max(1, len(examples))


def crossed_share(task: Task, examples: Sequence[ClassExample]) -> float:
    """The share right where each agency is judged by a model that did not see it."""
    folds = GroupKFold(n_splits=FOLDS)
    shares = []
    for seen, unseen in folds.split(examples, groups=[each.agency for each in examples]):
        model = learn(task, [examples[number] for number in seen])
        held = [examples[number] for number in unseen]
        shares.append(share_right(task, model, held) * len(held))
    return sum(shares) / len(examples)


def train_classes(
    documents: Sequence[AnnotatedDocument], *, digest: str, root: Path = ROOT
) -> dict[str, float]:
    """Trains both models on all documents and writes their files below ``root``.

    Args:
        digest: of the files that the documents come from; it stands on the cards.
        root: the folder of the extraction package, or one like it.

    Returns:
        Name of a model -> share right, each agency judged by a model that did not see it.

    Raises:
        DataError: for documents of a test split, or too few to learn from.
    """
    refuse_test(documents)
    shares = {}
    for task in tasks():
        examples = [each for document in documents for each in task.examples(document)]
        train = [e for d in documents if d.meta.split == "train" for e in task.examples(d)]
        dev = [e for d in documents if d.meta.split == "dev" for e in task.examples(d)]
        shares[task.name] = crossed_share(task, examples)
        scores = {
            "examples": len(examples),
            "crossed": round(shares[task.name], 4),
            "dev_from_train": round(share_right(task, learn(task, train), dev), 4)
            if train and dev
            else None,
        }
        model = learn(task, examples)
        write_weights(
            model, root / task.folder, task.name, task.features, scores | {"data": digest}
        )
    return shares


def main(argv: Sequence[str]) -> int:
    """Trains both models on the store's files and writes them where extraction reads them."""
    documents, digest, root = arguments_to_documents(argv, "training.classes", __doc__, out=ROOT)
    train_classes(documents, digest=digest, root=root)
    return 0
