"""``gongkai eval gate``: no metric may fall below its floor."""

from __future__ import annotations

from pathlib import Path

import typer

from eval.datasets import name_to_dataset
from eval.gate import (
    FLOORS,
    Breach,
    FloorSet,
    floors_to_toml,
    lowered,
    read_floors,
    run_to_breaches,
    run_to_floors,
)
from eval.messages import say
from eval.run_command import default_corpus, measure
from eval.wording import metric_to_text, share_to_text
from extraction.command_group import FAILED
from extraction.language import Lang


def build(app: typer.Typer, lang: Lang) -> None:
    """Adds the command with its texts in one language."""

    def text(name: str) -> str:
        return say(lang, f"gate.help.{name}")

    @app.command("gate", help=text("about"))
    def gate(
        floors: Path = typer.Option(FLOORS, exists=True, dir_okay=False, help=text("floors")),
        renew: bool = typer.Option(False, "--renew", help=text("renew")),
        lower: bool = typer.Option(False, "--lower-floors", help=text("lower")),
        model: str | None = typer.Option(None, help=text("model")),
        corpus: Path | None = typer.Option(None, help=text("corpus")),
    ) -> None:
        known = read_floors(floors)
        place = corpus or default_corpus()
        if renew:
            if model is not None:
                raise typer.BadParameter(say(lang, "gate.renew_model"))
            _renew(floors, known, place, lang, may_fall=lower)
            return
        held = [each for each in known if place is not None or not each.needs_corpus]
        for each in known:
            if each not in held:
                print(say(lang, "gate.skipped", data=each.data))
        breaches = [breach for each in held for breach in _check(each, model, place, lang)]
        if breaches:
            raise typer.Exit(FAILED)
        print(say(lang, "gate.open", count=sum(len(each.floors) for each in held)))


def _check(
    floors: FloorSet, model: str | None, corpus: Path | None, lang: Lang
) -> tuple[Breach, ...]:
    """The floors that the model breaks; those that their own system does, where none is named."""
    run = measure(model or floors.system, name_to_dataset(floors.data, corpus=corpus), lang)
    breaches = run_to_breaches(run, floors)
    for breach in breaches:
        print(
            say(
                lang,
                "gate.breach",
                metric=metric_to_text(breach.floor.metric, lang),
                data=floors.data,
                value=share_to_text(breach.value),
                least=share_to_text(breach.floor.least),
            )
        )
    return breaches


def _renew(
    path: Path, known: tuple[FloorSet, ...], corpus: Path | None, lang: Lang, *, may_fall: bool
) -> None:
    """Measures the same sets anew; a floor falls only where that was asked for by name."""
    renewed = []
    for old in known:
        run = measure(old.system, name_to_dataset(old.data, corpus=corpus), lang)
        new = run_to_floors(run, [floor.metric for floor in old.floors])
        fallen = lowered(old, new)
        if fallen and not may_fall:
            names = ", ".join(metric_to_text(name, lang) for name in fallen)
            print(say(lang, "gate.would_fall", data=old.data, names=names))
            raise typer.Exit(FAILED)
        renewed.append(new)
    path.write_text(floors_to_toml(renewed), encoding="utf-8")
    print(say(lang, "gate.renewed", path=path, count=len(renewed)))
