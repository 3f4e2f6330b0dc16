"""Tables without rulings, where rows of numbers stand under each other.

Only rows of three numbers or more that align over lines open such a table: in running text and
in lists of fields they do not occur. Each visual line becomes a row, except a wrapped label
without numbers, which joins the row it stands closest to.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from extraction.readers.pdf_chars import Char, Extent
from extraction.readers.pdf_drafts import CellDraft, TableDraft
from extraction.readers.pdf_lines import (
    NUMBER_LIKE,
    TextLine,
    Word,
    cut_line,
    line_to_words,
    line_word,
)
from extraction.readers.pdf_rulings import Ruling

_NUMBERS_A_ROW = 3
_ALIGNED_ROWS = 2
# Lines without numbers between two rows of numbers: a label wrapped over four lines.
_LONGEST_LABEL = 4
_MOST_HEADER_LINES = 6
# In em: the widest step from line to line inside a table.
_LEADING = 4.0
# In em: starts of labels of one column differ by less.
_LABEL_INDENT = 0.8
# In em: labels of one column start this close to each other.
_LABEL_ALIGN = 0.2
# In em: columns of short labels stand at least this far apart.
_COLUMN_GAP = 0.15
# A label line joins a row of numbers when it stands this much closer than a row pitch.
_LABEL_SHARE = 0.75


@dataclass(frozen=True, slots=True)
class _Row:
    line: TextLine
    words: tuple[Word, ...]

    @property
    def numbers(self) -> list[Word]:
        """The number-like words at the end of the line."""
        found: list[Word] = []
        for word in reversed(self.words):
            if not word.is_number_like:
                break
            found.append(word)
        return found[::-1]


def lines_to_tables(
    lines: Sequence[TextLine], *, level: Sequence[Ruling] = ()
) -> tuple[list[TableDraft], list[TextLine]]:
    """Tables found among lines sorted from top to bottom, and the lines that are in none.

    ``level`` are the level rulings of the page; where they part the rows, they decide which
    lines make one row.
    """
    rows = [_Row(line, tuple(line_to_words(line))) for line in lines]
    tables: list[TableDraft] = []
    free: list[TextLine] = []
    at = 0
    for first, last in _numeric_runs(rows):
        columns = _columns([row for row in rows[first : last + 1] if row.numbers])
        if first < at or len(columns) < _NUMBERS_A_ROW:
            continue
        start = _header_start(rows, first, columns, at)
        end = _tail_end(rows, last, columns, first)
        table_rows = _cut_at_labels(
            [_cut_at_columns(row, columns) for row in rows[start : end + 1]], columns
        )
        if _is_table(table_rows, first - start, columns):
            free += [row.line for row in rows[at:start]]
            tables.append(_rows_to_table(table_rows, columns, _parting(level, columns)))
            at = end + 1
    free += [row.line for row in rows[at:]]
    return tables, free


def _parting(level: Sequence[Ruling], columns: list[tuple[float, float]]) -> list[float]:
    """Where rulings run along the columns, from top to bottom."""
    x0, x1 = columns[0][0], columns[-1][1]
    return sorted(
        ruling.at for ruling in level if min(ruling.hi, x1) - max(ruling.lo, x0) > (x1 - x0) / 2
    )


def _cut_at_columns(row: _Row, columns: list[tuple[float, float]]) -> _Row:
    """Words that stand in several columns cut between them, where there is a gap at all."""
    words: list[Word] = []
    for word in row.words:
        start = word.start
        last: Char | None = None
        for at in range(word.start, word.end):
            char = row.line.chars[at]
            if char is None:
                continue
            if last and _is_column_end(last, char, columns, row.line.text[at : word.end]):
                words.append(line_word(row.line, start, at))
                start = at
            last = char
        words.append(line_word(row.line, start, word.end))
    return _Row(row.line, tuple(words))


def _cut_at_labels(rows: Sequence[_Row], columns: list[tuple[float, float]]) -> list[_Row]:
    """Labels of neighbouring columns cut where labels of other rows start."""
    zone = columns[0][0]
    em = max(row.line.em for row in rows)
    firsts = [word.x0 for row in rows for word in row.words if word.x1 <= zone]
    starts = [
        x0 for x0 in firsts if sum(abs(x0 - other) < _LABEL_ALIGN * em for other in firsts) > 1
    ]
    cut: list[_Row] = []
    for row in rows:
        words: list[Word] = []
        for word in row.words:
            start = word.start
            chars = row.line.chars
            for at in range(word.start + 1, word.end) if word.x1 <= zone else ():
                right = chars[at]
                left = chars[at - 1] or chars[at - 2]
                if (
                    right
                    and left
                    and right.x0 - left.x1 > _COLUMN_GAP * em
                    and any(abs(right.x0 - x0) < _LABEL_ALIGN * em for x0 in starts)
                ):
                    words.append(line_word(row.line, start, at))
                    start = at
            words.append(line_word(row.line, start, word.end))
        cut.append(_Row(row.line, tuple(words)))
    return cut


def _is_column_end(left: Char, right: Char, columns: list[tuple[float, float]], rest: str) -> bool:
    em = max(left.em, right.em)
    gap = right.x0 - left.x1
    if not left.code.isdigit() and NUMBER_LIKE.fullmatch(rest):
        # a label that reaches up to its number
        return any(x0 - em <= right.x0 <= x1 for x0, x1 in columns)
    if gap < _COLUMN_GAP * em:
        return False
    starts = [x0 for x0, _ in columns]
    ends = [-math.inf, *(x1 for _, x1 in columns)]
    return any(
        left.x1 > end and right.x0 < start + em and right.x1 > start - em
        for end, start in zip(ends[:1], starts[:1], strict=True)
    ) or any(
        left.x1 <= start and right.x0 >= end
        for end, start in zip(ends[1:], starts[1:], strict=False)
    )


def _is_row_of_numbers(row: _Row) -> bool:
    return len(row.numbers) >= _NUMBERS_A_ROW and all(
        char is None or char.turn == 0 for char in row.line.chars
    )


def _numeric_runs(rows: Sequence[_Row]) -> list[tuple[int, int]]:
    """First and last row of numbers of each candidate."""
    runs: list[tuple[int, int]] = []
    for index, row in enumerate(rows):
        if not _is_row_of_numbers(row):
            continue
        if runs and _hang_together(rows, runs[-1][1], index):
            runs[-1] = (runs[-1][0], index)
        else:
            runs.append((index, index))
    return runs


def _hang_together(rows: Sequence[_Row], upper: int, lower: int) -> bool:
    """Whether only label lines stand between two rows of numbers."""
    if lower - upper - 1 > _LONGEST_LABEL:
        return False
    zone = min(rows[upper].numbers[0].x0, rows[lower].numbers[0].x0)
    steps = zip(rows[upper : lower + 1], rows[upper + 1 : lower + 1], strict=False)
    return all(
        below.line.base - above.line.base <= _LEADING * max(below.line.em, above.line.em)
        for above, below in steps
    ) and all(_is_label_line(row, zone) for row in rows[upper + 1 : lower])


def _is_label_line(row: _Row, zone: float) -> bool:
    """No word reaches from the labels into the columns; a single number may stand there."""
    return all(word.x1 <= zone or word.is_number_like for word in row.words)


def _columns(rows: Sequence[_Row]) -> list[tuple[float, float]]:
    """The x ranges in which numbers stand, from left to right."""
    columns: list[tuple[float, float]] = []
    for x0, x1 in sorted((word.x0, word.x1) for row in rows for word in row.numbers):
        if columns and x0 <= columns[-1][1]:
            columns[-1] = (columns[-1][0], max(x1, columns[-1][1]))
        else:
            columns.append((x0, x1))
    return columns


def _header_start(
    rows: Sequence[_Row], first: int, columns: list[tuple[float, float]], at: int
) -> int:
    """The first line of the header: words over columns, nothing that crosses into them."""
    zone = columns[0][0]
    label_end = max(
        (word.x1 for row in rows[first : first + 8] for word in row.words if word.x1 <= zone),
        default=-math.inf,
    )
    start = first
    while start > at and first - start < _MOST_HEADER_LINES:
        row = rows[start - 1]
        step = rows[start].line.base - row.line.base
        over = [word for word in row.words if word.x1 > zone]
        # a first column's header is wider than its numbers
        reach = min(zone - 3 * row.line.em, label_end)
        crossing = [word for word in over if word.x0 < reach]
        if step > _LEADING * row.line.em or crossing or not over:
            break
        # one word alone names a group of columns; without labels beside it, it is a heading
        if len(row.words) == 1 and (
            label_end == -math.inf or _columns_under(row.words[0], columns) == len(columns)
        ):
            break
        start -= 1
    return start


def _columns_under(word: Word, columns: list[tuple[float, float]]) -> int:
    return sum(word.x0 < x1 and x0 < word.x1 for x0, x1 in columns)


def _tail_end(
    rows: Sequence[_Row], last: int, columns: list[tuple[float, float]], first: int
) -> int:
    """The last line: the label of the last row may run on below its numbers."""
    pitch = _pitch([row for row in rows[first : last + 1] if row.numbers] or rows[last : last + 1])
    end = last
    while end + 1 < len(rows):
        row = rows[end + 1]
        if row.line.base - rows[last].line.base > _LABEL_SHARE * pitch:
            break
        if not _is_label_line(row, columns[0][0]):
            break
        end += 1
    return end


def _pitch(rows: Sequence[_Row]) -> float:
    """The usual distance of rows of numbers; of a single row, one line."""
    steps = [lower.line.base - upper.line.base for upper, lower in pairwise(rows)]
    return median(steps) if steps else 1.5 * rows[0].line.em


def _is_table(rows: Sequence[_Row], header: int, columns: list[tuple[float, float]]) -> bool:
    numeric = [row for row in rows[header:] if _is_row_of_numbers(row)]
    aligned = sum(
        sum(_columns_under(word, [column]) for row in numeric for word in row.numbers)
        >= _ALIGNED_ROWS
        for column in columns
    )
    if len(numeric) >= _ALIGNED_ROWS:
        return aligned >= _NUMBERS_A_ROW
    # a single row of numbers needs its columns named above
    named = max((len(row.words) for row in rows[:header]), default=0)
    return named >= _NUMBERS_A_ROW and len(columns) >= _NUMBERS_A_ROW


def _rows_to_table(
    rows: Sequence[_Row], columns: list[tuple[float, float]], parting: list[float]
) -> TableDraft:
    zone = columns[0][0]
    inside = [y for y in parting if rows[0].line.base < y < rows[-1].line.base]
    groups = _group_by_rulings(rows, inside) if len(inside) > 1 else _group_labels(rows)
    labels = _label_starts(rows, columns)
    edges = _column_edges(rows, labels, columns)
    tops = _row_edges(groups)
    cells: list[CellDraft] = []
    n_cols = len(labels) + len(columns)
    for number, group in enumerate(groups):
        filled: dict[int, tuple[int, list[TextLine]]] = {}
        for row in group:
            for word in row.words:
                piece = cut_line(row.line, word.start, word.end)
                col, span = _word_place(word, labels, columns, zone)
                filled.setdefault(col, (span, []))[1].append(piece)
        col = 0
        while col < n_cols:
            span, pieces = filled.get(col, (1, []))
            span = min([span, *(taken - col for taken in filled if taken > col)])
            extent = Extent(edges[col], tops[number], edges[col + span], tops[number + 1])
            cells.append(CellDraft(number, col, 1, span, extent, tuple(pieces)))
            col += span
    extent = Extent(edges[0], tops[0], edges[-1], tops[-1])
    return TableDraft(len(groups), n_cols, tuple(cells), extent, ruled=False)


def _group_by_rulings(rows: Sequence[_Row], parting: list[float]) -> list[list[_Row]]:
    """One group between two rulings; rows of numbers that no ruling parts stay rows."""
    bands: dict[int, list[_Row]] = {}
    for row in rows:
        bands.setdefault(bisect_left(parting, row.line.base), []).append(row)
    groups: list[list[_Row]] = []
    for _, band in sorted(bands.items()):
        if sum(_is_row_of_numbers(row) for row in band) > 1:
            groups += _group_labels(band)
        else:
            groups.append(band)
    return groups


def _group_labels(rows: Sequence[_Row]) -> list[list[_Row]]:
    """Rows with the label lines that belong to them, from top to bottom."""
    numeric = [index for index, row in enumerate(rows) if _is_row_of_numbers(row)]
    if not numeric:
        return [[row] for row in rows]
    pitch = _pitch([rows[index] for index in numeric])
    joined: dict[int, list[int]] = {}
    for index, row in enumerate(rows):
        home = index
        if index > numeric[0] and not row.numbers:
            near = min(numeric, key=lambda other: abs(rows[other].line.base - row.line.base))
            if abs(rows[near].line.base - row.line.base) <= _LABEL_SHARE * pitch:
                home = near
        joined.setdefault(home, []).append(index)
    return [[rows[index] for index in joined[home]] for home in sorted(joined)]


def _label_starts(rows: Sequence[_Row], columns: list[tuple[float, float]]) -> list[float]:
    """Where label columns start, from left to right."""
    starts: list[float] = []
    em = max(row.line.em for row in rows)
    for x0 in sorted(word.x0 for row in rows for word in row.words if word.x1 <= columns[0][0]):
        if not starts or x0 - starts[-1] > _LABEL_INDENT * em:
            starts.append(x0)
    return starts


def _word_place(
    word: Word, labels: list[float], columns: list[tuple[float, float]], zone: float
) -> tuple[int, int]:
    """Column and column span of a word."""
    if word.x1 <= zone and labels:
        return max(bisect_left(labels, word.x0 + 0.01) - 1, 0), 1
    under = [index for index, (x0, x1) in enumerate(columns) if word.x0 < x1 and x0 < word.x1]
    if not under:
        middle = (word.x0 + word.x1) / 2
        under = [
            min(
                range(len(columns)),
                key=lambda index: abs((columns[index][0] + columns[index][1]) / 2 - middle),
            )
        ]
    return len(labels) + under[0], len(under)


def _column_edges(
    rows: Sequence[_Row], labels: list[float], columns: list[tuple[float, float]]
) -> list[float]:
    left = min(row.line.x0 for row in rows)
    right = max(row.line.x1 for row in rows)
    between = [(upper + lower) / 2 for (_, upper), (lower, _) in pairwise(columns)]
    if not labels:
        return [min(left, columns[0][0]), *between, max(right, columns[-1][1])]
    label_end = max(word.x1 for row in rows for word in row.words if word.x1 <= columns[0][0])
    return [*labels, (label_end + columns[0][0]) / 2, *between, max(right, columns[-1][1])]


def _row_edges(groups: Sequence[Sequence[_Row]]) -> list[float]:
    tops = [min(row.line.top for row in group) for group in groups]
    bottoms = [max(row.line.bottom for row in group) for group in groups]
    between = [(upper + lower) / 2 for upper, lower in zip(bottoms, tops[1:], strict=False)]
    return [tops[0], *between, bottoms[-1]]
