"""Windows of like length side by side, so that little of a batch is padding."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from models.inputs import Ints, inputs_to_batch, pad
from training.dataset.encode import TrainingWindow

# Batches whose windows are sorted among each other: more leave less padding and mix less.
_BATCHES_A_BUCKET = 8


@dataclass(frozen=True, slots=True)
class Batch:
    """``inputs`` by the names of ``models.inputs``, ``tags`` (batch, chars) for each layer."""

    inputs: Mapping[str, Ints]
    tags: tuple[Ints, ...]
    lengths: Ints

    @property
    def pieces(self) -> int:
        """Word pieces that are no padding."""
        return int(self.inputs["piece_mask"].sum())


def windows_to_groups(
    windows: Sequence[TrainingWindow], *, most_pieces: int, rng: np.random.Generator
) -> list[list[TrainingWindow]]:
    """All windows once, in groups of at most so many pieces with padding, in random order.

    A window longer than that is a group of its own.
    """
    lengths = np.array([len(window.inputs.piece_ids) for window in windows])
    order = rng.permutation(len(windows))
    a_batch = max(1, int(most_pieces / max(1.0, lengths.mean()))) if len(windows) else 1
    bucket = a_batch * _BATCHES_A_BUCKET
    groups: list[list[TrainingWindow]] = []
    for start in range(0, len(order), bucket):
        chosen = sorted(order[start : start + bucket], key=lambda number: int(lengths[number]))
        groups.extend(_fill(chosen, lengths, windows, most_pieces))
    return [groups[number] for number in rng.permutation(len(groups))]


def _fill(
    order: Sequence[int], lengths: Ints, windows: Sequence[TrainingWindow], most_pieces: int
) -> Iterator[list[TrainingWindow]]:
    group: list[int] = []
    for number in order:
        if group and int(lengths[number]) * (len(group) + 1) > most_pieces:
            yield [windows[each] for each in group]
            group = []
        group.append(number)
    if group:
        yield [windows[each] for each in group]


def group_to_batch(group: Sequence[TrainingWindow], *, padding: int) -> Batch:
    """The arrays of one step."""
    return Batch(
        inputs_to_batch([window.inputs for window in group], padding=padding),
        tuple(
            pad([window.tags[layer] for window in group], 0) for layer in range(len(group[0].tags))
        ),
        np.array([len(window.inputs.char_ids) for window in group], dtype=np.int64),
    )
