"""Whole paragraphs in the style of real reports, all spans of both layers."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest

from models.rule_tagger import RuleTagger
from models.tagger import Passage, Place
from tests.models.marked import first_layer, marked_to_spans, second_layer, spans_to_marked

FOLDER = Path(__file__).parent / "paragraphs"
PLACES: dict[str, Place] = {place: place for place in get_args(Place)}


def load(name: str) -> list[tuple[Place, str]]:
    """Paragraphs of a file; each begins with a line that names its place."""
    paragraphs: list[tuple[Place, str]] = []
    for block in (FOLDER / name).read_text(encoding="utf-8").split("# ")[1:]:
        place, _, marked = block.partition("\n")
        paragraphs.append((PLACES[place.strip()], marked.strip()))
    return paragraphs


PARAGRAPHS = [
    pytest.param(place, marked, id=f"{path.stem}-{number}")
    for path in sorted(FOLDER.glob("*.txt"))
    for number, (place, marked) in enumerate(load(path.name))
]


@pytest.fixture(scope="module")
def tagger() -> RuleTagger:
    return RuleTagger()


@pytest.mark.parametrize(("place", "marked"), PARAGRAPHS)
def test_paragraph(tagger: RuleTagger, place: Place, marked: str) -> None:
    text, expected = marked_to_spans(marked)
    spans = tagger.tag([Passage(text, place)])[0]
    found = sorted([*first_layer(spans), *second_layer(spans)])
    assert spans_to_marked(text, found) == spans_to_marked(text, expected)
