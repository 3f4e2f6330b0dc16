"""The record that extraction writes: its types, and how stages' results become one.

In: a document and what the stages found in it. Out: ``ReportRecord``. Imports document only.
"""

from extraction.record.model import (
    Cell,
    Check,
    Claim,
    Contradiction,
    ErrorEntry,
    Field,
    FurnitureEntry,
    ModelInfo,
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
    "Cell",
    "Check",
    "Claim",
    "Contradiction",
    "ErrorEntry",
    "Field",
    "FurnitureEntry",
    "ModelInfo",
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
