"""Passages through windows and decoding, with a network that is a rule."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from models import Passage
from models.calibration import Calibration
from models.characters import KINDS, CharacterTable
from models.decoding import Floats, flat_transitions
from models.inputs import WindowInputs
from models.reading import PassageReader, ReadingTables
from models.tables_io import json_to_tables, tables_to_json
from models.tags import LAYERS, SPAN_TAGS
from models.windows import WindowSize
from tests.models.pieces import FixedTokenizer

DIGIT = KINDS.index("digit")
TABLES = ReadingTables(
    CharacterTable("发布信息"),
    WindowSize(20, 4),
    tuple(flat_transitions(tags) for tags in LAYERS),
)


def digits_are_quantities(windows: Sequence[WindowInputs]) -> list[tuple[Floats, ...]]:
    """Every digit is a quantity of one character; nothing else is anything."""
    found = []
    for window in windows:
        layers = [np.zeros((len(window.char_ids), len(tags))) for tags in LAYERS]
        for layer in layers:
            layer[:, 0] = 6
        layers[0][window.char_ids == DIGIT, SPAN_TAGS.names.index("S-quantity")] = 12
        found.append(tuple(layers))
    return found


def reader(tables: ReadingTables = TABLES) -> PassageReader:
    return PassageReader(FixedTokenizer(), tables, digits_are_quantities)


def test_spans_are_where_the_scores_say() -> None:
    spans = reader().read([Passage("发布7条"), Passage("无"), Passage("")])
    assert [[(span.start, span.end, span.label) for span in each] for each in spans] == [
        [(2, 3, "quantity")],
        [],
        [],
    ]


def test_long_passages_are_read_as_one() -> None:
    text = "发布信息7条。" * 30
    (spans,) = reader().read([Passage(text)])
    assert [span.start for span in spans] == [4 + 7 * number for number in range(30)]


def test_a_calibration_changes_scores_and_nothing_else() -> None:
    (before,) = reader().read([Passage("发布7条")])
    calibrated = replace(TABLES, calibration={"quantity": Calibration(offset=-2.0)})
    (after,) = reader(calibrated).read([Passage("发布7条")])
    assert [(span.start, span.end) for span in before] == [(span.start, span.end) for span in after]
    assert after[0].score < before[0].score


def test_tables_come_back_from_their_json() -> None:
    tables = replace(TABLES, calibration={"item": Calibration(0.5, 0.25)})
    again = json_to_tables(tables_to_json(tables))
    assert again.calibration == tables.calibration
    assert again.characters == tables.characters
    for one, other in zip(again.transitions, tables.transitions, strict=True):
        assert one.step.tolist() == other.step.tolist()


def test_tables_without_a_layer_are_refused() -> None:
    fewer = replace(TABLES, transitions=TABLES.transitions[:1])
    with pytest.raises(ValueError, match="zip"):
        json_to_tables(tables_to_json(fewer))
