"""DOCX containers that lie, bombs, and XML that explodes or is none."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping
from functools import partial

from tests.extraction.readers.docx_builder import NAMESPACES, docx, pack, paragraph, run
from tests.extraction.readers.ole_builder import compound
from tests.hostile.case import Case, fixed
from tests.hostile.good import docx_body, docx_report

_NAME = "report.docx"
_DOCUMENT = "word/document.xml"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# Fields of an entry of the central directory by their offset in it.
_FLAGS, _METHOD, _CHECKSUM, _SIZE, _PLACE = 8, 10, 16, 24, 42


def cases() -> Iterator[Case]:
    yield from _contents()
    yield from _directories()
    yield from _bombs()
    yield from _entities()
    yield from _xml()
    yield from _relations()
    yield from _compound_files()


def _contents() -> Iterator[Case]:
    good = docx_report()
    files = _files(good)
    slips = {
        "a folder above": "../../../tmp/evil.sh",
        "the root": "/etc/cron.d/evil",
        "a drive": "C:\\evil.exe",
        "a detour": "word/../../evil",
        "60,000 letters": "a" * 60_000,
    }
    for name, path in slips.items():
        yield fixed(f"zip/slip to {name}", _NAME, pack({**files, path: b"evil"}), "ok")
    for missing in (_DOCUMENT, "[Content_Types].xml", "_rels/.rels", "word/styles.xml"):
        left = {name: content for name, content in files.items() if name != missing}
        yield fixed(f"zip/without {missing}", _NAME, pack(left))
    for main in ("xl/workbook.xml", "ppt/presentation.xml", "OFD.xml", "content.xml"):
        foreign = pack({"[Content_Types].xml": b"<Types/>", main: b"<x/>"})
        yield fixed(f"zip/{main}", _NAME, foreign, "unknown_format")
    yield fixed("zip/the document twice", _NAME, _twice(files))
    yield fixed("zip/another zip inside", _NAME, pack({**files, "word/inner.zip": good}), "ok")
    yield Case("zip/30,000 entries", _NAME, partial(_crowded, 30_000), ("too_complex",))
    yield Case("zip/5,000 entries", _NAME, partial(_crowded, 5_000), ("ok",))


def _directories() -> Iterator[Case]:
    good = docx_report()
    yield fixed("zip/data before", _NAME, bytes(500) + good)
    yield fixed("zip/data behind", _NAME, good + b"x" * 70_000)
    yield fixed("zip/no directory", _NAME, good[: good.index(b"PK\x01\x02")], "truncated")
    for method in (zipfile.ZIP_STORED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA):
        packed = pack(_files(good), compression=method)
        yield fixed(f"zip/method {method}", _NAME, packed, "ok")
    changes: dict[str, tuple[int, bytes, str]] = {
        "an unknown method": (_METHOD, b"\x63\x00", "truncated"),
        "encrypted entries": (_FLAGS, b"\x01\x00", "encrypted"),
        "wrong checksums": (_CHECKSUM, bytes(4), "truncated"),
        "entries of no size": (_SIZE, bytes(4), "truncated"),
        "entries of 4 GB": (_SIZE, b"\xfe\xff\xff\xff", "too_large"),
        "all entries at one place": (_PLACE, bytes(4), "truncated"),
        "all entries beyond the end": (_PLACE, b"\xff\xff\xff\x7f", "truncated"),
    }
    for name, (offset, value, code) in changes.items():
        yield fixed(f"zip/{name}", _NAME, _patched(good, offset, value), code)


def _files(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _crowded(count: int) -> bytes:
    pictures = {f"word/media/{number}.png": b"" for number in range(count)}
    return pack({**_files(docx_report()), **pictures})


def _twice(files: Mapping[str, bytes]) -> bytes:
    """An archive whose directory names another document before the real one."""
    target = io.BytesIO(pack({"word/documenu.xml": b"<x/>", **files}))
    return target.getvalue().replace(b"word/documenu.xml", _DOCUMENT.encode())


def _patched(data: bytes, offset: int, value: bytes) -> bytes:
    """The file with one field of every entry of its central directory overwritten."""
    changed = bytearray(data)
    at = changed.find(b"PK\x01\x02")
    while at >= 0:
        changed[at + offset : at + offset + len(value)] = value
        at = changed.find(b"PK\x01\x02", at + 4)
    return bytes(changed)


def _bombs() -> Iterator[Case]:
    bombs: dict[str, tuple[str, str, int, str]] = {
        "300 MB of blanks": (_DOCUMENT, " ", 300_000_000, "too_large"),
        "60 MB of blanks": (_DOCUMENT, " ", 60_000_000, "too_large"),
        "styles": ("word/styles.xml", " ", 100_000_000, "too_large"),
        "a footer": ("word/footer1.xml", "<a>", 10_000_000, "too_large"),
        "a picture that nobody reads": ("word/media/a.bmp", "x", 100_000_000, "ok"),
    }
    for name, (part, piece, times, code) in bombs.items():
        yield Case(f"bomb/{name}", _NAME, partial(_bomb, part, piece, times), (code,))
    yield Case("bomb/that claims to be small", _NAME, _lying, ("truncated",))


def _bomb(part: str, piece: str, times: int) -> bytes:
    return docx_report({part: piece * times})


def _lying() -> bytes:
    return _patched(docx(docx_body() + " " * 50_000_000), _SIZE, b"\xe8\x03\x00\x00")


def _body_xml(text: str, *, before: str = "") -> str:
    body = paragraph(run("X")).replace("X", text)
    return f"{before}<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>"


def _entities() -> Iterator[Case]:
    laughs = '<!DOCTYPE x [<!ENTITY a0 "年报">'
    for step in range(1, 12):
        laughs += f'<!ENTITY a{step} "{f"&a{step - 1};" * 10}">'
    bomb = _body_xml("&a11;", before=laughs + "]>")
    for part in ("document", "styles", "numbering", "footer1"):
        data = docx_report({f"word/{part}.xml": bomb})
        yield fixed(f"xml/billion laughs in the {part}", _NAME, data, "too_complex")
    utf16 = docx_report({_DOCUMENT: bomb.encode("utf-16")})
    yield fixed("xml/billion laughs in utf-16", _NAME, utf16, "too_complex")
    utf7 = '<?xml version="1.0" encoding="utf-7"?>' + bomb.replace("<!", "+ADwAIQ-")
    yield fixed("xml/billion laughs in utf-7", _NAME, docx_report({_DOCUMENT: utf7}))
    external = _body_xml("&a;", before='<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>')
    yield fixed("xml/external", _NAME, docx_report({_DOCUMENT: external}), "too_complex")
    long = f'<!DOCTYPE x [<!ENTITY a "{"年" * 100_000}">]>'
    quadratic = _body_xml("&a;" * 10_000, before=long)
    yield fixed("xml/quadratic", _NAME, docx_report({_DOCUMENT: quadratic}), "too_complex")


def _xml() -> Iterator[Case]:
    sound = _body_xml("年报")
    documents: dict[str, bytes | str] = {
        "empty": "",
        "cut": sound[:-30],
        "of no namespace": "<document><body/></document>",
        "another root": "<html><body><p>年报</p></body></html>",
        "a null": _body_xml("&#0;"),
        "a surrogate": _body_xml("&#xD800;"),
        "bad utf-8": sound.encode() + b"\xff",
        "two roots": sound + sound,
        "binary": b"\x00\x01\x02" * 100,
        "only a mark": b"\xff\xfe",
        "of another encoding": '<?xml version="1.0" encoding="gb2312"?>' + sound,
    }
    for name, content in documents.items():
        yield fixed(f"xml/{name}", _NAME, docx_report({_DOCUMENT: content}))
    for depth in (200, 300, 100_000):
        yield Case(f"xml/{depth} insertions deep", _NAME, partial(_insertions, depth))
    unknown = "<w:unknown>" * 240 + "</w:unknown>" * 240
    yield fixed("xml/deep where nobody reads", _NAME, docx(docx_body() + unknown), "ok")


def _insertions(depth: int) -> bytes:
    deep = f"<w:p>{'<w:ins>' * depth}{run('年报')}{'</w:ins>' * depth}</w:p>"
    return docx(docx_body() + deep)


def _relations() -> Iterator[Case]:
    targets = {
        "itself": "document.xml",
        "outside": "../../../../etc/passwd",
        "nothing": "missing.xml",
        "a folder": "../word",
        "an address": "http://192.0.2.1/x.xml",
        "an empty name": "",
    }
    for name, target in targets.items():
        kinds = ("header", "footer", "styles", "numbering")
        yield fixed(f"relation/to {name}", _NAME, _related([(kind, target) for kind in kinds]))
    yield fixed("relation/300 to itself", _NAME, _related([("header", "document.xml")] * 300))
    yield Case("relation/headers of 5 million tags", _NAME, _heavy_headers, ("too_complex",))


def _related(entries: list[tuple[str, str]]) -> bytes:
    inner = "".join(f'<Relationship Type="x/{kind}" Target="{to}"/>' for kind, to in entries)
    relations = f'<Relationships xmlns="{_RELATIONS}">{inner}</Relationships>'
    return docx(docx_body(), parts={"word/_rels/document.xml.rels": relations})


def _heavy_headers() -> bytes:
    header = f"<w:p>{'<w:r/>' * 1_250_000}</w:p>"
    return docx(docx_body(), headers=(header,) * 4, compression=zipfile.ZIP_STORED)


def _compound_files() -> Iterator[Case]:
    encrypted = compound({"EncryptionInfo": bytes(64), "EncryptedPackage": bytes(4_096)})
    yield fixed("ole/encrypted package", _NAME, encrypted, "encrypted")
    yield fixed("ole/encrypted package as doc", "report.doc", encrypted, "encrypted")
    locked = compound({"WordDocument": b"\xec\xa5".ljust(11, b"\0") + b"\x01" + bytes(4_096)})
    yield fixed("ole/word with a password", "report.doc", locked, "encrypted")
    workbook = compound({"Workbook": bytes(4_096)})
    yield fixed("ole/a workbook", "report.doc", workbook, "unknown_format")
    for shift in (0, 9, 255):
        hollow = bytearray(_OLE + bytes(2_048))
        hollow[30] = shift
        yield fixed(f"ole/sectors of 2 to the {shift}", "report.doc", bytes(hollow))
