"""``gongkai annotate backend``."""

from __future__ import annotations

import os
import sys

import typer
import uvicorn

from annotations.label_studio.backend import create_app
from annotations.label_studio.connection import BACKEND_TOKEN_VARIABLE
from annotations.label_studio.predict import model_version
from annotations.messages import say
from extraction.command_group import WRONG_USAGE
from extraction.language import Lang
from extraction.refusal import options_to_tagger
from models import Passage

_HERE = frozenset({"127.0.0.1", "::1", "localhost"})


def build(app: typer.Typer, lang: Lang) -> None:
    """Adds the command with its texts in one language."""

    def text(key: str) -> str:
        return say(lang, key)

    @app.command("backend", help=text("desk.backend.about"))
    def backend(
        host: str = typer.Option("127.0.0.1", help=text("desk.backend.host")),
        port: int = typer.Option(9090, min=1, max=65535, help=text("desk.backend.port")),
        model: str | None = typer.Option(None, help=text("desk.push.model")),
        tagger: str | None = typer.Option(None, help=text("desk.push.tagger")),
    ) -> None:
        token = os.environ.get(BACKEND_TOKEN_VARIABLE, "").strip() or None
        if host not in _HERE and token is None:
            told = say(lang, "desk.backend.needs_token", host=host, variable=BACKEND_TOKEN_VARIABLE)
            print(told, file=sys.stderr)
            raise typer.Exit(WRONG_USAGE)
        player = options_to_tagger(model, tagger, lang)
        # what loads lazily loads now: the desk waits a second for an answer
        player.tag([Passage("发布信息1条。")])
        version = model_version(player)
        print(say(lang, "desk.backend.ready", host=host, port=port, version=version), flush=True)
        uvicorn.run(
            create_app(player, token=token),
            host=host,
            port=port,
            log_level="warning",
            access_log=False,
        )
