"""The command.

    python -m eval.benchmarks.bulk steady   [--reports N] [--workers N] [--model MODEL]
    python -m eval.benchmarks.bulk layouts  [--reports N] [--rounds N] [--outside] [--model MODEL]
    python -m eval.benchmarks.bulk arms     [--reports N] [--rounds N] [--model MODEL]
    python -m eval.benchmarks.bulk tagging  [--reports N] [--rounds N] [--model MODEL]
                                            [--folder DIR]            instead of generated ones
    python -m eval.benchmarks.bulk hits     [--shared DIR] [--reports N]
    python -m eval.benchmarks.bulk kills    [--reports N] [--kills N] [--model MODEL]
    python -m eval.benchmarks.bulk hostile  [--reports N] [--model MODEL]

steady: nothing lost or doubled, memory and throughput of each tenth of a run.
layouts: reports a second by layout for one and two workers, and what 150,000 would take;
--reports is of each layout, --outside adds those that Chromium and LibreOffice print.
arms: batching, order and cache each switched off alone, and plain loops of single extractions.
tagging: the same of the tagger alone, and a model's windows side by side.
hits: passages that repeat, in generated and in real reports.
kills: the run is killed again and again, and its output compared with an undisturbed one's.
hostile: reports that hang, fill the memory or crash the reader, and archives that are bombs or
lead out of themselves, among good ones.

How long it will take is told once the reports are made.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from eval.benchmarks.bulk.arms import measure_arms
from eval.benchmarks.bulk.generated import usual_families, write_reports
from eval.benchmarks.bulk.hits import measure_hits
from eval.benchmarks.bulk.hostile import measure_hostile
from eval.benchmarks.bulk.kills import measure_kills
from eval.benchmarks.bulk.layouts import measure_layouts
from eval.benchmarks.bulk.steady import measure_steady
from eval.benchmarks.tagging import measure_tagging
from eval.benchmarks.timing import machine, today
from extraction.bulk.maker import code_to_digest
from models import choose_tagger

ROOT = Path(__file__).parents[3]
# Folders of the shared corpus, by the names that they are told under.
REAL = {"real, one city's years": "corpus/site", "real, of many agencies": "corpus/seeds"}
_SHOWN = 12


def _tagging(options: argparse.Namespace, home: Path, tagger: str) -> str:
    """On the reports of the folder, else on generated ones."""
    folder: Path | None = options.folder
    if folder is None:
        folder = home / "reports"
        write_reports(folder, options.reports, usual_families())
    return measure_tagging(folder, tagger, options.rounds)


def _hits(options: argparse.Namespace, home: Path) -> str:
    write_reports(home / "reports", options.reports, usual_families())
    shared = options.shared or Path(os.environ.get("GONGKAI_SHARED", ROOT.parent / "shared"))
    real = {name: shared / folder for name, folder in REAL.items()}
    there = {name: folder for name, folder in real.items() if folder.is_dir()}
    return measure_hits({"generated": home / "reports"} | there)


def main() -> int:
    parser = argparse.ArgumentParser(
        prog="python -m eval.benchmarks.bulk",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    names = ["steady", "layouts", "arms", "tagging", "hits", "kills", "hostile"]
    parser.add_argument("what", choices=names)
    parser.add_argument("--reports", type=int, default=300)
    parser.add_argument("--workers", type=int, default=2, help="of steady")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--model", help="the default tagger reads if not given")
    parser.add_argument("--outside", action="store_true", help="of layouts")
    parser.add_argument("--folder", type=Path, help="reports for tagging")
    parser.add_argument("--shared", type=Path, help="real reports for hits")
    options = parser.parse_args()
    tagger = choose_tagger(model=options.model, tagger=None)
    count, rounds, model = options.reports, options.rounds, options.model
    with tempfile.TemporaryDirectory(prefix="gongkai-bulk-") as folder:
        home = Path(folder)
        measures: dict[str, Callable[[], str]] = {
            "steady": lambda: measure_steady(count, options.workers, home, tagger),
            "layouts": lambda: measure_layouts(
                count, rounds, home, tagger, outside=options.outside
            ),
            "arms": lambda: measure_arms(count, rounds, home, tagger, model),
            "tagging": lambda: _tagging(options, home, tagger),
            "hits": lambda: _hits(options, home),
            "kills": lambda: measure_kills(count, options.kills, home, model),
            "hostile": lambda: measure_hostile(count, home, tagger),
        }
        measured = measures[options.what]()
    code = code_to_digest()[:_SHOWN]
    print(f"{today()}, {machine()}, code {code}, tagger {Path(tagger).name}.\n\n{measured}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
