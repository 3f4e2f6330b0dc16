from __future__ import annotations

from random import Random

import pytest

from eval.layouts.cells import Number
from eval.layouts.labels import FormName
from eval.layouts.truth import Printing, figure_to_raw, random_to_truth
from tests.eval.layouts.sheets import make_truth

PLAIN = Printing(thousands=False, plus_sign=False, yuan=False, padded_decimals=False)
FULL = Printing(thousands=True, plus_sign=True, yuan=True, padded_decimals=True)


@pytest.mark.parametrize(
    ("cell", "figure", "printing", "raw"),
    [
        ("t2.granted.total", 0, PLAIN, "0"),
        ("t2.granted.total", 12345, FULL, "12,345"),
        ("t1.art20_8.admin_fees.amount_10k_yuan", 865.95, PLAIN, "865.95"),
        ("t1.art20_8.admin_fees.amount_10k_yuan", 5949.088667, PLAIN, "5949.088667"),
        ("t1.art20_8.admin_fees.amount_10k_yuan", 7545.0, PLAIN, "7545"),
        ("t1.art20_8.admin_fees.amount_10k_yuan", 7545.0, FULL, "7,545.00"),
        ("t1.art20_8.admin_fees.amount_10k_yuan", 18.871, PLAIN, "18.871"),
        ("t1.art20_5.licensing.items_change", 1036, FULL, "+1036"),
        ("t1.art20_5.licensing.items_change", -18, FULL, "-18"),
        ("t1.art20_9.central_procurement.total_amount", 251000, FULL, "251,000元"),
        ("t1.art20_9.central_procurement.total_amount", 8040, PLAIN, "8040"),
    ],
)
def test_figures_are_printed(cell: str, figure: Number, printing: Printing, raw: str) -> None:
    assert figure_to_raw(cell, figure, printing) == raw


@pytest.mark.parametrize(
    ("forms", "count"),
    [
        (("f2021", "f2021"), 200),
        (("f2019", "f2019"), 198),
        (("f2021", "f2019"), 186),
        (("f2019", "f2021"), 212),
    ],
)
def test_reports_have_the_cells_of_their_forms(
    forms: tuple[FormName, FormName], count: int
) -> None:
    assert len(make_truth(forms=forms).cells) == count


def test_same_seed_gives_the_same_report() -> None:
    assert random_to_truth(Random("z")) == random_to_truth(Random("z"))


def test_old_forms_belong_to_old_years() -> None:
    years = {make_truth(str(n), forms=("f2019", "f2019")).year for n in range(20)}
    assert years <= {2019, 2020}


def test_some_reports_leave_cells_empty() -> None:
    drawn = [random_to_truth(Random(number)) for number in range(60)]
    statuses = {cell.status for truth in drawn for cell in truth.cells.values()}
    assert {"blank", "not_applicable_mark", "zero", "value"} <= statuses
