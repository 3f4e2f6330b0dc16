"""What building the starting checkpoint refuses."""

from __future__ import annotations


class UnreadableSource(ValueError):
    """The source of an encoder is not one that can be built from; the message says why."""
