"""The command ``gongkai corpus DIR --out FOLDER``: 0 done, 2 wrong usage or nothing to read."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import typer

from extraction.command_group import DONE, WRONG_USAGE
from extraction.corpus.page import views_to_html
from extraction.corpus.passages import SentenceStore
from extraction.corpus.reading import Damage, Line, NoRecords, files_to_records, path_to_files
from extraction.corpus.sheet_files import views_to_folder
from extraction.corpus.views import Views, lines_to_views
from extraction.corpus.words import Words
from extraction.language import Lang
from extraction.sinks.files import written_whole

PAGE = "corpus.html"
# Records between two lines of progress.
_STEP = 1000
# Damaged lines that are told one by one; all are in the tables.
_MOST_TOLD = 20
_STOPPED = 130
# what an unknown option, a missing argument and a bad value have in common
UsageError: type[Exception] = typer.BadParameter.__bases__[0]


def run(arguments: Sequence[str], lang: Lang) -> int:
    """Runs ``corpus ...``; messages are in ``lang``."""
    words = Words(lang)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    rest = list(arguments)
    if "corpus" in rest:
        rest.remove("corpus")
    command = typer.main.get_command(_build_app(words))
    try:
        code = command.main(rest, prog_name="gongkai corpus", standalone_mode=False)
    except UsageError as error:
        said = str(getattr(error, "message", error))
        print(words.say("cli.bad_option", option=said), file=sys.stderr)
        return WRONG_USAGE
    except (KeyboardInterrupt, typer.Abort):
        print(words.say("cli.stopped"), file=sys.stderr)
        return _STOPPED
    return code if isinstance(code, int) else DONE


def _build_app(words: Words) -> typer.Typer:
    app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
    folder_argument = typer.Argument(metavar="DIR", help=words.say("cli.help.folder"))
    out_option = typer.Option(None, "--out", metavar="FOLDER", help=words.say("cli.help.out"))
    quiet_option = typer.Option(False, "--quiet", help=words.say("cli.help.quiet"))

    @app.command(help=words.say("cli.help.about"), no_args_is_help=True)
    def corpus_command(
        folder: Path = folder_argument,
        out: Path | None = out_option,
        quiet: bool = quiet_option,
    ) -> None:
        if out is None:
            print(words.say("cli.needs_out"), file=sys.stderr)
            raise typer.Exit(WRONG_USAGE)
        raise typer.Exit(corpus_to_folder(folder, out, words, quiet=quiet))

    return app


def corpus_to_folder(folder: Path, out: Path, words: Words, *, quiet: bool = False) -> int:
    """Reads the records, writes the tables and the page, tells what was found; the exit code."""
    try:
        files = path_to_files(folder)
    except NoRecords as error:
        print(words.say("cli.no_records", path=error), file=sys.stderr)
        return WRONG_USAGE
    with SentenceStore() as store:
        teller = _Teller(words, quiet=quiet)
        views = lines_to_views(files_to_records(files), store, on_line=teller.tell)
        if not views.corpus.reports:
            print(words.say("cli.no_records", path=folder), file=sys.stderr)
            return WRONG_USAGE
        try:
            formats = views_to_folder(views, out)
            with written_whole(out / PAGE) as path:
                page = views_to_html(views, words.lang)
                path.write_text(page, encoding="utf-8", errors="backslashreplace")
        except OSError as error:
            reason = error.strerror or str(error)
            print(words.say("cli.not_writable", path=out, reason=reason), file=sys.stderr)
            return WRONG_USAGE
    if not quiet:
        print("\n".join(_summary(views, words)))
        print(words.say("cli.written", path=out / PAGE, formats=", ".join(formats), out=out))
    return DONE


class _Teller:
    """Tells damaged lines and progress on standard error."""

    def __init__(self, words: Words, *, quiet: bool) -> None:
        self._words = words
        self._quiet = quiet
        self._lines = 0
        self._damaged = 0

    def tell(self, line: Line | Damage) -> None:
        if isinstance(line, Damage):
            self._damaged += 1
            if self._damaged <= _MOST_TOLD:
                key = "cli.damage" if line.number else "cli.damaged_file"
                said = self._words.say(key, file=line.file, line=line.number, reason=line.reason)
                print(said, file=sys.stderr)
            return
        self._lines += 1
        if not self._quiet and self._lines % _STEP == 0:
            print(self._words.say("cli.reading", count=self._lines), file=sys.stderr)


def _summary(views: Views, words: Words) -> list[str]:
    taken = len(views.corpus.taken())
    verdicts = [check.verdict for check in views.checks]
    fates = [fate.fate for fate in views.fates]
    stale = sum(len(report.stale) for report in views.corpus.taken())
    return [
        words.say(
            "cli.summary.reports",
            records=len(views.corpus.reports),
            counted=taken,
            agencies=len(views.corpus.years),
            duplicates=len(views.corpus.duplicates),
            damaged=len(views.damages),
        ),
        words.say(
            "cli.summary.checks",
            passed=verdicts.count("pass"),
            failed=verdicts.count("fail"),
            open=verdicts.count("not_checkable"),
        ),
        words.say(
            "cli.summary.commitments",
            repeated=fates.count("repeated"),
            reworded=fates.count("reworded"),
            answered=fates.count("answered"),
            dropped=fates.count("dropped"),
        ),
        words.say("cli.summary.stale", stale=stale, same=len(views.same_tables)),
    ]
