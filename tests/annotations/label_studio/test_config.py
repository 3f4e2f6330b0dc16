"""The labelling configurations, by themselves and as the SDK understands them."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from annotations.label_studio.cells import cell_to_results
from annotations.label_studio.config import STATES, cell_config, text_config
from annotations.label_studio.names import indicator_names, label_names, theme_names
from annotations.label_studio.regions import MarkedText, marked_to_results
from models import SPAN_LABELS, STATEMENT_LABELS
from tests.annotations.builder import document
from tests.annotations.label_studio.builder import cell_task

MARKED = (
    "通过{c1:公众号}发布{i1:信息}{q1>i1,c1#publish.total:近12条}。{n1>i2#request.received:未收到}"
    "{i2:申请}。{B1#platform:形式单一}。{K1>b1#platform:办会{q2>k1:不少于6期}}"
)


def test_labels_are_those_of_the_models_shown_in_chinese() -> None:
    labels = list(ElementTree.fromstring(text_config()).iter("Label"))
    assert [each.get("alias") for each in labels] == [*SPAN_LABELS, *STATEMENT_LABELS]
    assert [each.get("value") for each in labels][:3] == ["数量", "事项", "渠道"]


def test_text_is_counted_by_signs_and_shown_as_it_stands() -> None:
    root = ElementTree.fromstring(text_config())
    text = root.find(".//Text")
    assert text is not None
    assert (text.get("value"), text.get("granularity")) == ("$text", "symbol")
    around = next(view for view in root.iter("View") if text in view)
    assert "pre-wrap" in around.get("style", "")


def test_attributes_show_with_their_labels_only() -> None:
    shown = {
        control.get("name"): view.get("whenLabelValue")
        for view in ElementTree.fromstring(text_config()).iter("View")
        for control in view
        if control.get("perRegion")
    }
    assert shown == {
        "value": "quantity",
        "value_max": "quantity",
        "unit": "quantity",
        "approx": "quantity",
        "indicator": "quantity,negation,item,channel",
        "theme": "problem,measure_taken,commitment",
    }


def test_names_differ_so_that_annotators_can_tell_them_apart() -> None:
    for names in (label_names(), indicator_names(), theme_names()):
        assert len(set(names.values())) == len(names)


@pytest.mark.sdk
def test_predictions_are_valid_to_the_sdk() -> None:
    interface = pytest.importorskip(
        "label_studio_sdk.label_interface", reason="label-studio-sdk is not installed: [annotate]"
    )
    marked = document(MARKED)
    results = marked_to_results(
        MarkedText(marked.text or "", marked.spans, marked.relations, {"q1": 0.5})
    )
    prediction = {"model_version": "v1", "score": 0.5, "result": results}
    found = interface.LabelInterface(text_config())
    assert found.validate_prediction(prediction, return_errors=True) == []
    assert sorted(found.get_control("label").labels) == sorted(label_names())
    wrong = {**results[0], "value": {**results[0]["value"], "labels": ["Person"]}}
    assert found.validate_prediction({**prediction, "result": [wrong]}, return_errors=True)


@pytest.mark.sdk
def test_cell_predictions_are_valid_to_the_sdk() -> None:
    interface = pytest.importorskip(
        "label_studio_sdk.label_interface", reason="label-studio-sdk is not installed: [annotate]"
    )
    found = interface.LabelInterface(cell_config())
    prediction = {"model_version": "v1", "score": 0.5, "result": cell_to_results(cell_task())}
    assert found.validate_prediction(prediction, return_errors=True) == []
    assert sorted(found.get_control("state").labels) == sorted(STATES)
