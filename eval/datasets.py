"""What systems are measured on: documents with what is known to be true of them.

``authored-dev`` and the like are the stores of annotated passages, ``real-dev`` and ``real-test``
the annotated reports whose files lie in the shared corpus. ``layouts:SIZE:SEED`` are generated
reports of every layout whose cells are known by construction, ``drawn:SIZE:SEED`` those of them
that need no outside program to be made, ``contradictions:SIZE:SEED`` reports of every layout,
undamaged, of which every second states a number of its tables otherwise in the text. A path to a
store or to one of its files serves as well.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from annotations.schema import AnnotatedDocument, CellGold
from annotations.store import MANIFEST, check_manifest, read_documents
from eval.findings import Findings, FoundContradiction
from eval.gold import annotated_to_findings
from eval.layouts.cells import CellTruth, Truths
from eval.layouts.families import FAMILIES
from eval.layouts.generate import (
    LayoutFile,
    families_to_makeable,
    plan_to_batched_files,
    size_to_plan,
)
from models import Place

GOLD = Path(__file__).parents[1] / "annotations" / "gold"
_NAMED = re.compile(r"(?:authored|real)-(?:train|dev|test)")
_LAYOUTS = re.compile(
    r"(?P<what>layouts|drawn|contradictions)(?::(?P<size>\d+)(?::(?P<seed>\d+))?)?"
)
# Kinds of layouts that an outside program prints.
PROGRAMS = frozenset({"chromium", "office"})
_SIZE = 300


class DatasetError(ValueError):
    """A data set that cannot be measured on; the message names it and the remedy."""


@dataclass(frozen=True, slots=True)
class EvalDocument:
    """One document and its truth.

    Attributes:
        agency: what intervals are clustered by.
        strata: name of a stratum -> this document's (level, year, layout, noise ...).
        text: the passage where it stands by itself; None where ``load`` gives a file.
        gold: what people say; parts that they did not annotate are None.
        cells: what a perfect reader says of every cell; None where that is not known.
        failed_checks: (rule, scope) of the identities that do not hold; None likewise.
    """

    id: str
    agency: str
    strata: Mapping[str, str]
    text_sha256: str | None
    text: str | None
    place: Place
    file_name: str
    load: Callable[[], bytes]
    gold: Findings
    cells: Truths | None = None
    failed_checks: frozenset[tuple[str, str]] | None = None


@dataclass(frozen=True, slots=True)
class Dataset:
    """``digest`` names the data: of the store's file, or of the generator's arguments and code.

    ``skipped``: layout family -> the program that making it needs and that was not found.
    """

    name: str
    digest: str
    size: int
    documents: Callable[[], Iterator[EvalDocument]]
    skipped: Mapping[str, str] = field(default_factory=dict)


def name_to_dataset(name: str, *, corpus: Path | None = None, gold: Path = GOLD) -> Dataset:
    """The data set of that name.

    Args:
        corpus: folder of the real reports' files.

    Raises:
        DatasetError: for a name that says nothing, an empty set, documents that stand twice, a
            store that its MANIFEST does not know, real reports without their corpus.
        StoreError: for documents that break the rules of the store.
    """
    generated = _LAYOUTS.fullmatch(name)
    if generated:
        size, seed = int(generated["size"] or _SIZE), int(generated["seed"] or 0)
        return _layouts(name, generated["what"], size, seed)
    path = gold / f"{name}.jsonl" if _NAMED.fullmatch(name) else Path(name)
    if path.is_dir():
        check_manifest(path)
        files = sorted(path.glob("*.jsonl"))
    elif path.is_file():
        if (path.parent / MANIFEST).is_file():
            check_manifest(path.parent)
        files = [path]
    else:
        raise DatasetError(f"{name}: there is neither a data set nor a file of this name")
    documents = [document for file in files for document in read_documents(file)]
    return documents_to_dataset(name, documents, _files_to_digest(files), corpus=corpus)


def documents_to_dataset(
    name: str, documents: Iterable[AnnotatedDocument], digest: str, *, corpus: Path | None = None
) -> Dataset:
    """Raises ``DatasetError`` as ``name_to_dataset`` does."""
    found = [_annotated(document, corpus) for document in documents]
    if not found:
        raise DatasetError(f"{name}: there is no document to measure on")
    ids = [document.id for document in found]
    twice = sorted({each for each in ids if ids.count(each) > 1})
    if twice:
        raise DatasetError(f"{name}: documents that stand twice: {', '.join(twice[:5])}")
    return Dataset(name, digest, len(found), lambda: iter(found))


def _files_to_digest(files: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for file in files:
        digest.update(file.name.encode())
        digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()[:12]


def _annotated(document: AnnotatedDocument, corpus: Path | None) -> EvalDocument:
    meta = document.meta
    path = Path(document.source) if document.source else None
    if document.text is None:
        if corpus is None:
            raise DatasetError(
                f"{document.id}: its text is not in the store; name the folder of the real reports"
                " with --corpus or GONGKAI_SHARED"
            )
        if path is None or not (corpus / path).is_file():
            raise DatasetError(f"{document.id}: {corpus / (path or '')} is not there")
    strata = {
        "level": meta.level,
        "field": meta.field,
        "year": str(meta.year) if meta.year is not None else "unknown",
        "place": meta.place,
        "kind": meta.kind,
    }
    if meta.layout:
        strata["layout"] = meta.layout
    has_cells = "cells" in document.complete
    return EvalDocument(
        id=document.id,
        agency=meta.agency,
        strata=strata,
        text_sha256=document.text_sha256,
        text=document.text,
        place=meta.place,
        file_name=path.name if path else f"{document.id}.txt",
        load=lambda: (corpus / path).read_bytes() if corpus and path else b"",
        gold=annotated_to_findings(document),
        cells={cell.id: cell_to_truth(cell) for cell in document.cells} if has_cells else None,
        failed_checks=frozenset((check.rule, check.scope) for check in document.failed_checks)
        if has_cells
        else None,
    )


def cell_to_truth(cell: CellGold) -> CellTruth:
    """What people read; open where silence and a reading are both admitted."""
    values = {state.value for state in (cell.state, *cell.also)} - {None}
    figure = cell.value if cell.value is not None else next(iter(values), None)
    statuses = tuple(state.status for state in cell.also)
    if any(state.value is None for state in (cell.state, *cell.also)) and values:
        return CellTruth(figure, cell.raw, cell.status, figure, "open", statuses)
    return CellTruth(cell.value, cell.raw, cell.status, figure, also=statuses)


def _layouts(name: str, what: str, size: int, seed: int) -> Dataset:
    contradicting = what == "contradictions"
    wanted = [
        name for name, each in FAMILIES.items() if what != "drawn" or each.kind not in PROGRAMS
    ]
    kept, skipped = families_to_makeable(wanted)
    plan = size_to_plan(size, seed=seed, families=kept, noisy=not contradicting) if kept else []
    if contradicting:
        plan = [replace(item, contradicts=bool(n % 2)) for n, item in enumerate(plan)]
    if not plan:
        raise DatasetError(f"{name}: no layout can be made on this machine")

    def documents() -> Iterator[EvalDocument]:
        for number, file in enumerate(plan_to_batched_files(plan)):
            yield _generated(number, file, contradicting=contradicting)

    digest = hashlib.sha256(repr((size, seed, sorted(kept), contradicting)).encode()).hexdigest()[
        :12
    ]
    return Dataset(name, digest, len(plan), documents, skipped)


def _generated(number: int, file: LayoutFile, *, contradicting: bool) -> EvalDocument:
    name = f"{number:05d}-{file.family.name}"
    planted = tuple(
        FoundContradiction(claimed=each.claimed, cells=each.cells) for each in file.planted
    )
    return EvalDocument(
        id=name,
        agency=name,
        strata={
            "layout": file.family.name,
            "noise": file.noise or "undamaged",
            "severity": file.severity or "undamaged",
            "kind": "generated",
        },
        text_sha256=None,
        text=None,
        place="unknown",
        file_name=file.name,
        load=lambda: file.data,
        gold=Findings(
            document=name, text_sha256=None, contradictions=planted if contradicting else None
        ),
        cells=file.truths,
        # the tables are consistent by construction; what damage makes of their sums is not known
        failed_checks=frozenset() if file.noise is None else None,
    )
