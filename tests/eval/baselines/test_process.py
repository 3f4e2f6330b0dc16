"""A system that hangs, dies or eats memory costs the file that it was at, and no other."""

from __future__ import annotations

from time import perf_counter

import pytest

from eval.baselines.process import FileRun, NamedFile, run_apart
from tests.eval.baselines.hand_made import load_misbehaving, load_never


def run(*names: str, seconds: float = 60.0) -> tuple[FileRun, ...]:
    files = [NamedFile(f"{number}-{name}", name, b"") for number, name in enumerate(names)]
    return run_apart(load_misbehaving, files, seconds_a_file=seconds).files


@pytest.mark.parametrize(
    ("names", "failure", "seconds"),
    [(("die", "raise"), "crash", 60.0), (("hang", "eat"), "time", 2.0)],
)
def test_bad_file_costs_itself_alone(names: tuple[str, str], failure: str, seconds: float) -> None:
    begin = perf_counter()
    before, *bad, behind = run("good", *names, "good", seconds=seconds)
    assert [(each.failure, each.record, each.seconds) for each in bad] == [
        (failure, None, None),
        (failure, None, None),
    ]
    for each in (before, behind):
        assert each.failure is None
        assert each.record is not None
    assert perf_counter() - begin < 55


def test_good_files_share_one_process_and_are_timed() -> None:
    files = [NamedFile(str(number), "good", b"") for number in range(3)]
    done = run_apart(load_misbehaving, files)
    assert len({each.record.errors[0].message for each in done.files if each.record}) == 1
    assert all(each.seconds is not None and 0 <= each.seconds < 5 for each in done.files)
    assert done.peak_mb is not None
    assert 10 < done.peak_mb < 2000


def test_system_that_cannot_be_loaded_fails_every_file() -> None:
    files = [NamedFile(str(number), "good", b"") for number in range(3)]
    done = run_apart(load_never, files)
    assert [each.failure for each in done.files] == ["load"] * 3
    assert done.peak_mb is None
