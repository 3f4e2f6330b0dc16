"""``gongkai eval run | compare | gate | bench`` as a user types them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from annotations.store import write_store
from eval import bench_command
from eval.bench_text import METRICS as TEXT_METRICS
from eval.bench_text import TextFigure, TextRow
from eval.cli import run
from eval.gate import floors_to_toml, read_floors, run_to_floors
from eval.run_files import FINDINGS, read_run
from tests.eval.builder import annotated

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def store(tmp_path: Path) -> Path:
    documents = [annotated(name=f"mu-{n}", agency=f"云澜市第{n}局") for n in range(12)]
    write_store(tmp_path / "store", {"a.jsonl": documents})
    return tmp_path / "store" / "a.jsonl"


@pytest.fixture
def eval_run(capsys: pytest.CaptureFixture[str]) -> Run:
    def execute(*arguments: object, lang: str = "en") -> tuple[int, str, str]:
        code = run(["eval", *map(str, arguments)], lang)  # type: ignore[arg-type]
        said = capsys.readouterr()
        return code, said.out, said.err

    return execute


def test_a_run_is_printed_and_kept(store: Path, tmp_path: Path, eval_run: Run) -> None:
    code, out, _ = eval_run("run", "--data", store, "--out", tmp_path / "run")
    assert code == 0
    assert "claims" in out
    assert "12 documents" in out
    assert read_run(tmp_path / "run").card.system == "rules"


def test_a_model_is_named_as_elsewhere(store: Path, tmp_path: Path, eval_run: Run) -> None:
    code, _, _ = eval_run("run", "--data", store, "--model", "rules", "--out", tmp_path / "run")
    assert code == 0
    assert read_run(tmp_path / "run").card.system == "rules"


def test_texts_come_in_both_languages(store: Path, eval_run: Run) -> None:
    _, out, _ = eval_run("run", "--data", store, lang="zh")
    assert "数字陈述" in out


def test_findings_of_others_are_scored(store: Path, tmp_path: Path, eval_run: Run) -> None:
    eval_run("run", "--data", store, "--out", tmp_path / "run")
    findings = tmp_path / "run" / FINDINGS
    code, out, _ = eval_run("run", "--data", store, "--findings", findings, "--system", "theirs")
    assert code == 0
    assert "theirs 0" in out


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("run", "--data", "nowhere"), 1, "neither a data set nor a file"),
        (("run", "--data", "authored-dev", "--system", "nobody"), 2, "(unknown_model)"),
        (("run", "--data", "authored-dev", "--model", "nobody"), 2, "(unknown_model)"),
        (("run", "--data", "authored-dev", "--model", "/no/model"), 2, "(missing_model)"),
        (
            ("run", "--data", "authored-dev", "--model", "text", "--system", "rules"),
            2,
            "Give either --model text or --system rules",
        ),
        (("bench", "--model", "/no/model"), 2, "(missing_model)"),
        (("run",), 2, "--data"),
        (("compare", "/no/run", "/no/run"), 1, "holds no run"),
        (("gate", "--floors", "/no/floors"), 2, "/no/floors"),
    ],
)
def test_what_cannot_be_measured_is_told(
    arguments: tuple[str, ...], code: int, said: str, eval_run: Run
) -> None:
    got, out, err = eval_run(*arguments)
    assert got == code
    assert said in "".join((out + err).split("\n")) or said in out + err


def test_the_verdict_comes_first(store: Path, tmp_path: Path, eval_run: Run) -> None:
    eval_run("run", "--data", store, "--out", tmp_path / "run")
    code, out, _ = eval_run("compare", tmp_path / "run", tmp_path / "run", "--all")
    assert code == 0
    assert out.startswith("Not distinguishable: quantities (+0.00), claims (+0.00)")
    assert "Fixed: 0" in out


def test_the_gate_opens_closes_and_is_lowered_only_by_name(
    store: Path, tmp_path: Path, eval_run: Run
) -> None:
    eval_run("run", "--data", store, "--out", tmp_path / "run")
    floors = run_to_floors(read_run(tmp_path / "run"), ["quantity", "claim"])
    path = tmp_path / "floors.toml"
    text = floors_to_toml([floors])
    path.write_text(text, encoding="utf-8")
    assert eval_run("gate", "--floors", path)[0] == 0
    # a floor above what is measured: 1.5 cannot be reached
    raised = text.replace('"claim" = [', '"claim" = [1.5, 0.0] #')
    path.write_text(raised, encoding="utf-8")
    code, out, _ = eval_run("gate", "--floors", path)
    assert code == 1
    assert "below its floor of 150.00 %" in out
    code, out, _ = eval_run("gate", "--floors", path, "--renew")
    assert code == 1
    assert "--lower-floors" in out
    assert path.read_text(encoding="utf-8") == raised
    assert eval_run("gate", "--floors", path, "--renew", "--lower-floors")[0] == 0
    assert read_floors(path)[0].floors == floors.floors


def test_a_model_is_held_to_the_floors_of_others(
    store: Path, tmp_path: Path, eval_run: Run
) -> None:
    eval_run("run", "--data", store, "--out", tmp_path / "run")
    floors = run_to_floors(read_run(tmp_path / "run"), ["claim"])
    path = tmp_path / "floors.toml"
    path.write_text(floors_to_toml([replace(floors, system="nobody")]), encoding="utf-8")
    assert eval_run("gate", "--floors", path)[0] == 2
    assert eval_run("gate", "--floors", path, "--model", "rules")[0] == 0
    assert eval_run("gate", "--floors", path, "--model", "rules", "--renew")[0] == 2


def test_real_floors_are_skipped_without_the_real_reports(
    tmp_path: Path, eval_run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("eval.gate_command.default_corpus", lambda: None)
    path = tmp_path / "floors.toml"
    path.write_text(
        '[[set]]\nsystem = "rules"\ndata = "real-dev"\ndigest = "x"\n[set.floors]\n'
        '"claim" = [0.9, 0.1]\n',
        encoding="utf-8",
    )
    code, out, _ = eval_run("gate", "--floors", path)
    assert code == 0
    assert "real-dev: not checked" in out


def test_the_bench_fills_both_readmes(
    tmp_path: Path, eval_run: Run, monkeypatch: pytest.MonkeyPatch, store: Path
) -> None:
    figure = TextFigure(0.9, 0.8, 0.95)
    row = TextRow(
        system="rules",
        version="2",
        data="a",
        documents=12,
        agencies=12,
        characters=400,
        figures=dict.fromkeys(TEXT_METRICS, figure),
        seconds=0.01,
        training_seconds=None,
        megabytes=0.0,
    )
    readmes = {"en": tmp_path / "README.md", "zh": tmp_path / "README.zh.md"}
    for path in readmes.values():
        path.write_text("a\n<!-- rivals-text:begin -->\n<!-- rivals-text:end -->\nb\n", "utf-8")
    monkeypatch.setattr(bench_command, "READMES", readmes)
    monkeypatch.setattr(bench_command, "installed_tagger_rivals", lambda: ([], {"crf": "pip"}))
    monkeypatch.setattr(bench_command, "bench_text", lambda _data, _systems: [row])
    code, out, err = eval_run("bench", "--no-cells", "--data", store, "--readme")
    assert code == 0
    assert "90.00 (80.0–95.0)" in out
    assert "crf is left out: pip" in err
    assert all("90.00 (80.0–95.0)" in path.read_text("utf-8") for path in readmes.values())
