"""Records as they are, a line each.

A bulk run writes its records itself, as it goes; this is for records from anywhere else.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from extraction.sinks.files import written_whole
from extraction.sinks.role import InputReport, Needs


class JsonlSink:
    name = "jsonl"
    needs: Needs = "changed parts"

    def __init__(self, folder: Path) -> None:
        self._home = folder / "records"

    def _path(self, part: int) -> Path:
        return self._home / f"part-{part:05d}.jsonl"

    def stands(self, part: int) -> bool:
        return self._path(part).is_file()

    def take(self, part: int, reports: Sequence[InputReport]) -> None:
        with (
            written_whole(self._path(part)) as path,
            path.open("w", encoding="utf-8", newline="") as file,
        ):
            file.writelines(
                f"{report.record.to_json()}\n" for report in reports if report.record is not None
            )

    def finish(self, parts: Sequence[int]) -> None:
        wanted = {self._path(part) for part in parts}
        for path in list(self._home.glob("part-*.jsonl")):
            if path not in wanted:
                path.unlink()

    def abandon(self) -> None:
        """Every part is whole as it is."""
