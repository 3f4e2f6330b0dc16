"""The prediction service, asked the way the desk asks; no socket is opened."""

from __future__ import annotations

import asyncio
import base64
import json
from dataclasses import dataclass
from typing import Any

import pytest

from annotations.label_studio.backend import create_app
from models import Passage, ScoredSpan, StubTagger, Tagger, load_tagger
from models.rule_tagger import RuleTagger
from tests.annotations.label_studio.builder import OVERVIEW, cell_task, text_task

VERSION = f"rules-{RuleTagger.version}+gongkai-"


def ask(
    app: Any, method: str, path: str, body: object = None, token: str | None = None
) -> tuple[int, Any]:
    """Status and body of one request."""
    headers = [(b"content-type", b"application/json")]
    if token is not None:
        word = base64.b64encode(f"gongkai:{token}".encode())
        headers.append((b"authorization", b"Basic " + word))
    data = body if isinstance(body, bytes) else json.dumps(body).encode()
    scope = {
        "type": "http",
        "http_version": "1.1",
        "method": method,
        "path": path,
        "raw_path": path.encode(),
        "query_string": b"",
        "headers": headers,
        "client": ("127.0.0.1", 1),
        "server": ("127.0.0.1", 9090),
        "scheme": "http",
    }
    sent: list[dict[str, Any]] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": data, "more_body": False}

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    asyncio.run(app(scope, receive, send))
    answer = b"".join(each.get("body", b"") for each in sent[1:])
    return sent[0]["status"], json.loads(answer) if answer.startswith(b"{") else answer


@pytest.fixture(scope="module")
def service() -> Any:
    return create_app(load_tagger("rules"))


def test_it_says_that_it_is_up_and_which_version(service: Any) -> None:
    assert ask(service, "GET", "/health")[1]["status"] == "UP"
    assert ask(service, "GET", "/")[0] == 200
    setup = {"project": "3.1", "schema": "<View/>", "access_token": "x", "extra_params": {}}
    assert ask(service, "POST", "/setup", setup)[1]["model_version"].startswith(VERSION)
    assert ask(service, "GET", "/versions")[1]["versions"][0].startswith(VERSION)


def test_each_task_gets_its_prediction_in_order(service: Any) -> None:
    tasks = [
        {"id": 7, "data": text_task().model_dump()},
        {"id": 8, "data": text_task("无。").model_dump()},
    ]
    status, answer = ask(service, "POST", "/predict", {"tasks": tasks, "params": {}, "project": 1})
    assert status == 200
    first, second = answer["results"]
    quotes = [entry["value"]["text"] for entry in first["result"] if entry.get("type") == "labels"]
    assert "128条" in quotes
    assert 0 < first["score"] < 1
    assert first["model_version"].startswith(VERSION)
    assert second["result"] == []


@pytest.mark.parametrize(
    "task",
    [
        {},
        {"data": None},
        {"data": {"text": 3}},
        {"data": {"text": " \n"}},
        {"data": {"text": "条" * 60_001}},
        {"data": cell_task().model_dump()},
    ],
)
def test_what_is_no_text_task_gets_an_empty_prediction(
    service: Any, task: dict[str, object]
) -> None:
    status, answer = ask(service, "POST", "/predict", {"tasks": [task]})
    assert (status, answer["results"][0]["result"]) == (200, [])


def test_a_text_without_a_place_is_read_all_the_same(service: Any) -> None:
    tasks = [{"data": {"text": OVERVIEW, "place": "nowhere"}}]
    assert ask(service, "POST", "/predict", {"tasks": tasks})[1]["results"][0]["result"]


@pytest.mark.parametrize("body", [b"{", {"tasks": 3}, {"tasks": [3]}, {}])
def test_a_request_that_is_none_is_refused(service: Any, body: object) -> None:
    assert ask(service, "POST", "/predict", body)[0] == 422


@dataclass
class Failing:
    """Fails on one text."""

    name: str = "failing"
    version: str = "1"

    def tag(self, passages: Any) -> list[list[ScoredSpan]]:
        if any("坏" in passage.text for passage in passages):
            raise RuntimeError("no")
        return StubTagger({"2023年": [ScoredSpan(0, 5, "period", 0.9)]}).tag(passages)


def test_one_text_that_cannot_be_tagged_costs_no_other() -> None:
    tagger: Tagger = Failing()
    tagger.tag([Passage("好")])
    tasks = [{"data": {"text": "坏"}}, {"data": {"text": "2023年"}}]
    results = ask(create_app(tagger), "POST", "/predict", {"tasks": tasks})[1]["results"]
    assert [len(each["result"]) for each in results] == [0, 1]


PATHS = [("GET", "/health"), ("POST", "/setup"), ("GET", "/versions"), ("POST", "/predict")]


@pytest.mark.parametrize(("method", "path"), PATHS)
def test_a_token_is_asked_for_where_there_is_one(method: str, path: str) -> None:
    service = create_app(StubTagger(), token="sesam")
    body = {"tasks": []}
    assert ask(service, method, path, body)[0] == 401
    assert ask(service, method, path, body, token="wrong")[0] == 401
    assert ask(service, method, path, body, token="sesam")[0] == 200


def test_webhooks_are_acknowledged_and_ignored() -> None:
    service = create_app(StubTagger(), token="sesam")
    assert ask(service, "POST", "/webhook", {"action": "START_TRAINING"})[0] == 200
    assert ask(service, "POST", "/webhook", b"not json")[0] == 200


def test_nothing_else_is_served(service: Any) -> None:
    assert [ask(service, "GET", path)[0] for path in ("/docs", "/openapi.json", "/x")] == [404] * 3
