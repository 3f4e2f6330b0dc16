"""The augmenters by the names that recipes call them, in the order in which they are applied."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

import numpy as np

from training.augment.mentions import examples_to_mentions, mentions_to_augmenter
from training.augment.names import rename_agency
from training.augment.noise import damage
from training.augment.numbers import redraw_numbers
from training.augment.role import Augmenter
from training.augment.script import to_traditional
from training.augment.stretches import forget_place, take_stretch
from training.augment.units import swap_units
from training.dataset.examples import Example

# name -> what makes the augmenter of the training texts
AUGMENTERS: Mapping[str, Callable[[Sequence[Example]], Augmenter]] = {
    "stretches": lambda _: take_stretch,
    "mentions": lambda examples: mentions_to_augmenter(examples_to_mentions(examples)),
    "names": lambda _: rename_agency,
    "numbers": lambda _: redraw_numbers,
    "units": lambda _: swap_units,
    "script": lambda _: to_traditional,
    "noise": lambda _: damage,
    "places": lambda _: forget_place,
}


def augment(
    examples: Iterable[Example],
    augmenters: Sequence[tuple[Augmenter, float]],
    *,
    seed: Sequence[int],
) -> Iterator[Example]:
    """Each example through the augmenters, each applied with its probability.

    Args:
        seed: numbers that fix the draws; with the example's own number they make a generator, so
            that an example is augmented alike whatever stands before it.
    """
    for number, example in enumerate(examples):
        rng = np.random.default_rng([*seed, number])
        found = [example]
        for augmenter, share in augmenters:
            if rng.random() < share:
                found = [made for each in found for made in augmenter(each, rng)]
        yield from found
