"""Small DOCX files from pieces of WordprocessingML, for the tests of the DOCX reader.

Strings go in and come out: ``docx(paragraph("正文") + table(row(cell("甲"), cell("1"))))`` is a
file. Text is escaped, everything called ``properties`` or ``body`` is XML already.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from xml.sax.saxutils import escape, quoteattr

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_CORE_TYPE = f"{_PACKAGE}/relationships/metadata/core-properties"
_TYPES = f"""{_HEAD}<Types xmlns="{_PACKAGE}/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/>
<Override PartName="/word/document.xml" ContentType=\
"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>
</Types>"""


def run(text: str, properties: str = "") -> str:
    """A run of text, its blanks kept."""
    inner = f'<w:t xml:space="preserve">{escape(text)}</w:t>'
    return f"<w:r>{_wrapped('w:rPr', properties)}{inner}</w:r>"


def paragraph(
    *content: str,
    style: str | None = None,
    number: tuple[int, int | None] | None = None,
    properties: str = "",
) -> str:
    """A paragraph of texts and pieces of XML; ``number`` is a list id and a level in it."""
    inner = "".join(part if part.startswith("<") else run(part) for part in content)
    if number is not None:
        level = "" if number[1] is None else f'<w:ilvl w:val="{number[1]}"/>'
        properties = f'<w:numPr>{level}<w:numId w:val="{number[0]}"/></w:numPr>{properties}'
    if style is not None:
        properties = f"<w:pStyle w:val={quoteattr(style)}/>{properties}"
    return f"<w:p>{_wrapped('w:pPr', properties)}{inner}</w:p>"


def cell(
    *content: str, span: int = 1, vertical: str | None = None, horizontal: str | None = None
) -> str:
    """A table cell; texts become paragraphs. Merges are ``restart`` or ``continue``."""
    properties = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    if horizontal is not None:
        properties += f'<w:hMerge w:val="{horizontal}"/>'
    if vertical is not None:
        properties += f'<w:vMerge w:val="{vertical}"/>'
    inner = "".join(part if part.startswith("<") else paragraph(part) for part in content)
    return f"<w:tc>{_wrapped('w:tcPr', properties)}{inner or '<w:p/>'}</w:tc>"


def row(*cells: str, properties: str = "") -> str:
    """A table row of cells; texts become cells."""
    inner = "".join(part if part.startswith("<") else cell(part) for part in cells)
    return f"<w:tr>{_wrapped('w:trPr', properties)}{inner}</w:tr>"


def table(*rows: str) -> str:
    return "<w:tbl><w:tblPr/>" + "".join(rows) + "</w:tbl>"


def level(
    index: int, text: str, number_format: str = "decimal", *, start: int = 1, extra: str = ""
) -> str:
    """One level of a list; ``extra`` holds elements such as w:suff or w:pStyle."""
    return (
        f'<w:lvl w:ilvl="{index}"><w:start w:val="{start}"/>'
        f'<w:numFmt w:val="{number_format}"/>{extra}<w:lvlText w:val={quoteattr(text)}/></w:lvl>'
    )


def abstract(identifier: int, *levels: str) -> str:
    """An abstract list with its levels."""
    return f'<w:abstractNum w:abstractNumId="{identifier}">{"".join(levels)}</w:abstractNum>'


def numbered(identifier: int, abstract_id: int, *overrides: str) -> str:
    """A list over an abstract one."""
    return (
        f'<w:num w:numId="{identifier}"><w:abstractNumId w:val="{abstract_id}"/>'
        f"{''.join(overrides)}</w:num>"
    )


def style(
    identifier: str,
    *,
    name: str | None = None,
    kind: str = "paragraph",
    based_on: str | None = None,
    paragraph_properties: str = "",
    run_properties: str = "",
    default: bool = False,
) -> str:
    """One style of styles.xml."""
    based = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
    default_mark = ' w:default="1"' if default else ""
    return (
        f'<w:style w:type="{kind}" w:styleId="{identifier}"{default_mark}>'
        f"<w:name w:val={quoteattr(name or identifier)}/>{based}"
        f"{_wrapped('w:pPr', paragraph_properties)}{_wrapped('w:rPr', run_properties)}</w:style>"
    )


def docx(
    body: str,
    *,
    styles: str = "",
    numbering: str = "",
    headers: tuple[str, ...] = (),
    footers: tuple[str, ...] = (),
    core: str | None = None,
    parts: Mapping[str, bytes | str] | None = None,
    compression: int = zipfile.ZIP_DEFLATED,
) -> bytes:
    """A whole file. ``parts`` adds parts or replaces those made here."""
    document = _part("w:document", f"<w:body>{body}<w:sectPr/></w:body>")
    files: dict[str, bytes | str] = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": _relations([(f"{_OFFICE}/officeDocument", "word/document.xml")]),
        "word/document.xml": document,
    }
    relations: list[tuple[str, str]] = []
    if styles:
        files["word/styles.xml"] = _part("w:styles", styles)
        relations.append((f"{_OFFICE}/styles", "styles.xml"))
    if numbering:
        files["word/numbering.xml"] = _part("w:numbering", numbering)
        relations.append((f"{_OFFICE}/numbering", "numbering.xml"))
    for kind, tag, contents in (("header", "w:hdr", headers), ("footer", "w:ftr", footers)):
        for index, content in enumerate(contents, start=1):
            files[f"word/{kind}{index}.xml"] = _part(tag, content)
            relations.append((f"{_OFFICE}/{kind}", f"{kind}{index}.xml"))
    if relations:
        files["word/_rels/document.xml.rels"] = _relations(relations)
    if core is not None:
        files["docProps/core.xml"] = _core(core)
        files["_rels/.rels"] = _relations(
            [(f"{_OFFICE}/officeDocument", "word/document.xml"), (_CORE_TYPE, "docProps/core.xml")]
        )
    return pack({**files, **(parts or {})}, compression=compression)


def pack(files: Mapping[str, bytes | str], *, compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip of the files, the same bytes each time."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", compression) as archive:
        for name, content in files.items():
            info = zipfile.ZipInfo(name, date_time=(2024, 1, 1, 0, 0, 0))
            info.compress_type = compression
            archive.writestr(info, content)
    return target.getvalue()


def _part(tag: str, content: str) -> str:
    return f"{_HEAD}<{tag} {NAMESPACES}>{content}</{tag}>"


def _relations(entries: list[tuple[str, str]]) -> str:
    inner = "".join(
        f'<Relationship Id="rId{index}" Type="{kind}" Target="{target}"/>'
        for index, (kind, target) in enumerate(entries, start=1)
    )
    return f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{inner}</Relationships>'


def _core(content: str) -> str:
    return (
        f'{_HEAD}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        f'xmlns:dc="http://purl.org/dc/elements/1.1/">{content}</cp:coreProperties>'
    )


def _wrapped(tag: str, content: str) -> str:
    return f"<{tag}>{content}</{tag}>" if content else ""
