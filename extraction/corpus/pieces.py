"""What all panels of the page are made of: panels, tables in scrolling frames, findings, quotes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from extraction.corpus.facts import Report
from extraction.corpus.words import Words
from extraction.show.markup import Attributes, Html, element, join, text_to_html

_INNER_END = re.compile(
    r"(?<=[\u3400-\u9fff，。；：、）》”])[ \t]*\n[ \t]*(?=[\u3400-\u9fff（《“])"
)
# Longer quotes are cut on the page; the tables have them whole.
_QUOTE_CHARS = 420
_SUMMARY_CHARS = 58
# Findings shown in one list; what is left out is counted and stands in the tables.
MOST_FINDINGS = 120


@dataclass(frozen=True, slots=True)
class Panel:
    """A section of the page and its entry in the contents."""

    id: str
    title: str
    body: Html


def panel_to_html(panel: Panel) -> Html:
    heading = element("h2", None, text_to_html(panel.title))
    return element("section", {"id": panel.id, "class": "panel"}, heading, panel.body)


def paragraph(text: str, look: str | None = None) -> Html:
    return element("p", {"class": look}, text_to_html(text))


def heading(text: str) -> Html:
    return element("h3", None, text_to_html(text))


def tag(text: str, look: str) -> Html:
    return element("span", {"class": f"tag {look}"}, text_to_html(text))


def folded(summary: Html, *children: Html, look: str | None = None, is_open: bool = False) -> Html:
    attributes = {"class": look, "open": "" if is_open else None}
    return element("details", attributes, element("summary", None, summary), *children)


def table_to_html(
    caption: str, titles: Sequence[str], rows: Iterable[Sequence[Html]], *, numbers: bool = True
) -> Html:
    """The first cell of a row is its head; ``numbers``: the others are set to the right."""
    look = "number" if numbers else None
    head = element(
        "tr",
        None,
        *(
            element("th", {"scope": "col", "class": look if at else None}, text_to_html(title))
            for at, title in enumerate(titles)
        ),
    )
    body = [
        element(
            "tr",
            None,
            element("th", {"scope": "row"}, row[0]),
            *(element("td", {"class": look}, cell) for cell in row[1:]),
        )
        for row in rows
    ]
    table = element(
        "table",
        {"class": "figures-table"},
        element("caption", None, text_to_html(caption)),
        element("thead", None, head),
        element("tbody", None, *body),
    )
    frame: Attributes = {"class": "frame", "tabindex": 0, "role": "region", "aria-label": caption}
    return element("div", frame, table)


def quote(
    words: Words,
    label: str,
    text: str,
    report: Report,
    *,
    start: int | None = None,
    end: int | None = None,
) -> Html:
    """A passage of a report under its label, with the place where it stands."""
    shown = on_one_line(text)
    if len(shown) > _QUOTE_CHARS:
        shown = f"{shown[:_QUOTE_CHARS]}…"
    return element(
        "figure",
        {"class": "quote"},
        element("figcaption", None, text_to_html(label)),
        element("blockquote", None, words.printed(shown)),
        place(words, report, start, end),
    )


def place(words: Words, report: Report, start: int | None, end: int | None) -> Html:
    """Year, file and characters of a passage, and the line of its record."""
    parts = [words.printed(file_name(report.path) or report.sha256[:12])]
    if start is not None and end is not None:
        parts.append(words.html("place.chars", start=start, end=end))
    parts.append(words.html("place.record", file=file_name(report.file), line=report.line))
    dot = Html(" · ")
    inner = join(part if at == 0 else join((dot, part)) for at, part in enumerate(parts))
    return element("p", {"class": "place", "title": report.path or None}, inner)


def summary_line(*parts: Html) -> Html:
    return element("span", {"class": "line"}, *parts)


def short(words: Words, text: str) -> Html:
    """The beginning of a text, on one line."""
    shown = on_one_line(text)
    return words.printed(shown if len(shown) <= _SUMMARY_CHARS else f"{shown[:_SUMMARY_CHARS]}…")


def on_one_line(text: str) -> str:
    """Line ends between ideographs are those of the page, not of the sentence."""
    return " ".join(_INNER_END.sub("", text).split())


def more(words: Words, count: int, sheet: str) -> Html:
    """What was left out, and where it stands; nothing where all is shown."""
    if count <= 0:
        return NOTHING_HTML
    return paragraph(words.say("page.more", count=count, file=f"csv/{sheet}.csv"), "quiet")


def file_name(path: str) -> str:
    return path.replace("\\", "/").rpartition("/")[2]


NOTHING_HTML = Html("")
