"""The file of a linear model: what was written comes back, what is damaged is refused."""

from __future__ import annotations

import hashlib
import importlib
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from zlib import crc32

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extraction.linear_classes import (
    LAYOUT,
    LinearClasses,
    WeightsError,
    load_weights,
    rows_to_bytes,
)

ROWS = {crc32(b"a"): [(0, 5), (1, -2)], crc32(b"b"): [(1, 4)], crc32(b"c"): [(2, 3)]}
PACKAGE = "weights_of_a_test"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A package with one model of three classes."""
    package = tmp_path / PACKAGE
    package.mkdir()
    (package / "__init__.py").touch()
    monkeypatch.syspath_prepend(tmp_path)
    importlib.invalidate_caches()
    write(package, rows_to_bytes(ROWS))
    yield package
    sys.modules.pop(PACKAGE, None)


def write(package: Path, data: bytes, **changes: object) -> None:
    card = {
        "layout": LAYOUT,
        "features": 7,
        "sha256": hashlib.sha256(data).hexdigest(),
        "rows": len(ROWS),
        "classes": ["one", "two", "three"],
    }
    (package / "model.bin").write_bytes(data)
    (package / "model.json").write_text(json.dumps(card | changes), encoding="utf-8")


def load() -> LinearClasses:
    return load_weights(PACKAGE, "model", features=7)


@pytest.mark.parametrize(
    ("features", "best"),
    [("a", "one"), ("ab", "one"), ("b", "two"), ("c", "three"), ("", "one"), ("x", "one")],
)
def test_the_highest_sum_wins_and_of_equal_ones_the_first(
    folder: Path, features: str, best: str
) -> None:
    assert load().best(features) == best


def test_sums_are_those_of_the_weights(folder: Path) -> None:
    assert load().sums("abx") == ([5, 2, 0], 2)
    assert load().sums("a") == ([5, -2, 0], 1)


def test_what_is_written_is_what_is_read(folder: Path) -> None:
    assert {key: list(row) for key, row in load().rows.items()} == ROWS


@given(
    st.dictionaries(
        st.integers(0, 2**32 - 1),
        st.lists(st.tuples(st.integers(0, 254), st.integers(-127, 127)), min_size=1, max_size=8),
        max_size=12,
    )
)
def test_the_file_has_five_bytes_a_row_and_two_a_weight(
    rows: dict[int, list[tuple[int, int]]],
) -> None:
    assert len(rows_to_bytes(rows)) == 5 * len(rows) + 2 * sum(map(len, rows.values()))


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"sha256": "0" * 64}, "not the file that its card names"),
        ({"features": 6}, "train the classes anew"),
        ({"layout": LAYOUT + 1}, "train the classes anew"),
        ({"rows": 99}, "cut short"),
        ({"rows": 1}, "cut short"),
        ({"rows": 0}, "does not hold what its card says"),
        ({"classes": ["one", "two"]}, "does not hold what its card says"),
        ({"rows": None}, "cannot be read"),
    ],
)
def test_a_card_that_does_not_fit_is_refused(
    folder: Path, changes: dict[str, object], fault: str
) -> None:
    write(folder, rows_to_bytes(ROWS), **changes)
    with pytest.raises(WeightsError, match=fault):
        load()


def test_altered_weights_are_refused(folder: Path) -> None:
    data = bytearray(rows_to_bytes(ROWS))
    data[-1] ^= 1
    (folder / "model.bin").write_bytes(bytes(data))
    with pytest.raises(WeightsError, match="not the file"):
        load()


def test_features_out_of_order_are_refused(folder: Path) -> None:
    data = bytearray(rows_to_bytes(ROWS))
    data[0:4], data[4:8] = data[4:8], data[0:4]
    write(folder, bytes(data))
    with pytest.raises(WeightsError, match="out of order"):
        load()


@pytest.mark.parametrize("name", ["model.bin", "model.json"])
def test_a_missing_file_is_refused(folder: Path, name: str) -> None:
    (folder / name).unlink()
    with pytest.raises(WeightsError, match="cannot be read"):
        load()
