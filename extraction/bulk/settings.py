"""What a bulk run may be told: how it works, what it may cost, and what is read.

``WorkerSettings`` travel to the worker processes; the rest stays with the run.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from extraction.bulk_options import Refresh
from extraction.language import Lang
from models import DEFAULT_TAGGER


@dataclass(frozen=True, slots=True)
class WorkerSettings:
    """How a worker reads.

    Attributes:
        tagger: as for ``models.load_tagger``.
        threads: of a trained model; one, so that as many workers as there are cores share them.
        cache_passages: passages whose spans a worker remembers; 0 for none. 20,000 found no more in
            10,000 generated reports than 2,000 would, and grew a worker by 42 MB.
        sort_by_length: passages of a batch go to the tagger shortest first.
        batch_chars: running text tagged in one call ends with the report that reaches this; ten
            provincial reports have 600,000 characters, and their documents take some 200 MB.
        before_read: "module:function" called with each report's name before it is read, in the
            worker; for tests of what a faulty reader costs.
    """

    tagger: str = DEFAULT_TAGGER
    with_text: bool = False
    threads: int = 1
    cache_passages: int = 2_000
    sort_by_length: bool = True
    batch_chars: int = 600_000
    before_read: str | None = None


@dataclass(frozen=True, slots=True)
class BulkLimits:
    """What one report may cost before its worker is ended.

    Attributes:
        seconds: by the clock; LibreOffice alone may take 60 for a file.
        memory_mb: resident memory of the worker and its children; readers keep a report under
            1 GiB, a batch of finished documents and the tagger come on top.
        start_seconds: until a new worker is ready; loading a model on a busy machine took 20.
    """

    seconds: float = 120.0
    memory_mb: float = 2048.0
    start_seconds: float = 180.0


@dataclass(frozen=True, slots=True)
class ArchiveLimits:
    """Bounds of one archive; what is beyond them is refused, what came before them stands.

    Attributes:
        members: files of any kind.
        member_bytes: unpacked; as ``readers.Limits.file_bytes``.
        total_bytes: unpacked, all members together.
        ratio: unpacked to packed, once ``ratio_from`` bytes are unpacked. Pages of one web site
            in a ``.tar.xz`` reach 60, zeros in a ``.tar.gz`` 1000.
        directory_bytes: the ZIP's own list of members, which is held in memory.
    """

    members: int = 300_000
    member_bytes: int = 64 * 1024 * 1024
    total_bytes: int = 256 * 1024**3
    ratio: float = 250.0
    ratio_from: int = 256 * 1024 * 1024
    directory_bytes: int = 32 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class BulkSettings:
    """How a bulk run works.

    Attributes:
        workers: 0 stands for one on this machine, and for all CPUs of a Ray cluster.
        engine: where the workers are, see ``engines.ENGINES``.
        ray_address: of the cluster; "auto" for the one of this machine, None to start one here.
        chunk_bytes: what the files of a chunk have together at most, as far as their sizes are
            known; one report is always taken. Ray keeps what is under way in an object store.
        copy_to: address of a folder that the output is copied to.
        chunk_reports: reports that a worker takes at a time at most, and tags in one call.
        part_reports: inputs of one part of the output; fixed when the folder is made.
        grace_seconds: what the workers may still finish after Ctrl-C.
        formats: of ``extraction.sinks`` to be written at the end, besides the records; the usual
            ones, as far as they can be, if none is named.
        lang: of the summary page.
    """

    workers: int = 1
    engine: str = "local"
    ray_address: str | None = None
    copy_to: str | None = None
    chunk_reports: int = 16
    chunk_bytes: int = 64 * 1024 * 1024
    part_reports: int = 1000
    refresh: tuple[Refresh, ...] = ()
    grace_seconds: float = 10.0
    formats: tuple[str, ...] = ()
    lang: Lang = "en"
    worker: WorkerSettings = field(default_factory=WorkerSettings)
    limits: BulkLimits = field(default_factory=BulkLimits)
    archives: ArchiveLimits = field(default_factory=ArchiveLimits)


@dataclass(frozen=True, slots=True)
class BulkInputs:
    """What is to be read: arguments as on the command line, then lists, then a manifest."""

    arguments: tuple[str, ...] = ()
    lists: tuple[Path, ...] = ()
    manifest: Path | None = None
