"""From a desk folder and the environment to a desk: the one place that reads the token."""

from __future__ import annotations

import importlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from annotations.label_studio.desk import Desk
from annotations.label_studio.faults import DeskError
from annotations.label_studio.ledger import Settings, read_settings

TOKEN_VARIABLE = "GONGKAI_DESK_TOKEN"
# The password of our prediction service, which the server is told when it is registered.
BACKEND_TOKEN_VARIABLE = "GONGKAI_BACKEND_TOKEN"
_SDK_DESK = "annotations.label_studio.sdk_desk"


@contextmanager
def open_desk(url: str, environ: Mapping[str, str]) -> Iterator[Desk]:
    """The desk at an address, its connections closed afterwards.

    Raises:
        DeskError: without a token, or where the server refuses it at once.
        ModuleNotFoundError: where the SDK is not installed.
    """
    token = environ.get(TOKEN_VARIABLE, "").strip()
    if not token:
        raise DeskError("no_token", variable=TOKEN_VARIABLE)
    # the SDK takes two seconds to load: only commands that talk to a server pay
    with importlib.import_module(_SDK_DESK).SdkDesk(url, token) as made:
        yield made


def require_settings(folder: Path) -> Settings:
    """Raises DeskError where ``init`` did not run."""
    settings = read_settings(folder)
    if settings is None:
        raise DeskError("no_desk", path=folder)
    return settings
