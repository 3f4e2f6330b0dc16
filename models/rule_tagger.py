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
        doc = self._nlp.make_doc(text)
        starts: list[int] = doc.to_array("IDX").tolist()
        lengths: list[int] = doc.to_array("LENGTH").tolist()
        words = [
            Word(starts[first], starts[last - 1] + lengths[last - 1], self._kinds[key])
            for key, first, last in self._matcher(doc)
        ]
        return matches_to_text(text, words)


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
        matcher.add(kind, [nlp.make_doc(word) for word in fresh])
    return nlp, matcher
