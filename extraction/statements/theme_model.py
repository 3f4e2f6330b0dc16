"""The theme of a problem, measure or commitment: a linear model over its characters.

The words of ``themes.toml`` say which themes a text touches, and in which order; which of them is
what is wrong or to be done, the model weighs, the rules' own answer among its features. What a
statement answers, or is answered by, speaks for its theme too: most pairs share one. Its weights
come from ``training.classes``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from functools import cache
from math import isqrt

from extraction.linear_classes import LinearClasses, load_weights, text_to_runs
from extraction.statements.theme_pairs import answered_problems, keep_side_by_side
from extraction.statements.themes import (
    GENERAL,
    mentions_to_theme,
    text_to_mentions,
    text_to_theme,
)
from models import StatementLabel

# Of what ``statement_to_features`` makes: a change asks for weights trained anew.
FEATURES = 2
# Weights of the features that are not simple runs, by their first character, see
# ``training.classes``. By themselves: 1.
WEIGHTS = {"=": 2.0, "F": 0.7, "h": 0.7, "b": 0.7, "a": 0.7, "1": 1.2, "B": 1.5, "A": 0.5}
# Beginnings of the text whose runs are marked: of several themes the first named counts.
_HEAD, _LONG_HEAD = 21, 40
_SIZES = (1, 2, 3)
# How far inside the text a theme's first word stands, in tens of characters; the last is open.
_LAST_TEN = 3
# Characters before a statement in which a label may stand (内容方面:), and those of the problem.
_LABEL, _PROBLEM = 16, 40
_FIGURES = re.compile(r"\d+")
_CLAUSE_END = re.compile(r"[,;:。]")
_LABEL_START = re.compile(r"[,;。\n]")
# An admission that names nothing: 与群众期待相比还存在一些差距 (guide, decision 18).
_NAMES_NOTHING = re.compile(
    r"[^,;:。]{0,20}存在(?:着)?(?:一些|一定|不少|较大|许多|诸多)?(?:的)?"
    r"(?:差距|不足|问题|短板|薄弱环节)(?:[和与及](?:差距|不足|问题|短板))?"
)
# Of ten parts what a statement's own sums weigh, and those of the problem that it answers side by
# side or of what answers it so. Answers that only share words are left out: in real reports, whose
# lists are uneven, they cost a tenth of the themes.
_OWN, _OTHER = 10, 1
# Sums are made comparable as whole numbers: of a feature of weight 1 in a text of one feature.
_SCALE = 4096
Place = tuple[int, int, StatementLabel]


@cache
def load_theme_model() -> LinearClasses:
    """Raises ``WeightsError`` for weights that are missing or damaged."""
    return load_weights("extraction.statements", "theme_model", features=FEATURES)


def places_to_themes(text: str, places: Sequence[Place]) -> list[str]:
    """The themes of a passage's statements, each (start, end, kind) of its matching copy."""
    themes = features_to_themes(load_theme_model(), *places_to_features(text, places))
    return [
        GENERAL if _names_nothing(text[start:end]) else theme
        for (start, end, _), theme in zip(places, themes, strict=True)
    ]


def features_to_themes(
    model: LinearClasses, features: Sequence[Set[str]], answered: Sequence[int | None]
) -> list[str]:
    """The themes of statements, each with the index of the one that it answers."""
    sums = [_comparable(*model.sums(found)) for found in features]
    return [model.classes[total.index(max(total))] for total in join_sums(sums, answered)]


def _names_nothing(text: str) -> bool:
    plain = "".join(text.split())
    return bool(_NAMES_NOTHING.fullmatch(plain)) and text_to_theme(plain) == GENERAL


def _comparable(sums: Sequence[int], count: int) -> list[int]:
    length = max(1, isqrt(count * _SCALE))
    return [each * _SCALE // length for each in sums]


def join_sums(sums: Sequence[Sequence[int]], answered: Sequence[int | None]) -> list[list[int]]:
    """The sums of each statement with those of what it answers, or of what answers it."""
    others: list[list[int]] = [[] for _ in sums]
    for at, problem in enumerate(answered):
        if problem is not None:
            others[at].append(problem)
            others[problem].append(at)
    return [
        [
            _OWN * max(1, len(near)) * value + _OTHER * sum(sums[other][number] for other in near)
            for number, value in enumerate(own)
        ]
        for own, near in zip(sums, others, strict=True)
    ]


def places_to_features(
    text: str, places: Sequence[Place]
) -> tuple[list[Set[str]], list[int | None]]:
    """What the model sees of each statement of a passage, and which problem each surely answers."""
    texts = [text[start:end] for start, end, _ in places]
    answered = answered_problems(
        [(each, kind) for each, (_, _, kind) in zip(texts, places, strict=True)]
    )
    return [
        statement_to_features(
            each,
            kind,
            label=_LABEL_START.split(text[max(0, start - _LABEL) : start])[-1],
            problem=texts[problem] if problem is not None else "",
        )
        for each, (start, _, kind), problem in zip(texts, places, answered, strict=True)
    ], keep_side_by_side([kind for _, _, kind in places], answered)


def statement_to_features(
    text: str, kind: StatementLabel, *, label: str = "", problem: str = ""
) -> Set[str]:
    """What the model sees of a statement.

    Args:
        label: what stands before it in its line.
        problem: the text of the problem that it likely answers.
    """
    plain = _plain(text)
    mentions = text_to_mentions(plain)
    side = "b" if kind == "problem" else "a"
    found = {f"K{kind}", f"=r{mentions_to_theme(mentions)}"}
    found |= text_to_runs(side, plain, (1, 2))
    whole_and_heads = (
        ("x", plain),
        ("F", plain[:_HEAD]),
        ("h", plain[:_LONG_HEAD]),
        ("1", _CLAUSE_END.split(plain)[0]),
    )
    for mark, part in whole_and_heads:
        found |= text_to_runs(mark, part, _SIZES)
    found |= text_to_runs("B", label, (2,)) | text_to_runs("A", _plain(problem)[:_PROBLEM], (2,))
    for start, _, theme in mentions:
        found |= {f"=m{theme}", f"={min(_LAST_TEN, start // 10)}{theme}"}
    return found


def _plain(text: str) -> str:
    """Without white space; one 0 for each figure."""
    return _FIGURES.sub("0", "".join(text.split()))
