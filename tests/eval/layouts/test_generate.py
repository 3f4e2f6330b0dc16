from __future__ import annotations

from collections import Counter

import pytest

from eval.layouts.families import FAMILIES
from eval.layouts.generate import planned_to_file, random_to_file, size_to_plan
from eval.layouts.noise.catalogue import NOISES
from eval.layouts.scoring import score_file
from tests.eval.layouts.records import truths_to_record

OWN = [name for name, family in FAMILIES.items() if family.kind not in ("chromium", "office")]


def test_families_come_in_turn() -> None:
    plan = size_to_plan(len(OWN) * 4, seed=0, families=OWN)
    assert set(Counter(item.family.name for item in plan).values()) == {4}


def test_every_second_round_is_damaged() -> None:
    plan = size_to_plan(len(OWN) * 2, seed=0, families=OWN)
    assert [item.damage is None for item in plan] == [True] * len(OWN) + [False] * len(OWN)


def test_noises_are_drawn_equally_often() -> None:
    plan = size_to_plan(len(OWN) * 40, seed=0, families=OWN)
    drawn = Counter(item.damage.noise.id for item in plan if item.damage)
    assert set(drawn) == set(NOISES)
    assert max(drawn.values()) - min(drawn.values()) <= 6


def test_noises_only_strike_where_they_can() -> None:
    plan = size_to_plan(400, seed=3, families=OWN)
    for item in plan:
        assert item.damage is None or item.family.name in item.damage.noise.applies


def test_no_noise_when_none_is_asked_for() -> None:
    plan = size_to_plan(100, seed=0, families=OWN, noisy=False)
    assert not any(item.damage for item in plan)


@pytest.mark.parametrize("family", OWN)
def test_the_same_seed_gives_the_same_bytes(family: str) -> None:
    first, second = (random_to_file("s", family=family) for _ in range(2))
    assert first.truths == second.truths
    if FAMILIES[family].kind != "docx":
        assert first.data == second.data


@pytest.mark.parametrize("noise", NOISES)
@pytest.mark.parametrize("severity", ["mild", "medium", "severe"])
def test_every_noise_leaves_a_truth_about_every_cell(noise: str, severity: str) -> None:
    for family in sorted(NOISES[noise].applies & set(OWN))[:4]:
        file = random_to_file(f"n{family}", family=family, noise=noise, severity=severity)  # type: ignore[arg-type]
        counts = score_file(truths_to_record(file.truths), file.truths)
        assert counts.cells == counts.surviving + counts.destroyed + counts.open
        assert counts.surviving_right == counts.surviving
        assert counts.destroyed_right == counts.destroyed
        assert counts.open_right == counts.open
        assert counts.silent == 0


@pytest.mark.parametrize("family", OWN)
def test_undamaged_files_state_nearly_everything(family: str) -> None:
    plan = size_to_plan(12, seed=5, families=[family], noisy=False)
    for item in plan:
        file = planned_to_file(item)
        counts = score_file(truths_to_record(file.truths), file.truths)
        # A fused province loses its first table and some rows of the second.
        least = 0.5 if family == "text_fused" else 0.8
        assert counts.surviving + counts.open >= least * counts.cells
