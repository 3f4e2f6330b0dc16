"""Web pages: nesting, tables beyond measure, entities, and markup that never closes."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from tests.hostile.case import Case, fixed
from tests.hostile.good import PARAGRAPHS, html_report, html_table

_INNER = "".join(f"<p>{line}</p>" for line in PARAGRAPHS)
_NESTING_TAGS = ("div", "span", "table><tr><td", "ul><li", "font", "blockquote", "b", "section")


def cases() -> Iterator[Case]:
    yield from _nested()
    yield from _tables()
    yield from _entities()
    yield from _unclosed()
    yield from _oddities()


def page(before: str, after: str = "") -> bytes:
    return html_report(body=before + _INNER + html_table() + after).encode("utf-8", "surrogatepass")


def _nested() -> Iterator[Case]:
    for tag in _NESTING_TAGS:
        for depth in (200, 900, 5_000, 200_000):
            if depth > 5_000 and tag not in ("div", "font", "table><tr><td"):
                continue
            name = tag.replace("><", " ")
            yield Case(f"nested/{depth} of {name}", "report.html", partial(_deep, tag, depth))
    yield Case("nested/opened and never closed", "report.html", lambda: page("<div>" * 100_000))
    yield Case("nested/closed and never opened", "report.html", lambda: page("</div>" * 100_000))
    yield Case("nested/b and i in turn", "report.html", lambda: page("<b><p><i>" * 3_000))
    yield Case("nested/anchors", "report.html", lambda: page("<a href=x>a" * 20_000))
    yield Case("nested/forms", "report.html", lambda: page("<form>" * 20_000))
    yield Case("nested/tables unclosed", "report.html", lambda: page("<table>" * 20_000))
    yield Case(
        "nested/cells unclosed", "report.html", lambda: page("<table>" + "<tr><td>" * 50_000)
    )
    yield Case("nested/text at every depth", "report.html", lambda: page("<div>年报" * 900))
    wide = "<div>总体情况主动公开依申请公开行政复议</div>" * 20_000
    yield Case("nested/20,000 neighbours", "report.html", lambda: page(wide))


def _deep(tag: str, depth: int) -> bytes:
    opening = f"<{tag}>" * depth
    closing = "".join(f"</{name}>" for name in reversed(tag.split("><"))) * depth
    return html_report(body=opening + _INNER + closing).encode("utf-8")


def _tables() -> Iterator[Case]:
    sizes = {
        "one row of 100,000 cells": (1, 100_000),
        "100,000 rows of one cell": (100_000, 1),
        "400 rows of 400 cells": (400, 400),
        "1,000 rows of 1,000 cells": (1_000, 1_000),
    }
    for name, (rows, columns) in sizes.items():
        yield Case(f"table/{name}", "report.html", partial(_table_page, rows, columns, "1"))
    yield Case(
        "table/10,000 tables", "report.html", lambda: page("<table><tr><td>1</table>" * 10_000)
    )
    yield Case("table/1,900 tables", "report.html", lambda: page(html_table() * 1_900))
    spans = {
        "one colspan of a billion": '<tr><td colspan="1000000000">甲<td>乙',
        "one rowspan of a billion": '<tr><td rowspan="1000000000">甲<td>乙',
        "both of 65534": '<tr><td rowspan="65534" colspan="65534">甲<td>乙',
        "rowspan below zero": '<tr><td rowspan="-5" colspan="-7">甲<td>乙',
        "rowspan zero": '<tr><td rowspan="0">甲<td>乙<tr><td>丙',
        "spans that are no numbers": '<tr><td rowspan="１２" colspan="1e9">甲<td>乙',
        "a span of 10,000 digits": f'<tr><td colspan="{"9" * 10_000}">甲<td>乙',
    }
    for name, rows_markup in spans.items():
        yield fixed(f"span/{name}", "report.html", page(f"<table>{rows_markup}</table>"))
    many = '<tr><td rowspan="1000" colspan="1000">甲</td>' + "<td>乙</td>" * 5 + "</tr>"
    yield Case(
        "span/2,000 rows that each span a thousand", "report.html", partial(_rows, many, 2_000)
    )
    tall = "<tr>" + '<td rowspan="60000">甲</td>' * 100 + "</tr>"
    yield Case("span/1,900 rows of 100 tall cells", "report.html", partial(_rows, tall, 1_900))
    broad = "<tr>" + '<td colspan="1000">甲</td>' * 90 + "</tr>"
    yield Case("span/2,000 rows of 90 broad cells", "report.html", partial(_rows, broad, 2_000))
    both = "<tr>" + '<td rowspan="100" colspan="100">甲</td>' * 100 + "</tr>"
    yield Case(
        "span/1,900 rows of 100 cells that span 100 by 100",
        "report.html",
        partial(_rows, both, 1_900),
    )
    empty = "<tr></tr>"
    yield Case("table/500,000 empty rows", "report.html", partial(_rows, empty, 500_000))
    yield Case(
        "table/cells of 300,000 breaks", "report.html", partial(_table_page, 1, 2, "<br>" * 150_000)
    )
    yield Case(
        "table/a cell of 1.5 million characters",
        "report.html",
        partial(_table_page, 1, 2, "字 " * 380_000),
    )


def _table_page(rows: int, columns: int, text: str) -> bytes:
    return _rows("<tr>" + f"<td>{text}</td>" * columns + "</tr>", rows)


def _rows(row: str, times: int) -> bytes:
    return page(f"<table>{row * times}</table>")


def _entities() -> Iterator[Case]:
    bomb = '<!DOCTYPE html [<!ENTITY a0 "年报">'
    bomb += "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12)) + "]>"
    yield fixed("entity/billion laughs", "report.html", bomb + f"<html><body><p>&a11;</p>{_INNER}")
    external = '<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    yield fixed("entity/external", "report.html", external + f"<html><body><p>&x;</p>{_INNER}")
    remote = '<!DOCTYPE html SYSTEM "http://192.0.2.1/x.dtd">'
    yield fixed("entity/remote document type", "report.html", remote + f"<html><body>{_INNER}")
    xhtml = '<?xml version="1.0" encoding="gb2312"?>' + bomb
    yield fixed(
        "entity/billion laughs in xhtml", "report.xhtml", xhtml + f"<html><body>&a11;{_INNER}"
    )
    for name, reference in {
        "surrogate": "&#xD800;&#xDC00;",
        "null": "&#0;",
        "noncharacter": "&#xFFFF;",
        "too large": "&#99999999999999999999;",
        "below zero": "&#-1;",
        "empty": "&#;&#x;&;",
        "of 100,000 digits": "&#" + "0" * 100_000 + "65;",
        "unknown": "&nothing;",
        "unfinished": "&#x",
        "control": "&#1;&#27;&#127;&#159;",
    }.items():
        yield fixed(f"entity/{name}", "report.html", page(f"<p>{reference}年报{reference}</p>"))
    yield Case("entity/a million ampersands", "report.html", lambda: page("&" * 1_000_000))
    yield Case("entity/300,000 references", "report.html", lambda: page("&#24180;" * 300_000))


def _unclosed() -> Iterator[Case]:
    for name, opening in {
        "comment": "<!--",
        "script": "<script>",
        "style": "<style>",
        "title": "<title>",
        "textarea": "<textarea>",
        "select": "<select><option>",
        "plaintext": "<plaintext>",
        "xmp": "<xmp>",
        "cdata": "<![CDATA[",
        "instruction": "<?php ",
        "attribute": '<p title="',
        "tag": "<p class=x ",
        "noscript": "<noscript>",
        "iframe": "<iframe>",
        "template": "<template>",
        "svg": "<svg><title>",
        "math": "<math><mtext>",
        "frameset": "<frameset><frame>",
    }.items():
        yield fixed(f"unclosed/{name} at the start", "report.html", page(opening))
        yield fixed(f"unclosed/{name} at the end", "report.html", page("", opening))
    for name, piece in {
        "angle brackets": "<",
        "open tags": "<a ",
        "quotes in tags": '<a "',
        "comments": "<!-",
        "attributes": "<a b='",
        "tags of nothing": "<>",
        "ends of nothing": "</>",
        "instructions": "<?",
        "marked sections": "<![",
        "slashes": "<a/",
    }.items():
        yield Case(f"unclosed/60,000 {name}", "report.html", partial(_many, piece, 60_000))
    for name, piece in {"angle brackets": "<", "quotes in tags": '<a "'}.items():
        yield Case(f"unclosed/million {name}", "report.html", partial(_many, piece, 1_000_000))


def _many(piece: str, times: int) -> bytes:
    return page(piece * times)


def _oddities() -> Iterator[Case]:
    attributes = " ".join(f'a{n}="{n}"' for n in range(100_000))
    yield Case("odd/100,000 attributes", "report.html", lambda: page(f"<p {attributes}>年报</p>"))
    long_name = "a" * 500_000
    yield Case(
        "odd/a tag name of half a million letters", "report.html", lambda: page(f"<{long_name}>")
    )
    long_class = "nav " * 300_000
    yield Case(
        "odd/a class of a million letters",
        "report.html",
        lambda: page(f'<div class="{long_class}">x</div>'),
    )
    yield Case(
        "odd/a picture of 20 MB inside",
        "report.html",
        lambda: page(f'<img src="data:;base64,{"A" * 20_000_000}">'),
    )
    yield Case(
        "odd/a script of 5 MB",
        "report.html",
        lambda: page(f"<script>{'x<y;' * 1_250_000}</script>"),
    )
    links = '<li><a href="/x.html">相关链接主动公开</a></li>'
    yield Case("odd/30,000 links", "report.html", lambda: page(f"<ul>{links * 30_000}</ul>"))
    yield Case("odd/300,000 breaks", "report.html", lambda: page("<br>" * 300_000))
    yield Case("odd/100,000 empty paragraphs", "report.html", lambda: page("<p></p>" * 100_000))
    yield Case("odd/40,000 headings", "report.html", lambda: page("<h2>一、总体情况</h2>" * 40_000))
    yield Case("odd/600 reports on one page", "report.html", lambda: page(_INNER * 600))
    preformatted = "<pre>" + "年报  \n" * 100_000 + "</pre>"
    yield Case("odd/100,000 preformatted lines", "report.html", lambda: page(preformatted))
    yield fixed(
        "odd/two bodies", "report.html", page("</body><body>", "</body></html><html><body>")
    )
    yield fixed("odd/hidden everything", "report.html", page('<div style="display:none">'))
    yield fixed(
        "odd/refresh",
        "report.html",
        page('<meta http-equiv="refresh" content="0;url=http://192.0.2.1/">'),
    )
    yield fixed(
        "odd/base and frames",
        "report.html",
        page('<base href="http://192.0.2.1/"><iframe src="x"></iframe>'),
    )
    yield fixed(
        "odd/xml declaration of another encoding",
        "report.html",
        b'<?xml version="1.0" encoding="utf-16"?>' + page(""),
    )
    yield fixed(
        "odd/nulls between letters of tags", "report.html", page("").replace(b"<p>", b"<\x00p\x00>")
    )
    yield fixed(
        "odd/only a head", "report.html", "<html><head><title>年报</title></head></html>", "no_text"
    )
    yield fixed("odd/upper and lower", "report.html", page("").upper())
    yield fixed("odd/no container", "report.html", _INNER)
