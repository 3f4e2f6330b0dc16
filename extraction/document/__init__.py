"""What a report looks like, whatever file it came in: frozen text, lines, blocks, grids, boxes.

In: nothing. Out: the types that readers fill and all later stages read. Imports nothing of ours.
"""

from extraction.document.document import NOWHERE, Document, Placement
from extraction.document.grid import Grid, GridCell
from extraction.document.layout import Block, Box, Furniture, Glyph, Line, Page, union
from extraction.document.span import Span

__all__ = [
    "NOWHERE",
    "Block",
    "Box",
    "Document",
    "Furniture",
    "Glyph",
    "Grid",
    "GridCell",
    "Line",
    "Page",
    "Placement",
    "Span",
    "union",
]
