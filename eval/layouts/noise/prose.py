"""Noises outside the tables: titles, headings, running text, site furniture.

They must leave every cell alone; what they do to claims and statements is measured elsewhere.
"""

from __future__ import annotations

import re
from dataclasses import replace
from random import Random

from eval.layouts.noise.role import Strength
from eval.layouts.prose import load_wordings
from eval.layouts.sheet import Sheet, SheetSection, map_prose


def change_title(sheet: Sheet, _rng: Random, strength: Strength) -> Sheet:
    """N33: a second name in brackets, no title, or a letter's address instead."""
    if strength["kind"] == 1:
        name = f"{sheet.agency}（{sheet.agency[:3]}政务公开办公室）"
        return replace(sheet, title=(f"{name}{sheet.year}年政府信息公开工作年度报告",))
    if strength["kind"] == 2:
        return replace(sheet, title=())
    return replace(sheet, title=(f"{sheet.agency[:3]}政府信息公开办：",))


def change_headings(sheet: Sheet, rng: Random, strength: Strength) -> Sheet:
    """N34: other wordings, a section more, a heading less."""
    wordings = load_wordings()["headings"]
    lost = rng.choice(("s2", "s3", "s4")) if strength["lost"] else ""
    sections = []
    for section in sheet.sections:
        heading = rng.choice(wordings[section.id]) if section.id in wordings else section.heading
        sections.append(replace(section, heading="" if section.id == lost else heading))
    if strength["extra"]:
        text = "本报告由办公室负责解释，随附材料另行公布。"
        sections.append(SheetSection("x1", rng.choice(wordings["extra"]), (text,)))
    return replace(sheet, sections=tuple(sections))


def add_brands(sheet: Sheet, rng: Random, strength: Strength) -> Sheet:
    """N30: a hijacked mirror: advertising above the text, brand names inside it."""
    wordings = load_wordings()["chrome"]
    brand = rng.choice(wordings["brand"])
    spam = tuple(rng.sample(wordings["spam"], min(int(strength["lines"]), len(wordings["spam"]))))
    title = tuple(f"{brand}{line}" if strength["in_title"] else line for line in sheet.title)

    def change(text: str) -> str:
        return text.replace("政府信息公开", f"{brand}信息公开", 1) if strength["in_prose"] else text

    return replace(map_prose(sheet, change), title=(*spam, *title))


def lose_runs(sheet: Sheet, rng: Random, strength: Strength) -> Sheet:
    """N31: short runs of an HTML page are gone, digits of dates first."""

    def change(text: str) -> str:
        return re.sub(
            r"\d{1,2}(?=[年月日号])",
            lambda match: "" if rng.random() < strength["share"] else match[0],
            text,
        )

    return map_prose(sheet, change)


def add_to_overview(sheet: Sheet, text: str) -> Sheet:
    """The sheet with one more paragraph at the end of section one."""
    sections = tuple(
        replace(section, paragraphs=(*section.paragraphs, text)) if section.id == "s1" else section
        for section in sheet.sections
    )
    return replace(sheet, sections=sections)


def tell_other_scope(sheet: Sheet, rng: Random, strength: Strength) -> Sheet:
    """N40: the text counts the office alone, the table the whole territory."""
    parts = "；".join(
        f"机关本级{item}{rng.randint(0, 40)}件"
        for item in ("收到申请", "答复申请", "行政复议")[: int(strength["figures"])]
    )
    return add_to_overview(sheet, f"其中，{parts}。")


def contradict(sheet: Sheet, rng: Random, strength: Strength) -> Sheet:
    """N41: the text states figures that the tables contradict."""
    names = {
        "t2.new_received.total": "新收政府信息公开申请",
        "t2.processed_total.total": "办结申请",
        "t2.carried_out.total": "结转下年度办理",
    }
    parts = []
    for cell, name in list(names.items())[: int(strength["figures"])]:
        parts.append(f"{name}{int(sheet.truths[cell].figure or 0) + rng.randint(1, 9)}件")
    return add_to_overview(sheet, f"据统计，全年{'，'.join(parts)}。")


def stutter(sheet: Sheet, rng: Random, strength: Strength) -> Sheet:
    """N42: words written twice, years with doubled digits."""

    def change(text: str) -> str:
        for _ in range(int(strength["times"])):
            if len(text) > 12:
                at = rng.randint(4, len(text) - 4)
                text = text[:at] + text[at - 2 : at] + text[at:]
        return text

    return map_prose(sheet, change)


def intrude(sheet: Sheet, rng: Random, strength: Strength) -> Sheet:
    """N43: words of another language left by a translation program."""
    words = load_wordings()["chrome"]["intrusions"]

    def change(text: str) -> str:
        if len(text) > 12 and rng.random() < strength["share"]:
            at = rng.randint(6, len(text) - 4)
            return f"{text[:at]} {rng.choice(words)} {text[at:]}"
        return text

    return map_prose(sheet, change)


def add_contacts(sheet: Sheet, rng: Random, strength: Strength) -> Sheet:
    """N46: addresses, telephone numbers and postcodes after the text."""
    slots = {
        "place": sheet.agency[:3],
        "year": sheet.year,
        "phone": rng.randint(10_000, 99_999),
        "points": rng.randint(1, 9),
        "columns": rng.randint(1, 20),
        "training": rng.randint(1, 9),
        "checks": rng.randint(1, 9),
    }
    texts = load_wordings()["chrome"]["contact"] * 2
    added = tuple(text.format_map(slots) for text in texts[: int(strength["lines"])])
    last = sheet.sections[-1]
    changed = replace(last, paragraphs=(*last.paragraphs, *added))
    return replace(sheet, sections=(*sheet.sections[:-1], changed))


def add_chrome(sheet: Sheet, _rng: Random, strength: Strength) -> Sheet:
    """N44: more site furniture around the article."""
    return replace(sheet, manner=replace(sheet.manner, chrome=int(strength["level"])))


def reorder_writing(sheet: Sheet, _rng: Random, strength: Strength) -> Sheet:
    """N47: a PDF that writes the numbers of a page before its labels, or in another order."""
    return replace(sheet, manner=replace(sheet.manner, writing=int(strength["order"])))
