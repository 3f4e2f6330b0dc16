"""Attributes of a region: stated, left to the quote's own reading, or refused."""

from __future__ import annotations

import pytest

from annotations.label_studio.attributes import attributes_to_fields, fields_to_attributes
from annotations.label_studio.faults import AnswerError
from annotations.schema import Span

READ = {"value": 12, "value_max": None, "unit": "条", "unit_norm": "条", "approx": None}


def code(label: str, quote: str, attributes: dict[str, object]) -> str:
    with pytest.raises(AnswerError) as told:
        attributes_to_fields(label, quote, attributes)
    return told.value.faults[0].code


@pytest.mark.parametrize(
    ("attributes", "changed"),
    [
        ({}, {}),
        ({"value": 13}, {"value": 13}),
        ({"value": 13.0}, {"value": 13}),
        ({"value": None, "unit": [], "approx": None}, {}),
        ({"value_max": 15}, {"value_max": 15}),
        ({"unit": ["條"]}, {"unit": "條", "unit_norm": "条"}),
        ({"unit": [" 篇 "]}, {"unit": "篇", "unit_norm": "篇"}),
        ({"unit": ["无"]}, {"unit": None, "unit_norm": None}),
        ({"approx": ["over"]}, {"approx": "over"}),
        ({"approx": ["none"]}, {}),
        ({"indicator": ["publish.total"]}, {"indicator": "publish.total"}),
    ],
)
def test_what_is_stated_counts_and_the_rest_is_read(
    attributes: dict[str, object], changed: dict[str, object]
) -> None:
    assert attributes_to_fields("quantity", "12条", attributes) == READ | changed


def test_none_overrules_the_reading() -> None:
    fields = attributes_to_fields("quantity", "近12条", {"approx": ["none"], "value": 12})
    assert (fields["value"], fields["approx"]) == (12, None)


@pytest.mark.parametrize(
    ("label", "attributes", "expected"),
    [
        ("item", {"value": 3}, "attribute_of_another"),
        ("quantity", {"theme": ["platform"]}, "attribute_of_another"),
        ("quantity", {"approx": ["perhaps"]}, "unknown_choice"),
        ("negation", {"indicator": ["publish.nothing"]}, "unknown_choice"),
        ("quantity", {"value": "twelve"}, "no_number"),
        ("quantity", {"value": float("nan")}, "no_number"),
        ("quantity", {"colour": ["red"]}, "unknown_control"),
    ],
)
def test_what_the_editor_does_not_offer_is_refused(
    label: str, attributes: dict[str, object], expected: str
) -> None:
    assert code(label, "12条", attributes) == expected


def test_a_quantity_without_a_number_needs_a_value() -> None:
    assert code("quantity", "若干条", {}) == "no_value"
    assert attributes_to_fields("quantity", "若干条", {"value": 5})["value"] == 5


@pytest.mark.parametrize(
    ("quote", "fields"),
    [
        ("12条", {"value": 12, "unit": "条", "unit_norm": "条"}),
        ("12条", {"value": 12}),
        ("近12条", {"value": 12, "unit": "条", "unit_norm": "条"}),
        ("3至5次", {"value": 3, "unit": "次", "unit_norm": "次", "approx": "about"}),
        ("3至5次", {"value": 3, "value_max": 5, "unit": "次", "unit_norm": "次"}),
        ("若干", {"value": 7, "value_max": 9, "approx": "over"}),
        ("1.2万元", {"value": 12000.5, "unit": "元", "unit_norm": "元"}),
    ],
)
def test_fields_go_round_whatever_the_quote_says(quote: str, fields: dict[str, object]) -> None:
    span = Span.model_validate(
        {"id": "q1", "label": "quantity", "start": 0, "end": len(quote)} | fields
    )
    attributes = {name: content for name, _, content in fields_to_attributes(span, quote)}
    back = attributes_to_fields("quantity", quote, attributes)
    assert {name: content for name, content in back.items() if content is not None} == fields
