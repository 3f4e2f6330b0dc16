"""Small pages for the tests of the HTML reader, with a report of an invented agency."""

from __future__ import annotations

from extraction.document import Document, Grid
from extraction.readers.html import read_html
from extraction.readers.role import Limits

TITLE = "岚溪县水务局2023年政府信息公开工作年度报告"
PREAMBLE = "本报告根据《中华人民共和国政府信息公开条例》编制，统计期限自2023年1月1日至12月31日。"
OVERVIEW = "一年来，县水务局主动公开政府信息128条，微信公众号发布36条。"
PROBLEMS = "一是专职人员不足；二是政策解读形式单一。"
# Table 2 of the form, its first rows.
REQUESTS = (
    '<table border="1"><tr><td colspan="3" rowspan="3">（本列数据的勾稽关系为：第一项加第二项之和，'
    '等于第三项加第四项之和）</td><td colspan="7">申请人情况</td></tr>'
    '<tr><td rowspan="2">自然人</td><td colspan="5">法人或其他组织</td>'
    '<td rowspan="2">总计</td></tr>'
    "<tr><td>商业企业</td><td>科研机构</td><td>社会公益组织</td><td>法律服务机构</td><td>其他</td></tr>"
    '<tr><td colspan="3">一、本年新收政府信息公开申请数量</td>'
    "<td>3</td><td>1</td><td>0</td><td>0</td><td>0</td><td>2</td><td>6</td></tr></table>"
)
REPORT = (
    f"<p>{PREAMBLE}</p><p>一、总体情况</p><p>{OVERVIEW}</p>"
    f"<p>三、收到和处理政府信息公开申请情况</p>{REQUESTS}"
    f"<p>五、存在的主要问题及改进情况</p><p>{PROBLEMS}</p>"
    "<p>六、其他需要报告的事项</p><p>无。</p>"
)
REPORT_LINES = (
    PREAMBLE,
    "一、总体情况",
    OVERVIEW,
    "三、收到和处理政府信息公开申请情况",
    "五、存在的主要问题及改进情况",
    PROBLEMS,
    "六、其他需要报告的事项",
    "无。",
)


def page(body: str, *, head: str = "") -> str:
    """A page around a body."""
    return f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>"


def read_page(body: str, *, head: str = "", limits: Limits | None = None) -> Document:
    """What the reader makes of a page in UTF-8."""
    return read_html(page(body, head=head).encode("utf-8"), limits=limits or Limits())


def prose(document: Document) -> list[str]:
    """The lines outside of grids."""
    return [
        document.text[line.start : line.end]
        for line in document.lines
        if not any(grid.start <= line.start <= grid.end for grid in document.grids)
    ]


def rows(document: Document, grid: Grid | None = None) -> list[list[str]]:
    """The cells of a grid (of the only one), row by row, by their slices of the text."""
    if grid is None:
        (grid,) = document.grids
    found: list[list[str]] = [[] for _ in range(grid.n_rows)]
    for cell in grid.cells:
        found[cell.row].append(document.text[cell.start : cell.end])
    return found


def places(grid: Grid) -> list[tuple[int, int, int, int]]:
    """Row, column, row span and column span of each cell."""
    return [(cell.row, cell.col, cell.rowspan, cell.colspan) for cell in grid.cells]
