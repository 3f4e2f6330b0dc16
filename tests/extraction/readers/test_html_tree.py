from __future__ import annotations

import pytest

from extraction.errors import UnreadableReport
from extraction.readers.html_tree import Node, Tree, markup_to_tree
from extraction.readers.role import Limits


def parse(source: str) -> Tree:
    return markup_to_tree(source, Limits())


def outline(node: Node) -> str:
    """The tree as a line: tag(child text child)."""
    inner = " ".join(child if isinstance(child, str) else outline(child) for child in node.children)
    return f"{node.tag}({inner})"


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<p>甲<p>乙", "body(p(甲) p(乙))"),
        ("<b>甲<i>乙</b>", "body(b(甲 i(乙)))"),
        ("<DIV>甲</DIV>", "body(div(甲))"),
        ("<p>甲</p></body></html><p>乙</p>", "body(p(甲) p(乙))"),
        ("<p>甲</p><body><p>乙</p></body>", "body(p(甲) p(乙))"),
        ("<script>甲</script><style>乙</style><p>丙", "body(script() style() p(丙))"),
        ("<div>甲\x00\x0b乙\ufffe</div>", "body(div(甲乙))"),
    ],
)
def test_markup_is_repaired(source: str, expected: str) -> None:
    assert outline(parse(f"<html><head></head><body>{source}").body) == expected


def test_nodes_know_their_parents() -> None:
    body = parse("<div><p>甲</p></div>").body
    (div,) = body.elements()
    (paragraph,) = div.elements()
    assert paragraph.parent is div
    assert div.parent is body


@pytest.mark.parametrize(
    ("markup", "is_block", "is_shown"),
    [
        ("<div>", True, True),
        ("<span>", False, True),
        ("<o:p>", False, True),
        ("<span style='display: BLOCK'>", True, True),
        ("<div style='display:inline'>", False, True),
        ("<div style='display:inline-block'>", True, True),
        ("<div hidden>", True, False),
        ("<div hidden='until-found'>", True, True),
        ("<div style='visibility:hidden'>", True, False),
        ("<div style='display:none !important'>", True, False),
        ("<svg>", False, False),
    ],
)
def test_how_an_element_looks(markup: str, is_block: bool, is_shown: bool) -> None:
    (node,) = parse(f"<body>{markup}甲").body.elements()
    assert (node.is_block, node.is_shown) == (is_block, is_shown)


def test_what_describes_the_page_is_listed() -> None:
    tree = parse("<head><title>甲</title><meta name=a content=b></head><body><p>乙<br></p>")
    assert [node.tag for node in tree.described] == ["title", "meta"]
    assert {"p", "br"} <= tree.line_tags
    assert "table" not in tree.line_tags


@pytest.mark.parametrize(
    ("limits", "source"),
    [
        (Limits(nesting=10), "<div>" * 20),
        (Limits(tables=3), "<table></table>" * 4),
        (Limits(table_cells=3), "<table><tr><td><td><th><td></table>"),
    ],
)
def test_bounds(limits: Limits, source: str) -> None:
    with pytest.raises(UnreadableReport) as caught:
        markup_to_tree(source, limits)
    assert caught.value.code == "too_complex"


def test_no_markup_is_no_text() -> None:
    with pytest.raises(UnreadableReport) as caught:
        parse("")
    assert caught.value.code == "no_text"
