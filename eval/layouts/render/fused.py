"""N52 and N53: a crawler's dump that lost every separator between paragraphs and cells.

The truth about such a file follows from arithmetic alone and is worked out here by trying all
splits: never read as one number, split where one split is left, unreadable otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from random import Random

from eval.layouts.cells import CellTruth, Truths, destroyed, opened
from eval.layouts.labels import FormLabels, NumberKind, load_labels
from eval.layouts.sheet import DrawnCell, DrawnRow, Sheet
from eval.layouts.splitting import SearchTooWideError, Split, digits_to_sums, settle_columns

# Share of cell borders that leave a space: none or hardly any in most dumps, many in some.
SPACE_RATES = (0.0, 0.0, 0.03, 0.35)

NUMBER_OF_KIND: Mapping[NumberKind, str] = {
    "int": r"0|[1-9][0-9]*",
    "signed_int": r"[+-]?(?:0|[1-9][0-9]*)",
    "decimal": r"(?:0|[1-9][0-9]*)(?:\.[0-9]+)?",
    "money_raw": r"(?:0|[1-9][0-9]*)(?:\.[0-9]+)?元?",
}


@dataclass(frozen=True, slots=True)
class FusedRow:
    """The values of a row as they stand in the dump: pieces between surviving separators."""

    cells: tuple[DrawnCell, ...]
    breaks: tuple[bool, ...]

    @property
    def text(self) -> str:
        parts = [self.cells[0].text]
        for broken, cell in zip(self.breaks, self.cells[1:], strict=True):
            parts.append(f" {cell.text}" if broken else cell.text)
        return "".join(parts)

    @property
    def pieces(self) -> list[str]:
        return self.text.split()

    @property
    def is_plain(self) -> bool:
        return all(self.breaks) and all(cell.text for cell in self.cells)

    def stands_alone(self, index: int) -> bool:
        before = index == 0 or self.breaks[index - 1]
        return before and (index == len(self.cells) - 1 or self.breaks[index])


def sheet_to_fused_text(sheet: Sheet, rng: Random, header: Sequence[str]) -> tuple[str, Truths]:
    """The dump after its crawler header, and the truths that it leaves."""
    rate = rng.choice(SPACE_RATES)
    joint = rng.choice(("", "", " "))
    fused: dict[str, FusedRow] = {}
    parts = list(sheet.title)
    for section in sheet.sections:
        parts.append(section.heading)
        parts.extend(section.paragraphs)
        if section.table is not None:
            parts.append("".join(_table_parts(section.table.rows, rate, rng, fused)))
    body = joint.join(part for part in parts if part)
    text = "\n".join((*header, "=" * 20 + " 正文 " + "=" * 20, body)) + "\n"
    return text, fused_truths(sheet, fused)


def crawler_header(sheet: Sheet, rng: Random) -> list[str]:
    """N53: what the crawler knew of the page."""
    day = sheet.published.replace("-", "")
    number = rng.randint(10_000, 99_999)
    clock = f"{rng.randint(8, 18):02d}:{rng.randint(0, 59):02d}"
    return [
        f"标题: {''.join(sheet.title)}",
        f"发布时间: {sheet.published} {clock}",
        "文号: ",
        f"发布机构: {sheet.agency if rng.random() < 0.6 else ''}",
        "栏目: 政府信息公开年报",
        f"原文链接: https://www.example.cn/xxgk/nb/{day[:6]}/t{day}_{number}.htm",
    ]


def _table_parts(
    rows: Sequence[DrawnRow], rate: float, rng: Random, fused: dict[str, FusedRow]
) -> Iterator[str]:
    for row in rows:
        for cell in row.cells:
            if cell.role != "value":
                yield cell.text + (" " if rng.random() < rate / 4 else "")
        if row.values:
            breaks = tuple(rng.random() < rate for _ in row.values[1:])
            fused[row.id] = FusedRow(row.values, breaks)
            yield fused[row.id].text


def fused_truths(sheet: Sheet, rows: Mapping[str, FusedRow]) -> Truths:
    """The truths of all cells once separators are gone."""
    first, others = load_labels()[sheet.first], load_labels()[sheet.others]
    truths = dict(sheet.truths)
    candidates: dict[str, list[Split]] = {}
    for row_id, row in rows.items():
        if row.is_plain:
            if row_id.startswith("t2.") and row.text.replace(" ", "").isdigit():
                name = row_id.removeprefix("t2.")
                candidates[name] = [tuple(int(cell.text) for cell in row.cells)]
            continue
        if not row.text.strip():
            truths.update(_all_blank(row, truths))
        elif not re.fullmatch(r"[0-9+.元-]+", "".join(row.pieces)) or _is_mark(row):
            truths.update(_each(row, truths, lambda truth: opened(truth, "unreadable")))
        elif any(not cell.text for cell in row.cells):
            truths.update(_each(row, truths, _lost))
        elif row_id.startswith("t1."):
            truths.update(_disclosure_row(row_id, row, truths, first))
        elif row_id == "t3":
            splits = digits_to_sums(row.pieces, (5, 5, 5))
            truths.update(_from_splits(row, truths, splits, chosen=_only(splits)))
        else:
            candidates[row_id.removeprefix("t2.")] = digits_to_sums(row.pieces, (7,))
    truths.update(_request_rows(rows, truths, candidates, others))
    return truths


def _is_mark(row: FusedRow) -> bool:
    return any(cell.text == "-" for cell in row.cells)


def _each(row: FusedRow, truths: Truths, change: object) -> dict[str, CellTruth]:
    assert callable(change)
    return {cell.id: change(truths[cell.id]) for cell in row.cells if cell.id is not None}


def _all_blank(row: FusedRow, truths: Truths) -> dict[str, CellTruth]:
    return _each(row, truths, lambda truth: replace(truth, also=("missing_cell", "unreadable")))


def _lost(truth: CellTruth) -> CellTruth:
    if truth.raw is None:
        return destroyed(truth, "unreadable", "missing_cell", "blank")
    return destroyed(truth, "unreadable", raw=truth.raw)


def _disclosure_row(
    row_id: str, row: FusedRow, truths: Truths, form: FormLabels
) -> dict[str, CellTruth]:
    """Table 1 has no identity: a fused row of several columns stays unreadable.

    Where digits and signs admit one split only, as in three single digits, the row is open.
    """
    if len(row.cells) == 1:
        return {}
    block = next(block for block in form.blocks if row_id.startswith(f"t1.{block.id}."))
    ways = _count_splits(row.pieces, [column.kind for column in block.columns])
    if ways == 1:
        return _each(row, truths, lambda truth: opened(_split(truth, plain=True), "unreadable"))
    return _each(row, truths, _lost)


def _count_splits(pieces: Sequence[str], kinds: Sequence[NumberKind]) -> int:
    if not kinds:
        return 0 if pieces else 1
    if not pieces:
        return 0
    head, rest = pieces[0], list(pieces[1:])
    ways = 0
    for end in range(1, len(head) + 1):
        if re.fullmatch(NUMBER_OF_KIND[kinds[0]], head[:end]):
            left = [head[end:], *rest] if end < len(head) else rest
            ways += _count_splits(left, kinds[1:])
    return ways


def _request_rows(
    rows: Mapping[str, FusedRow],
    truths: Truths,
    candidates: Mapping[str, Sequence[Split]],
    form: FormLabels,
) -> dict[str, CellTruth]:
    try:
        settled = settle_columns(candidates, results=form.result_rows)
    except SearchTooWideError:
        settled = {name: _only(splits) for name, splits in candidates.items()}
    changes: dict[str, CellTruth] = {}
    for name, splits in candidates.items():
        row = rows[f"t2.{name}"]
        if not row.is_plain:
            changes.update(_from_splits(row, truths, splits, chosen=settled[name]))
    return changes


def _only(splits: Sequence[Split]) -> Split | None:
    return splits[0] if len(splits) == 1 else None


def _from_splits(
    row: FusedRow, truths: Truths, splits: Sequence[Split], *, chosen: Split | None
) -> dict[str, CellTruth]:
    changes = {}
    for index, cell in enumerate(row.cells):
        assert cell.id is not None
        truth = truths[cell.id]
        read = _split(truth, plain=row.stands_alone(index))
        if chosen is not None and chosen[index] == truth.value:
            changes[cell.id] = read
        elif splits and all(split[index] == truth.value for split in splits):
            changes[cell.id] = opened(read, "unreadable")
        else:
            changes[cell.id] = destroyed(truth, "unreadable", raw=truth.raw)
    return changes


def _split(truth: CellTruth, *, plain: bool) -> CellTruth:
    return replace(truth, status="split", also=(truth.status,) if plain else ())
