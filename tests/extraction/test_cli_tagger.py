"""``gongkai extract --model MODEL`` and ``--tagger NAME``."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from extraction.cli import FAILED, READ, WRONG_USAGE, run
from models import registry
from models.artefact import write_checksums
from tests.models.folder import write_folder

REPORT = "云澜市水务局2023年政府信息公开工作年度报告\n一、总体情况\n发布信息271条。\n"

Capture = pytest.CaptureFixture[str]


@pytest.fixture
def report(tmp_path: Path) -> str:
    path = tmp_path / "report.txt"
    path.write_text(REPORT, encoding="utf-8")
    return str(path)


@pytest.fixture
def weights(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A model as if it were installed; its network is none."""
    home = tmp_path / "weights"
    write_folder(home / "text-0.1")
    monkeypatch.setattr(registry.named_models, "__defaults__", (home,))
    monkeypatch.setattr(registry.find_model, "__defaults__", (home,))
    return home


def refusal(arguments: list[str], capsys: Capture, lang: str = "en") -> str:
    """What is said by a command that is wrong usage and prints nothing."""
    assert run(["extract", *arguments], "en" if lang == "en" else "zh") == WRONG_USAGE
    printed = capsys.readouterr()
    assert printed.out == ""
    assert "Traceback" not in printed.err
    return printed.err.strip()


@pytest.mark.parametrize("option", ["--tagger", "--model"])
def test_the_named_tagger_reads_the_text(report: str, option: str, capsys: Capture) -> None:
    assert run(["extract", report, option, "rules"], "en") == READ
    record = json.loads(capsys.readouterr().out)
    assert record["model"] == {"name": "rules", "version": "2", "sha256": None}
    assert [claim["value"] for claim in record["claims"]] == [271]


def test_without_an_option_the_rules_read_it(report: str, capsys: Capture) -> None:
    assert run(["extract", report], "en") == READ
    assert json.loads(capsys.readouterr().out)["model"]["name"] == "rules"


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("en", "There is no model or tagger named “none-such” (unknown_model); there are: rules"),
        ("zh", "没有名为“none-such”的模型或标注器（unknown_model）；可用的有：rules"),
    ],
)
@pytest.mark.parametrize("option", ["--tagger", "--model"])
def test_an_unknown_name_is_wrong_usage(
    report: str, option: str, lang: str, said: str, capsys: Capture
) -> None:
    assert refusal([report, option, "none-such"], capsys, lang).startswith(said)


def test_both_options_are_wrong_usage(report: str, capsys: Capture) -> None:
    said = refusal([report, "--model", "text", "--tagger", "rules"], capsys)
    assert said == "Give either --model text or --tagger rules, not both (two_taggers)."


def test_a_version_that_is_not_installed(report: str, weights: Path, capsys: Capture) -> None:
    said = refusal([report, "--model", "text@7"], capsys)
    assert said.startswith(
        "This version is not installed: text@7 (unknown_version); there are: text@0.1."
    )


MORE = pytest.mark.parametrize("more", [[], ["--workers", "2"], ["--out", "out"]])


@pytest.fixture
def damaged(weights: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The folder that commands run in; the model's tables are not those that were released."""
    monkeypatch.chdir(weights.parent)
    Path("empty").mkdir()
    (weights / "text-0.1" / "tables.json").write_text("{}", encoding="utf-8")


@MORE
@pytest.mark.parametrize(
    ("place", "code"),
    [
        ("nowhere/model", "missing_model"),
        ("empty", "no_model"),
        ("report.txt", "no_model"),
        ("text@0.1", "damaged_model"),
        ("text", "damaged_model"),
        ("weights/text-0.1", "damaged_model"),
    ],
)
@pytest.mark.usefixtures("damaged")
def test_what_is_no_whole_model_is_told_before_anything_is_read(
    report: str, place: str, code: str, more: list[str], capsys: Capture
) -> None:
    said = refusal([report, "--model", place, *more], capsys)
    assert f"({code})" in said
    assert not Path("out").exists()


@pytest.fixture
def unopened(weights: Path) -> str:
    """A folder whose checksums are right and whose network is none."""
    folder = weights / "text-0.1"
    marks = {"<s>": 0, "</s>": 1, "<pad>": 2, "<unk>": 3}
    words = {"type": "WordLevel", "vocab": marks, "unk_token": "<unk>"}
    tokenizer = json.dumps({"version": "1.0", "model": words})
    (folder / "tokenizer.json").write_text(tokenizer, encoding="utf-8")
    write_checksums(folder)
    return str(folder)


def test_a_network_that_cannot_be_opened_is_damage(
    report: str, unopened: str, capsys: Capture
) -> None:
    said = refusal([report, "--model", unopened], capsys)
    assert "(damaged_model)" in said
    assert "model.onnx cannot be opened as a network" in said


def test_several_processes_tell_it_too(report: str, unopened: str, capsys: Capture) -> None:
    other = Path(report).with_name("other.txt")
    other.write_text(REPORT, encoding="utf-8")
    arguments = [report, str(other), "--workers", "2", "--model", unopened]
    assert "(damaged_model)" in refusal(arguments, capsys)


def test_a_bulk_run_ends_with_what_its_workers_said(
    report: str, unopened: str, capsys: Capture
) -> None:
    out = str(Path(report).with_name("out"))
    assert run(["extract", report, "--out", out, "--model", unopened], "en") == FAILED
    said = capsys.readouterr().err
    assert "model.onnx cannot be opened as a network" in said
    assert "Traceback" not in said


@MORE
def test_without_onnxruntime_a_model_is_refused_and_the_remedy_told(
    report: str, weights: Path, more: list[str], capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "onnxruntime", None)
    for name in ("models.model_tagger", "models.onnx_tagger"):
        monkeypatch.delitem(sys.modules, name, raising=False)
    said = refusal([report, "--model", "text", *more], capsys)
    assert "onnxruntime, which is missing or cannot be loaded (missing_library)" in said
    assert "pip install onnxruntime" in said


def test_several_processes_use_the_named_tagger(report: str, capsys: Capture) -> None:
    arguments = ["extract", report, report, "--workers", "2", "--tagger", "rules", "--quiet"]
    assert run(arguments, "en") == READ
    lines = capsys.readouterr().out.splitlines()
    assert [json.loads(line)["model"]["name"] for line in lines] == ["rules"]


def test_the_page_names_the_tagger(report: str, capsys: Capture) -> None:
    assert run(["show", report, "--tagger", "rules"], "en") == READ
    assert "rules (version 2)" in capsys.readouterr().out


def test_help_names_the_options(capsys: Capture) -> None:
    assert run(["extract", "--help"], "en") == READ
    printed = capsys.readouterr().out
    assert "--tagger" in printed
    assert "--model" in printed
