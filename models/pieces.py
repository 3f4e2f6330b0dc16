"""What a tokenizer makes of a text: word pieces with their places. Knows no vocabulary."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Pieces:
    """Piece number i has the vocabulary's number ids[i] and is text[starts[i]:ends[i]].

    In order and not empty; characters between pieces (blanks) belong to none. Without the marks
    of start and end.
    """

    ids: tuple[int, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def __len__(self) -> int:
        return len(self.ids)


class PieceTokenizer(Protocol):
    """Cuts texts into pieces; ``first`` and ``last`` are the marks around a window's pieces."""

    @property
    def first(self) -> int: ...
    @property
    def last(self) -> int: ...
    @property
    def padding(self) -> int: ...

    def text_to_pieces(self, text: str) -> Pieces: ...
