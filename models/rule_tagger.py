"""The rule baseline behind the tagger's role, on spaCy's blank Chinese pipeline.

spaCy cuts the text into characters and finds the words of the lexicon; ``rules`` does the rest.
What a trained model must beat.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import spacy
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc
from spacy.vocab import Vocab

from models.rules.claim_spans import text_to_claim_spans
from models.rules.lexicon import LEXICON
from models.rules.statements import text_to_statements
from models.rules.text import TaggedText, Word, matches_to_text
from models.tagger import Passage, ScoredSpan


class RuleTagger:
    """Finds the spans of both layers by rules; the same text always gives the same spans."""

    name = "rules"
    version = "2"

    def __init__(self) -> None:
        self._vocab, self._matcher = _words_matcher()
        self._kinds = {self._vocab.strings[kind]: kind for kind in LEXICON}

    def tag(self, passages: Sequence[Passage]) -> list[list[ScoredSpan]]:
        return [self._tag(passage) for passage in passages]

    def _tag(self, passage: Passage) -> list[ScoredSpan]:
        tagged = self.text_to_words(passage.text)
        spans = [*text_to_claim_spans(tagged), *text_to_statements(passage.text, passage.place)]
        return sorted(spans)

    def text_to_words(self, text: str) -> TaggedText:
        """The text with the lexicon's words in it."""
        doc = _text_to_doc(self._vocab, text)
        # a token is a character, so that token indices are offsets
        words = [Word(start, end, self._kinds[key]) for key, start, end in self._matcher(doc)]
        return matches_to_text(text, words)


def _text_to_doc(vocab: Vocab, text: str) -> Doc:
    """One token a character, white space included; the pipeline's own way is slower."""
    return Doc(vocab, words=list(text), spaces=[False] * len(text))


@cache
def _words_matcher() -> tuple[Vocab, PhraseMatcher]:
    """All words of the lexicon; a word in two tables belongs to the first."""
    vocab = spacy.blank("zh").vocab
    matcher = PhraseMatcher(vocab)
    seen: set[str] = set()
    for kind, words in LEXICON.items():
        fresh = [word for word in dict.fromkeys(words) if word not in seen]
        seen.update(fresh)
        matcher.add(kind, [_text_to_doc(vocab, word) for word in fresh])
    return vocab, matcher
