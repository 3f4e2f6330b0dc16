"""Running text for an invented report, in agreement with its tables.

Only there to surround the tables as real text does: with figures, enumerations and headings
that must not be taken for cells. What the text says is scored elsewhere.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from random import Random

from eval.layouts.truth import Truth

Wordings = dict[str, dict[str, list[str]]]


@cache
def load_wordings() -> Wordings:
    text = (files("eval.layouts") / "wordings.toml").read_text(encoding="utf-8")
    loaded: Wordings = tomllib.loads(text)
    return loaded


@dataclass(frozen=True, slots=True)
class Slots:
    """The fillings of one report, so that its sections do not contradict each other."""

    values: dict[str, str]

    def fill(self, template: str) -> str:
        return template.format_map(self.values)


def truth_to_slots(truth: Truth, rng: Random) -> Slots:
    """Figures of the tables where the text states them, drawn numbers elsewhere."""

    def total(row: str) -> int:
        return int(truth.figures[f"t2.{row}.total"])

    suits = truth.figures["t3.suit_direct.total"] + truth.figures["t3.suit_after_review.total"]
    drawn = {
        "web": rng.randint(20, 9_000),
        "wechat": rng.randint(5, 3_000),
        "own": rng.randint(1, 400),
        "explained": rng.randint(1, 120),
        "press": rng.randint(0, 12),
        "columns": rng.randint(2, 30),
        "fans": rng.randint(1, 90) * 1_000,
        "checks": rng.randint(1, 9),
        "typos": rng.randint(2, 40),
        "staff": rng.randint(1, 6),
        "visits": rng.randint(2, 400),
        "points": rng.randint(1, 9),
        "training": rng.randint(1, 6),
        "trainees": rng.randint(20, 900),
        "rate": rng.randint(90, 100),
        "units": rng.randint(3, 60),
        "phone": rng.randint(10_000, 99_999),
    }
    told = {
        "received": total("new_received"),
        "carried_in": total("carried_in"),
        "processed": total("processed_total"),
        "carried_out": total("carried_out"),
        "handled": total("new_received") + total("carried_in"),
        "persons": int(truth.figures["t2.new_received.natural_person"]),
        "reviews": truth.figures["t3.review.total"],
        "suits": suits,
    }
    values = {name: str(number) for name, number in {**drawn, **told}.items()}
    values.update(
        agency=truth.agency,
        place=truth.place,
        scope=truth.short_name,
        year=str(truth.year),
        next_year=str(truth.year + 1),
        published=truth.published,
    )
    return Slots(values)


def truth_to_paragraphs(truth: Truth, slots: Slots, rng: Random) -> dict[str, tuple[str, ...]]:
    """Section id -> paragraphs, for the sections of running text."""
    wordings = load_wordings()

    def draw(section: str, key: str) -> str:
        return slots.fill(rng.choice(wordings[section][key]))

    asked = truth.figures["t2.new_received.total"] or truth.figures["t2.carried_in.total"]
    overview = [
        draw("s1", "opening"),
        draw("s1", "proactive"),
        draw("s1", "on_request" if asked else "on_request_none"),
        draw("s1", "management"),
        draw("s1", "platform"),
        draw("s1", "supervision"),
    ]
    if rng.random() < 0.4:
        overview.append(draw("s1", "remedies"))
    problems = [draw("s5", "problems"), draw("s5", "measures")]
    if rng.random() < 0.3:
        problems = ["".join(problems)]
    return {
        "s0": (draw("s0", "preamble"),) if rng.random() < 0.85 else (),
        "s1": tuple(text for text in overview if text),
        "s5": tuple(problems),
        "s6": (draw("s6", "other"),),
    }
