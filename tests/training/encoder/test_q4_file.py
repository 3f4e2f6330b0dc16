from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from tests.training.encoder.builder import PIECES, block, make_q4_file
from training.encoder.errors import UnreadableSource
from training.encoder.q4_file import Q4File, read_q4_file

LEVELS = [*range(-8, 8), *([0] * 15), 7]


def write(folder: Path, content: bytes) -> Path:
    path = folder / "weights.bin"
    path.write_bytes(content)
    return path


def read(folder: Path, content: bytes) -> Q4File:
    return read_q4_file(write(folder, content))


def test_low_halves_are_the_first_sixteen_weights_of_a_block(tmp_path: Path) -> None:
    file = read(tmp_path, make_q4_file({"w": block(0.5, LEVELS)}))
    assert file.tensor("w").tolist() == [level * 0.5 for level in LEVELS]


def test_each_block_has_its_own_scale(tmp_path: Path) -> None:
    file = read(tmp_path, make_q4_file({"w": block(1.0, [1] * 32) + block(-0.25, [4] * 32)}))
    assert file.tensor("w").tolist() == [1.0] * 32 + [-1.0] * 32


def test_other_tensors_are_float32(tmp_path: Path) -> None:
    numbers = np.array([0.1, -2.5, 3.0], dtype=np.float32)
    file = read(tmp_path, make_q4_file({"w": block(1.0, LEVELS), "b": numbers}))
    assert np.array_equal(file.tensor("b"), numbers)


def test_header_vocabulary_and_folds_are_read(tmp_path: Path) -> None:
    file = read(tmp_path, make_q4_file({}, folds={"，": ",", "…": "..."}))
    assert (file.shape.hidden, file.shape.heads, file.shape.positions) == (32, 2, 8)
    assert file.vocabulary.pieces == PIECES
    assert file.vocabulary.scores[7] == -9.0
    assert (file.vocabulary.begin, file.vocabulary.end) == (0, 2)
    assert file.folds == {"，": ",", "…": "..."}


def test_a_missing_tensor_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableSource, match=r"no tensor emb\.word"):
        read(tmp_path, make_q4_file({})).tensor("emb.word")


def test_another_kind_of_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableSource, match="does not begin"):
        read(tmp_path, b"GGUF" + bytes(100))


@pytest.mark.parametrize("length", [4, 30, 70, 100, 200])
def test_a_file_cut_short_is_refused(tmp_path: Path, length: int) -> None:
    content = make_q4_file({"w": block(0.5, LEVELS)})
    with pytest.raises(UnreadableSource, match="cut short"):
        read(tmp_path, content[:length])


def test_a_tensor_cut_short_is_refused(tmp_path: Path) -> None:
    content = make_q4_file({"w": block(0.5, LEVELS)})
    with pytest.raises(UnreadableSource, match="within tensor w"):
        read(tmp_path, content[:-1]).tensor("w")
