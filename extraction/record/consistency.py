"""Where the text says one number and the tables another. Precision first: silence over noise.

A contradiction is an accusation, so a claim must name the fact in its own words, and nothing in its
sentence may hint that it counts something narrower, wider or elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Literal

from extraction.claims.table_links import sum_of
from extraction.normalisation.numbers import Number
from extraction.record.model import Cell, Check, Claim, Contradiction

# How far an approximate claim may lie from the printed number, as shares of the claimed value.
_RANGES: dict[str, tuple[float, float]] = {"under": (0.5, 1.0), "over": (1.0, 2.0)}
_ABOUT = 0.1
# A government's tables cover its whole territory, its text may speak of its own office (N40).
_TERRITORY = re.compile(r"人民政府$|管委会$|管理委员会$|[省市县区州旗]$")
_OWN_OFFICE = re.compile(r"本级|本机关|机关本级|办公室|办公厅|局机关|我局|我办|政府办")
# A claim for a part of the year, or of something that went one way only, is another fact.
_PART_OF_YEAR = re.compile(r"月|季度|上半年|下半年|日均|每|以来|历年|累计|去年|上年|近.{1,3}年")
# What a claim of these groups must name in its sentence, so that it speaks of the tables' fact.
_MUST_NAME: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("request.", re.compile(r"申请")),
    ("remedy.", re.compile(r"(?:政府信息|政务|信息)公开|依申请|申请公开")),
)
# The items that state what table 1 counts.
_DOCUMENTS = re.compile(r"规范性文件|规章(?!制度)")
# What was published or sorted out is not all that is in force.
_NOT_ALL = re.compile(r"公开|发布|清理|上传|归集|入库|收录")
# Business that has applications, reviews and suits of its own.
_OTHER_BUSINESS = re.compile(
    r"审批|许可|窗口|大厅|登记|证照|工单|热线|信箱|留言|提案|议案|职称|专利|商标|救助|补贴|公证|仲裁"
    r"|认定|属性|拟发|被复议|复议机关|行政应诉|同比|较上年|比上年|较去年|比去年"
)
# What a zero claim's wording may hold beside the negation and its items.
_ZERO_FILLER = re.compile(
    r"(?:未|没有|没|无|均|都|尚|暂|从|再|曾|有|过|被|发生|收到|接到|接收到?|受理|产生|出现|提起|引发|引起|办理"
    r"|制定|出台|印发|制发|发布|因|由|的|和|及|与|或|或者|以及|、|,|任何|有关|相关|关于|涉及|申请|政府信息公开"
    r"|信息公开|政务公开|工作|行政|复议|诉讼|案件|事项|情况|公开|政府信息|依申请|规范性文件|规章|件|而)*"
)
Verdict = Literal["contradicts", "scope_may_differ"]
_PLAIN = frozenset({"value", "zero", "split", "ocr_fixed"})


def find_contradictions(
    claims: Sequence[Claim],
    cells: Sequence[Cell],
    checks: Sequence[Check],
    *,
    agency: str | None,
    clauses: Mapping[str, str],
) -> tuple[Contradiction, ...]:
    """Claims whose linked cells print another number.

    A cell that is null, derived or in a failed check never contradicts, nor does a claim whose
    fact another claim of the report states as the table has it.

    Args:
        clauses: claim id -> its sentence in the folded text.
    """
    failed = {cell for check in checks if check.status == "fail" for cell in check.cells}
    sound: dict[str, Number | None] = {
        cell.id: cell.value
        for cell in cells
        if cell.value is not None and cell.status in _PLAIN and cell.id not in failed
    }
    stated = {(clauses.get(claim.id), claim.unit_norm, claim.value) for claim in claims}
    agreed: set[str] = set()
    differing: list[tuple[Claim, Number]] = []
    for claim in claims:
        printed = sum_of(claim.cells, sound) if claim.cells else None
        if printed is None:
            continue
        if _agrees(claim, printed):
            agreed.update(claim.cells)
        elif (clauses.get(claim.id), claim.unit_norm, printed - claim.value) in stated:
            # 现有12件, 今年新制发3件 in one sentence: the table may hold both together
            continue
        elif _names_fact(claim, clauses.get(claim.id, "")):
            differing.append((claim, printed))
    return tuple(
        Contradiction(
            claim=claim.id,
            cells=claim.cells,
            claimed=claim.value,
            printed=printed,
            verdict=_verdict(claim, printed, agency, clauses.get(claim.id, "")),
        )
        for claim, printed in differing
        if not agreed.issuperset(claim.cells)
    )


def _agrees(claim: Claim, printed: Number) -> bool:
    if claim.value_max is not None:
        return claim.value <= printed <= claim.value_max
    if claim.approx == "about":
        return abs(printed - claim.value) <= _ABOUT * claim.value
    low, high = _RANGES.get(claim.approx or "", (1.0, 1.0))
    return low * claim.value <= printed <= high * claim.value


def _names_fact(claim: Claim, sentence: str) -> bool:
    """Whether the claim says by itself that it speaks of what its cells count."""
    indicator, item = claim.indicator or "", claim.item or ""
    counts_elsewhere = (
        claim.channel is not None
        or claim.value_max is not None
        or (claim.period is not None and _PART_OF_YEAR.search(claim.period) is not None)
        or _OTHER_BUSINESS.search(sentence) is not None
    )
    unnamed = any(
        indicator.startswith(group) and not word.search(sentence) for group, word in _MUST_NAME
    ) or (indicator.startswith("manage.") and not _DOCUMENTS.search(item))
    partial = indicator == "manage.documents_in_force" and _NOT_ALL.search(sentence) is not None
    if counts_elsewhere or unnamed or partial:
        return False
    return not claim.zero or _ZERO_FILLER.fullmatch("".join(claim.quote.split())) is not None


def _verdict(claim: Claim, printed: Number, agency: str | None, sentence: str) -> Verdict:
    wider = claim.value < printed
    if wider and (_OWN_OFFICE.search(sentence) or (agency and _TERRITORY.search(agency))):
        return "scope_may_differ"
    return "contradicts"
