"""``gongkai extract … --out DIR``: the options of the command as the settings of a run."""

from __future__ import annotations

from pathlib import Path

from extraction.addresses import is_address
from extraction.bulk.engines import ENGINES, missing_library
from extraction.bulk.settings import BulkInputs, BulkLimits, BulkSettings, WorkerSettings
from extraction.bulk.terminal import extract_to_folder
from extraction.bulk_options import BulkOptions
from extraction.language import Lang
from extraction.messages import message
from extraction.refusal import refuse
from models import workers_to_threads

_HERE = "local"


def extract_in_bulk(
    arguments: tuple[str, ...],
    out: str,
    options: BulkOptions,
    lang: Lang,
    *,
    tagger: str,
    with_text: bool,
    workers: int | None,
    summary: bool,
    quiet: bool,
) -> int:
    """Runs it, says what happens, and returns the exit code.

    Args:
        out: folder, or address of a folder.
        workers: None for as many as the engine has without being told.
    """
    engine = _options_to_engine(options, lang)
    folder = _options_to_folder(out, options, lang)
    if workers is None and engine == _HERE:
        workers = 1
    inputs = BulkInputs(arguments, options.lists, options.manifest)
    settings = BulkSettings(
        workers=workers or 0,
        engine=engine,
        ray_address=options.ray_address,
        copy_to=out if is_address(out) else None,
        refresh=options.refresh,
        formats=options.formats,
        lang=lang,
        worker=WorkerSettings(
            tagger=tagger,
            with_text=with_text,
            threads=workers_to_threads(workers or 1) if engine == _HERE else 1,
        ),
        limits=_limits(options),
    )
    return extract_to_folder(inputs, folder, settings, lang, summary=summary, quiet=quiet)


def _limits(options: BulkOptions) -> BulkLimits:
    usual = BulkLimits()
    return BulkLimits(
        seconds=options.time_limit or usual.seconds,
        memory_mb=options.memory_limit or usual.memory_mb,
    )


def _options_to_engine(options: BulkOptions, lang: Lang) -> str:
    engine = options.engine or _HERE
    if engine not in ENGINES:
        known = ", ".join(ENGINES)
        refuse(message(lang, "usage.unknown_engine", name=engine, known=known))
    if options.ray_address is not None and engine == _HERE:
        refuse(message(lang, "usage.needs_ray", option="--ray-address"))
    if missing_library(engine) is not None:
        refuse(message(lang, "bulk.no_ray"))
    return engine


def _options_to_folder(out: str, options: BulkOptions, lang: Lang) -> Path:
    """Where the ledger is."""
    if not is_address(out):
        if options.ledger is not None:
            refuse(message(lang, "usage.ledger_only"))
        return Path(out)
    if options.ledger is None:
        refuse(message(lang, "usage.needs_ledger", out=out))
    return options.ledger
