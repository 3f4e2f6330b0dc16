"""Small reports, archives and work items for the tests of bulk runs."""

from __future__ import annotations

import io
import tarfile
import zipfile
from collections.abc import Mapping
from pathlib import Path

from extraction.bulk.settings import BulkInputs

HEAD = "云澜市水务局{year}年政府信息公开工作年度报告\n一、总体情况\n"


def report_text(number: int, year: int = 2023) -> str:
    """A report whose one claim is its number."""
    return f"{HEAD.format(year=year)}全年发布信息{number}条。\n"


def write_reports(folder: Path, count: int, *, first: int = 1) -> list[Path]:
    """``count`` reports that differ, named in their order."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for number in range(first, first + count):
        path = folder / f"{number:03d}.txt"
        path.write_text(report_text(number), encoding="utf-8")
        paths.append(path)
    return paths


def named(*paths: Path) -> BulkInputs:
    return BulkInputs(tuple(map(str, paths)))


def write_zip(path: Path, members: Mapping[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return path


def write_tar(path: Path, members: Mapping[str, bytes]) -> Path:
    """Packed as the name's suffix says."""
    mode = {"gz": "w:gz", "tgz": "w:gz", "bz2": "w:bz2", "xz": "w:xz"}.get(path.suffix[1:], "w")
    with tarfile.open(path, mode) as archive:  # type: ignore[call-overload]
        for name, data in members.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(data)
            archive.addfile(entry, io.BytesIO(data))
    return path
