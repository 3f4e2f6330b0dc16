"""Layer 2 of the annotation guide: problems, measures taken and commitments as spans.

Reads the pieces of a section in order, with the kind that headings and lead-ins put in force.
Themes, answers and targets are composed in extraction.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from models.labels import StatementLabel
from models.rules.cues import (
    ANSWERS_START,
    DONE_BARE,
    DONE_WORD,
    HEADING_AHEAD,
    LEAD_IN,
    NEUTRAL_LABEL,
    NOTHING,
    PLANS,
    PROBLEM_START,
    SHORTCOMING,
    SIGNATURE,
    TIED_ACTION,
    TOPIC,
)
from models.rules.kinds import (
    admits,
    is_general,
    lead_in_to_kind,
    looks_ahead,
    names_case,
    words_to_heading,
    words_to_kind,
)
from models.rules.points import STYLES, Piece, text_to_pieces
from models.rules.text import trim_marks
from models.rules.units import SHORTEST, Reading, Unit, turns
from models.tagger import Place, ScoredSpan

# A colon farther into a piece than this stands inside a sentence, not behind a label.
_LONGEST_LABEL = 90
# A point's label (公开意识:...) is this short and says nothing by itself.
_LONGEST_POINT_LABEL = 12
_EXAMPLES = re.compile(r"(?:,|^)(?:例|比)?如(?![期实何下上此果今同])")
_LIST_CLOSED = re.compile(r"等(?:等|方面|问题|情况|不足|现象|薄弱环节|短板)?(?:的)?(?:问题|不足)?$")


@dataclass(frozen=True, slots=True)
class _Section:
    text: str
    pieces: tuple[Piece, ...]

    def words(self, index: int) -> str:
        piece = self.pieces[index]
        return self.text[piece.start : piece.end]

    def following(self, index: int) -> Piece | None:
        return self.pieces[index + 1] if index + 1 < len(self.pieces) else None


def text_to_statements(text: str, place: Place) -> list[ScoredSpan]:
    """Units of the passage, sorted, none overlapping."""
    spans = []
    for unit in _problems_section(text) if place == "problems" else _elsewhere(text):
        start, end = trim_marks(text, unit.start, unit.end)
        if end - start >= SHORTEST:
            spans.append(ScoredSpan(start, end, unit.kind, round(unit.score, 2)))
    return sorted(spans)


def _problems_section(text: str) -> list[Unit]:
    pieces = [each for each in text_to_pieces(text) if not _is_end_matter(text, each)]
    section = _Section(text, tuple(_with_examples_joined(text, pieces)))
    reading = Reading()
    for index in range(len(section.pieces)):
        _read(section, index, reading)
    reading.close()
    return reading.done


def _is_end_matter(text: str, piece: Piece) -> bool:
    """A signature, a date, an annex, or a section that says there is nothing to say."""
    if piece.style is not None:
        return False
    words = text[piece.start : piece.end]
    if NOTHING.match(words):
        return True
    return piece.mark != ";" and SIGNATURE.match(words) is not None


def _with_examples_joined(text: str, pieces: Sequence[Piece]) -> list[Piece]:
    """如甲;乙;丙等 is one sentence and stays one unit (decision 20)."""
    joined: list[Piece] = []
    index = 0
    while index < len(pieces):
        piece = pieces[index]
        last = index
        if piece.style is None and _EXAMPLES.search(text, piece.start, piece.end):
            while (
                pieces[last].mark == ";"
                and last + 1 < len(pieces)
                and pieces[last + 1].style is None
            ):
                last += 1
        if last > index and _LIST_CLOSED.search(text, piece.start, pieces[last].end):
            piece = Piece(piece.start, pieces[last].end, pieces[last].mark)
            index = last
        joined.append(piece)
        index += 1
    return joined


def _read(section: _Section, index: int, reading: Reading) -> None:
    piece, words = section.pieces[index], section.words(index)
    heading = words_to_heading(words)
    if heading is not None and (piece.style is not None or piece.mark in ("\n", "", ":")):
        reading.enter(heading)
        return
    ahead = HEADING_AHEAD.match(words)
    if ahead is not None:
        reading.enter("problem" if ahead["problem"] else "commitment")
        piece = Piece(piece.start + ahead.end(), piece.end, piece.mark)
    piece, announced = _without_label(section.text, piece, reading)
    if announced is not None:
        reading.enter(announced)
    if announced is not None and piece.end <= piece.start:
        return
    if piece.style is None:
        _read_sentence(section, index, piece, reading)
    else:
        _read_point(section, index, piece, reading)


def _without_label(
    text: str, piece: Piece, reading: Reading
) -> tuple[Piece, StatementLabel | None]:
    """The piece without a label or lead-in that ends in a colon, and the kind that announces."""
    colon = text.find(":", piece.start, min(piece.end, piece.start + _LONGEST_LABEL))
    label = text[piece.start : max(colon, piece.start)]
    if colon < 0 or label.count('"') % 2 or label.count("(") != label.count(")"):
        return piece, None
    start = colon + 1
    while start < piece.end and text[start] in " ,":
        start += 1
    kind = words_to_heading(label)
    if kind is None and LEAD_IN.search(label) and (len(label) > 4 or piece.style is None):
        kind = lead_in_to_kind(label, reading.mode)
    if kind is not None:
        return Piece(start, piece.end, piece.mark), kind
    if NEUTRAL_LABEL.fullmatch(label) and reading.mode is not None:
        return replace(piece, start=start), None
    says = SHORTCOMING.search(label) or PLANS.match(label) or "," in label
    if piece.style is not None and len(label) <= _LONGEST_POINT_LABEL and not says:
        return replace(piece, start=start), None
    return piece, None


def _read_point(section: _Section, index: int, piece: Piece, reading: Reading) -> None:
    style = piece.style
    if style is None or piece.end <= piece.start:
        return
    words = section.text[piece.start : piece.end]
    if _is_inner(piece, words, reading):
        reading.inner_style = style
        reading.grow(piece)
        return
    begins_plans = reading.list_kind == "problem" and PLANS.match(words) is not None
    if begins_plans and piece.number == 1 and reading.list_style not in (None, style):
        # a list of actions in another style right behind a list of problems
        reading.enter("commitment")
    own = words_to_kind(words, reading.mode)
    if reading.list_kind is not None:
        kind: StatementLabel | None = _marked_kind(words, own, reading.list_kind)
        score = 0.9
    else:
        kind = own or reading.mode or _kind_ahead(section, index, reading)
        if kind is None and PLANS.match(words):
            kind = "commitment"
        reading.list_kind = reading.mode = kind
        score = 0.75
    if kind is not None:
        reading.list_style = style
        reading.begin(section.text, piece, kind, score, style)


def _marked_kind(words: str, own: StatementLabel | None, listed: StatementLabel) -> StatementLabel:
    """A point's kind by its own mark of time, else that of its list (decisions 15, 22)."""
    if listed == "problem":
        return "commitment" if own == "commitment" and not turns(words) else "problem"
    if listed == "commitment" and DONE_BARE.match(words) and not looks_ahead(words):
        return "measure_taken"
    if listed == "measure_taken" and looks_ahead(words) and not DONE_WORD.search(words):
        return "commitment"
    return listed


def _is_inner(piece: Piece, words: str, reading: Reading) -> bool:
    """Whether a point belongs to the open one: 一是…1.…2.…二是 (decision 17).

    Its style is an inner one, or begins a list of its own and goes on with the same kind.
    """
    outer, style = reading.list_style, piece.style
    if outer is None or style is None or style == outer:
        return False
    if reading.open is None or reading.open.style is None:
        return False
    if STYLES.index(style) > STYLES.index(outer) or style == reading.inner_style:
        return True
    own = words_to_kind(words, reading.mode)
    turns_away = own not in (None, reading.open.kind) or (
        reading.open.kind == "problem" and PLANS.match(words) is not None
    )
    return piece.number == 1 and not turns_away


def _kind_ahead(section: _Section, index: int, reading: Reading) -> StatementLabel | None:
    """The kind that the sentences of a point mark where its title marks none."""
    for later in range(index + 1, len(section.pieces)):
        if section.pieces[later].style is not None:
            return None
        kind = words_to_kind(section.words(later), reading.mode)
        if kind is not None:
            return kind
    return None


def _read_sentence(section: _Section, index: int, piece: Piece, reading: Reading) -> None:
    words = section.text[piece.start : piece.end]
    own = words_to_kind(words, reading.mode)
    if _is_lead_in(section, index, piece, own):
        kind = lead_in_to_kind(words, reading.mode)
        if kind is not None:
            reading.enter(kind)
        return
    if reading.open is not None and reading.open.style is not None:
        if not _leaves_point(words, own, reading.open):
            reading.grow(piece)
            return
        # the list goes on behind the sentence, so its style and kind stay
        reading.mode = own
        reading.begin(section.text, piece, own or reading.open.kind, 0.8)
        return
    kind = own or reading.mode
    if own is None and kind == "problem" and PLANS.match(words):
        # behind 存在问题及打算 an action is what will be done
        kind = "commitment"
    reading.close()
    if kind is not None:
        reading.mode = kind
        reading.list_style = reading.list_kind = None
        reading.begin(section.text, piece, kind, 0.65 if own is None else 0.8)


def _leaves_point(words: str, own: StatementLabel | None, point: Unit) -> bool:
    """Whether a sentence behind a point is of another kind (decision 17)."""
    if own is None or own == point.kind:
        return False
    if own == "problem":
        return admits(words) or PROBLEM_START.match(words) is not None
    return own == "commitment" or point.kind == "problem"


def _is_lead_in(section: _Section, index: int, piece: Piece, own: StatementLabel | None) -> bool:
    """Whether a sentence only announces what follows it (decision 18)."""
    following = section.following(index)
    if following is None:
        return False
    words = section.text[piece.start : piece.end]
    opens_list = following.style is not None and following.number == 1
    if opens_list and piece.mark == "":
        return True
    if own in ("commitment", "measure_taken"):
        return opens_list
    if own is None:
        return opens_list and LEAD_IN.search(words) is not None
    return is_general(words) and (opens_list or names_case(section.words(index + 1)))


def _elsewhere(text: str) -> list[Unit]:
    """Outside the section on problems only what names a shortcoming, or is tied to one."""
    units: list[Unit] = []
    admitted = False
    for piece in text_to_pieces(text):
        words = text[piece.start : piece.end]
        kind: StatementLabel | None = None
        if TIED_ACTION.match(words):
            kind = "commitment" if looks_ahead(words) else "measure_taken"
        elif admits(words) and not ANSWERS_START.match(words):
            kind = "problem"
        elif admitted and looks_ahead(words):
            kind = "commitment"
        if kind is not None and TOPIC.search(words):
            units.append(Unit(piece.start, piece.end, kind, 0.5))
            admitted = True
        elif piece.mark == "\n":
            admitted = False
    return units
