"""Copies of a text for matching, with the way back to the frozen text, and numbers in cells.

In: frozen text. Out: ``MatchingCopy`` and ``CellReading``. Imports document only.
"""

from extraction.normalisation.copies import folded_to_running, text_to_folded
from extraction.normalisation.numbers import CellReading, cell_to_reading
from extraction.normalisation.offsets import MatchingCopy

__all__ = [
    "CellReading",
    "MatchingCopy",
    "cell_to_reading",
    "folded_to_running",
    "text_to_folded",
]
