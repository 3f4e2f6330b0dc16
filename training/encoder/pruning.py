"""A vocabulary before and after pruning, and the tokenizers of both.

Cuts texts by the whole vocabulary, to know what they use. Knows no weights and no torch.
"""

from __future__ import annotations

from collections.abc import Iterable

from tokenizers import Tokenizer

from models.tokenizer import fold
from training.encoder.q4_file import UnigramVocabulary
from training.encoder.unigram import Cut, cut_to_splitter, pieces_to_tokenizer
from training.encoder.vocabulary import Pruning, choose_pieces, seen_pieces


def prune(vocabulary: UnigramVocabulary, texts: Iterable[str], *, cut: Cut, budget: int) -> Pruning:
    """Cuts the texts by the whole vocabulary and chooses what to keep of it."""
    whole = whole_tokenizer(vocabulary, cut)
    found = (whole.encode(fold(text), add_special_tokens=False).tokens for text in texts)
    return choose_pieces(
        vocabulary,
        seen=seen_pieces(vocabulary, found),
        splitter=cut_to_splitter(cut),
        budget=budget,
    )


def whole_tokenizer(vocabulary: UnigramVocabulary, cut: Cut) -> Tokenizer:
    """The shipped way to cut, with every piece of the source."""
    scored = list(zip(vocabulary.pieces, vocabulary.scores, strict=True))
    return pieces_to_tokenizer(scored, unknown=vocabulary.unknown, cut=cut)


def pruned_tokenizer(vocabulary: UnigramVocabulary, pruning: Pruning, cut: Cut) -> Tokenizer:
    """The shipped tokenizer; numbers are those of the pruned rows."""
    scored = [(vocabulary.pieces[number], vocabulary.scores[number]) for number in pruning.kept]
    unknown = pruning.kept.index(vocabulary.unknown)
    return pieces_to_tokenizer(scored, unknown=unknown, cut=cut)
