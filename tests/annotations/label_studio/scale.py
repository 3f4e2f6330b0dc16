"""How long the desk takes at scale: ``python -m tests.annotations.label_studio.scale``.

Starts a server of its own, brings tasks made of the project's invented passages with other
figures, answers them all and takes the answers; prints seconds by step and peak memory.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import resource
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from annotations.label_studio.config import text_config
from annotations.label_studio.filing import Filing
from annotations.label_studio.predict import text_to_marked
from annotations.label_studio.pull import pull_texts
from annotations.label_studio.push import CHUNK, candidate_to_prediction, push
from annotations.label_studio.reports import CandidateTask, marked_to_uncertainty
from annotations.label_studio.sdk_desk import SdkDesk
from annotations.label_studio.selection import select_tasks
from annotations.label_studio.task_data import task_to_data
from annotations.store import read_documents, read_store
from models import load_tagger
from tests.annotations.label_studio.builder import text_task
from tests.annotations.label_studio.server import CACHE, ROOT, TOKEN, call, start

_FIGURE = re.compile(r"\d+")


def passages(count: int, rng: random.Random) -> Iterator[tuple[str, str]]:
    """(id, text) of invented passages, the same ones again with other figures."""
    path = ROOT / "annotations" / "gold" / "authored-train.jsonl"
    texts = [document.text or "" for document in read_documents(path)]
    for number in range(count):
        text = texts[number % len(texts)]
        yield (
            f"r{number}.txt#s1.1",
            _FIGURE.sub(lambda found: str(rng.randint(1, 10 ** len(found[0]))), text),
        )


@contextmanager
def timed(seconds: dict[str, float], step: str) -> Iterator[None]:
    began = time.perf_counter()
    yield
    seconds[step] = round(time.perf_counter() - began, 1)
    print(f"{step}: {seconds[step]} s", flush=True)


def measure(count: int, url: str, store: Path) -> dict[str, float]:
    seconds: dict[str, float] = {}
    tagger = load_tagger("rules")
    with timed(seconds, "predict"):
        candidates = []
        for name, text in passages(count, random.Random(1)):
            marked = text_to_marked(text, "overview", tagger)
            uncertainty = marked_to_uncertainty(marked)
            candidates.append(CandidateTask(text_task(text, name), marked, uncertainty, 0, 0))
    with timed(seconds, "rank, all kinds"):
        ordered = select_tasks(candidates, order="uncertainty").ordered
    with timed(seconds, "rank, three of a kind"):
        capped = select_tasks(candidates, order="uncertainty", per_kind=3)
    print(f"left out as near-identical: {capped.left_out}")
    with SdkDesk(url, TOKEN) as desk:
        project = desk.create_project("scale push", text_config())
        with timed(seconds, "push"):
            result = push(desk, project, ordered, model_version="v1")
        assert result.added == count
        with timed(seconds, "push again"):
            result = push(desk, project, ordered, model_version="v1")
        assert result.unchanged == count
        with timed(seconds, "push a new model's predictions"):
            result = push(desk, project, ordered, model_version="v2")
        assert result.predicted == sum(
            bool(each.marked and each.marked.spans) for each in candidates
        )
        with timed(seconds, "status"):
            desk.counts(project)
        answered = desk.create_project("scale pull", text_config())
        with timed(seconds, "answers made, by import"):
            _answer(url, answered, candidates)
        pulled: dict[str, str] = {}
        for step in ("pull", "pull again"):
            with timed(seconds, step):
                filing = Filing(store)
                taken = pull_texts(desk.answers(answered), filing, pulled)
                filing.write()
            assert taken.written == (count if step == "pull" else 0)
            assert not taken.faults
    assert len(read_store(store)) == count
    return seconds


def _answer(url: str, project: int, candidates: list[CandidateTask]) -> None:
    """Tasks with the prediction as their answer: saving 5,000 one by one takes 20 minutes."""
    for first in range(0, len(candidates), CHUNK):
        body: list[dict[str, Any]] = []
        for each in candidates[first : first + CHUNK]:
            prediction = candidate_to_prediction(each, "v1")
            results = prediction.results if prediction else []
            data = task_to_data(each.task, priority=1, why="")
            body.append({"data": data, "annotations": [{"result": results}]})
        call(url, "POST", f"/api/projects/{project}/import", body)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tasks", type=int, default=5000)
    count = parser.parse_args().tasks
    folder = CACHE / f"scale-{os.getpid()}"
    began = time.perf_counter()
    server = start(folder)
    print(f"server started: {time.perf_counter() - began:.1f} s", flush=True)
    try:
        with tempfile.TemporaryDirectory() as store:
            seconds = measure(count, server.url, Path(store) / "gold")
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        megabytes = (folder / "ls.sqlite3").stat().st_size // 2**20
        facts = {"tasks": count, "peak_mb": peak, "database_mb": megabytes, "seconds": seconds}
        print(json.dumps(facts, ensure_ascii=False))
    finally:
        server.stop()
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
