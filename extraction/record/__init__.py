"""The record that extraction writes: its types, and how stages' results become one.

In: a document and what the stages found in it. Out: ``ReportRecord``. Imports document only.
"""

from extraction.record.model import (
    Approx,
    Cell,
    CellStatus,
    Check,
    Claim,
    Contradiction,
    ErrorEntry,
    Field,
    FurnitureEntry,
    ModelInfo,
    Number,
    PageBox,
    Reading,
    ReportRecord,
    Section,
    Source,
    Statement,
    SubSection,
    Table,
    Target,
)

__all__ = [
    "Approx",
    "Cell",
    "CellStatus",
    "Check",
    "Claim",
    "Contradiction",
    "ErrorEntry",
    "Field",
    "FurnitureEntry",
    "ModelInfo",
    "Number",
    "PageBox",
    "Reading",
    "ReportRecord",
    "Section",
    "Source",
    "Statement",
    "SubSection",
    "Table",
    "Target",
]
