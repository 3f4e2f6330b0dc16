"""``gongkai extract --tagger NAME``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from extraction.cli import READ, WRONG_USAGE, run

REPORT = "云澜市水务局2023年政府信息公开工作年度报告\n一、总体情况\n发布信息271条。\n"


@pytest.fixture
def report(tmp_path: Path) -> str:
    path = tmp_path / "report.txt"
    path.write_text(REPORT, encoding="utf-8")
    return str(path)


def test_the_named_tagger_reads_the_text(report: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["extract", report, "--tagger", "rules"], "en") == READ
    record = json.loads(capsys.readouterr().out)
    assert record["model"]["name"] == "rules"
    assert [claim["value"] for claim in record["claims"]] == [271]


def test_without_the_option_the_rules_read_it(
    report: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["extract", report], "en") == READ
    assert json.loads(capsys.readouterr().out)["model"]["name"] == "rules"


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("en", "There is no tagger named “none-such”; there are: rules"),
        ("zh", "没有名为“none-such”的标注器；可用的有：rules"),
    ],
)
def test_an_unknown_tagger_is_wrong_usage(
    report: str, lang: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["extract", report, "--tagger", "none-such"]
    assert run(arguments, "en" if lang == "en" else "zh") == WRONG_USAGE
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.strip() == said


def test_several_processes_use_the_named_tagger(
    report: str, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["extract", report, report, "--workers", "2", "--tagger", "rules", "--quiet"]
    assert run(arguments, "en") == READ
    lines = capsys.readouterr().out.splitlines()
    assert [json.loads(line)["model"]["name"] for line in lines] == ["rules"]


def test_help_names_the_option(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["extract", "--help"], "en") == READ
    assert "--tagger" in capsys.readouterr().out
