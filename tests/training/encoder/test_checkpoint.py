from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="needs torch (extra train)")
transformers = pytest.importorskip("transformers", reason="needs transformers (extra train)")

from models.tokenizer import Tokenizer  # noqa: E402
from tests.training.encoder.builder import (  # noqa: E402
    PIECES,
    encoder_tensors,
    make_q4_file,
    make_vocabulary,
)
from training.encoder.check import (  # noqa: E402
    ids_to_vectors,
    text_to_source_ids,
)
from training.encoder.checkpoint import (  # noqa: E402
    EncoderConfig,
    build_checkpoint,
    keep_rows,
)
from training.encoder.errors import UnreadableSource  # noqa: E402
from training.encoder.q4_file import Q4File, read_q4_file  # noqa: E402
from training.encoder.sources import EncoderSource, q4_to_model  # noqa: E402
from training.encoder.unigram import vocabulary_to_source_tokenizer  # noqa: E402

pytestmark = pytest.mark.torch

KEPT = ["<s>", "<pad>", "</s>", "<unk>", *"▁信息公开12,a", "信息"]


def q4_file(folder: Path, without: str = "") -> Q4File:
    tensors = {name: each for name, each in encoder_tensors().items() if name != without}
    path = folder / "weights.bin"
    path.write_bytes(make_q4_file(tensors))
    return read_q4_file(path)


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A local folder as a Hugging Face checkpoint: a tiny BERT and its tokenizer."""
    folder = tmp_path / "source"
    model = q4_to_model(q4_file(tmp_path))
    model.save_pretrained(folder)
    tokenizer = vocabulary_to_source_tokenizer(make_vocabulary())
    wrapped = transformers.PreTrainedTokenizerFast(
        tokenizer_object=tokenizer, unk_token="<unk>", pad_token="<pad>"
    )
    wrapped.save_pretrained(folder)
    return folder


def test_weights_of_the_4_bit_file_stand_where_bert_has_them(tmp_path: Path) -> None:
    file = q4_file(tmp_path)
    model = q4_to_model(file)
    words = model.embeddings.word_embeddings.weight.detach().numpy()
    assert np.array_equal(words, file.tensor("emb.word").reshape(17, 32))
    query = model.encoder.layer[0].attention.self.query.weight.detach().numpy()
    assert np.array_equal(query, file.tensor("l0.q.w").reshape(32, 32))
    assert not model.training


def test_a_4_bit_file_without_a_tensor_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableSource, match=r"l0\.fo\.w"):
        q4_to_model(q4_file(tmp_path, without="l0.fo.w"))


def test_rows_are_kept_in_the_order_asked_for(tmp_path: Path) -> None:
    model = q4_to_model(q4_file(tmp_path))
    before = model.embeddings.word_embeddings.weight.detach().clone()
    pruned = keep_rows(model, (0, 1, 3, 7), make_vocabulary())
    assert torch.equal(pruned.embeddings.word_embeddings.weight, before[[0, 1, 3, 7]])
    assert pruned.config.vocab_size == 4


def test_a_local_folder_becomes_a_checkpoint(source: Path, tmp_path: Path) -> None:
    config = EncoderConfig(source=EncoderSource(str(source)), pieces=0)
    told = build_checkpoint(config, ["信息12ab"], tmp_path / "base")
    model = transformers.BertModel.from_pretrained(tmp_path / "base", add_pooling_layer=False)
    tokenizer = Tokenizer.from_folder(tmp_path / "base")
    assert model.config.vocab_size == len(tokenizer) == len(KEPT) + 1 == told["vocabulary"]["kept"]
    assert told["vocabulary"]["before"] == len(PIECES)
    assert told["source"] == str(source)


def test_pruning_changes_no_vector_of_a_text(source: Path, tmp_path: Path) -> None:
    config = EncoderConfig(source=EncoderSource(str(source)), pieces=0)
    build_checkpoint(config, ["信息,公"], tmp_path / "base")
    whole = transformers.BertModel.from_pretrained(source, add_pooling_layer=False).eval()
    pruned = transformers.BertModel.from_pretrained(tmp_path / "base", add_pooling_layer=False)
    tokenizer = Tokenizer.from_folder(tmp_path / "base")
    ids = [tokenizer.first, *tokenizer.text_to_pieces("信息,公").ids, tokenizer.last]
    before = [0, *(PIECES.index(piece) for piece in ("信息", ",", "公")), 2]
    assert np.allclose(
        ids_to_vectors(pruned.eval(), [ids]), ids_to_vectors(whole, [before]), atol=1e-6
    )


def test_the_provenance_is_written_with_the_digests_of_the_files(
    source: Path, tmp_path: Path
) -> None:
    told = build_checkpoint(EncoderConfig(EncoderSource(str(source))), [], tmp_path / "base")
    written = json.loads((tmp_path / "base" / "provenance.json").read_text(encoding="utf-8"))
    assert written == told
    assert set(written["files"]) == {"config.json", "model.safetensors", "tokenizer.json"}
    assert written["licence"] == "MIT"


def test_a_folder_that_is_no_model_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableSource, match="cannot be loaded"):
        build_checkpoint(EncoderConfig(EncoderSource(str(tmp_path))), [], tmp_path / "base")


def test_source_ids_have_prefix_folds_and_marks() -> None:
    tokenizer = vocabulary_to_source_tokenizer(make_vocabulary())
    ids = text_to_source_ids("信息，", tokenizer, {"，": ","}, begin=0, end=2)
    assert ids[0] == 0
    assert [PIECES[number] for number in ids[-3:]] == ["信息", ",", "</s>"]
    assert ids.count(PIECES.index("▁")) == 2
