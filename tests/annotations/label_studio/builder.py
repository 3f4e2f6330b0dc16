"""Reports of invented agencies, answers as the editor saves them, and a desk in memory."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from annotations.label_studio.desk import (
    Answer,
    AnsweredTask,
    DeskCounts,
    DeskTask,
    NewTask,
    Prediction,
)
from annotations.label_studio.faults import DeskError
from annotations.label_studio.task_data import CellTask, Origin, TextTask
from annotations.schema import text_to_sha256

Json = dict[str, Any]

OVERVIEW = "2023年，通过门户网站发布信息128条，其中政策文件12条。未收到政府信息公开申请。"
PROBLEMS = "存在的问题：一是解读形式较为单一。下一步，将丰富解读形式，全年制作图解不少于6期。"


def report(name: str = "云澜市文旅局", overview: str = OVERVIEW, licences: str = "34") -> str:
    """A report of the 2021 form with two sections of text and the first of its tables."""
    return f"""{name}2023年政府信息公开工作年度报告

一、总体情况

{overview}

二、主动公开政府信息情况

第二十条第（一）项\t\t\t
信息内容\t本年制发件数\t本年废止件数\t现行有效件数
规章\t0\t0\t0
行政规范性文件\t2\t1\t9
第二十条第（五）项\t\t\t
信息内容\t本年处理决定数量
行政许可\t{licences}
第二十条第（六）项\t\t\t
信息内容\t本年处理决定数量
行政处罚\t7
行政强制\t0
第二十条第（八）项\t\t\t
信息内容\t本年收费金额（单位：万元）
行政事业性收费\t0

五、存在的主要问题及改进情况

{PROBLEMS}

六、其他需要报告的事项

无。
"""


def write_reports(folder: Path, *texts: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for number, text in enumerate(texts):
        (folder / f"r{number}.txt").write_text(text, encoding="utf-8")
    return folder


ORIGIN = Origin(
    source="r0.txt",
    source_sha256="a" * 64,
    text_sha256="b" * 64,
    text_rules=1,
    agency="云澜市文旅局",
    year=2023,
    layout="text/plain",
    level="city",
    field="culture",
    split="train",
)


def text_task(text: str = OVERVIEW, name: str = "r0.txt#s1.1", **origin: Any) -> TextTask:
    return TextTask(
        id=name,
        heading="一、总体情况",
        text=text,
        start=30,
        section="s1",
        place="overview",
        origin=ORIGIN.model_copy(update=origin),
    )


def cell_task(cell: str = "t1.art20_5.licensing.decisions", prefill: str = "0") -> CellTask:
    return CellTask(
        id=f"r0.txt#{cell}",
        heading="云澜市文旅局2023年",
        where="表一 / 行政许可",
        context="行政许可\t【O】",
        cell=cell,
        prefill=prefill,
        state="printed",
        origin=ORIGIN,
    )


def region(text: str, quote: str, label: str, name: str, **attributes: Any) -> list[Json]:
    """A region as the editor saves it: its text with line ends and blanks changed."""
    start = text.index(quote)
    return placed(start, start + len(quote), text, label, name, **attributes)


def placed(start: int, end: int, text: str, label: str, name: str, **attributes: Any) -> list[Json]:
    shown = re.sub(r"[ \u3000\t]+", " ", text[start:end].replace("\r", "").replace("\n", "\\n"))
    place = {"start": start, "end": end}
    shared = {"id": name, "to_name": "text", "origin": "manual"}
    value = {**place, "text": shown, "labels": [label]}
    saved = [{**shared, "from_name": "label", "type": "labels", "value": value}]
    for control, content in attributes.items():
        kind, key = {
            "value": ("number", "number"),
            "value_max": ("number", "number"),
            "unit": ("textarea", "text"),
        }.get(control, ("choices", "choices"))
        stated = content if kind == "number" else [content]
        value = {**place, "text": shown, key: stated}
        saved.append({**shared, "from_name": control, "type": kind, "value": value})
    return saved


def relation(head: str, tail: str, *names: str) -> Json:
    ends = {"from_id": head, "to_id": tail, "direction": "right"}
    return {"type": "relation", **ends, "labels": list(names)}


def cell_answer(number: str | None, state: str = "printed") -> list[Json]:
    shared = {"to_name": "context"}
    value: Json = {"choices": [state]}
    saved = [{**shared, "id": "a", "from_name": "state", "type": "choices", "value": value}]
    if number is not None:
        value = {"text": [number]}
        saved.append(
            {**shared, "id": "b", "from_name": "number", "type": "textarea", "value": value}
        )
    return saved


@dataclass
class StubDesk:
    """A desk in memory. ``fails_after`` is how many more requests succeed, None for all.

    A request that fails in ``add_tasks`` has stored its tasks without their predictions, which is
    what a server does that goes away half-way.
    """

    projects: dict[int, dict[int, DeskTask]] = field(default_factory=dict)
    configs: dict[int, str] = field(default_factory=dict)
    versions: dict[int, str] = field(default_factory=dict)
    backends: list[tuple[int, str, str | None]] = field(default_factory=list)
    saved: dict[int, tuple[Answer, ...]] = field(default_factory=dict)
    requests: list[str] = field(default_factory=list)
    fails_after: int | None = None
    numbers: int = 0

    def _request(self, name: str) -> None:
        self.requests.append(name)
        if self.fails_after is not None:
            if self.fails_after == 0:
                raise DeskError("unreachable", url="http://desk", detail="gone")
            self.fails_after -= 1

    def _number(self) -> int:
        self.numbers += 1
        return self.numbers

    def create_project(self, title: str, config: str) -> int:
        self._request(f"create_project {title}")
        number = self._number()
        self.projects[number], self.configs[number] = {}, config
        self.versions[number] = ""
        return number

    def renew_project(self, project: int, config: str) -> bool:
        self._request("renew_project")
        changed = self.configs[project] != config
        self.configs[project] = config
        return changed

    def show_version(self, project: int, model_version: str) -> None:
        self._request("show_version")
        self.versions[project] = model_version

    def tasks(self, project: int) -> Iterator[DeskTask]:
        self._request("tasks")
        yield from list(self.projects[project].values())

    def answers(self, project: int) -> Iterator[AnsweredTask]:
        self._request("answers")
        for number, task in list(self.projects[project].items()):
            yield AnsweredTask(task.data, self.saved.get(number, ()))

    def add_tasks(self, project: int, tasks: Sequence[NewTask]) -> None:
        fails = self.fails_after == 0
        for task in tasks:
            number = self._number()
            made = frozenset({task.prediction.model_version} if task.prediction else ())
            versions = frozenset[str]() if fails else made
            self.projects[project][number] = DeskTask(number, task.data, versions, False)
        self._request("add_tasks")

    def add_predictions(self, project: int, predictions: dict[int, Prediction]) -> None:
        self._request("add_predictions")
        for number, prediction in predictions.items():
            task = self.projects[project][number]
            versions = task.versions | {prediction.model_version}
            self.projects[project][number] = replace(task, versions=versions)

    def counts(self, project: int) -> DeskCounts:
        self._request("counts")
        tasks = list(self.projects[project].values())
        return DeskCounts(
            title=f"project {project}",
            tasks=len(tasks),
            answered=sum(task.answered for task in tasks),
            skipped=0,
            predictions=sum(len(task.versions) for task in tasks),
            model_version=self.versions[project],
        )

    def connect_backend(self, project: int, url: str, token: str | None) -> bool:
        self._request("connect_backend")
        known = any(each[:2] == (project, url) for each in self.backends)
        if not known:
            self.backends.append((project, url, token))
        return not known

    def answer(self, project: int, name: str, results: list[Json], **fields: Any) -> None:
        """What an annotator saves for the task of this id."""
        number, task = next(
            entry for entry in self.projects[project].items() if entry[1].data["id"] == name
        )
        moment = f"2024-01-01T00:00:{self._number():02}"
        fields = {"annotator": "annotator-1", "updated": moment} | fields
        answer = Answer(id=self.numbers, results=results, **fields)
        self.saved[number] = (*self.saved.get(number, ()), answer)
        answered = any(not each.skipped for each in self.saved[number])
        self.projects[project][number] = replace(task, answered=answered)

    def delete(self, project: int, name: str) -> None:
        self.projects[project] = {
            number: task
            for number, task in self.projects[project].items()
            if task.data["id"] != name
        }


def digest(text: str) -> str:
    return text_to_sha256(text)[:12]
