"""The table of rivals, and loading one by its name.

A rival's package is never required: whoever wants the comparison installs it.
"""

from __future__ import annotations

import importlib
import shutil
from collections.abc import Collection
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from typing import Literal, cast

from eval.baselines.label_mapper import failed_record
from eval.systems import CellSystem, Extractor
from extraction.record import ReportRecord

FileKind = Literal["pdf", "page"]


@dataclass(frozen=True, slots=True)
class Rival:
    """One rival.

    Attributes:
        entry: ``module:attribute`` of its extractor.
        kinds: what it reads at all.
        package: the distribution that it needs, as pip names it; None for none.
        extras: what pip is to install with it.
        program: the outside program that it needs, and ``program_from`` where that comes from.
        note: why it is not among the packages of the ``bench`` extra; empty where it is.
    """

    entry: str
    kinds: frozenset[FileKind]
    package: str | None = None
    extras: str = ""
    program: str | None = None
    program_from: str = ""
    note: str = ""

    @property
    def requirement(self) -> str:
        return f"{self.package}{self.extras}"


_PDF: frozenset[FileKind] = frozenset({"pdf"})
_PAGE: frozenset[FileKind] = frozenset({"page"})
_HERE = "eval.baselines"

RIVALS: dict[str, Rival] = {
    "pdfplumber": Rival(f"{_HERE}.pdfplumber_tables:extract", _PDF, "pdfplumber"),
    "pdfplumber-words": Rival(f"{_HERE}.pdfplumber_tables:extract_by_words", _PDF, "pdfplumber"),
    "camelot-lattice": Rival(f"{_HERE}.camelot_tables:extract_lattice", _PDF, "camelot-py"),
    "camelot-hybrid": Rival(f"{_HERE}.camelot_tables:extract_hybrid", _PDF, "camelot-py"),
    "camelot-stream": Rival(f"{_HERE}.camelot_tables:extract_stream", _PDF, "camelot-py"),
    "img2table": Rival(
        f"{_HERE}.img2table_tables:extract",
        _PDF,
        "img2table",
        note="needs opencv-contrib-python, which shares its files with camelot's opencv",
    ),
    "img2table-unruled": Rival(
        f"{_HERE}.img2table_tables:extract_unruled",
        _PDF,
        "img2table",
        note="needs opencv-contrib-python, which shares its files with camelot's opencv",
    ),
    "pymupdf": Rival(f"{_HERE}.pymupdf_tables:extract", _PDF, "pymupdf", note="licence AGPL-3.0"),
    "tabula": Rival(
        f"{_HERE}.tabula_tables:extract",
        _PDF,
        "tabula-py",
        program="java",
        program_from="apt install default-jre-headless",
        note="needs Java",
    ),
    "markitdown": Rival(
        f"{_HERE}.markitdown_tables:extract", _PDF | _PAGE, "markitdown", extras="[pdf]"
    ),
    "pandas": Rival(f"{_HERE}.pandas_tables:extract", _PAGE, "pandas"),
    "docling-pages": Rival(
        f"{_HERE}.docling_tables:extract",
        _PAGE,
        "docling-slim",
        extras="[format-html,convert-core]",
        note="large for one kind of file",
    ),
    "lxml": Rival(f"{_HERE}.lxml_tables:extract", _PAGE, "lxml"),
    "numbers-in-order": Rival(
        f"{_HERE}.numbers_in_order:extract",
        _PDF | _PAGE,
        program="pdftotext",
        program_from="apt install poppler-utils",
    ),
}

# name -> why it is not measured.
LEFT_OUT: dict[str, str] = {
    "docling on PDFs": "layout and table models are fetched at the first file",
    "MinerU": "models are fetched at the first file; licence AGPL-3.0 up to version 2",
    "marker": "models are fetched at the first file; their licence forbids free use",
    "PP-Structure": "models are fetched at the first file",
    "unstructured (hi_res)": "layout and table models are fetched at the first file",
    "gmft": "the table transformer's weights are fetched at the first file",
    "pymupdf4llm": "pymupdf's own tables as Markdown; its layout package is not free software",
}


class UnknownRival(LookupError):
    """A name that the table does not have."""


class MissingRival(LookupError):
    """A rival whose package or program is not installed; ``remedy`` installs it."""

    def __init__(self, name: str, missing: str, remedy: str) -> None:
        super().__init__(f"{name}: {missing} is not installed; {remedy}")
        self.name = name
        self.remedy = remedy


def load_rival(name: str) -> CellSystem:
    """The rival as a system that reads cells; a file that it fails on is a failed record.

    Raises:
        UnknownRival: for a name that is not in ``RIVALS``.
        MissingRival: when its package or program is absent.
    """
    if name not in RIVALS:
        raise UnknownRival(f"{name}: no such rival; there are {', '.join(RIVALS)}")
    rival = RIVALS[name]
    found = _installed_version(name, rival)
    module, _, attribute = rival.entry.partition(":")
    extractor = cast("Extractor", getattr(importlib.import_module(module), attribute))
    return CellSystem(name, found, _guarded(extractor))


def installed_rivals(names: Collection[str] = tuple(RIVALS)) -> tuple[list[str], dict[str, str]]:
    """Those that can be run here, and for the others what installs them."""
    found = []
    missing = {}
    for name in names:
        try:
            _installed_version(name, RIVALS[name])
        except MissingRival as error:
            missing[name] = error.remedy
        else:
            found.append(name)
    return found, missing


def _installed_version(name: str, rival: Rival) -> str:
    if rival.program is not None and shutil.which(rival.program) is None:
        raise MissingRival(name, rival.program, rival.program_from)
    if rival.package is None:
        return ""
    try:
        return version(rival.package)
    except PackageNotFoundError:
        remedy = f"pip install '{rival.requirement}'"
        raise MissingRival(name, rival.package, remedy) from None


def _guarded(extractor: Extractor) -> Extractor:
    """A rival may raise whatever its libraries raise; the file then counts as not read."""

    def extract(data: bytes, name: str) -> ReportRecord:
        try:
            return extractor(data, name)
        except Exception as error:
            return failed_record(data, name, "rival_raised", f"{type(error).__name__}: {error}")

    return extract
