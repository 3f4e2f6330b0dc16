"""Ledgers that a test opens are closed when it ends."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from extraction.bulk.ledger import Ledger


@pytest.fixture(autouse=True)
def close_ledgers(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    opened: list[Ledger] = []
    make = Ledger.__init__

    def make_and_keep(ledger: Ledger, folder: Path, *, part_reports: int = 1000) -> None:
        make(ledger, folder, part_reports=part_reports)
        opened.append(ledger)

    monkeypatch.setattr(Ledger, "__init__", make_and_keep)
    yield
    for ledger in opened:
        ledger.close()
