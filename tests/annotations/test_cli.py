"""The commands of the store, as a user gives them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from annotations.cli import COMMANDS, run
from annotations.schema import text_to_sha256
from annotations.store import write_store
from extraction.messages import load_messages
from tests.annotations.builder import REPORT, document, real_report
from tests.placeholders import names_of

PASSAGE = """=== mu-1 | agency=云澜市文旅局 | level=city | field=arts | year=2023 | place=overview
发布{i1:信息}{q1>i1#publish.total:12条}。
"""


def made(folder: Path, *marked: str) -> Path:
    documents = [document(text, f"mu-{number}") for number, text in enumerate(marked)]
    write_store(folder, {"a.jsonl": documents})
    return folder


def test_passages_become_a_store_that_can_be_counted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "passages" / "train").mkdir(parents=True)
    (tmp_path / "passages" / "train" / "x.txt").write_text(PASSAGE, encoding="utf-8")
    gold = str(tmp_path / "gold")
    assert run(["annotations", "build", str(tmp_path / "passages"), "--out", gold], "en") == 0
    assert run(["annotations", "validate", gold], "en") == 0
    assert run(["annotations", "stats", gold], "zh") == 0
    said = capsys.readouterr().out
    assert "1 documents, no errors" in said
    assert "quantity" in said
    assert "没有两段共有" in said


def test_wrong_annotations_are_told_with_their_place(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = made(tmp_path / "gold", "{q1:3次}。")
    path = folder / "a.jsonl"
    path.write_text(path.read_text(encoding="utf-8").replace('"end": 2', '"end": 9'))
    write_store(folder, {})
    assert run(["annotations", "validate", str(folder)], "en") == 1
    assert "a.jsonl, line 1" in capsys.readouterr().err


def test_differences_and_agreement(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    one, other = made(tmp_path / "a", "{q1:3次}。"), made(tmp_path / "b", "3次。")
    assert run(["annotations", "diff", str(one), str(other)], "en") == 0
    assert "mu-0\tremoved\tquantity\t0-2 3次" in capsys.readouterr().out
    assert run(["annotations", "agreement", str(one), str(other)], "en") == 0
    assert "1 documents were annotated by both" in capsys.readouterr().out


def test_adjudication_takes_two_runs(tmp_path: Path) -> None:
    one, other = made(tmp_path / "a", "{q1:3次}。"), made(tmp_path / "b", "3次。")
    decisions, out = tmp_path / "decisions.jsonl", tmp_path / "c"
    words = ["annotations", "adjudicate", str(one), str(other)]
    words += ["--decisions", str(decisions), "--out", str(out)]
    assert run(words, "en") == 0
    assert run(words, "en") == 1
    entry = json.loads(decisions.read_text(encoding="utf-8"))
    decisions.write_text(json.dumps(entry | {"choose": "first"}), encoding="utf-8")
    assert run(words, "en") == 0
    assert '"quantity"' in (out / "adjudicated.jsonl").read_text(encoding="utf-8")


def test_annotations_follow_their_source(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = "云澜市文旅局2023年政府信息公开工作年度报告\n发布信息12条。\n"
    (tmp_path / "x.txt").write_text(text, encoding="utf-8")
    old = document("发布{i1:信息}{q1>i1:12条}，办会{q2:3场}。")
    digests = {span.id: text_to_sha256(old.quote(span) or "")[:12] for span in old.spans}
    real = old.model_copy(
        update={
            "text": None,
            "source": "x.txt",
            "text_rules": 1,
            "spans": tuple(
                span.model_copy(update={"digest": digests[span.id]}) for span in old.spans
            ),
        }
    )
    write_store(tmp_path / "gold", {"real.jsonl": [real]})
    words = ["annotations", "realign", str(tmp_path / "gold"), str(tmp_path)]
    assert run([*words, "--out", str(tmp_path / "moved")], "en") == 0
    assert "quantity 10-12 is not in the new text" in capsys.readouterr().out
    line = json.loads((tmp_path / "moved" / "real.jsonl").read_text(encoding="utf-8"))
    assert [text[span["start"] : span["end"]] for span in line["spans"]] == ["信息", "12条"]


def realigned(folder: Path) -> list[str]:
    """The command over a store of one report, whose file lies beside it."""
    write_store(folder / "gold", {"real.jsonl": [real_report()]})
    (folder / "site").mkdir()
    (folder / "site" / "yunlan-2023.txt").write_bytes(REPORT.encode())
    words = ["annotations", "realign", str(folder / "gold"), str(folder)]
    return [*words, "--out", str(folder / "moved")]


def test_a_store_over_the_same_text_stays_as_it_is(tmp_path: Path) -> None:
    assert run(realigned(tmp_path), "en") == 0
    files = [(tmp_path / name / "real.jsonl").read_bytes() for name in ("gold", "moved")]
    assert files[0] == files[1]


def test_only_a_store_that_its_manifest_knows_is_moved(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = realigned(tmp_path)
    path = tmp_path / "gold" / "real.jsonl"
    path.write_text(path.read_text(encoding="utf-8").replace("Two", "No"), encoding="utf-8")
    assert run(words, "en") == 1
    assert "real.jsonl is not as MANIFEST.json has it" in capsys.readouterr().err
    assert not (tmp_path / "moved").exists()


def test_another_file_of_the_same_name_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = realigned(tmp_path)
    (tmp_path / "site" / "yunlan-2023.txt").write_bytes(REPORT.replace("12", "13").encode())
    assert run(words, "en") == 1
    assert "is not the file that was annotated" in capsys.readouterr().err


def test_lost_sections_are_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = realigned(tmp_path)
    section = real_report().sections[1].model_copy(update={"heading": "0" * 12})
    changed = real_report(sections=(section.model_dump(),))
    write_store(tmp_path / "gold", {"real.jsonl": [changed]})
    assert run(words, "en") == 0
    assert "yunlan-2023: s1 20-36 is not in the new text" in capsys.readouterr().out


def test_counts_of_real_reports_stand_apart(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    passage = document("{q1:3次}。")
    write_store(tmp_path, {"a.jsonl": [passage], "real.jsonl": [real_report()]})
    assert run(["annotations", "stats", str(tmp_path)], "en") == 0
    rows = {
        cells[0]: cells[1:]
        for line in capsys.readouterr().out.splitlines()
        if len(cells := [cell.strip() for cell in line.strip("│┃").split(line[0])]) > 2
    }
    assert rows["characters"] == ["3", str(len(REPORT))]
    assert rows["table cells"] == ["–", "3"]
    assert rows["quantity"] == ["1", "–"]


def test_a_missing_library_is_said(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(COMMANDS, "stats", "no_such_library")
    assert run(["annotations", "stats"], "en") == 2
    assert "no_such_library is missing" in capsys.readouterr().err


@pytest.mark.parametrize("key", sorted(load_messages("annotations")))
def test_both_languages_fill_in_the_same_values(key: str) -> None:
    text = load_messages("annotations")[key]
    assert names_of(text.zh) == names_of(text.en)
