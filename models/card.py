"""What a released model is, for people and for the loader: ``card.json`` in its folder."""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import BaseModel, ConfigDict, Field

FORMAT = 1
"""Version of the folder's layout and of the network's inputs; other ones cannot be loaded."""


class ModelCard(BaseModel):
    """Attributes:
    made: ISO date of the export.
    layers: the labels of each layer, in the order of the network's tags.
    encoder: what the training began from.
    recipe: name of the recipe; ``run`` the digest of its values and data.
    data: what it learned from; ``data_digest`` names the contents.
    scores: data set -> metric -> value in [0, 1], of the exported network.
    limits: what it cannot do, in the reader's words.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    format: int = FORMAT
    name: str
    version: str = Field(pattern=r"^\d+(\.\d+)*$")
    made: str
    layers: tuple[tuple[str, ...], ...]
    encoder: str
    recipe: str
    run: str
    data: tuple[str, ...]
    data_digest: str
    scores: Mapping[str, Mapping[str, float]] = Field(default_factory=dict)
    limits: tuple[str, ...] = ()

    def to_json(self) -> str:
        return self.model_dump_json(indent=1) + "\n"
