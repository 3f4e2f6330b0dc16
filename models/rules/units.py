"""Units of layer 2 while a section is being read, and the cutting of a sentence of two kinds."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from models.labels import StatementLabel
from models.rules.cues import DONE_WORD, FUTURE_WORD, SHORTCOMING, TIED_START
from models.rules.points import Piece, PointStyle

# A unit shorter than this many characters is a heading or a fragment: 加强学习 is one, 无 is none.
SHORTEST = 4
_WE = r"(?:我们|我[市县区局镇乡厅委办院校省]|本[市县区局单位]{1,2})?"
# One sentence of two kinds is cut before the comma of these (decision 20).
_TURN = re.compile(
    r",(?=(?:(?:为此|对此|因此),?)?(?:在)?"
    r"(?:下一?步|下一?阶段|下阶段|接下来|今后|未来|来年|明年|新的一年|20\d\d年)"
    rf"|{_WE}(?:将|拟)(?:进一步|继续|持续|不断|采取|加|重点|着力|努力|严格|深入|积极|认真|从|以"
    rf"|在))"
)


@dataclass(slots=True)
class Unit:
    """[start, end) with marks still around it; ``style`` is None outside a list."""

    start: int
    end: int
    kind: StatementLabel
    score: float
    style: PointStyle | None = None


@dataclass(slots=True)
class Reading:
    """Where the reading of a section stands.

    ``mode`` is the kind that unmarked pieces take, ``list_kind`` that of the points of the open
    list, ``list_style`` the style of its points, ``inner_style`` that of the points inside the open
    one; ``open`` the unit that may still grow.
    """

    mode: StatementLabel | None = None
    list_style: PointStyle | None = None
    inner_style: PointStyle | None = None
    list_kind: StatementLabel | None = None
    open: Unit | None = None
    done: list[Unit] = field(default_factory=list)

    def close(self) -> None:
        if self.open is not None:
            self.done.append(self.open)
        self.open = None

    def enter(self, kind: StatementLabel) -> None:
        """A heading or lead-in: what follows is of this kind."""
        self.close()
        self.mode = self.list_kind = kind
        self.list_style = None

    def grow(self, piece: Piece) -> None:
        if self.open is not None:
            self.open.end = max(self.open.end, piece.end)

    def begin(
        self,
        text: str,
        piece: Piece,
        kind: StatementLabel,
        score: float,
        style: PointStyle | None = None,
    ) -> None:
        """Opens a unit; a sentence that turns to what will be done is cut in two."""
        self.close()
        self.inner_style = None
        words = text[piece.start : piece.end]
        turn = None if TIED_START.match(words) else _turn(words, kind)
        if turn is None:
            self.open = Unit(piece.start, piece.end, kind, score, style)
            return
        first, at = _first_kind(words[:turn], kind), piece.start + turn
        self.done.append(Unit(piece.start, at, first, score - 0.1))
        self.open = Unit(at + 1, piece.end, "commitment", score - 0.1, style)
        if style is None:
            self.mode = "commitment"


def turns(words: str) -> bool:
    """Whether a sentence turns to what will be done after a comma."""
    return _TURN.search(words) is not None


def _turn(words: str, kind: StatementLabel) -> int | None:
    match = _TURN.search(words)
    if match is None or match.start() < SHORTEST:
        return None
    first = words[: match.start()]
    if kind == "problem":
        return match.start()
    tells = SHORTCOMING.search(first) or DONE_WORD.search(first)
    return match.start() if tells and not FUTURE_WORD.search(first) else None


def _first_kind(first: str, kind: StatementLabel) -> StatementLabel:
    """The kind of what stands before the turn."""
    if kind != "commitment":
        return kind
    if not SHORTCOMING.search(first) and DONE_WORD.search(first):
        return "measure_taken"
    return "problem"
