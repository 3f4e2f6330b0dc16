"""Characters to visual lines: baselines clustered, blanks decided, vertical text unrolled.

A blank of the file is kept; one that only shows as a gap is written where Latin letters or
digits are involved. Gaps between Chinese characters come from justification and mean nothing.
Which characters belong to a table is decided before, by ``pdf_cells``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from extraction.readers.pdf_chars import Char, turn_upright

# All in em. Baselines of one line differ by up to 0.35 (superscripts, mixed fonts); the closest
# lines seen, in table cells, lie 1.0 apart.
_SAME_LINE = 0.45
# Typesetters put 0.25 between Chinese characters and digits; a typed blank is 0.5 wide. Between
# Latin words it is 0.22 in the narrowest font seen, kerning leaves 0.05.
_GAP = 0.3
_LATIN_GAP = 0.15
# Justified lines of few characters reach 1.5; fields on one line stand 2 and more apart.
_FIELD_GAP = 2.0
# Bold by overprinting shifts a copy by 0.02 to 0.1; the narrowest digits advance by 0.45.
_OVERPRINT = 0.15
_TOUCHING = 0.1
# Characters and their distance in em that make a column of vertical text outside a table.
_SHORTEST_COLUMN = 3
_COLUMN_STEP = 1.4
# Columns of short labels and numbers stand 0.8 apart, of numbers alone 0.25.
_WORD_GAP = 0.8
_NUMBER_GAP = 0.25

NUMBER_LIKE = re.compile(r"[-+－＋]?[0-9０-９]+(?:[,，.．][0-9０-９]+)*[%％]?|[/／\\]|[-－—–]{1,2}")


@dataclass(frozen=True, slots=True)
class TextLine:
    """One visual line. ``chars[i]`` draws ``text[i]``, None where that is a blank.

    The extent is in the reading frame; ``base`` is the baseline of most characters.
    """

    text: str
    chars: tuple[Char | None, ...]
    x0: float
    top: float
    x1: float
    bottom: float
    base: float
    em: float

    @property
    def y_mid(self) -> float:
        return (self.top + self.bottom) / 2


@dataclass(frozen=True, slots=True)
class Word:
    """``line.text[start:end]``, set off from its neighbours by a gap."""

    text: str
    start: int
    end: int
    x0: float
    x1: float

    @property
    def is_number_like(self) -> bool:
        return NUMBER_LIKE.fullmatch(self.text) is not None


def page_to_lines(chars: Sequence[Char]) -> list[TextLine]:
    """Lines of running text; ``chars`` is in content order. Upright labels are lines too."""
    along: list[Char] = []
    column: list[Char] = []
    lines: list[TextLine] = []
    for char in chars:
        if column and _steps_down(column[-1], char):
            column.append(char)
            continue
        if len(column) >= _SHORTEST_COLUMN:
            lines.append(_column_to_line(column))
        else:
            along += column
        column = [char]
    if len(column) >= _SHORTEST_COLUMN:
        lines.append(_column_to_line(column))
    else:
        along += column
    lines += chars_to_lines(along)
    lines.sort(key=lambda line: (line.base, line.x0))
    return lines


def _steps_down(upper: Char, lower: Char) -> bool:
    """Whether the second character stands right below the first, as in vertical writing."""
    em = max(upper.em, lower.em)
    return (
        not (upper.turn or lower.turn or upper.is_space or lower.is_space)
        and not (upper.code.isdigit() or lower.code.isdigit())
        and 0.7 * em <= lower.base - upper.base <= _COLUMN_STEP * em
        and abs(lower.x_mid - upper.x_mid) < 0.2 * em
    )


def chars_to_lines(chars: Iterable[Char]) -> list[TextLine]:
    """Lines from top to bottom; text turned on the page makes lines of its own."""
    upright: list[Char] = []
    turned: dict[int, list[Char]] = {}
    for char in chars:
        if char.turn:
            turned.setdefault(char.turn, []).append(char)
        else:
            upright.append(char)
    lines = [line for row in _baseline_rows(upright) if (line := row_to_line(row))]
    for group in turned.values():
        lines += _turned_lines(group)
    lines.sort(key=lambda line: (line.base, line.x0))
    return lines


def cell_to_lines(chars: Sequence[Char]) -> list[TextLine]:
    """Lines of one table cell in reading order, columns of vertical text as lines."""
    if len(chars) == 1:
        line = row_to_line(chars)
        return [line] if line else []
    drawn = [char for char in chars if not char.is_space]
    if _runs_down(drawn):
        lines = [line for column in _columns(drawn) if (line := _column_to_line(column))]
        return sorted(lines, key=lambda line: min(char.order for char in line.chars if char))
    turns = {char.turn for char in drawn}
    if turns <= {0}:
        return chars_to_lines(chars)
    found: list[TextLine] = []
    for turn in sorted(turns):
        group = [char for char in chars if char.turn == turn]
        found += _turned_lines(group) if turn else chars_to_lines(group)
    return found


def row_to_line(row: Sequence[Char]) -> TextLine | None:
    """The characters of one baseline as a line; None where they are all blanks."""
    row = sorted(row, key=lambda char: (char.x0, char.order))
    blank: Char | None = None
    drawn: list[Char] = []
    blanks: list[Char | None] = []
    for char in row:
        if char.is_space:
            blank = blank or char
        elif not (drawn and _is_overprint(drawn, char)):
            drawn.append(char)
            blanks.append(blank)
            blank = None
    if not drawn:
        return None
    text = [drawn[0].code]
    placed: list[Char | None] = [drawn[0]]
    tracking: _Tracking | None = None
    for left, right, blank in zip(drawn, drawn[1:], blanks[1:], strict=False):
        gap = right.x0 - left.x1
        em = max(right.em, left.em)
        if blank is not None or gap > _LATIN_GAP * em:
            if tracking is None:
                tracking = _Tracking.of(drawn)
            mark = _blank_between(left, right, gap / em, blank, tracking)
            if mark:
                text.append(mark)
                placed.append(None)
        text.append(right.code)
        placed.append(right)
    return _line("".join(text), placed, drawn)


def line_to_words(line: TextLine, *, gap: float = _WORD_GAP) -> list[Word]:
    """The line cut where neighbours stand ``gap`` em or more apart, numbers where less."""
    words: list[Word] = []
    start = 0
    last: Char | None = None
    for at, char in enumerate(line.chars):
        if char is None:
            continue
        is_digits = last is not None and last.code.isdigit() and char.code.isdigit()
        least = min(gap, _NUMBER_GAP) if is_digits else gap
        if last is not None and char.x0 - last.x1 >= least * max(char.em, last.em):
            words.append(line_word(line, start, at))
            start = at
        last = char
    words.append(line_word(line, start, len(line.chars)))
    return words


def cut_line(line: TextLine, start: int, end: int) -> TextLine:
    """A part of the line as a line of its own."""
    while start < end and line.chars[start] is None:
        start += 1
    while end > start and line.chars[end - 1] is None:
        end -= 1
    placed = line.chars[start:end]
    return _line(line.text[start:end], placed, [char for char in placed if char])


def is_han(code: str) -> bool:
    """Ideographs and their radicals, without CJK punctuation and full-width forms."""
    point = ord(code)
    return (
        0x2E80 <= point < 0x3000
        or 0x3005 <= point <= 0x3007
        or 0x3400 <= point < 0xA000
        or 0xF900 <= point < 0xFB00
        or point >= 0x20000
    )


def _is_narrow(code: str) -> bool:
    return ord(code) < 0x2E80 and code.isalnum()


def _baseline_rows(chars: list[Char]) -> list[list[Char]]:
    rows: list[list[Char]] = []
    base = em = 0.0
    for char in sorted(chars, key=lambda char: char.base):
        em = max(em, char.em)
        if rows and char.base - base <= _SAME_LINE * em:
            rows[-1].append(char)
            continue
        rows.append([char])
        base, em = char.base, char.em
    return rows


def _turned_lines(group: list[Char]) -> list[TextLine]:
    """Lines of text that runs up, down or upside down, their extents as they stand."""
    as_drawn = {char.order: char for char in group}
    lines: list[TextLine] = []
    for row in _baseline_rows([turn_upright(char) for char in group]):
        line = row_to_line(row)
        if line:
            placed = [as_drawn[char.order] if char else None for char in line.chars]
            lines.append(_line(line.text, placed, [char for char in placed if char]))
    return lines


def _runs_down(drawn: list[Char]) -> bool:
    """Whether the content stream steps down more often than along: vertical writing."""
    down = along = 0
    for upper, lower in pairwise(drawn):
        if upper.turn or lower.turn:
            return False
        step, em = lower.base - upper.base, max(upper.em, lower.em)
        if abs(step) < 0.4 * em:
            along += 1
        elif abs(lower.x_mid - upper.x_mid) < 0.5 * em and 0.4 * em < step < 3 * em:
            down += 1
    return down > along


def _columns(drawn: list[Char]) -> list[list[Char]]:
    columns: list[list[Char]] = []
    middle = 0.0
    for char in sorted(drawn, key=lambda char: char.x_mid):
        if columns and char.x_mid - middle < 0.6 * char.em:
            columns[-1].append(char)
            continue
        columns.append([char])
        middle = char.x_mid
    return columns


def _column_to_line(column: list[Char]) -> TextLine:
    column = sorted(column, key=lambda char: (char.base, char.order))
    kept = [column[0]]
    for char in column[1:]:
        if not _is_overprint(kept, char):
            kept.append(char)
    return _line("".join(char.code for char in kept), kept, kept)


def _is_overprint(drawn: list[Char], char: Char) -> bool:
    """Whether the same character was drawn at this place before: bold made by printing twice."""
    reach = _OVERPRINT * char.em
    for other in reversed(drawn[-3:]):
        if (
            other.code == char.code
            and abs(other.x0 - char.x0) < reach
            and abs(other.base - char.base) < reach
        ):
            # one glyph that stands for "ff" gives two characters in one place
            return not (char.order - other.order == 1 and other.x0 == char.x0 and char.code == "f")
    return False


class _Tracking(NamedTuple):
    """The usual gaps of a line in em: beside Chinese characters, and between others."""

    wide: float
    narrow: float

    @classmethod
    def of(cls, drawn: list[Char]) -> _Tracking:
        wide: list[float] = []
        narrow: list[float] = []
        for left, right in pairwise(drawn):
            gap = (right.x0 - left.x1) / max(left.em, right.em)
            is_wide = ord(left.code) >= 0x2E80 or ord(right.code) >= 0x2E80
            (wide if is_wide else narrow).append(gap)
        return cls(_usual(wide), _usual(narrow))


def _usual(gaps: list[float]) -> float:
    return max(median(gaps), 0.0) if len(gaps) >= 4 else 0.0


def _blank_between(
    left: Char, right: Char, gap: float, blank: Char | None, tracking: _Tracking
) -> str | None:
    narrow = _is_narrow(left.code), _is_narrow(right.code)
    if blank is not None:
        # word processors leave blanks without width between Chinese characters
        return None if gap < _TOUCHING and not any(narrow) else blank.code
    ascii_only = ord(left.code) < 0x80 and ord(right.code) < 0x80
    if all(narrow) or ascii_only:
        is_latin = left.code.isalpha() and right.code.isalpha()
        limit = tracking.narrow + (_LATIN_GAP if is_latin else _GAP)
    elif any(narrow) and (is_han(left.code) or is_han(right.code)):
        limit = tracking.wide + _GAP
    else:
        limit = max(_FIELD_GAP, 3 * tracking.wide)
    return " " if gap > limit else None


def _line(text: str, placed: Sequence[Char | None], drawn: Sequence[Char]) -> TextLine:
    bases = sorted(char.base for char in drawn)
    return TextLine(
        text,
        tuple(placed),
        min(char.x0 for char in drawn),
        min(char.top for char in drawn),
        max(char.x1 for char in drawn),
        max(char.bottom for char in drawn),
        bases[len(bases) // 2],
        max(char.em for char in drawn),
    )


def line_word(line: TextLine, start: int, end: int) -> Word:
    """``line.text[start:end]``, which holds more than blanks, as a word."""
    drawn = [char for char in line.chars[start:end] if char]
    return Word(
        line.text[start:end].strip(),
        start,
        end,
        min(char.x0 for char in drawn),
        max(char.x1 for char in drawn),
    )
