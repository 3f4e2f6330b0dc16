from __future__ import annotations

from models.labels import SPAN_LABELS, STATEMENT_LABELS


def test_names_of_the_annotation_guide() -> None:
    assert SPAN_LABELS == ("quantity", "item", "channel", "period", "negation")
    assert STATEMENT_LABELS == ("problem", "measure_taken", "commitment")


def test_layers_share_no_label() -> None:
    assert not set(SPAN_LABELS) & set(STATEMENT_LABELS)
