"""The texts that pruning counts pieces in. They are counted; none of their text is stored.

Authored passages without their marks, the wordings of the statutory form, and where they lie
beside the project, real reports. All as taggers see them: the matching copy.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from annotations.markup import markup_to_passages
from extraction.normalisation import folded_to_running, text_to_folded
from extraction.tables.form.model import FORM_IDS, TableForm, load_form

_PROJECT = Path(__file__).parents[2]
PASSAGES = _PROJECT / "annotations" / "passages"


def shared_reports() -> Path:
    """Where real reports lie as text: GONGKAI_SHARED, else beside the project."""
    return Path(os.environ.get("GONGKAI_SHARED", _PROJECT.parent / "shared")) / "corpus"


def text_to_tagged(text: str) -> str:
    return folded_to_running(text_to_folded(text)).text


def authored_texts(folder: Path = PASSAGES) -> Iterator[str]:
    """Every authored passage, all splits: characters must be known wherever they stand."""
    for path in sorted(folder.rglob("*.txt")):
        for passage in markup_to_passages(path.read_text(encoding="utf-8")):
            yield text_to_tagged(passage.text)


def form_texts() -> Iterator[str]:
    """The wordings of the statutory form, all years."""
    for form_id in FORM_IDS:
        for table in load_form(form_id).tables:
            for text in _table_to_wordings(table):
                if text:
                    yield text_to_tagged(text)


def _table_to_wordings(table: TableForm) -> Iterator[str]:
    yield from (table.label, table.corner, table.header_top)
    for block in table.blocks:
        yield block.label
        for row in block.rows:
            yield from (row.label, *row.group, *row.aliases)
        for column in block.columns:
            yield from (column.label, *column.group, *column.aliases, column.unit or "")


def report_texts(folder: Path) -> Iterator[str]:
    """Real reports that lie as text below the folder; none if it is absent."""
    for path in sorted(folder.rglob("*.txt")):
        yield text_to_tagged(path.read_text(encoding="utf-8"))
