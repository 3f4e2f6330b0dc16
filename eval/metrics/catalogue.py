"""The metrics by name: what ratio speaks for each, and which are asked first.

Names of sections of the scorecard and of ``messages.toml`` ([metric]) are the metrics' own.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from eval.metrics.counts import Statistic
from models import SPAN_LABELS, STATEMENT_LABELS

Group = Literal["claims", "statements", "cells", "reports", "spans"]


@dataclass(frozen=True, slots=True)
class Metric:
    """``statistic``: f1 where systems give answers unasked, recall where each question has one.

    ``headline``: among the few questions that a comparison answers first; ``matched`` metrics
    ask only about pairs that were found, so that their questions depend on the system.
    """

    name: str
    group: Group
    statistic: Statistic = "f1"
    headline: bool = False
    matched: bool = False


_ACCURACY: Statistic = "recall"
_ALL = (
    Metric("quantity", "claims", headline=True),
    Metric("quantity.exact", "claims"),
    Metric("claim", "claims", headline=True),
    Metric("claim.exact", "claims"),
    Metric("claim.full", "claims"),
    Metric("zero", "claims"),
    Metric("channel", "claims"),
    Metric("part_of", "claims"),
    Metric("item", "claims", _ACCURACY, matched=True),
    Metric("period", "claims", _ACCURACY, matched=True),
    Metric("approx", "claims", _ACCURACY, matched=True),
    Metric("indicator", "claims", _ACCURACY, matched=True),
    Metric("indicator.stated", "claims"),
    Metric("statement", "statements", headline=True),
    Metric("statement.exact", "statements"),
    *(Metric(f"statement.{kind}", "statements") for kind in STATEMENT_LABELS),
    Metric("theme", "statements", _ACCURACY, matched=True),
    Metric("answers", "statements"),
    Metric("target", "statements"),
    Metric("cell", "cells", _ACCURACY),
    Metric("cell.nonzero", "cells", _ACCURACY, headline=True),
    Metric("cell.sound", "cells", _ACCURACY, headline=True),
    Metric("cell.t1", "cells", _ACCURACY),
    Metric("cell.t2", "cells", _ACCURACY),
    Metric("cell.t3", "cells", _ACCURACY),
    Metric("cell.destroyed", "cells", _ACCURACY),
    Metric("cell.open", "cells", _ACCURACY),
    Metric("cell.unknown", "cells", "precision"),
    Metric("check", "cells", _ACCURACY),
    Metric("contradiction", "reports", "precision"),
    Metric("title", "reports", _ACCURACY),
    Metric("agency", "reports", _ACCURACY),
    Metric("year", "reports", _ACCURACY),
    Metric("section", "reports"),
    Metric("report.cells", "reports", _ACCURACY),
    Metric("report.claims", "reports", _ACCURACY),
    Metric("report.statements", "reports", _ACCURACY),
    Metric("span.exact", "spans"),
    *(
        Metric(f"span.{label}{level}", "spans")
        for label in (*SPAN_LABELS, *STATEMENT_LABELS)
        for level in ("", ".exact")
    ),
)
METRICS = MappingProxyType({metric.name: metric for metric in _ALL})
HEADLINES: tuple[str, ...] = tuple(metric.name for metric in _ALL if metric.headline)
# Strata by which headline metrics are looked at apart.
STRATA: tuple[str, ...] = ("layout", "noise", "kind", "place", "level", "year")
