"""A small sound report in every format, to be cut, flipped and spliced by the other modules."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from html import escape

from tests.extraction.readers.docx_builder import (
    abstract,
    cell,
    docx,
    level,
    numbered,
    paragraph,
    row,
    style,
    table,
)
from tests.extraction.readers.pdf_builder import PdfBuilder

TITLE = "甲县水务局2023年政府信息公开工作年度报告"
PARAGRAPHS = (
    "一、总体情况",
    "2023年，甲县水务局通过县政府门户网站主动公开政府信息128条，微信公众号发布信息36条，阅读量近1.2万次。",
    "二、主动公开政府信息情况",
    "三、收到和处理政府信息公开申请情况",
    "本年新收政府信息公开申请3件，均已答复。",
    "四、政府信息公开行政复议、行政诉讼情况",
    "未发生行政复议和行政诉讼。",
    "五、存在的主要问题及改进情况",
    "存在的问题：一是专职人员不足；二是政策解读形式单一。",
    "下一步，将加强业务培训，全年举办培训不少于2次，丰富图文解读形式。",
    "六、其他需要报告的事项",
    "本年度未收取信息处理费。",
)
COLUMNS = ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计")
ROWS: tuple[tuple[str, tuple[int, ...]], ...] = (
    ("一、本年新收政府信息公开申请数量", (2, 1, 0, 0, 0, 0, 3)),
    ("二、上年结转政府信息公开申请数量", (0, 0, 0, 0, 0, 0, 0)),
    ("（一）予以公开", (2, 0, 0, 0, 0, 0, 2)),
    ("（七）总计", (2, 1, 0, 0, 0, 0, 3)),
    ("四、结转下年度继续办理", (0, 0, 0, 0, 0, 0, 0)),
)
_TABLE_AFTER = 4


def text_report() -> str:
    lines = [TITLE]
    for index, line in enumerate(PARAGRAPHS, start=1):
        lines.append(line)
        if index == _TABLE_AFTER:
            lines.append("\t".join(("项目", *COLUMNS)))
            lines += ["\t".join((label, *map(str, numbers))) for label, numbers in ROWS]
    return "\n".join(lines) + "\n"


def html_report(*, charset: str = "utf-8", body: str | None = None) -> str:
    """A page with the report; ``body`` takes the place of what stands in it."""
    if body is None:
        parts = [f"<h1>{escape(TITLE)}</h1>"]
        for index, line in enumerate(PARAGRAPHS, start=1):
            parts.append(f"<p>{escape(line)}</p>")
            if index == _TABLE_AFTER:
                parts.append(html_table())
        body = "\n".join(parts)
    return (
        f'<!DOCTYPE html><html><head><meta charset="{charset}"><title>{TITLE}</title></head>'
        f'<body><div class="article">{body}</div></body></html>'
    )


def html_table() -> str:
    head = "".join(f"<th>{column}</th>" for column in COLUMNS)
    rows = [f"<tr><th>项目</th>{head}</tr>"]
    for label, numbers in ROWS:
        cells = "".join(f"<td>{number}</td>" for number in numbers)
        rows.append(f"<tr><td>{label}</td>{cells}</tr>")
    return f"<table>{''.join(rows)}</table>"


def docx_body() -> str:
    body = paragraph(TITLE, style="1")
    for index, line in enumerate(PARAGRAPHS, start=1):
        body += paragraph(line)
        if index == _TABLE_AFTER:
            rows = [row(cell("项目"), *COLUMNS)]
            rows += [row(label, *map(str, numbers)) for label, numbers in ROWS]
            body += table(*rows)
    return body + paragraph("附件", number=(1, 0))


def docx_report(parts: Mapping[str, bytes | str] | None = None) -> bytes:
    """The report as a DOCX; ``parts`` take the place of its own."""
    return docx(
        docx_body(),
        styles=style("1", name="heading 1"),
        numbering=abstract(0, level(0, "%1、", "chineseCounting")) + numbered(1, 0),
        footers=(paragraph("— 1 —"),),
        core=f"<dc:title>{TITLE}</dc:title>",
        parts=parts,
    )


def pdf_report(*, password: str | None = None) -> bytes:
    builder = PdfBuilder(password=password, title=TITLE)
    top = 60.0
    for line in (TITLE, *PARAGRAPHS):
        for start in range(0, len(line), 36):
            builder.text(60, top, line[start : start + 36])
            top += 22
    for label, numbers in ROWS:
        builder.text(60, top, label, size=9)
        for index, number in enumerate(numbers):
            builder.text(300 + 35 * index, top, str(number), size=9)
        builder.rule(55, top - 4, 540, top - 4)
        top += 20
    return builder.to_bytes()


def rtf_report() -> bytes:
    head = "{\\rtf1\\ansi\\ansicpg936\\deff0{\\fonttbl{\\f0 SimSun;}}\\uc1 "
    text = text_report().replace("\n", "\\par\n").replace("\t", "\\tab ")
    # \\u takes a signed 16-bit number
    units = (ord(char) for char in text)
    body = "".join(chr(unit) if unit < 128 else f"\\u{(unit ^ 0x8000) - 0x8000}?" for unit in units)
    return (head + body + "}").encode("ascii")


def markdown_report() -> str:
    return text_report().replace("\t", " | ").replace(TITLE, "# " + TITLE)


@cache
def formats() -> dict[str, bytes]:
    """Suffix -> the report in that format, as the readers without LibreOffice take it."""
    builders: dict[str, Callable[[], bytes]] = {
        ".txt": lambda: text_report().encode("utf-8"),
        ".md": lambda: markdown_report().encode("utf-8"),
        ".html": lambda: html_report().encode("utf-8"),
        ".pdf": pdf_report,
        ".docx": docx_report,
    }
    return {suffix: build() for suffix, build in builders.items()}
