"""The counted part of the data card, as Markdown between two marks of ``gold/README.md``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

from annotations.corpus import CorpusStatistics, documents_to_statistics
from annotations.schema import AnnotatedDocument
from annotations.variety import LONGEST_SHARED, documents_to_novelty, documents_to_shared
from models import STATEMENT_LABELS

BEGIN, END = "<!-- counts:begin -->", "<!-- counts:end -->"

_ROWS: tuple[tuple[str, Callable[[CorpusStatistics], object]], ...] = (
    ("documents", lambda each: each.documents),
    ("agencies", lambda each: each.agencies),
    ("years", lambda each: "–".join(map(str, each.years)) if each.years else None),
    ("fields of administration", lambda each: each.fields),
    ("characters", lambda each: each.characters),
    ("quantities", lambda each: each.labels["quantity"]),
    ("items", lambda each: each.labels["item"]),
    ("channels", lambda each: each.labels["channel"]),
    ("periods", lambda each: each.labels["period"]),
    ("negations", lambda each: each.labels["negation"]),
    ("problems", lambda each: each.labels["problem"]),
    ("measures taken", lambda each: each.labels["measure_taken"]),
    ("commitments", lambda each: each.labels["commitment"]),
    ("links of a part to its total", lambda each: each.relations.get("part_of", 0)),
    ("targets of commitments", lambda each: each.relations.get("target", 0)),
    ("answers to problems", lambda each: each.relations.get("answers", 0)),
    ("without claims or statements", lambda each: each.bare),
    ("characters a claim, median", lambda each: each.density and round(each.density)),
    ("table cells", lambda each: each.cells),
    ("sections", lambda each: each.sections),
)


def documents_to_card(documents: Sequence[AnnotatedDocument]) -> str:
    """Counts by split, then what says how varied the authored passages are."""
    groups = [("authored", split) for split in ("train", "dev", "test")]
    groups += [("real", split) for split in ("dev", "test")]
    columns = [
        documents_to_statistics([each for each in documents if _group(each) == group])
        for group in groups
    ]
    lines = [
        "| | " + " | ".join(f"{kind} {split}" for kind, split in groups) + " |",
        "|---|" + "---:|" * len(groups),
        *(
            f"| {name} | " + " | ".join(_said(count(each)) for each in columns) + " |"
            for name, count in _ROWS
        ),
    ]
    return "\n".join([*lines, "", *_variety(documents)])


def _group(document: AnnotatedDocument) -> tuple[str, str]:
    return document.meta.kind, document.meta.split


def _said(count: object) -> str:
    if count is None:
        return "–"
    return f"{count:,}" if isinstance(count, int) else str(count)


def _variety(documents: Sequence[AnnotatedDocument]) -> list[str]:
    authored = [each for each in documents if each.meta.kind == "authored"]
    found = documents_to_statistics(authored)
    novelty = documents_to_novelty(authored)
    years = Counter(each.meta.year for each in authored if each.meta.year is not None)
    places = Counter(each.meta.place for each in authored)
    shared = documents_to_shared(authored)
    statements = sum(found.labels[label] or 0 for label in STATEMENT_LABELS)
    places_said = ", ".join(f"{name} {count}" for name, count in places.most_common())
    years_said = f"{min(years)} to {max(years)}, at least {min(years.values())} passages a year"
    levels = ", ".join(f"{name} {count}" for name, count in found.levels.items())
    facts = {
        "Authored passages in sum": f"{found.documents:,} of {found.agencies:,} agencies",
        "Characters": f"{found.characters:,}",
        "Quantities": f"{found.labels['quantity']:,}",
        "Negations": f"{found.labels['negation']:,}",
        "Statements": f"{statements:,}",
        "Passages without any of these": f"{found.bare:,}",
        "Levels": levels,
        "Parts of the report": places_said,
        "Reporting years": years_said,
        f"Pairs that share {LONGEST_SHARED} characters or more, the form's own wordings and cited"
        " laws aside": str(len(shared)),
        "Runs of eight characters that stand in one passage only": f"{100 * (novelty or 0):.1f} %",
    }
    return [f"- {name}: {fact}." for name, fact in facts.items()]


def put_into(card: str, counts: str) -> str:
    """The card with the counts between its marks.

    Raises:
        ValueError: when the marks are not there.
    """
    before, begin, rest = card.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise ValueError(f"the data card lacks the marks {BEGIN} and {END}")
    return f"{before}{BEGIN}\n{counts}\n{END}{after}"
