"""The trained model behind the tagger's role: ONNX Runtime, tokenizers and numpy, no torch.

Windows are scored one at a time: the int8 network takes its scales from all that it is given at
once, so that what stands beside a window would change its scores.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import onnxruntime

from models.artefact import read_artefact
from models.decoding import Floats
from models.errors import DamagedModel
from models.inputs import INPUTS, WindowInputs, inputs_to_batch
from models.reading import PassageReader
from models.tagger import Passage, ScoredSpan
from models.tokenizer import Tokenizer

# The sums of a network depend on how many threads share them: the number is fixed.
_THREADS = 2
# ONNX Runtime's own level of errors; it warns of nothing that a reader could mend.
_ERRORS_ONLY = 3


class OnnxTagger:
    """Finds the spans of both layers; the same passage always gives the same spans."""

    def __init__(self, folder: Path) -> None:
        """Verifies the folder and loads it.

        Raises:
            ModelError: for a folder that is not whole, was changed, or does not fit this code.
            ModuleNotFoundError: without ONNX Runtime or tokenizers.
        """
        artefact = read_artefact(folder)
        self.name = artefact.card.name
        self.version = artefact.card.version
        self._tokenizer = Tokenizer.from_folder(folder)
        self._session = _open(artefact.network)
        self._reader = PassageReader(self._tokenizer, artefact.tables, self._score)

    def tag(self, passages: Sequence[Passage]) -> list[list[ScoredSpan]]:
        return self._reader.read(passages)

    def _score(self, windows: Sequence[WindowInputs]) -> list[tuple[Floats, ...]]:
        return [self._score_window(window) for window in windows]

    def _score_window(self, window: WindowInputs) -> tuple[Floats, ...]:
        arrays = inputs_to_batch([window], padding=self._tokenizer.padding)
        layers = self._session.run(None, dict(arrays))
        # (batch, chars, tags) with a batch of one
        return tuple(np.asarray(layer[0], dtype=np.float64) for layer in layers)


def _open(path: Path) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = _THREADS
    options.inter_op_num_threads = 1
    options.log_severity_level = _ERRORS_ONLY
    try:
        session = onnxruntime.InferenceSession(
            str(path), sess_options=options, providers=["CPUExecutionProvider"]
        )
    except Exception as error:  # the runtime raises classes of its own, made in C++
        raise DamagedModel(path, "cannot be opened as a network") from error
    if {each.name for each in session.get_inputs()} != set(INPUTS):
        raise DamagedModel(path, "takes other inputs than the text model does")
    return session
