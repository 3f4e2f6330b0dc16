"""One report's record as one self-contained web page, all of it beside its place in the text.

In: a record, the frozen text it was read from, a language, and the document where it is at hand.
Out: HTML. Imports document, record, tables.form and the messages; nothing of the stages.
"""

from extraction.show.page import record_to_html

__all__ = ["record_to_html"]
