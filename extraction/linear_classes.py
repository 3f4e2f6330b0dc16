"""A linear model's weights as a file: hashed features, each with the few classes it speaks for.

``NAME.bin`` holds whole numbers only, so that the same facts get the same class on every machine;
``NAME.json`` beside it is its card: the classes, the digest of the weights, what they were learned
from and how right they were. What a feature is belongs to the model that reads it.

The layout of the file, little-endian, for n features with m weights in sum: n hashes of 4 bytes in
rising order, n row lengths of 1 byte, m class numbers of 1 byte, m weights of 1 signed byte.
"""

from __future__ import annotations

import hashlib
import json
import struct
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib.resources import files
from itertools import accumulate, pairwise
from zlib import crc32

# of this layout; the card of a file says which it has
LAYOUT = 1
Rows = Mapping[int, Sequence[tuple[int, int]]]


class WeightsError(ValueError):
    """Weights that cannot be trusted; the message names the file, the fault and the remedy."""


# Of a sum of weights, with room for more features than any text has.
_LANE_BITS = 32
_LANE = (1 << _LANE_BITS) - 1
# Makes the weights of a feature positive in every lane, which moves all classes alike.
_RAISED = 128
# Features whose weights are kept at hand; a report has some thousands of its own.
_KEPT = 200_000


class LinearClasses:
    """``rows``: hash of a feature -> (number of a class, weight).

    The weights of a feature are added for all classes at once, as lanes of one whole number.
    """

    def __init__(self, classes: tuple[str, ...], rows: Rows) -> None:
        self.classes = classes
        self.rows = rows
        self._base = sum(_RAISED << (_LANE_BITS * number) for number in range(len(classes)))
        self._lanes: dict[str, int] = {}

    def best(self, features: Iterable[str]) -> str:
        """The class with the highest sum, of equal ones the first."""
        sums, _ = self.sums(features)
        return self.classes[sums.index(max(sums))]

    def sums(self, features: Iterable[str]) -> tuple[list[int], int]:
        """For each class the sum of the weights, and how many features have any."""
        if len(self._lanes) > _KEPT:
            self._lanes.clear()
        known, total, count = self._lanes, 0, 0
        for feature in features:
            lanes = known.get(feature)
            if lanes is None:
                lanes = known[feature] = self._to_lanes(feature)
            if lanes:
                total += lanes
                count += 1
        raised = _RAISED * count
        return [
            ((total >> (_LANE_BITS * number)) & _LANE) - raised
            for number in range(len(self.classes))
        ], count

    def _to_lanes(self, feature: str) -> int:
        """0 for a feature without weights."""
        row = self.rows.get(crc32(feature.encode()))
        if row is None:
            return 0
        return self._base + sum(weight << (_LANE_BITS * number) for number, weight in row)


def text_to_runs(mark: str, text: str, sizes: tuple[int, ...]) -> set[str]:
    """Features of a text: all its runs of so many characters, each behind the mark."""
    return {mark + text[at : at + size] for size in sizes for at in range(len(text) - size + 1)}


def load_weights(package: str, name: str, *, features: int) -> LinearClasses:
    """The model ``name`` that lies in a package.

    Args:
        features: version of the features that the reader makes.

    Raises:
        WeightsError: for a file that is missing, cut short, altered, or made for other features.
    """
    folder = files(package)
    try:
        card = json.loads(folder.joinpath(f"{name}.json").read_text(encoding="utf-8"))
        data = folder.joinpath(f"{name}.bin").read_bytes()
        versions, digest = (card["layout"], card["features"]), card["sha256"]
        classes, count = tuple(map(str, card["classes"])), int(card["rows"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise WeightsError(
            f"{name}: its weights or their card cannot be read: {error!r}"
        ) from error
    if versions != (LAYOUT, features):
        raise WeightsError(
            f"{name}: layout and features {versions} where {(LAYOUT, features)} are read;"
            " train the classes anew"
        )
    if hashlib.sha256(data).hexdigest() != digest:
        raise WeightsError(f"{name}.bin is not the file that its card names; install it anew")
    return LinearClasses(classes, _bytes_to_rows(name, data, count, len(classes)))


def _bytes_to_rows(name: str, data: bytes, count: int, classes: int) -> Rows:
    try:
        hashes = struct.unpack_from(f"<{count}I", data)
        lengths = struct.unpack_from(f"<{count}B", data, 4 * count)
        size = sum(lengths)
        numbers = struct.unpack_from(f"<{size}B", data, 5 * count)
        weights = struct.unpack_from(f"<{size}b", data, 5 * count + size)
    except struct.error as error:
        raise WeightsError(f"{name}.bin is cut short: {error}; train the classes anew") from error
    if len(data) != 5 * count + 2 * size or max(numbers, default=0) >= classes:
        raise WeightsError(f"{name}.bin does not hold what its card says; train the classes anew")
    if any(one >= other for one, other in pairwise(hashes)):
        raise WeightsError(f"{name}.bin has its features out of order; train the classes anew")
    return _Rows(hashes, lengths, numbers, weights)


class _Rows(Mapping[int, Sequence[tuple[int, int]]]):
    """The rows of a file, each put together when it is asked for."""

    def __init__(
        self,
        hashes: Sequence[int],
        lengths: Sequence[int],
        numbers: Sequence[int],
        weights: Sequence[int],
    ) -> None:
        self._ends = list(accumulate(lengths))
        self._lengths = lengths
        self._places = dict(zip(hashes, range(len(hashes)), strict=True))
        self._numbers, self._weights = numbers, weights

    def __getitem__(self, feature: int) -> Sequence[tuple[int, int]]:
        place = self._places[feature]
        end = self._ends[place]
        row = slice(end - self._lengths[place], end)
        return tuple(zip(self._numbers[row], self._weights[row], strict=True))

    def __iter__(self) -> Iterator[int]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)


def rows_to_bytes(rows: Rows) -> bytes:
    """The file of these rows."""
    ordered = sorted(rows.items())
    pairs = [pair for _, row in ordered for pair in row]
    return b"".join(
        (
            struct.pack(f"<{len(ordered)}I", *(feature for feature, _ in ordered)),
            struct.pack(f"<{len(ordered)}B", *(len(row) for _, row in ordered)),
            struct.pack(f"<{len(pairs)}B", *(number for number, _ in pairs)),
            struct.pack(f"<{len(pairs)}b", *(weight for _, weight in pairs)),
        )
    )
