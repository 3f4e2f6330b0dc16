"""The desk's two projects: made once, given the current configuration afterwards."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from annotations.label_studio.config import cell_config, text_config
from annotations.label_studio.desk import Desk
from annotations.label_studio.faults import DeskError
from annotations.label_studio.ledger import (
    ProjectKind,
    Settings,
    read_settings,
    write_settings,
)
from annotations.messages import say

Change = Literal["made", "renewed", "same"]
KINDS: tuple[ProjectKind, ...] = ("text", "cells")


@dataclass(frozen=True, slots=True)
class ProjectChange:
    kind: ProjectKind
    number: int
    change: Change


def project_title(kind: ProjectKind) -> str:
    return say("zh", f"desk.{kind}_title")


def init_projects(desk: Desk, folder: Path, url: str) -> Iterator[ProjectChange]:
    """Makes what is missing; each project made is noted before the next.

    Raises:
        DeskError: for a folder that belongs to another server, or what the server refuses.
    """
    settings = read_settings(folder) or Settings(url)
    if settings.url.rstrip("/") != url.rstrip("/"):
        raise DeskError("other_url", known=settings.url, url=url)
    for kind in KINDS:
        config = text_config() if kind == "text" else cell_config()
        number = settings.text if kind == "text" else settings.cells
        if number is not None:
            renewed = desk.renew_project(number, config)
            yield ProjectChange(kind, number, "renewed" if renewed else "same")
            continue
        number = desk.create_project(project_title(kind), config)
        settings = settings.with_project(kind, number)
        write_settings(folder, settings)
        yield ProjectChange(kind, number, "made")
