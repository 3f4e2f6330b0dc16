"""Plans of files, and files by plan: truth, sheet, noise, rendering, in that order.

Every file depends on its own seed alone, so that any of them can be made again by itself.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from random import Random

from eval.layouts.cells import Truths
from eval.layouts.contradictions import plant_contradiction
from eval.layouts.drawing import truth_to_sheet
from eval.layouts.families import FAMILIES, Family, Kind
from eval.layouts.labels import FormName, load_labels
from eval.layouts.noise.catalogue import NOISES, SEVERITIES, Noise, Severity
from eval.layouts.placing import settle_rows
from eval.layouts.render.chromium import find_chromium, html_to_pdf
from eval.layouts.render.docx_file import sheet_to_docx
from eval.layouts.render.draft import sheet_to_draft
from eval.layouts.render.fused import crawler_header, sheet_to_fused_text
from eval.layouts.render.html import load_sites, sheet_to_html
from eval.layouts.render.office import docx_to_pdf, find_office
from eval.layouts.render.pdf_drawn import sheet_to_pdf
from eval.layouts.render.rendered import Rendered
from eval.layouts.render.text import DUMPS, lines_to_bytes
from eval.layouts.sheet import Manner, Planted, Sheet
from eval.layouts.truth import random_to_truth

# Files made at a time: enough to print many pages in one run of a browser, few enough to keep.
BATCH = 100
PURE_FORMS: tuple[tuple[FormName, FormName], ...] = (("f2021", "f2021"), ("f2019", "f2019"))


@dataclass(frozen=True, slots=True)
class Damage:
    """A noise at a severity."""

    noise: Noise
    severity: Severity


@dataclass(frozen=True, slots=True)
class PlannedFile:
    """A file that is still to be made."""

    family: Family
    seed: str
    damage: Damage | None = None
    contradicts: bool = False


@dataclass(frozen=True, slots=True)
class LayoutFile:
    """A file with the truth about its cells.

    ``forms`` are the forms of table 1 and of tables 2 and 3, ``planted`` what its text and tables
    contradict each other in.
    """

    name: str
    family: Family
    noise: str | None
    severity: Severity | None
    forms: tuple[FormName, FormName]
    data: bytes
    truths: Truths
    planted: tuple[Planted, ...] = ()


def missing_programs() -> frozenset[Kind]:
    """The kinds of families whose program was not found on this machine."""
    missing: set[Kind] = set()
    if find_chromium() is None:
        missing.add("chromium")
    if find_office() is None:
        missing.add("office")
    return frozenset(missing)


def size_to_plan(
    size: int, *, seed: int, families: Collection[str], noisy: bool = True
) -> list[PlannedFile]:
    """``size`` files: families in turn; every second round of them damaged, once a file.

    Noises are drawn equally often as far as the families allow, their severities in turn.
    """
    names = [name for name in FAMILIES if name in families]
    rng = Random(f"plan:{seed}")
    used: Counter[str] = Counter()
    plan = []
    for number in range(size):
        family = FAMILIES[names[number % len(names)]]
        damage = None
        if noisy and (number // len(names)) % 2:
            damage = _next_damage(family.name, used, rng)
        plan.append(PlannedFile(family, f"{seed}:{number}", damage))
    return plan


def _next_damage(family: str, used: Counter[str], rng: Random) -> Damage:
    possible = [noise for noise in NOISES.values() if family in noise.applies]
    least = min(used[noise.id] for noise in possible)
    noise = rng.choice([noise for noise in possible if used[noise.id] == least])
    severity = SEVERITIES[used[noise.id] % len(SEVERITIES)]
    used[noise.id] += 1
    return Damage(noise, severity)


def families_to_makeable(names: Sequence[str]) -> tuple[list[str], dict[str, str]]:
    """Those that can be made on this machine, and for the others the program that is missing."""
    missing = missing_programs()
    skipped: dict[str, str] = {
        name: FAMILIES[name].kind for name in names if FAMILIES[name].kind in missing
    }
    return [name for name in names if name not in skipped], skipped


def plan_to_batched_files(plan: Sequence[PlannedFile]) -> Iterator[LayoutFile]:
    """As ``plan_to_files``, for plans too long to keep in memory."""
    for start in range(0, len(plan), BATCH):
        yield from plan_to_files(plan[start : start + BATCH])


def plan_to_files(plan: Sequence[PlannedFile]) -> Iterator[LayoutFile]:
    """The files in the order of the plan; printed ones are made together first.

    Raises:
        PrintingError: when an outside program is needed and fails.
    """
    drawn = {
        index: planned_to_file(item)
        for index, item in enumerate(plan)
        if item.family.kind in ("chromium", "office")
    }
    printed = _print_files(drawn)
    for index, item in enumerate(plan):
        yield printed[index] if index in printed else planned_to_file(item)


def _print_files(files: dict[int, LayoutFile]) -> dict[int, LayoutFile]:
    pages = {index: file for index, file in files.items() if file.family.kind == "chromium"}
    texts = {index: file for index, file in files.items() if file.family.kind == "office"}
    printed: dict[int, bytes] = {}
    chromium, office = find_chromium(), find_office()
    if pages and chromium is not None:
        made = html_to_pdf(chromium, [(file.data, file.name) for file in pages.values()])
        printed.update(zip(pages, made, strict=True))
    if texts and office is not None:
        made = docx_to_pdf(office, [file.data for file in texts.values()])
        printed.update(zip(texts, made, strict=True))
    return {
        index: replace(files[index], data=data, name=f"{files[index].name.split('.')[0]}.pdf")
        for index, data in printed.items()
    }


def random_to_file(
    seed: str, *, family: str, noise: str | None = None, severity: Severity = "medium"
) -> LayoutFile:
    """One file, printed where its family is printed."""
    damage = None if noise is None else Damage(NOISES[noise], severity)
    return next(plan_to_files([PlannedFile(FAMILIES[family], seed, damage)]))


def planned_to_file(planned: PlannedFile) -> LayoutFile:
    """The file; for printed families what is to be printed."""
    rng = Random(planned.seed)
    noise = planned.damage.noise if planned.damage else None
    sheet = random_sheet(rng, planned.family, noise)
    if planned.contradicts:
        sheet = plant_contradiction(sheet, Random(f"{planned.seed}:contradiction"))
    if planned.damage is not None and planned.damage.noise.sheet is not None:
        strength = planned.damage.noise.strength(planned.damage.severity)
        sheet = planned.damage.noise.sheet(sheet, rng, strength)
    rendered = sheet_to_rendered(sheet, planned.family, rng, planned.damage)
    return LayoutFile(
        name=rendered.name,
        family=planned.family,
        noise=noise.id if noise else None,
        severity=planned.damage.severity if planned.damage else None,
        forms=(sheet.first, sheet.others),
        data=rendered.data,
        truths=rendered.truths,
        planted=sheet.planted,
    )


def random_sheet(rng: Random, family: Family, noise: Noise | None = None) -> Sheet:
    """An undamaged report such as the family and the noise can carry.

    A file that is to be damaged has no empty cells of its own, so that the damage is the only
    one; commas would stay legible in a fused dump, so it has none.
    """
    forms = noise.forms if noise else None
    if noise is not None and noise.pure:
        forms = rng.choice(PURE_FORMS)
    truth = random_to_truth(
        rng, forms=forms, separators=family.kind != "fused", empties=noise is None
    )
    sheet = truth_to_sheet(truth, rng)
    return replace(sheet, manner=Manner(chrome=rng.randint(0, 2), page_numbers=rng.random() < 0.8))


def sheet_to_rendered(
    sheet: Sheet, family: Family, rng: Random, damage: Damage | None = None
) -> Rendered:
    """The sheet as a file of the family, a draft noise applied where it is one."""
    if family.kind == "html":
        return sheet_to_html(sheet, rng, site_name=family.variant)
    if family.kind == "chromium":
        return sheet_to_html(sheet, rng, site_name=rng.choice(sorted(load_sites())))
    if family.kind in ("docx", "office"):
        return sheet_to_docx(sheet, rng)
    if family.kind == "drawn":
        return sheet_to_pdf(sheet, rng, manner_name=family.variant)
    if family.kind == "fused":
        text, truths = sheet_to_fused_text(sheet, rng, crawler_header(sheet, rng))
        return Rendered(text.encode(), f"{sheet.year}.txt", truths)
    return _sheet_to_text(sheet, family, rng, damage)


def _sheet_to_text(sheet: Sheet, family: Family, rng: Random, damage: Damage | None) -> Rendered:
    dump = DUMPS[family.name]
    expansions = dump.expansions
    if damage is not None and damage.noise.padded:
        expansions = tuple(kind for kind in expansions if kind != "compact")
    draft = sheet_to_draft(sheet, rng.choice(expansions))
    truths = sheet.truths
    if damage is not None and damage.noise.draft is not None:
        strength = damage.noise.strength(damage.severity)
        draft, truths = damage.noise.draft(draft, truths, rng, strength)
    if not family.keeps_gaps:
        all_rows = sheet.rows | _rows_cut_short(sheet)
        truths = settle_rows(truths, all_rows, load_labels()[sheet.others])
    data = lines_to_bytes(dump.compose(draft, rng), rng)
    return Rendered(data, f"{sheet.year}{dump.suffix}", truths)


def _rows_cut_short(sheet: Sheet) -> dict[str, tuple[str, ...]]:
    """Rows that lost drawn cells, with all their cells in order."""
    rows: dict[str, tuple[str, ...]] = {}
    for row, drawn in sheet.rows.items():
        cells = tuple(cell for cell in sheet.truths if _is_in(cell, row))
        if len(cells) > len(drawn):
            rows[row] = cells
    return rows


def _is_in(cell: str, row: str) -> bool:
    return cell.startswith("t3.") if row == "t3" else cell.rpartition(".")[0] == row
