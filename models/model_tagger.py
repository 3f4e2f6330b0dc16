"""A trained model together with the digest that names what its answers depend on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from models.artefact import folder_to_digest
from models.calibration import Calibration
from models.onnx_tagger import OnnxTagger
from models.tagger import Passage, ScoredSpan, Tagger, tagger_to_claim_calibration


@dataclass(frozen=True, slots=True)
class ModelTagger:
    """Answers as ``network`` does.

    Attributes:
        sha256: see ``artefact.folder_to_digest``.
    """

    network: Tagger
    sha256: str

    @property
    def name(self) -> str:
        return self.network.name

    @property
    def version(self) -> str:
        return self.network.version

    @property
    def claim_calibration(self) -> Calibration | None:
        return tagger_to_claim_calibration(self.network)

    def tag(self, passages: Sequence[Passage]) -> list[list[ScoredSpan]]:
        return self.network.tag(passages)


def folder_to_tagger(folder: Path, *, threads: int) -> ModelTagger:
    """The model of a folder, verified and loaded; errors are those of ``OnnxTagger``."""
    return ModelTagger(OnnxTagger(folder, threads=threads), folder_to_digest(folder))
