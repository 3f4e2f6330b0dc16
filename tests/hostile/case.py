"""One hostile file: its name, how to build it, and how it may end."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Case:
    """A file to build.

    Attributes:
        name: unique; family, a slash, and what is wrong with the file.
        file_name: the name it is read under; its suffix may lie.
        build: gives the same bytes each time.
        codes: the error codes it may end with, ``ok`` for a record; empty: any typed end will do.
    """

    name: str
    file_name: str
    build: Callable[[], bytes]
    codes: tuple[str, ...] = ()


def fixed(name: str, file_name: str, content: bytes | str, *codes: str) -> Case:
    """A case whose bytes are short enough to write down; text is encoded as UTF-8."""
    data = content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content
    return Case(name, file_name, lambda: data, codes)
