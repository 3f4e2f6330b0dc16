"""The desk on a Label Studio server, through its SDK: the only module that imports it.

The SDK's own retries are off: it repeats requests that made tasks already. Repeating is the
business of push and pull, which look first what is there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, Self, TypeVar
from urllib.parse import urlsplit

import httpx
from label_studio_sdk import LabelStudio
from label_studio_sdk.core.api_error import ApiError

from annotations.label_studio.desk import (
    Answer,
    AnsweredTask,
    DeskCounts,
    DeskTask,
    NewTask,
    Prediction,
)
from annotations.label_studio.faults import DeskError
from annotations.label_studio.regions import Json

# Tasks a request, without predictions and answers: 500 of 8,000 characters have 12 MB.
_PAGE = 500
_FIELDS = "id,data,predictions_model_versions,total_annotations"
# A chunk of long tasks is stored within seconds; a busy server may take a minute.
_SECONDS = 180.0
_BACKEND_USER = "gongkai"
_CODES = {401: "wrong_token", 403: "forbidden", 404: "not_found", 429: "busy"}
Result = TypeVar("Result")


class SdkDesk:
    """See ``desk.Desk``. Left, it closes its connections; ``transport`` is for tests."""

    def __init__(
        self, url: str, token: str, *, transport: httpx.BaseTransport | None = None
    ) -> None:
        self._url = url
        self._client = client = httpx.Client(
            timeout=_SECONDS, transport=transport, follow_redirects=True
        )
        # the SDK joins paths to the address, which drops the last part of one without a slash
        base = url.rstrip("/") + ("/" if urlsplit(url).path.strip("/") else "")
        self._server = self._ask(
            lambda: LabelStudio(base_url=base, api_key=token, max_retries=0, httpx_client=client)
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._client.close()

    def create_project(self, title: str, config: str) -> int:
        made = self._ask(
            lambda: self._server.projects.create(
                title=title, label_config=config, show_collab_predictions=True
            )
        )
        return int(made.id)

    def renew_project(self, project: int, config: str) -> bool:
        there = self._ask(lambda: self._server.projects.get(project))
        if there.label_config == config:
            return False
        self._ask(lambda: self._server.projects.update(project, label_config=config))
        return True

    def show_version(self, project: int, model_version: str) -> None:
        self._ask(lambda: self._server.projects.update(project, model_version=model_version))

    def tasks(self, project: int) -> Iterator[DeskTask]:
        # a page that is gone ends the SDK's walk without a word, so the count is asked for first
        expected = self.counts(project).tasks
        pages = self._ask(
            lambda: self._server.tasks.list(
                project=project, fields="all", include=_FIELDS, page_size=_PAGE
            )
        )
        walk = iter(pages)
        listed = 0
        while (entry := self._ask(lambda: next(walk, None))) is not None:
            listed += 1
            yield _entry_to_task(entry if isinstance(entry, dict) else entry.model_dump())
        _require_all(expected, listed)

    def answers(self, project: int) -> Iterator[AnsweredTask]:
        # lists with chosen fields give annotations by number only, whole lists take six times as
        # long as an export
        expected = self.counts(project).tasks
        entries: list[Any] = self._ask(lambda: self._server.projects.exports.as_json(project))
        _require_all(expected, len(entries))
        for entry in entries:
            given = entry.get("annotations") or ()
            yield AnsweredTask(
                data=dict(entry.get("data") or {}),
                answers=tuple(_annotation_to_answer(each) for each in given),
            )

    def add_tasks(self, project: int, tasks: Sequence[NewTask]) -> None:
        request: list[Any] = []
        for task in tasks:
            given = [_prediction_to_json(task.prediction)] if task.prediction else []
            request.append({"data": task.data, "predictions": given})
        made = self._ask(lambda: self._server.projects.import_tasks(project, request=request))
        predicted = sum(task.prediction is not None for task in tasks)
        if (made.task_count, made.prediction_count) != (len(tasks), predicted):
            stored = f"{made.task_count}/{made.prediction_count}"
            raise DeskError("part_stored", sent=f"{len(tasks)}/{predicted}", stored=stored)

    def add_predictions(self, project: int, predictions: dict[int, Prediction]) -> None:
        request: list[Any] = [
            {"task": number, **_prediction_to_json(prediction)}
            for number, prediction in predictions.items()
        ]
        made = self._ask(lambda: self._server.projects.import_predictions(project, request=request))
        # the server skips what it does not know, e.g. a task deleted meanwhile, and says so here
        if made.created != len(request):
            raise DeskError("part_stored", sent=len(request), stored=made.created)

    def counts(self, project: int) -> DeskCounts:
        found = self._ask(lambda: self._server.projects.get(project))
        return DeskCounts(
            title=str(found.title),
            tasks=int(found.task_number or 0),
            answered=int(found.num_tasks_with_annotations or 0),
            skipped=int(found.skipped_annotations_number or 0),
            predictions=int(found.total_predictions_number or 0),
            model_version=str(found.model_version or ""),
        )

    def connect_backend(self, project: int, url: str, token: str | None) -> bool:
        there = self._ask(lambda: self._server.ml.list(project=project))
        if any((each.url or "").rstrip("/") == url.rstrip("/") for each in there):
            return False
        given: dict[str, Any] = {}
        if token:
            given = {
                "auth_method": "BASIC_AUTH",
                "basic_auth_user": _BACKEND_USER,
                "basic_auth_pass": token,
            }
        try:
            self._ask(
                lambda: self._server.ml.create(
                    url=url, project=project, title="gongkai", is_interactive=False, **given
                )
            )
        except DeskError as error:
            detail = error.fault.values.get("detail", "")
            raise DeskError("backend_refused", backend=url, detail=detail) from error
        return True

    def _ask(self, request: Callable[[], Result]) -> Result:
        """The border at which the SDK's and the network's errors become ours."""
        try:
            return request()
        except ApiError as error:
            code = error.status_code or 0
            known = "server_failed" if code >= 500 else _CODES.get(code, "refused")
            raise DeskError(known, url=self._url, status=code, detail=_detail(error)) from error
        except httpx.TimeoutException as error:
            raise DeskError("too_slow", url=self._url, seconds=int(_SECONDS)) from error
        except httpx.HTTPError as error:
            detail = str(error) or type(error).__name__
            raise DeskError("unreachable", url=self._url, detail=detail) from error


def _require_all(expected: int, listed: int) -> None:
    if listed < expected:
        raise DeskError("part_listed", expected=expected, listed=listed)


def _detail(error: ApiError) -> str:
    """The server's own words, short."""
    body = error.body
    if isinstance(body, dict):
        parts = [body.get("detail"), body.get("validation_errors")]
        body = "; ".join(str(part) for part in parts if part) or body
    return str(body)[:300]


def _prediction_to_json(prediction: Prediction) -> Json:
    return {
        "result": prediction.results,
        "score": prediction.score,
        "model_version": prediction.model_version,
    }


def _entry_to_task(entry: dict[str, Any]) -> DeskTask:
    versions = entry.get("predictions_model_versions") or ""
    named = versions.split(",") if isinstance(versions, str) else map(str, versions)
    return DeskTask(
        number=int(entry["id"]),
        data=dict(entry.get("data") or {}),
        versions=frozenset(name.strip() for name in named if name.strip()),
        answered=bool(entry.get("total_annotations")),
    )


def _annotation_to_answer(annotation: dict[str, Any]) -> Answer:
    by = annotation.get("completed_by")
    person = by.get("id") if isinstance(by, dict) else by
    return Answer(
        id=int(annotation["id"]),
        results=list(annotation.get("result") or ()),
        annotator=f"annotator-{person}",
        updated=str(annotation.get("updated_at") or ""),
        skipped=bool(annotation.get("was_cancelled")),
        chosen=bool(annotation.get("ground_truth")),
    )
