"""The output of a run at an address, in step with the folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from extraction.bulk.mirror import NOTE, Mirror


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def names(home: Path) -> dict[str, str]:
    return {
        path.relative_to(home).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(home.rglob("*"))
        if path.is_file()
    }


def test_output_is_copied_and_the_ledger_stays(tmp_path: Path) -> None:
    here, there = tmp_path / "here", tmp_path / "there"
    for name in ("records/part-00000.jsonl", "csv/cells/part-00000.csv", "summary.html"):
        write(here / name, name)
    for name in ("ledger.sqlite", "ledger.lock", "records/part-00001.jsonl.unfinished"):
        write(here / name, name)
    Mirror(here, f"file://{there}").bring_up()
    assert list(names(there)) == [
        *("csv/cells/part-00000.csv", "records/part-00000.jsonl", "summary.html"),
    ]


def test_only_what_changed_is_copied_again(tmp_path: Path) -> None:
    here, there = tmp_path / "here", tmp_path / "there"
    for name in ("records/part-00000.jsonl", "records/part-00001.jsonl", "summary.html"):
        write(here / name, "first")
    Mirror(here, f"file://{there}").bring_up()
    write(there / "records/part-00000.jsonl", "would be overwritten")
    write(there / "records/of-others.jsonl", "not ours")
    write(here / "records/part-00001.jsonl", "second time")
    (here / "summary.html").unlink()
    Mirror(here, f"file://{there}").bring_up()
    assert names(there) == {
        "records/of-others.jsonl": "not ours",
        "records/part-00000.jsonl": "would be overwritten",
        "records/part-00001.jsonl": "second time",
    }


def test_another_address_gets_everything(tmp_path: Path) -> None:
    write(tmp_path / "here/summary.html", "page")
    for name in ("one", "two"):
        Mirror(tmp_path / "here", f"file://{tmp_path}/{name}").bring_up()
        assert names(tmp_path / name) == {"summary.html": "page"}


def test_an_address_that_cannot_be_written_is_told_at_once(tmp_path: Path) -> None:
    write(tmp_path / "file", "no folder")
    with pytest.raises(OSError, match=r"exist|directory"):
        Mirror(tmp_path, f"file://{tmp_path}/file/out")


@pytest.mark.parametrize("note", ["broken", "[]", '{"files": {}}'])
def test_after_a_note_that_cannot_be_read_everything_is_copied(tmp_path: Path, note: str) -> None:
    write(tmp_path / "here/summary.html", "page")
    write(tmp_path / "here" / NOTE, note)
    Mirror(tmp_path / "here", f"file://{tmp_path}/there").bring_up()
    assert names(tmp_path / "there") == {"summary.html": "page"}
