"""An encoder of a few hundred weights with a tokenizer of single characters, in a folder."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest

from models.tokenizer import FIRST, LAST, PADDING, TOKENIZER_FILE, UNKNOWN

torch = pytest.importorskip("torch", reason="torch belongs to the extra train")
tokenizers = pytest.importorskip("tokenizers", reason="tokenizers belongs to the extra train")


def texts_to_encoder(texts: Iterable[str], folder: Path) -> Path:
    """A random Bert over the characters of the texts, the same every time."""
    from transformers import BertConfig, BertModel  # noqa: PLC0415 - heavy and optional

    marks = [FIRST, PADDING, LAST, UNKNOWN]
    characters = sorted({char for text in texts for char in text if not char.isspace()})
    numbers = {name: number for number, name in enumerate([*marks, *characters])}
    inner = tokenizers.Tokenizer(tokenizers.models.WordLevel(numbers, unk_token=UNKNOWN))
    inner.pre_tokenizer = tokenizers.pre_tokenizers.Sequence(
        [
            tokenizers.pre_tokenizers.Split(" ", "removed"),
            tokenizers.pre_tokenizers.Split(tokenizers.Regex("."), "isolated"),
        ]
    )
    folder.mkdir(parents=True, exist_ok=True)
    inner.save(str(folder / TOKENIZER_FILE))
    torch.manual_seed(0)
    config = BertConfig(
        vocab_size=len(numbers),
        hidden_size=32,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=48,
        max_position_embeddings=512,
    )
    BertModel(config, add_pooling_layer=False).save_pretrained(folder)
    return folder
