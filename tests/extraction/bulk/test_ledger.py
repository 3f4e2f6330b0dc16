"""The ledger's promises, without a worker."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from extraction.bulk.entries import Outcome, Part, State
from extraction.bulk.ledger import FILE_NAME, Ledger, LedgerBusy, LedgerUnknown, lock
from extraction.bulk.sources import ManifestRow, WorkItem
from extraction.bulk.writer import pack


def item(name: str, digest: str | None = None, size: int = 5) -> WorkItem:
    return WorkItem(name, name, size=size, mtime_ns=1, sha256=digest or name)


def outcome(seq: int, state: State = "done", code: str | None = None) -> Outcome:
    return Outcome(seq, state, pack(f"record {seq}"), "ok", code, "version 1")


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    made = Ledger(tmp_path, part_reports=2)
    made.add([item("a"), item("b"), item("c")])
    return made


def test_items_keep_their_order_and_their_number(ledger: Ledger) -> None:
    ledger.add([item("b"), item("d")])
    assert [(entry.seq, entry.key) for entry in ledger.entries()] == [
        (0, "a"),
        (1, "b"),
        (2, "c"),
        (3, "d"),
    ]


def test_what_an_item_carries_comes_back(tmp_path: Path) -> None:
    given = WorkItem(
        "x.zip!/y.txt",
        "x.zip",
        ordinal=4,
        size=9,
        mtime_ns=3,
        sha256="ab",
        refusal=("too_large", "more than 1 bytes"),
        about=ManifestRow("云澜市水务局", "2023", None),
    )
    ledger = Ledger(tmp_path)
    ledger.add([given])
    entry = ledger.find(given.key)
    assert entry is not None
    for name in ("key", "path", "ordinal", "size", "mtime_ns", "sha256", "refusal", "about"):
        assert getattr(entry, name) == getattr(given, name)


def test_taken_items_are_not_taken_again(ledger: Ledger) -> None:
    assert [entry.key for entry in ledger.take(2)] == ["a", "b"]
    assert [entry.key for entry in ledger.take(2)] == ["c"]
    assert ledger.take(2) == []


def test_what_was_running_when_the_process_ended_is_taken_again(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path)
    ledger.add([item("a"), item("b")])
    ledger.take(2)
    ledger.finish([outcome(0)])
    again = Ledger(tmp_path)
    again.settle_interrupted()
    assert [entry.key for entry in again.take(5)] == ["b"]


def test_one_that_ended_its_worker_comes_alone(ledger: Ledger) -> None:
    ledger.take(3)
    ledger.put_back([0, 2])
    ledger.put_back([1], blamed=True)
    assert [[entry.key for entry in ledger.take(5)] for _ in range(3)] == [["a"], ["b"], ["c"]]


def test_items_with_the_same_bytes_point_to_the_first(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path)
    ledger.add([item("a", "1"), item("b", "2"), item("c", "1"), item("d", "1")])
    ledger.settle_duplicates()
    assert [(entry.state, entry.duplicate_of) for entry in ledger.entries()] == [
        ("pending", None),
        ("pending", None),
        ("duplicate", 0),
        ("duplicate", 0),
    ]


def test_when_the_first_has_other_bytes_the_next_takes_its_place(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path)
    ledger.add([item("a", "1"), item("b", "1"), item("c", "1")])
    ledger.settle_duplicates()
    ledger.renew([item("a", "other")])
    ledger.settle_duplicates()
    assert [(entry.state, entry.duplicate_of) for entry in ledger.entries()] == [
        ("pending", None),
        ("pending", None),
        ("duplicate", 1),
    ]


def test_empty_files_and_files_without_a_digest_are_no_duplicates(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path)
    empty = [item("a", "1", 0), item("b", "1", 0)]
    ledger.add([*empty, WorkItem("c", "c", size=9), WorkItem("d", "d", size=9)])
    ledger.settle_duplicates()
    assert ledger.count_by_state() == {"pending": 4}


def test_a_part_is_ready_when_nothing_of_it_is_left(ledger: Ledger) -> None:
    ledger.take(3)
    ledger.finish([outcome(0)])
    assert ledger.ready_parts() == []
    assert ledger.ready_parts(incomplete=True) == [0]
    ledger.finish([outcome(1, "failed", "empty")])
    assert ledger.ready_parts() == [0]


def test_published_records_leave_the_ledger_when_the_part_is_complete(ledger: Ledger) -> None:
    ledger.take(3)
    ledger.finish([outcome(0), outcome(1)])
    ledger.publish(Part(0, 2, 20, "ab", complete=False))
    assert ledger.ready_parts() == [0]
    ledger.publish(Part(0, 2, 20, "ab", complete=True))
    assert ledger.ready_parts() == []
    assert ledger.parts() == [Part(0, 2, 20, "ab", True)]


def test_a_reopened_part_keeps_the_records_that_are_not_read_again(ledger: Ledger) -> None:
    ledger.take(3)
    ledger.finish([outcome(0), outcome(1)])
    ledger.publish(Part(0, 2, 20, "ab", complete=True))
    ledger.reopen(0, [pack("record 0"), pack("record 1")], [1])
    assert list(ledger.staged(0)) == [pack("record 0")]
    assert ledger.parts() == []
    assert [entry.key for entry in ledger.take(1)] == ["b"]


def test_a_part_without_its_records_is_read_again(ledger: Ledger) -> None:
    ledger.take(2)
    ledger.finish([outcome(0), outcome(1)])
    ledger.publish(Part(0, 2, 20, "ab", complete=True))
    ledger.reopen(0, [], [])
    assert [entry.key for entry in ledger.take(5)] == ["a", "b", "c"]


def test_a_transaction_that_fails_leaves_nothing(ledger: Ledger) -> None:
    ledger.take(2)
    broken = Outcome(1, "done", None, "ok", None, "version 1")  # type: ignore[arg-type]
    with pytest.raises(sqlite3.IntegrityError):
        ledger.finish([outcome(0), broken])
    assert ledger.count_by_state() == {"running": 2, "pending": 1}


def test_outdated_are_those_that_another_version_made(ledger: Ledger) -> None:
    ledger.take(2)
    ledger.finish([outcome(0), outcome(1)])
    assert ledger.outdated("version 1") == []
    assert ledger.outdated("version 2") == [0, 1]


def test_failures_are_counted_by_code(ledger: Ledger) -> None:
    ledger.take(3)
    ledger.finish([outcome(0, "failed", "empty"), outcome(1, "quarantined", "timeout")])
    ledger.finish([outcome(2, "failed", "empty")])
    assert ledger.count_by_code() == {"empty": 2, "timeout": 1}


def test_only_one_process_writes(tmp_path: Path) -> None:
    with lock(tmp_path), pytest.raises(LedgerBusy), lock(tmp_path):
        pass
    with lock(tmp_path):
        pass


def test_a_ledger_of_a_later_version_is_refused(tmp_path: Path) -> None:
    Ledger(tmp_path).close()
    base = sqlite3.connect(tmp_path / FILE_NAME)
    base.execute("UPDATE meta SET value = '99' WHERE name = 'version'")
    base.commit()
    base.close()
    with pytest.raises(LedgerUnknown):
        Ledger(tmp_path)


def test_commits_wait_for_the_disk(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path)
    assert ledger._base.execute("PRAGMA synchronous").fetchone() == (2,)
    assert ledger._base.execute("PRAGMA journal_mode").fetchone() == ("wal",)
