"""The names of the spans that are marked in running text, in the two layers that may overlap.

Extraction's types, the annotation schema, model cards and training recipes take them from here.
"""

from __future__ import annotations

from typing import Literal, get_args

SpanLabel = Literal["quantity", "item", "channel", "period", "negation"]
"""Layer 1: the parts of a numeric claim; no two overlap."""

StatementLabel = Literal["problem", "measure_taken", "commitment"]
"""Layer 2: long spans that may contain those of layer 1."""

SPAN_LABELS: tuple[SpanLabel, ...] = get_args(SpanLabel)
STATEMENT_LABELS: tuple[StatementLabel, ...] = get_args(StatementLabel)
