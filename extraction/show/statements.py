"""Problems, measures taken and commitments by kind: theme, what answers what, and the targets."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extraction.record.model import Statement, Target
from extraction.show.amounts import target_to_amount
from extraction.show.cells import mark_to_html
from extraction.show.entries import counted_heading, entry_to_html, lists_to_section, quote_to_line
from extraction.show.markup import NOTHING, Html, element, join, text_to_html, text_to_isolated
from extraction.show.places import statement_to_element_id, target_to_element_id
from extraction.show.view import View, is_low, number_to_text
from models import STATEMENT_LABELS, StatementLabel


def statements_to_html(view: View) -> Html:
    by_kind = {
        kind: [each for each in view.record.statements if each.kind == kind]
        for kind in STATEMENT_LABELS
    }
    lists = [_group(view, kind, statements) for kind, statements in by_kind.items() if statements]
    return lists_to_section(view, "statements", lists)


def _group(view: View, kind: StatementLabel, statements: Sequence[Statement]) -> Html:
    heading = counted_heading(view.say(f"kind.{kind}.name"), len(statements))
    rows = [_row(view, statement) for statement in statements]
    listed = element("ol", {"class": "entries"}, *rows)
    return element("div", {"class": f"family kind-{kind}"}, heading, listed)


def _row(view: View, statement: Statement) -> Html:
    mark = element("span", {"class": "kind-mark"}, text_to_html(view.marks[statement.id]))
    quote = view.printed(quote_to_line(statement.quote), "fact said")
    picked = entry_to_html(
        view,
        statement_to_element_id(statement.id),
        (mark, quote),
        note=(view.say("note.confidence", confidence=number_to_text(statement.confidence)),),
        page=statement.page,
        bbox=statement.bbox,
    )
    beside = element("span", {"class": "beside"}, *_beside(view, statement))
    targets = [
        _target(view, target_to_element_id(statement.id, number), target)
        for number, target in enumerate(statement.targets)
    ]
    listed = element("ul", {"class": "targets"}, *targets) if targets else NOTHING
    return element("li", {"class": "entry"}, picked, beside, listed)


def _beside(view: View, statement: Statement) -> Iterator[Html]:
    if statement.theme is not None:
        name = view.find(f"theme.{statement.theme}") or statement.theme
        yield element("span", {"class": "tag theme"}, text_to_isolated(name))
    if is_low(statement):
        confidence = number_to_text(statement.confidence)
        text = text_to_html(view.say("claims.low", confidence=confidence))
        yield element("span", {"class": "of"}, mark_to_html(view, "low"), Html(" "), text)
    if statement.answers in view.marks and statement.answers is not None:
        problem = _link(view, statement.answers)
        yield element("span", {"class": "of"}, view.fill("statements.answers", problem=problem))
    if statement.kind == "problem":
        yield _answers(view, statement)


def _answers(view: View, problem: Statement) -> Html:
    found = [_link(view, each.id) for each in view.record.statements if each.answers == problem.id]
    if not found:
        return element("span", {"class": "of"}, text_to_html(view.say("statements.unanswered")))
    comma = text_to_html(view.say("page.comma"))
    listed = join(part for link in found for part in (comma, link))
    answers = Html(listed.removeprefix(comma))
    return element("span", {"class": "of"}, view.fill("statements.answered_by", answers=answers))


def _link(view: View, statement: str) -> Html:
    href = {"class": "term", "href": f"#{statement_to_element_id(statement)}"}
    return element("a", href, text_to_html(view.marks[statement]))


def _target(view: View, owner: str, target: Target) -> Html:
    label = element("small", None, text_to_html(view.say("statements.target")))
    amount = element("span", {"class": "fact"}, target_to_amount(view, target))
    item = NOTHING
    if target.item is not None:
        item = view.printed(quote_to_line(target.item), "fact")
    note = (view.say("claims.quote", quote=quote_to_line(target.quote)),)
    picked = entry_to_html(view, owner, (label, amount, item), note=note)
    return element("li", None, picked)
