"""Items, channels and periods exchanged for others that stand in the training texts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from numpy.random import Generator

from training.augment.role import Augmenter
from training.dataset.examples import Edit, Example, edit_example

EXCHANGED = ("item", "channel", "period")
# Of the spans of these labels in an example that is changed at all.
_SHARE = 0.3


def examples_to_mentions(examples: Iterable[Example]) -> Mapping[str, Sequence[str]]:
    """Label -> quotes, each as often as it stands; those with line breaks left out."""
    found: dict[str, list[str]] = defaultdict(list)
    for example in examples:
        for span in example.spans:
            quote = example.quote(span)
            if span.label in EXCHANGED and "\n" not in quote:
                found[span.label].append(quote)
    return found


def mentions_to_augmenter(mentions: Mapping[str, Sequence[str]]) -> Augmenter:
    """About a third of an example's mentions drawn anew from the same label's."""

    def exchange(example: Example, rng: Generator) -> Iterator[Example]:
        edits = []
        for span in example.spans:
            known = mentions.get(span.label, ())
            if known and rng.random() < _SHARE:
                edits.append(Edit(span.start, span.end, known[int(rng.integers(len(known)))]))
        yield edit_example(example, edits)

    return exchange
