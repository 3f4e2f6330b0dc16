"""Windows side by side."""

from __future__ import annotations

import numpy as np

from models.characters import CharacterTable
from models.tags import SPAN_TAGS, TaggedSpan
from models.windows import WindowSize
from tests.models.pieces import FixedTokenizer
from training.dataset.batches import group_to_batch, windows_to_groups
from training.dataset.encode import Encoder, TrainingWindow
from training.dataset.examples import Example

ENCODER = Encoder(FixedTokenizer(), CharacterTable("信息"), WindowSize(20, 4))


def windows(*lengths: int) -> list[TrainingWindow]:
    return [ENCODER.encode(Example("a", "字" * length, ()))[0] for length in lengths]


def test_every_window_is_in_one_group() -> None:
    given = windows(*range(1, 20))
    groups = windows_to_groups(given, most_pieces=60, rng=np.random.default_rng(1))
    assert sorted(id(each) for group in groups for each in group) == sorted(map(id, given))


def test_a_group_has_no_more_pieces_than_allowed_with_padding() -> None:
    groups = windows_to_groups(windows(*range(1, 20)), most_pieces=60, rng=np.random.default_rng(1))
    sizes = [max(len(each.inputs.piece_ids) for each in group) * len(group) for group in groups]
    assert max(sizes) <= 60


def test_a_window_longer_than_that_is_alone() -> None:
    groups = windows_to_groups(windows(18, 18), most_pieces=5, rng=np.random.default_rng(1))
    assert [len(group) for group in groups] == [1, 1]


def test_the_order_follows_from_the_generator() -> None:
    given = windows(*range(1, 20))
    orders = [
        [
            [len(each.inputs.piece_ids) for each in group]
            for group in windows_to_groups(given, most_pieces=40, rng=np.random.default_rng(seed))
        ]
        for seed in (1, 1, 2)
    ]
    assert orders[0] == orders[1] != orders[2]


def test_a_batch_has_tags_for_every_layer() -> None:
    example = Example("a", "信息12条", (TaggedSpan(0, 2, "item"), TaggedSpan(2, 5, "quantity")))
    batch = group_to_batch([*ENCODER.encode(example), *windows(2)], padding=1)
    names = [SPAN_TAGS.names[tag] for tag in batch.tags[0][0]]
    assert names == ["B-item", "E-item", "B-quantity", "I-quantity", "E-quantity"]
    assert list(batch.lengths) == [5, 2]
    assert batch.pieces == 7 + 4


def test_a_span_that_a_window_cuts_is_tagged_up_to_the_cut() -> None:
    example = Example("a", "字" * 36, (TaggedSpan(10, 30, "problem"),))
    first, second = ENCODER.encode(example)
    assert int((first.tags[1] > 0).sum()) == 10
    assert int((second.tags[1] > 0).sum()) == 14
