"""A run's best model -> the folder that the tagger loads: int8 network, tokenizer, tables, card.

Exported is nothing that reads otherwise than the model in training: the float network must give its
scores, and the eight-bit one nearly all of its spans, on real sentences.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime

from eval.datasets import Dataset
from eval.runner import Run, run_system
from eval.systems import PipelineSystem
from models import Passage
from models.architecture.text_model import TextModel
from models.artefact import CARD, NETWORK, TABLES, TOKENIZER
from models.calibration import CLAIM
from models.card import ModelCard, Parity
from models.inputs import inputs_to_batch, window_to_inputs
from models.onnx_tagger import OnnxTagger
from models.pieces import PieceTokenizer
from models.reading import ReadingTables
from models.tables_io import json_to_tables, tables_to_json
from models.tags import LAYERS
from models.tokenizer import Tokenizer
from models.windows import pieces_to_windows
from training.metric import scores_to_dev
from training.onnx_export import model_to_onnx
from training.preparation import BEST
from training.quantise import quantise
from training.run import RUN_FILE
from training.sealing import LEAST_AGREEMENT, ExportError, seal
from training.torch_tagger import TorchTagger
from training.trust import fit_claim_calibration, run_to_claim_outcomes

# Float scores of the same network differ by the order of their sums: 1e-5 is usual on scores of up
# to 20, 1e-1 is another network.
_FLOAT_TOLERANCE = 2e-3
LIMITS = (
    "Learned from the annotated documents named under data; not from scanned or foreign texts.",
    "Finds spans only: values, links and claims are composed by the extractor.",
    "Scores are calibrated on development passages of the same origin.",
)


@dataclass(frozen=True, slots=True)
class Exported:
    folder: Path
    card: ModelCard
    parity: Parity
    size: int


def export_run(
    run: Path,
    out: Path,
    *,
    version: str,
    name: str = "text",
    datasets: Sequence[Dataset] = (),
    passages: Sequence[Passage] = (),
) -> Exported:
    """Writes the folder, checked, in one move; one that stands there already is replaced.

    Args:
        datasets: what the exported model is measured on; the figures go into its card.
        passages: real sentences for the parity check; at least one.

    Raises:
        ExportError: for a folder that holds no finished run, another network, too large a folder,
            an ``out`` that holds something else than a model.
    """
    best = run / BEST
    if not (best / TABLES).is_file() or not (run / RUN_FILE).is_file():
        raise ExportError(f"{run} holds no run: gongkai train makes one")
    if out.exists() and not (out / CARD).is_file():
        raise ExportError(f"{out} is there and holds no model: name another folder")
    if not passages:
        raise ExportError("there is no sentence to compare the networks on")
    told = json.loads((run / RUN_FILE).read_text(encoding="utf-8"))
    # torch's own attention is written out in many more steps
    model = TextModel.from_pretrained(best, attn_implementation="eager")
    tables = json_to_tables((best / TABLES).read_text(encoding="utf-8"))
    out.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=out.parent) as scratch:
        folder = Path(scratch) / "model"
        folder.mkdir()
        floats = Path(scratch) / "float.onnx"
        model_to_onnx(model, floats)
        quantise(floats, folder / NETWORK)
        shutil.copyfile(best / TOKENIZER, folder / TOKENIZER)
        shutil.copyfile(best / TABLES, folder / TABLES)
        card = _run_to_card(told, name, version)
        seal(folder, card)
        runs = [run_system(PipelineSystem(OnnxTagger(folder)), each) for each in datasets]
        scores = {each.name: _figures(run) for each, run in zip(datasets, runs, strict=True)}
        tables = _calibrate_claims(folder, tables, datasets, runs)
        seal(folder, card)
        parity = check_parity(model, floats, folder, tables, passages)
        card = card.model_copy(update={"scores": scores, "parity": parity})
        size = seal(folder, card)
        if out.exists():
            shutil.rmtree(out)
        folder.rename(out)
    return Exported(out, card, parity, size)


def _run_to_card(told: dict[str, Any], name: str, version: str) -> ModelCard:
    recipe = told["recipe"]
    return ModelCard(
        name=name,
        version=version,
        made=datetime.now(tz=UTC).date().isoformat(),
        layers=tuple(tags.labels for tags in LAYERS),
        encoder=Path(recipe["model"]["encoder"]).name,
        recipe=recipe["name"],
        run=told["run_digest"],
        data=(*recipe["data"]["train"], *recipe["data"]["reports"]),
        data_digest=told["data_digest"],
        limits=LIMITS,
    )


def _calibrate_claims(
    folder: Path, tables: ReadingTables, datasets: Sequence[Dataset], runs: Sequence[Run]
) -> ReadingTables:
    """The folder's tables with the calibration of claims, by what the network itself has found."""
    pairs = zip(runs, datasets, strict=True)
    fitted = fit_claim_calibration(
        [outcome for run, dataset in pairs for outcome in run_to_claim_outcomes(run, dataset)]
    )
    tables = replace(tables, calibration={**tables.calibration, CLAIM: fitted})
    (folder / TABLES).write_text(tables_to_json(tables), encoding="utf-8")
    return tables


def _figures(run: Run) -> dict[str, float]:
    """How sure a claim is counts in none of them."""
    figures = scores_to_dev(run.scores).figures
    return {name: round(value, 4) for name, value in figures.items()}


def check_parity(
    model: TextModel,
    floats: Path,
    folder: Path,
    tables: ReadingTables,
    passages: Sequence[Passage],
) -> Parity:
    """Raises ``ExportError`` where an exported network is not the model."""
    tokenizer = Tokenizer.from_folder(folder)
    error = _float_error(model, floats, tokenizer, tables, passages)
    if not error <= _FLOAT_TOLERANCE:
        raise ExportError(f"the exported network's scores are off by {error}")
    agreement = _agreement(TorchTagger(model, tokenizer, tables), OnnxTagger(folder), passages)
    if agreement < LEAST_AGREEMENT:
        raise ExportError(f"in eight bits only {agreement:.3f} of the spans stay the same")
    return Parity(
        passages=len(passages), float_error=float(f"{error:.1e}"), agreement=round(agreement, 4)
    )


def _float_error(
    model: TextModel,
    floats: Path,
    tokenizer: PieceTokenizer,
    tables: ReadingTables,
    passages: Sequence[Passage],
) -> float:
    session = onnxruntime.InferenceSession(str(floats), providers=["CPUExecutionProvider"])
    in_training = TorchTagger(model, tokenizer, tables)
    worst = 0.0
    for passage in passages:
        pieces = tokenizer.text_to_pieces(passage.text)
        for window in pieces_to_windows(passage.text, pieces, tables.windows):
            inputs = window_to_inputs(
                passage.text,
                pieces,
                window,
                passage.place,
                tokenizer=tokenizer,
                characters=tables.characters,
            )
            batch = inputs_to_batch([inputs], padding=tokenizer.padding)
            given = session.run(None, dict(batch))
            wanted = in_training.score([inputs])[0]
            for one, other in zip(given, wanted, strict=True):
                worst = max(worst, float(np.abs(one[0] - other).max()))
    return worst


def _agreement(one: TorchTagger, other: OnnxTagger, passages: Sequence[Passage]) -> float:
    """The share of equal spans among those of both, edges and all; 1 where neither finds any."""
    common = total = 0
    for first, second in zip(one.tag(passages), other.tag(passages), strict=True):
        left = {(span.start, span.end, span.label) for span in first}
        right = {(span.start, span.end, span.label) for span in second}
        common += len(left & right)
        total += len(left) + len(right)
    return 2 * common / total if total else 1.0
