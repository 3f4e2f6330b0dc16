"""PDF files: objects that refer to themselves, counts that lie, content without end."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator, Sequence
from functools import partial

from tests.hostile.case import Case, fixed
from tests.hostile.good import pdf_report

_NAME = "report.pdf"
_CATALOG = b"<< /Type /Catalog /Pages 2 0 R >>"
_PAGES = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
_PAGE = (
    b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
    b" /Resources << /Font << /F 5 0 R >> /XObject << /X 6 0 R >> >> >>"
)
_FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
_TEXT = b"BT /F 12 Tf 60 700 Td (Annual report 2023) Tj ET "
_FORM = b"/Type /XObject /Subtype /Form /BBox [0 0 500 500]"


def cases() -> Iterator[Case]:
    yield from _whole_files()
    yield from _structures()
    yield from _cross_references()
    yield from _contents()
    yield from _compressed()


def stream(content: bytes, entries: bytes = b"") -> bytes:
    return b"<< %b /Length %d >>\nstream\n%b\nendstream" % (entries, len(content), content)


def to_pdf(objects: Sequence[bytes], *, trailer: bytes = b"", before_xref: bytes = b"") -> bytes:
    """A file of numbered objects, the first being the catalogue."""
    parts = [b"%PDF-1.7\n"]
    length = len(parts[0])
    offsets: list[int] = []
    for number, body in enumerate(objects, start=1):
        offsets.append(length)
        parts.append(b"%d 0 obj\n%b\nendobj\n" % (number, body))
        length += len(parts[-1])
    parts.append(before_xref)
    length += len(before_xref)
    parts.append(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    parts += [b"%010d 00000 n \n" % offset for offset in offsets]
    end = b"trailer\n<< /Size %d /Root 1 0 R %b >>\nstartxref\n%d\n%%%%EOF\n"
    parts.append(end % (len(objects) + 1, trailer, length))
    return b"".join(parts)


def one_page(content: bytes, *, page: bytes = _PAGE, more: Sequence[bytes] = ()) -> bytes:
    """One page with this content; ``more`` begins with object 6, the form /X."""
    return to_pdf([_CATALOG, _PAGES, page, stream(content), _FONT, *more])


def _whole_files() -> Iterator[Case]:
    good = pdf_report()
    yield Case("pdf/with a password", _NAME, lambda: pdf_report(password="secret"), ("encrypted",))
    broken = (
        b"/Encrypt << /Filter /Standard /V 4 /R 4 /O (x) /U (y) /P -1 /Length 128 >> /ID [(a)(b)]"
    )
    data = to_pdf([_CATALOG, _PAGES, _PAGE, stream(_TEXT), _FONT], trailer=broken)
    yield fixed("pdf/with a broken lock", _NAME, data)
    unknown = b"/Encrypt << /Filter /Nobody /V 9 >>"
    data = to_pdf([_CATALOG, _PAGES, _PAGE, stream(_TEXT), _FONT], trailer=unknown)
    yield fixed("pdf/with an unknown lock", _NAME, data)
    yield fixed("pdf/without its ending", _NAME, good.replace(b"%%EOF", b""))
    yield fixed("pdf/with 300 endings", _NAME, good + b"startxref\n0\n%%EOF\n" * 300)
    yield fixed("pdf/without object ends", _NAME, good.replace(b"endobj", b""))
    yield fixed("pdf/behind 900 bytes", _NAME, b"x" * 900 + good)
    yield fixed("pdf/version 99", _NAME, good.replace(b"%PDF-1.", b"%PDF-9."))
    yield fixed("pdf/zeros for lengths", _NAME, good.replace(b"/Length", b"/Length 0 /L"))
    yield fixed(
        "pdf/lengths of a billion", _NAME, good.replace(b"/Length", b"/Length 999999999 /L")
    )
    yield fixed("pdf/references to nothing", _NAME, good.replace(b" 0 R", b" 9 R"))
    yield fixed("pdf/line ends changed", _NAME, good.replace(b"\n", b"\r\n"))
    comment = b"%" + b"c" * 5_000_000 + b"\n"
    yield fixed(
        "pdf/a comment of 5 MB", _NAME, to_pdf([_CATALOG, _PAGES, _PAGE], before_xref=comment)
    )


def _structures() -> Iterator[Case]:
    pages: dict[str, tuple[bytes, bytes]] = {
        "a tree that is its own child": (b"<< /Type /Pages /Kids [2 0 R] /Count 1 >>", _PAGE),
        "a tree of a billion": (b"<< /Type /Pages /Kids [3 0 R] /Count 1000000000 >>", _PAGE),
        "a tree below zero": (b"<< /Type /Pages /Kids [3 0 R] /Count -5 >>", _PAGE),
        "a tree of 2 to the 63": (
            b"<< /Type /Pages /Kids [3 0 R] /Count 9223372036854775808 >>",
            _PAGE,
        ),
        "a tree of nothing": (b"<< /Type /Pages /Kids [] /Count 0 >>", _PAGE),
        "a page 100,000 times": (
            b"<< /Type /Pages /Kids [%b] /Count 100000 >>" % (b"3 0 R " * 100_000),
            _PAGE,
        ),
        "a page 590 times": (
            b"<< /Type /Pages /Kids [%b] /Count 590 >>" % (b"3 0 R " * 590),
            _PAGE,
        ),
        "a page that is its parent": (_PAGES, b"<< /Type /Page /Parent 3 0 R /Contents 4 0 R >>"),
        "a page of no size": (_PAGES, _PAGE.replace(b"595 842", b"0 0")),
        "a page below zero": (_PAGES, _PAGE.replace(b"0 0 595 842", b"500 500 -500 -500")),
        "a page of a billion points": (_PAGES, _PAGE.replace(b"595 842", b"1000000000 1000000000")),
        "a page of no number": (_PAGES, _PAGE.replace(b"595 842", b"nan inf")),
        "a page of ten numbers": (_PAGES, _PAGE.replace(b"595 842", b"1 2 3 4 5 6 7 8")),
        "a page turned by 45": (_PAGES, _PAGE.replace(b"/Contents", b"/Rotate 45 /Contents")),
        "a page turned by a billion": (
            _PAGES,
            _PAGE.replace(b"/Contents", b"/Rotate 1000000090 /Contents"),
        ),
        "units of a billion": (_PAGES, _PAGE.replace(b"/Contents", b"/UserUnit 1e9 /Contents")),
        "contents that are the page": (_PAGES, _PAGE.replace(b"4 0 R", b"3 0 R")),
        "contents 20,000 times": (_PAGES, _PAGE.replace(b"4 0 R", b"[%b]" % (b"4 0 R " * 20_000))),
        "no resources": (_PAGES, _PAGE.replace(b"/Resources", b"/Nothing")),
        "a font that is the page": (_PAGES, _PAGE.replace(b"5 0 R", b"3 0 R")),
    }
    for name, (tree, page) in pages.items():
        data = to_pdf([_CATALOG, tree, page, stream(_TEXT), _FONT])
        yield fixed(f"pdf/{name}", _NAME, data)
    yield Case("pdf/a tree 100,000 deep", _NAME, _deep_tree)
    nested = b"<< /A " * 100_000 + b">> " * 100_000
    yield fixed("pdf/dictionaries 100,000 deep", _NAME, to_pdf([_CATALOG, _PAGES, _PAGE, nested]))
    arrays = b"[" * 500_000
    yield fixed("pdf/arrays 500,000 deep", _NAME, to_pdf([_CATALOG, _PAGES, _PAGE, arrays]))
    chain = [b"%d 0 R" % (number + 7) for number in range(20_000)]
    data = to_pdf(
        [_CATALOG, _PAGES, _PAGE.replace(b"4 0 R", b"6 0 R"), stream(_TEXT), _FONT, *chain]
    )
    yield fixed("pdf/references 20,000 deep", _NAME, data)
    action = (
        b"<< /Type /Catalog /Pages 2 0 R /OpenAction << /S /JavaScript /JS (app.alert(1)) >> >>"
    )
    yield fixed("pdf/with an action", _NAME, to_pdf([action, _PAGES, _PAGE, stream(_TEXT), _FONT]))
    outlines = b"<< /Type /Catalog /Pages 2 0 R /Outlines 6 0 R >>"
    ring = b"<< /First 6 0 R /Last 6 0 R /Next 6 0 R /Prev 6 0 R /Title (x) >>"
    yield fixed(
        "pdf/outlines in a ring",
        _NAME,
        to_pdf([outlines, _PAGES, _PAGE, stream(_TEXT), _FONT, ring]),
    )


def _deep_tree() -> bytes:
    depth = 100_000
    nodes = [b"<< /Type /Pages /Kids [%d 0 R] /Count 1 >>" % (n + 3) for n in range(depth)]
    return to_pdf([_CATALOG, *nodes, b"<< /Type /Page /MediaBox [0 0 595 842] >>"])


def _cross_references() -> Iterator[Case]:
    good = one_page(_TEXT)
    start = good.rindex(b"xref\n0", 0, good.rindex(b"startxref"))
    place = b"%d" % start
    changes: dict[str, bytes] = {
        "that is its own predecessor": good.replace(b"/Root", b"/Prev %b /Root" % place),
        "with a predecessor below zero": good.replace(b"/Root", b"/Prev -1 /Root"),
        "with a stream at itself": good.replace(b"/Root", b"/XRefStm %b /Root" % place),
        "at the start": good.replace(b"startxref\n%b" % place, b"startxref\n0"),
        "beyond the end": good.replace(b"startxref\n%b" % place, b"startxref\n99999999999"),
        "of a billion entries": good.replace(b"xref\n0 6", b"xref\n0 1000000000"),
        "that starts at a billion": good.replace(b"xref\n0 6", b"xref\n4000000000 6"),
        "whose entries all point to one object": _one_object(good),
        "of size zero": good.replace(b"/Size 6", b"/Size 0"),
        "without a root": good.replace(b"/Root 1 0 R", b""),
        "whose root is a page": good.replace(b"/Root 1 0 R", b"/Root 3 0 R"),
        "whose root is itself no object": good.replace(b"/Root 1 0 R", b"/Root 77 0 R"),
    }
    for name, data in changes.items():
        yield fixed(f"pdf/a cross-reference {name}", _NAME, data)


def _one_object(data: bytes) -> bytes:
    head, _, rest = data.partition(b"xref\n0 6\n")
    entries, _, tail = rest.partition(b"trailer")
    first = entries[20:40]
    return head + b"xref\n0 6\n" + entries[:20] + first * 5 + b"trailer" + tail


def _contents() -> Iterator[Case]:
    contents: dict[str, Callable[[], bytes]] = {
        "100,000 pieces of text": lambda: (
            b"BT /F 1 Tf " + b"1 0 0 1 9 9 Tm (a) Tj " * 100_000 + b"ET"
        ),
        "a text of a million letters": lambda: (
            b"BT /F 9 Tf 9 9 Td (" + b"a" * 1_000_000 + b") Tj ET"
        ),
        "a text of 3 million letters": lambda: (
            b"BT /F 9 Tf 9 9 Td (" + b"a" * 3_000_000 + b") Tj ET"
        ),
        "all text at one place": lambda: (
            b"BT /F 9 Tf " + b"1 0 0 1 9 9 Tm (ab) Tj " * 20_000 + b"ET"
        ),
        "20,000 rulings": lambda: (
            _TEXT + b"".join(b"0 %d m 595 %d l S " % (n % 842, n % 842) for n in range(20_000))
        ),
        "a grid of 300 by 300": lambda: _TEXT + _grid(300),
        "a grid of 800 by 800": lambda: _TEXT + _grid(800),
        "a filled grid of 60 by 60": lambda: _grid(60) + _fill(60),
        "10,000 boxes": lambda: (
            _TEXT
            + b"".join(b"%d %d 4 4 re S " % (n % 100 * 5, n // 100 * 5) for n in range(10_000))
        ),
        "10,000 boxes within boxes": lambda: (
            _TEXT
            + b"".join(
                b"%g %g %g %g re S " % (n / 50, n / 50, 595 - n / 25, 842 - n / 25)
                for n in range(10_000)
            )
        ),
        "a million saved states": lambda: b"q " * 1_000_000 + _TEXT,
        "a million restored states": lambda: b"Q " * 1_000_000 + _TEXT,
        "a path of a million points": lambda: b"0 0 m " + b"9 9 l " * 1_000_000 + b"S " + _TEXT,
        "numbers of 10,000 digits": lambda: b"9" * 10_000 + b" 0 m S " + _TEXT,
        "text of no size": lambda: _TEXT.replace(b"12 Tf", b"0 Tf"),
        "text of a billion points": lambda: _TEXT.replace(b"12 Tf", b"1000000000 Tf"),
        "text below zero": lambda: _TEXT.replace(b"12 Tf", b"-12 Tf"),
        "text far outside": lambda: _TEXT.replace(b"60 700 Td", b"99999999 -99999999 Td"),
        "a matrix of nothing": lambda: b"0 0 0 0 0 0 cm " + _TEXT,
        "a matrix of a billion": lambda: b"1e9 0 0 1e9 0 0 cm " + _TEXT,
        "invisible text": lambda: _TEXT.replace(b"BT", b"BT 3 Tr"),
        "text at 360 angles": lambda: (
            b"BT /F 9 Tf "
            + b"".join(b"0.%03d 0.5 -0.5 0.%03d 300 400 Tm (a b) Tj " % (n, n) for n in range(360))
            + b"ET"
        ),
        "an operator of a million letters": lambda: b"z" * 1_000_000 + b" " + _TEXT,
        "an unclosed string": lambda: b"BT (" + _TEXT,
        "unclosed arrays": lambda: b"[" * 100_000 + _TEXT,
        "noise": lambda: bytes(n * n % 251 for n in range(200_000)),
        "nothing": lambda: b"",
    }
    for name, build in contents.items():
        yield Case(f"page/{name}", _NAME, partial(_built_page, build))
    form = stream(b"/X Do " + _TEXT, _FORM + b" /Resources << /XObject << /X 6 0 R >> >>")
    yield fixed("page/a form that draws itself", _NAME, one_page(b"/X Do", more=[form]))
    glyphs = (
        b"<< /Type /Font /Subtype /Type3 /FontBBox [0 0 9 9] /FontMatrix [1 0 0 1 0 0]"
        b" /FirstChar 97 /LastChar 97 /Widths [9] /CharProcs << /a 4 0 R >>"
        b" /Encoding << /Differences [97 /a] >> /Resources << /Font << /F 5 0 R >> >> >>"
    )
    drawn = to_pdf([_CATALOG, _PAGES, _PAGE, stream(b"BT /F 9 Tf 9 9 Td (aaa) Tj ET"), glyphs])
    yield fixed("page/a glyph that draws itself", _NAME, drawn)
    cid = (
        b"<< /Type /Font /Subtype /Type0 /BaseFont /A /Encoding /Identity-H"
        b" /DescendantFonts [5 0 R] /ToUnicode 5 0 R >>"
    )
    own = to_pdf([_CATALOG, _PAGES, _PAGE, stream(_TEXT), cid])
    yield fixed("page/a font that descends from itself", _NAME, own)
    mapping = (
        b"1 begincodespacerange <00> <ff> endcodespacerange"
        b" 1 beginbfrange <00> <ff> <%b> endbfrange"
    )
    for name, target in {
        "surrogates": b"d800",
        "a hundred letters": b"5e74" * 100,
        "nulls": b"0000",
    }.items():
        cmap = stream(mapping % target)
        font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 6 0 R >>"
        mapped = to_pdf([_CATALOG, _PAGES, _PAGE, stream(_TEXT), font, cmap])
        yield fixed(f"page/letters mapped to {name}", _NAME, mapped)


def _built_page(build: Callable[[], bytes]) -> bytes:
    return one_page(build())


def _grid(size: int) -> bytes:
    step = 590 / size
    lines = [
        b"%g 1 m %g 590 l S 1 %g m 590 %g l S " % (n * step, n * step, n * step, n * step)
        for n in range(size + 1)
    ]
    return b"0.1 w " + b"".join(lines)


def _fill(size: int) -> bytes:
    step = 590 / size
    texts = [
        b"1 0 0 1 %g %g Tm (1) Tj " % (n % size * step + 2, n // size * step + 2)
        for n in range(size * size)
    ]
    return b"BT /F 4 Tf " + b"".join(texts) + b"ET"


def _compressed() -> Iterator[Case]:
    yield Case(
        "pdf/300 MB of blanks compressed", _NAME, partial(_flate, 1, 300_000_000), ("too_large",)
    )
    yield Case(
        "pdf/300 MB compressed twice", _NAME, partial(_flate, 2, 300_000_000), ("too_large",)
    )
    yield Case("pdf/20 MB of blanks compressed", _NAME, partial(_flate, 1, 20_000_000))
    cut = zlib.compress(_TEXT * 500)[:-9]
    filtered = to_pdf([_CATALOG, _PAGES, _PAGE, stream(cut, b"/Filter /FlateDecode"), _FONT])
    yield fixed("pdf/a compressed stream cut", _NAME, filtered)
    for name in (
        b"ASCIIHexDecode",
        b"ASCII85Decode",
        b"LZWDecode",
        b"RunLengthDecode",
        b"CCITTFaxDecode",
        b"JBIG2Decode",
        b"Nothing",
    ):
        wrong = to_pdf([_CATALOG, _PAGES, _PAGE, stream(_TEXT, b"/Filter /" + name), _FONT])
        yield fixed(f"pdf/text as {name.decode()}", _NAME, wrong)
    many = to_pdf(
        [
            _CATALOG,
            _PAGES,
            _PAGE,
            stream(_TEXT, b"/Filter [%b]" % (b"/ASCIIHexDecode " * 5_000)),
            _FONT,
        ]
    )
    yield fixed("pdf/5,000 filters", _NAME, many)


def _flate(layers: int, size: int) -> bytes:
    content = _TEXT + b" " * size
    for _ in range(layers):
        content = zlib.compress(content)
    filters = b"/Filter [%b]" % (b"/FlateDecode " * layers)
    return to_pdf([_CATALOG, _PAGES, _PAGE, stream(content, filters), _FONT])
