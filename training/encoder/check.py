"""Whether an encoder still means what its source means: vectors of whole sentences.

The source's manner of use: ``query: `` before each sentence, mean of all pieces' vectors, length 1.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer
from transformers import BertModel

Floats = NDArray[np.float32]
PREFIX = "query: "


def text_to_source_ids(
    text: str, tokenizer: Tokenizer, folds: Mapping[str, str], *, begin: int, end: int
) -> list[int]:
    """The pieces' numbers as the source's own tokenizer gives them, with its marks.

    Args:
        folds: of the source's file; runs of blanks become one after folding.
    """
    folded = "".join(folds.get(char, char) for char in PREFIX + text)
    while "  " in folded:
        folded = folded.replace("  ", " ")
    return [begin, *tokenizer.encode(folded, add_special_tokens=False).ids, end]


def ids_to_vectors(model: BertModel, sentences: Sequence[Sequence[int]]) -> Floats:
    """(sentences, hidden): each the mean of its pieces' vectors, of length 1."""
    vectors = []
    for ids in sentences:
        with torch.inference_mode():
            hidden = model(input_ids=torch.tensor([list(ids)])).last_hidden_state[0]
        mean = hidden.mean(dim=0)
        vectors.append((mean / mean.norm()).numpy())
    stacked: Floats = np.stack(vectors)
    return stacked
