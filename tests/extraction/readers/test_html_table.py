from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extraction.errors import UnreadableReport
from tests.extraction.readers.html_builder import places, prose, read_page, rows

LONG = "一年来，我局认真落实条例要求，主动公开各类政府信息，办理依申请公开事项。" * 8


def table(*table_rows: str) -> str:
    return f"<table>{''.join(f'<tr>{row}</tr>' for row in table_rows)}</table>"


def cells(*texts: str, span: str = "") -> str:
    return "".join(f"<td{span}>{text}</td>" for text in texts)


def places_of(*table_rows: str) -> list[tuple[int, int, int, int]]:
    (grid,) = read_page(table(*table_rows)).grids
    return places(grid)


# ---- spans


def test_spans_are_laid_out() -> None:
    assert places_of(
        "<td rowspan=2>甲</td><td colspan=2>乙</td>", cells("1", "2"), cells("a", "b", "c")
    ) == [
        (0, 0, 2, 1), (0, 1, 1, 2),
        (1, 1, 1, 1), (1, 2, 1, 1),
        (2, 0, 1, 1), (2, 1, 1, 1), (2, 2, 1, 1),
    ]  # fmt: skip


def test_a_merged_cell_stands_once_in_the_text_where_it_starts() -> None:
    document = read_page(table("<td rowspan=2>甲</td><td>1</td>", cells("2")))
    assert document.text == "甲\t1\n2\n"


def test_a_cell_whose_place_is_taken_moves_right() -> None:
    assert places_of("<td>甲</td><td rowspan=2>乙</td>", cells("1", "2")) == [
        (0, 0, 1, 1), (0, 1, 2, 1),
        (1, 0, 1, 1), (1, 2, 1, 1),
    ]  # fmt: skip


def test_a_column_span_ends_before_a_cell_that_spans_down() -> None:
    assert places_of(
        "<td>甲</td><td>乙</td><td rowspan=2>丙</td>", "<td colspan=3>1</td>", cells("a", "b", "c")
    ) == [
        (0, 0, 1, 1), (0, 1, 1, 1), (0, 2, 2, 1),
        (1, 0, 1, 2),
        (2, 0, 1, 1), (2, 1, 1, 1), (2, 2, 1, 1),
    ]  # fmt: skip


@pytest.mark.parametrize("span", ["9", "99999999999999", "0"])
def test_row_spans_end_with_the_table(span: str) -> None:
    assert places_of(f"<td rowspan={span}>甲</td><td>1</td>", cells("2")) == [
        (0, 0, 2, 1), (0, 1, 1, 1), (1, 1, 1, 1),
    ]  # fmt: skip


def test_row_spans_end_with_their_group() -> None:
    body = (
        "<table><thead><tr><th rowspan=5>甲</th><th>乙</th></tr></thead>"
        "<tbody><tr><td>1</td><td>2</td></tr></tbody></table>"
    )
    (grid,) = read_page(body).grids
    assert places(grid) == [(0, 0, 1, 1), (0, 1, 1, 1), (1, 0, 1, 1), (1, 1, 1, 1)]


@pytest.mark.parametrize("span", ["8", "100", "1000000000"])
def test_a_column_span_wider_than_all_other_rows_is_cut(span: str) -> None:
    assert places_of(f"<td colspan={span}>甲</td>", cells("1", "2"), cells("3", "4")) == [
        (0, 0, 1, 2),
        (1, 0, 1, 1), (1, 1, 1, 1),
        (2, 0, 1, 1), (2, 1, 1, 1),
    ]  # fmt: skip


@pytest.mark.parametrize("span", ["-3", "abc", "", "１２", "0"])
def test_nonsense_column_spans_are_one(span: str) -> None:
    assert places_of(f'<td colspan="{span}">甲</td><td>1</td>')[0] == (0, 0, 1, 1)


@pytest.mark.parametrize("span", ["2", " 2 ", "2px", "2.0"])
def test_spans_are_read_as_browsers_read_numbers(span: str) -> None:
    assert places_of(f'<td colspan="{span}">甲</td>', cells("1", "2"))[0] == (0, 0, 1, 2)


def test_a_row_without_cells_is_an_empty_line() -> None:
    document = read_page(table("<td rowspan=2>甲</td><td rowspan=2>1</td>", "", cells("乙", "2")))
    assert document.text == "甲\t1\n\n乙\t2\n"
    assert document.grids[0].n_rows == 3


def test_head_cells_and_groups_are_rows_like_others() -> None:
    body = (
        "<table><caption>附表</caption><colgroup><col></colgroup><thead><tr><th>甲<th>乙</thead>"
        "<tbody><tr><td>1<td>2</tbody><tfoot><tr><td>3<td>4</tfoot></table>"
    )
    document = read_page(body)
    assert rows(document) == [["甲", "乙"], ["1", "2"], ["3", "4"]]
    assert document.text.startswith("附表\n甲\t乙\n")


# ---- wrong markup


def test_text_outside_of_cells_goes_before_the_table() -> None:
    body = "<table>一<tr>二<td>甲</td><td>1</td></tr><p>三</p></table>"
    assert read_page(body).text == "一\n二\n三\n甲\t1\n"


@pytest.mark.parametrize(
    "body",
    [
        "<table><form><tr><td>甲</td><td>1</td></tr></form><tr><td>乙</td><td>2</td></tr></table>",
        "<table><tr><form><td>甲</td><td>1</td></form></tr><tr><td>乙</td><td>2</td></tr></table>",
        "<table><tr><td>甲<td>1<tr><td>乙<td>2</table>",
        "<table><tr><td>甲</td><td>1</td></td></tr><tr><td>乙</td><td>2</td></tr></tr></table>",
        "<table><td>甲</td><td>1</td><tr><td>乙</td><td>2</td></tr></table>",
        "<table><tr><td>甲</div></td><td>1</td></tr><tr><td><p>乙</td><td>2</td></tr></table>",
        "<table><tbody><tr><td>甲<td>1</tbody><tbody><tr><td>乙<td>2</tbody>",
    ],
)
def test_broken_markup_gives_the_same_grid(body: str) -> None:
    assert rows(read_page(body)) == [["甲", "1"], ["乙", "2"]]


# ---- layout tables


def test_a_table_of_one_cell_is_unwrapped() -> None:
    document = read_page("<table><tr><td><p>甲</p><p>乙</p></td></tr></table>")
    assert document.text == "甲\n乙\n"
    assert not document.grids


def test_a_table_of_one_column_is_lines() -> None:
    document = read_page(table(cells("甲"), cells("乙"), cells("丙")))
    assert document.text == "甲\n乙\n丙\n"
    assert not document.grids


def test_a_data_table_in_layout_tables_is_the_only_grid() -> None:
    inner = table(cells("甲", "1"), cells("乙", "2"))
    body = table(cells("", f"标题{table(cells(inner))}", "")) + "<p>尾</p>"
    document = read_page(body)
    assert rows(document) == [["甲", "1"], ["乙", "2"]]
    assert prose(document) == ["标题", "尾"]


def test_a_table_inside_a_data_table_is_a_grid_of_its_own() -> None:
    inner = table(cells("a", "1"), cells("b", "2"))
    document = read_page(
        table(cells("甲", "3"), cells("乙", "4"), cells("丙", f"附{inner}"), cells("丁", "5", "6"),
              cells("戊", "7", "8"))
    )  # fmt: skip
    assert [rows(document, grid) for grid in document.grids] == [
        [["甲", "3"], ["乙", "4"]],
        [["a", "1"], ["b", "2"]],
        [["丁", "5", "6"], ["戊", "7", "8"]],
    ]
    assert prose(document) == ["丙", "附"]


def test_rows_of_paragraphs_between_rows_of_figures_are_lines() -> None:
    document = read_page(
        table(
            f"<td colspan=3><p>{LONG}</p><p>乙。</p></td>",
            cells("甲", "1", "2"),
            cells("乙", "3", "4"),
            "<td colspan=3>注：以上数据截至年底，不含下属单位，未经审计，仅供参考，特此说明。</td>",
        )
    )
    assert rows(document) == [["甲", "1", "2"], ["乙", "3", "4"]]
    assert prose(document) == [
        LONG,
        "乙。",
        "注：以上数据截至年底，不含下属单位，未经审计，仅供参考，特此说明。",
    ]


def test_a_name_beside_paragraphs_is_a_line() -> None:
    document = read_page(table(cells("一、总体情况", f"<p>{LONG}</p>")))
    assert document.text == f"一、总体情况\n{LONG}\n"
    assert not document.grids


def test_long_labels_stay_in_their_grid() -> None:
    label = "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请"
    assert rows(read_page(table(cells(label, "0"), cells("3.其他", "1")))) == [
        [label, "0"],
        ["3.其他", "1"],
    ]


def test_a_page_whose_tables_are_pictures_has_no_grids() -> None:
    document = read_page(
        f"<p>{LONG}</p><p><img src='t1.png'></p><table><tr><td><img src='t2.png'></td>"
        "<td><a href='x.xls'></a></td></tr></table>"
    )
    assert not document.grids
    assert document.text == f"{LONG}\n"


# ---- bounds


@pytest.mark.parametrize(
    "row",
    [
        '<td rowspan="60000">甲</td>' * 100,
        '<td rowspan="100" colspan="100">甲</td>' * 100,
        '<td colspan="1000">甲</td>' * 90,
    ],
)
def test_tables_of_too_many_places_are_refused(row: str) -> None:
    with pytest.raises(UnreadableReport) as caught:
        read_page(table(*[row] * 300))
    assert caught.value.code == "too_complex"


# ---- any table

SPANS = st.sampled_from(["", "0", "1", "2", "3", "7", "40", "-1", "x"])
CELLS = st.builds(
    lambda text, rowspan, colspan: f'<td rowspan="{rowspan}" colspan="{colspan}">{text}</td>',
    st.sampled_from(["", "5", "甲", "乙<br>丙", "&nbsp;0&nbsp;", "<p>甲</p><p>1</p>", "　"]),
    SPANS,
    SPANS,
)
ROWS = st.lists(st.lists(CELLS, max_size=6).map("".join), min_size=1, max_size=8)


@settings(max_examples=200, deadline=None)
@given(ROWS)
def test_cells_of_any_table_tile_without_overlap_and_lie_in_their_grid(drawn: list[str]) -> None:
    document = read_page("<p>前</p>" + table(*drawn) + "<p>后</p>")
    for grid in document.grids:
        taken: set[tuple[int, int]] = set()
        for cell in grid.cells:
            covered = {
                (cell.row + down, cell.col + right)
                for down in range(cell.rowspan)
                for right in range(cell.colspan)
            }
            assert not covered & taken
            taken |= covered
            assert grid.start <= cell.start <= cell.end <= grid.end
            content = document.text[cell.start : cell.end]
            assert content == content.strip()
            assert "\n" not in content
            assert "\t" not in content
        assert max(row for row, _ in taken) < grid.n_rows
        assert max(col for _, col in taken) + 1 == grid.n_cols
        assert [(c.row, c.col) for c in grid.cells] == sorted((c.row, c.col) for c in grid.cells)
        assert document.text[grid.start : grid.end].count("\n") <= grid.n_rows - 1
