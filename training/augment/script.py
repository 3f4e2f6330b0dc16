"""Simplified texts in traditional characters, character by character, as some sources print them.

Extraction folds them back, not always to the character that stood there: this is what is learned.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache

import opencc
from numpy.random import Generator

from training.dataset.examples import Example


@cache
def _converter() -> opencc.OpenCC:
    return opencc.OpenCC("s2t")


def to_traditional(example: Example, rng: Generator) -> Iterator[Example]:  # noqa: ARG001
    """The whole text converted; itself where the conversion would change its length."""
    text: str = _converter().convert(example.text)
    yield replace(example, text=text) if len(text) == len(example.text) else example
