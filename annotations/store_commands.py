"""``gongkai annotations validate | build | stats | diff | realign``."""

from __future__ import annotations

import hashlib
from pathlib import Path

import typer
from rich.console import Console
from rich.table import Table

from annotations.authored import folder_to_documents
from annotations.card import documents_to_card, put_into
from annotations.corpus import CorpusStatistics, documents_to_statistics
from annotations.diff import diff_documents
from annotations.messages import say
from annotations.realign import realign
from annotations.schema import AnnotatedDocument
from annotations.store import read_files, read_store, store_digest, write_store
from annotations.variety import LONGEST_SHARED, documents_to_shared
from extraction.language import Lang
from extraction.readers import Limits, read

_WIDTH = 110


def build(app: typer.Typer, lang: Lang) -> None:
    """Adds the commands with their texts in one language."""

    def text(key: str) -> str:
        return say(lang, key)

    @app.command("validate", help=text("validate.about"))
    def validate(folder: Path = typer.Argument(help=text("store.folder"))) -> None:
        count = len(read_store(folder))
        print(say(lang, "validate.fine", count=count, digest=store_digest(folder)))

    @app.command("build", help=text("build.about"))
    def build_store(
        passages: Path = typer.Argument(help=text("build.passages")),
        out: Path = typer.Option(..., help=text("store.out")),
    ) -> None:
        found = folder_to_documents(passages)
        write_store(out, {f"authored-{split}.jsonl": each for split, each in found.items()})
        card = out / "README.md"
        if card.is_file():
            counted = documents_to_card(read_store(out))
            card.write_text(put_into(card.read_text(encoding="utf-8"), counted), encoding="utf-8")
        print(say(lang, "store.written", path=out, count=len(read_store(out))))

    @app.command("stats", help=text("stats.about"))
    def stats(folder: Path = typer.Argument(help=text("store.folder"))) -> None:
        _print_statistics(read_store(folder), lang)

    @app.command("diff", help=text("diff.about"))
    def diff(
        first: Path = typer.Argument(help=text("store.first")),
        second: Path = typer.Argument(help=text("store.second")),
    ) -> None:
        found = list(diff_documents(read_store(first), read_store(second)))
        for each in found:
            change = say(lang, f"diff.{each.change}")
            print(f"{each.document}\t{change}\t{each.what}\t{each.before}\t{each.after}")
        if not found:
            print(say(lang, "diff.same"))

    @app.command("realign", help=text("realign.about"))
    def realign_store(
        folder: Path = typer.Argument(help=text("store.folder")),
        sources: Path = typer.Argument(help=text("realign.sources")),
        out: Path = typer.Option(..., help=text("store.out")),
    ) -> None:
        files = {
            name: [_realigned(each, sources, lang) for each in documents]
            for name, documents in read_files(folder).items()
        }
        write_store(out, files)
        print(say(lang, "store.written", path=out, count=sum(map(len, files.values()))))


def _realigned(document: AnnotatedDocument, sources: Path, lang: Lang) -> AnnotatedDocument:
    """The document over what its source reads as now; itself where it has text or no source."""
    if document.source is None or document.text is not None:
        return document
    path = sources / document.source
    if not path.is_file():
        raise ValueError(say(lang, "realign.absent", document=document.id, path=path))
    data = path.read_bytes()
    if document.source_sha256 not in (None, hashlib.sha256(data).hexdigest()):
        raise ValueError(say(lang, "realign.other_file", document=document.id, path=path))
    source = read(data, name=path.name, limits=Limits())
    found = realign(document, source.text, text_rules=source.text_rules)
    for span in found.lost:
        place = f"{span.start}-{span.end}"
        print(say(lang, "realign.lost", document=document.id, label=span.label, place=place))
    for section in found.lost_sections:
        place = f"{section.start}-{section.end}"
        print(say(lang, "realign.lost", document=document.id, label=section.id, place=place))
    return found.document


def _print_statistics(documents: list[AnnotatedDocument], lang: Lang) -> None:
    """Authored passages and real reports of a split stand apart: they say different things."""
    groups = sorted({(document.meta.kind, document.meta.split) for document in documents})
    table = Table()
    table.add_column("")
    columns: list[CorpusStatistics] = []
    for kind, split in groups:
        table.add_column(f"{split}\n{say(lang, f'stats.{kind}')}", justify="right")
        chosen = [each for each in documents if (each.meta.kind, each.meta.split) == (kind, split)]
        columns.append(documents_to_statistics(chosen))
    for name in ("documents", "agencies", "characters", "fields", "cells", "sections"):
        table.add_row(say(lang, f"stats.{name}"), *(_said(getattr(each, name)) for each in columns))
    table.add_row(
        say(lang, "stats.years"),
        *("–".join(map(str, each.years)) if each.years else "–" for each in columns),
    )
    table.add_row(say(lang, "stats.marked"), *(str(each.marked) for each in columns))
    table.add_row(say(lang, "stats.bare"), *(_said(each.bare) for each in columns))
    table.add_row(
        say(lang, "stats.density"),
        *(f"{each.density:.0f}" if each.density else "–" for each in columns),
    )
    for label in columns[0].labels if columns else ():
        table.add_row(label, *(_said(each.labels[label]) for each in columns))
    Console(width=_WIDTH).print(table)
    shared = documents_to_shared(documents)
    for each in shared:
        print(
            say(
                lang,
                "stats.shared",
                first=each.first,
                second=each.second,
                length=len(each.text),
                text=each.text,
            )
        )
    if not shared:
        print(say(lang, "stats.varied", length=LONGEST_SHARED))


def _said(count: int | None) -> str:
    return "–" if count is None else str(count)
