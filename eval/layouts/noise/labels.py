"""Noises of labels and headings: misread, cut, spaced, renumbered. No cell changes its truth."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from random import Random

from rapidfuzz.distance import Levenshtein

from eval.layouts.labels import load_labels
from eval.layouts.noise.role import Strength
from eval.layouts.sheet import DrawnCell, Sheet, map_cells, map_prose

# What OCR programs put for strokes they cannot read, and characters of like shape.
STRAYS = "†'、丶丨·"
LIKENESSES = "度证组织止度木未末土士已己巳千干大太人入八日曰目自白申甲由田间问闲政故数教级极板"
HALF_WIDTH = str.maketrans("（）：；，．“”‘’？！", "():;,.\"\"''?!")
HALF_BRACKETS = str.maketrans("（）", "()")
BRACKETED = dict(zip("一二三四五六七八九十", "㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩", strict=True))
CJK = re.compile(r"[一-鿿]")


def map_labels(sheet: Sheet, change: Callable[[DrawnCell], str]) -> Sheet:
    """The sheet with other text in its labels and heads."""

    def redraw(cell: DrawnCell) -> DrawnCell:
        if cell.role in ("value", "junk") or not cell.text:
            return cell
        return replace(cell, text=change(cell))

    return map_cells(sheet, redraw)


def map_headings(sheet: Sheet, change: Callable[[str], str]) -> Sheet:
    sections = tuple(
        replace(section, heading=change(section.heading) if section.heading else "")
        for section in sheet.sections
    )
    return replace(sheet, sections=sections)


def misread_labels(sheet: Sheet, rng: Random, strength: Strength) -> Sheet:
    """N12: wrong, lost and stray characters in labels, and line breaks inside them.

    No label comes nearer to another one than it is to its own.
    """
    known = {
        cell.text
        for table in sheet.tables
        for row in table.rows
        for cell in row.cells
        if cell.role != "value"
    }

    def change(cell: DrawnCell) -> str:
        text = cell.text
        if len(CJK.findall(text)) >= strength["shortest"] and rng.random() < strength["share"]:
            for _ in range(int(strength["edits"]) if len(text) >= 8 else 1):
                text = _edited(text, known, rng)
        if len(text) >= 4 and rng.random() < strength["breaks"]:
            at = rng.randint(2, len(text) - 1)
            text = f"{text[:at]}\n{text[at:]}"
        return text

    return map_labels(sheet, change)


def _edited(text: str, known: set[str], rng: Random) -> str:
    places = [match.start() for match in CJK.finditer(text)]
    for _ in range(8):
        at = rng.choice(places)
        new = rng.choice(
            (
                text[:at] + text[at + 1 :],
                text[:at] + rng.choice(LIKENESSES) + text[at + 1 :],
                text[:at] + rng.choice(STRAYS) + text[at:],
            )
        )
        own = Levenshtein.distance(new, text)
        if new and all(
            Levenshtein.distance(new, other) > own + 1 for other in known if other != text
        ):
            return new
    return text


def drop_inside_labels(sheet: Sheet, rng: Random, strength: Strength) -> Sheet:
    """N50: the agency's own template lacks a few characters inside a long label."""
    long = sorted(
        {
            cell.text
            for table in sheet.tables
            for row in table.rows
            for cell in row.cells
            if cell.role == "label" and len(cell.text) >= 10
        }
    )
    damaged = {}
    for text in rng.sample(long, min(int(strength["labels"]), len(long))):
        at = rng.randint(4, len(text) - 4)
        damaged[text] = text[:at] + text[at + int(strength["characters"]) :]
    return map_labels(sheet, lambda cell: damaged.get(cell.text, cell.text))


def mix_vintages(sheet: Sheet, rng: Random, strength: Strength) -> Sheet:
    """N24: labels of one vintage of the form in the other."""
    pairs = _vintage_pairs()
    return map_labels(
        sheet,
        lambda cell: (
            pairs[cell.text]
            if cell.text in pairs and rng.random() < strength["share"]
            else _renewed(cell.text, rng, strength["inserted"])
        ),
    )


def _vintage_pairs() -> dict[str, str]:
    """Label of one form -> label of the other, for rows and columns of the same id."""
    named: list[dict[str, str]] = []
    for form in load_labels().values():
        labels: dict[str, str] = {}
        for block in form.blocks:
            labels.update({f"{block.id}.{row.id}": row.label for row in block.rows})
            labels.update({f"{block.id}.{column.id}": column.label for column in block.columns})
        named.append(labels)
    newer, older = named
    pairs = {new: older[key] for key, new in newer.items() if older.get(key, new) != new}
    return pairs | {old: new for new, old in pairs.items()}


def _renewed(text: str, rng: Random, rate: float) -> str:
    if text.startswith("本年制") and rng.random() < rate:
        return text.replace("本年制", "本年新制")
    return text


def cut_heads(sheet: Sheet, _rng: Random, strength: Strength) -> Sheet:
    """N26: what followed a line break in a column head is lost, so that heads look alike."""

    def change(cell: DrawnCell) -> str:
        if cell.role != "header" or cell.colspan > 1 or len(cell.text) <= strength["kept"]:
            return cell.text
        in_block = cell.text.startswith(("本年", "上一年", "对外", "现行"))
        if not in_block and not strength["all_tables"]:
            return cell.text
        return cell.text[: int(strength["kept"])]

    return map_labels(sheet, change)


def double_heads(sheet: Sheet, rng: Random, strength: Strength) -> Sheet:
    """N51: a head cell repeats its neighbour's text before its own."""
    corner = load_labels()[sheet.first].t1_corner
    return map_labels(
        sheet,
        lambda cell: (
            f"{corner} {cell.text}"
            if cell.role == "header" and rng.random() < strength["share"]
            else cell.text
        ),
    )


def halve_punctuation(sheet: Sheet, _rng: Random, strength: Strength) -> Sheet:
    """N35: half-width brackets, or half-width punctuation throughout."""
    table = HALF_WIDTH if strength["everything"] else HALF_BRACKETS

    def change(text: str) -> str:
        return text.translate(table)

    sheet = map_headings(map_labels(sheet, lambda cell: change(cell.text)), change)
    return map_prose(sheet, change) if strength["prose"] else sheet


def space_out(sheet: Sheet, rng: Random, strength: Strength) -> Sheet:
    """N36: spaces around figures in prose, and between the characters of labels."""

    def spread(text: str, rate: float) -> str:
        return "".join(
            f"{char} " if CJK.match(char) and CJK.match(after) and rng.random() < rate else char
            for char, after in zip(text, f"{text[1:]}.", strict=True)
        )

    def around_figures(text: str) -> str:
        return re.sub(r"(?<=[一-鿿])(\d[\d.]*)(?=[一-鿿])", r" \1 ", text)

    sheet = map_prose(sheet, lambda text: spread(around_figures(text), strength["prose"]))
    return map_labels(sheet, lambda cell: spread(cell.text, strength["labels"]))


def renumber(sheet: Sheet, rng: Random, strength: Strength) -> Sheet:
    """N37: enumerators of labels, headings and paragraphs in other manners."""
    point = rng.choice(("、", "．", ". ", ".", ")"))
    ordinal = rng.choice((".", "．", "、 "))
    dash = "-" if strength["dashes"] else ""

    def change(text: str) -> str:
        text = re.sub(r"^([0-9])\.", rf"{dash}\g<1>{point}", text)
        if strength["brackets"]:
            text = re.sub(r"^（([一二三四五六七八九十])）", r"(\1) ", text)
        if strength["signs"]:
            text = re.sub(
                r"^[（(]([一二三四五六七八九十])[）)] ?", lambda match: BRACKETED[match[1]], text
            )
        if strength["ordinals"]:
            text = re.sub(r"^([一二三四五六七八九十])、", rf"\g<1>{ordinal}", text)
        return text

    sheet = map_headings(map_labels(sheet, lambda cell: change(cell.text)), change)
    return map_prose(sheet, change)


def space_headings(sheet: Sheet, rng: Random, strength: Strength) -> Sheet:
    """N38: stray spaces in the titles of blocks and sections."""

    def change(text: str) -> str:
        text = re.sub("第二十条第", f"第二十条{' ' * int(strength['width'])}第", text)
        if not strength["headings"]:
            return text
        at = rng.randint(1, len(text) - 1)
        return text[:at] + " " * int(strength["width"]) + text[at:]

    sheet = map_headings(sheet, lambda text: change(text) if strength["headings"] else text)
    return map_labels(sheet, lambda cell: change(cell.text) if cell.role == "title" else cell.text)
