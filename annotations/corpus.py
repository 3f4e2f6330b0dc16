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
    """Counts over documents; ``density`` is the median of characters a claim."""

    documents: int
    agencies: int
    characters: int
    labels: dict[str, int]
    relations: dict[str, int]
    levels: dict[str, int]
    fields: int
    years: tuple[int, int] | None
    bare: int
    density: float | None


def documents_to_statistics(documents: Sequence[AnnotatedDocument]) -> CorpusStatistics:
    """``bare`` documents hold neither claims nor statements."""
    labels = Counter(span.label for document in documents for span in document.spans)
    telling = CLAIM_LABELS | set(STATEMENT_LABELS)
    years = [document.meta.year for document in documents if document.meta.year is not None]
    return CorpusStatistics(
        documents=len(documents),
        agencies=len({document.meta.agency for document in documents}),
        characters=sum(len(document.text or "") for document in documents),
        labels={label: labels[label] for label in (*SPAN_LABELS, *STATEMENT_LABELS)},
        relations=dict(Counter(each.kind for one in documents for each in one.relations)),
        levels=dict(Counter(document.meta.level for document in documents).most_common()),
        fields=len({document.meta.field for document in documents}),
        years=(min(years), max(years)) if years else None,
        bare=sum(not any(s.label in telling for s in document.spans) for document in documents),
        density=median(documents_to_densities(documents)),
    )
