"""What the page says of the report as a whole: title, agency, year, errors, source, legend."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extraction.record.model import CellStatus, ErrorEntry, Field
from extraction.show.cells import MARKED, mark_to_html
from extraction.show.checks import checks_to_counts
from extraction.show.markup import NOTHING, Html, element, join, text_to_html, text_to_isolated
from extraction.show.places import field_to_element_id
from extraction.show.view import View, is_doubtful, number_to_text

_PATH_END = re.compile(r"[^\\/]*$")
# States in the order of the legend, with what a cell of each looks like.
LEGEND: tuple[tuple[CellStatus, str], ...] = (
    ("value", "12"),
    ("zero", "0"),
    ("blank", ""),
    ("not_applicable_mark", "/"),
    ("unreadable", "1O2"),
    ("missing_cell", ""),
    ("missing_row", ""),
    ("missing_table", ""),
    ("ocr_fixed", "10"),
    ("split", "12"),
    ("derived", "12"),
)


def report_to_header(view: View) -> Html:
    """Title, agency and year with their evidence, and the report's state in one line."""
    record = view.record
    status = element(
        "span",
        {"class": f"tag is-{record.status}"},
        text_to_html(view.say(f"record_status.{record.status}")),
    )
    failed = record.status == "failed"
    file = text_to_isolated(file_name(view))
    if record.title is not None:
        title = text_to_isolated(record.title)
    else:
        title = file if failed else text_to_html(view.say("page.untitled"))
    heading = element(
        "div",
        {"class": "heading"},
        element("h1", {"lang": None if record.title is None else "zh"}, title),
        _evidence(view, "title", record.fields.get("title")),
    )
    parts = [element("p", {"class": "eyebrow"}, status, NOTHING if failed else file), heading]
    if not failed:
        parts.append(_fields(view))
        parts.append(_figures(view))
    return element("header", {"id": "top"}, *parts)


def file_name(view: View) -> str:
    """The last part of the path, whatever system wrote it."""
    path = view.record.source.path
    if path is None:
        return view.say("source.no_path")
    found = _PATH_END.search(path)
    return found.group() if found and found.group() else path


def _fields(view: View) -> Html:
    record = view.record
    rows = (
        ("agency", "agency", record.agency),
        ("year", "year", None if record.year is None else str(record.year)),
    )
    items = []
    for label, name, value in rows:
        term = element("dt", None, text_to_html(view.say(f"page.{label}")))
        if value is None:
            shown = element("span", {"class": "quiet"}, text_to_html(view.say("page.not_found")))
        else:
            shown = element("span", {"lang": "zh"}, text_to_isolated(value))
        evidence = _evidence(view, name, record.fields.get(name))
        aliases = _aliases(view) if name == "agency" else NOTHING
        items.append(element("div", None, term, element("dd", None, shown, aliases, evidence)))
    return element("dl", {"class": "fields"}, *items)


def _aliases(view: View) -> Html:
    names = view.record.agency_aliases
    if not names:
        return NOTHING
    text = view.say("page.aliases", names=view.say("page.comma").join(names))
    return element("span", {"class": "quiet"}, text_to_isolated(text))


def _evidence(view: View, name: str, field: Field | None) -> Html:
    """A link to where it stands in the text, else where it was taken from."""
    if field is None:
        return NOTHING
    owner = field_to_element_id(name)
    place = view.places.of(owner)
    confidence = view.say("note.field_confidence", confidence=number_to_text(field.confidence))
    text = text_to_html(view.say(f"evidence.{field.source}"))
    if place is None:
        return element("span", {"class": "quiet", "id": owner, "title": confidence}, text)
    attributes = {
        "class": "go",
        "id": owner,
        "href": f"#{place.id}",
        "data-places": place.id,
        "title": confidence,
    }
    return element("a", attributes, text)


def _figures(view: View) -> Html:
    lines = [element("p", None, text_to_html(line)) for line in _count_lines(view)]
    has_checks = view.record.checks or view.record.contradictions
    counts = checks_to_counts(view) if has_checks else NOTHING
    return element("div", {"class": "figures"}, *lines, counts)


def _count_lines(view: View) -> Iterator[str]:
    """How much was read of the tables and of the running text."""
    record = view.record
    if record.cells:
        known = sum(cell.value is not None for cell in record.cells)
        flagged = sum(map(is_doubtful, record.cells))
        yield view.say(
            "page.cells_line", known=known, absent=len(record.cells) - known, flagged=flagged
        )
    counts = (("claims", len(record.claims)), ("statements", len(record.statements)))
    told = [view.say(f"{kind}.line", count=count) for kind, count in counts if count]
    if told:
        yield " · ".join(told)


def errors_to_html(view: View) -> Html:
    """Each error in plain words with what the reader can do; nothing where there are none."""
    if not view.record.errors:
        return NOTHING
    title = element("h2", None, text_to_html(view.say("page.errors")))
    partial = view.record.status == "partial"
    lead = NOTHING
    if partial:
        lead = element("p", None, text_to_html(view.say("page.errors_partial")))
    items = [_error(view, entry) for entry in view.record.errors]
    attributes = {"id": "errors", "class": "is-partial" if partial else None}
    return element("section", attributes, title, lead, element("ul", None, *items))


def _error(view: View, entry: ErrorEntry) -> Html:
    what, remedy = _error_texts(view, entry)
    stage = view.find(f"stage.{entry.stage}") or entry.stage
    return element(
        "li",
        None,
        element("p", {"class": "what"}, text_to_html(what)),
        element("p", None, text_to_html(remedy)),
        element(
            "p",
            {"class": "quiet"},
            text_to_isolated(view.say("page.error_stage", stage=stage)),
            Html(" · "),
            element("code", None, text_to_isolated(entry.code)),
            Html(" · "),
            element("span", {"lang": "en"}, text_to_isolated(entry.message)),
        ),
    )


def _error_texts(view: View, entry: ErrorEntry) -> tuple[str, str]:
    """What happened and what to do: of the code in this stage, of the code, of any error."""
    for key in (f"error_at.{entry.stage}.{entry.code}", f"error.{entry.code}"):
        what, remedy = view.find(f"{key}.what"), view.find(f"{key}.remedy")
        if what is not None and remedy is not None:
            return what, remedy
    return view.say("error.other.what", code=entry.code), view.say("error.other.remedy")


def source_to_html(view: View) -> Html:
    title = element("h2", None, text_to_html(view.say("page.source")))
    rows = [
        element(
            "div",
            None,
            element("dt", None, text_to_html(view.say(f"source.{name}"))),
            element("dd", None, text_to_isolated(value)),
        )
        for name, value in _source_rows(view)
    ]
    return element("section", {"id": "source"}, title, element("dl", None, *rows))


def _source_rows(view: View) -> Iterator[tuple[str, str]]:
    record = view.record
    source = record.source
    yield "path", file_name(view)
    if source.media_type is not None:
        yield "media_type", source.media_type
    if source.reader is not None:
        rules = "?" if source.text_rules is None else source.text_rules
        yield "reader", view.say("source.reader_value", reader=source.reader, rules=rules)
    for name, value in (
        ("encoding", source.encoding),
        ("pages", source.pages),
        ("chars", source.chars),
    ):
        if value is not None:
            yield name, str(value)
    yield "sha256", source.sha256
    if record.text_sha256 is not None:
        yield "text_sha256", record.text_sha256
    yield "extractor_version", record.extractor_version
    if record.model is not None:
        name, version = record.model.name, record.model.version
        yield "model", view.say("source.model_value", name=name, version=version)
    yield "schema_version", str(record.schema_version)


def legend_to_html(view: View) -> Html:
    """How each state of a cell looks, whether or not the report has it."""
    title = element("h2", None, text_to_html(view.say("page.legend")))
    rows = []
    for status, sample in LEGEND:
        mark = _legend_mark(view, status)
        short = sample or view.say(f"status.{status}.short")
        kind = "raw" if status in ("unreadable", "not_applicable_mark") else "state"
        inner = text_to_html(short)
        if not sample or kind == "raw":
            inner = element("span", {"class": kind}, inner)
        name, text = view.say(f"status.{status}.name"), view.say(f"status.{status}.text")
        rows.append(_legend_row(f"is-{status}", join((mark, inner)), name, text))
    for doubt in ("low", "failed"):
        sampled = join((mark_to_html(view, doubt), text_to_html("12")))
        name, text = view.say(f"mark_name.{doubt}"), view.say(f"mark_text.{doubt}")
        rows.append(_legend_row(f"is-{doubt}", sampled, name, text))
    return element("section", {"id": "legend"}, title, element("dl", None, *rows))


def _legend_mark(view: View, status: CellStatus) -> Html:
    if status == "unreadable":
        return mark_to_html(view, "low")
    return mark_to_html(view, status) if status in MARKED else NOTHING


def _legend_row(kind: str, sample: Html, name: str, text: str) -> Html:
    return element(
        "div",
        None,
        element("dt", None, element("span", {"class": f"v {kind}"}, sample)),
        element(
            "dd",
            None,
            element("b", None, text_to_html(name)),
            Html(" "),
            text_to_html(text),
        ),
    )
