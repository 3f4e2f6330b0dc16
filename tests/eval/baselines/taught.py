"""Annotated passages by hand for the taggers that learn: quotes instead of offsets."""

from __future__ import annotations

from collections.abc import Iterator

from annotations.schema import TEXT_PARTS, AnnotatedDocument, Meta, Part, Span, text_to_sha256
from models import SpanLabel, StatementLabel

Mark = tuple[SpanLabel | StatementLabel, str]


def annotate(
    text: str, *marks: Mark, name: str = "t-1", complete: tuple[Part, ...] = TEXT_PARTS
) -> AnnotatedDocument:
    """Each quote's first place behind the one before it; statements begin anew."""
    spans = []
    at = 0
    for number, (label, quote) in enumerate(marks):
        start = text.index(quote, 0 if label in ("problem", "commitment") else at)
        at = start + len(quote)
        value = 1 if label == "quantity" else None
        spans.append(Span(id=f"s{number}", label=label, start=start, end=at, value=value))
    return AnnotatedDocument(
        id=name,
        text=text,
        text_sha256=text_to_sha256(text),
        meta=Meta(
            agency="青崮县教育局",
            level="county",
            field="education",
            year=2022,
            kind="authored",
            split="train",
            place="problems",
        ),
        spans=tuple(spans),
        annotator="author",
        complete=complete,
    )


_NOUNS = ("信息", "图文", "通知", "公告", "简报", "图解", "问答", "视频")
_VERBS = ("发布", "推送", "公开")
_LACKS = ("公开不够及时", "解读形式单一", "专职人员不足", "栏目更新滞后")
_PLANS = ("加强人员培训", "丰富解读形式", "完善公开目录", "加快栏目更新")


def lessons() -> Iterator[AnnotatedDocument]:
    """Figures behind the noun that they count, points of a problem, plans behind 下一步."""
    for number, noun in enumerate(_NOUNS):
        count, channel = f"{11 * (number + 3)}条", ("县政府网站", "微信公众号")[number % 2]
        verb = _VERBS[number % 3]
        yield annotate(
            f"全年通过{channel}{verb}{noun}{count}。未收到举报。",
            ("period", "全年"),
            ("channel", channel),
            ("item", noun),
            ("quantity", count),
            ("negation", "未收到"),
            ("item", "举报"),
            name=f"claims-{number}",
        )
    for number, (lack, plan) in enumerate(zip(_LACKS, _PLANS, strict=True)):
        yield annotate(
            f"存在问题：一是{lack}。下一步，我局将{plan}。",
            ("problem", lack),
            ("commitment", f"下一步，我局将{plan}"),
            name=f"statements-{number}",
        )
