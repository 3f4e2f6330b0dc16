"""Reports that hang, fill the memory or crash the reader, and archives that are bombs or lead out
of themselves, among good reports: each must cost only itself.
"""

from __future__ import annotations

import ctypes
import io
import tarfile
import time
import zipfile
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

from eval.benchmarks.bulk.generated import (
    START_SECONDS,
    folder_to_seconds,
    foretell,
    usual_families,
    write_reports,
)
from extraction.bulk import (
    BulkInputs,
    BulkLimits,
    BulkSettings,
    WorkerSettings,
    folder_to_records,
    run_bulk,
)

_MB = 1024 * 1024
# A good report takes a tenth of a second; a worker with the rules holds 200 MB, one with a model
# 400.
_LIMITS = BulkLimits(seconds=8.0, memory_mb=900.0)
_PLANT = "eval.benchmarks.bulk.hostile:plant"
_SAMPLE = b"<html><body><p>plain</p></body></html>"
_EACH = 2


def plant(path: str) -> None:
    """What a faulty reader would do, by the name of the report."""
    name = Path(path).name
    if "plant-hang" in name:
        time.sleep(3600)
    elif "plant-memory" in name:
        held = []
        while True:
            held.append(b"\x01" * (8 * _MB))
    elif "plant-segfault" in name:
        ctypes.string_at(0)


def write_hostile(folder: Path) -> dict[str, str]:
    """Hostile inputs among the reports; path in the record -> the code that it must end with."""
    expected = {}
    for kind, code in (("hang", "timeout"), ("memory", "memory"), ("segfault", "crashed")):
        for number in range(_EACH):
            path = folder / f"00001{number}-plant-{kind}.html"
            path.write_bytes(_SAMPLE + f"{kind}{number}".encode())
            expected[str(path)] = code
    sparse = folder / "000012-sparse.html"
    with sparse.open("wb") as file:
        file.truncate(10 * 1024 * _MB)
    expected[str(sparse)] = "too_large"
    slip = folder / "000013-slip.zip"
    with zipfile.ZipFile(slip, "w") as archive:
        archive.writestr("../../outside.html", _SAMPLE)
    expected[f"{slip}!/../../outside.html"] = "unsafe_path"
    bomb = folder / "000014-bomb.tar.gz"
    with tarfile.open(bomb, "w:gz", compresslevel=9) as tar:
        entry = tarfile.TarInfo("zeros.txt")
        entry.size = 600 * _MB
        tar.addfile(entry, _Zeros(entry.size))
    expected[f"{bomb}!/zeros.txt"] = "too_large"
    expected[str(bomb)] = "archive_limit"
    return expected


class _Zeros(io.RawIOBase):
    """So many zero bytes."""

    def __init__(self, size: int) -> None:
        super().__init__()
        self._left = size

    def read(self, size: int = -1) -> bytes:
        given = self._left if size < 0 else min(size, self._left)
        self._left -= given
        return bytes(given)


def measure_hostile(reports: int, home: Path, tagger: str) -> str:
    """The good reports' records must be those of a run without the hostile inputs."""
    source = home / "reports"
    write_reports(source, reports, usual_families())
    each = folder_to_seconds(source, tagger)
    waits = 2 * _EACH * (_LIMITS.seconds + START_SECONDS)
    foretell(2 * START_SECONDS + each * reports + waits)
    calm = _read(source, home / "calm", WorkerSettings(tagger=tagger))
    expected = write_hostile(source)
    start = time.perf_counter()
    worker = WorkerSettings(tagger=tagger, before_read=_PLANT)
    found = _read(source, home / "out", worker)
    seconds = time.perf_counter() - start
    same = sum(found.get(path) == told for path, told in calm.items())
    outside = len(list(home.parent.glob("outside.html")) + list(home.glob("outside.html")))
    told = (
        f"{same} of {reports} good reports have the same record as in a run without hostile "
        f"inputs; {len(found) - len(calm)} hostile inputs, {seconds:.0f} s; limits "
        f"{_LIMITS.seconds:g} s and {_LIMITS.memory_mb:g} MB; files written outside: {outside}.\n"
    )
    codes = {path: code for path, (code, _) in found.items()}
    return "\n".join([told, *codes_to_table(expected, codes, source)])


def _read(source: Path, out: Path, worker: WorkerSettings) -> dict[str | None, tuple[str, str]]:
    """Path of each record -> its first error's code, empty if none, and the record."""
    run_bulk(
        BulkInputs((str(source),)),
        out,
        BulkSettings(workers=2, limits=_LIMITS, worker=worker, formats=("csv",)),
    )
    records = list(folder_to_records(out))
    paths = Counter(record.source.path for record in records)
    if max(paths.values()) > 1:
        raise RuntimeError(f"records are doubled: {paths.most_common(3)}")
    return {
        record.source.path: (record.errors[0].code if record.errors else "", record.to_json())
        for record in records
    }


def codes_to_table(
    expected: Mapping[str, str], found: Mapping[str | None, str], home: Path
) -> list[str]:
    lines = ["| input | must end with | ended with |", "|---|---|---|"]
    for path, code in expected.items():
        name = path.removeprefix(f"{home}/")
        lines.append(f"| {name} | {code} | {found.get(path, 'NOTHING')} |")
    return lines
