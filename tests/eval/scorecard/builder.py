"""Runs made by hand: a few counts and cases a document, one agency each."""

from __future__ import annotations

import json
from typing import Any

from lxml import html

from eval.cases import Case, CaseSide
from eval.findings import Findings
from eval.metrics.calibration import Reliability
from eval.metrics.counts import Counts
from eval.runner import Run, RunCard
from eval.scoring import DocumentScore

ATTACK = "\"'></script><script>alert(1)</script><img src=x onerror=alert(1)><!-- ]]> &lt; \u202e"
WORDS = "全年通过微信公众号发布信息271条，其中原创64条。"


def wrong_claim(document: str, **update: Any) -> Case:
    """271 was read as 270, and the item one character short."""
    sides = {
        "gold": CaseSide(
            start=13,
            end=17,
            marks={"item": (11, 13), "channel": (4, 9), "period": (0, 2)},
            says={"value": "271", "unit": "条", "approx": "–", "zero": "0", "indicator": "–"},
        ),
        "found": CaseSide(
            start=13,
            end=17,
            marks={"item": (12, 13), "channel": (4, 9), "period": (0, 2)},
            says={"value": "270", "unit": "条", "approx": "–", "zero": "0", "indicator": "reach"},
        ),
    }
    fields: dict[str, Any] = {
        "document": document,
        "label": "claim",
        "key": "claim:13-17:11-13:4-9",
        "classes": ("value", "item"),
        "costs": ("claim",),
        "context": WORDS,
        "context_start": 0,
    }
    return Case(**(fields | sides | update))


def wrong_cell(document: str, number: int = 0) -> Case:
    return Case(
        document=document,
        label="cell",
        key="cell:t2.granted.total" if not number else f"cell:t2.granted.total.{number}",
        classes=("silent", "value"),
        costs=("cell", "report.cells"),
        gold=CaseSide(says={"value": "3", "status": "value", "raw": "3"}),
        found=CaseSide(says={"value": "–", "status": "blank", "raw": "–", "confidence": "0.9000"}),
    )


def score(number: int, *, is_right: bool = True, **update: Any) -> DocumentScore:
    """Two claims and ten non-zero cells; where not all is right, one of each is wrong."""
    name = f"mu-{number}"
    right = 2 if is_right else 1
    fields: dict[str, Any] = {
        "document": name,
        "agency": f"云澜市第{number}局",
        "strata": {"layout": "docx" if number % 2 else "html_trs", "level": "county"},
        "counts": {
            "claim": Counts(right, 2, 2),
            "cell.nonzero": Counts(8 + right, 10, 10),
            "channel": Counts(0, 0, 0),
        },
        "reliability": {"claim": Reliability.of([(0.9, is_right), (0.72, True)])},
        "cases": () if is_right else (wrong_claim(name), wrong_cell(name)),
        "seconds": 0.01 * (number + 1),
    }
    return DocumentScore(**(fields | update))


def run(*scores: DocumentScore, **update: Any) -> Run:
    card = RunCard(
        system="rules",
        version="2",
        code="c0de",
        data="authored-dev",
        data_digest="da7a",
        documents=len(scores),
        guideline_version=1,
        day="2025-03-01",
        machine="Linux x86_64",
        python="3.11.7",
    )
    findings = tuple(Findings(document=each.document, text_sha256=None) for each in scores)
    return Run(card.model_copy(update=update), findings, scores)


def mixed(agencies: int = 12, wrong: int = 4, **update: Any) -> Run:
    return run(*(score(n, is_right=n >= wrong) for n in range(agencies)), **update)


def attacked() -> Run:
    """Whatever a document or a card says is an attack."""
    side = CaseSide(
        start=1, end=30, marks={"item": (20, 60)}, says={"value": ATTACK, "unit": ATTACK}
    )
    case = wrong_claim(
        ATTACK, key=f"claim:{ATTACK}", gold=side, found=side, context=ATTACK, context_start=0
    )
    field = Case(
        document=ATTACK,
        label="field",
        key=f"field:{ATTACK}",
        classes=("value",),
        costs=(ATTACK,),
        gold=CaseSide(says={ATTACK: ATTACK}),
        found=CaseSide(says={ATTACK: ATTACK}),
    )
    cell = wrong_cell(ATTACK).model_copy(update={"key": f"cell:{ATTACK}"})
    strata = {"layout": ATTACK, "noise": ATTACK, "year": ATTACK}
    hostile = score(
        0, document=ATTACK, agency=ATTACK, strata=strata, cases=(case, field, cell), failed=ATTACK
    )
    other = score(1, strata={"layout": "docx", "noise": "N01", "year": "2023"})
    return run(
        hostile, other, system=ATTACK, version=ATTACK, data=ATTACK, code=ATTACK, machine=ATTACK,
        skipped={ATTACK: ATTACK},
    )  # fmt: skip


def tree_of(page: str) -> html.HtmlElement:
    return html.document_fromstring(page)


def texts(page: str, path: str) -> list[str]:
    """White space as one reads it."""
    return [" ".join(each.text_content().split()) for each in tree_of(page).xpath(path)]


def rows_of(page: str, section: str) -> list[list[str]]:
    """Rows of all tables of a section."""
    found = tree_of(page).xpath(f"//section[@id='{section}']//tbody/tr")
    return [[" ".join(cell.text_content().split()) for cell in row] for row in found]


def data_of(page: str) -> dict[str, Any]:
    (found,) = tree_of(page).xpath("//script[@id='case-data']")
    data: dict[str, Any] = json.loads(found.text_content())
    return data
