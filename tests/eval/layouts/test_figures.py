from __future__ import annotations

from random import Random

import pytest

from eval.layouts.figures import APPLICANTS, PROFILES, Profile, profile_to_figures
from eval.layouts.labels import FormName, load_labels


@pytest.mark.parametrize("profile", PROFILES, ids=lambda profile: profile.name)
@pytest.mark.parametrize("name", ["f2021", "f2019"])
def test_requests_obey_the_form(profile: Profile, name: FormName) -> None:
    form = load_labels()[name]
    figures = profile_to_figures(Random(profile.name), profile, first=form, others=form)
    for column in (*APPLICANTS, "total"):
        new, carried, processed, left = (
            figures[f"t2.{row}.{column}"]
            for row in ("new_received", "carried_in", "processed_total", "carried_out")
        )
        assert new + carried == processed + left
        assert sum(figures[f"t2.{row}.{column}"] for row in form.result_rows) == processed
    for row in form.data_rows:
        parts = sum(figures[f"t2.{row.id}.{column}"] for column in APPLICANTS)
        assert parts == figures[f"t2.{row.id}.total"]


@pytest.mark.parametrize("block", ["review", "suit_direct", "suit_after_review"])
def test_remedies_sum_to_their_totals(block: str) -> None:
    form = load_labels()["f2021"]
    figures = profile_to_figures(Random("b"), PROFILES[0], first=form, others=form)
    parts = ("upheld", "corrected", "other_result", "pending")
    total = figures[f"t3.{block}.total"]
    assert total == sum(figures[f"t3.{block}.{part}"] for part in parts)


def test_stock_of_documents_is_possible() -> None:
    form = load_labels()["f2021"]
    for seed in range(30):
        figures = profile_to_figures(Random(seed), PROFILES[1], first=form, others=form)
        row = "t1.art20_1.normative_documents"
        assert figures[f"{row}.in_force"] + figures[f"{row}.repealed"] >= figures[f"{row}.issued"]


def test_idle_bodies_have_no_requests() -> None:
    form = load_labels()["f2021"]
    idle = next(profile for profile in PROFILES if profile.name == "idle")
    figures = profile_to_figures(Random(1), idle, first=form, others=form)
    assert not any(figures[cell] for cell in figures if cell.startswith("t2."))


def test_provinces_have_five_figures() -> None:
    form = load_labels()["f2021"]
    largest = max(
        profile_to_figures(Random(seed), PROFILES[0], first=form, others=form)[
            "t2.new_received.total"
        ]
        for seed in range(10)
    )
    assert largest >= 10_000


def test_disclosed_stock_holds_what_is_new() -> None:
    form = load_labels()["f2019"]
    for seed in range(20):
        figures = profile_to_figures(Random(seed), PROFILES[1], first=form, others=form)
        for row in ("t1.art20_1.rules", "t1.art20_1.normative_documents"):
            assert figures[f"{row}.total_disclosed"] >= figures[f"{row}.newly_disclosed"]
