from __future__ import annotations

from collections.abc import Iterator, Mapping
from random import Random

import pytest

from eval.layouts.families import FAMILIES
from eval.layouts.noise.catalogue import LEFT_OUT, NOISES, SEVERITIES, load_strengths
from eval.layouts.render.draft import sheet_to_draft
from tests.eval.layouts.sheets import make_sheet


def test_every_noise_of_the_dictionary_is_generated_or_left_out_for_a_reason() -> None:
    every = {f"N{number:02d}" for number in range(1, 54)}
    assert set(NOISES) | set(LEFT_OUT) == every
    assert not set(NOISES) & set(LEFT_OUT)
    assert all(LEFT_OUT.values())


def test_every_noise_has_three_severities() -> None:
    strengths = load_strengths()
    assert set(strengths) == set(NOISES)
    assert all(tuple(entry) == SEVERITIES for entry in strengths.values())


@pytest.mark.parametrize("noise", NOISES.values(), ids=lambda noise: noise.id)
def test_noises_apply_to_known_layouts(noise: object) -> None:
    applies = NOISES[noise.id].applies  # type: ignore[attr-defined]
    assert applies
    assert applies <= set(FAMILIES)


@pytest.mark.parametrize("noise", NOISES.values(), ids=lambda noise: noise.id)
def test_noises_do_one_thing(noise: object) -> None:
    entry = NOISES[noise.id]  # type: ignore[attr-defined]
    assert (entry.sheet is None) != (entry.draft is None)


def test_row_noises_only_strike_text_dumps() -> None:
    for noise in NOISES.values():
        if noise.draft is not None:
            assert {FAMILIES[name].kind for name in noise.applies} == {"text"}


class Watched(Mapping[str, float]):
    """A strength that remembers which of its keys were read."""

    def __init__(self, values: Mapping[str, float]) -> None:
        self._values = values
        self.read: set[str] = set()

    def __getitem__(self, key: str) -> float:
        self.read.add(key)
        return self._values[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)


@pytest.mark.parametrize("name", NOISES)
@pytest.mark.parametrize("severity", SEVERITIES)
def test_every_key_of_the_severities_is_read(name: str, severity: str) -> None:
    noise = NOISES[name]
    watched = Watched(load_strengths()[name][severity])  # type: ignore[index]
    sheet = make_sheet(forms=noise.forms or ("f2021", "f2021"))
    if noise.sheet is not None:
        noise.sheet(sheet, Random(1), watched)
    else:
        assert noise.draft is not None
        noise.draft(sheet_to_draft(sheet, "compact"), sheet.truths, Random(1), watched)
    assert watched.read == set(watched)
