"""Cells found in one table under one vintage of the form, and how well the vintage fits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from eval.baselines.values import Value
from eval.layouts.labels import FormLabels


@dataclass(frozen=True, slots=True)
class FormCells:
    """``score`` compares vintages for the same rows; it means nothing across tables."""

    form: FormLabels
    cells: Mapping[str, Value]
    score: float


def form_to_ids(first: FormLabels, others: FormLabels) -> list[str]:
    """All cells of a report, table 1 under ``first``, tables 2 and 3 under ``others``."""
    return [
        *(
            f"t1.{block.id}.{row.id}.{column.id}"
            for block in first.blocks
            for row in block.rows
            for column in block.columns
        ),
        *(f"t2.{row.id}.{column.id}" for row in others.data_rows for column in others.applicants),
        *(f"t3.{outcome.id}" for outcome in others.outcomes),
    ]
