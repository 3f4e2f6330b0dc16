"""The numbers that a network is read with, as JSON, and back."""

from __future__ import annotations

import json
from typing import Any

import numpy as np

from models.calibration import Calibration
from models.characters import CharacterTable
from models.decoding import Transitions, scores_to_transitions
from models.reading import ReadingTables
from models.tags import LAYERS, TagSet
from models.windows import WindowSize

# Decimal places of scores; float32 carries no more.
_PLACES = 6


def tables_to_json(tables: ReadingTables) -> str:
    """Illegal steps, which follow from the tags, are written as 0."""
    tree = {
        "windows": {"pieces": tables.windows.pieces, "overlap": tables.windows.overlap},
        "calibration": {
            label: {"slope": each.slope, "offset": each.offset}
            for label, each in sorted(tables.calibration.items())
        },
        "transitions": [_transitions_to_tree(each) for each in tables.transitions],
        "characters": tables.characters.frequent,
    }
    return json.dumps(tree, ensure_ascii=False, indent=1) + "\n"


def _transitions_to_tree(transitions: Transitions) -> dict[str, Any]:
    return {
        name: np.where(np.isinf(table), 0.0, table).round(_PLACES).tolist()
        for name, table in (
            ("start", transitions.start),
            ("step", transitions.step),
            ("end", transitions.end),
        )
    }


def json_to_tables(text: str) -> ReadingTables:
    """Raises ``ValueError``, ``KeyError`` or ``TypeError`` for a text that holds no tables."""
    tree = json.loads(text)
    return ReadingTables(
        characters=CharacterTable(tree["characters"]),
        windows=WindowSize(**tree["windows"]),
        transitions=tuple(
            _tree_to_transitions(scores, tags)
            for scores, tags in zip(tree["transitions"], LAYERS, strict=True)
        ),
        calibration={label: Calibration(**each) for label, each in tree["calibration"].items()},
    )


def _tree_to_transitions(scores: Any, tags: TagSet) -> Transitions:
    start, step, end = (
        np.array(scores[name], dtype=np.float64) for name in ("start", "step", "end")
    )
    return scores_to_transitions(start, step, end, tags)
