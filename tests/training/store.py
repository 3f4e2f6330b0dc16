"""A store of a few invented passages, for runs that take seconds."""

from __future__ import annotations

from pathlib import Path

from annotations.schema import AnnotatedDocument, Meta, Span, Split, text_to_sha256
from annotations.store import write_store

_TRAIN = ("云澜市水务局", "青泽县教育局", "石桥镇")
_DEV = ("柳渡区民政局",)


def texts() -> list[str]:
    return [document.text or "" for document in _documents()]


def write_tiny_store(folder: Path) -> Path:
    """``authored-train`` and ``authored-dev``, three passages and one."""
    documents = _documents()
    files = {
        f"authored-{split}.jsonl": [each for each in documents if each.meta.split == split]
        for split in ("train", "dev")
    }
    write_store(folder, files)
    return folder


def _documents() -> list[AnnotatedDocument]:
    train = [_document(name, number, "train") for number, name in enumerate(_TRAIN)]
    return [*train, *(_document(name, 1, "dev") for name in _DEV)]


def _document(agency: str, number: int, split: Split) -> AnnotatedDocument:
    amount = f"{37 + 11 * number}条"
    text = f"全年发布信息{amount}。"
    place = text.index(amount)
    return AnnotatedDocument(
        id=f"{split}-{number}",
        text=text,
        text_sha256=text_to_sha256(text),
        meta=Meta(
            agency=agency,
            level="county",
            field="general",
            year=2023,
            kind="authored",
            split=split,
            place="overview",
        ),
        spans=(
            Span(id="i1", label="item", start=4, end=6),
            Span(
                id="q1",
                label="quantity",
                start=place,
                end=place + len(amount),
                value=37 + 11 * number,
                unit="条",
                unit_norm="条",
            ),
        ),
        relations=({"kind": "item", "head": "q1", "tail": "i1"},),  # type: ignore[arg-type]
        annotator="author",
        complete=("spans", "relations", "indicators", "themes"),
    )
