"""Noises of script: traditional characters, inserted pinyin, half-done conversions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from random import Random

from opencc import OpenCC

from eval.layouts.noise.labels import map_headings, map_labels
from eval.layouts.noise.role import Strength
from eval.layouts.sheet import Sheet, map_prose

# Syllables that mirrors insert; which one follows which character matters to no reader.
TONED = ("lǐng", "dǎo", "fā", "xiàn", "wǎng", "guān", "jī", "zhèng", "fù", "yè", "shěn", "lüè")
TONELESS = ("zheng", "fu", "gong", "kai", "xin", "xi", "ling", "dao", "wu", "ye", "shen")
# Characters that careless tables convert although both scripts share them.
OVERDONE = str.maketrans("制面系里后", "製麵係裡後")


@cache
def traditional(text: str) -> str:
    converted: str = _converter().convert(text)
    return converted


@cache
def _converter() -> OpenCC:
    return OpenCC("s2t")


def map_all_text(sheet: Sheet, change: Callable[[str], str]) -> Sheet:
    """The sheet with all text changed but the values of cells."""
    sheet = map_headings(map_labels(sheet, lambda cell: change(cell.text)), change)
    sheet = map_prose(sheet, change)
    return replace(sheet, title=tuple(change(line) for line in sheet.title))


def add_pinyin(sheet: Sheet, rng: Random, strength: Strength) -> Sheet:
    """N27: traditional script with pinyin in brackets after converted characters."""
    return map_all_text(
        sheet, lambda text: _with_pinyin(text, rng, strength["rate"], TONED, repeats=1)
    )


def add_doubled_pinyin(sheet: Sheet, rng: Random, strength: Strength) -> Sheet:
    """N28: the same without tones, and doubled."""
    return map_all_text(
        sheet,
        lambda text: _with_pinyin(
            text, rng, strength["rate"], TONELESS, repeats=int(strength["repeats"])
        ),
    )


def _with_pinyin(
    text: str, rng: Random, rate: float, syllables: tuple[str, ...], *, repeats: int
) -> str:
    converted = traditional(text)
    parts = []
    for before, after in zip(text, converted, strict=True):
        parts.append(after)
        if before != after and rng.random() < rate:
            parts.append(f"({rng.choice(syllables)})" * repeats)
    return "".join(parts)


def convert_partly(sheet: Sheet, rng: Random, strength: Strength) -> Sheet:
    """N29: some characters stay simplified, others are converted that should not be."""

    def change(text: str) -> str:
        mixed = "".join(
            after if rng.random() < strength["share"] else before
            for before, after in zip(text, traditional(text), strict=True)
        )
        return mixed.translate(OVERDONE) if strength["overdone"] else mixed

    return map_all_text(sheet, change)
