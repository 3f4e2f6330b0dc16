"""Writes the folder that training starts from: a BertModel whose vocabulary was pruned.

``config.json`` and ``model.safetensors`` load with ``BertModel.from_pretrained`` (there is no
pooler), ``tokenizer.json`` with ``models.tokenizer``; ``provenance.json`` says where the weights
come from and what was dropped.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import torch
from transformers import BertModel

from models.tokenizer import TOKENIZER_FILE
from training.encoder.pruning import prune, pruned_tokenizer
from training.encoder.q4_file import UnigramVocabulary
from training.encoder.sources import Encoder, EncoderSource, source_to_encoder
from training.encoder.unigram import Cut
from training.encoder.vocabulary import Pruning

PROVENANCE_FILE = "provenance.json"


@dataclass(frozen=True, slots=True)
class EncoderConfig:
    """What a recipe says about the encoder.

    Attributes:
        pieces: word pieces to keep at most, see ``vocabulary``. All Chinese ones are within
            15,600; each 1,000 more are 0.4 MB of the int8 model and 1.5 MB of the checkpoint.
        cut: where pieces end at least.
    """

    source: EncoderSource = field(default_factory=EncoderSource)
    pieces: int = 20_000
    cut: Cut = Cut.NUMBERS


def build_checkpoint(config: EncoderConfig, texts: Iterable[str], folder: Path) -> dict[str, Any]:
    """Builds the encoder into the folder and returns its provenance.

    Args:
        texts: what the vocabulary must read as well as before; nothing of them is stored.

    Raises:
        UnreadableSource: where the source is not what it should be.
    """
    encoder = source_to_encoder(config.source)
    pruning = prune(encoder.vocabulary, texts, cut=config.cut, budget=config.pieces)
    model = keep_rows(encoder.model, pruning.kept, encoder.vocabulary)
    folder.mkdir(parents=True, exist_ok=True)
    model.save_pretrained(folder)
    pruned_tokenizer(encoder.vocabulary, pruning, config.cut).save(str(folder / TOKENIZER_FILE))
    provenance = _provenance(config, encoder, pruning, folder)
    (folder / PROVENANCE_FILE).write_text(
        json.dumps(provenance, ensure_ascii=False, indent=2) + "\n", encoding="utf-8"
    )
    return provenance


def keep_rows(model: BertModel, kept: tuple[int, ...], vocabulary: UnigramVocabulary) -> BertModel:
    """The same encoder with these rows of its word embedding, in this order."""
    rows = model.embeddings.word_embeddings.weight.detach()[torch.tensor(kept)].clone()
    model.resize_token_embeddings(len(kept), mean_resizing=False)
    padding = kept.index(vocabulary.padding)
    model.config.pad_token_id = padding
    embedding = model.embeddings.word_embeddings
    embedding.padding_idx = padding
    with torch.no_grad():
        embedding.weight.copy_(rows)
    return model


def _provenance(
    config: EncoderConfig, encoder: Encoder, pruning: Pruning, folder: Path
) -> dict[str, Any]:
    before = len(encoder.vocabulary.pieces)
    return {
        **encoder.origin,
        "vocabulary": {
            "before": before,
            "kept": len(pruning.kept),
            "dropped": before - len(pruning.kept),
            "tiers": {name: {"kept": k, "of": n} for name, (k, n) in pruning.tiers.items()},
            "cut": config.cut.value,
        },
        "files": {
            name: hashlib.sha256((folder / name).read_bytes()).hexdigest()
            for name in ("config.json", "model.safetensors", TOKENIZER_FILE)
        },
    }
