"""The role every reader plays, and the limits that hold for all of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from extraction.document import Document


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds beyond which a file is refused (``too_large``, ``too_complex``) rather than read.

    The longest real report seen is a provincial one of some 60,000 characters on 40 pages; the
    bounds lie two orders of magnitude above it and keep any file under 10 s and 1 GiB.
    """

    file_bytes: int = 64 * 1024 * 1024
    unpacked_bytes: int = 256 * 1024 * 1024
    text_chars: int = 2_000_000
    pages: int = 600
    tables: int = 2_000
    table_cells: int = 200_000
    nesting: int = 256


class Reader(Protocol):
    """Bytes of one format in, a ``Document`` out.

    Raises:
        UnreadableReport: with the code that says why.
    """

    def __call__(self, data: bytes, *, limits: Limits) -> Document: ...
