"""Predictions on request: Label Studio's protocol for model services, as a small web service.

The tagger is loaded before the service answers, since the server waits a second for ``/health``.
Handlers are plain functions, which run in a pool of threads: a long prediction does not stall
``/health``. What the server sends to ``/webhook`` is nobody's word: it is acknowledged only.
"""

from __future__ import annotations

import hmac
import logging
from typing import Annotated, Any, get_args

from fastapi import Depends, FastAPI, HTTPException
from fastapi.security import HTTPBasic, HTTPBasicCredentials
from pydantic import BaseModel, ConfigDict

from annotations.label_studio.predict import model_version, text_to_marked
from annotations.label_studio.regions import Json, marked_to_results
from annotations.label_studio.reports import marked_to_uncertainty
from extraction.pipeline import LONGEST_PASSAGE
from models import Place, Tagger

LOG = logging.getLogger(__name__)
_BASIC = HTTPBasic(auto_error=False)
PLACES: tuple[Place, ...] = get_args(Place)


class PredictRequest(BaseModel):
    """What ``/predict`` gets; label configuration and credentials are not looked at."""

    model_config = ConfigDict(extra="ignore")

    tasks: list[dict[str, Any]]


def create_app(tagger: Tagger, *, token: str | None = None) -> FastAPI:
    """The service; with a token every request but webhooks needs it as its password."""
    app = FastAPI(title="gongkai", docs_url=None, redoc_url=None, openapi_url=None)
    version = model_version(tagger)

    def check(given: Annotated[HTTPBasicCredentials | None, Depends(_BASIC)] = None) -> None:
        password = "" if given is None else given.password
        if token is not None and not hmac.compare_digest(password.encode(), token.encode()):
            raise HTTPException(401, headers={"WWW-Authenticate": "Basic"})

    guarded = [Depends(check)]

    @app.get("/", dependencies=guarded)
    @app.get("/health", dependencies=guarded)
    def health() -> Json:
        return {"status": "UP", "model_class": tagger.name}

    @app.post("/setup", dependencies=guarded)
    def setup() -> Json:
        return {"model_version": version}

    @app.get("/versions", dependencies=guarded)
    def versions() -> Json:
        return {"versions": [version]}

    @app.post("/predict", dependencies=guarded)
    def predict(request: PredictRequest) -> Json:
        return {"results": [task_to_prediction(each, tagger, version) for each in request.tasks]}

    @app.post("/webhook")
    def webhook() -> Json:
        return {}

    return app


def task_to_prediction(task: dict[str, Any], tagger: Tagger, version: str) -> Json:
    """One entry of the answer; without spans for a task that is no text task of ours."""
    data = task.get("data")
    data = data if isinstance(data, dict) else {}
    text = data.get("text")
    empty: Json = {"result": [], "score": 0.0, "model_version": version}
    if not isinstance(text, str) or not text.strip() or len(text) > LONGEST_PASSAGE:
        return empty
    place: Place = next((each for each in PLACES if each == data.get("place")), "unknown")
    try:
        marked = text_to_marked(text, place, tagger)
    except Exception:
        # one text must not cost the predictions of the tasks beside it
        LOG.exception("a text of %d characters could not be tagged", len(text))
        return empty
    score = round(1 - marked_to_uncertainty(marked), 4)
    return {"result": marked_to_results(marked), "score": score, "model_version": version}
