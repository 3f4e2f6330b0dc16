"""The identities across years: what fails, in a sentence with its cells; and a table of all."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from extraction.corpus.pieces import (
    MOST_FINDINGS,
    Panel,
    folded,
    heading,
    more,
    paragraph,
    place,
    summary_line,
    table_to_html,
    tag,
)
from extraction.corpus.views import Views
from extraction.corpus.words import Words
from extraction.corpus.years import Operand, YearCheck
from extraction.record.model import Number
from extraction.show.labels import cell_to_path, scope_to_name
from extraction.show.markup import NOTHING, Html, element, join, text_to_html
from extraction.show.view import number_to_text

_RULES = ("T2_YEAR_CARRY", "T1_YEAR_STOCK")


def years_to_panel(views: Views, words: Words) -> Panel:
    failed = [check for check in views.checks if check.verdict == "fail"]
    parts = [paragraph(words.say("years.about"), "note")]
    if not views.checks:
        return Panel("years", words.say("years.title"), paragraph(words.say("years.none")))
    parts.append(_counts(views.checks, words))
    if failed:
        parts.append(heading(words.say("years.failed", count=len(failed))))
        parts += [_finding(check, views, words, is_open=True) for check in failed[:MOST_FINDINGS]]
        parts.append(more(words, len(failed) - MOST_FINDINGS, "year_checks"))
    for rule in _RULES:
        parts.append(heading(words.say(f"rule.{rule}.name")))
        parts.append(_matrix(rule, views.checks, words))
    others = [check for check in views.checks if check.verdict != "fail"]
    shown = [_finding(check, views, words, is_open=False) for check in others[:MOST_FINDINGS]]
    rest = more(words, len(others) - MOST_FINDINGS, "year_checks")
    parts.append(folded(words.html("years.others", count=len(others)), *shown, rest))
    return Panel("years", words.say("years.title"), join(parts))


def _counts(checks: Sequence[YearCheck], words: Words) -> Html:
    counts = Counter(check.verdict for check in checks)
    said = words.say(
        "years.counts",
        passed=counts["pass"],
        failed=counts["fail"],
        open=counts["not_checkable"],
    )
    return paragraph(said)


def _matrix(rule: str, checks: Sequence[YearCheck], words: Words) -> Html:
    """One row an agency, one column a year: how many scopes pass."""
    found: dict[tuple[str, int], Counter[str]] = defaultdict(Counter)
    for check in checks:
        if check.rule == rule:
            found[check.agency, check.year][check.verdict] += 1
    years = sorted({year for _, year in found})
    agencies = list(dict.fromkeys(agency for agency, _ in found))[:MOST_FINDINGS]
    rows = [
        [words.printed(agency), *(_verdicts(found.get((agency, year)), words) for year in years)]
        for agency in agencies
    ]
    titles = [words.say("column.agency"), *map(str, years)]
    return table_to_html(words.say("years.matrix"), titles, rows)


def _verdicts(counts: Counter[str] | None, words: Words) -> Html:
    if counts is None:
        return NOTHING
    signs = (("fail", "✗"), ("pass", "✓"), ("not_checkable", "?"))
    parts = [
        element(
            "span",
            {"class": f"is-{verdict}", "title": words.say(f"verdict.{verdict}")},
            text_to_html(f"{sign} {counts[verdict]}"),
        )
        for verdict, sign in signs
        if counts[verdict]
    ]
    return element("span", {"class": "verdicts"}, *parts)


def _finding(check: YearCheck, views: Views, words: Words, *, is_open: bool) -> Html:
    cells = tuple(operand.cell for operand in check.operands)
    scope = scope_to_name(words.lang, cells, check.scope)
    summary = summary_line(
        tag(words.say(f"verdict.{check.verdict}"), f"is-{check.verdict}"),
        words.printed(check.agency),
        text_to_html(f" {check.year} · {words.say(f'rule.{check.rule}.short')} · {scope}"),
    )
    body = [paragraph(_sentence(check, words), "sentence")]
    if check.reading is not None:
        body.append(paragraph(words.say("years.reading", way=_way(check)), "quiet"))
    if check.agreeing and check.reason == "some_readings":
        ways = "; ".join(_equation(way) for way in check.agreeing[:8])
        body.append(paragraph(words.say("years.agreeing", ways=ways), "quiet"))
    body.append(
        element(
            "ul", {"class": "operands"}, *(_operand(check, o, views, words) for o in check.operands)
        )
    )
    if check.is_made:
        body.append(paragraph(words.say("years.made"), "quiet"))
    look = f"finding is-{check.verdict}"
    return folded(summary, *body, look=look, is_open=is_open)


def _sentence(check: YearCheck, words: Words) -> str:
    if check.reason is not None:
        return words.say(f"years.reason.{check.reason}")
    if check.left is None or check.right is None:
        return words.say("years.reason.no_value")
    sides = {
        "left": number_to_text(check.left),
        "right": number_to_text(check.right),
        "difference": number_to_text(abs(check.left - check.right)),
    }
    return words.say(f"years.sentence.{check.verdict}", **sides)


def _way(check: YearCheck) -> str:
    way = check.reading or ()
    return _equation((*way[:3], check.right)) if check.right is not None else ""


def _equation(way: tuple[Number, ...]) -> str:
    old, issued, repealed, now = map(number_to_text, way)
    return f"{old} + {issued} − {repealed} = {now}"


def _operand(check: YearCheck, operand: Operand, views: Views, words: Words) -> Html:
    """A cell of the identity: its sign, its name, its number as printed, and where it stands."""
    is_last = operand.year != check.year
    report = views.report(check.last_report if is_last else check.report)
    sign = "=" if operand is check.operands[0] else "−" if operand.sign < 0 else "+"
    path = " › ".join(cell_to_path(words.lang, operand.cell))
    spot = operand.place
    parts = [
        element("span", {"class": "sign"}, text_to_html(sign)),
        element("b", None, text_to_html(_number(operand, words))),
        text_to_html(f" {operand.year} · {path}"),
    ]
    if operand.status not in (None, "value", "zero"):
        name = words.shared(f"status.{operand.status}.name")
        parts.append(tag(name, "quiet-tag"))
    if spot is not None and spot.told is not None and spot.told != operand.value:
        told = words.say("years.told", value=number_to_text(spot.told))
        parts.append(element("span", {"class": "quiet"}, text_to_html(f" {told}")))
    start, end = (None, None) if spot is None else (spot.start, spot.end)
    return element("li", None, *parts, place(words, report, start, end))


def _number(operand: Operand, words: Words) -> str:
    if operand.value is not None:
        return number_to_text(operand.value)
    raw = operand.place.raw if operand.place is not None else None
    return words.say("years.run", raw=raw) if raw else words.say("years.no_number")
