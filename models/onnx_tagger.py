"""The trained model behind the tagger's role: ONNX Runtime, tokenizers and numpy, no torch.

Every window is scored by itself, on one core; several windows are scored on several cores at once.
What stands beside a window, and how many cores there are, can so change nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import onnxruntime

from models.artefact import read_artefact
from models.calibration import CLAIM
from models.decoding import Floats
from models.errors import DamagedModel
from models.inputs import INPUTS, WindowInputs, inputs_to_batch
from models.reading import PassageReader
from models.tagger import Passage, ScoredSpan
from models.tokenizer import Tokenizer

THREADS = 2
"""Windows scored at once, unless the caller says otherwise."""
# ONNX Runtime's own level of errors; it warns of nothing that a reader could mend.
_ERRORS_ONLY = 3


class OnnxTagger:
    """Finds the spans of both layers; the same passage always gives the same spans."""

    def __init__(self, folder: Path, *, threads: int = THREADS) -> None:
        """Verifies the folder and loads it.

        Raises:
            ModelError: for a folder that is not whole, was changed, or does not fit this code.
            ModuleNotFoundError: without ONNX Runtime or tokenizers.
        """
        artefact = read_artefact(folder)
        self.name = artefact.card.name
        self.version = artefact.card.version
        self.claim_calibration = artefact.tables.calibration.get(CLAIM)
        tokenizer = Tokenizer.from_folder(folder)
        scorer = OnnxScorer(artefact.network, padding=tokenizer.padding, threads=threads)
        self._reader = PassageReader(tokenizer, artefact.tables, scorer.score)

    def tag(self, passages: Sequence[Passage]) -> list[list[ScoredSpan]]:
        return self._reader.read(passages)


class OnnxScorer:
    """A network of the text model, in floats or bytes."""

    def __init__(self, path: Path, *, padding: int, threads: int = THREADS) -> None:
        """Raises ``DamagedModel`` for a file that is no such network."""
        self._session = _open(path)
        self._padding = padding
        self._threads = threads

    def score(self, windows: Sequence[WindowInputs]) -> list[tuple[Floats, ...]]:
        """The emissions of each window, in order."""
        threads = min(self._threads, len(windows))
        if threads < 2:
            return [self._score_window(window) for window in windows]
        # the longest first, so that no core waits long for another at the end
        order = sorted(range(len(windows)), key=lambda number: -len(windows[number].piece_ids))
        with ThreadPoolExecutor(threads) as pool:
            scored = pool.map(self._score_window, [windows[number] for number in order])
            found = dict(zip(order, scored, strict=True))
        return [found[number] for number in range(len(windows))]

    def _score_window(self, window: WindowInputs) -> tuple[Floats, ...]:
        arrays = inputs_to_batch([window], padding=self._padding)
        layers = self._session.run(None, dict(arrays))
        # (batch, chars, tags) with a batch of one
        return tuple(np.asarray(layer[0], dtype=np.float64) for layer in layers)


def _open(path: Path) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = _ERRORS_ONLY
    # beyond this level additions and norms are joined into an operator several times as slow
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_BASIC
    try:
        session = onnxruntime.InferenceSession(
            str(path), sess_options=options, providers=["CPUExecutionProvider"]
        )
    except Exception as error:  # the runtime raises classes of its own, made in C++
        raise DamagedModel(path, "cannot be opened as a network") from error
    if {each.name for each in session.get_inputs()} != set(INPUTS):
        raise DamagedModel(path, "takes other inputs than the text model does")
    return session
