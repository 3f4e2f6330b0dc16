"""A bulk run: plan, hand out, take back, write parts; the only module of the room that knows all.

Results are bounded everywhere: a worker has one chunk, takes the next when it is idle, and what
it sends is in the ledger before anything else happens. So memory does not grow with the inputs,
and the output depends on their order alone, not on the number of workers or interruptions.
"""

from __future__ import annotations

import os
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from extraction.addresses import address_to_name, is_address
from extraction.bulk.engine import Engine, Lost
from extraction.bulk.engines import open_engine
from extraction.bulk.entries import Entry, Outcome
from extraction.bulk.export import Exported, export_parts, formats_to_write
from extraction.bulk.ledger import Ledger, lock
from extraction.bulk.maker import settings_to_maker
from extraction.bulk.mirror import Mirror
from extraction.bulk.plan import Planner
from extraction.bulk.progress import Progress, SilentWatcher, Tally, Watcher
from extraction.bulk.report_page import write_page
from extraction.bulk.settings import BulkInputs, BulkSettings
from extraction.bulk.sources import BESIDE_ARCHIVE, Contents, path_to_bytes
from extraction.bulk.stopping import StopWish, stop_wish
from extraction.bulk.worker import Finished, Task, record_to_outcome
from extraction.bulk.writer import (
    part_to_records,
    publish_part,
    reopen_grown_parts,
    reopen_reports,
    settle_parts,
)
from extraction.bulk_options import Refresh
from extraction.errors import UnreadableReport
from extraction.inputs import STANDARD_INPUT
from extraction.pipeline import refused_record
from extraction.record.model import ReportRecord
from models import load_tagger

DEFAULT_SETTINGS = BulkSettings()
_SILENT = SilentWatcher()


@dataclass(frozen=True, slots=True)
class BulkResult:
    """How a run ended.

    Attributes:
        progress: at its end.
        changed: finished reports whose file is another one now, left as they are.
        outdated: finished reports that another version made, left as they are.
        exported: formats written, and those that could not be.
        page: the summary page; None where the run was stopped.
        stopped_by: number of the signal that stopped it; None where all was read.
    """

    progress: Progress
    changed: int
    outdated: int
    exported: Exported
    page: Path | None
    stopped_by: int | None


def run_bulk(
    inputs: BulkInputs,
    out: Path,
    settings: BulkSettings = DEFAULT_SETTINGS,
    watcher: Watcher = _SILENT,
) -> BulkResult:
    """Reads all inputs into ``out``; where an earlier run broke off, goes on from there.

    Raises:
        NothingFound: for an argument, list or manifest that is not there.
        BadManifest: for a manifest that is none.
        LedgerBusy: when another run is writing to ``out``.
        LedgerUnknown: when a later version wrote ``out``.
        WorkersCannotStart: when no worker gets ready.
        NoCluster: when the engine's machines cannot be had.
        AddressUnreachable: when the output cannot be copied to its address.
        OSError: when ``out`` cannot be written.
    """
    out.mkdir(parents=True, exist_ok=True)
    with (
        lock(out),
        stop_wish() as wish,
        closing(Ledger(out, part_reports=settings.part_reports)) as ledger,
    ):
        return _Run(ledger, out, settings, watcher, wish).run(inputs)


class _Run:
    def __init__(
        self, ledger: Ledger, out: Path, settings: BulkSettings, watcher: Watcher, wish: StopWish
    ) -> None:
        self._ledger = ledger
        self._out = out
        self._settings = settings
        self._watcher = watcher
        self._wish = wish
        self._contents = Contents(settings.archives)
        self._running: dict[int, Entry] = {}
        self._mirror = Mirror(out, settings.copy_to) if settings.copy_to else None

    def run(self, inputs: BulkInputs) -> BulkResult:
        ledger = self._ledger
        ledger.settle_interrupted()
        settle_parts(ledger, self._out)
        planner = Planner(
            ledger,
            self._out,
            self._settings.archives,
            self._contents,
            read_changed=Refresh.CHANGED in self._settings.refresh,
            told=self._watcher.planning,
            stopped=lambda: self._wish.signal is not None,
        )
        changed = planner.plan(inputs).changed
        outdated = self._look_at_versions()
        reopen_grown_parts(ledger, self._out)
        self._tally = _ledger_to_tally(ledger)
        progress = self._read_pending()
        ledger.settle_interrupted()
        for part in ledger.ready_parts(incomplete=True):
            publish_part(ledger, self._out, part)
        exported = self._export()
        page = None
        if self._wish.signal is None:
            page = write_page(ledger, self._out, progress, self._settings.lang)
        if self._mirror is not None:
            self._mirror.bring_up()
        return BulkResult(progress, changed, outdated, exported, page, self._wish.signal)

    def _export(self) -> Exported:
        """Only of a run that came to its end; one that was stopped goes on later."""
        exported = formats_to_write(self._settings.formats)
        if self._wish.signal is None:
            export_parts(
                self._ledger,
                self._out,
                exported.formats,
                processes=max(1, min(self._settings.workers, os.cpu_count() or 1)),
                stopped=lambda: self._wish.signal is not None,
                told=self._watcher.exporting,
            )
        return exported

    def _look_at_versions(self) -> int:
        """Reopens what other versions made where that was asked for, else only counts it."""
        makers = self._ledger.count_by_maker()
        if not makers:
            return 0
        worker = self._settings.worker
        made_by = settings_to_maker(worker, load_tagger(worker.tagger, threads=worker.threads))
        if set(makers) == {made_by}:
            return 0
        outdated = self._ledger.outdated(made_by)
        if Refresh.OUTDATED not in self._settings.refresh:
            return len(outdated)
        reopen_reports(self._ledger, self._out, outdated)
        return 0

    def _read_pending(self) -> Progress:
        pending = self._tally.total - self._tally.finished
        if not pending or self._wish.signal is not None:
            return self._tally.now(memory_mb=(), asked=0, hits=0, restarts=0)
        with open_engine(self._settings, pending) as engine:
            self._hand_out_and_take_back(engine)
            return self._now(engine)

    def _hand_out_and_take_back(self, engine: Engine) -> None:
        deadline: float | None = None
        left = True
        while left or engine.busy:
            if self._wish.signal is not None:
                deadline = deadline or time.monotonic() + self._settings.grace_seconds
                if not engine.busy or time.monotonic() > deadline:
                    return
            else:
                left = self._hand_out(engine)
            for event in engine.events():
                if isinstance(event, Finished):
                    self._take_back(event.outcomes)
                else:
                    self._settle_lost(event, engine)
                    left = True
            self._watcher.progress(self._now(engine))

    def _hand_out(self, engine: Engine) -> bool:
        """Whether anything may be left to be handed out."""
        for _ in range(engine.idle_count()):
            self._tally.start()
            entries = self._ledger.take(engine.chunk, largest=self._settings.chunk_bytes)
            if not entries:
                return False
            self._running.update((entry.seq, entry) for entry in entries)
            engine.give([self._entry_to_task(entry, engine) for entry in entries])
        return True

    def _entry_to_task(self, entry: Entry, engine: Engine) -> Task:
        task = Task(entry.seq, entry.key, sha256=entry.sha256, refusal=entry.refusal)
        if entry.refusal is not None:
            return task
        from_here = is_address(entry.path) and not engine.reaches_addresses
        if entry.ordinal is None and entry.key != STANDARD_INPUT and not from_here:
            stamp = (entry.size, entry.mtime_ns)
            return Task(entry.seq, entry.path, sha256=entry.sha256, stamp=stamp)
        try:
            data = self._entry_to_bytes(entry)
        except UnreadableReport as error:
            return replace(task, refusal=(error.code, error.detail))
        except OSError as error:
            return replace(task, refusal=("unreachable", error.strerror or str(error)))
        name = PurePosixPath(entry.key.partition(BESIDE_ARCHIVE)[2].replace("\\", "/")).name
        if is_address(entry.path):
            name = address_to_name(entry.path)
        return replace(task, name=name or None, data=data)

    def _entry_to_bytes(self, entry: Entry) -> bytes:
        if is_address(entry.path):
            return path_to_bytes(entry.path, self._settings.archives.member_bytes)
        return self._contents.read(entry.path, entry.ordinal)

    def _take_back(self, outcomes: tuple[Outcome, ...]) -> None:
        self._ledger.finish(outcomes)
        self._tally.add(len(outcomes))
        for outcome in outcomes:
            entry = self._running.pop(outcome.seq)
            if outcome.state != "done":
                code = outcome.code or "other"
                self._tally.add_failure(code, quarantined=outcome.state == "quarantined")
                self._watcher.failure(entry.key, code, outcome.reason or "")
        for part in sorted({outcome.seq // self._ledger.part_reports for outcome in outcomes}):
            if self._ledger.is_complete(part):
                publish_part(self._ledger, self._out, part)

    def _settle_lost(self, lost: Lost, engine: Engine) -> None:
        """What the worker was at is tried once more alone, then set apart; the rest goes on."""
        if lost.machine is not None:
            self._watcher.machine_lost(lost.machine, len(lost.others))
        first = [seq for seq in lost.blamed if not self._running[seq].attempts]
        again = [self._running[seq] for seq in lost.blamed if self._running[seq].attempts]
        self._ledger.put_back(first, blamed=True)
        self._ledger.put_back(lost.others)
        for seq in (*first, *lost.others):
            del self._running[seq]
        made_by = engine.made_by or ""
        self._take_back(tuple(_quarantine(entry, lost, made_by) for entry in again))

    def _now(self, engine: Engine) -> Progress:
        asked, hits = engine.cache_use()
        return self._tally.now(
            memory_mb=tuple(engine.memory_mb()),
            asked=asked,
            hits=hits,
            restarts=engine.restarts,
            machines=engine.finished_by_machine(),
        )


def _quarantine(entry: Entry, lost: Lost, made_by: str) -> Outcome:
    record = refused_record(entry.key, entry.sha256, lost.code, lost.reason)
    outcome = record_to_outcome(entry.seq, record, record.to_json(), made_by=made_by)
    reason = f"{lost.reason}\n{lost.said}".strip()
    return Outcome(
        seq=outcome.seq,
        state="quarantined",
        record=outcome.record,
        status=outcome.status,
        code=outcome.code,
        made_by=made_by,
        reason=reason,
    )


def _ledger_to_tally(ledger: Ledger) -> Tally:
    states = ledger.count_by_state()
    finished = states["done"] + states["failed"] + states["quarantined"]
    return Tally(
        total=states.total() - states["duplicate"],
        finished=finished,
        failures=Counter(ledger.count_by_code()),
        quarantined=states["quarantined"],
        duplicates=states["duplicate"],
    )


def folder_to_records(folder: Path) -> Iterator[ReportRecord]:
    """All records that stand in the parts of a folder, in the order of the inputs."""
    with closing(Ledger(folder)) as ledger:
        parts = [part.part for part in ledger.parts()]
    for part in parts:
        for line in part_to_records(folder, part):
            yield ReportRecord.model_validate_json(line)
