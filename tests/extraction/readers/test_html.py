from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

import lxml.html
import pytest

from extraction.errors import UnreadableReport
from extraction.readers.html import page_title_to_title, read_html
from extraction.readers.role import Limits
from tests.extraction.readers.html_builder import (
    REPORT,
    REPORT_LINES,
    TITLE,
    page,
    prose,
    read_page,
    rows,
)

SHARED = Path(os.environ.get("GONGKAI_SHARED") or Path(__file__).parents[4] / "shared")
PAGES = SHARED / "corpus" / "html"


def read(data: bytes, limits: Limits | None = None) -> str:
    return read_html(data, limits=limits or Limits()).text


def code_of(data: bytes | str, limits: Limits | None = None) -> str:
    with pytest.raises(UnreadableReport) as caught:
        read(data.encode("utf-8") if isinstance(data, str) else data, limits)
    return caught.value.code


# ---- the document


def test_the_document_says_what_it_was_read_from() -> None:
    document = read_page(f"<h1>{TITLE}</h1>{REPORT}")
    assert (document.reader, document.media_type) == ("html", "text/html")
    assert (document.text_rules, document.encoding) == (1, "utf-8")
    assert prose(document) == [TITLE, *REPORT_LINES]


# ---- encodings


@pytest.mark.parametrize("declared", ["utf-8", "gb2312", "gbk", "big5", "iso-8859-1", "utf-16", ""])
@pytest.mark.parametrize(
    ("codec", "name"),
    [("utf-8", "utf-8"), ("gb18030", "gb18030"), ("utf-8-sig", "utf-8"), ("utf-16", "utf-16-le")],
)
def test_pages_come_out_right_whatever_they_declare(codec: str, name: str, declared: str) -> None:
    head = f'<meta http-equiv="Content-Type" content="text/html; charset={declared}">'
    document = read_html(page(f"<p>{TITLE}</p>", head=head).encode(codec), limits=Limits())
    assert document.text == f"{TITLE}\n"
    assert document.encoding == name


@pytest.mark.parametrize(
    "head", ["<meta charset=big5>", "<META content='text/html;charset=\"Big5\"'>", ""]
)
def test_big5_pages_are_read(head: str) -> None:
    title = "嵐溪縣水務局2023年政府信息公開工作年度報告"
    assert read(page(f"<p>{title}</p>", head=head).encode("big5")) == f"{title}\n"


def test_an_encoding_declared_in_xml_counts() -> None:
    data = '<?xml version="1.0" encoding="Shift_JIS"?><html><body><p>営業、年次</p></body></html>'
    document = read_html(data.encode("cp932"), limits=Limits())
    assert (document.text, document.encoding) == ("営業、年次\n", "cp932")


def test_a_cut_page_ends_with_what_there_is() -> None:
    data = page(f"<p>{TITLE}</p>").encode("gb18030")
    cut = data[: data.index("年度".encode("gb18030")) + 3]
    assert read(cut) == f"{TITLE.partition('年度')[0]}年\ufffd\n"


# ---- metadata


@pytest.mark.parametrize(
    ("head", "key", "value"),
    [
        (f'<meta name="ArticleTitle" content="{TITLE}">', "title", TITLE),
        (f'<title>别的</title><meta name="articletitle" content=" {TITLE}\n">', "title", TITLE),
        (f"<title>{TITLE}_年报_岚溪县</title>", "title", TITLE),
        ('<meta name="ContentSource" content="岚溪县水务局">', "agency", "岚溪县水务局"),
        ('<meta name="Author" content="岚溪县水务局">', "agency", "岚溪县水务局"),
        (
            '<meta name="Author" content="李四"><meta name="ContentSource" content="县水务局">',
            "agency",
            "县水务局",
        ),
        ('<meta name="PubDate" content="2024-03-08 15:34">', "published", "2024-03-08"),
        ('<meta name="publishdate" content="2024/1/5">', "published", "2024-01-05"),
        ('<meta name="Url" content="https://a.example/t.htm">', "url", "https://a.example/t.htm"),
        ('<meta property="og:url" content="https://a.example/">', "url", "https://a.example/"),
        ('<meta name="author" content="admin">', "author", "admin"),
    ],
)
def test_metadata_of_the_head(head: str, key: str, value: str) -> None:
    assert read_page("<p>甲</p>", head=head).metadata[key] == value


@pytest.mark.parametrize(
    "head",
    [
        '<meta name="ArticleTitle" content=""><meta name="PubDate" content="不详">',
        "<title> </title>",
        "",
    ],
)
def test_empty_metadata_are_left_out(head: str) -> None:
    assert read_page("<p>甲</p>", head=head).metadata == {}


def test_an_author_in_latin_letters_is_no_agency() -> None:
    document = read_page("<p>甲</p>", head='<meta name="author" content="admin">')
    assert "agency" not in document.metadata


@pytest.mark.parametrize(
    ("page_title", "title"),
    [
        (TITLE, TITLE),
        (f"{TITLE}_政府信息公开年报_岚溪县人民政府", TITLE),
        (f"{TITLE} - 岚溪县人民政府门户网站", TITLE),
        (f"{TITLE}-岚溪", TITLE),
        (f"{TITLE} | 岚溪", TITLE),
        (f"岚溪县人民政府 | {TITLE}", TITLE),
        (f"政府信息公开年报_{TITLE}", TITLE),
        ("2022-2023年政府信息公开工作年度报告", "2022-2023年政府信息公开工作年度报告"),
        ("水务局年报_岚溪县", "水务局年报"),
        ("", ""),
    ],
)
def test_site_names_are_taken_off_the_title(page_title: str, title: str) -> None:
    assert page_title_to_title(page_title) == title


# ---- pages without text


@pytest.mark.parametrize(
    "data",
    [
        page(""),
        page("<p>&nbsp;</p><br><div>　</div>"),
        page("<script>document.write('甲')</script><noscript>乙</noscript>"),
        page(f"<div style='display:none'>{REPORT}</div>"),
        page("<p>打印本页 关闭窗口</p>"),
        page("<iframe src='report.pdf'></iframe><img src='1.png'>"),
        "<html><head><title>年报</title></head></html>",
        "<html><frameset><frame src='a.html'></frameset></html>",
        "<!-- 甲",
    ],
)
def test_pages_without_usable_text_hold_no_text(data: str) -> None:
    assert code_of(data) == "no_text"


# ---- hostile pages, each within seconds


def test_binary_data_are_refused() -> None:
    assert code_of(b"<html>" + bytes(range(32)) * 50) == "binary"


@pytest.mark.parametrize("tag", ["div", "span", "b", "font", "blockquote", "ul><li", "section"])
@pytest.mark.parametrize("closed", [True, False])
def test_a_hundred_thousand_nested_tags_are_refused(tag: str, closed: bool) -> None:
    end = "".join(f"</{name}>" for name in reversed(tag.split("><"))) if closed else ""
    assert code_of(page(f"<{tag}>" * 100_000 + "甲" + end * 100_000)) == "too_complex"


def test_nesting_is_read_up_to_the_limit() -> None:
    limits = Limits(nesting=50)
    assert read(page("<div>" * 40 + "甲" + "</div>" * 40).encode(), limits) == "甲\n"
    assert code_of(page("<div>" * 60 + "甲"), limits) == "too_complex"


def test_tables_nested_up_to_the_limit_are_unwrapped() -> None:
    depth = 80
    body = "<table><tr><td>" * depth + "<p>甲</p>" + "</td></tr></table>" * depth
    assert read(page(body).encode()) == "甲\n"


@pytest.mark.parametrize("end", ["&a9;", "&a9;" * 1000])
def test_entities_of_a_document_type_are_not_expanded(end: str) -> None:
    bomb = '<!DOCTYPE html [<!ENTITY a0 "年报">'
    bomb += "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10)) + "]>"
    text = read(f"{bomb}<html><body><p>甲</p><p>{end}</p></body></html>".encode())
    assert text == f"甲\n{end}\n"


def test_external_entities_are_not_fetched(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("机密", encoding="utf-8")
    data = f'<!DOCTYPE html [<!ENTITY x SYSTEM "{secret.as_uri()}">]><html><body><p>甲&x;</p>'
    assert read(data.encode()) == "甲&x;\n"


def test_one_line_of_fifty_megabytes_is_refused() -> None:
    assert code_of(page(f"<p>{'x' * 50_000_000}</p>")) == "too_large"


def test_one_line_of_a_million_characters_is_read() -> None:
    line = "甲" * 1_000_000
    assert read(page(f"<p>{line}</p>").encode()) == f"{line}\n"


def test_a_picture_of_twenty_megabytes_inside_does_no_harm() -> None:
    body = f'<img src="data:image/png;base64,{"A" * 20_000_000}"><p>甲</p>'
    assert read(page(body).encode()) == "甲\n"


def test_ten_thousand_tables_are_refused() -> None:
    assert code_of(page("<table><tr><td>1</td><td>2</td></tr></table>" * 10_000)) == "too_complex"


def test_too_many_cells_are_refused() -> None:
    body = f"<table>{'<tr>' + '<td>1</td>' * 500 + '</tr>'}</table>"
    assert code_of(page(body), Limits(table_cells=499)) == "too_complex"


def test_too_many_elements_are_refused() -> None:
    assert code_of(page("<i>" + "</i><i>" * 450_000)) == "too_complex"


HEAVY: dict[str, Callable[[], str]] = {
    "attributes": lambda: f"<p {' '.join(f'a{n}={n}' for n in range(100_000))}>甲</p>",
    "quotes in tags": lambda: '<a "' * 200_000 + ">甲",
    "angle brackets": lambda: "<" * 500_000 + "甲",
    "ampersands": lambda: "&" * 500_000 + "甲",
    "breaks": lambda: "<br>" * 300_000 + "甲",
    "class names": lambda: f"<div class='{'nav ' * 200_000}'>甲</div><p>甲</p>",
    "blanks": lambda: "<p>甲</p>" + " \u00a0" * 300_000,
    "links": lambda: "<a href=x>乙</a>" * 50_000 + "<p>甲。</p>",
    "neighbours": lambda: "<div>总体情况</div>" * 50_000 + "甲",
    "rows": lambda: f"<table>{'<tr><td>甲</td><td>1</td></tr>' * 50_000}</table>",
    "breaks in a cell": lambda: f"<table><tr><td>{'<br>' * 200_000}甲<td>1</table>",
    "furniture": lambda: "<p>打印 关闭</p>" * 50_000 + "甲",
}


@pytest.mark.parametrize("name", HEAVY)
def test_heavy_pages_are_read_within_seconds(name: str) -> None:
    data = page(HEAVY[name]()).encode("utf-8")
    started = time.process_time()
    assert "甲" in read(data)
    assert time.process_time() - started < 10


# ---- real pages


@pytest.mark.corpus
@pytest.mark.parametrize("name", ["pingtan-2019.html", "pingtan-2023.html"])
def test_tables_of_real_pages_come_out_cell_by_cell(name: str) -> None:
    if not PAGES.is_dir():
        pytest.skip("the shared corpus is absent")
    data = (PAGES / name).read_bytes()
    document = read_html(data, limits=Limits())
    tables = list(lxml.html.fromstring(data.decode("utf-8")).iter("table"))
    assert len(document.grids) == len(tables) == 3
    for grid, table in zip(document.grids, tables, strict=True):
        printed = [
            ["".join("".join(map(str, cell.itertext())).split()) for cell in row.iter("td", "th")]
            for row in table.iter("tr")
        ]
        read_cells = [["".join(cell.split()) for cell in row] for row in rows(document, grid)]
        assert read_cells == printed
        assert sum(cell.rowspan * cell.colspan for cell in grid.cells) == grid.n_rows * grid.n_cols
