"""The extractor beside its rivals: the same files, the same machine, one run.

Every system reads every file of a kind that it reads at all, each in a process of its own. The
rivals stand in ``eval.baselines``; what counts as right is what ``eval.layouts`` says.
"""

from __future__ import annotations

import statistics
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial

from eval.baselines.process import FILE_SECONDS, FileRun, NamedFile, SystemRun, run_apart
from eval.baselines.registry import RIVALS, FileKind, load_rival
from eval.datasets import EvalDocument
from eval.layouts.cells import Truths
from eval.layouts.families import FAMILIES
from eval.layouts.generate import families_to_makeable, plan_to_files, size_to_plan
from eval.layouts.scoring import Verdict, judge_file
from eval.readme import rows_to_table
from eval.systems import CellSystem
from extraction.language import Lang
from extraction.pipeline import extract, extractor_version
from extraction.record import ReportRecord

OURS = "gongkai"
# Layouts that PDF and HTML readers in general can be expected to read: no text dumps.
BENCH_KINDS = frozenset({"html", "drawn", "chromium", "office"})


@dataclass(frozen=True, slots=True)
class BenchFile:
    """A file with truth; ``group`` is what results are set apart by (real, generated)."""

    file: NamedFile
    kind: FileKind
    group: str
    truths: Truths


@dataclass(frozen=True, slots=True)
class CellBench:
    """One system on the files of one kind and group.

    Attributes:
        exact: cells with right value and status, of ``cells``; ``nonzero_exact`` likewise of the
            cells that state a number other than zero.
        silent: cells given plainly and wrongly, with nothing that would make a reader look.
        missing: cells that are neither exact nor silent: not given, or given with a flag.
        seconds: median over the files that ran to their end; None where none did.
        cpu_seconds: likewise, of all cores together: what a busy machine does not lengthen.
        peak_mb: over all files of the system.
        unread: files without a single cell: refused, failed, out of time or crashed.
    """

    system: str
    version: str
    kind: FileKind
    group: str
    files: int
    cells: int
    exact: int
    nonzero: int
    nonzero_exact: int
    silent: int
    missing: int
    seconds: float | None
    cpu_seconds: float | None
    peak_mb: float | None
    unread: int


def load_ours() -> CellSystem:
    """The whole extractor with its default tagger: its time is that of the full record."""
    return CellSystem(OURS, extractor_version(), _extract)


def _extract(data: bytes, name: str) -> ReportRecord:
    return extract(data, name=name)


def bench_cells(
    files: Sequence[BenchFile],
    rivals: Iterable[str],
    *,
    seconds_a_file: float = FILE_SECONDS,
    progress: Callable[[str], None] | None = None,
) -> tuple[CellBench, ...]:
    """Measures the extractor and the rivals.

    Args:
        rivals: names of ``RIVALS``; those that are not installed are the caller's to leave out.
        progress: told the name of each system before it begins.

    Raises:
        MissingRival, UnknownRival: before anything is run.
    """
    versions = {OURS: extractor_version()} | {name: load_rival(name).version for name in rivals}
    results: list[CellBench] = []
    for name, version in versions.items():
        if progress is not None:
            progress(name)
        load = load_ours if name == OURS else partial(load_rival, name)
        read = [each for each in files if name == OURS or each.kind in RIVALS[name].kinds]
        run = run_apart(load, [each.file for each in read], seconds_a_file=seconds_a_file)
        results.extend(
            replace(result, system=name, version=version) for result in _run_to_results(run, read)
        )
    return tuple(results)


def _run_to_results(run: SystemRun, files: Sequence[BenchFile]) -> list[CellBench]:
    parts = dict.fromkeys((each.kind, each.group) for each in files)
    pairs = list(zip(files, run.files, strict=True))
    return [
        _part_to_result(
            kind,
            group,
            [pair for pair in pairs if (pair[0].kind, pair[0].group) == (kind, group)],
            run.peak_mb,
        )
        for kind, group in parts
    ]


def _part_to_result(
    kind: FileKind,
    group: str,
    pairs: Sequence[tuple[BenchFile, FileRun]],
    peak_mb: float | None,
) -> CellBench:
    verdicts = [verdict for file, run in pairs for verdict in _file_to_verdicts(file, run)]
    stated = [each for each in verdicts if each.truth is not None]
    exact = sum(each.right for each in stated)
    silent = sum(_is_silent(each) for each in verdicts)
    nonzero = [each for each in stated if each.truth is not None and each.truth.states_nonzero]
    return CellBench(
        system="",
        version="",
        kind=kind,
        group=group,
        files=len(pairs),
        cells=len(stated),
        exact=exact,
        nonzero=len(nonzero),
        nonzero_exact=sum(each.right for each in nonzero),
        silent=silent,
        missing=sum(not each.right and not _is_silent(each) for each in stated),
        seconds=_median(run.seconds for _, run in pairs),
        cpu_seconds=_median(run.cpu_seconds for _, run in pairs),
        peak_mb=peak_mb,
        unread=sum(run.record is None or run.record.status == "failed" for _, run in pairs),
    )


def _median(times: Iterable[float | None]) -> float | None:
    known = [seconds for seconds in times if seconds is not None]
    return statistics.median(known) if known else None


def _file_to_verdicts(file: BenchFile, run: FileRun) -> list[Verdict]:
    if run.record is None:
        return [Verdict(name, truth, None, False, True) for name, truth in file.truths.items()]
    return judge_file(run.record, file.truths)


def _is_silent(verdict: Verdict) -> bool:
    """A cell that a system does not list is missing here, not wrong."""
    return verdict.silent and verdict.got is not None


def documents_to_files(documents: Iterable[EvalDocument], group: str) -> list[BenchFile]:
    """The documents of a data set that are PDFs or pages and whose cells are known."""
    found = []
    for document in documents:
        if document.cells is None or document.text is not None:
            continue
        data = document.load()
        kind = data_to_kind(data, document.file_name)
        if kind is not None:
            file = NamedFile(document.id, document.file_name, data)
            found.append(BenchFile(file, kind, group, document.cells))
    return found


def layouts_to_files(size: int, seed: int, group: str = "generated") -> list[BenchFile]:
    """Undamaged generated PDFs and pages, the layouts in turn."""
    families, _ = families_to_makeable(
        [name for name, family in FAMILIES.items() if family.kind in BENCH_KINDS]
    )
    plan = size_to_plan(size, seed=seed, families=families, noisy=False)
    found = []
    for number, made in enumerate(plan_to_files(plan)):
        kind = data_to_kind(made.data, made.name)
        if kind is not None:
            file = NamedFile(f"{number:05d}-{made.family.name}", made.name, made.data)
            found.append(BenchFile(file, kind, group, made.truths))
    return found


def data_to_kind(data: bytes, name: str) -> FileKind | None:
    if data.startswith(b"%PDF"):
        return "pdf"
    return "page" if name.lower().endswith(("html", "htm")) else None


_HEADERS: dict[Lang, tuple[str, ...]] = {
    "en": (
        "system",
        "files",
        "cells exact",
        "non-zero exact",
        "wrong, silent",
        "missing or flagged",
        "s a file",
        "CPU s a file",
        "peak MB",
        "files not read",
    ),
    "zh": (
        "系统",
        "文件",
        "正确单元格",
        "非零正确",
        "无声错误",
        "缺失或有标记",
        "每份秒数",
        "每份 CPU 秒数",
        "内存峰值 MB",
        "未能读取",
    ),
}


def bench_to_markdown(results: Sequence[CellBench], lang: Lang) -> dict[tuple[FileKind, str], str]:
    """One table for each kind and group, the most exact first."""
    parts = dict.fromkeys((each.kind, each.group) for each in results)
    return {
        part: rows_to_table(
            _HEADERS[lang],
            [
                _result_to_texts(each)
                for each in sorted(
                    (each for each in results if (each.kind, each.group) == part),
                    key=lambda each: (-each.exact, each.silent, each.seconds or 0.0),
                )
            ],
        )
        for part in parts
    }


def _result_to_texts(each: CellBench) -> tuple[str, ...]:
    return (
        f"{each.system} {each.version}".strip(),
        str(each.files),
        f"{each.exact:,} / {each.cells:,}",
        f"{each.nonzero_exact:,} / {each.nonzero:,}",
        f"{each.silent:,}",
        f"{each.missing:,}",
        "" if each.seconds is None else f"{each.seconds:.3f}",
        "" if each.cpu_seconds is None else f"{each.cpu_seconds:.3f}",
        "" if each.peak_mb is None else f"{each.peak_mb:.0f}",
        str(each.unread),
    )
