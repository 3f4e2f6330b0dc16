"""Measured tables inside the READMEs, between marks, so that one command renews them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from extraction.language import Lang

READMES: dict[Lang, Path] = {"en": Path("README.md"), "zh": Path("README.zh.md")}


def rows_to_table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table: names on the left, figures flush right."""
    lines = [header, ("---", *("---:",) * (len(header) - 1)), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def block_marks(name: str) -> tuple[str, str]:
    """The comments between which the block of that name stands."""
    return f"<!-- {name}:begin -->", f"<!-- {name}:end -->"


def write_block(path: Path, name: str, body: str) -> None:
    """Puts ``body`` between the marks of the file; all else stays.

    Raises:
        ValueError: when the file lacks the marks.
    """
    first, last = block_marks(name)
    text = path.read_text(encoding="utf-8")
    before, begin, rest = text.partition(first)
    _, end, after = rest.partition(last)
    if not begin or not end:
        raise ValueError(f"{path}: the marks {first} and {last} are not there")
    path.write_text(f"{before}{first}\n{body}\n{last}{after}", encoding="utf-8")
