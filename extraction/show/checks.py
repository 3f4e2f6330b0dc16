"""The form's arithmetic within the report: what failed in plain words, then how the rest stands."""

from __future__ import annotations

from collections.abc import Sequence

from extraction.messages import load_messages
from extraction.record.model import Check, Number
from extraction.show.cells import mark_to_html, rule_to_text
from extraction.show.contradictions import contradictions_to_html
from extraction.show.labels import cell_to_path, operand, scope_to_name
from extraction.show.markup import NOTHING, Html, element, join, text_to_html
from extraction.show.places import cell_to_element_id
from extraction.show.view import View, difference, number_to_text

# What every sentence may use besides the rows or columns of its rule.
ALWAYS = frozenset({"rule", "scope", "left", "right", "difference", "terms"})
# Rules of many summands: their sentence names those that are not 0. The right side is one cell.
NAMED = frozenset({"T2_RESULT_SUM", "T2_ROW_TOTAL"})


def checks_to_html(view: View) -> Html:
    checks = view.record.checks
    title = element("h2", None, text_to_html(view.say("page.checks")))
    if not checks:
        empty = element("p", {"class": "quiet"}, text_to_html(view.say("page.no_checks")))
        return element("section", {"id": "checks"}, title, empty, contradictions_to_html(view))
    failed = [check for check in checks if check.status == "fail"]
    if failed:
        listed = element("ol", {"class": "failures"}, *(_failure(view, each) for each in failed))
        note = text_to_html(view.say("page.checks_not_mended"))
        first = join((listed, element("p", {"class": "quiet"}, note)))
    else:
        first = element("p", None, text_to_html(view.say("page.checks_none_failed")))
    rest = (checks_to_counts(view), _by_rule(view))
    return element("section", {"id": "checks"}, title, first, *rest, contradictions_to_html(view))


def checks_to_counts(view: View) -> Html:
    """How many failed, passed and stayed open."""
    shares = (("failed", "fail"), ("passed", "pass"), ("open", "not_checkable"))
    items = []
    for name, status in shares:
        count = sum(check.status == status for check in view.record.checks)
        kind = f"count is-{name}" if count else "count is-none"
        text = text_to_html(view.say(f"page.checks_{name}", count=count))
        items.append(element("li", {"class": kind}, text))
    return element("ul", {"class": "counts"}, *items, _contradiction_count(view))


def _contradiction_count(view: View) -> Html:
    count = len(view.record.contradictions)
    if not count:
        return NOTHING
    text = text_to_html(view.say("contradiction.count", count=count))
    return element("li", {"class": "count is-failed"}, text)


def _failure(view: View, check: Check) -> Html:
    sentence = element("span", {"class": "sentence"}, _sentence(view, check))
    parts = [mark_to_html(view, "failed"), sentence]
    if check.severity == "soft":
        hint = text_to_html(view.say("check_text.soft"))
        parts.append(element("span", {"class": "tag"}, hint))
    button = {
        "type": "button",
        "class": "go",
        "data-cells": " ".join(cell_to_element_id(cell) for cell in check.cells),
    }
    parts.append(element("button", button, text_to_html(view.say("check_text.mark_cells"))))
    return element("li", {"class": f"failure is-{check.severity}"}, *parts)


def _sentence(view: View, check: Check) -> Html:
    """The rule's sentence, each of its numbers a link to the cell."""
    key = f"check.{check.rule}.fail"
    values: dict[str, Html] = {
        "rule": text_to_html(check.rule),
        "scope": element(
            "b", None, text_to_html(scope_to_name(view.lang, check.cells, check.scope))
        ),
        "left": _number(check.left),
        "right": _number(check.right),
        "difference": element("b", None, _number(_difference(check))),
        "terms": _terms(view, check) if check.rule in NAMED else NOTHING,
    }
    for cell in check.cells:
        values.setdefault(operand(cell, check.scope), _term(view, cell))
    return view.fill(key if key in load_messages() else "check.other.fail", **values)


def _difference(check: Check) -> Number | None:
    if check.left is None or check.right is None:
        return None
    return difference(check.left, check.right)


def _number(value: Number | None) -> Html:
    return text_to_html(number_to_text(value))


def _term(view: View, cell_id: str) -> Html:
    """The cell's value as a link to it, its place in the form as a tooltip."""
    cell = view.cells.get(cell_id)
    value = _number(None if cell is None else cell.value)
    if cell is None:
        return value
    title = " › ".join(cell_to_path(view.lang, cell_id))
    owner = cell_to_element_id(cell_id)
    return element("a", {"class": "term", "href": f"#{owner}", "title": title}, value)


def _terms(view: View, check: Check) -> Html:
    """The summands that are not 0, each with its name."""
    parts = []
    for cell_id in check.cells[:-1]:
        cell = view.cells.get(cell_id)
        if cell is not None and cell.value == 0:
            continue
        name = scope_to_name(view.lang, check.cells, operand(cell_id, check.scope))
        parts.append(join((text_to_html(f"{name} "), _term(view, cell_id))))
    if not parts:
        return text_to_html(view.say("check_text.all_zero"))
    return Html(" + ".join(parts))


def _by_rule(view: View) -> Html:
    rules: dict[str, list[Check]] = {}
    for check in view.record.checks:
        rules.setdefault(check.rule, []).append(check)
    heads = ("rule", "passed", "failed", "open")
    header = element(
        "tr",
        None,
        *(
            element("th", {"scope": "col"}, text_to_html(view.say(f"page.{head}")))
            for head in heads
        ),
    )
    rows = [_rule_row(view, rule, checks) for rule, checks in rules.items()]
    table = element(
        "table", {"class": "rules"}, element("thead", None, header), element("tbody", None, *rows)
    )
    parts = [element("div", {"class": "frame"}, table)]
    if any(check.status == "not_checkable" for check in view.record.checks):
        why = text_to_html(view.say("page.checks_open_why"))
        parts.append(element("p", {"class": "quiet"}, why))
    summary = element("summary", None, text_to_html(view.say("page.checks_by_rule")))
    return element("details", None, summary, *parts)


def _rule_row(view: View, rule: str, checks: Sequence[Check]) -> Html:
    label = join(
        (
            text_to_html(rule_to_text(view, rule)),
            element("small", {"class": "code"}, text_to_html(rule)),
        )
    )
    cells = [
        _scopes(view, [check for check in checks if check.status == status], names=names)
        for status, names in (("pass", False), ("fail", True), ("not_checkable", True))
    ]
    return element("tr", None, element("th", {"scope": "row"}, label), *cells)


def _scopes(view: View, checks: Sequence[Check], *, names: bool) -> Html:
    """A count; where not all is well with the rows or columns it counts."""
    count = element("span", {"class": "figure"}, text_to_html(str(len(checks))))
    if not checks or not names:
        return element("td", None, count)
    scopes = (scope_to_name(view.lang, check.cells, check.scope) for check in checks)
    listed = element("small", None, text_to_html(view.say("page.comma").join(scopes)))
    return element("td", None, count, listed)
