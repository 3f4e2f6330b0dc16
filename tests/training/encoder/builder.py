"""Small encoders and 4-bit files made by hand."""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from training.encoder.q4_file import UnigramVocabulary

MARKS = ("<s>", "<pad>", "</s>", "<unk>")
PIECES = (*MARKS, "▁", "信", "息", "信息", "公", "开", "信息公开", "1", "2", "12", ",", "a", "ab")
SCORES = (0.0, 0.0, 0.0, 0.0, -4.0, -8.0, -8.5, -9.0, -7.0, -7.5, -12.0, -6.0, -6.0, -7.0, -3.0,
          -6.0, -9.5)  # fmt: skip

Q4, FLOAT32 = 1, 0


def make_vocabulary(
    pieces: Sequence[str] = PIECES, scores: Sequence[float] = SCORES
) -> UnigramVocabulary:
    return UnigramVocabulary(tuple(pieces), tuple(scores), 0, 2, 1, 3)


def block(scale: float, levels: Sequence[int]) -> bytes:
    """One block of 32 weights; levels are -8 to 7."""
    nibbles = [level + 8 for level in levels]
    halves = bytes(low | high << 4 for low, high in zip(nibbles[:16], nibbles[16:], strict=True))
    return struct.pack("<e", scale) + halves


def make_q4_file(
    tensors: Mapping[str, bytes | NDArray[np.float32]],
    *,
    sizes: tuple[int, ...] = (32, 1, 2, 32, 17, 8, 2),
    vocabulary: UnigramVocabulary | None = None,
    folds: Mapping[str, str] | None = None,
) -> bytes:
    """Bytes are blocks, arrays float32. ``sizes`` are hidden, layers, heads, intermediate, rows,
    positions, types."""
    words = vocabulary or make_vocabulary()
    letters = [piece.encode() for piece in words.pieces]
    edges = np.cumsum([0, *map(len, letters)]).astype("<u4")
    head = struct.pack("<4sI7ifi", b"E5S1", 1, *sizes, 1e-12, 32)
    head += struct.pack("<5iQ", len(letters), 0, 2, 1, 3, int(edges[-1]))
    head += edges.tobytes() + np.array(words.scores, "<f4").tobytes() + b"".join(letters)
    table = b"".join(
        struct.pack("<IB", ord(char), len(to)) + struct.pack(f"<{len(to)}I", *map(ord, to))
        for char, to in (folds or {}).items()
    )
    head += struct.pack("<iI", len(folds or {}), len(table)) + table
    return head + _directory_and_tensors(tensors, len(head))


def _directory_and_tensors(
    tensors: Mapping[str, bytes | NDArray[np.float32]], before: int
) -> bytes:
    at = before + 4 + sum(2 + len(name) + 21 for name in tensors)
    directory, body = struct.pack("<i", len(tensors)), b""
    for name, content in tensors.items():
        is_q4 = isinstance(content, bytes)
        numbers = len(content) // 18 * 32 if is_q4 else content.size
        raw = content if isinstance(content, bytes) else content.astype("<f4").tobytes()
        directory += struct.pack("<H", len(name)) + name.encode()
        directory += struct.pack("<BIQQ", Q4 if is_q4 else FLOAT32, numbers, at, len(raw))
        at += len(raw)
        body += raw
    return directory + body


def encoder_tensors(rows: int = 17, hidden: int = 32) -> dict[str, bytes | NDArray[np.float32]]:
    """All tensors of an encoder of one layer whose intermediate size is its hidden size."""
    made = np.random.default_rng(7)

    def floats(count: int) -> NDArray[np.float32]:
        return made.normal(size=count).astype(np.float32)

    def matrix(high: int) -> bytes:
        return b"".join(
            block(0.02, made.integers(-8, 8, 32).tolist()) for _ in range(high * hidden // 32)
        )

    tensors: dict[str, bytes | NDArray[np.float32]] = {
        "emb.word": matrix(rows),
        "emb.pos": floats(8 * hidden),
        "emb.type": floats(2 * hidden),
        "emb.ln.w": floats(hidden),
        "emb.ln.b": floats(hidden),
    }
    for name in ("q", "k", "v", "ao", "fi", "fo"):
        tensors[f"l0.{name}.w"] = matrix(hidden)
        tensors[f"l0.{name}.b"] = floats(hidden)
    for name in ("aln", "oln"):
        tensors[f"l0.{name}.w"] = floats(hidden)
        tensors[f"l0.{name}.b"] = floats(hidden)
    return tensors
