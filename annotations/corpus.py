"""How much is annotated, by split and label."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from annotations.schema import AnnotatedDocument
from annotations.variety import documents_to_densities, median
from models import SPAN_LABELS, STATEMENT_LABELS

CLAIM_LABELS = frozenset({"quantity", "negation"})


@dataclass(frozen=True, slots=True)
class CorpusStatistics:
    """Counts over documents; None where nothing was annotated or known that could be counted.

    Attributes:
        characters: of the stretches annotated, else of the whole texts.
        cells: of the documents in which all were annotated; ``sections`` likewise.
        marked: documents whose spans were annotated in full; ``labels``, ``bare`` and ``density``
            are about these.
        bare: documents with neither claims nor statements.
        density: the median of characters a claim.
    """

    documents: int
    agencies: int
    characters: int | None
    cells: int | None
    sections: int | None
    marked: int
    labels: dict[str, int | None]
    relations: dict[str, int]
    levels: dict[str, int]
    fields: int
    years: tuple[int, int] | None
    bare: int | None
    density: float | None


def documents_to_statistics(documents: Sequence[AnnotatedDocument]) -> CorpusStatistics:
    """Documents without text count by the length that they know."""
    marked = [document for document in documents if "spans" in document.complete]
    labels = Counter(span.label for document in marked for span in document.spans)
    telling = CLAIM_LABELS | set(STATEMENT_LABELS)
    years = [document.meta.year for document in documents if document.meta.year is not None]
    lengths = [each.annotated_length for each in documents if each.annotated_length is not None]
    cells = [len(each.cells) for each in documents if "cells" in each.complete]
    sections = [len(each.sections) for each in documents if "sections" in each.complete]
    bare = sum(not any(s.label in telling for s in document.spans) for document in marked)
    return CorpusStatistics(
        documents=len(documents),
        agencies=len({document.meta.agency for document in documents}),
        characters=sum(lengths) if lengths else None,
        cells=sum(cells) if cells else None,
        sections=sum(sections) if sections else None,
        marked=len(marked),
        labels={
            label: labels[label] if marked else None for label in (*SPAN_LABELS, *STATEMENT_LABELS)
        },
        relations=dict(Counter(each.kind for one in documents for each in one.relations)),
        levels=dict(Counter(document.meta.level for document in documents).most_common()),
        fields=len({document.meta.field for document in documents}),
        years=(min(years), max(years)) if years else None,
        bare=bare if marked else None,
        density=median(documents_to_densities(marked)),
    )
