"""The two projects' labelling configurations, made from the schema.

``names`` says what things are called, ``regions`` and ``cells`` read and write what is stored
under the control names given here.
"""

from __future__ import annotations

from collections.abc import Mapping
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from annotations.label_studio.names import (
    COLOURS,
    approx_names,
    indicator_names,
    label_names,
    relation_names,
    theme_names,
)
from annotations.messages import say
from annotations.schema import WITH_INDICATOR
from models import STATEMENT_LABELS

TEXT, LABEL = "text", "label"
VALUE, VALUE_MAX, UNIT, APPROX = "value", "value_max", "unit", "approx"
INDICATOR, THEME = "indicator", "theme"
CONTEXT, NUMBER, STATE = "context", "number", "state"

STATES: tuple[str, ...] = ("printed", "unreadable", "missing_cell", "missing_row", "missing_table")
"""What a table cell may be besides what stands in the number field."""

_READING = "white-space: pre-wrap; line-height: 2;"


def text_config() -> str:
    """Spans with labels, relations and attributes over ``$text``."""
    view = Element("View")
    SubElement(view, "Header", value="$heading", size="5")
    relations = SubElement(view, "Relations")
    for name in relation_names().values():
        SubElement(relations, "Relation", value=name)
    labels = SubElement(view, "Labels", name=LABEL, toName=TEXT, showInline="true")
    for label, name in label_names().items():
        SubElement(labels, "Label", value=name, alias=label, background=COLOURS[label])
    reading = SubElement(view, "View", style=_READING)
    SubElement(reading, "Text", name=TEXT, value="$text", granularity="symbol")
    figures = _attributes(view, "quantity")
    for control in (VALUE, VALUE_MAX):
        _heading(figures, control)
        SubElement(figures, "Number", name=control, toName=TEXT, perRegion="true", step="any")
    _heading(figures, UNIT)
    SubElement(
        figures,
        "TextArea",
        name=UNIT,
        toName=TEXT,
        perRegion="true",
        maxSubmissions="1",
        editable="true",
        rows="1",
    )
    _choices(figures, APPROX, approx_names(), layout="inline")
    _choices(_attributes(view, *WITH_INDICATOR), INDICATOR, indicator_names())
    _choices(_attributes(view, *STATEMENT_LABELS), THEME, theme_names())
    return _to_xml(view)


def cell_config() -> str:
    """One cell of a statutory table: its printed content, prefilled, and its state."""
    view = Element("View")
    SubElement(view, "Header", value="$heading", size="5")
    SubElement(view, "Header", value="$where", size="4")
    SubElement(view, "TextArea", name=NUMBER, toName=CONTEXT, maxSubmissions="1", editable="true")
    states = {state: say("zh", f"desk.state.{state}") for state in STATES}
    choices = SubElement(
        view, "Choices", name=STATE, toName=CONTEXT, choice="single-radio", showInline="true"
    )
    for state, name in states.items():
        SubElement(choices, "Choice", value=name, alias=state)
    reading = SubElement(view, "View", style=_READING)
    SubElement(reading, "Text", name=CONTEXT, value="$context", granularity="symbol")
    return _to_xml(view)


def _attributes(view: Element, *labels: str) -> Element:
    """Shown while a region of one of these labels is selected; the editor compares stored ids."""
    return SubElement(
        view,
        "View",
        visibleWhen="region-selected",
        whenTagName=LABEL,
        whenLabelValue=",".join(labels),
    )


def _heading(parent: Element, control: str) -> None:
    SubElement(parent, "Header", value=say("zh", f"desk.attribute.{control}"), size="6")


def _choices(
    parent: Element, control: str, names: Mapping[str, str], *, layout: str = "select"
) -> None:
    _heading(parent, control)
    choices = SubElement(
        parent,
        "Choices",
        name=control,
        toName=TEXT,
        perRegion="true",
        choice="single",
        layout=layout,
    )
    for value, name in names.items():
        SubElement(choices, "Choice", value=name, alias=value)


def _to_xml(view: Element) -> str:
    indent(view)
    return tostring(view, encoding="unicode")
