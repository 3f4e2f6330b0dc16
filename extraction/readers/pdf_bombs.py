"""Refuses PDF files built to exhaust pdfium, before it opens them.

pdfium unpacks a page's streams and draws its forms in one call that nothing can stop: a form that
calls another twice, thirty deep, or a stream of one byte repeated, would take all memory. Both
can be told from the bytes. What cannot be resolved here (forms in encrypted files) is let
through, so the guard never refuses a file for being unusual.
"""

from __future__ import annotations

import re
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from extraction.errors import UnreadableReport

# Forms drawn by all calls of one form. Reports call a form for a stamp or a picture, up to 100.
MAX_FORM_CALLS = 100_000
# pdfium follows forms about this deep.
_MAX_DEPTH = 40
# Deflate packs at most 1032 to 1; smaller streams cannot unpack to the limit.
_DEFLATE_RATIO = 1032
_LONGEST_HEADER = 65_536
_STEP = 1 << 20

_TOKEN = re.compile(rb"(?<!\d)(\d{1,10})\s{1,9}\d{1,5}\s{1,9}obj\b|endobj|stream\r?\n")
_LENGTH = re.compile(rb"/Length\s{1,9}(\d{1,12})(?!\s{1,9}\d+\s{1,9}R)")
_XOBJECTS = re.compile(rb"/XObject\s{0,9}(?:<<|(\d{1,10})\s{1,9}\d{1,5}\s{1,9}R)")
_RESOURCES = re.compile(rb"/Resources\s{1,9}(\d{1,10})\s{1,9}\d{1,5}\s{1,9}R")
_REFERENCE = re.compile(rb"/([^\s/<>\[\]()]{1,127})\s{1,9}(\d{1,10})\s{1,9}\d{1,5}\s{1,9}R")
_CALL = re.compile(rb"/([^\s/<>\[\]()]{1,127})\s{1,9}Do\b")


@dataclass(frozen=True, slots=True)
class _Stream:
    number: int
    header: bytes
    content: bytes

    @property
    def flates(self) -> int:
        return self.header.count(b"/FlateDecode") + self.header.count(b"/Fl ")

    @property
    def is_form(self) -> bool:
        return re.search(rb"/Subtype\s*/Form\b", self.header) is not None

    @property
    def is_picture_or_font(self) -> bool:
        """Never unpacked, since nothing is rendered, or bounded by its own format."""
        return re.search(rb"/Subtype\s*/Image\b|/Length1\b", self.header) is not None


def refuse_bombs(data: bytes, *, unpacked_bytes: int) -> None:
    """Returns if the file can be opened safely.

    Raises:
        UnreadableReport: too_large for streams that unpack beyond ``unpacked_bytes``,
            too_complex for forms that call each other more than MAX_FORM_CALLS times.
    """
    headers: dict[int, bytes] = {}
    forms: list[_Stream] = []
    for stream in _streams(data, headers):
        if stream.is_form:
            forms.append(stream)
        if stream.is_picture_or_font or not stream.flates:
            continue
        if len(stream.content) * _DEFLATE_RATIO**stream.flates < unpacked_bytes:
            continue
        if _unpacked(stream, unpacked_bytes) is None:
            raise UnreadableReport(
                "too_large", f"object {stream.number} unpacks to more than {unpacked_bytes} bytes"
            )
    if forms:
        _refuse_calls(forms, headers, unpacked_bytes=unpacked_bytes)


def _streams(data: bytes, headers: dict[int, bytes]) -> Iterator[_Stream]:
    """The streams of the file; ``headers`` takes up the dictionaries of all plain objects."""
    at = 0
    number = start = -1
    while match := _TOKEN.search(data, at):
        at = match.end()
        if match[1]:
            number, start = int(match[1]), at
        elif start >= 0:
            header = data[start : min(match.start(), start + _LONGEST_HEADER)]
            headers[number] = header
            if match[0] != b"endobj":
                length = _LENGTH.search(header)
                end = at + int(length[1]) if length else len(data)
                if b"endstream" not in data[end : end + 20]:
                    end = data.find(b"endstream", at)
                end = end if end >= 0 else len(data)
                yield _Stream(number, header, data[at:end])
                at = end
            start = -1


def _unpacked(stream: _Stream, limit: int) -> bytes | None:
    """The content without its deflate layers; None where it is longer than ``limit``."""
    content = stream.content
    for _ in range(stream.flates):
        unpacker = zlib.decompressobj()
        parts: list[bytes] = []
        length = 0
        try:
            while content:
                part = unpacker.decompress(content, _STEP)
                length += len(part)
                if length > limit:
                    return None
                if not part and not unpacker.unconsumed_tail:
                    break
                parts.append(part)
                content = unpacker.unconsumed_tail
        except zlib.error:
            pass
        content = b"".join(parts)
    return content


def _refuse_calls(
    forms: list[_Stream], headers: Mapping[int, bytes], *, unpacked_bytes: int
) -> None:
    """Counts the forms drawn by each form, level by level."""
    numbers = {form.number for form in forms}
    anywhere = _references(b"".join(headers.values()), headers)
    shared: dict[int, dict[bytes, int]] = {}
    children: dict[int, Counter[int]] = {}
    for form in forms:
        content = _unpacked(form, unpacked_bytes) or b""
        names = _names_of(form, headers, shared) or anywhere
        calls = Counter(match[1] for match in _CALL.finditer(content))
        children[form.number] = Counter()
        for name, count in calls.items():
            if names.get(name) in numbers:
                children[form.number][names[name]] += count
    drawn = dict.fromkeys(children, 1)
    for _ in range(_MAX_DEPTH):
        deeper = {
            number: 1 + sum(count * drawn[child] for child, count in called.items())
            for number, called in children.items()
        }
        if max(deeper.values()) > MAX_FORM_CALLS:
            raise UnreadableReport("too_complex", "forms that call each other without end")
        if deeper == drawn:
            return
        drawn = deeper


def _names_of(
    form: _Stream, headers: Mapping[int, bytes], shared: dict[int, dict[bytes, int]]
) -> dict[bytes, int]:
    """What the form's resources name; ``shared`` keeps those in objects of their own."""
    resources = _RESOURCES.search(form.header)
    if not resources:
        return _references(form.header, headers)
    number = int(resources[1])
    if number not in shared:
        shared[number] = _references(headers.get(number, b""), headers)
    return shared[number]


def _references(dictionary: bytes, headers: Mapping[int, bytes]) -> dict[bytes, int]:
    """Names of the form dictionaries in this one, with the numbers of their objects."""
    names: dict[bytes, int] = {}
    at = 0
    while match := _XOBJECTS.search(dictionary, at):
        at = match.end()
        if match[1]:
            inner = headers.get(int(match[1]), b"")
        else:
            end = dictionary.find(b">>", at)
            if end < 0:
                break
            inner = dictionary[at : min(end, at + _LONGEST_HEADER)]
            at = end
        names |= {name: int(number) for name, number in _REFERENCE.findall(inner)}
    return names
