from __future__ import annotations

from extraction.show.places import record_to_places
from tests.extraction.show.builder import Printed, report, state


def test_fields_and_cells_have_places_in_text_order() -> None:
    record, text = report()
    places = record_to_places(record, len(text)).ordered
    assert [place.owners[0] for place in places[:3]] == [
        "f-title", "f-agency", "c-t1.art20_1.rules.issued",
    ]  # fmt: skip
    assert [place.id for place in places[:3]] == ["p1", "p2", "p3"]


def test_cells_of_one_stretch_share_a_place() -> None:
    record, text = report()
    first, second, *rest = record.cells
    together = second.model_copy(update={"start": first.start, "end": first.end})
    record = record.model_copy(update={"cells": (first, together, *rest)})
    place = record_to_places(record, len(text)).of(f"c-{first.id}")
    assert place is not None
    assert place.cells == (f"c-{first.id}", f"c-{second.id}")


def test_what_is_not_printed_has_no_place() -> None:
    name = "t1.art20_1.rules.issued"
    record, text = report({name: state("blank")})
    assert record_to_places(record, len(text)).of(f"c-{name}") is None


def test_what_lies_outside_of_the_text_has_no_place() -> None:
    name = "t1.art20_1.rules.issued"
    beyond = Printed("5", {"value": 5, "status": "value", "start": 99_999, "end": 100_000})
    record, text = report({name: beyond})
    assert record_to_places(record, len(text)).of(f"c-{name}") is None
