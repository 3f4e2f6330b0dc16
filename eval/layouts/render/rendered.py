"""What every renderer returns."""

from __future__ import annotations

from dataclasses import dataclass

from eval.layouts.cells import Truths


@dataclass(frozen=True, slots=True)
class Rendered:
    """A file: its bytes, the name it would be published under, and the truth about its cells."""

    data: bytes
    name: str
    truths: Truths
