"""One self-contained page for a run, or for two runs over the same data.

In: a run, or a comparison, and a language. Out: HTML. Figures come from ``eval.summary`` and
``eval.comparison``, their words from ``eval.wording``; nothing is scored or judged here. Whatever
a document says reaches the page as text.
"""

from eval.scorecard.comparison_page import comparison_to_html
from eval.scorecard.run_page import run_to_html

__all__ = ["comparison_to_html", "run_to_html"]
