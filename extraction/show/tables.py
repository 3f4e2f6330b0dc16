"""The statutory tables as HTML tables, built from the form: merged headers, groups, every cell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import lcm

from extraction.record.model import Cell, Table
from extraction.show.cells import absent_cell_to_html, cell_to_html
from extraction.show.form_view import (
    BlockView,
    RowView,
    TableView,
    record_to_table_views,
    stray_cells,
)
from extraction.show.labels import COLUMN_GROUPS, column_key, row_key
from extraction.show.markup import (
    NOTHING,
    Attributes,
    Html,
    element,
    join,
    text_to_html,
    text_to_isolated,
)
from extraction.show.view import View
from extraction.tables.form import Block, Column, TableForm

# The first column's title in table 1, which the form prints above the row labels of every block.
_CONTENT = "label.t1.content"


@dataclass(frozen=True, slots=True)
class Head:
    """A header cell; ``key`` is the key of its plain name, None where the form's label is all."""

    label: str
    key: str | None
    colspan: int
    rowspan: int


def tables_to_html(view: View) -> Html:
    """The panel of all tables: statutory ones in full, the others by name."""
    tables = record_to_table_views(view.record)
    shown = {table.table for table in tables}
    parts = [_table_section(view, table) for table in tables]
    parts += [_listed_table(view, table) for table in view.record.tables if table not in shown]
    strays = stray_cells(view.record)
    if strays:
        parts.append(_others(view, strays))
    if not tables:
        note = text_to_html(view.say("page.no_tables"))
        parts.insert(0, element("p", {"class": "quiet"}, note))
    title = element("h2", None, text_to_html(view.say("page.tables")))
    return element("section", {"id": "tables"}, title, *parts)


def table_element_id(table_id: str) -> str:
    return f"table-{table_id}"


def _table_section(view: View, table: TableView) -> Html:
    columned = [block for block in table.blocks if block.rows]
    drawn = NOTHING
    if columned:
        in_blocks = len(table.form.blocks) > 1
        drawn = _blocks_table(view, table) if in_blocks else _matrix(view, table.form, columned[0])
        name = view.say("page.scroll", name=view.say(f"table.{table.form.id}.name"))
        frame = {"class": "frame", "role": "region", "aria-label": name}
        drawn = element("div", frame, drawn)
        if table.table is not None and table.table.status == "missing":
            count = view.say("page.table_missing_cells", count=len(table.cells))
            summary = element("summary", None, text_to_html(count))
            drawn = element("details", None, summary, drawn)
    others = _others(view, table.others) if table.others else NOTHING
    attributes = {"id": table_element_id(table.form.id), "class": "table"}
    return element("section", attributes, _title(view, table.form.id, table.table), drawn, others)


def _listed_table(view: View, table: Table) -> Html:
    attributes = {"id": table_element_id(table.id), "class": "table"}
    return element("section", attributes, _title(view, table.id, table))


def _title(view: View, table_id: str, table: Table | None) -> Html:
    known = table_id if view.find(f"table.{table_id}.name") else "other"
    number = element("span", {"class": "number"}, text_to_html(view.say(f"table.{known}.number")))
    heading = element("h3", None, number, text_to_html(view.say(f"table.{known}.name")))
    if table is None:
        return heading
    tags = [
        element("span", {"class": "tag"}, text_to_html(view.say(f"form.{table.form}"))),
        element(
            "span",
            {"class": f"tag is-{table.status}"},
            text_to_html(view.say(f"table_status.{table.status}")),
        ),
    ]
    if table.start is not None:
        link = {"class": "go", "href": f"#text-{table.id}", "data-go": f"text-{table.id}"}
        tags.append(element("a", link, text_to_html(view.say("page.to_text"))))
    return element("div", {"class": "title"}, heading, *tags)


def _matrix(view: View, form: TableForm, block: BlockView) -> Html:
    """Tables 2 and 3: headers in levels above, row groups in levels at the left."""
    depth = max((len(row.row.group) + 1 for row in block.rows if row.row.id), default=0)
    levels = list(columns_to_levels(form, block.columns))
    rows = []
    for number, heads in enumerate(levels):
        corner = NOTHING
        if number == 0 and depth:
            spans: Attributes = {"rowspan": len(levels), "colspan": depth, "class": "corner"}
            note = _label(view, form.corner, f"label.{form.prefix}.corner")
            corner = element("td", spans, note if form.corner else NOTHING)
        rows.append(element("tr", None, corner, *(_head(view, head) for head in heads)))
    body = [
        element(
            "tr",
            None,
            *_row_heads(view, form, block, number, depth),
            *_values(view, row),
        )
        for number, row in enumerate(block.rows)
    ]
    attributes = {"class": f"form {form.prefix}", "lang": view.lang}
    return element(
        "table", attributes, element("thead", None, *rows), element("tbody", None, *body)
    )


def columns_to_levels(form: TableForm, columns: Sequence[Column]) -> Iterator[list[Head]]:
    """Header rows from the outermost; labels that neighbours share stand once above them all."""
    top = (form.header_top,) if form.header_top else ()
    paths = [(*top, *column.group, column.label) for column in columns]
    depth = max(len(path) for path in paths)
    for level in range(depth):
        heads: list[Head] = []
        at = 0
        while at < len(paths):
            path = paths[at]
            if level == len(path) - 1:
                key = column_key(form, columns[at])
                heads.append(Head(path[level], key, 1, depth - level))
            elif level < len(path) - 1:
                end = _run(paths, at, level)
                key_of_group = COLUMN_GROUPS.get(path[level])
                heads.append(Head(path[level], key_of_group, end - at, 1))
                at = end - 1
            at += 1
        yield heads


def _run(paths: Sequence[tuple[str, ...]], at: int, level: int) -> int:
    """Where the run of columns ends that share the labels down to ``level`` with column ``at``."""
    end = at + 1
    while (
        end < len(paths)
        and level < len(paths[end]) - 1
        and paths[end][: level + 1] == paths[at][: level + 1]
    ):
        end += 1
    return end


def _row_heads(
    view: View, form: TableForm, block: BlockView, number: int, depth: int
) -> Iterator[Html]:
    """The labels left of a row: groups that begin with it, then its own."""
    row = block.rows[number].row
    if not row.id:
        return
    for level in range(len(row.group)):
        path = row.group[: level + 1]
        if number and block.rows[number - 1].row.group[: level + 1] == path:
            continue
        span = _group_length(block.rows, number, path)
        key = _group_key(form, block.block, row.group[level])
        group: Attributes = {"scope": "row", "rowspan": span, "class": "group"}
        yield element("th", group, _label(view, row.group[level], key))
    label: Attributes = {"scope": "row", "colspan": depth - len(row.group), "class": "label"}
    yield element("th", label, _label(view, row.label, row_key(form, row)))


def _group_length(rows: Sequence[RowView], number: int, path: tuple[str, ...]) -> int:
    end = number
    while end < len(rows) and rows[end].row.group[: len(path)] == path:
        end += 1
    return end - number


def _group_key(form: TableForm, block: Block, label: str) -> str | None:
    return next((row_key(form, row) for row in block.rows if row.label == label), None)


def _blocks_table(view: View, table: TableView) -> Html:
    """Table 1: a body a block, each with its own title and column labels."""
    width = lcm(*(len(block.columns) for block in table.blocks))
    bodies = []
    for block in table.blocks:
        key = f"label.{table.form.prefix}.block.{block.block.id}"
        title = _label(view, block.block.label, key)
        share = width // len(block.columns)
        heads = [
            _head(view, Head(column.label, column_key(table.form, column), share, 1))
            for column in block.columns
        ]
        content = _label(view, view.say_in("zh", _CONTENT), _CONTENT)
        bodies.append(
            element(
                "tbody",
                None,
                element("tr", None, element("th", {"colspan": width + 1, "class": "block"}, title)),
                element(
                    "tr", None, element("th", {"scope": "col", "class": "label"}, content), *heads
                ),
                *(_block_row(view, table.form, row, width) for row in block.rows),
            )
        )
    return element("table", {"class": f"form {table.form.prefix}", "lang": view.lang}, *bodies)


def _block_row(view: View, form: TableForm, row: RowView, width: int) -> Html:
    label = _label(view, row.row.label, row_key(form, row.row))
    head = element("th", {"scope": "row", "class": "label"}, label)
    return element("tr", None, head, *_values(view, row, colspan=width // len(row.cells)))


def _values(view: View, row: RowView, *, colspan: int = 1) -> Iterator[Html]:
    for cell in row.cells:
        if cell is None:
            yield absent_cell_to_html(view, colspan=colspan)
        else:
            yield cell_to_html(view, cell, row.cells, colspan=colspan)


def _head(view: View, head: Head) -> Html:
    attributes: Attributes = {
        "scope": "col",
        "colspan": head.colspan if head.colspan > 1 else None,
        "rowspan": head.rowspan if head.rowspan > 1 else None,
    }
    return element("th", attributes, _label(view, head.label, head.key))


def _label(view: View, printed: str, key: str | None) -> Html:
    """The printed label; in English its gloss with the printed label beside it."""
    gloss = None if key is None or view.lang == "zh" else view.find(key)
    chinese = element("span", {"class": "printed", "lang": "zh"}, text_to_html(printed))
    if gloss is None:
        return chinese
    return join((element("span", {"class": "gloss"}, text_to_html(gloss)), Html(" "), chinese))


def _others(view: View, cells: Sequence[Cell]) -> Html:
    """Cells that no row of the form holds, by their ids."""
    rows = [
        element(
            "tr",
            None,
            element("th", {"scope": "row", "class": "label"}, text_to_isolated(cell.id)),
            cell_to_html(view, cell, ()),
        )
        for cell in cells
    ]
    caption = element("caption", None, text_to_html(view.say("page.other_cells")))
    table = element("table", {"class": "form others"}, caption, element("tbody", None, *rows))
    return element("div", {"class": "frame"}, table)
