"""The model in training behind the tagger's role, so that it is measured by the harness."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import torch

from models import Passage, ScoredSpan
from models.architecture.text_model import TextModel
from models.decoding import Floats, Transitions, scores_to_transitions
from models.inputs import Ints, WindowInputs, inputs_to_batch
from models.pieces import PieceTokenizer
from models.reading import PassageReader, ReadingTables
from models.tags import LAYERS
from training.config import PrecisionName
from training.loop import autocast, model_to_device

# Word pieces scored at once; what fits into a processor's cache.
_BATCH_PIECES = 2048


def model_to_transitions(model: TextModel) -> tuple[Transitions, ...]:
    """What the chains have learned, for each layer."""
    return tuple(
        scores_to_transitions(
            _to_array(chain.start), _to_array(chain.step), _to_array(chain.end), tags
        )
        for chain, tags in zip(model.chains, LAYERS, strict=True)
    )


def _to_array(parameter: torch.Tensor) -> Floats:
    array: Floats = parameter.detach().cpu().double().numpy()
    return array


class TorchTagger:
    """``name`` and ``version`` are the caller's: a model in training has none of its own."""

    def __init__(
        self,
        model: TextModel,
        tokenizer: PieceTokenizer,
        tables: ReadingTables,
        *,
        precision: PrecisionName = "float32",
        name: str = "text",
        version: str = "0",
    ) -> None:
        self.name = name
        self.version = version
        self._model = model
        self._padding = tokenizer.padding
        self._precision: PrecisionName = precision
        self._reader = PassageReader(tokenizer, tables, self.score)

    def tag(self, passages: Sequence[Passage]) -> list[list[ScoredSpan]]:
        return self._reader.read(passages)

    def score(self, windows: Sequence[WindowInputs]) -> list[tuple[Floats, ...]]:
        """The emissions of each window; windows of like length are scored together."""
        self._model.eval()
        order = sorted(range(len(windows)), key=lambda number: len(windows[number].piece_ids))
        found: dict[int, tuple[Floats, ...]] = {}
        for group in _fill(order, windows):
            arrays = inputs_to_batch([windows[number] for number in group], padding=self._padding)
            emissions = self._forward(arrays)
            for row, number in enumerate(group):
                length = len(windows[number].char_ids)
                found[number] = tuple(layer[row, :length] for layer in emissions)
        return [found[number] for number in range(len(windows))]

    def _forward(self, arrays: Mapping[str, Ints]) -> list[Floats]:
        device = model_to_device(self._model)
        inputs = {name: torch.from_numpy(array).to(device) for name, array in arrays.items()}
        with torch.inference_mode(), autocast(self._precision, device):
            return [layer.double().cpu().numpy() for layer in self._model(**inputs)]


def _fill(order: Sequence[int], windows: Sequence[WindowInputs]) -> list[list[int]]:
    groups: list[list[int]] = []
    for number in order:
        length = len(windows[number].piece_ids)
        if groups and length * (len(groups[-1]) + 1) <= _BATCH_PIECES:
            groups[-1].append(number)
        else:
            groups.append([number])
    return groups
