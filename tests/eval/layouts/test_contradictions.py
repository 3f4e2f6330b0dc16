"""Text that states a number of the tables otherwise."""

from __future__ import annotations

from random import Random

from eval.datasets import name_to_dataset
from eval.layouts.contradictions import plant_contradiction
from eval.layouts.drawing import truth_to_sheet
from eval.layouts.truth import random_to_truth


def test_one_figure_of_the_overview_is_raised_and_the_tables_stay() -> None:
    planted = 0
    for seed in range(30):
        rng = Random(seed)
        sheet = truth_to_sheet(random_to_truth(rng), rng)
        made = plant_contradiction(sheet, Random(seed))
        assert made.truths == sheet.truths
        if not made.planted:
            assert made == sheet
            continue
        planted += 1
        (each,) = made.planted
        printed = sum(int(sheet.truths[cell].value or 0) for cell in each.cells)
        assert 0 < each.claimed - printed <= 9
        text = "".join("".join(section.paragraphs) for section in made.sections)
        assert f"{each.claimed}件" in text
    assert planted >= 15


def test_every_second_report_of_the_set_contradicts_itself() -> None:
    documents = list(name_to_dataset("contradictions:6:1").documents())
    planted = [document.gold.contradictions for document in documents]
    assert planted[0::2] == [(), (), ()]
    assert any(planted[1::2])
