"""A real Label Studio server for tests: an environment of its own, a data folder a server.

``python -m tests.annotations.label_studio.server`` prepares the environment ahead of the tests.
Everything lies under ``.desk/`` of the project; a server listens on a free loopback port only.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from pathlib import Path

VERSION = "1.23.2"
ROOT = Path(__file__).parents[3]
CACHE = ROOT / ".desk"
EMAIL = "annotator@example.com"
TOKEN = "0123456789abcdef0123456789abcdef01234567"
PASSWORD = "pw-12345678"
# Migrations on two busy cores took 31 to 64 s; a start on an existing database 3 to 6 s.
START_SECONDS = 240.0
INSTALL_SECONDS = 1200
# Written last into the environment: without it the installation was cut short.
_COMPLETE = ".complete"
_INSTALL = ("install", "--quiet", "--disable-pip-version-check")
_START = ("start", "--no-browser", "--internal-host", "127.0.0.1", "--log-level", "ERROR")


@dataclass(frozen=True, slots=True)
class Server:
    """A running server; ``stop`` ends its own process group."""

    url: str
    process: subprocess.Popen[bytes]

    def get(self, path: str) -> object:
        return call(self.url, "GET", path)

    def stop(self) -> None:
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGTERM)
        try:
            self.process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait(timeout=20)


def call(url: str, method: str, path: str, body: object = None) -> object:
    """One request to the server's own interface, as an annotator's browser makes it."""
    data = None if body is None else json.dumps(body).encode()
    headers = {"Authorization": f"Token {TOKEN}", "Content-Type": "application/json"}
    request = urllib.request.Request(f"{url}{path}", data=data, headers=headers, method=method)
    with urllib.request.urlopen(request, timeout=120) as answer:
        text = answer.read()
    return json.loads(text) if text else None


class NotPreparedError(RuntimeError):
    """The server's environment could not be made; the message says what can be done."""


def prepare() -> Path:
    """The server's program, installed at the first call, with a database made ready beside it.

    What an interrupted or failed call left behind is thrown away by the next one.

    Raises:
        NotPreparedError: where it cannot be installed, as without a package index.
    """
    home = CACHE / f"server-{VERSION}"
    program = home / "bin" / "label-studio"
    if not _is_complete(home):
        shutil.rmtree(home, ignore_errors=True)
        _install(home)
    template = CACHE / f"template-{VERSION}"
    if not (template / "ls.sqlite3").is_file():
        made = CACHE / f"making-{os.getpid()}"
        shutil.rmtree(made, ignore_errors=True)
        made.mkdir()
        _launch(program, made).stop()
        shutil.rmtree(template, ignore_errors=True)
        made.rename(template)
    return program


def _is_complete(home: Path) -> bool:
    """Whether the environment was installed to its end, runs, and holds this version."""
    if not (home / _COMPLETE).is_file() or not (home / "bin" / "label-studio").is_file():
        return False
    code = "import importlib.metadata as m; print(m.version('label-studio'))"
    try:
        found = subprocess.run(
            [str(home / "bin" / "python"), "-c", code], capture_output=True, text=True, check=True
        )
    except (OSError, subprocess.CalledProcessError):
        return False
    return found.stdout.strip() == VERSION


def _install(home: Path) -> None:
    CACHE.mkdir(exist_ok=True)
    subprocess.run([sys.executable, "-m", "venv", str(home)], check=True)
    try:
        subprocess.run(
            [str(home / "bin" / "python"), "-m", "pip", *_INSTALL, f"label-studio=={VERSION}"],
            check=True,
            timeout=INSTALL_SECONDS,
            stderr=subprocess.PIPE,
            text=True,
        )
    except subprocess.CalledProcessError as error:
        last = "\n".join(error.stderr.strip().splitlines()[-3:])
        raise NotPreparedError(_why(f"pip ended with {error.returncode}:\n{last}")) from error
    except subprocess.TimeoutExpired as error:
        raise NotPreparedError(_why(f"pip took longer than {INSTALL_SECONDS} s")) from error
    (home / _COMPLETE).touch()


def _why(reason: str) -> str:
    return (
        f"label-studio {VERSION} was not installed under {CACHE}: {reason}\n"
        "See that pip's package index can be reached (pip config list, PIP_INDEX_URL,"
        " HTTPS_PROXY) and run make desk again."
    )


def start(folder: Path) -> Server:
    """A server with an empty database of its own in ``folder``."""
    program = prepare()
    template = CACHE / f"template-{VERSION}"
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("ls.sqlite3", ".env"):
        if (template / name).is_file():
            shutil.copy(template / name, folder / name)
    return _launch(program, folder)


def _launch(program: Path, folder: Path) -> Server:
    port = free_port()
    with (folder / "server.log").open("ab") as log:
        process = subprocess.Popen(
            [str(program), *_START, "--port", str(port)],
            env=_environment(folder),
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
    server = Server(f"http://127.0.0.1:{port}", process)
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end and process.poll() is None:
        try:
            server.get("/api/current-user/whoami")
        except (urllib.error.URLError, OSError):
            time.sleep(0.3)
        else:
            return server
    server.stop()
    raise RuntimeError(f"the server did not start; see {folder / 'server.log'}")


def _environment(folder: Path) -> dict[str, str]:
    """Nothing of the caller's environment but the search path: bare names like PORT are read."""
    return {
        "PATH": os.environ.get("PATH", ""),
        "HOME": str(folder),
        "LANG": "C.UTF-8",
        "LABEL_STUDIO_BASE_DATA_DIR": str(folder),
        "LABEL_STUDIO_DATABASE_NAME": str(folder / "ls.sqlite3"),
        "LABEL_STUDIO_USERNAME": EMAIL,
        "LABEL_STUDIO_PASSWORD": PASSWORD,
        "LABEL_STUDIO_USER_TOKEN": TOKEN,
        "LABEL_STUDIO_ENABLE_LEGACY_API_TOKEN": "true",
        "LABEL_STUDIO_ML_BLOCK_LOCAL_IP": "false",
        "LABEL_STUDIO_SSRF_PROTECTION_ENABLED": "false",
        "LABEL_STUDIO_COLLECT_ANALYTICS": "false",
        "LABEL_STUDIO_LATEST_VERSION_CHECK": "false",
        "fflag_feat_utc_210_prediction_validation_15082025": "true",
        "SENTRY_DSN": "",
        "FRONTEND_SENTRY_DSN": "",
    }


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


if __name__ == "__main__":
    try:
        print(prepare())
    except NotPreparedError as reason:
        sys.exit(str(reason))
