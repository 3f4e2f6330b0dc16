"""Text dumps: how crawlers and converters write out a page, one function a kind of dump.

Each takes the draft, already damaged where it is to be, and gives lines. Which kinds keep the
place of an empty cell is a column of ``families``; ``fused`` stands apart.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from random import Random

from eval.layouts.render.draft import Draft, DraftRow, DraftText, Expansion, pad_rows

Lines = Iterator[str]
Composer = Callable[[Draft, Random], list[str]]

# Characters of a label that one printed line of a narrow column holds, as in the seeds.
LABEL_WIDTH = 18
GROUP_WIDTH = 4


def tsv_lines(draft: Draft, rng: Random) -> list[str]:
    """L01: cells apart by tabs, rows padded to a common width or cut after their last cell."""
    manner = rng.random()
    if manner < 0.4:
        draft = pad_rows(draft, 11)
    spaced = rng.random() < 0.5
    lines = []
    for item in draft:
        if isinstance(item, DraftRow):
            line = "\t".join(item.cells)
            blank_end = bool(item.values) and not item.values[-1].text
            lines.append(line.rstrip("\t") if manner > 0.8 and not blank_end else line)
        else:
            lines.extend(_paragraph(item, spaced=spaced))
    return lines


def pipe_open_lines(draft: Draft, _rng: Random) -> list[str]:
    """L02: a pipe after each cell, none before the first."""
    lines = []
    for item in draft:
        if isinstance(item, DraftRow):
            lines.append(" | ".join(item.cells) + " |")
        else:
            lines.append(item.text)
    return lines


def pipe_run_lines(draft: Draft, rng: Random) -> list[str]:
    """L03: everything sits in an outer layout table, whose empty rows become runs of pipes."""
    width = rng.randint(3, 9)
    run = " ".join("|" * width) if rng.random() < 0.5 else "|" * width
    lines = [run, run]
    for item in draft:
        if isinstance(item, DraftRow):
            lines.append("| " + " | ".join(item.cells) + " |")
        elif item.text:
            lines.append(f"| {item.text} |")
            if item.kind != "prose":
                lines.append(run)
    return [*lines, run]


def cell_lines(draft: Draft, rng: Random) -> list[str]:
    """L04: every cell on a line of its own; empty cells leave nothing."""
    gap = [""] if rng.random() < 0.4 else []
    lines = []
    for item in draft:
        texts = item.cells if isinstance(item, DraftRow) else (item.text,)
        for text in texts:
            if text or isinstance(item, DraftText):
                lines.extend([text, *gap])
    return lines


def cell_pipe_lines(draft: Draft, rng: Random) -> list[str]:
    """L05: every cell on a line of its own with its pipe; an empty cell leaves the pipe."""
    before = rng.random() < 0.5
    lines = []
    for item in draft:
        if isinstance(item, DraftText):
            lines.append(item.text)
            continue
        texts = [text for text in item.labels if text]
        texts += [value.text for value in item.values]
        lines.extend(_one_pipe(text, before=before) for text in texts)
    return lines


def _one_pipe(text: str, *, before: bool) -> str:
    if not text:
        return "|"
    return f"| {text}" if before else f"{text} |"


def space_lines(draft: Draft, rng: Random) -> list[str]:
    """L06: cells apart by spaces, long labels wrapped, group labels in fragments of their own."""
    double = rng.random() < 0.5
    numbers_alone = rng.random() < 0.5
    lines: list[str] = []
    for item in draft:
        if isinstance(item, DraftText):
            found = [item.text]
        else:
            found = list(_spaced_row(item, numbers_alone=numbers_alone))
        for line in found:
            lines.extend([line, ""] if double else [line])
    return lines


def _spaced_row(row: DraftRow, *, numbers_alone: bool) -> Lines:
    values = " ".join(value.text for value in row.values if value.text)
    if row.kind != "data":
        yield " ".join(text for text in row.cells if text)
        return
    for text in row.labels[: row.group]:
        yield from wrap(text, GROUP_WIDTH)
    label = "".join(row.labels[row.group :])
    pieces = wrap(label, LABEL_WIDTH) if len(label) > LABEL_WIDTH + 4 else [label]
    if len(pieces) > 1 and numbers_alone:
        yield from pieces
        yield values
        return
    yield from pieces[:-1]
    yield f"{pieces[-1]} {values}".strip()


def wrap(text: str, width: int) -> list[str]:
    """The text in pieces of ``width`` characters; the empty text gives no piece."""
    return [text[start : start + width] for start in range(0, len(text), width)]


def markdown_residue_lines(draft: Draft, rng: Random) -> list[str]:
    """L07: tab-separated rows, list marks and bold page numbers left from Markdown."""
    page = 1
    lines: list[str] = []
    for item in draft:
        if isinstance(item, DraftRow):
            lines.append("\t".join(item.cells))
            continue
        text = item.text
        if item.kind == "prose" and text.startswith(("（", "(", "1", "2", "3")):
            text = f"- {text}"
        lines.extend([text, ""])
        if item.kind == "prose" and rng.random() < 0.15:
            lines.extend([f"— {page} **—**", ""])
            page += 1
    return lines


def markdown_table_lines(draft: Draft, _rng: Random) -> list[str]:
    """Pipe tables of Markdown, the first row of each taken for its header."""
    lines: list[str] = []
    table = ""
    for item in draft:
        if isinstance(item, DraftText):
            table = ""
            lines.extend(_markdown_text(item))
            continue
        cells = [text.replace("|", "\\|") for text in item.cells]
        lines.append("| " + " | ".join(cells) + " |")
        if item.table != table:
            lines.append("|" + " --- |" * len(cells))
            table = item.table
    return lines


def _markdown_text(item: DraftText) -> Lines:
    marks = {"title": "# ", "heading": "## "}
    yield ""
    yield marks.get(item.kind, "") + item.text
    yield ""


def _paragraph(item: DraftText, *, spaced: bool) -> list[str]:
    return [item.text, ""] if spaced else [item.text]


@dataclass(frozen=True, slots=True)
class Dump:
    """A kind of dump: how it expands merged cells (one is drawn), composes lines, is named."""

    expansions: tuple[Expansion, ...]
    compose: Composer
    suffix: str = ".txt"


DUMPS: Mapping[str, Dump] = {
    "text_tsv": Dump(("full", "compact", "mixed"), tsv_lines),
    "text_pipe_open": Dump(("compact",), pipe_open_lines),
    "text_pipe_runs": Dump(("full", "compact"), pipe_run_lines),
    "text_cell_lines": Dump(("compact",), cell_lines),
    "text_cell_pipe": Dump(("compact",), cell_pipe_lines),
    "text_space": Dump(("compact",), space_lines),
    "text_markdown_residue": Dump(("full", "compact"), markdown_residue_lines),
    "text_markdown_table": Dump(("full", "full", "repeat"), markdown_table_lines, ".md"),
}


def lines_to_bytes(lines: list[str], rng: Random) -> bytes:
    """UTF-8 as a rule, with or without its mark; now and then GB 18030; either line end."""
    text = ("\r\n" if rng.random() < 0.2 else "\n").join(lines) + "\n"
    kind = rng.random()
    if kind < 0.08:
        return text.encode("gb18030")
    return text.encode("utf-8-sig" if kind < 0.15 else "utf-8")
