"""Part files: whole or not there, and one with the ledger."""

from __future__ import annotations

from pathlib import Path

import pytest

from extraction.bulk.entries import Outcome
from extraction.bulk.ledger import Ledger
from extraction.bulk.sources import WorkItem
from extraction.bulk.writer import (
    pack,
    part_to_path,
    part_to_records,
    publish_part,
    reopen_grown_parts,
    reopen_reports,
    settle_parts,
    unpack,
    write_whole,
)


def read_items(ledger: Ledger, count: int, note: str = "") -> None:
    ledger.finish(
        [
            Outcome(entry.seq, "done", pack(f'"{entry.key}{note}"'), "ok", None, "v")
            for entry in ledger.take(count)
        ]
    )


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    made = Ledger(tmp_path, part_reports=2)
    made.add([WorkItem(name, name, size=1, sha256=name) for name in "abcd"])
    return made


def records(folder: Path, ledger: Ledger) -> list[str]:
    return [each for part in ledger.parts() for each in part_to_records(folder, part.part)]


def test_a_record_survives_packing() -> None:
    record = '{"title":"云澜市 \u2028 报告"}'
    assert unpack(pack(record)) == record


def test_a_file_is_not_seen_until_it_is_whole(tmp_path: Path) -> None:
    def pieces() -> list[bytes]:
        raise RuntimeError("the power fails")

    path = tmp_path / "records" / "x"
    with pytest.raises(RuntimeError, match="power"):
        write_whole(path, (piece for _ in "a" for piece in pieces()))
    assert not path.exists()
    assert write_whole(path, [b"a", b"bc"]) == 3
    assert [each.name for each in path.parent.iterdir()] == ["x"]


def test_a_part_holds_its_records_in_the_order_of_the_inputs(
    tmp_path: Path, ledger: Ledger
) -> None:
    first, second = ledger.take(2)
    for entry in (second, first):
        ledger.finish([Outcome(entry.seq, "done", pack(f'"{entry.key}"'), "ok", None, "v")])
    publish_part(ledger, tmp_path, 0)
    assert part_to_path(tmp_path, 0).read_text(encoding="utf-8") == '"a"\n"b"\n'


def test_a_file_that_the_ledger_does_not_know_is_removed(tmp_path: Path, ledger: Ledger) -> None:
    read_items(ledger, 2)
    write_whole(part_to_path(tmp_path, 0), [b"written, and killed before the ledger knew"])
    settle_parts(ledger, tmp_path)
    assert not part_to_path(tmp_path, 0).exists()
    assert ledger.ready_parts() == [0]


def test_a_file_that_was_broken_off_is_removed(tmp_path: Path, ledger: Ledger) -> None:
    rest = tmp_path / "records" / "part-00000.jsonl.unfinished"
    rest.parent.mkdir()
    rest.write_bytes(b"half")
    settle_parts(ledger, tmp_path)
    assert list(rest.parent.iterdir()) == []


@pytest.mark.parametrize("damage", ["removed", "cut"])
def test_a_part_that_was_lost_is_read_again(tmp_path: Path, ledger: Ledger, damage: str) -> None:
    read_items(ledger, 2)
    publish_part(ledger, tmp_path, 0)
    path = part_to_path(tmp_path, 0)
    path.unlink() if damage == "removed" else path.write_bytes(b'"a"\n')
    settle_parts(ledger, tmp_path)
    assert [entry.key for entry in ledger.take(4)] == ["a", "b", "c", "d"]


def test_a_part_can_be_shown_before_it_is_complete(tmp_path: Path, ledger: Ledger) -> None:
    read_items(ledger, 1)
    publish_part(ledger, tmp_path, 0)
    assert records(tmp_path, ledger) == ['"a"']
    settle_parts(ledger, tmp_path)
    read_items(ledger, 1)
    publish_part(ledger, tmp_path, 0)
    assert records(tmp_path, ledger) == ['"a"', '"b"']


def test_reports_read_again_take_their_old_places(tmp_path: Path, ledger: Ledger) -> None:
    read_items(ledger, 4)
    for part in (0, 1):
        publish_part(ledger, tmp_path, part)
    reopen_reports(ledger, tmp_path, [0, 3])
    settle_parts(ledger, tmp_path)
    read_items(ledger, 4, note=" again")
    for part in (0, 1):
        publish_part(ledger, tmp_path, part)
    assert records(tmp_path, ledger) == ['"a again"', '"b"', '"c"', '"d again"']


def test_a_part_that_grows_keeps_what_it_has(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path, part_reports=3)
    ledger.add([WorkItem("a", "a", size=1)])
    read_items(ledger, 1)
    publish_part(ledger, tmp_path, 0)
    ledger.add([WorkItem("b", "b", size=1)])
    reopen_grown_parts(ledger, tmp_path)
    read_items(ledger, 1)
    publish_part(ledger, tmp_path, 0)
    assert records(tmp_path, ledger) == ['"a"', '"b"']


def test_a_part_is_never_written_over_one_that_holds_more(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path, part_reports=3)
    ledger.add([WorkItem("a", "a", size=1)])
    read_items(ledger, 1)
    publish_part(ledger, tmp_path, 0)
    ledger.add([WorkItem("b", "b", size=1)])
    read_items(ledger, 1)
    with pytest.raises(RuntimeError, match="others are missing"):
        publish_part(ledger, tmp_path, 0)
