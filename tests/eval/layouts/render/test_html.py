from __future__ import annotations

from dataclasses import replace
from random import Random

import lxml.html
import pytest

from eval.layouts.render.html import load_sites, sheet_to_html
from tests.eval.layouts.sheets import make_sheet, raws


def _rows(data: bytes, encoding: str) -> list[list[str]]:
    page = lxml.html.fromstring(data.decode(encoding))
    return [
        [cell.text_content().replace("\xa0", "").strip() for cell in row.xpath("./td")]
        for row in page.iter("tr")
    ]


@pytest.mark.parametrize("site_name", load_sites())
def test_every_value_stands_in_its_row(site_name: str) -> None:
    sheet = make_sheet()
    rendered = sheet_to_html(sheet, Random(1), site_name=site_name)
    rows = _rows(rendered.data, load_sites()[site_name].encoding)
    found = [row for row in rows if row and row[-1].replace(".", "").isdigit()]
    read = [row[-len(values) :] for row, values in zip(found, raws(sheet), strict=True)]
    assert read == raws(sheet)


@pytest.mark.parametrize("site_name", load_sites())
def test_nothing_is_left_unfilled(site_name: str) -> None:
    rendered = sheet_to_html(make_sheet(), Random(1), site_name=site_name)
    assert "$" not in rendered.data.decode(load_sites()[site_name].encoding)


@pytest.mark.parametrize("site_name", load_sites())
def test_rows_are_as_wide_as_their_table(site_name: str) -> None:
    page = lxml.html.fromstring(
        sheet_to_html(make_sheet(), Random(1), site_name=site_name).data.decode(
            load_sites()[site_name].encoding
        )
    )
    for table in page.xpath(
        "//table[not(descendant::table)][descendant::td[contains(., '自然人')]]"
    ):
        reach: dict[int, int] = {}
        for number, row in enumerate(table.iter("tr")):
            width = reach.pop(number, 0)
            for cell in row.xpath("./td"):
                span = int(cell.get("colspan", "1"))
                width += span
                for below in range(number + 1, number + int(cell.get("rowspan", "1"))):
                    reach[below] = reach.get(below, 0) + span
            assert width in (10, 15)


def test_old_sites_are_not_in_utf8() -> None:
    data = sheet_to_html(make_sheet(), Random(1), site_name="vsb").data
    with pytest.raises(UnicodeDecodeError):
        data.decode("utf-8")


def test_one_table_holds_all_three() -> None:
    data = sheet_to_html(make_sheet(), Random(1), site_name="one_table").data
    page = lxml.html.fromstring(data.decode())
    assert len(page.xpath("//table")) == 1


def test_furniture_grows_with_its_level() -> None:
    sheet = make_sheet()
    sizes = [
        len(
            sheet_to_html(
                replace(sheet, manner=replace(sheet.manner, chrome=level)),
                Random(1),
                site_name="trs",
            ).data
        )
        for level in range(4)
    ]
    assert sizes == sorted(set(sizes))
