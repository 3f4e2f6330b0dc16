"""A bar on the terminal while reports are read one after the other."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from extraction.language import Lang
from extraction.messages import message
from extraction.record.model import ReportRecord


def with_bar(records: Iterator[ReportRecord], total: int, lang: Lang) -> Iterator[ReportRecord]:
    """The same records; the bar moves as they pass and is gone at the end."""
    with Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        console=Console(stderr=True),
        transient=True,
    ) as progress:
        task = progress.add_task(message(lang, "progress.file", name=""), total=total)
        for record in records:
            name = Path(record.source.path or "-").name
            progress.update(task, advance=1, description=message(lang, "progress.file", name=name))
            yield record
