"""Traditional to simplified script, one character for one (N27, N29)."""

from __future__ import annotations

import pytest

from extraction.normalisation.offsets import identity_copy
from extraction.normalisation.script import to_simplified


def simplified(text: str) -> str:
    return to_simplified(identity_copy(text)).text


@pytest.mark.parametrize(
    ("printed", "read"),
    [
        ("政府信息公開工作年度報告", "政府信息公开工作年度报告"),
        ("行政復議、行政訴訟情況", "行政复议、行政诉讼情况"),
        ("收到和處理政府信息公開申請情況", "收到和处理政府信息公开申请情况"),
        ("臺、檯、裏、裡、爲、為、衆、羣、綫", "台、台、里、里、为、为、众、群、线"),
    ],
)
def test_traditional_text_is_simplified(printed: str, read: str) -> None:
    assert simplified(printed) == read


def test_half_converted_text_is_finished() -> None:
    printed = "製度建設不夠全麵，體係尚待完善，于后續逐步解决"
    assert simplified(printed) == "制度建设不够全面，体系尚待完善，于后续逐步解决"


def test_characters_of_both_scripts_are_folded_in_a_traditional_text_only() -> None:
    assert simplified("關於徵求意見後的處理結果報告") == "关于征求意见后的处理结果报告"


@pytest.mark.parametrize(
    "text", ["於潜云岭所", "乾安、乾县", "宫商角徵羽", "著名、著作", "后勤于年底", ""]
)
def test_simplified_text_stays(text: str) -> None:
    copy = identity_copy(text)
    assert to_simplified(copy).text == text


def test_rare_characters_of_names_stay() -> None:
    assert simplified("洺河街道、珺、喆、堃、𠮷") == "洺河街道、珺、喆、堃、𠮷"


def test_length_and_places_stay() -> None:
    copy = to_simplified(identity_copy("報告𠮷報"))
    assert len(copy.text) == 4
    assert list(copy.starts) == [0, 1, 2, 3]
