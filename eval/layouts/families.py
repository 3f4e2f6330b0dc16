"""The table of layouts: what kind of file each is, and what it keeps.

What people call them is in ``eval/messages.toml``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["html", "docx", "drawn", "chromium", "office", "text", "fused"]


@dataclass(frozen=True, slots=True)
class Family:
    """One layout.

    Attributes:
        keeps_gaps: whether an empty cell still shows where it stood. Where not, a row with a
            cell too few is known only as far as the form's arithmetic carries.
        variant: the site, manner or dump within its kind.
    """

    name: str
    kind: Kind
    keeps_gaps: bool = True
    variant: str = ""

    @property
    def suffix(self) -> str:
        """How the name of its files ends, where all end alike."""
        return {"html": ".html", "docx": ".docx", "text": ".txt", "fused": ".txt"}.get(
            self.kind, ".pdf"
        )


FAMILIES: dict[str, Family] = {
    family.name: family
    for family in (
        Family("html_trs", "html", variant="trs"),
        Family("html_hanweb", "html", variant="hanweb"),
        Family("html_ucap", "html", variant="ucap"),
        Family("html_gkmlpt", "html", variant="gkmlpt"),
        Family("html_vsb", "html", variant="vsb"),
        Family("html_anhui", "html", variant="anhui"),
        Family("html_word", "html", variant="word"),
        Family("html_one_table", "html", variant="one_table"),
        Family("html_nested", "html", variant="nested"),
        Family("docx", "docx"),
        Family("pdf_ruled", "drawn", variant="pdf_ruled"),
        Family("pdf_borderless", "drawn", variant="pdf_borderless"),
        Family("pdf_split", "drawn", variant="pdf_split"),
        Family("pdf_vertical", "drawn", variant="pdf_vertical"),
        Family("pdf_chromium", "chromium"),
        Family("pdf_office", "office"),
        Family("text_tsv", "text"),
        Family("text_pipe_open", "text"),
        Family("text_pipe_runs", "text"),
        Family("text_cell_lines", "text", keeps_gaps=False),
        Family("text_cell_pipe", "text"),
        Family("text_space", "text", keeps_gaps=False),
        Family("text_markdown_residue", "text"),
        Family("text_markdown_table", "text"),
        Family("text_fused", "fused", keeps_gaps=False),
    )
}
