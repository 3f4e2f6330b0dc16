"""The outline of a report and what it says of itself: sections, title, agency, year.

In: a document and its folded copy. Out: ``SectionSpan`` and ``Fields`` in frozen-text offsets.
Imports document and normalisation.
"""

from extraction.sections.fields import Fields, Found, document_to_fields
from extraction.sections.split import SectionSpan, folded_to_sections

__all__ = ["Fields", "Found", "SectionSpan", "document_to_fields", "folded_to_sections"]
