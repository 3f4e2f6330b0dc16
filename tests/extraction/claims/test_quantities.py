"""What quantities say."""

from __future__ import annotations

import pytest

from extraction.claims.quantities import text_to_quantity


@pytest.mark.parametrize(
    ("text", "value", "unit", "approx"),
    [
        ("271条", 271, "条", None),
        ("1.2万次", 12000, "次", None),
        ("近1.2万次", 12000, "次", "under"),
        ("1,234件", 1234, "件", None),
        ("200余条", 200, "条", "over"),
        ("1.2万余次", 12000, "次", "over"),
        ("12余万次", 120000, "次", "over"),
        ("300多人次", 300, "人次", "over"),
        ("十余次", 10, "次", "over"),
        ("万余人次", 10000, "人次", "over"),
        ("上千人", 1000, "人", "over"),
        ("数十场", 10, "场", "over"),
        ("几百份", 100, "份", "over"),
        ("破千万", 10_000_000, None, "over"),
        ("破百条", 100, "条", "over"),
        ("十几封", 10, "封", "over"),
        ("20几次", 20, "次", "over"),
        ("10万以上", 100_000, None, "over"),
        ("二十三人", 23, "人", None),
        ("三千五百条", 3500, "条", None),
        ("约占三成", 30, "%", "about"),
        ("近占半数", 50, "%", "under"),
        ("过亿", 100_000_000, None, "over"),
        ("865.95万元", 8_659_500, "元", None),
        ("3.5亿元", 350_000_000, "元", None),
        ("两次", 2, "次", None),
        ("十二期", 12, "期", None),
        ("二十五场次", 25, "场次", None),
        ("三千五百件", 3500, "件", None),
        ("一百零八个", 108, "个", None),
        ("100%", 100, "%", None),
        ("12.3%", 12.3, "%", None),
        ("2.5个百分点", 2.5, "百分点", None),
        ("百分之九十", 90, "%", None),
        ("百分之百", 100, "%", None),
        ("超八成", 80, "%", "over"),
        ("两成", 20, "%", None),
        ("约三分之一", 33.33, "%", "about"),
        ("过半", 50, "%", "over"),
        ("翻一番", 1, "番", None),
        ("翻番", 1, "番", None),
        ("翻了两番", 2, "番", None),
        ("1.5倍", 1.5, "倍", None),
        ("不少于12期", 12, "期", "over"),
        ("至少6次", 6, "次", "over"),
        ("不超过5件", 5, "件", "under"),
        ("最多3次", 3, "次", "under"),
        ("逾60%", 60, "%", "over"),
        ("超过400人", 400, "人", "over"),
        ("突破2万", 20000, None, "over"),
        ("约30场", 30, "场", "about"),
        ("20人左右", 20, "人", "about"),
        ("10次以上", 10, "次", "over"),
        ("30分钟以内", 30, "分钟", "under"),
        ("不足10件", 10, "件", "under"),
        ("2千3百件", 2300, "件", None),
        ("1万2000余人次", 12000, "人次", "over"),
        ("3亿2千万元", 320_000_000, "元", None),
        ("百分之九十五点八", 95.8, "%", None),
        ("一点二万次", 12000, "次", None),
        ("1O21条", 1021, "条", None),
        ("约1,23O条", 1230, "条", "about"),
        ("l57条", 157, "条", None),
        ("两成有余", 20, "%", "over"),
        ("千把人次", 1000, "人次", "about"),
        ("5个工作日", 5, "工作日", None),
        ("两个人", 2, "人", None),
        ("1个半小时", 1.5, "小时", None),
        ("十日内", 10, "日", "under"),
        ("3千瓦", 3000, "瓦", None),
    ],
)
def test_value_unit_and_approximation(
    text: str, value: float, unit: str | None, approx: str | None
) -> None:
    quantity = text_to_quantity(text)
    assert quantity is not None
    assert (quantity.value, quantity.unit, quantity.approx) == (value, unit, approx)
    assert type(quantity.value) is type(value)


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("3至5次", 3, 5, "次"),
        ("5-6期", 5, 6, "期"),
        ("一两个", 1, 2, "个"),
        ("两三百人", 200, 300, "人"),
        ("三四次", 3, 4, "次"),
        ("1到2万人", 10000, 20000, "人"),
        ("3.5万至4万次", 35000, 40000, "次"),
        ("10条至15条", 10, 15, "条"),
        ("95%至98%", 95, 98, "%"),
        ("20余至30余人", 20, 30, "人"),
        ("20至30名左右", 20, 30, "名"),
        ("三五十人次", 30, 50, "人次"),
        ("七八十人", 70, 80, "人"),
        ("一百二三十条", 120, 130, "条"),
        ("三千五六百条", 3500, 3600, "条"),
        ("十二三个", 12, 13, "个"),
    ],
)
def test_ranges_give_both_ends_and_are_approximate(
    text: str, low: int, high: int, unit: str
) -> None:
    quantity = text_to_quantity(text)
    assert quantity is not None
    assert (quantity.value, quantity.value_max, quantity.unit) == (low, high, unit)
    assert quantity.approx == "about"


@pytest.mark.parametrize("text", ["条", "", "若干次", "多次", "2千3件", "1B2条", "1.2.3条"])
def test_no_number_is_no_quantity(text: str) -> None:
    assert text_to_quantity(text) is None
