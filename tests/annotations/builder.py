"""Small annotated documents for tests."""

from __future__ import annotations

from annotations.authored import passage_to_document
from annotations.markup import markup_to_passages
from annotations.schema import (
    AnnotatedDocument,
    CellGold,
    CellState,
    CheckGold,
    Meta,
    SectionGold,
    TableGold,
    name_to_digest,
    text_to_sha256,
)


def document(marked: str, name: str = "mu-1", agency: str = "云澜市文旅局") -> AnnotatedDocument:
    header = (
        f"=== {name} | agency={agency} | level=city | field=culture | year=2023 | place=overview"
    )
    return passage_to_document(markup_to_passages(f"{header}\n{marked}")[0], "train")


REPORT = "公告\n云澜市文旅局2023年年度报告\n\n一、总体情况\n发布信息12条。\n二、其他\n无。\n"
"""A report of an invented agency; its preamble may start at either of the first two lines."""


def real_report(**update: object) -> AnnotatedDocument:
    """A real report as the store has it: digests and numbers, no text."""
    cells = (
        CellGold(id="t2.granted.total", value=3, status="value"),
        CellGold(
            id="t2.carried_out.total",
            value=0,
            status="derived",
            reading="blank",
            also=(CellState(value=0, status="zero"), CellState(status="unreadable")),
        ),
        CellGold(id="t1.art20_9.central_procurement.total_amount", value=2.0, status="value"),
    )
    first, second = REPORT.index("一、"), REPORT.index("二、")
    made = AnnotatedDocument(
        id="yunlan-2023",
        text_sha256=text_to_sha256(REPORT),
        text_rules=1,
        text_length=len(REPORT),
        source="site/yunlan-2023.txt",
        source_sha256=text_to_sha256(REPORT),
        meta=Meta(
            agency="yunlan", level="city", field="culture", year=2023, kind="real", split="train"
        ),
        cells=cells,
        tables=(
            TableGold(id="t2_requests", forms=("f2021", "f2019"), status="read"),
            TableGold(forms=("stat_2014",), status="not_read"),
        ),
        failed_checks=(CheckGold(rule="T2_BALANCE", scope="total"),),
        sections=(
            SectionGold(id="s0", start=3, end=first, other_starts=(0,)),
            _section("s1", first, second, "一、总体情况"),
            _section("s6", second, len(REPORT), "二、其他", optional=True),
        ),
        title=name_to_digest("云澜市文旅局2023年年度报告"),
        title_also=(name_to_digest("公告"),),
        agency=name_to_digest("云澜市文旅局"),
        aliases=(name_to_digest("云澜市文物局"),),
        year=2023,
        annotator="author",
        complete=("cells", "sections", "fields"),
        notes=("Two titles.",),
    )
    return AnnotatedDocument.model_validate(made.model_dump() | update)


def _section(name: str, start: int, end: int, heading: str, **more: bool) -> SectionGold:
    digest = name_to_digest(heading)
    fields = {"id": name, "start": start, "end": end, "heading": digest}
    return SectionGold.model_validate(fields | {"heading_length": len(heading)} | more)
