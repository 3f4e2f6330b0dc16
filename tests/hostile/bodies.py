"""WordprocessingML without end: paragraphs, tables, numbers and styles beyond measure."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator
from functools import partial

from tests.extraction.readers.docx_builder import (
    abstract,
    cell,
    docx,
    level,
    numbered,
    paragraph,
    row,
    run,
    style,
    table,
)
from tests.hostile.case import Case, fixed
from tests.hostile.good import docx_body

_NAME = "report.docx"
_DELETED_MARK = "<w:rPr><w:del/></w:rPr>"
_BEGIN, _SEPARATE, _END = (
    f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")
)
_TICK = '<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>'
_BAD_SYMBOLS = '<w:r><w:sym w:char="zz"/><w:sym w:char="FFFFFFFFFF"/><w:sym/></w:r>'


def cases() -> Iterator[Case]:
    for name, build in (_PARAGRAPHS | _TABLES).items():
        yield Case(f"body/{name}", _NAME, partial(_behind_the_report, build))
    deletions = "<w:p><w:del><w:r><w:delText>年</w:delText></w:r></w:del></w:p>"
    yield fixed("body/nothing but deletions", _NAME, docx(deletions), "no_text")
    yield Case("body/3 million elements", _NAME, _many_elements, ("too_complex",))
    yield from _numbers()
    yield from _styles()


def _behind_the_report(build: Callable[[], str]) -> bytes:
    return docx(docx_body() + build())


def _many_elements() -> bytes:
    return docx("<w:p/>" * 3_100_000, compression=zipfile.ZIP_STORED)


def _nested_boxes(depth: int) -> str:
    inner = paragraph("年报")
    for _ in range(depth):
        inner = f"<w:p><w:r><w:pict><w:txbxContent>{inner}</w:txbxContent></w:pict></w:r></w:p>"
    return inner


def _nested_tables(depth: int) -> str:
    inner = paragraph("年报")
    for _ in range(depth):
        inner = table(row(cell(inner), "甲"))
    return inner


def _nested_frames(depth: int) -> str:
    inner = paragraph("年报")
    for _ in range(depth):
        inner = table(row(cell(inner)))
    return inner


def _grid(rows: int, columns: int, inner: str) -> str:
    return table(f"<w:tr>{f'<w:tc>{inner}</w:tc>' * columns}</w:tr>" * rows)


def _span(value: str) -> str:
    properties = f'<w:tcPr><w:gridSpan w:val="{value}"/></w:tcPr>'
    return table(row(f"<w:tc>{properties}</w:tc>", "乙") * 500)


def _tall() -> str:
    first = row(cell("甲", vertical="restart"), "1")
    return table(first, row(cell(vertical="continue"), "2") * 50_000)


_PARAGRAPHS: dict[str, Callable[[], str]] = {
    "200,000 paragraphs": lambda: "<w:p/>" * 200_000,
    "a paragraph of 100,000 runs": lambda: f"<w:p>{run('年') * 100_000}</w:p>",
    "a text of 6 MB": lambda: paragraph("年" * 1_900_000),
    "a text of 30 MB": lambda: paragraph("年" * 10_000_000),
    "50,000 open fields": lambda: paragraph(_BEGIN * 50_000),
    "50,000 open results": lambda: paragraph((_BEGIN + _SEPARATE) * 50_000),
    "50,000 ends of fields": lambda: paragraph(_END * 50_000),
    "200,000 deleted marks": lambda: paragraph("年报", properties=_DELETED_MARK) * 200_000,
    "200,000 breaks": lambda: paragraph(f"<w:r>{'<w:br/>' * 200_000}</w:r>"),
    "50,000 symbols": lambda: paragraph(_TICK * 50_000),
    "bad symbols": lambda: paragraph(_BAD_SYMBOLS),
    "30 text boxes nested": lambda: _nested_boxes(30),
    "100 text boxes nested": lambda: _nested_boxes(100),
}
_TABLES: dict[str, Callable[[], str]] = {
    "10,000 tables": lambda: table(row("甲", "1")) * 10_000,
    "1,900 tables": lambda: table(row("甲", "1"), row("乙", "2")) * 1_900,
    "a million cells": lambda: _grid(1_000, 1_000, ""),
    "190,000 cells": lambda: _grid(1_900, 100, "<w:p/>"),
    "gigantic spans": lambda: _span("2147483647"),
    "negative spans": lambda: _span("-9"),
    "spans of 10,000 digits": lambda: _span("9" * 10_000),
    "a merge over 50,000 rows": _tall,
    "merges that only continue": lambda: table(row(cell("甲", vertical="continue") * 50) * 500),
    "old merges that only continue": lambda: table(
        row(cell("甲", horizontal="continue") * 50) * 500
    ),
    "100,000 rows without cells": lambda: table("<w:tr/>" * 100_000),
    "60 tables nested": lambda: _nested_tables(60),
    "80 frames nested": lambda: _nested_frames(80),
    "1,000 tables nested": lambda: _nested_tables(1_000),
    "a cell of 100,000 paragraphs": lambda: table(row(cell("<w:p/>" * 100_000), "乙")),
    "a cell of 30,000 short paragraphs": lambda: table(row(cell(*["乙"] * 30_000), "乙")),
}


def _numbers() -> Iterator[Case]:
    item = paragraph("项", number=(1, 0))
    definitions: dict[str, str] = {
        "a label of a million letters": level(0, "%1" + "长" * 1_000_000),
        "a start of two billion": level(0, "%1、", "chineseCounting", start=2_147_483_647),
        "letters without end": level(0, "%1、", "lowerLetter", start=2_000_000_000),
        "roman numbers without end": level(0, "%1、", "upperRoman", start=2_000_000_000),
        "labels of 9 times 60 letters": level(0, "%1" * 30, "lowerLetter", start=780),
        "an unknown format": level(0, "%1、", "nonsense"),
        "a label of many counts": level(0, "%1%1%1%9%8", "chineseCountingThousand", start=9_999),
        "a level of 99": level(99, "%1"),
    }
    for name, definition in definitions.items():
        build = partial(
            docx, docx_body() + item * 2_000, numbering=abstract(0, definition) + numbered(1, 0)
        )
        yield Case(f"numbering/{name}", _NAME, build)
    letters = abstract(0, level(0, "%1、", "lowerLetter"))
    many = partial(docx, docx_body() + item * 50_000, numbering=letters + numbered(1, 0))
    yield Case("numbering/50,000 items", _NAME, many)
    linked = "".join(
        f'<w:abstractNum w:abstractNumId="{number}"><w:numStyleLink w:val="s{number + 1}"/>'
        "</w:abstractNum>"
        for number in range(20_000)
    )
    points = "".join(
        style(
            f"s{number}",
            kind="numbering",
            paragraph_properties=f'<w:numPr><w:numId w:val="{number}"/></w:numPr>',
        )
        for number in range(20_000)
    )
    chained = linked + "".join(numbered(number, number) for number in range(20_000))
    build = partial(docx, docx_body() + item, numbering=chained, styles=points)
    yield Case("numbering/20,000 lists that link to each other", _NAME, build)
    lists = letters + "".join(numbered(number, 0) for number in range(1, 20_000))
    yield Case("numbering/20,000 lists", _NAME, partial(docx, docx_body() + item, numbering=lists))


def _many_styles() -> bytes:
    styles = "".join(style(str(number), based_on=str(number + 1)) for number in range(300_000))
    return docx(docx_body(), styles=styles, compression=zipfile.ZIP_STORED)


def _styles() -> Iterator[Case]:
    ring = style("1", based_on="2") + style("2", based_on="1")
    yield fixed("style/a ring", _NAME, docx(docx_body(), styles=ring), "ok")
    chain = "".join(style(f"s{number}", based_on=f"s{number + 1}") for number in range(5_000))
    yield fixed("style/a chain of 5,000", _NAME, docx(docx_body(), styles=chain), "ok")
    yield Case("style/300,000 of them", _NAME, _many_styles, ("too_complex",))
    hiding = style("1", run_properties="<w:vanish/>") + style(
        "Normal", run_properties="<w:vanish/>", default=True
    )
    yield fixed("style/all hidden", _NAME, docx(docx_body(), styles=hiding), "no_text")
