"""Web pages to documents: bytes to tree, tree to the report's part, that part to frozen text.

Each of these is a module of its own (``encodings``, ``html_tree``, ``html_content``,
``html_render``); here they are put together and the page's metadata are read.
"""

from __future__ import annotations

import re

from extraction.document import Document, Furniture
from extraction.errors import UnreadableReport
from extraction.readers.dates import text_to_iso_date
from extraction.readers.encodings import bytes_to_text
from extraction.readers.html_content import is_title, page_to_content
from extraction.readers.html_facts import body_to_page
from extraction.readers.html_render import Renderer
from extraction.readers.html_tree import Tree, markup_to_tree
from extraction.readers.role import Limits

TEXT_RULES = 1
_HEAD_BYTES = 8192
_CHARSET = re.compile(
    rb"<meta\b[^>]{0,300}?\bcharset\s*=\s*[\"']?\s*([\w\-:]{2,30})"
    rb"|<\?xml\b[^>]{0,100}?\bencoding\s*=\s*[\"']([\w\-:]{2,30})",
    re.IGNORECASE,
)
# Names of meta elements -> keys of Document.metadata, the better source first.
_META_NAMES: tuple[tuple[str, str], ...] = (
    ("articletitle", "title"),
    ("og:title", "title"),
    ("contentsource", "agency"),
    ("author", "agency"),
    ("pubdate", "published"),
    ("publishdate", "published"),
    ("firstpublishedtime", "published"),
    ("article:published_time", "published"),
    ("url", "url"),
    ("og:url", "url"),
    ("author", "author"),
)
_HAN = re.compile(r"[\u3400-\u9fff]")
# What sets the site's name apart from the page's: an underscore or a bar anywhere, a dash.
_TITLE_BREAK = re.compile(r"\s*[_|｜]+\s*|\s*[—–－]{1,2}\s*|\s*-{1,2}\s*(?!\d)")
# The elements of tables, of which Markdown may hold some among its own lines.
_TABLE_ONLY = frozenset("html head body table thead tbody tfoot tr td th caption".split())


def read_html(data: bytes, *, limits: Limits, declared: str | None = None) -> Document:
    """The report on a page, without what the site puts around it.

    Scripts, styles and comments are no text; other things left out are listed as furniture.

    Args:
        declared: the encoding that stands outside of the page; it goes before the page's own.

    Raises:
        UnreadableReport: binary, encoding, too_complex, too_large, no_text.
    """
    decoded = bytes_to_text(data, declared=declared or _declared_charset(data))
    tree = markup_to_tree(decoded.text, limits)
    metadata = tree_to_metadata(tree)
    page = body_to_page(tree.body)
    content = page_to_content(page, tree.body, metadata.get("title"))
    # text with tables in it keeps its own lines: no other element ends one
    only_tables = "table" in tree.line_tags and tree.line_tags <= _TABLE_ONLY
    renderer = Renderer(page, limits, keep_lines=only_tables)
    if content.title is not None:
        renderer.add_title(content.title)
    renderer.render(content.element)
    drawn = renderer.finish()
    if not drawn.text.strip():
        raise UnreadableReport("no_text", "the page holds no text of its own")
    return Document(
        text=drawn.text,
        media_type="text/html",
        reader="html",
        text_rules=TEXT_RULES,
        encoding=decoded.encoding,
        lines=drawn.lines,
        blocks=drawn.blocks,
        grids=drawn.grids,
        furniture=tuple(map(Furniture, (*content.beside, *drawn.left_out))),
        metadata=metadata,
    )


def _declared_charset(data: bytes) -> str | None:
    match = _CHARSET.search(data[:_HEAD_BYTES])
    return (match[1] or match[2]).decode("ascii", errors="replace") if match else None


def tree_to_metadata(tree: Tree) -> dict[str, str]:
    """What the page says of itself, under the keys of ``Document.metadata``."""
    said: dict[str, str] = {}
    titles: list[str] = []
    for node in tree.described:
        if node.tag == "meta":
            name = node.attributes.get("name") or node.attributes.get("property") or ""
            content = " ".join((node.attributes.get("content") or "").split())
            if name and content:
                said.setdefault(name.strip().lower(), content)
        elif not titles:
            titles.append("".join(text for text in node.children if isinstance(text, str)))
    found: dict[str, str] = {}
    for name, key in _META_NAMES:
        value = said.get(name)
        if value and key == "published":
            value = text_to_iso_date(value)
        if value and (key != "agency" or _HAN.search(value)):
            found.setdefault(key, value)
    if "title" not in found and titles:
        plain = page_title_to_title(titles[0])
        if plain:
            found["title"] = plain
    return found


def page_title_to_title(page_title: str) -> str:
    """The title of the article in a page's title, without the names of column and site."""
    plain = " ".join(page_title.split())
    parts = [part for part in _TITLE_BREAK.split(plain) if part]
    if len(parts) < 2:
        return plain
    return next((part for part in parts if is_title(part, None)), parts[0])
