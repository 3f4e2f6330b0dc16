"""How the measurements of bulk runs count and tell what they saw."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from eval.benchmarks.bulk.arms import CACHE_OFF, CACHE_ON, Taken, taken_to_table
from eval.benchmarks.bulk.hits import measure_hits
from eval.benchmarks.bulk.hostile import codes_to_table
from eval.benchmarks.bulk.kills import Calm, Killer, Moment, count_finished, draw_moments
from eval.benchmarks.bulk.layouts import rates_to_table, tell_country
from eval.benchmarks.bulk.steady import Mark, Stretch, compare_ends, marks_to_stretches
from tests.extraction.bulk.builder import report_text, write_reports


def test_a_run_is_cut_into_parts_of_equally_many_reports() -> None:
    marks = [
        Mark(5, 1.0, (100.0, 90.0)),
        Mark(10, 2.0, (120.0, 90.0)),
        Mark(15, 4.0, (110.0, 95.0)),
        Mark(20, 6.0, (110.0, 80.0)),
    ]
    assert marks_to_stretches(marks, 2) == [
        Stretch(10, 5.0, (120.0, 90.0)),
        Stretch(20, 2.5, (120.0, 95.0)),
    ]


def test_parts_that_no_look_tells_apart_are_one() -> None:
    assert [part.last for part in marks_to_stretches([Mark(4, 1.0, (1.0,))], 10)] == [4]


def test_the_last_part_is_told_beside_the_first() -> None:
    told = compare_ends([Stretch(10, 5.0, (100.0,)), Stretch(20, 4.0, (110.0,))])
    assert told == (
        "Last part beside the first: throughput -20.0%, memory of the workers +10 MB (+10.0%). "
        "All parts: throughput -11.1% to +11.1% of the mean."
    )


RATES = {
    "page": {1: [10.0, 20.0], 2: [20.0, 40.0]},
    "paper": {1: [30.0, 20.0], 2: [60.0, 40.0]},
}


def test_layouts_alike_are_a_mean_of_times_within_a_round() -> None:
    assert rates_to_table(RATES)[2:] == [
        "| page | 15.0 (10.0–20.0) | 30.0 (20.0–40.0) | 2.00 |",
        "| paper | 25.0 (20.0–30.0) | 50.0 (40.0–60.0) | 2.00 |",
        "| all alike | 17.5 (15.0–20.0) | 35.0 (30.0–40.0) | 2.00 |",
    ]


def test_a_country_takes_its_reports_by_the_mixed_rate() -> None:
    told = tell_country(RATES, 72_000)
    assert told.startswith("72000 reports: 1.2 (1.0–1.3) h with 1 worker, 0.6 (0.5–0.7) h with 2")


def test_arms_are_compared_within_their_round() -> None:
    rows = taken_to_table(
        {
            CACHE_OFF: [Taken(10.0, 20.0), Taken(100.0, 20.0)],
            CACHE_ON: [Taken(5.0, 10.0), Taken(50.0, 10.0)],
        }
    )[2:]
    assert rows[1] == (
        f"| {CACHE_ON} | 27.5 (5.0–50.0) | 10.0 (10.0–10.0) "
        "| 0.50 (0.50–0.50) | 0.50 (0.50–0.50) | 1.00 (1.00–1.00) | 1.00 (1.00–1.00) |"
    )


def test_moments_are_spread_over_start_reading_and_tables() -> None:
    moments = draw_moments(50, random.Random(1))
    stages = [moment.stage for moment in moments]
    assert [stages.count(each) for each in ("start", "reading", "tables")] == [10, 35, 5]
    reading = [moment.at for moment in moments if moment.stage == "reading"]
    assert reading == sorted(reading)
    assert stages[-5:] == ["tables"] * 5


def test_a_command_that_ends_by_itself_was_not_killed(tmp_path: Path) -> None:
    empty = tmp_path / "in"
    empty.mkdir()
    killer = Killer(empty, None, 1, Calm(60.0, 60.0, 60.0), random.Random(1))
    assert killer.kill(Moment("start", 1.0), tmp_path / "out") is False


def test_a_command_is_killed_at_its_moment(tmp_path: Path) -> None:
    write_reports(tmp_path / "in", 1)
    killer = Killer(tmp_path / "in", None, 1, Calm(0.1, 0.1, 0.1), random.Random(1))
    assert killer.kill(Moment("start", 0.5), tmp_path / "out") is True
    assert count_finished(tmp_path / "out") == 0


def test_a_hostile_input_without_a_record_is_told(tmp_path: Path) -> None:
    expected = {f"{tmp_path}/a": "timeout", f"{tmp_path}/b": "memory"}
    assert codes_to_table(expected, {f"{tmp_path}/a": "timeout"}, tmp_path)[2:] == [
        "| a | timeout | timeout |",
        "| b | memory | NOTHING |",
    ]


@pytest.mark.parametrize(("second", "seen"), [(1, "2 (50.0%) | 50.0%"), (2, "1 (25.0%)")])
def test_a_passage_that_stood_before_is_a_hit(tmp_path: Path, second: int, seen: str) -> None:
    """Each report has two passages: its title, and a sentence with its number."""
    for name, number in (("a.txt", 1), ("b.txt", second)):
        (tmp_path / name).write_text(report_text(number), encoding="utf-8")
    row = measure_hits({"mine": tmp_path}).splitlines()[-1]
    assert row.startswith(f"| mine, 2 files | 2 | 4 | {seen}")
