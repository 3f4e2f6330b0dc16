"""The two copies of a report's text that later stages match on."""

from __future__ import annotations

from extraction.normalisation.characters import fold_characters
from extraction.normalisation.offsets import MatchingCopy
from extraction.normalisation.pinyin import drop_pinyin
from extraction.normalisation.script import to_simplified
from extraction.normalisation.spacing import drop_blanks, join_digits, join_lines


def text_to_folded(text: str) -> MatchingCopy:
    """Widths, script and readings folded; blanks, tabs and line ends as they stand.

    Headings and tables are matched on this copy.
    """
    return to_simplified(drop_pinyin(fold_characters(text)))


def folded_to_running(folded: MatchingCopy) -> MatchingCopy:
    """Paragraphs on one line each, without blanks beside Han characters and inside numbers.

    Running text is tagged on this copy.
    """
    return join_digits(drop_blanks(join_lines(folded)))
