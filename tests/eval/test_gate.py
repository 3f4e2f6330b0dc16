"""Floors: what breaks them, what renews them, and that they fall only by name."""

from __future__ import annotations

from pathlib import Path

import pytest

from eval.datasets import documents_to_dataset
from eval.findings import Findings
from eval.gate import (
    FLOORS,
    Floor,
    FloorError,
    FloorSet,
    floors_to_toml,
    lowered,
    read_floors,
    run_to_breaches,
    run_to_floors,
)
from eval.gold import annotated_to_findings
from eval.runner import Run, score_findings
from tests.eval.builder import annotated

DOCUMENTS = [annotated(name=f"mu-{n}", agency=f"云澜市第{n}局") for n in range(12)]
DATASET = documents_to_dataset("twelve", DOCUMENTS, "abc")
TRUTH = [annotated_to_findings(document) for document in DOCUMENTS]


def run(without: int = 0) -> Run:
    """A run that misses the first claim of so many documents."""
    findings = [
        found.model_copy(update={"claims": (found.claims or ())[1:]}) if n < without else found
        for n, found in enumerate(TRUTH)
    ]
    return score_findings("x", "1", findings, DATASET)


def floors(**values: tuple[float, float]) -> FloorSet:
    made = tuple(Floor(name, value, noise) for name, (value, noise) in values.items())
    return FloorSet("x", "twelve", "abc", made)


def test_a_metric_below_its_floor_by_more_than_noise_breaks_it() -> None:
    # four of 36 claims missed: 2 * 32 / (32 + 36) = 0.941
    assert not run_to_breaches(run(4), floors(claim=(0.95, 0.02)))
    breaches = run_to_breaches(run(4), floors(claim=(0.99, 0.02), quantity=(1.0, 0.0)))
    assert [(each.floor.metric, round(each.value or 0, 3)) for each in breaches] == [
        ("claim", 0.941)
    ]


def test_a_metric_that_is_not_measured_any_more_breaks_its_floor() -> None:
    assert [each.value for each in run_to_breaches(run(), floors(cell=(1.0, 0.0)))] == [None]


def test_floors_hold_for_their_own_gold_only() -> None:
    other = FloorSet("x", "twelve", "xyz", ())
    with pytest.raises(FloorError, match="measured on xyz, the data are now abc"):
        run_to_breaches(run(), other)


def test_renewed_floors_hold_and_are_read_as_written(tmp_path: Path) -> None:
    made = run_to_floors(run(2), ["quantity", "claim", "theme"])
    assert [floor.metric for floor in made.floors] == ["quantity", "claim"]
    assert all(floor.noise >= 0.005 for floor in made.floors)
    assert not run_to_breaches(run(2), made)
    path = tmp_path / "floors.toml"
    path.write_text(floors_to_toml([made]), encoding="utf-8")
    assert read_floors(path) == (made,)


def test_what_would_fall_is_named() -> None:
    high, low = floors(claim=(0.9, 0.01), quantity=(0.9, 0.01)), floors(claim=(0.8, 0.01))
    assert lowered(high, low) == ("claim", "quantity")
    assert lowered(low, high) == ()
    assert lowered(None, low) == ()


@pytest.mark.parametrize(
    "text",
    [
        "[[set]",
        "[[set]]\nsystem = 'x'\n",
        "[[set]]\nsystem='x'\ndata='y'\ndigest='z'\nfloors.nonsense=[1, 0]\n",
    ],
)
def test_broken_floors_are_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "floors.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(FloorError, match=r"floors\.toml cannot be read"):
        read_floors(path)


def test_the_shipped_floors_can_be_read() -> None:
    assert sum(len(each.floors) for each in read_floors(FLOORS)) > 0


def test_an_empty_finding_breaks_every_floor() -> None:
    nothing = [
        Findings(document=each.document, text_sha256=None, spans=(), claims=(), statements=())
        for each in TRUTH
    ]
    made = score_findings("x", "1", nothing, DATASET)
    assert len(run_to_breaches(made, floors(claim=(0.5, 0.1), quantity=(0.5, 0.1)))) == 2
