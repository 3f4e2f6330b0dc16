"""The loop: a model's mistake, corrected at the desk, is mended in the next model.

extract -> push -> correction -> pull -> train -> export -> compare, by the commands that people
give, with a model of a few thousand weights and a desk in memory.
"""

from __future__ import annotations

import json
import re
from contextlib import nullcontext
from dataclasses import dataclass, field
from pathlib import Path

import pytest

pytest.importorskip("torch", reason="torch belongs to the extra train")
pytest.importorskip("onnx", reason="onnx belongs to the extra train")
pytest.importorskip("matplotlib", reason="matplotlib belongs to the extra train")
pytest.importorskip("datasets", reason="datasets belongs to the extra train")

from annotations.annotate_cli import run as annotate
from eval.cli import run as evaluate
from extraction import extract
from models import load_tagger
from tests.annotations.label_studio.builder import StubDesk, region, relation, write_reports
from tests.training.builder import texts_to_encoder
from tests.training.store import texts, write_tiny_store
from training.cli import run as learn

pytestmark = pytest.mark.torch

KNOWN, UNKNOWN = "全年发布信息71条。", "受理群众来信25件。"
REPORT = f"""青泽县文旅局2023年政府信息公开工作年度报告

一、总体情况

{KNOWN}{UNKNOWN}

六、其他需要报告的事项

无。
"""
TASK = "r0.txt#s1.1"
SUGGESTED = ("信息", "71条", "publish.total")
CORRECTION = ("群众来信", "25件", "interact.messages_received")
# Long enough for the tiny model to know its few passages by heart.
RECIPE = """
[data]
train = {train}
dev = ["authored-dev"]

[model]
encoder = "encoder"
char_size = 8
part_size = 4
place_size = 4
mixed_size = 16
mixing_widths = [3]
least_count = 1

[optimiser]
encoder_rate = 2e-3
head_rate = 2e-2

[loop]
epochs = 60
batch_pieces = 512
evaluate_every = 60
checkpoint_every = 60
precision = "float32"
threads = 1
"""


@dataclass(frozen=True, slots=True)
class Walk:
    """A working folder with one report, a store, and the first model as ``before``."""

    folder: Path
    desk: StubDesk = field(default_factory=StubDesk)

    def train(self, name: str, store: str, *data: str) -> None:
        """Trains on the files of a store, and exports."""
        recipe = self.folder / f"{name}.toml"
        recipe.write_text(RECIPE.format(train=json.dumps(data)), encoding="utf-8")
        places = ["--store", store, "--encoder", "encoder"]
        assert learn(["train", str(recipe), "--out", f"{name}.run", *places], "en") == 0
        out = ["--out", name, "--store", store]
        assert learn(["export", f"{name}.run", *out], "en") == 0

    def counts(self, model: str, value: int) -> int:
        """How often the report has this figure as the model reads it."""
        tagger = load_tagger(str(self.folder / model))
        claims = extract("in/r0.txt", tagger=tagger).claims
        return [claim.value for claim in claims].count(value)

    def push(self) -> None:
        assert annotate(["annotate", "init", "--url", "http://desk.example"], "en") == 0
        assert annotate(["annotate", "push", "in", "--model", "./before"], "en") == 0

    def answer(self, *figures: tuple[str, str, str]) -> None:
        """What an annotator submits: (what is counted, figure, indicator) of each sentence."""
        text = next(
            str(task.data["text"])
            for task in self.desk.projects[1].values()
            if task.data["id"] == TASK
        )
        results = []
        for number, (item, figure, indicator) in enumerate(figures):
            results += region(text, item, "item", f"i{number}")
            results += region(text, figure, "quantity", f"q{number}", indicator=indicator)
            results.append(relation(f"q{number}", f"i{number}", "计数事项"))
        self.desk.answer(1, TASK, results)

    def pull(self, store: str) -> None:
        """The answers into a store that has the passages of the first model too."""
        write_tiny_store(self.folder / store)
        assert annotate(["annotate", "pull", "--store", store, "--with-text"], "en") == 0

    def measure(self, model: str) -> None:
        """On the report's passage, as it was corrected."""
        words = ["eval", "run", "--model", f"./{model}", "--data", "gold/desk.jsonl"]
        assert evaluate([*words, "--out", f"{model}.eval"], "en") == 0


@pytest.fixture
def walk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Walk:
    made = Walk(tmp_path)
    for module in ("annotations.desk_commands", "annotations.push_commands"):
        monkeypatch.setattr(f"{module}.open_desk", lambda *_: nullcontext(made.desk))
    monkeypatch.chdir(tmp_path)
    write_reports(tmp_path / "in", REPORT)
    write_tiny_store(tmp_path / "gold")
    texts_to_encoder([*texts(), KNOWN, UNKNOWN], tmp_path / "encoder")
    made.train("before", "gold", "authored-train")
    return made


def fixed(printed: str) -> list[str]:
    """The lines of ``eval compare`` under Fixed."""
    found = re.search(r"^Fixed: \d+\n((?:  .*\n)*)", printed, flags=re.MULTILINE)
    assert found is not None
    return found[1].splitlines()


def test_a_correction_at_the_desk_is_fixed_in_the_next_model(
    walk: Walk, capsys: pytest.CaptureFixture[str]
) -> None:
    assert [walk.counts("before", value) for value in (71, 25)] == [1, 0]
    walk.push()
    walk.answer(SUGGESTED)
    walk.pull("accepted")
    walk.answer(SUGGESTED, CORRECTION)
    walk.pull("gold")

    walk.train("after", "gold", "authored-train", "desk")
    # the same passage without the correction
    walk.train("taught", "accepted", "authored-train", "desk")
    assert [walk.counts("after", value) for value in (71, 25)] == [1, 1]
    for model in ("before", "after", "taught"):
        walk.measure(model)

    said = {}
    for model in ("after", "taught"):
        capsys.readouterr()
        assert evaluate(["eval", "compare", "before.eval", f"{model}.eval"], "en") == 0
        said[model] = fixed(capsys.readouterr().out)
    claim = re.compile(rf"  {TASK}  claim:\d+-\d+:\d+-\d+:-  ")
    assert [bool(claim.match(line)) for line in said["after"]].count(True) == 1
    assert not any(claim.match(line) for line in said["taught"])
