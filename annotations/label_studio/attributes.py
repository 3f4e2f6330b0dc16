"""The attributes of one region: fields of a span as the editor's controls hold them, and back.

A quantity whose controls are left empty says what its quote says; ``NONE`` in a control says that
the quote's own reading does not hold.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from annotations.label_studio.config import APPROX, INDICATOR, THEME, UNIT, VALUE, VALUE_MAX
from annotations.label_studio.faults import AnswerError, Fault
from annotations.label_studio.names import NONE, approx_names, indicator_names, theme_names
from annotations.quotes import quote_to_quantity, unit_to_norm
from annotations.schema import WITH_INDICATOR, Span
from models import STATEMENT_LABELS

# What annotators type where a quantity has no measure word.
NO_UNIT = "无"
CONTENT_KEYS: Mapping[str, str] = MappingProxyType(
    {"number": "number", "textarea": "text", "choices": "choices"}
)
"""Type of a control's result -> the key of its value that holds the content."""

_CHOICES = {APPROX: approx_names, INDICATOR: indicator_names, THEME: theme_names}
_LABELS: dict[str, tuple[str, ...]] = {
    **dict.fromkeys((VALUE, VALUE_MAX, UNIT, APPROX), ("quantity",)),
    INDICATOR: WITH_INDICATOR,
    THEME: STATEMENT_LABELS,
}


def fields_to_attributes(span: Span, quote: str) -> Iterator[tuple[str, str, object]]:
    """(control, type of its result, content) for every field that the span states."""
    read = quote_to_quantity(quote) if span.label == "quantity" else {}
    if span.value is not None:
        yield VALUE, "number", span.value
        if span.value_max is not None:
            yield VALUE_MAX, "number", span.value_max
        elif read.get("value_max") is not None:
            yield VALUE_MAX, "number", span.value
        if span.unit is not None or read.get("unit") is not None:
            yield UNIT, "textarea", [span.unit or NO_UNIT]
        if span.approx is not None or read.get("approx") is not None:
            yield APPROX, "choices", [span.approx or NONE]
    if span.indicator is not None:
        yield INDICATOR, "choices", [span.indicator]
    if span.theme is not None:
        yield THEME, "choices", [span.theme]


def attributes_to_fields(
    label: str, quote: str, attributes: Mapping[str, object]
) -> dict[str, object]:
    """Fields of ``schema.Span`` from the controls' contents.

    Raises:
        AnswerError: for a control that the label does not have, a choice that is not offered, a
            quantity that states no number.
    """
    stated = {name: _only(content) for name, content in attributes.items()}
    stated = {name: content for name, content in stated.items() if content not in (None, "")}
    faults = list(_faults(label, quote, stated))
    if faults:
        raise AnswerError(faults)
    fields: dict[str, object] = {
        name: stated[name] for name in (INDICATOR, THEME) if name in stated
    }
    if label != "quantity":
        return fields
    fields = {**quote_to_quantity(quote), **fields}
    if VALUE in stated:
        fields[VALUE] = stated[VALUE]
    if fields.get(VALUE) is None:
        raise AnswerError([Fault("no_value", {"quote": repr(quote)})])
    if VALUE_MAX in stated:
        same = stated[VALUE_MAX] == fields[VALUE]
        fields[VALUE_MAX] = None if same else stated[VALUE_MAX]
    if UNIT in stated:
        unit = None if stated[UNIT] == NO_UNIT else str(stated[UNIT])
        if unit != fields.get("unit"):
            fields |= {"unit": unit, "unit_norm": None if unit is None else unit_to_norm(unit)}
    if APPROX in stated:
        fields[APPROX] = None if stated[APPROX] == NONE else stated[APPROX]
    return fields


def _faults(label: str, quote: str, stated: Mapping[str, object]) -> Iterator[Fault]:
    for name, content in stated.items():
        where = {"name": name, "content": content, "quote": repr(quote)}
        if name not in _LABELS:
            yield Fault("unknown_control", where)
        elif label not in _LABELS[name]:
            yield Fault("attribute_of_another", where)
        elif name in _CHOICES and content not in _CHOICES[name]():
            yield Fault("unknown_choice", where)
        elif name in (VALUE, VALUE_MAX) and not _is_number(content):
            yield Fault("no_number", where)


def _is_number(content: object) -> bool:
    return type(content) is int or (type(content) is float and math.isfinite(content))


def _only(content: object) -> object:
    """The one content of a control; text without blanks around it, whole numbers as integers."""
    if isinstance(content, list):
        content = content[0] if len(content) == 1 else (content or None)
    if isinstance(content, str):
        return content.strip()
    if isinstance(content, float) and content.is_integer():
        return int(content)
    return content
