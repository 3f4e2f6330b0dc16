"""Boxes as the record writes them."""

from __future__ import annotations

from extraction.document import Box
from extraction.record.model import Bbox


def box_to_bbox(box: Box | None) -> Bbox | None:
    """[x0, top, x1, bottom] in points with two decimals, a 7,000th of an inch."""
    if box is None:
        return None
    return (round(box.x0, 2), round(box.top, 2), round(box.x1, 2), round(box.bottom, 2))
