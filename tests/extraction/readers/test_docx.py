"""The text of a DOCX: paragraphs, runs, fields, tracked changes, boxes, controls, furniture."""

from __future__ import annotations

import pytest

from extraction.document import Document
from extraction.errors import UnreadableReport
from extraction.readers.docx import read_docx
from extraction.readers.role import Limits
from tests.extraction.readers.docx_builder import docx, paragraph, run, style, table

_HIDDEN = "<w:vanish/>"


def read(body: str, **options: object) -> Document:
    return read_docx(docx(body, **options), limits=Limits())  # type: ignore[arg-type]


def field_mark(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def code(text: str) -> str:
    return f"<w:r><w:instrText>{text}</w:instrText></w:r>"


def box(content: str) -> str:
    return f"<wps:txbx><w:txbxContent>{content}</w:txbxContent></wps:txbx>"


def test_a_paragraph_is_a_line_and_an_empty_one_an_empty_line() -> None:
    body = paragraph("甲县水务局") + paragraph() + paragraph("2023年度报告")
    assert read(body).text == "甲县水务局\n\n2023年度报告"


def test_runs_of_a_paragraph_are_joined_by_nothing() -> None:
    assert read(paragraph(run("收到申请"), run("12"), run("件"))).text == "收到申请12件"


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("<w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t></w:r>", "甲\t乙"),
        ("<w:r><w:t>甲</w:t><w:br/><w:t>乙</w:t></w:r>", "甲\n乙"),
        ("<w:r><w:t>甲</w:t><w:cr/><w:t>乙</w:t></w:r>", "甲\n乙"),
        ('<w:r><w:t>甲</w:t><w:br w:type="page"/><w:t>乙</w:t></w:r>', "甲\n乙"),
        ('<w:r><w:br w:type="page"/><w:t>乙</w:t><w:br w:type="page"/></w:r>', "乙"),
        ("<w:r><w:t>2023</w:t><w:noBreakHyphen/><w:t>12</w:t></w:r>", "2023-12"),
        ("<w:r><w:t>甲</w:t><w:softHyphen/><w:t>乙</w:t></w:r>", "甲乙"),
        ('<w:r><w:sym w:font="Wingdings" w:char="F0FE"/><w:t>是</w:t></w:r>', "☑是"),
        ('<w:r><w:sym w:font="Wingdings 2" w:char="0052"/><w:t>是</w:t></w:r>', "☑是"),
        ('<w:r><w:sym w:font="Foreign" w:char="F041"/><w:t>是</w:t></w:r>', "\uf041是"),
        ('<w:r><w:sym w:font="Foreign" w:char="D800"/><w:t>是</w:t></w:r>', "是"),
        ("<w:r><w:t> 甲 </w:t></w:r><w:r><w:t>乙</w:t></w:r>", "甲乙"),
        ('<w:r><w:t xml:space="preserve">甲 </w:t></w:r><w:r><w:t>乙</w:t></w:r>', "甲 乙"),
        ('<w:r><w:t xml:space="preserve">甲\n乙</w:t></w:r>', "甲 乙"),
        ("<w:r><w:t>甲&#160;</w:t></w:r><w:r><w:t>乙</w:t></w:r>", "甲\u00a0乙"),
    ],
)
def test_characters_that_markup_stands_for(content: str, text: str) -> None:
    assert read(paragraph(content)).text == text


def test_a_link_keeps_its_text() -> None:
    link = f'<w:hyperlink r:id="rId9">{run("门户网站")}</w:hyperlink>'
    assert read(paragraph("见", link, "。")).text == "见门户网站。"


def test_a_fields_result_is_kept_and_its_code_is_not() -> None:
    parts = (field_mark("begin"), code(" DATE "), field_mark("separate"), run("2024年1月"))
    assert read(paragraph("日期：", *parts, field_mark("end"), "止")).text == "日期：2024年1月止"


def test_results_of_fields_inside_a_fields_code_are_code() -> None:
    inner = field_mark("begin") + code("PAGE") + field_mark("separate") + run("7")
    inner += field_mark("end")
    parts = (field_mark("begin"), code("IF "), inner, field_mark("separate"), run("甲"))
    assert read(paragraph(*parts, field_mark("end"), "乙")).text == "甲乙"


def test_a_field_result_may_run_over_paragraphs() -> None:
    first = paragraph(field_mark("begin"), code("TOC"), field_mark("separate"), run("一、总体情况"))
    last = paragraph(run("二、主动公开"), field_mark("end"))
    assert read(first + last + paragraph("正文")).text == "一、总体情况\n二、主动公开\n正文"


def test_a_field_that_is_never_closed_swallows_no_later_paragraph() -> None:
    assert read(paragraph(field_mark("begin"), code("X")) + paragraph("正文")).text == "\n正文"


def test_a_simple_field_keeps_its_result() -> None:
    simple = f'<w:fldSimple w:instr="NUMPAGES">{run("6")}</w:fldSimple>'
    assert read(paragraph("共", simple, "页")).text == "共6页"


def test_insertions_stay_and_deletions_go() -> None:
    inserted = f"<w:ins>{run('35')}</w:ins>"
    deleted = "<w:del><w:r><w:delText>53</w:delText></w:r></w:del>"
    assert read(paragraph("受理", deleted, inserted, "件")).text == "受理35件"


def test_moved_text_stands_where_it_went() -> None:
    source = paragraph("甲", f"<w:moveFrom>{run('移')}</w:moveFrom>")
    target = paragraph("乙", f"<w:moveTo>{run('移')}</w:moveTo>")
    assert read(source + target).text == "甲\n乙移"


def test_a_deleted_paragraph_mark_joins_the_next_paragraph() -> None:
    body = paragraph("前半", properties="<w:rPr><w:del/></w:rPr>") + paragraph("后半")
    assert read(body + paragraph("另")).text == "前半后半\n另"


def test_a_wholly_deleted_paragraph_leaves_no_line() -> None:
    gone = paragraph(
        "<w:del><w:r><w:delText>删</w:delText></w:r></w:del>",
        properties="<w:rPr><w:del/></w:rPr>",
    )
    assert read(paragraph("甲") + gone + paragraph("乙")).text == "甲\n乙"


def test_hidden_runs_are_left_out() -> None:
    shown = run("见", '<w:vanish w:val="0"/>')
    assert read(paragraph("可", run("隐", _HIDDEN), shown)).text == "可见"


def test_a_hidden_paragraph_leaves_no_line() -> None:
    hidden = paragraph(run("隐", _HIDDEN), properties=f"<w:rPr>{_HIDDEN}</w:rPr>")
    assert read(paragraph("甲") + hidden + paragraph("乙")).text == "甲\n乙"


@pytest.mark.parametrize("kind", ["paragraph", "character"])
def test_styles_hide_text(kind: str) -> None:
    styles = style("Base", kind=kind, run_properties=_HIDDEN)
    styles += style("Secret", kind=kind, based_on="Base")
    if kind == "paragraph":
        body = paragraph("隐", style="Secret") + paragraph("见")
    else:
        body = paragraph(run("隐", '<w:rStyle w:val="Secret"/>'), "见")
    assert read(body, styles=styles).text == "见"


def test_text_hidden_only_on_the_web_is_kept() -> None:
    assert read(paragraph(run("12", "<w:webHidden/>"))).text == "12"


def test_content_controls_are_transparent_around_blocks_and_runs() -> None:
    inline = f"<w:sdt><w:sdtPr/><w:sdtContent>{run('乙')}</w:sdtContent></w:sdt>"
    block = f"<w:sdt><w:sdtContent>{paragraph('甲', inline)}</w:sdtContent></w:sdt>"
    assert read(block).text == "甲乙"


def test_a_text_box_is_read_once_and_stands_below_its_paragraph() -> None:
    content = paragraph("框中文字")
    drawing = (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>'
        f"{box(content)}</w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>"
        f"<w:txbxContent>{content}</w:txbxContent></v:textbox></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )
    assert read(paragraph("段落", drawing) + paragraph("下一段")).text == "段落\n框中文字\n下一段"


def test_a_choice_that_is_not_understood_gives_way_to_its_fallback() -> None:
    drawing = (
        '<w:r><mc:AlternateContent><mc:Choice Requires="zz"><w:t>新</w:t></mc:Choice>'
        "<mc:Fallback><w:t>旧</w:t></mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert read(paragraph(drawing)).text == "旧"


def test_phonetic_guides_are_left_out() -> None:
    guide = f"<w:rt>{run('gong')}</w:rt><w:rubyBase>{run('公')}</w:rubyBase>"
    ruby = f"<w:r><w:ruby>{guide}</w:ruby></w:r>"
    assert read(paragraph(ruby, "开")).text == "公开"


def test_formulae_give_their_characters() -> None:
    formula = (
        "<m:oMathPara><m:oMath><m:f><m:num><m:r><m:t>1</m:t></m:r></m:num>"
        "<m:den><m:r><m:t>2</m:t></m:r></m:den></m:f></m:oMath></m:oMathPara>"
    )
    assert read(paragraph("占", formula)).text == "占12"


def test_headers_and_footers_are_furniture_each_line_once() -> None:
    document = read(
        paragraph("正文"),
        headers=(paragraph("甲县水务局"), paragraph("甲县水务局")),
        footers=(table() + paragraph("— 1 —"),),
    )
    assert document.text == "正文"
    assert [item.text for item in document.furniture] == ["甲县水务局", "— 1 —"]
    assert {item.page for item in document.furniture} == {None}


def test_comments_and_notes_leave_no_trace() -> None:
    marks = '<w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:commentReference w:id="1"/></w:r>'
    document = read(
        paragraph("正文", marks),
        parts={"word/comments.xml": "<x>批注</x>", "word/footnotes.xml": "<x>脚注</x>"},
    )
    assert document.text == "正文"
    assert document.furniture == ()


def test_lines_cover_the_text() -> None:
    document = read(paragraph("甲") + paragraph() + paragraph("乙<w") + paragraph())
    lines = [document.text[line.start : line.end] for line in document.lines]
    assert lines == ["甲", "", "乙<w", ""]
    assert document.lines[-1].end == len(document.text)


def test_headings_come_from_style_names_outline_levels_and_the_paragraph_itself() -> None:
    styles = style("1", name="heading 1")
    styles += style("Part", paragraph_properties='<w:outlineLvl w:val="2"/>')
    styles += style("Sub", based_on="Part")
    styles += style("Body", based_on="Part", paragraph_properties='<w:outlineLvl w:val="9"/>')
    body = paragraph("甲", style="1") + paragraph("乙", style="Sub") + paragraph("丙", style="Body")
    body += paragraph("丁", properties='<w:outlineLvl w:val="0"/>') + paragraph("戊")
    kinds = [block.kind for block in read(body, styles=styles).blocks]
    assert kinds == ["heading", "heading", "paragraph", "heading", "paragraph"]


def test_blocks_are_the_paragraphs_with_text() -> None:
    document = read(paragraph("甲") + paragraph() + paragraph("乙"))
    spans = [document.text[block.start : block.end] for block in document.blocks]
    assert spans == ["甲", "乙"]


def test_metadata_comes_from_the_core_properties() -> None:
    core = "<dc:title> 年度报告 </dc:title><dc:creator>甲县水务局</dc:creator>"
    assert dict(read(paragraph("正文"), core=core).metadata) == {
        "title": "年度报告",
        "author": "甲县水务局",
    }


@pytest.mark.parametrize(
    "core",
    [
        "<dc:title> </dc:title>",
        "<dc:creator>Administrator</dc:creator>",
        "<dc:creator>微软用户</dc:creator>",
        "<dc:title>Microsoft Word 文档</dc:title>",
    ],
)
def test_empty_core_properties_and_those_of_machines_are_not_listed(core: str) -> None:
    assert dict(read(paragraph("正文"), core=core).metadata) == {}


def test_the_document_names_its_reader() -> None:
    document = read(paragraph("正文"))
    assert (document.reader, document.text_rules) == ("docx", 1)
    assert document.media_type.endswith("wordprocessingml.document")
    assert (document.encoding, document.pages) == (None, ())


@pytest.mark.parametrize("body", ["", paragraph(), paragraph(" \u3000 ")])
def test_a_file_without_text_says_so(body: str) -> None:
    with pytest.raises(UnreadableReport) as caught:
        read(body)
    assert caught.value.code == "no_text"


def test_a_file_of_pictures_only_has_no_text_layer() -> None:
    with pytest.raises(UnreadableReport) as caught:
        read(paragraph(), parts={"word/media/image1.png": b"\x89PNG"})
    assert caught.value.code == "no_text_layer"
