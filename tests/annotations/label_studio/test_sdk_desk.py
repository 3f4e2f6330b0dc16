"""The desk through the SDK, on a server in memory that answers as the real one does."""

from __future__ import annotations

import importlib
import json
from collections.abc import Callable
from importlib.util import find_spec
from typing import Any

import httpx
import pytest

from annotations.label_studio.desk import NewTask, Prediction
from annotations.label_studio.faults import DeskError

pytestmark = [
    pytest.mark.sdk,
    pytest.mark.skipif(
        find_spec("label_studio_sdk") is None,
        reason="label-studio-sdk is not installed: [annotate]",
    ),
]

URL = "http://desk.example"
TOKEN = "good-token"
PREDICTION = Prediction([{"type": "labels"}], 0.5, "v1")


class FakeServer:
    """One project's tasks; ``broken`` is called before each request and may answer itself."""

    def __init__(self) -> None:
        self.tasks: list[dict[str, Any]] = []
        self.project: dict[str, Any] = {"id": 1, "title": "t", "label_config": "<View/>"}
        self.backends: list[dict[str, Any]] = []
        self.requests: list[str] = []
        self.broken: Callable[[Any], Any] = lambda _: None

    def __call__(self, request: Any) -> Any:
        self.requests.append(f"{request.method} {request.url.path}")
        if request.headers.get("authorization") != f"Token {TOKEN}":
            return httpx.Response(401, json={"detail": "Invalid token.", "status_code": 401})
        answer = self.broken(request)
        if answer is not None:
            return answer
        body = json.loads(request.content) if request.content else None
        status, content = self._answer(request, body)
        return httpx.Response(status, json=content)

    def _answer(self, request: Any, body: Any) -> tuple[int, Any]:  # noqa: PLR0911
        path, method = request.url.path, request.method
        if path == "/api/projects/" and method == "POST":
            self.project |= body
            return 201, self.project
        if path == "/api/projects/1/":
            if method == "PATCH":
                self.project |= body
            return 200, self.project | {"task_number": len(self.tasks)}
        if path == "/api/projects/1/import":
            self.tasks += [{"id": len(self.tasks) + n, **task} for n, task in enumerate(body, 1)]
            predicted = sum(len(task["predictions"]) for task in body)
            return 201, {"task_count": len(body), "prediction_count": predicted}
        if path == "/api/projects/1/import/predictions":
            known = {task["id"]: task for task in self.tasks}
            kept = [each for each in body if each["task"] in known]
            for each in kept:
                known[each["task"]]["predictions"].append(each)
            return 201, {"created": len(kept)}
        if path == "/api/tasks/":
            return self._page(int(request.url.params["page"]), int(request.url.params["page_size"]))
        if path == "/api/version/":
            return 200, {"edition": "Community"}
        if path == "/api/projects/1/export":
            return 200, [{"annotations": [], **task, "predictions": []} for task in self.tasks]
        if path == "/api/ml/" and method == "GET":
            return 200, self.backends
        if path == "/api/ml/":
            self.backends.append({"id": 1, **body})
            return 201, self.backends[-1]
        return 404, {"detail": "Not found."}

    def _page(self, page: int, size: int) -> tuple[int, Any]:
        shown = self.tasks[(page - 1) * size : page * size]
        if not shown and page > 1:
            return 404, {"detail": "Invalid page."}
        tasks = [
            {
                "id": task["id"],
                "data": task["data"],
                "predictions_model_versions": ",".join(
                    each["model_version"] for each in task["predictions"]
                ),
                "annotations": [{"id": each["id"]} for each in task.get("annotations", [])],
                "total_annotations": len(task.get("annotations", [])),
            }
            for task in shown
        ]
        return 200, {"tasks": tasks, "total": len(self.tasks)}


@pytest.fixture
def server() -> FakeServer:
    return FakeServer()


def desk(server: FakeServer, token: str = TOKEN, url: str = URL) -> Any:
    module = importlib.import_module("annotations.label_studio.sdk_desk")
    return module.SdkDesk(url, token, transport=httpx.MockTransport(server))


def new(name: str, prediction: Prediction | None = PREDICTION) -> NewTask:
    return NewTask({"id": name}, prediction)


def code(ask: Callable[[], object]) -> str:
    with pytest.raises(DeskError) as told:
        ask()
    return told.value.fault.code


def test_tasks_go_and_come_back(server: FakeServer) -> None:
    player = desk(server)
    assert player.create_project("t", "<View/>") == 1
    player.add_tasks(1, [new("a"), new("b", None)])
    player.add_predictions(1, {1: Prediction([], 0.1, "v2")})
    server.tasks[1]["annotations"] = [
        {
            "id": 9,
            "result": [{"type": "labels"}],
            "completed_by": 3,
            "updated_at": "2024-01-02",
            "was_cancelled": True,
            "ground_truth": False,
        }
    ]
    first, second = player.tasks(1)
    assert (first.number, first.data, sorted(first.versions)) == (1, {"id": "a"}, ["v1", "v2"])
    assert [first.answered, second.answered] == [False, True]
    without, with_answer = player.answers(1)
    assert (without.data, without.answers) == ({"id": "a"}, ())
    answer = with_answer.answers[0]
    assert (answer.annotator, answer.skipped, answer.chosen) == ("annotator-3", True, False)
    assert answer.results == [{"type": "labels"}]


def test_all_pages_are_listed(server: FakeServer) -> None:
    player = desk(server)
    player.add_tasks(1, [new(f"t{number}") for number in range(1100)])
    assert [task.data["id"] for task in player.tasks(1)] == [f"t{n}" for n in range(1100)]


def test_a_list_that_breaks_off_is_told(server: FakeServer) -> None:
    player = desk(server)
    player.add_tasks(1, [new(f"t{number}") for number in range(1100)])
    gone = httpx.Response(404, json={"detail": "Invalid page."})
    server.broken = lambda request: gone if request.url.params.get("page") == "2" else None
    assert code(lambda: list(player.tasks(1))) == "part_listed"
    short = httpx.Response(200, json=[])
    server.broken = lambda request: short if request.url.path.endswith("/export") else None
    assert code(lambda: list(player.answers(1))) == "part_listed"


def test_a_configuration_is_renewed_where_it_differs(server: FakeServer) -> None:
    player = desk(server)
    assert not player.renew_project(1, "<View/>")
    assert player.renew_project(1, "<View><Header/></View>")
    assert server.project["label_config"] == "<View><Header/></View>"


def test_the_version_shown_is_set(server: FakeServer) -> None:
    desk(server).show_version(1, "v2")
    assert desk(server).counts(1).model_version == "v2"


def test_a_wrong_token_is_told(server: FakeServer) -> None:
    assert code(lambda: desk(server, token="bad").counts(1)) == "wrong_token"


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        (400, "refused"),
        (403, "forbidden"),
        (404, "not_found"),
        (429, "busy"),
        (500, "server_failed"),
        (503, "server_failed"),
    ],
)
def test_refusals_are_told_and_never_repeated(
    server: FakeServer, status: int, expected: str
) -> None:
    server.broken = lambda _: httpx.Response(status, json={"detail": "why"})
    player = desk(server)
    before = len(server.requests)
    assert code(lambda: player.add_tasks(1, [new("a")])) == expected
    assert len(server.requests) == before + 1


@pytest.mark.parametrize(
    ("error", "expected"),
    [("ConnectError", "unreachable"), ("ReadError", "unreachable"), ("ReadTimeout", "too_slow")],
)
def test_a_server_that_is_gone_is_told(server: FakeServer, error: str, expected: str) -> None:
    def fail(request: Any) -> Any:
        raise getattr(httpx, error)("gone", request=request)

    server.broken = fail
    assert code(lambda: desk(server).counts(1)) == expected


def test_what_the_server_left_out_is_told(server: FakeServer) -> None:
    player = desk(server)
    player.add_tasks(1, [new("a")])
    assert code(lambda: player.add_predictions(1, {1: PREDICTION, 99: PREDICTION})) == "part_stored"
    short = httpx.Response(201, json={"task_count": 1, "prediction_count": 0})
    server.broken = lambda _: short
    assert code(lambda: player.add_tasks(1, [new("b")])) == "part_stored"


def test_an_address_below_a_path_keeps_it(server: FakeServer) -> None:
    server.broken = lambda _: httpx.Response(200, json=server.project)
    desk(server, url=f"{URL}/label/studio").counts(1)
    assert server.requests == ["GET /label/studio/api/projects/1/"]


def test_a_service_is_registered_once_with_its_token(server: FakeServer) -> None:
    player = desk(server)
    assert player.connect_backend(1, "http://127.0.0.1:9090", "sesam")
    assert not player.connect_backend(1, "http://127.0.0.1:9090/", "sesam")
    assert len(server.backends) == 1
    made = server.backends[0]
    assert (made["auth_method"], made["basic_auth_pass"]) == ("BASIC_AUTH", "sesam")


def test_a_service_that_the_server_may_not_reach_is_told_with_the_remedy(
    server: FakeServer,
) -> None:
    player = desk(server)

    def block(request: Any) -> Any:
        detail = {"detail": "URL resolves to a reserved network address"}
        return httpx.Response(403, json=detail) if request.method == "POST" else None

    server.broken = block
    with pytest.raises(DeskError, match="ML_BLOCK_LOCAL_IP=false") as told:
        player.connect_backend(1, "http://127.0.0.1:9090", None)
    assert "reserved network address" in str(told.value)
