"""What was named against what the ledger knows."""

from __future__ import annotations

from pathlib import Path

import pytest

from extraction.bulk.entries import Outcome
from extraction.bulk.ledger import Ledger
from extraction.bulk.plan import Plan, Planner
from extraction.bulk.settings import ArchiveLimits, BulkInputs
from extraction.bulk.sources import Contents, ManifestRow
from extraction.bulk.writer import pack, publish_part
from tests.extraction.bulk.builder import named, report_text, write_reports, write_zip

LIMITS = ArchiveLimits()


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    (tmp_path / "out").mkdir()
    return Ledger(tmp_path / "out")


def plan(ledger: Ledger, tmp_path: Path, inputs: BulkInputs, *, changed: bool = False) -> Plan:
    planner = Planner(
        ledger, tmp_path / "out", LIMITS, Contents(LIMITS), lambda _: None, read_changed=changed
    )
    return planner.plan(inputs)


def read_all(ledger: Ledger, folder: Path) -> None:
    ledger.finish(
        [Outcome(each.seq, "done", pack(each.key), "ok", None, "v") for each in ledger.take(100)]
    )
    publish_part(ledger, folder, 0)


def states(ledger: Ledger) -> list[str]:
    return [entry.state for entry in ledger.entries()]


def test_the_same_inputs_add_nothing(tmp_path: Path, ledger: Ledger) -> None:
    write_reports(tmp_path / "in", 3)
    for _ in range(2):
        assert plan(ledger, tmp_path, named(tmp_path / "in")) == Plan(3, 0)
    assert states(ledger) == ["pending"] * 3


def test_a_file_that_was_only_touched_is_the_same(tmp_path: Path, ledger: Ledger) -> None:
    (path,) = write_reports(tmp_path / "in", 1)
    plan(ledger, tmp_path, named(path))
    read_all(ledger, tmp_path / "out")
    path.touch()
    assert plan(ledger, tmp_path, named(path), changed=True) == Plan(1, 0)
    assert states(ledger) == ["done"]


def test_a_pending_file_that_changed_is_read_as_it_is_now(tmp_path: Path, ledger: Ledger) -> None:
    (path,) = write_reports(tmp_path / "in", 1)
    plan(ledger, tmp_path, named(path))
    before = ledger.find(str(path))
    path.write_text(report_text(99999), encoding="utf-8")
    assert plan(ledger, tmp_path, named(path)) == Plan(1, 0)
    after = ledger.find(str(path))
    assert before is not None
    assert after is not None
    assert (after.state, after.sha256 == before.sha256) == ("pending", False)


def test_a_finished_file_that_changed_is_told_and_read_when_asked(
    tmp_path: Path, ledger: Ledger
) -> None:
    (path,) = write_reports(tmp_path / "in", 1)
    plan(ledger, tmp_path, named(path))
    read_all(ledger, tmp_path / "out")
    path.write_text(report_text(99999), encoding="utf-8")
    assert plan(ledger, tmp_path, named(path)) == Plan(1, 1)
    assert states(ledger) == ["done"]
    assert plan(ledger, tmp_path, named(path), changed=True) == Plan(1, 0)
    assert states(ledger) == ["pending"]


def test_a_duplicate_that_changed_is_a_report_of_its_own(tmp_path: Path, ledger: Ledger) -> None:
    first, second = write_reports(tmp_path / "in", 2)
    second.write_bytes(first.read_bytes())
    plan(ledger, tmp_path, named(first, second))
    read_all(ledger, tmp_path / "out")
    assert states(ledger) == ["done", "duplicate"]
    second.write_text(report_text(99999), encoding="utf-8")
    plan(ledger, tmp_path, named(first, second))
    assert states(ledger) == ["done", "pending"]


def test_an_archive_that_is_the_same_is_not_read_again(
    tmp_path: Path, ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write_zip(tmp_path / "a.zip", {"1.txt": b"a", "2.txt": b"b"})
    assert plan(ledger, tmp_path, named(path)).named == 2

    def refuse(*_: object) -> None:
        raise AssertionError("the archive is read again")

    monkeypatch.setattr("extraction.bulk.sources.archive_to_members", refuse)
    assert plan(ledger, tmp_path, named(path)).named == 2


def test_a_manifest_tells_of_what_is_named_otherwise_too(tmp_path: Path, ledger: Ledger) -> None:
    (path,) = write_reports(tmp_path / "in", 1)
    archive = write_zip(tmp_path / "in" / "a.zip", {"x.txt": b"x"})
    plan(ledger, tmp_path, named(path, archive))
    manifest = tmp_path / "in" / "manifest.csv"
    manifest.write_text("path,agency\n001.txt,甲\na.zip!/x.txt,乙\n", encoding="utf-8")
    plan(ledger, tmp_path, BulkInputs((str(path),), manifest=manifest))
    assert [(entry.key, entry.about) for entry in ledger.entries()] == [
        (str(path), ManifestRow("甲")),
        (f"{archive}!/x.txt", ManifestRow("乙")),
    ]


def test_planning_that_is_stopped_goes_on_where_it_was(tmp_path: Path, ledger: Ledger) -> None:
    write_reports(tmp_path / "in", 5)
    write_zip(tmp_path / "in" / "000.zip", {"1.txt": b"a", "2.txt": b"b"})
    answers = iter([False, True])
    planner = Planner(
        ledger,
        tmp_path / "out",
        LIMITS,
        Contents(LIMITS),
        lambda _: None,
        stopped=lambda: next(answers),
    )
    assert planner.plan(named(tmp_path / "in")).named == 1
    assert plan(ledger, tmp_path, named(tmp_path / "in")).named == 7
    assert [Path(entry.key).name for entry in ledger.entries()] == [
        *("1.txt", "2.txt", "001.txt", "002.txt", "003.txt", "004.txt", "005.txt")
    ]
