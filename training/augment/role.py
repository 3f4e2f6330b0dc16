"""What an augmenter is."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from numpy.random import Generator

from training.dataset.examples import Example

Augmenter = Callable[[Example, Generator], Iterator[Example]]
"""Draws from the generator and from nowhere else; the spans stay exact."""
