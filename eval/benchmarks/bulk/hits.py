"""How many passages of a folder of reports were seen before in it: what a cache can have at most.

Which passages repeat depends on the reports alone, not on the tagger.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from eval.benchmarks.tagging import folder_to_passages
from extraction.inputs import is_report_name
from models import Passage


def measure_hits(folders: Mapping[str, Path]) -> str:
    """A table; folders by the names that they are told under."""
    lines = [
        "| reports | with running text | passages | seen before | of their characters |",
        "|---|---|---|---|---|",
    ]
    for name, folder in folders.items():
        reports = folder_to_passages(folder)
        files = sum(is_report_name(path.name) for path in folder.rglob("*"))
        passages = [passage for report in reports for passage in report]
        known: set[Passage] = set()
        hits = chars = 0
        for passage in passages:
            if passage in known:
                hits += 1
                chars += len(passage.text)
            known.add(passage)
        total = max(1, sum(len(passage.text) for passage in passages))
        lines.append(
            f"| {name}, {files} files | {len(reports)} | {len(passages)} "
            f"| {hits} ({hits / max(1, len(passages)):.1%}) | {chars / total:.1%} |"
        )
    return "\n".join(lines)
