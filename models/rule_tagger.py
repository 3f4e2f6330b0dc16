"""The rule baseline behind the tagger's role, on spaCy's blank Chinese pipeline.

spaCy cuts the text into characters and finds the words of the lexicon; ``rules`` does the rest.
What a trained model must beat.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import spacy
from spacy.language import Language
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc

from models.rules.claim_spans import text_to_claim_spans
from models.rules.lexicon import LEXICON
from models.rules.statements import text_to_statements
from models.rules.text import TaggedText, Word, matches_to_text
from models.tagger import Passage, ScoredSpan

# Longer than any report; a passage beyond it is refused by spaCy's own limit.
_LONGEST_PASSAGE = 50_000_000


class RuleTagger:
    """Finds the spans of both layers by rules; the same text always gives the same spans."""

    name = "rules"
    version = "1"

    def __init__(self) -> None:
        self._nlp, self._matcher = _words_pipeline()
        self._kinds = {self._nlp.vocab.strings[kind]: kind for kind in LEXICON}

    def tag(self, passages: Sequence[Passage]) -> list[list[ScoredSpan]]:
        return [self._tag(passage) for passage in passages]

    def _tag(self, passage: Passage) -> list[ScoredSpan]:
        tagged = self.text_to_words(passage.text)
        spans = [*text_to_claim_spans(tagged), *text_to_statements(passage.text, passage.place)]
        return sorted(spans)

    def text_to_words(self, text: str) -> TaggedText:
        """The text with the lexicon's words in it."""
        doc = _text_to_doc(self._nlp, text)
        # a token is a character, so that token indices are offsets
        words = [Word(start, end, self._kinds[key]) for key, start, end in self._matcher(doc)]
        return matches_to_text(text, words)


def _text_to_doc(nlp: Language, text: str) -> Doc:
    """One token a character, white space included; the pipeline's own way is slower."""
    return Doc(nlp.vocab, words=list(text), spaces=[False] * len(text))


@cache
def _words_pipeline() -> tuple[Language, PhraseMatcher]:
    """Character tokens and a matcher of all words; a word in two tables belongs to the first."""
    nlp = spacy.blank("zh")
    nlp.max_length = _LONGEST_PASSAGE
    matcher = PhraseMatcher(nlp.vocab)
    seen: set[str] = set()
    for kind, words in LEXICON.items():
        fresh = [word for word in dict.fromkeys(words) if word not in seen]
        seen.update(fresh)
        matcher.add(kind, [_text_to_doc(nlp, word) for word in fresh])
    return nlp, matcher
