"""The extractor as a spaCy component, for pipelines that already hold their texts in ``Doc``s.

``nlp.add_pipe("gongkai")`` on any pipeline, a blank ``zh`` one included, reads each doc's text as a
report. It fills

- ``doc.spans["gongkai_claims"]``: one span a claim, labelled by its indicator, ``claim`` where it
  has none;
- ``doc.spans["gongkai_statements"]``: one span a problem, measure taken or commitment, labelled by
  its kind;
- ``doc._.gongkai``: the whole ``ReportRecord``, read from its JSON in ``doc.user_data`` at each
  access, so that docs can be stored and sent between processes.

Spans are laid on tokens by characters. One that begins or ends inside a token, as happens where
tokens are words, grows to the whole tokens; ``span.id_`` names the claim or statement of the
record, whose offsets into ``doc.text`` are exact. Both groups are in the record's order; several
spans may cover the same tokens.

A doc that is no report is left in peace: both groups are empty and the record has status
``failed`` with the code that says why. The same holds of a text that is itself the source of a web
page: it is read as the page, and its record's offsets would not be those of the doc.
"""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc, Span

from extraction.pipeline import extract
from extraction.record.model import ReportRecord
from models import DEFAULT_TAGGER, load_tagger

NAME = "gongkai"
CLAIMS = "gongkai_claims"
STATEMENTS = "gongkai_statements"
UNNAMED_CLAIM = "claim"
# tells the readers that the bytes are text
_FILE_NAME = "doc.txt"


class ReportComponent:
    """Reads one doc after the other; holds no more than the name of its tagger."""

    def __init__(self, tagger: str) -> None:
        load_tagger(tagger)
        self.tagger = tagger

    def __call__(self, doc: Doc) -> Doc:
        record = extract(
            doc.text.encode("utf-8"),
            name=_FILE_NAME,
            with_text=True,
            tagger=load_tagger(self.tagger),
        )
        same_text = record.text == doc.text
        claims = record.claims if same_text else ()
        statements = record.statements if same_text else ()
        doc.spans[CLAIMS] = [
            _span(doc, claim.start, claim.end, claim.indicator or UNNAMED_CLAIM, claim.id)
            for claim in claims
        ]
        doc.spans[STATEMENTS] = [
            _span(doc, each.start, each.end, each.kind, each.id) for each in statements
        ]
        without_text = record.model_copy(
            update={"text": None, "source": record.source.model_copy(update={"path": None})}
        )
        doc.user_data[NAME] = without_text.to_json()
        return doc


def _span(doc: Doc, start: int, end: int, label: str, span_id: str) -> Span:
    span = doc.char_span(start, end, label=label, span_id=span_id, alignment_mode="expand")
    if span is None:
        raise ValueError(f"[{start}, {end}) lies outside the doc's {len(doc.text)} characters")
    return span


def doc_to_record(doc: Doc) -> ReportRecord | None:
    """The record of a doc that the component has read; None for any other doc."""
    stored: str | None = doc.user_data.get(NAME)
    return None if stored is None else ReportRecord.model_validate_json(stored)


@Language.factory(NAME, default_config={"tagger": DEFAULT_TAGGER}, assigns=["doc._.gongkai"])
def make_component(nlp: Language, name: str, tagger: str) -> ReportComponent:  # noqa: ARG001
    """The component; ``tagger`` is a name of ``models.registry``. spaCy passes the rest by name.

    Raises:
        KeyError: for a tagger that is not there.
    """
    if not Doc.has_extension(NAME):
        Doc.set_extension(NAME, getter=doc_to_record)
    return ReportComponent(tagger)
