"""Problems, measures taken and commitments of the running text, composed from tagged spans.

In: a passage and its spans. Out: ``ComposedStatement`` in passage offsets. Imports models; knows
nothing of claims.
"""

from extraction.statements.compose import ComposedStatement, link_answers, spans_to_statements

__all__ = ["ComposedStatement", "link_answers", "spans_to_statements"]
