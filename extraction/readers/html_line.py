"""One line of a page being put together: white space collapsed across elements as in a browser."""

from __future__ import annotations

import re
from collections.abc import Iterable

_SPACES = re.compile(r"[ \t\n\f]+")
# Chinese writing on both sides of a line break inside a cell: ideographs and their punctuation,
# quotation marks and dashes included.
_CJK = re.compile(
    r"[\u00b7\u2014\u2018\u2019\u201c\u201d\u2026\u3001-\u303f\u3400-\u9fff\uf900-\ufaff\uff00-\uffef"
    r"\U00020000-\U0003ffff]"
)


class LineBuilder:
    """Collects the texts of a line and how much of it is bold.

    White space collapses to one blank and vanishes at both ends; no-break and ideographic spaces
    are no white space here.
    """

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._blank = False
        self._chars = self._bold = 0

    def add(self, text: str, *, bold: bool = False) -> None:
        collapsed = _SPACES.sub(" ", text)
        if collapsed.startswith(" "):
            self._blank = True
            collapsed = collapsed[1:]
        if not collapsed:
            return
        if self._blank and self._parts:
            self._parts.append(" ")
        self._blank = collapsed.endswith(" ")
        if self._blank:
            collapsed = collapsed[:-1]
        self._parts.append(collapsed)
        self._count(collapsed, bold=bold)

    def add_kept(self, text: str, *, bold: bool = False) -> None:
        """Adds preformatted text as it is."""
        if self._blank and self._parts:
            self._parts.append(" ")
        self._blank = False
        if text:
            self._parts.append(text)
            self._count(text, bold=bold)

    def _count(self, text: str, *, bold: bool) -> None:
        written = len("".join(text.split()))
        self._chars += written
        self._bold += written if bold else 0

    @property
    def is_bold(self) -> bool:
        """Whether all that is written on the line is bold."""
        return 0 < self._chars == self._bold

    def take(self) -> str:
        """The line; the builder is empty afterwards."""
        line = "".join(self._parts)
        self._parts.clear()
        self._blank = False
        self._chars = self._bold = 0
        return line


def join_lines(lines: Iterable[str]) -> str:
    """The lines of a cell as one: Chinese runs on, anything else is set apart by a blank."""
    parts: list[str] = []
    last = ""
    for line in lines:
        if not line:
            continue
        first = line[0]
        tight = not last or last.isspace() or first.isspace()
        if not tight and not (_CJK.match(last) and _CJK.match(first)):
            parts.append(" ")
        parts.append(line)
        last = line[-1]
    return "".join(parts)
