from __future__ import annotations

import pytest

from extraction.readers.dates import text_to_iso_date


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2024-03-08 15:34", "2024-03-08"),
        ("2024/3/8", "2024-03-08"),
        ("2024.03.08", "2024-03-08"),
        ("2024年 3月 8日", "2024-03-08"),
        ("20240308", "2024-03-08"),
        ("2024-03-08T15:34:00+08:00", "2024-03-08"),
        ("发布于2024-03-08，更新于2024-04-01", "2024-03-08"),
        ("2024-13-08", None),
        ("12024-03-081", None),
        ("不详", None),
        ("", None),
    ],
)
def test_dates_of_publication(text: str, date: str | None) -> None:
    assert text_to_iso_date(text) == date
