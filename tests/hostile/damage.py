"""Sound files cut off, with bytes flipped, spliced with each other, and under wrong names."""

from __future__ import annotations

import random
from collections.abc import Iterator
from functools import partial

from tests.hostile.case import Case, fixed
from tests.hostile.good import formats, html_report, rtf_report, text_report

# Shares of a file's length at which it is cut; each falls into another part of the formats.
_CUTS = (0.001, 0.02, 0.1, 0.3, 0.5, 0.75, 0.9, 0.98, 0.999)
_FLIP_COUNTS = (1, 2, 5, 20, 100, 500)
_FLIP_SEEDS = (1, 2)


def cases() -> Iterator[Case]:
    yield from _truncated()
    yield from _flipped()
    yield from _spliced()
    yield from _misnamed()
    yield from _stretched()


def cut(data: bytes, share: float) -> bytes:
    return data[: max(1, int(len(data) * share))]


def flip(data: bytes, count: int, seed: int) -> bytes:
    """``count`` bytes at random places replaced by random ones."""
    generator = random.Random(f"{count} {seed}")
    changed = bytearray(data)
    for _ in range(count):
        changed[generator.randrange(len(changed))] = generator.randrange(256)
    return bytes(changed)


def splice(first: bytes, second: bytes, seed: int) -> bytes:
    """A piece of one file, a piece of the other, and the rest of the first."""
    generator = random.Random(seed)
    at = generator.randrange(len(first))
    start = generator.randrange(len(second))
    length = generator.randrange(1, len(second) - start + 1)
    return first[:at] + second[start : start + length] + first[at:]


def _sources() -> dict[str, bytes]:
    return {
        **formats(),
        ".gbk.html": html_report(charset="gb2312").encode("gb18030"),
        ".gbk.txt": text_report().encode("gb18030"),
        ".utf16.txt": text_report().encode("utf-16"),
    }


def _truncated() -> Iterator[Case]:
    for suffix, data in {**_sources(), ".rtf": rtf_report()}.items():
        name = f"report{suffix}"
        for share in _CUTS if suffix != ".rtf" else (0.01, 0.5):
            codes = ("truncated",) if suffix == ".docx" and share >= 0.1 else ()
            yield Case(f"cut/{suffix[1:]} at {share:g}", name, partial(cut, data, share), codes)
        headless = data[len(data) // 3 :]
        yield fixed(f"cut/{suffix[1:]} without its beginning", name, headless)


def _flipped() -> Iterator[Case]:
    for suffix, data in _sources().items():
        for count in _FLIP_COUNTS:
            for seed in _FLIP_SEEDS:
                yield Case(
                    f"flip/{suffix[1:]} {count} bytes, seed {seed}",
                    f"report{suffix}",
                    partial(flip, data, count, seed),
                )


def _spliced() -> Iterator[Case]:
    for first, into in formats().items():
        for second, piece in formats().items():
            for seed in (1, 2) if first != second else (1,):
                yield Case(
                    f"splice/{second[1:]} into {first[1:]}, seed {seed}",
                    f"report{first}",
                    partial(splice, into, piece, seed),
                )


def _misnamed() -> Iterator[Case]:
    for own, data in formats().items():
        for other in (*formats(), ".doc", ".wps", ".jpg", ""):
            if own != other:
                name = f"name/{own[1:]} as {other[1:] or 'nothing'}"
                yield fixed(name, f"report{other}", data, "ok")


def _stretched() -> Iterator[Case]:
    nothing = bytes(2000)
    for suffix, data in formats().items():
        name = f"report{suffix}"
        yield fixed(f"stretch/{suffix[1:]} behind nothing", name, nothing + data)
        yield fixed(f"stretch/{suffix[1:]} before nothing", name, data + nothing)
        yield fixed(f"stretch/{suffix[1:]} twice", name, data * 2)
