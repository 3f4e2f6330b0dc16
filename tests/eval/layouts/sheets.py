"""Small undamaged sheets for the tests of this folder.

Seed a is a city, b a county, k a province, l a town, n a body that nobody asked anything.
"""

from __future__ import annotations

from dataclasses import replace
from random import Random

from eval.layouts.drawing import truth_to_sheet
from eval.layouts.labels import FormName
from eval.layouts.sheet import Manner, Sheet
from eval.layouts.truth import Truth, random_to_truth


def make_truth(seed: str = "a", *, forms: tuple[FormName, FormName] = ("f2021", "f2021")) -> Truth:
    return random_to_truth(Random(seed), forms=forms, separators=False, empties=False)


def make_sheet(seed: str = "a", *, forms: tuple[FormName, FormName] = ("f2021", "f2021")) -> Sheet:
    sheet = truth_to_sheet(make_truth(seed, forms=forms), Random(seed))
    return replace(sheet, manner=Manner(chrome=1))


def raws(sheet: Sheet) -> list[list[str]]:
    """The printed values of each data row, in order."""
    return [[sheet.truths[cell].raw or "" for cell in cells] for cells in sheet.rows.values()]
