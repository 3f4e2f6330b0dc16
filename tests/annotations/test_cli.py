"""The commands of the store, as a user gives them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from annotations.cli import COMMANDS, run
from annotations.schema import text_to_sha256
from annotations.store import write_store
from extraction.messages import load_messages
from tests.annotations.builder import document
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
