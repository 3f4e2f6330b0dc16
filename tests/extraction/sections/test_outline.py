"""Which candidates make the outline."""

from __future__ import annotations

import time

from extraction.sections.candidates import Heading
from extraction.sections.outline import candidates_to_outline


def heading(section: str | None, number: int | None, at: int, weight: float = 3.0) -> Heading:
    return Heading(section, number, at, at + 6, weight)


def test_nothing_gives_nothing() -> None:
    assert candidates_to_outline([]) == []


def test_numbers_rise() -> None:
    one, two, three = heading("s1", 1, 0), heading("s2", 2, 10), heading("s3", 3, 20)
    stray = heading(None, 1, 15, 1.5)
    assert candidates_to_outline([one, two, stray, three]) == [one, two, three]


def test_each_section_comes_once_and_the_likelier_stays() -> None:
    weak, strong = heading("s1", 1, 0, 1.0), heading("s1", 1, 10, 4.0)
    two = heading("s2", 2, 20)
    assert candidates_to_outline([weak, strong, two]) == [strong, two]


def test_of_two_alike_the_later_stays() -> None:
    contents = [heading("s1", 1, 0), heading("s2", 2, 7)]
    report = [heading("s1", 1, 20), heading("s2", 2, 90)]
    assert candidates_to_outline([*contents, *report]) == report


def test_unknown_heading_may_not_step_back() -> None:
    five, list_item, six = heading("s5", 5, 0), heading(None, 1, 10), heading("s6", 6, 20)
    assert candidates_to_outline([five, list_item, six]) == [five, six]


def test_sub_headings_of_another_style_stay_out() -> None:
    one = heading("s1", 1, 0, 4.0)
    inner = Heading("s2", 2, 10, 16, 2.0, "bracketed")
    five = heading("s5", 5, 20, 4.0)
    assert candidates_to_outline([one, inner, five]) == [one, five]


def test_ten_thousand_headings_are_cheap() -> None:
    """0.05 s measured; all pairs of ten thousand take a minute."""
    many = [heading(None, at % 99 + 1, 10 * at, 1.5) for at in range(10_000)]
    began = time.process_time()
    assert candidates_to_outline(many)
    assert time.process_time() - began < 2
