"""Augmenters change what they say they change, and every span stays on its own words."""

from __future__ import annotations

import re
from collections.abc import Callable

import numpy as np
import pytest

from models.tags import TaggedSpan
from training.augment.mentions import examples_to_mentions, mentions_to_augmenter
from training.augment.names import rename_agency
from training.augment.noise import damage
from training.augment.numbers import redraw_numbers
from training.augment.role import Augmenter
from training.augment.script import to_traditional
from training.augment.stretches import forget_place, take_stretch
from training.augment.table import AUGMENTERS, augment
from training.augment.units import swap_units
from training.dataset.examples import Example
from training.dataset.projection import project

TEXT = (
    "2023年，云澜市水务局通过门户网站发布信息1,271条，召开发布会两次。"
    "“云澜水务”公众号推送图文86篇。\n一是力量不足。下一步，将加强培训。"
)
QUOTES = (
    ("2023年", "period"), ("门户网站", "channel"), ("信息", "item"), ("1,271条", "quantity"),
    ("发布会", "item"), ("两次", "quantity"), ("“云澜水务”公众号", "channel"), ("图文", "item"),
    ("86篇", "quantity"), ("力量不足", "problem"), ("下一步，将加强培训", "commitment"),
)  # fmt: skip


def example() -> Example:
    spans = [
        TaggedSpan(TEXT.index(quote), TEXT.index(quote) + len(quote), label)  # type: ignore[arg-type]
        for quote, label in QUOTES
    ]
    return Example("a", TEXT, tuple(sorted(spans)), "overview", "云澜市水务局")


def quotes(found: Example, label: str) -> list[str]:
    return [found.quote(span) for span in found.spans if span.label == label]


def once(augmenter: Augmenter, seed: int) -> Example:
    (found,) = augmenter(example(), np.random.default_rng(seed))
    return found


@pytest.mark.parametrize("seed", range(20))
def test_numbers_keep_their_form(seed: int) -> None:
    found = once(redraw_numbers, seed)
    first, second, third = quotes(found, "quantity")
    assert re.fullmatch(r"\d{1,3}(,\d{3})*条", first)
    assert re.fullmatch(r"[一两三四五六七八九]次", second)
    assert re.fullmatch(r"\d{1,3}篇", third)
    assert re.fullmatch(r"20[012]\d年", quotes(found, "period")[0])
    assert quotes(found, "item") == ["信息", "发布会", "图文"]


def test_figures_have_a_digit_more_or_less() -> None:
    lengths = {len(quotes(once(redraw_numbers, seed), "quantity")[2]) for seed in range(40)}
    assert lengths == {2, 3, 4}


def test_units_stay_in_their_class() -> None:
    found = [quotes(once(swap_units, seed), "quantity") for seed in range(40)]
    assert {each[0][:5] for each in found} == {"1,271"}
    assert {each[0][5:] for each in found} <= {"条", "篇", "则", "余条", "条次"}
    assert len({each[2] for each in found}) > 2


def test_the_place_of_an_agency_changes_everywhere() -> None:
    found = once(rename_agency, 1)
    assert "云澜" not in found.text
    place = re.search(r"，(.{2})市水务局", found.text)
    assert place is not None
    assert quotes(found, "channel")[1] == f"“{place[1]}水务”公众号"


def test_mentions_come_from_the_training_texts() -> None:
    other = Example("b", "微信平台", (TaggedSpan(0, 4, "channel"),))
    exchange = mentions_to_augmenter(examples_to_mentions([other]))
    found = [quotes(once(exchange, seed), "channel")[0] for seed in range(20)]
    assert set(found) == {"门户网站", "微信平台"}


def test_traditional_characters_come_back_as_simplified_ones() -> None:
    found = once(to_traditional, 1)
    assert "發佈" in found.text or "發布" in found.text
    assert quotes(project(found).example, "channel")[0] == "门户网站"


@pytest.mark.parametrize("seed", range(30))
def test_most_damage_is_undone_by_the_normalisation_of_extraction(seed: int) -> None:
    found = project(once(damage, seed))
    assert found.lost == ()
    clean = project(example()).example
    assert quotes(found.example, "quantity") == quotes(clean, "quantity")
    assert quotes(found.example, "item") == quotes(clean, "item")


def test_damage_is_done() -> None:
    assert len({once(damage, seed).text for seed in range(30)}) > 10


@pytest.mark.parametrize("seed", range(30))
def test_a_stretch_holds_whole_spans(seed: int) -> None:
    found = once(take_stretch, seed)
    assert found.text in TEXT
    known = dict(QUOTES)
    assert all(known[found.quote(span)] == span.label for span in found.spans)


def test_stretches_differ() -> None:
    assert len({once(take_stretch, seed).text for seed in range(30)}) > 1


def test_a_forgotten_place_is_unknown() -> None:
    assert once(forget_place, 1).place == "unknown"


@pytest.mark.parametrize("name", AUGMENTERS)
def test_the_same_generator_draws_the_same(name: str) -> None:
    make: Callable[..., Augmenter] = AUGMENTERS[name]
    augmenter = make([example()])
    assert once(augmenter, 7) == once(augmenter, 7)


@pytest.mark.parametrize("name", AUGMENTERS)
@pytest.mark.parametrize("seed", range(10))
def test_spans_stay_sorted_and_inside(name: str, seed: int) -> None:
    found = once(AUGMENTERS[name]([example()]), seed)
    assert list(found.spans) == sorted(found.spans)
    assert all(0 <= span.start < span.end <= len(found.text) for span in found.spans)


def test_an_example_is_augmented_alike_whatever_stands_before_it() -> None:
    augmenters = [(redraw_numbers, 0.5), (damage, 0.5)]
    both = list(augment([example(), example()], augmenters, seed=(1, 2)))
    again = list(augment([example(), example()], augmenters, seed=(1, 2)))
    later = list(augment([example(), example()], augmenters, seed=(1, 3)))
    assert both == again
    assert both != later


def test_a_share_of_nothing_changes_nothing() -> None:
    assert list(augment([example()], [(damage, 0.0)], seed=(1,))) == [example()]
