"""The table of layouts: what kind of file each is, and what it keeps."""

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
        text: what is drawn, in a few words, for tables of results.
    """

    name: str
    kind: Kind
    text: str
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
        Family("html_trs", "html", "web page, TRS", variant="trs"),
        Family("html_hanweb", "html", "web page, Hanweb", variant="hanweb"),
        Family("html_ucap", "html", "web page, UCAP", variant="ucap"),
        Family("html_gkmlpt", "html", "web page, Guangdong platform", variant="gkmlpt"),
        Family("html_vsb", "html", "web page, VSB, gb2312", variant="vsb"),
        Family("html_anhui", "html", "web page, Anhui platform", variant="anhui"),
        Family("html_word", "html", "web page, pasted from Word", variant="word"),
        Family("html_one_table", "html", "web page, all tables in one", variant="one_table"),
        Family("html_nested", "html", "web page, nested layout tables", variant="nested"),
        Family("docx", "docx", "DOCX, merged cells"),
        Family("pdf_ruled", "drawn", "PDF, ruled", variant="pdf_ruled"),
        Family("pdf_borderless", "drawn", "PDF, borderless", variant="pdf_borderless"),
        Family("pdf_split", "drawn", "PDF, rows broken over pages", variant="pdf_split"),
        Family("pdf_vertical", "drawn", "PDF, vertical labels and heads", variant="pdf_vertical"),
        Family("pdf_chromium", "chromium", "PDF, web page printed by Chromium"),
        Family("pdf_office", "office", "PDF, DOCX printed by LibreOffice"),
        Family("text_tsv", "text", "text, tabs (L01)"),
        Family("text_pipe_open", "text", "text, open pipes (L02)"),
        Family("text_pipe_runs", "text", "text, runs of pipes (L03)"),
        Family("text_cell_lines", "text", "text, a cell a line (L04)", keeps_gaps=False),
        Family("text_cell_pipe", "text", "text, a cell a line with pipes (L05)"),
        Family("text_space", "text", "text, spaces (L06)", keeps_gaps=False),
        Family("text_markdown_residue", "text", "text, tabs and Markdown residue (L07)"),
        Family("text_markdown_table", "text", "text, Markdown tables"),
        Family("text_fused", "fused", "text, cells fused (N52, N53)", keeps_gaps=False),
    )
}
