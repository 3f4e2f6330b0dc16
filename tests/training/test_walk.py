"""Train, export, load by the path of the folder, tag: all that a model goes through."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="torch belongs to the extra train")
pytest.importorskip("onnxscript", reason="onnxscript belongs to the extra train")
pytest.importorskip("onnxruntime", reason="onnxruntime belongs to the extra train")
pytest.importorskip("matplotlib", reason="matplotlib belongs to the extra train")
pytest.importorskip("datasets", reason="datasets belongs to the extra train")

from eval.datasets import name_to_dataset  # noqa: E402 - after the checks above
from extraction import extract  # noqa: E402
from extraction.bulk import (  # noqa: E402
    BulkInputs,
    BulkSettings,
    WorkerSettings,
    folder_to_records,
    run_bulk,
)
from models import DamagedModel, Passage, load_tagger, tagger_to_digest  # noqa: E402
from models.artefact import NETWORK, read_artefact, write_checksums  # noqa: E402
from models.onnx_tagger import OnnxTagger  # noqa: E402
from tests.training.builder import texts_to_encoder  # noqa: E402
from tests.training.store import texts, write_tiny_store  # noqa: E402
from training.config import read_recipe  # noqa: E402
from training.export import Exported, ExportError, export_run  # noqa: E402
from training.run import run_recipe  # noqa: E402
from training.train_command import RECIPES  # noqa: E402

pytestmark = pytest.mark.torch

PASSAGES = [Passage(text, "overview") for text in texts()]


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Long enough for the tiny model to know its four passages."""
    folder = tmp_path_factory.mktemp("walk")
    store = write_tiny_store(folder / "store")
    encoder = texts_to_encoder(texts(), folder / "encoder")
    recipe = read_recipe(RECIPES / "tiny.toml")
    loop = replace(recipe.loop, epochs=60, evaluate_every=60, checkpoint_every=60)
    optimiser = replace(recipe.optimiser, encoder_rate=2e-3, head_rate=2e-2)
    run_recipe(
        replace(recipe, loop=loop, optimiser=optimiser, augment={}),
        folder / "run",
        store=store,
        encoder=encoder,
        datasets=[name_to_dataset("authored-dev", gold=store)],
    )
    return folder / "run"


@pytest.fixture(scope="module")
def exported(run: Path) -> Exported:
    store = run.parent / "store"
    return export_run(
        run,
        run.parent / "model",
        version="0.1",
        passages=PASSAGES,
        datasets=[name_to_dataset("authored-dev", gold=store)],
    )


def test_the_float_network_gives_the_scores_of_the_model(exported: Exported) -> None:
    assert exported.parity.float_error < 1e-4
    assert exported.parity.passages == len(PASSAGES)


def test_the_folder_is_whole_and_says_what_it_is(exported: Exported) -> None:
    artefact = read_artefact(exported.folder)
    assert artefact.card.recipe == "tiny"
    assert artefact.card.scores["authored-dev"]["quantity"] == 1.0
    assert {path.name for path in exported.folder.iterdir()} == {
        "card.json",
        "model.onnx",
        "tokenizer.json",
        "tables.json",
        "SHA256SUMS",
    }


def test_the_loaded_model_tags_what_was_learned(exported: Exported) -> None:
    tagger = load_tagger(str(exported.folder))
    assert (tagger.name, tagger.version) == ("text", "0.1")
    text = "全年发布信息48条。"
    (spans,) = tagger.tag([Passage(text, "overview")])
    assert [(text[span.start : span.end], span.label) for span in spans] == [
        ("信息", "item"),
        ("48条", "quantity"),
    ]
    assert all(0 < span.score < 1 for span in spans)


def test_neighbours_change_nothing(exported: Exported) -> None:
    tagger = load_tagger(str(exported.folder))
    long = Passage("全年发布信息48条。" * 40)
    assert tagger.tag([PASSAGES[0], long])[0] == tagger.tag([PASSAGES[0]])[0]


def test_threads_change_nothing(exported: Exported) -> None:
    one = load_tagger(str(exported.folder), threads=1)
    two = load_tagger(str(exported.folder), threads=2)
    assert one is not two
    assert one.tag(PASSAGES) == two.tag(PASSAGES)


def test_a_bulk_run_gives_the_records_of_single_extractions(
    exported: Exported, tmp_path: Path
) -> None:
    """In batches over reports, sorted by length, with repeated passages."""
    paths = [tmp_path / "in" / f"{number}.txt" for number in range(6)]
    paths[0].parent.mkdir()
    for number, path in enumerate(paths):
        head = f"云澜市水务局{2019 + number}年政府信息公开工作年度报告\n一、总体情况\n"
        body = "全年发布信息48条。\n" * (1 + number % 3) + texts()[number % len(texts())]
        path.write_text(head + body, encoding="utf-8")
    reader = WorkerSettings(tagger=str(exported.folder))
    settings = BulkSettings(workers=2, chunk_reports=3, formats=("jsonl",), worker=reader)
    run_bulk(BulkInputs((str(paths[0].parent),)), tmp_path / "out", settings)
    tagger = load_tagger(str(exported.folder))
    alone = [extract(path, tagger=tagger) for path in paths]
    assert list(folder_to_records(tmp_path / "out")) == alone
    assert {record.model and record.model.sha256 for record in alone} == {tagger_to_digest(tagger)}
    assert any(record.claims for record in alone)


def test_the_number_of_cores_changes_nothing(exported: Exported) -> None:
    passages = [*PASSAGES, Passage("全年发布信息48条。" * 40), Passage("")]
    found = [OnnxTagger(exported.folder, threads=threads).tag(passages) for threads in (1, 2, 5)]
    assert found[0] == found[1] == found[2]
    assert any(found[0])


def test_what_is_in_the_folder_is_no_network(exported: Exported, tmp_path: Path) -> None:
    folder = tmp_path / "model"
    folder.mkdir()
    for path in exported.folder.iterdir():
        (folder / path.name).write_bytes(path.read_bytes())
    (folder / NETWORK).write_bytes(b"no network")
    with pytest.raises(DamagedModel, match="SHA256SUMS"):
        OnnxTagger(folder)
    write_checksums(folder)
    with pytest.raises(DamagedModel, match="cannot be opened"):
        OnnxTagger(folder)


def test_bytes_are_near_the_floats_they_stand_for() -> None:
    onnx = pytest.importorskip("onnx")
    from training.quantise import quantise_embeddings  # noqa: PLC0415 - needs onnx

    rng = np.random.default_rng(1)
    rows = (rng.normal(size=(100, 8)) * rng.uniform(0.01, 100, (100, 1))).astype(np.float32)
    graph = onnx.helper.make_graph(
        [onnx.helper.make_node("Gather", ["rows", "ids"], ["out"], axis=0)],
        "lookup",
        [onnx.helper.make_tensor_value_info("ids", onnx.TensorProto.INT64, [None])],
        [onnx.helper.make_tensor_value_info("out", onnx.TensorProto.FLOAT, [None, 8])],
        [onnx.numpy_helper.from_array(rows, "rows")],
    )
    network = onnx.helper.make_model(graph, opset_imports=[onnx.helper.make_opsetid("", 18)])
    network.ir_version = 9
    quantise_embeddings(network)
    session = pytest.importorskip("onnxruntime").InferenceSession(network.SerializeToString())
    (found,) = session.run(None, {"ids": np.arange(100)})
    assert np.abs(found - rows).max(axis=1) == pytest.approx(
        np.zeros(100), abs=float(np.abs(rows).max() / 127)
    )
    assert (np.abs(found - rows).max(axis=1) <= np.abs(rows).max(axis=1) / 253).all()


@pytest.mark.parametrize("passages", [[]])
def test_without_a_sentence_there_is_no_export(
    run: Path, tmp_path: Path, passages: list[Passage]
) -> None:
    with pytest.raises(ExportError, match="no sentence"):
        export_run(run, tmp_path / "model", version="1", passages=passages)


def test_a_folder_without_a_run_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="holds no run"):
        export_run(tmp_path, tmp_path / "model", version="1", passages=PASSAGES)
