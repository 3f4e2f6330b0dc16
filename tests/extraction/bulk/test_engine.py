"""How reports are shared out, and which engine is loaded."""

from __future__ import annotations

import pytest

from extraction.bulk.engine import pending_to_shares
from extraction.bulk.engines import ENGINES, missing_library


@pytest.mark.parametrize(
    ("pending", "workers", "chunk", "count"),
    [
        (1000, 2, 16, 2),
        # four chunks for each worker
        (40, 2, 5, 2),
        # no more workers than chunks
        (3, 8, 1, 3),
        (1, 1, 1, 1),
    ],
)
def test_a_short_run_is_cut_finer(pending: int, workers: int, chunk: int, count: int) -> None:
    assert pending_to_shares(pending, workers, 16) == (chunk, count)


def test_a_missing_library_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", {}.get)
    assert {name: missing_library(name) for name in ENGINES} == {"local": None, "ray": "ray"}
