"""Rates and counts of a run."""

from __future__ import annotations

from collections import Counter

import pytest

from extraction.bulk.progress import Progress, Tally, seconds_to_clock


class Clock:
    def __init__(self) -> None:
        self.at = 0.0

    def __call__(self) -> float:
        return self.at


def tally(clock: Clock, total: int = 100) -> Tally:
    return Tally(total, 10, Counter(), 0, 3, clock)


def now(tally: Tally) -> Progress:
    return tally.now(memory_mb=(), asked=0, hits=0, restarts=0)


def test_rate_and_time_left_are_of_this_run_alone() -> None:
    clock = Clock()
    run = tally(clock)
    run.start()
    clock.at = 5.0
    run.add(20)
    told = now(run)
    assert (told.finished, told.here, told.rate, told.seconds_left) == (30, 20, 4.0, 17.5)


def test_the_rate_follows_the_last_two_minutes() -> None:
    clock = Clock()
    run = tally(clock, total=10_000)
    run.start()
    for minute in range(1, 11):
        clock.at = minute * 60.0
        run.add(600 if minute > 5 else 6)
    assert now(run).rate == pytest.approx(10.0)


def test_nothing_is_said_of_the_time_left_before_anything_is_known() -> None:
    run = tally(Clock())
    run.start()
    assert now(run).seconds_left is None


def test_failures_are_counted_by_reason() -> None:
    run = tally(Clock())
    run.add_failure("empty", quarantined=False)
    run.add_failure("timeout", quarantined=True)
    run.add_failure("timeout", quarantined=True)
    told = now(run)
    assert (told.failures, told.failed, told.quarantined) == ({"timeout": 2, "empty": 1}, 3, 2)


@pytest.mark.parametrize(
    ("seconds", "said"), [(0.4, "0:00:00"), (61, "0:01:01"), (90_061, "25:01:01")]
)
def test_time_is_said_as_on_a_clock(seconds: float, said: str) -> None:
    assert seconds_to_clock(seconds) == said
