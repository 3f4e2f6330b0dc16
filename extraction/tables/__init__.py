"""The statutory tables cell by cell, matched by their labels, checked by their own arithmetic.

In: a document, its folded copy, its sections. Out: ``ReadTable`` with frozen-text offsets.
Imports document, normalisation, sections.
"""

from extraction.tables.read import ReadCell, ReadTable, document_to_tables

__all__ = ["ReadCell", "ReadTable", "document_to_tables"]
