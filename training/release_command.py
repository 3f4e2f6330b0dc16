"""``gongkai export --release``: measures, tells what speaks for and against, and releases."""

from __future__ import annotations

import sys
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from eval.datasets import Dataset, name_to_dataset
from eval.gate import read_floors
from eval.messages import say as say_of_eval
from eval.wording import metric_to_text, points_to_text, share_to_text
from extraction.language import Lang
from models import RULES, load_tagger
from models.artefact import read_artefact
from models.card import Answer, Release
from training.messages import say
from training.metric import DECIDING
from training.release import Plan, install, load_default, plan_release, require_parity
from training.release_checks import TOGETHER, Contest, Refusal, judge
from training.sealing import LEAST_AGREEMENT
from training.sentences import REAL

AUTHORED = "authored-dev"


@dataclass(frozen=True, slots=True)
class ReleaseOptions:
    """``weights``: the installed models. ``dry_run``: all is measured and told, nothing changed."""

    name: str
    version: str
    store: Path
    corpus: Path | None
    floors: Path
    weights: Path
    dry_run: bool = False


def release_folder(folder: Path, options: ReleaseOptions, lang: Lang) -> bool:
    """Whether the exported model may be released; it is, but for a dry run.

    Raises:
        ExportError: for a version that is taken, a model that was not compared with its run.
        ModelError: for a folder that is not whole.
    """
    plan = plan_release(options.name, options.version, options.weights)
    card = read_artefact(folder).card
    require_parity(card, least=LEAST_AGREEMENT)
    judgement = judge(_to_contest(folder, plan, options, lang, learned=card.data))
    for line in record_to_lines(judgement.record, lang):
        print(line)
    for refusal in judgement.refusals:
        print(refusal_to_text(refusal, lang), file=sys.stderr)
    if judgement.refusals:
        count = len(judgement.refusals)
        print(say(lang, "release.refused", model=plan.reference, count=count), file=sys.stderr)
        return False
    if not options.dry_run:
        install(folder, plan, judgement.record, options.weights)
    for line in plan_to_lines(plan, lang, dry_run=options.dry_run):
        print(line)
    return True


def _to_contest(
    folder: Path, plan: Plan, options: ReleaseOptions, lang: Lang, *, learned: Collection[str]
) -> Contest:
    """``learned`` are data that the model has learned from: a comparison on them means nothing."""
    known = read_floors(options.floors)
    held = [each for each in known if options.corpus is not None or not each.needs_corpus]

    def open_data(name: str) -> Dataset:
        return name_to_dataset(name, corpus=options.corpus, gold=options.store)

    def tell(system: str, data: str) -> None:
        print(say(lang, "release.measuring", system=system, data=data), file=sys.stderr, flush=True)

    compared = [AUTHORED]
    if options.corpus is not None and (options.store / f"{REAL}.jsonl").is_file():
        compared.append(REAL)
    compared = [each for each in compared if each not in learned]
    return Contest(
        new=load_tagger(str(folder.resolve())),
        present=load_default(options.weights),
        before=plan.before,
        must_be_better=plan.before == RULES,
        compared=[open_data(name) for name in compared],
        floors=held,
        open_data=open_data,
        unheld=tuple(each.data for each in known if each not in held),
        tell=tell,
    )


def record_to_lines(record: Release, lang: Lang) -> list[str]:
    """The comparison and the floors, a line each."""
    lines = [_answer_to_text(each, record.before, lang) for each in record.answers]
    lines += [say(lang, "release.gate", data=each.data, count=each.floors) for each in record.gate]
    return lines + [say(lang, "release.unheld", data=data) for data in record.unheld]


def _answer_to_text(each: Answer, before: str, lang: Lang) -> str:
    return say(
        lang,
        "release.answer",
        data=each.data,
        metric=_metric(each.metric, lang),
        default=before,
        before=share_to_text(each.before),
        after=share_to_text(each.after),
        difference=points_to_text(each.difference),
        low=points_to_text(each.low),
        high=points_to_text(each.high),
        verdict=say_of_eval(lang, f"verdict.{each.verdict.replace(' ', '_')}"),
    )


def _metric(name: str, lang: Lang) -> str:
    names = DECIDING if name == TOGETHER else (name,)
    return " + ".join(metric_to_text(each, lang) for each in names)


def refusal_to_text(refusal: Refusal, lang: Lang) -> str:
    """The figure that failed, and by what."""
    first, second = refusal.figures
    return say(
        lang,
        f"release.{refusal.key}",
        data=refusal.data,
        metric=_metric(refusal.metric, lang),
        first=share_to_text(first),
        second=share_to_text(second),
    )


def plan_to_lines(plan: Plan, lang: Lang, *, dry_run: bool) -> list[str]:
    """What was changed, or would be."""
    kind = "would" if dry_run else "did"
    lines = [say(lang, f"release.{kind}_install", model=plan.reference, path=plan.folder)]
    lines += [
        say(lang, f"release.{kind}_remove", model=each.reference, path=each.folder)
        for each in plan.removed
    ]
    return [
        *lines,
        say(lang, f"release.{kind}_move", model=plan.reference, before=plan.before),
    ]
