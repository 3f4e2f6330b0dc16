"""The zip around a DOCX: which parts it holds, and their XML read within bounds.

This is where hostile containers stop: bombs, encrypted entries, document types, runaway nesting.
What the XML means is left to the other ``docx_*`` modules.
"""

from __future__ import annotations

import io
import lzma
import posixpath
import struct
import zipfile
import zlib
from dataclasses import dataclass

from lxml import etree

from extraction.errors import UnreadableReport
from extraction.readers.docx_names import Element
from extraction.readers.role import Limits

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
_MARGIN_KINDS = ("header", "footer")
_CENTRAL_ENTRY = b"PK\x01\x02"
# A DOCX written by an office program holds 10 to 60 parts, one with a picture on each of 600 pages
# some 700; a central directory of a million entries costs half a gigabyte before a byte is read.
_MAX_PARTS = 20_000
# Repeated table rows reach a ratio of 60; deflate itself ends at 1032. Small parts may pass.
_MAX_RATIO = 250
_RATIO_FROM_BYTES = 8 * 1024 * 1024
# An element costs about 130 bytes of memory beside its text, an attribute with its value 200. A
# report of 60,000 characters, each in a run of its own, has 0.4 million tags and 0.6 million
# attributes; two million of either are read in 5 s and 0.7 GiB at worst.
_MAX_TAGS = 2_000_000
_MAX_ATTRIBUTES = 2_000_000

# Strict files differ from transitional ones in nothing but these names.
_STRICT = b"http://purl.oclc.org/ooxml/"
_STRICT_NAMES: tuple[tuple[bytes, bytes], ...] = tuple(
    (_STRICT + strict, b"http://schemas.openxmlformats.org/" + transitional)
    for strict, transitional in (
        (b"wordprocessingml/main", b"wordprocessingml/2006/main"),
        (b"officeDocument/math", b"officeDocument/2006/math"),
        (b"officeDocument/relationships", b"officeDocument/2006/relationships"),
    )
)
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
# A UTF-16 part is held four times over while it is recoded; office programs write UTF-8.
_MAX_UTF16_BYTES = 32 * 1024 * 1024
_LIMIT_ERRORS = frozenset(
    {
        etree.ErrorTypes.ERR_RESOURCE_LIMIT,
        etree.ErrorTypes.ERR_NAME_TOO_LONG,
        etree.ErrorTypes.ERR_ENTITY_LOOP,
    }
)

_DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    OSError,
    ValueError,
    OverflowError,
    NotImplementedError,
    IndexError,
)


@dataclass(frozen=True, slots=True)
class Package:
    """The XML parts of one DOCX that matter to its text.

    ``margins`` holds headers and footers in the order in which the file lists them.
    """

    document: Element
    styles: Element | None
    numbering: Element | None
    core: Element | None
    margins: tuple[Element, ...]
    has_pictures: bool


@dataclass(frozen=True, slots=True)
class _Relation:
    kind: str
    target: str


def bytes_to_package(data: bytes, *, limits: Limits) -> Package:
    """The parts of a DOCX.

    Raises:
        UnreadableReport: truncated, encrypted, too_large, too_complex, or unknown_format for a
            zip that is no DOCX.
    """
    if data.startswith(_OLE) and _ENCRYPTED_PACKAGE in data:
        raise UnreadableReport("encrypted", "the document lies in an encrypted package")
    parts = _Parts(_open(data), limits)
    outer = _by_kind(parts.relations(""))
    document_name = outer.get("officeDocument", "word/document.xml")
    document = parts.xml(document_name)
    if document is None:
        raise UnreadableReport("unknown_format", "a zip file without a Word document in it")
    relations = parts.relations(document_name)
    by_kind = _by_kind(relations)
    margin_names = [relation.target for relation in relations if relation.kind in _MARGIN_KINDS]
    margins = [parts.xml(name) for name in dict.fromkeys(margin_names) if name != document_name]
    return Package(
        document=document,
        styles=parts.xml(by_kind.get("styles")),
        numbering=parts.xml(by_kind.get("numbering")),
        core=parts.xml(outer.get("core-properties")),
        margins=tuple(margin for margin in margins if margin is not None),
        has_pictures=any("/media/" in name for name in parts.names),
    )


def _open(data: bytes) -> zipfile.ZipFile:
    if data.count(_CENTRAL_ENTRY) > _MAX_PARTS:
        raise UnreadableReport("too_complex", f"more than {_MAX_PARTS} files in the zip")
    try:
        return zipfile.ZipFile(io.BytesIO(data))
    except _DAMAGED as error:
        raise UnreadableReport("truncated", f"zip: {error}") from error


def _by_kind(relations: list[_Relation]) -> dict[str, str]:
    """Kind -> target of the first relation of that kind."""
    return {relation.kind: relation.target for relation in reversed(relations)}


class _Parts:
    """Reads parts out of the archive and keeps account of the bytes and tags met so far."""

    def __init__(self, archive: zipfile.ZipFile, limits: Limits) -> None:
        self._archive = archive
        self._limits = limits
        self._unpacked = 0
        self._tags = 0
        self._attributes = 0
        self.names = frozenset(archive.namelist())

    def xml(self, name: str | None) -> Element | None:
        """The root of a part; None where the file has no such part."""
        if name is None or name not in self.names:
            return None
        data = self._bytes(name)
        if data.startswith(_UTF16_MARKS):
            data = _utf16_to_utf8(data, name)
        self._tags += data.count(b"<")
        self._attributes += data.count(b"=")
        if self._tags > _MAX_TAGS or self._attributes > _MAX_ATTRIBUTES:
            raise UnreadableReport("too_complex", f"more than {_MAX_TAGS} tags by {name}")
        return _bytes_to_tree(data, name)

    def relations(self, name: str) -> list[_Relation]:
        """What ``name`` (empty: the package) refers to inside the package, in file order."""
        folder, base = posixpath.split(name)
        root = self.xml(posixpath.join(folder, "_rels", base + ".rels"))
        if root is None:
            return []
        found = []
        for child in root.iterchildren(etree.Element):
            target = child.get("Target")
            if target and child.get("TargetMode") != "External":
                path = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
                found.append(_Relation(child.get("Type", "").rpartition("/")[2], path))
        return found

    def _bytes(self, name: str) -> bytes:
        info = self._archive.getinfo(name)
        if info.flag_bits & 1:
            raise UnreadableReport("encrypted", f"{name} is encrypted inside the zip")
        room = self._limits.unpacked_bytes - self._unpacked
        bomb = info.file_size > _RATIO_FROM_BYTES and (
            info.file_size > _MAX_RATIO * max(1, info.compress_size)
        )
        if info.file_size > room or bomb:
            raise UnreadableReport("too_large", f"{name} unpacks to {info.file_size} bytes")
        try:
            with self._archive.open(info) as stream:
                unpacked = stream.read(room + 1)
        except (*_DAMAGED, RuntimeError) as error:
            raise UnreadableReport("truncated", f"{name}: {error}") from error
        self._unpacked += len(unpacked)
        if len(unpacked) > room:
            raise UnreadableReport("too_large", f"{name} unpacks to more than {room} bytes")
        return unpacked


def _bytes_to_tree(data: bytes, name: str) -> Element:
    """A part's root. The encoding is UTF-8 whatever the declaration says."""
    if b"<!DOCTYPE" in data:
        raise UnreadableReport("too_complex", f"{name} declares a document type")
    if _STRICT in data[:8192]:
        for strict, transitional in _STRICT_NAMES:
            data = data.replace(strict, transitional)
    parser = etree.XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        code = "too_complex" if getattr(error, "code", None) in _LIMIT_ERRORS else "truncated"
        raise UnreadableReport(code, f"{name}: {error.msg}") from error


def _utf16_to_utf8(data: bytes, name: str) -> bytes:
    if len(data) > _MAX_UTF16_BYTES:
        raise UnreadableReport("too_large", f"{name} holds {len(data)} bytes of UTF-16")
    try:
        return data.decode("utf-16").encode("utf-8")
    except UnicodeDecodeError as error:
        raise UnreadableReport("truncated", f"{name}: {error}") from error
