"""PDF as LibreOffice prints it, many DOCX files in one run of the program."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

# A start takes 3 s, a report of three pages 0.3 s; no run of a hundred files came near this.
TIMEOUT_SECONDS = 300


class PrintingError(RuntimeError):
    """An outside program did not turn a generated file into PDF."""


def find_office() -> str | None:
    return shutil.which("soffice") or shutil.which("libreoffice")


def docx_to_pdf(program: str, files: Sequence[bytes]) -> list[bytes]:
    """One PDF for each DOCX.

    Raises:
        PrintingError: when a file is missing afterwards.
    """
    with TemporaryDirectory(prefix="gongkai-office-") as folder:
        work = Path(folder)
        sources = []
        for number, data in enumerate(files):
            source = work / f"{number:05d}.docx"
            source.write_bytes(data)
            sources.append(str(source))
        command = [
            program,
            f"-env:UserInstallation={(work / 'profile').as_uri()}",
            "--headless",
            "--convert-to",
            "pdf",
            "--outdir",
            str(work),
            *sources,
        ]
        try:
            subprocess.run(command, check=True, capture_output=True, timeout=TIMEOUT_SECONDS)
            return [(work / f"{number:05d}.pdf").read_bytes() for number in range(len(files))]
        except (OSError, subprocess.SubprocessError) as error:
            raise PrintingError(f"{program} printed no PDF of {len(files)} files") from error
