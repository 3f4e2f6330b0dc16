"""What a bare extraction must not load, shown in fresh processes."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
HEAVY = ("torch", "transformers", "datasets", "sklearn", "pandas")
READING = (*HEAVY, "spacy", "thinc", "numpy", "pypdfium2")


def modules_after(code: str) -> set[str]:
    script = f"import json, sys\n{code}\nprint(json.dumps(sorted(sys.modules)))"
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=ROOT
    )
    return set(json.loads(done.stdout.splitlines()[-1]))


@pytest.mark.parametrize(
    "code",
    [
        "import extraction; extraction.extract('政府信息公开工作年度报告\\n一、总体情况'.encode())",
        "import gongkai",
    ],
)
def test_no_heavy_library_is_loaded(code: str) -> None:
    assert modules_after(code).isdisjoint(HEAVY)


@pytest.mark.parametrize("code", ["import extraction", "import extraction.readers"])
def test_importing_loads_no_tagger_and_no_format_library(code: str) -> None:
    assert modules_after(code).isdisjoint(READING)


def test_the_command_loads_no_other_room() -> None:
    loaded = modules_after("import gongkai; gongkai.main(['extract', '--help'])")
    assert "extraction.cli" in loaded
    assert not any(name.split(".")[0] in ("annotations", "eval", "training") for name in loaded)


def test_one_report_waits_for_no_bulk_run_and_nothing_drawn(tmp_path: Path) -> None:
    report = tmp_path / "report.txt"
    report.write_text("政府信息公开工作年度报告\n一、总体情况\n发布信息1条。", encoding="utf-8")
    loaded = modules_after(f"import gongkai; gongkai.main(['extract', {str(report)!r}])")
    assert "models.rule_tagger" in loaded
    rooms = {".".join(name.split(".")[:2]) for name in loaded}
    assert rooms.isdisjoint(f"extraction.{room}" for room in ("bulk", "show", "corpus"))
    assert loaded.isdisjoint({"extraction.summary", "extraction.progress_bar", "webbrowser"})
