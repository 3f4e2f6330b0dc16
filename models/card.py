"""What a released model is, for people and for the loader: ``card.json`` in its folder."""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import BaseModel, ConfigDict, Field

FORMAT = 1
"""Version of the folder's layout and of the network's inputs; other ones cannot be loaded."""


class Figure(BaseModel):
    """One metric over a data set: its sums, their ratio in [0, 1] and the bounds of that.

    ``low`` and ``high`` are None where there are too few agencies for an interval.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    right: int
    given: int
    asked: int
    value: float | None
    low: float | None = None
    high: float | None = None


class Measured(BaseModel):
    """What a model was measured on, and what came of it; ``digest`` names the contents."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    data: str
    digest: str
    documents: int
    figures: Mapping[str, Figure]


class Answer(BaseModel):
    """A question of the comparison with the model that was the default before.

    Attributes:
        before, after: the metric of either, in [0, 1]; ``difference`` is the second less the first.
        low, high: bounds of the difference; None where there are none.
        verdict: better, worse, not distinguishable, or too few (agencies).
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    data: str
    metric: str
    before: float | None
    after: float | None
    difference: float | None
    low: float | None
    high: float | None
    verdict: str


class Held(BaseModel):
    """So many floors of a data set were held, none was broken."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    data: str
    digest: str
    floors: int


class Release(BaseModel):
    """What a model was released on.

    Attributes:
        day: ISO date.
        code: digest of the extractor's sources, without any weights.
        before: what was the default, by name and version.
        unheld: data sets whose floors could not be looked at, for want of the real reports.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    day: str
    code: str
    before: str
    measured: tuple[Measured, ...]
    answers: tuple[Answer, ...]
    gate: tuple[Held, ...]
    unheld: tuple[str, ...] = ()


class Parity(BaseModel):
    """How far the eight-bit network is the model that was trained.

    ``float_error`` is the largest difference of a score before the weights became bytes,
    ``agreement`` the share of equal spans after it: same label, same edges.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    passages: int
    float_error: float
    agreement: float


class ModelCard(BaseModel):
    """Attributes:
    made: ISO date of the export.
    layers: the labels of each layer, in the order of the network's tags.
    encoder: what the training began from.
    recipe: name of the recipe; ``run`` the digest of its values and data.
    data: what it learned from; ``data_digest`` names the contents.
    scores: data set -> metric -> value in [0, 1], of the exported network.
    limits: what it cannot do, in the reader's words.
    parity: of the export; ``release`` is None for a model that was exported only.
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
    parity: Parity | None = None
    release: Release | None = None

    def to_json(self) -> str:
        return self.model_dump_json(indent=1) + "\n"
