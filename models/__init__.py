"""Labels and offsets out of text. Knows no report, no section, no record.

``labels`` owns the names of what taggers find, ``tagger`` the role they play, ``registry`` which
there are. Imports nothing of ours; torch only ever in ``architecture``.
"""

from models.calibration import Calibration
from models.errors import (
    DamagedModel,
    MissingLibrary,
    MissingModel,
    ModelError,
    NoModel,
    TwoTaggers,
    UnfitModel,
    UnknownModel,
    UnknownVersion,
)
from models.labels import SPAN_LABELS, STATEMENT_LABELS, SpanLabel, StatementLabel
from models.messages import model_error_to_text
from models.registry import (
    DEFAULT_TAGGER,
    RULES,
    choose_tagger,
    find_model,
    load_tagger,
    read_default,
    require_tagger,
    tagger_names,
    workers_to_threads,
)
from models.stub import StubTagger
from models.tagger import (
    Passage,
    Place,
    ScoredSpan,
    Tagger,
    tagger_to_claim_calibration,
    tagger_to_digest,
)

__all__ = [
    "DEFAULT_TAGGER",
    "RULES",
    "SPAN_LABELS",
    "STATEMENT_LABELS",
    "Calibration",
    "DamagedModel",
    "MissingLibrary",
    "MissingModel",
    "ModelError",
    "NoModel",
    "Passage",
    "Place",
    "ScoredSpan",
    "SpanLabel",
    "StatementLabel",
    "StubTagger",
    "Tagger",
    "TwoTaggers",
    "UnfitModel",
    "UnknownModel",
    "UnknownVersion",
    "choose_tagger",
    "find_model",
    "load_tagger",
    "model_error_to_text",
    "read_default",
    "require_tagger",
    "tagger_names",
    "tagger_to_claim_calibration",
    "tagger_to_digest",
    "workers_to_threads",
]
