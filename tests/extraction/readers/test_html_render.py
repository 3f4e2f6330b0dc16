from __future__ import annotations

import pytest

from extraction.readers.html_line import join_lines
from tests.extraction.readers.html_builder import read_page, rows


def text_of(body: str) -> str:
    return read_page(body).text


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<p>甲</p><p>乙</p>", "甲\n乙\n"),
        ("甲<div>乙</div>丙", "甲\n乙\n丙\n"),
        ("<p>甲<br>乙<br/>丙</p>", "甲\n乙\n丙\n"),
        ("<p>甲<br></p><p>乙</p>", "甲\n乙\n"),
        ("<p>甲</p><p><br></p><p>乙</p>", "甲\n\n乙\n"),
        ("甲<br><br>乙", "甲\n\n乙\n"),
        ("<p>甲</p><p></p><p>  </p><p>乙</p>", "甲\n乙\n"),
        ("<br><br><p>甲</p>", "甲\n"),
        ("<p>甲</p><br><br><p>&nbsp;</p>", "甲\n"),
        ("<ul><li>甲<li>乙</ul>", "甲\n乙\n"),
        ("<p>甲<hr>乙", "甲\n乙\n"),
        ("<h2>甲<p>乙</h2>", "甲\n乙\n"),
    ],
)
def test_blocks_and_breaks_end_lines(body: str, text: str) -> None:
    assert text_of(body) == text


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<p>  2023 \n\t 年  </p>", "2023 年\n"),
        ("<p>甲 <b> 乙</b> 丙</p>", "甲 乙 丙\n"),
        ("<p>甲<b>乙</b>丙</p>", "甲乙丙\n"),
        ("<p>甲<span> </span>乙</p>", "甲 乙\n"),
        ("<p>甲 <br> 乙</p>", "甲\n乙\n"),
        ("<p>政府\n信息</p>", "政府 信息\n"),
        ("<p>&nbsp;甲&nbsp;&nbsp;乙</p>", "\u00a0甲\u00a0\u00a0乙\n"),
        ("<p>　　甲　乙</p>", "　　甲　乙\n"),
        ("<p>甲\u200b乙</p>", "甲\u200b乙\n"),
        ("<p>甲<wbr>乙</p>", "甲乙\n"),
        ("<p>甲\f乙</p>", "甲 乙\n"),
    ],
)
def test_white_space_collapses_as_in_a_browser(body: str, text: str) -> None:
    assert text_of(body) == text


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<p>甲&amp;乙&lt;丙&#19969;&#x4E01;&mdash;</p>", "甲&乙<丙丁丁—\n"),
        ("<p>甲&unknown;乙 & 丙</p>", "甲&unknown;乙 & 丙\n"),
        ("<p>&#x20000;</p>", "\U00020000\n"),
    ],
)
def test_references_are_resolved(body: str, text: str) -> None:
    assert text_of(body) == text


def test_preformatted_text_keeps_its_lines_and_blanks() -> None:
    assert (
        text_of("<pre>\n甲  1\n\n  <b>乙</b>  2\n</pre><p>丙  丁</p>")
        == "甲  1\n\n  乙  2\n丙 丁\n"
    )


def test_line_ends_of_windows_are_one_line_end_in_preformatted_text() -> None:
    assert text_of("<pre>甲\r\n乙\r丙</pre>") == "甲\n乙\n丙\n"


@pytest.mark.parametrize(
    "body",
    [
        "<p>甲</p><script>document.write('乙')</script>",
        "<p>甲</p><style>p { color: red }</style>",
        "<p>甲<!-- 乙 --></p>",
        "<p>甲</p><!--[if gte mso 9]><xml>乙</xml><![endif]-->",
        "<p>甲</p><noscript>乙</noscript><template><p>丙</p></template>",
        "<p>甲</p><iframe src='x.html'>乙</iframe><object data='x'>丙</object>",
        "<p>甲</p><select><option>乙</option></select><textarea>丙</textarea><button>丁</button>",
        "<p>甲<input value='乙'><img alt='丙' src='x.png'></p>",
        "<p>甲</p><svg><title>乙</title><text>丙</text></svg>",
    ],
)
def test_what_is_no_text_is_neither_text_nor_furniture(body: str) -> None:
    document = read_page(body)
    assert document.text == "甲\n"
    assert not document.furniture


@pytest.mark.parametrize(
    "hidden",
    [
        "<div style='display:none'>乙</div>",
        "<p style='color:red; DISPLAY : None'>乙</p>",
        "<span style='visibility: hidden'>乙</span>",
        "<div hidden><p>乙</p></div>",
        "<p style='mso-hide:all'>乙</p>",
        "<table style='display:none'><tr><td>乙</td></tr></table>",
    ],
)
def test_hidden_elements_are_left_out_and_listed(hidden: str) -> None:
    document = read_page(f"<p>甲</p>{hidden}")
    assert document.text == "甲\n"
    assert [entry.text for entry in document.furniture] == ["乙"]


def test_hidden_rows_and_cells_are_no_part_of_a_grid() -> None:
    document = read_page(
        "<table><tr><td>甲</td><td style='display:none'>9</td><td>1</td></tr>"
        "<tr style='display:none'><td>丙</td><td>3</td></tr><tr><td>乙</td><td>2</td></tr></table>"
    )
    assert rows(document) == [["甲", "1"], ["乙", "2"]]


def test_styles_can_make_a_line_of_a_span_and_none_of_a_paragraph() -> None:
    body = "<span style='display:block'>甲</span>乙<p style='display:inline'>丙</p>丁"
    assert text_of(body) == "甲\n乙丙丁\n"


@pytest.mark.parametrize(
    ("body", "kinds"),
    [
        ("<h3>甲</h3><p>乙</p>", ["heading", "paragraph"]),
        ("<p><strong>一、总体情况</strong></p>", ["heading"]),
        ("<p>　　<b>一、</b><b>总体情况</b></p>", ["heading"]),
        ("<p><span style='font-weight:bold'>一、总体情况</span></p>", ["heading"]),
        ("<p style='FONT-WEIGHT: 700'>一、总体情况</p>", ["heading"]),
        ("<p><b>（一）</b>甲</p>", ["paragraph"]),
        (f"<p><b>{'甲' * 61}</b></p>", ["paragraph"]),
        ("<p>&nbsp;</p><p>甲</p>", ["paragraph"]),
        ("<h2>甲<br>乙</h2>丙", ["heading", "heading", "paragraph"]),
    ],
)
def test_kinds_of_blocks(body: str, kinds: list[str]) -> None:
    assert [block.kind for block in read_page(body).blocks] == kinds


def test_lines_and_blocks_point_at_the_text() -> None:
    document = read_page("<h1>甲</h1><p>&nbsp;</p><p>乙<br>丙</p><table><tr><td>1<td>2</table>")
    text = document.text
    assert [text[line.start : line.end] for line in document.lines] == [
        "甲", "\u00a0", "乙", "丙", "1\t2",
    ]  # fmt: skip
    assert [(block.kind, text[block.start : block.end]) for block in document.blocks] == [
        ("heading", "甲"),
        ("paragraph", "乙"),
        ("paragraph", "丙"),
        ("table", "1\t2"),
    ]


def test_pasted_word_reads_like_any_page() -> None:
    body = (
        '<div class="WordSection1"><p class=MsoNormal style="text-indent:32pt;mso-char-indent:2">'
        '<![if !supportLists]><span lang=EN-US>1.<span style="font:7pt">&nbsp;</span></span>'
        "<![endif]>"
        "<span lang=EN-US>2023</span><st1:chsdate>年</st1:chsdate>共公开<o:p></o:p></p>"
        '<?xml:namespace prefix = o ns = "urn:schemas-microsoft-com:office:office" />'
        "<!--[if gte vml 1]><v:shape><v:textbox>图</v:textbox></v:shape><![endif]-->"
        "<p class=MsoNormal><o:p>&nbsp;</o:p></p><w:sdt><p>乙</p></w:sdt></div>"
    )
    assert text_of(body) == "1.\u00a02023年共公开\n\u00a0\n乙\n"


def test_pages_pasted_into_a_page_do_not_end_it() -> None:
    pasted = "<html><head><style>p{}</style></head><body><p>乙</p></body></html>"
    body = f"<div><p>甲</p>{pasted}<p>丙</p></div>"
    assert text_of(body) == "甲\n乙\n丙\n"


@pytest.mark.parametrize(
    ("lines", "joined"),
    [
        (["本年新", "制作数量"], "本年新制作数量"),
        (["危及", "“三安全一稳定”"], "危及“三安全一稳定”"),
        (["第（一）", "项"], "第（一）项"),
        (["12", "34"], "12 34"),
        (["1.", "属于国家秘密"], "1. 属于国家秘密"),
        (["甲\u00a0", "乙"], "甲\u00a0乙"),
        (["", "甲", "", "乙", ""], "甲乙"),
        (["2023", "年"], "2023 年"),
    ],
)
def test_lines_of_a_cell_run_on_in_chinese_only(lines: list[str], joined: str) -> None:
    assert join_lines(lines) == joined


@pytest.mark.parametrize(
    ("cell", "content"),
    [
        ("本年新<br/>制作数量", "本年新制作数量"),
        ("<p>科研</p><p>机构</p>", "科研机构"),
        ("<div>商业<br></div><div>企业</div>", "商业企业"),
        ("社会公益\n组织", "社会公益 组织"),
        ("&nbsp;5&nbsp;", "5"),
        ("　<span>5</span>　", "5"),
        ("<table><tr><td>7</td></tr></table>", "7"),
        ("<pre>1\n2</pre>", "1 2"),
        ("<p>&nbsp;</p>", ""),
        ("<!-- 3 --><script>4</script>", ""),
    ],
)
def test_a_cell_is_one_line(cell: str, content: str) -> None:
    document = read_page(f"<table><tr><td>甲</td><td>{cell}</td><td>丙</td></tr></table>")
    assert rows(document) == [["甲", content, "丙"]]
    assert document.text.count("\n") == 1


def test_blanks_around_a_cell_stay_in_the_text_but_not_in_the_cell() -> None:
    document = read_page("<table><tr><td>甲</td><td>&nbsp;5&nbsp;</td></tr></table>")
    assert document.text == "甲\t\u00a05\u00a0\n"
    assert (document.grids[0].cells[1].start, document.grids[0].cells[1].end) == (3, 4)


def test_an_empty_cell_stands_where_its_content_would() -> None:
    document = read_page("<table><tr><td>甲</td><td></td><td>1</td></tr></table>")
    assert document.text == "甲\t\t1\n"
    assert [(cell.start, cell.end) for cell in document.grids[0].cells] == [(0, 1), (2, 2), (3, 4)]


def test_text_with_tables_in_it_keeps_its_own_lines() -> None:
    body = "# 甲\n\n乙  丙\n<table><tr><td>1</td><td>2</td></tr></table>\n丁\n戊\n"
    assert text_of(body) == "# 甲\n\n乙 丙\n1\t2\n丁\n戊\n"
