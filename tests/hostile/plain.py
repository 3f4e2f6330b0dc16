"""Text files: next to nothing, wrong encodings, odd characters, endless repetition."""

from __future__ import annotations

import random
from collections.abc import Iterator
from functools import partial
from html import escape

from tests.hostile.case import Case, fixed
from tests.hostile.good import COLUMNS, ROWS, TITLE, html_report, text_report

_MARKS = {
    "utf-8": b"\xef\xbb\xbf",
    "utf-16-le": b"\xff\xfe",
    "utf-16-be": b"\xfe\xff",
    "utf-32-le": b"\xff\xfe\x00\x00",
    "utf-32-be": b"\x00\x00\xfe\xff",
}
_OPENINGS: dict[str, bytes] = {
    "pdf": b"%PDF-1.7\n", "zip": b"PK\x03\x04", "empty zip": b"PK\x05\x06" + bytes(18),
    "ole": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "rtf": b"{\\rtf1", "html": b"<html>",
    "tag": b"<p>", "doctype": b"<!DOCTYPE html>", "comment": b"<!--", "xml": b"<?xml",
    "png": b"\x89PNG\r\n\x1a\n", "jpeg": b"\xff\xd8\xff\xe0", "gzip": b"\x1f\x8b\x08",
    "elf": b"\x7fELF", "exe": b"MZ\x90\x00", "mht": b"MIME-Version: 1.0\r\n",
}  # fmt: skip
# Characters that a report never needs, each put between all characters of its title.
_ODD_CHARACTERS: dict[str, str] = {
    "right-to-left override": "\u202e",
    "isolates": "\u2066\u2069",
    "zero-width spaces": "\u200b\u200c\u200d\ufeff",
    "noncharacters": "\ufffe\uffff\U0001fffe",
    "private use": "\ue000\U000f0000",
    "replacement characters": "\ufffd",
    "escapes and bells": "\x1b\x07",
    "nulls": "\x00",
    "line separators": "\u2028\u2029\x85\x0b\x0c",
    "combining marks": "\u0301" * 40,
    "variation selectors": "\ufe0f\U000e0100",
    "emoji joined": "👨\u200d👩\u200d👧",
    "tags": "\U000e0041\U000e007f",
    "ideographic spaces": "\u3000\u00a0",
    "soft hyphens": "\u00ad",
    "hangul fillers": "\u3164\u115f",
}
_HUNDRED_THOUSAND = 100_000


def cases() -> Iterator[Case]:
    yield from _tiny()
    yield from _binary()
    yield from _encodings()
    yield from _characters()
    yield from _repetitions()
    yield from _numbers()
    yield from _rich_text()


def _tiny() -> Iterator[Case]:
    yield fixed("tiny/empty", "report.txt", b"", "empty")
    for char in ("a", "0", "一", "。", "<", "&", "{", "%", "\x00", "\x1b", "\ufeff", "\U0001f600"):
        yield fixed(f"tiny/one character {char!a}", "report.txt", char)
    for number in (0x80, 0xA1, 0xC3, 0xFF):
        yield fixed(f"tiny/one byte {number:02x}", "report.html", bytes([number]))
    for name, mark in _MARKS.items():
        yield fixed(f"tiny/only the mark of {name}", "report.txt", mark)
        yield fixed(f"tiny/the mark of {name} twice", "report.txt", mark * 2)
    for name, opening in _OPENINGS.items():
        yield fixed(f"tiny/only the opening of {name}", "report", opening)
    for name, blank in {"spaces": "  ", "line ends": "\r\n\n\r", "wide": "\u3000\u00a0"}.items():
        yield fixed(f"tiny/only {name}", "report.txt", blank * 10, "no_text")


def _binary() -> Iterator[Case]:
    for size in (2, 100, 5_000, 300_000):
        yield Case(f"binary/{size} random bytes", "report.txt", partial(noise, size, 1))
        yield Case(f"binary/{size} random bytes as html", "report.html", partial(noise, size, 2))
    for name, opening in _OPENINGS.items():
        build = partial(_opening_and_noise, opening, name)
        yield Case(f"binary/opening of {name}, then noise", "report", build)
    yield Case("binary/10 MB of zero", "report.txt", lambda: bytes(10_000_000), ("binary",))
    yield Case(
        "binary/beyond the size limit", "report.txt", lambda: b"x" * 68_000_000, ("too_large",)
    )


def noise(size: int, seed: int) -> bytes:
    return random.Random(seed).randbytes(size)


def _opening_and_noise(opening: bytes, name: str) -> bytes:
    return opening + random.Random(name).randbytes(3_000)


def _encodings() -> Iterator[Case]:
    text = text_report()
    for codec in (
        "utf-16-le",
        "utf-16-be",
        "utf-32-le",
        "utf-32-be",
        "utf-7",
        "big5",
        "hz",
        "euc_jp",
    ):
        data = text.encode(codec, "replace")
        yield fixed(f"encoding/{codec} without a mark", "report.txt", data)
        if codec in _MARKS:
            yield fixed(
                f"encoding/{codec} less its last byte", "report.txt", (_MARKS[codec] + data)[:-1]
            )
    utf8 = text.encode("utf-8")
    bad_sequences: dict[str, bytes] = {
        "overlong": b"\xc0\xaf\xe0\x80\x80",
        "surrogates": b"\xed\xa0\x80\xed\xb0\x80",
        "beyond unicode": b"\xf4\x90\x80\x80",
        "lone continuation": b"\x80\xbf",
        "cut sequences": b"\xe4\xb8",
    }
    for name, bad in bad_sequences.items():
        yield fixed(f"encoding/utf-8 with {name} once", "report.txt", utf8[:300] + bad + utf8[300:])
        many = utf8.replace("。".encode(), bad)
        yield fixed(f"encoding/utf-8 with {name} often", "report.txt", many)
    gbk = text.encode("gb18030")
    for name, bad in {"ff": b"\xff\xff", "half": b"\x81", "four": b"\x84\x31\xa4\xff"}.items():
        yield fixed(f"encoding/gb18030 with {name}", "report.txt", gbk[:200] + bad * 3 + gbk[200:])
    yield fixed("encoding/utf-8 and gb18030 in turn", "report.txt", utf8 + gbk)
    for charset in (
        "utf-16",
        "utf-7",
        "gb2312",
        "big5",
        "nonsense",
        "rot13",
        "base64",
        "idna",
        "undefined",
    ):
        page = html_report(charset=charset).encode("utf-8")
        yield fixed(f"encoding/utf-8 that calls itself {charset}", "report.html", page)
    for charset in ("utf-8", "big5", "hex", "punycode"):
        page = html_report(charset=charset).encode("gb18030")
        yield fixed(f"encoding/gb18030 that calls itself {charset}", "report.html", page)


def _characters() -> Iterator[Case]:
    for name, odd in _ODD_CHARACTERS.items():
        between = odd.join(TITLE) + "\n"
        yield fixed(f"characters/{name}", "report.txt", between + odd * 200 + text_report())
        body = f"<p>{escape(between)}</p><p>{escape(odd * 200)}</p><p>{escape(text_report())}</p>"
        yield fixed(f"characters/{name} in html", "report.html", html_report(body=body))
    digits = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
    yield fixed("characters/arabic digits", "report.txt", text_report().translate(digits))
    circled = str.maketrans("0123456789", "⓪①②③④⑤⑥⑦⑧⑨")
    yield fixed("characters/circled digits", "report.txt", text_report().translate(circled))
    raised = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
    yield fixed("characters/raised digits", "report.txt", text_report().translate(raised))


def _repetitions() -> Iterator[Case]:
    """One thing again and again before or inside an otherwise sound report."""
    things: dict[str, str] = {
        "the title": TITLE + "\n",
        "a heading": "一、总体情况\n",
        "all headings": "二、主动公开政府信息情况\n三、收到和处理政府信息公开申请情况\n",
        "a label": ROWS[0][0],
        "a label a line": ROWS[0][0] + "\n",
        "a table row": "\t".join((ROWS[0][0], *map(str, ROWS[0][1]))) + "\n",
        "a table head": "\t".join(COLUMNS) + "\n",
        "enumerators": "（一）1.①一、",
        "opening brackets": "（",
        "closing brackets": "）",
        "quotation marks": "“",
        "full stops": "。",
        "commas": "，",
        "tabs": "\t",
        "pipes": "|",
        "spaces": " ",
        "digits": "1",
        "digits apart": "1 ",
        "percentages": "12.5%，",
        "dates": "2023年12月31日",
        "numerals": "一二三四五六七八九十百千万亿",
        "a claim": "发布信息12条，",
        "a claim about": "发布信息近1.2万余条，",
        "a problem": "存在的问题：政策解读形式单一。",
        "a commitment": "下一步，将加强培训。",
        "law articles": "第二十条第（一）项",
        "years": "2023年",
        "line ends": "\n",
        "carriage returns": "\r",
        "pinyin": "領(lǐng)導(dǎo)",
        "empty brackets": "()",
        "urls": "http://www.example.gov.cn/a?b=1，",
        "letters": "a",
        "letter words": "ab ",
    }
    for name, thing in things.items():
        build = partial(_repeated, thing)
        yield Case(f"repeat/{name}", "report.txt", build)
    for name in ("a claim", "a table row", "opening brackets", "digits", "spaces"):
        yield Case(f"repeat/{name} in html", "report.html", partial(_repeated_html, things[name]))
    yield Case(
        "repeat/50 MB on one line", "report.txt", lambda: text_report().encode() + b"1" * 50_000_000
    )
    yield Case(
        "repeat/50 MB on one line of html", "report.html", partial(_long_line_html, 50_000_000)
    )
    yield Case(
        "repeat/1.9 million characters of claims",
        "report.txt",
        partial(_repeated, "发布信息12条，", 237_000),
    )


def _repeated(thing: str, times: int = 0) -> bytes:
    times = times or _HUNDRED_THOUSAND // len(thing)
    return (text_report() + thing * times + "\n" + text_report()).encode("utf-8")


def _repeated_html(thing: str) -> bytes:
    body = f"<p>{escape(text_report())}</p><p>{thing * (_HUNDRED_THOUSAND // len(thing))}</p>"
    return html_report(body=body).encode("utf-8")


def _long_line_html(size: int) -> bytes:
    return html_report(body="<p>" + "x" * size + "</p>").encode("utf-8")


def _rich_text() -> Iterator[Case]:
    """Word processors' text files, which go to LibreOffice where there is one."""
    head = b"{\\rtf1\\ansi "
    for name, content in {
        "a million groups opened": b"{" * 1_000_000,
        "a million groups closed": b"}" * 1_000_000,
        "a control word of 5 MB": b"\\" + b"a" * 5_000_000,
        "5,000 nested tables": b"\\itap9\\nestcell\\nestrow" * 5_000,
        "a picture of zeros": b"{\\pict\\pngblip " + b"00" * 500_000 + b"}",
    }.items():
        yield fixed(f"rtf/{name}", "report.rtf", head + content)


def _numbers() -> Iterator[Case]:
    for name, number in {
        "of 10,000 digits": "9" * 10_000,
        "with 10,000 decimals": "0." + "3" * 10_000,
        "with 10,000 separators": "1,000" * 2_500,
        "with a huge exponent": "1e999999999",
        "that is infinite": "inf",
        "below zero": "-" * 500 + "5",
        "in 10,000 numerals": "九千" * 5_000,
        "of points": "1." * 5_000,
        "over number": "1/" * 5_000 + "2",
    }.items():
        line = f"主动公开政府信息{number}条，同比增长{number}%，收费{number}万元。"
        yield fixed(f"number/{name} in the text", "report.txt", text_report() + line)
        table = text_report().replace("\t3\n", f"\t{number}\n")
        yield fixed(f"number/{name} in the table", "report.txt", table)
