"""A report as physical rows of pieces: labels, values and empty cells in reading order.

Grid rows, tabbed lines, piped lines and plain lines all come out alike, so that one alignment
reads every layout. What a piece means for the form is left to ``anchors`` and ``placement``.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from extraction.document import Document, Grid
from extraction.normalisation.numbers import CellReading, cell_to_reading
from extraction.normalisation.offsets import MatchingCopy
from extraction.normalisation.spacing import is_page_number

Layout = Literal["grid", "tab", "pipe", "flow"]
PieceKind = Literal["label", "value", "empty"]


@dataclass(frozen=True, slots=True)
class Piece:
    """[start, end) of the frozen text; ``text`` is its folded content without blanks.

    ``col`` is the grid column or field number, -1 in flowing lines. ``reading`` stands for
    values only.
    """

    kind: PieceKind
    text: str
    start: int
    end: int
    row: int
    col: int
    reading: CellReading | None = None


@dataclass(frozen=True, slots=True)
class PhysicalRow:
    """One row of a grid or one line of text. ``sheet`` tells rows of different grids apart.

    ``opens`` and ``closes`` say whether a piped line has its outer pipes; ``loose`` that the grid's
    columns were inferred from white space, so that its empty cells were never drawn.
    """

    index: int
    layout: Layout
    sheet: int
    pieces: tuple[Piece, ...]
    opens: bool = False
    closes: bool = False
    loose: bool = False


_HAN = re.compile(r"[\u3400-\u9fff]")
_RULE_FIELD = re.compile(r"^\s*:?-{2,}:?\s*$")
# In a dump with outer pipes all lines open with one; dumps that leave the first pipe out have
# lines of lower label cells that open with one (a fifth of them in the narrowest table).
_OUTER_SHARE = 0.9
_WORD = re.compile(r"\S+")
# a number, or the marks of cells that ran together; —— in prose is two dashes
_DIGITS = re.compile(r"[+-]?\d[\d,]*(?:\.\d+)?|/{3,}|-{3,}")
_NUMBER_UNITS = re.compile(r"(?:万元|亿元|元)(?![\u3400-\u9fff]{0,2}[以])")
# after these a digit run is part of a label, not a number of the table
_LABEL_BEFORE = re.compile(r"[第(〔《]$")
_LABEL_AFTER = re.compile(r"^[年月日号]|^\)")
_ENUMERATOR_WORD = re.compile(r"^\(?\d{1,2}[.、)]$")
_ENUMERATOR_AFTER = re.compile(r"^[.、)](?!\d)")


def document_to_rows(
    document: Document, folded: MatchingCopy, cuts: Sequence[int] = ()
) -> list[PhysicalRow]:
    """All rows of the document that hold anything, in text order.

    Args:
        cuts: frozen-text offsets at which a line counts as two (headings run into a line).
    """
    rows: list[PhysicalRow] = []
    dump = _Dump(folded, _has_outer_pipes(folded.text))
    breaks = sorted({folded.to_copy(cut, cut).start for cut in cuts})
    at = 0
    for sheet, grid in enumerate(sorted(document.grids, key=lambda grid: grid.start)):
        if grid.start < at:
            continue  # a grid nested in one already read; its text belongs to the outer one
        _add_lines(rows, dump, (at, grid.start), breaks)
        _add_grid(rows, folded, grid, sheet)
        at = grid.end
    _add_lines(rows, dump, (at, folded.source_length), breaks)
    return rows


def _add_grid(rows: list[PhysicalRow], folded: MatchingCopy, grid: Grid, sheet: int) -> None:
    for _, cells in groupby(grid.cells, key=lambda cell: cell.row):
        index = len(rows)
        pieces: list[Piece] = []
        for cell in cells:
            place = folded.to_copy(cell.start, cell.end)
            pieces.extend(_field_to_pieces(folded, place.start, place.end, index, cell.col))
        if any(piece.kind != "empty" for piece in pieces):
            rows.append(PhysicalRow(index, "grid", sheet, tuple(pieces), loose=not grid.ruled))


@dataclass(frozen=True, slots=True)
class _Dump:
    """A text and whether its piped lines have outer pipes; else a first pipe ends an empty cell."""

    folded: MatchingCopy
    outer_pipes: bool


def _has_outer_pipes(text: str) -> bool:
    if "|" not in text:
        return False
    piped = [line for line in text.split("\n") if line.count("|") > 1]
    opening = sum(line.lstrip().startswith("|") for line in piped)
    return opening >= _OUTER_SHARE * len(piped)


def _add_lines(
    rows: list[PhysicalRow], dump: _Dump, span: tuple[int, int], breaks: Sequence[int]
) -> None:
    folded = dump.folded
    place = folded.to_copy(*span)
    at = place.start
    while at < place.end:
        stop = folded.text.find("\n", at, place.end)
        stop = place.end if stop < 0 else stop
        after = bisect_right(breaks, at)
        cut = breaks[after] if after < len(breaks) else stop
        line_end = min(stop, cut)
        line = _line_to_row(dump, at, line_end, len(rows))
        if line is not None:
            rows.append(line)
        at = line_end if cut < stop else stop + 1


def _line_to_row(dump: _Dump, start: int, end: int, index: int) -> PhysicalRow | None:
    folded = dump.folded
    line = folded.text[start:end]
    if not line.strip("| \t\r\f"):
        return _bare_pipes_to_row(dump, line, start, index)
    if is_page_number(line):
        return None
    if "\t" in line:
        pieces = _fields_to_pieces(dump, (start, end), "\t", index)
        return PhysicalRow(index, "tab", -1, pieces) if pieces else None
    if "|" in line:
        pieces = _fields_to_pieces(dump, (start, end), "|", index)
        bare = line.strip()
        outer = (dump.outer_pipes and bare.startswith("|"), bare.endswith("|"))
        return PhysicalRow(index, "pipe", -1, pieces, *outer) if pieces else None
    pieces = tuple(_words_to_pieces(folded, start, end, index, -1))
    return PhysicalRow(index, "flow", -1, pieces) if pieces else None


def _bare_pipes_to_row(dump: _Dump, line: str, start: int, index: int) -> PhysicalRow | None:
    """A line of one or two pipes may be an empty cell; more pipes come from a layout table."""
    if line.strip() not in ("|", "||") and not re.fullmatch(r"\s*\|\s*\|\s*", line):
        return None
    place = dump.folded.to_source(start, start)
    piece = Piece("empty", "", place.start, place.start, index, 0)
    return PhysicalRow(index, "pipe", -1, (piece,), opens=dump.outer_pipes)


def _fields_to_pieces(
    dump: _Dump, line: tuple[int, int], separator: str, index: int
) -> tuple[Piece, ...]:
    """The pieces of a tabbed or piped line; none for a ruler of dashes and for empty fields."""
    folded = dump.folded
    fields = list(_line_to_fields(dump, *line, separator))
    if separator == "|" and all(
        _RULE_FIELD.match(folded.text[a:b]) for a, b in fields if folded.text[a:b].strip()
    ):
        return ()
    pieces: list[Piece] = []
    for col, (field_start, field_end) in enumerate(fields):
        pieces.extend(_field_to_pieces(folded, field_start, field_end, index, col))
    return () if all(piece.kind == "empty" for piece in pieces) else tuple(pieces)


def _line_to_fields(dump: _Dump, start: int, end: int, separator: str) -> Iterator[tuple[int, int]]:
    """Field ranges; outer pipes open and close the row and make no field."""
    text = dump.folded.text
    if separator == "|":
        while start < end and text[start] in " \t\r":
            start += 1
        while end > start and text[end - 1] in " \t\r":
            end -= 1
        if dump.outer_pipes and start < end and text[start] == "|":
            start += 1
        if start < end and text[end - 1] == "|":
            end -= 1
    at = start
    while True:
        stop = text.find(separator, at, end)
        if stop < 0:
            yield at, end
            return
        yield at, stop
        at = stop + 1


def _field_to_pieces(
    folded: MatchingCopy, start: int, end: int, row: int, col: int
) -> Iterator[Piece]:
    content = folded.text[start:end]
    squeezed = "".join(content.split())
    if not squeezed:
        place = folded.to_source(start, start)
        yield Piece("empty", "", place.start, place.start, row, col)
        return
    reading = cell_to_reading(content)
    if reading.kind != "unreadable" or not _HAN.search(squeezed):
        first = start + len(content) - len(content.lstrip())
        place = folded.to_source(first, first + len(content.strip()))
        yield Piece("value", squeezed, place.start, place.end, row, col, reading)
        return
    yield from _words_to_pieces(folded, start, end, row, col)


def _words_to_pieces(
    folded: MatchingCopy, start: int, end: int, row: int, col: int
) -> Iterator[Piece]:
    """Labels and values of running text: a word without Han characters is a value."""
    for word in _WORD.finditer(folded.text, start, end):
        opens = not folded.text[start : word.start()].strip()
        if _HAN.search(word[0]):
            yield from _labelled_word_to_pieces(
                folded, (word.start(), word.end()), row, col, opens=opens
            )
        elif _ENUMERATOR_WORD.match(word[0]) and _HAN.match(
            folded.text[word.end() : end].lstrip()[:1]
        ):
            yield _label(folded, word.start(), word.end(), row, col)
        else:
            yield _value(folded, word.start(), word.end(), row, col)


def _value(folded: MatchingCopy, start: int, end: int, row: int, col: int) -> Piece:
    place = folded.to_source(start, end)
    text = folded.text[start:end]
    return Piece("value", text, place.start, place.end, row, col, cell_to_reading(text))


def _labelled_word_to_pieces(
    folded: MatchingCopy, word: tuple[int, int], row: int, col: int, *, opens: bool
) -> Iterator[Piece]:
    """Takes the numbers out of a word whose separators are lost: 行政许可2293第二十条.

    A digit that ``opens`` the field and runs into the label is an enumerator without its point.
    """
    text = folded.text
    start, end = word
    label_from = at = start
    while match := _DIGITS.search(text, at, end):
        number_start, number_end = match.span()
        at = number_end
        if match[0][0] in "/-" and match[0][-1] in "/-":
            if label_from < number_start:
                yield _label(folded, label_from, number_start, row, col)
            for mark in range(number_start, number_end):
                yield _value(folded, mark, mark + 1, row, col)
            label_from = number_end
            continue
        following = text[number_end : number_end + 2]
        if _LABEL_AFTER.match(following) or _LABEL_BEFORE.search(
            text[max(start, number_start - 1) : number_start]
        ):
            continue
        if _ENUMERATOR_AFTER.match(following) and _HAN.search(text[number_end:end]):
            number_end -= 1  # the last digit counts the next label
        elif opens and (number_start, number_end) == (start, start + 1) and _HAN.match(following):
            continue
        if number_end <= number_start:
            continue
        unit = _NUMBER_UNITS.match(text, number_end, end)
        value_end = unit.end() if unit else number_end
        if label_from < number_start:
            yield _label(folded, label_from, number_start, row, col)
        yield _value(folded, number_start, value_end, row, col)
        label_from = value_end
        at = max(at, value_end)
    if label_from < end:
        yield _label(folded, label_from, end, row, col)


def _label(folded: MatchingCopy, start: int, end: int, row: int, col: int) -> Piece:
    place = folded.to_source(start, end)
    return Piece("label", folded.text[start:end], place.start, place.end, row, col)
