"""Labels and offsets out of text. Knows no report, no section, no record.

``labels`` owns the names of what taggers find, ``tagger`` the role they play, ``registry`` which
there are. Imports nothing of
ours; torch only ever in ``architecture``.
"""

from models.errors import DamagedModel, MissingModel, ModelError, UnfitModel, UnknownModel
from models.labels import SPAN_LABELS, STATEMENT_LABELS, SpanLabel, StatementLabel
from models.registry import DEFAULT_TAGGER, find_model, load_tagger, tagger_names
from models.stub import StubTagger
from models.tagger import Passage, Place, ScoredSpan, Tagger

__all__ = [
    "DEFAULT_TAGGER",
    "SPAN_LABELS",
    "STATEMENT_LABELS",
    "DamagedModel",
    "MissingModel",
    "ModelError",
    "Passage",
    "Place",
    "ScoredSpan",
    "SpanLabel",
    "StatementLabel",
    "StubTagger",
    "Tagger",
    "UnfitModel",
    "UnknownModel",
    "find_model",
    "load_tagger",
    "tagger_names",
]
