"""Text into word pieces with their places in it, by the vocabulary of a model's folder.

``tokenizer.json`` holds the vocabulary and where pieces may not reach across (digits, say). What
it cannot say without moving offsets is said here: characters that the vocabulary knows by another
form are folded one for one, blanks belong to no piece, and unknown characters are a piece each.
Imports no torch and no transformers; knows nothing of windows and labels.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from pathlib import Path

import tokenizers

from models.errors import DamagedModel, MissingModel
from models.pieces import Pieces

TOKENIZER_FILE = "tokenizer.json"
FIRST, LAST, PADDING, UNKNOWN = "<s>", "</s>", "<pad>", "<unk>"
"""The vocabulary's marks. No text is cut into them: ``<`` is always a piece of its own."""

_SURROGATES = range(0xD800, 0xE000)


class Tokenizer:
    """Cuts texts into pieces; ``first``, ``last`` and ``padding`` are the numbers of the marks."""

    def __init__(self, inner: tokenizers.Tokenizer) -> None:
        """
        Raises:
            ValueError: for a vocabulary without the marks.
        """
        self._inner = inner
        self.first = self._mark(FIRST)
        self.last = self._mark(LAST)
        self.padding = self._mark(PADDING)
        self.unknown = self._mark(UNKNOWN)

    @classmethod
    def from_folder(cls, folder: Path) -> Tokenizer:
        """The tokenizer of a model's folder.

        Raises:
            MissingModel: if its file is not there.
            DamagedModel: if it cannot be read.
        """
        path = folder / TOKENIZER_FILE
        if not path.is_file():
            raise MissingModel(path)
        try:
            return cls(tokenizers.Tokenizer.from_str(path.read_text(encoding="utf-8")))
        except Exception as error:  # the library raises bare Exception for every fault of a file
            raise DamagedModel(path, "cannot be read as a tokenizer") from error

    def __len__(self) -> int:
        """The number of pieces in the vocabulary, marks included."""
        return self._inner.get_vocab_size()

    def text_to_pieces(self, text: str) -> Pieces:
        """The pieces in order; every character that is no blank belongs to exactly one."""
        folded = fold(text)
        encoding = self._inner.encode(folded, add_special_tokens=False)
        cut = list(self._cut(folded, encoding.ids, encoding.offsets))
        return Pieces(
            ids=tuple(number for number, _, _ in cut),
            starts=tuple(start for _, start, _ in cut),
            ends=tuple(end for _, _, end in cut),
        )

    def _cut(
        self, folded: str, ids: list[int], offsets: list[tuple[int, int]]
    ) -> Iterator[tuple[int, int, int]]:
        """(id, start, end); unknown characters, which the library runs together, one by one."""
        for number, (start, end) in zip(ids, offsets, strict=True):
            if number != self.unknown:
                yield number, start, end
                continue
            for place in range(start, end):
                if folded[place] != " ":
                    yield number, place, place + 1

    def _mark(self, name: str) -> int:
        number = self._inner.token_to_id(name)
        if number is None:
            raise ValueError(f"the vocabulary has no {name}")
        return int(number)


class _Fold(dict[int, str]):
    """code point -> the one character that is looked up for it, worked out once."""

    def __missing__(self, code: int) -> str:
        self[code] = folded = _char_to_known(code)
        return folded


def _char_to_known(code: int) -> str:
    """The vocabulary was made of NFKC text; of forms that NFKC makes longer, one character.

    That is the first letter or number (㎡ m, ㈠ 一), else the first sign (… .).
    """
    char = chr(code)
    if char.isspace():
        return " "
    if code in _SURROGATES:
        return "\N{REPLACEMENT CHARACTER}"
    folded = unicodedata.normalize("NFKC", char)
    if len(folded) == 1:
        return folded
    solid = folded.replace(" ", "") or char
    return next((part for part in solid if part.isalnum()), solid[0])


_FOLD = _Fold()


def fold(text: str) -> str:
    """The text as the vocabulary knows it, of the same length; every blank is U+0020."""
    return text.translate(_FOLD)
