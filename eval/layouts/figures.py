"""Invented figures for the three tables that obey the form's arithmetic.

Sizes follow the kinds of agencies that publish: most cells of a town are zero, hardly any of a
province. How the figures are printed is ``truth``'s affair.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from eval.layouts.labels import FormLabels

Figures = dict[str, int | float]

APPLICANTS = (
    "natural_person",
    "legal_commercial",
    "legal_research",
    "legal_public_welfare",
    "legal_law_service",
    "legal_other",
)
OUTCOMES = ("upheld", "corrected", "other_result", "pending")


@dataclass(frozen=True, slots=True)
class Profile:
    """The size of an agency.

    Attributes:
        persons: bounds of the requests by natural persons in a year.
        companies: the same for companies; other bodies file a twentieth to a third of these.
        bodies: chance that a kind of body filed anything at all.
        spread: chance that a result row is used at all.
        remedies: upper bound of one outcome of table 3.
        work: upper bound of decisions and documents in table 1.
    """

    name: str
    persons: tuple[int, int]
    companies: tuple[int, int]
    bodies: float
    spread: float
    remedies: int
    work: int


# A province of five-figure request numbers, a city, a county of some dozens (the two counties in
# the corpus counted 21 and 95), a town of one or two, a body that nobody asked anything.
PROFILES: tuple[Profile, ...] = (
    Profile("province", (4_000, 62_000), (300, 9_000), 0.9, 0.95, 2_500, 99_000),
    Profile("city", (300, 4_000), (10, 400), 0.7, 0.8, 240, 20_000),
    Profile("county", (15, 260), (0, 30), 0.3, 0.5, 12, 4_500),
    Profile("town", (0, 4), (0, 1), 0.05, 0.35, 1, 60),
    Profile("idle", (0, 0), (0, 0), 0.0, 0.3, 0, 25),
)
PROFILE_WEIGHTS: tuple[int, ...] = (25, 30, 25, 13, 7)


def random_to_profile(rng: Random) -> Profile:
    return rng.choices(PROFILES, PROFILE_WEIGHTS)[0]


def profile_to_figures(
    rng: Random, profile: Profile, *, first: FormLabels, others: FormLabels
) -> Figures:
    """Every cell of the three tables: table 1 in the form ``first``, the rest in ``others``."""
    figures: Figures = {}
    _fill_disclosure(rng, profile, first, figures)
    _fill_requests(rng, profile, others, figures)
    _fill_remedies(rng, profile, figures)
    return figures


def _fill_disclosure(rng: Random, profile: Profile, form: FormLabels, figures: Figures) -> None:
    for block in form.blocks:
        for row in block.rows:
            for column in block.columns:
                cell = f"t1.{block.id}.{row.id}.{column.id}"
                figures[cell] = _disclosure_figure(rng, profile, row.id, column.kind)
    if form.name == "f2019":
        for row_id in ("rules", "normative_documents"):
            stem = f"t1.art20_1.{row_id}"
            figures[f"{stem}.total_disclosed"] += figures[f"{stem}.newly_disclosed"]
        return
    makes_rules = profile.name in ("province", "city")
    for row_id, bound in (("rules", 20 if makes_rules else 0), ("normative_documents", 400)):
        stock = rng.randint(0, bound)
        issued = rng.randint(0, 1 + stock // 3) if bound else 0
        figures[f"t1.art20_1.{row_id}.issued"] = issued
        figures[f"t1.art20_1.{row_id}.repealed"] = rng.randint(0, stock // 2)
        figures[f"t1.art20_1.{row_id}.in_force"] = stock + issued


def _disclosure_figure(rng: Random, profile: Profile, row_id: str, kind: str) -> int | float:
    if kind == "decimal":
        places = rng.choices((0, 1, 2, 4, 6), (3, 1, 4, 2, 1))[0]
        return round(rng.uniform(0, profile.work), places) if rng.random() < 0.8 else 0
    if kind == "money_raw":
        if rng.random() < 0.25:
            return 0
        return round(rng.uniform(2_000, profile.work * 900 + 2_000), rng.choice((0, 0, 2)))
    if rng.random() < 0.2 or (row_id == "rules" and profile.name in ("county", "town", "idle")):
        return 0
    if kind == "signed_int":
        return rng.randint(-profile.work // 20, profile.work // 15)
    return rng.randint(0, max(1, int(profile.work ** rng.uniform(0.3, 1.0))))


def _fill_requests(rng: Random, profile: Profile, form: FormLabels, figures: Figures) -> None:
    results = form.result_rows
    used = [row for row in results if rng.random() < profile.spread] or [results[0]]
    weights = [rng.gammavariate(0.6, 1.0) + 1e-6 for _ in used]
    for applicant in APPLICANTS:
        received = _received(rng, profile, applicant)
        carried_in = rng.randint(0, received // 6)
        carried_out = rng.randint(0, (received + carried_in) // 8)
        processed = received + carried_in - carried_out
        column = {row.id: 0 for row in form.data_rows}
        column.update(
            new_received=received,
            carried_in=carried_in,
            processed_total=processed,
            carried_out=carried_out,
        )
        column.update(zip(used, _share_out(rng, processed, weights), strict=True))
        for row_id, number in column.items():
            figures[f"t2.{row_id}.{applicant}"] = number
    for row in form.data_rows:
        figures[f"t2.{row.id}.total"] = sum(
            figures[f"t2.{row.id}.{applicant}"] for applicant in APPLICANTS
        )


def _received(rng: Random, profile: Profile, applicant: str) -> int:
    if applicant == "natural_person":
        return rng.randint(*profile.persons)
    if applicant == "legal_commercial":
        return rng.randint(*profile.companies)
    if rng.random() >= profile.bodies:
        return 0
    return rng.randint(profile.companies[0] // 20, max(1, profile.companies[1] // 3))


def _share_out(rng: Random, total: int, weights: Sequence[float]) -> list[int]:
    """``total`` in whole parts, roughly by weight, each part blurred a little."""
    if total <= 60:
        parts = [0] * len(weights)
        for index in rng.choices(range(len(weights)), weights, k=total):
            parts[index] += 1
        return parts
    blurred = [weight * rng.uniform(0.7, 1.3) for weight in weights]
    scale = total / sum(blurred)
    parts = [int(weight * scale) for weight in blurred]
    for index in rng.choices(range(len(parts)), k=total - sum(parts)):
        parts[index] += 1
    return parts


def _fill_remedies(rng: Random, profile: Profile, figures: Figures) -> None:
    for block in ("review", "suit_direct", "suit_after_review"):
        bound = int(profile.remedies * rng.uniform(0.05, 1.0) + 0.5)
        parts = [rng.randint(0, bound) if rng.random() < 0.75 else 0 for _ in OUTCOMES]
        for outcome, number in zip(OUTCOMES, parts, strict=True):
            figures[f"t3.{block}.{outcome}"] = number
        figures[f"t3.{block}.total"] = sum(parts)
