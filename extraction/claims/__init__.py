"""Numeric claims of the running text, composed from tagged spans.

In: a passage and its spans. Out: ``ComposedClaim`` in passage offsets, and the cells that state
the same fact. Imports normalisation and models; knows nothing of statements.
"""

from extraction.claims.compose import ComposedClaim, spans_to_claims
from extraction.claims.quantities import Quantity, text_to_quantity
from extraction.claims.table_links import claim_to_cells

__all__ = ["ComposedClaim", "Quantity", "claim_to_cells", "spans_to_claims", "text_to_quantity"]
