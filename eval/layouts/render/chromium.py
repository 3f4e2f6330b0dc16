"""PDF as Chromium prints it: one browser for many pages, steered over a pair of pipes.

Starting the browser takes a second and printing a page a tenth of it, so that a run keeps the
browser open. The protocol is Chromium's own over file descriptors 3 and 4: JSON messages that
end in a zero byte; no network is touched.
"""

from __future__ import annotations

import base64
import json
import os
import select
import shutil
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from eval.layouts.render.office import PrintingError

# A page takes 0.1 to 0.5 s on two busy cores.
TIMEOUT_SECONDS = 60.0
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--remote-debugging-pipe",
)
# Puts the two pipes where the browser looks for them; a shell cannot name descriptors above 9.
LAUNCHER = """
import fcntl, os, sys
ends = [fcntl.fcntl(int(end), fcntl.F_DUPFD, 10) for end in sys.argv[1:3]]
for place, end in zip((3, 4), ends):
    os.dup2(end, place, inheritable=True)
os.execv(sys.argv[3], sys.argv[3:])
"""
A4_INCHES = {"paperWidth": 8.27, "paperHeight": 11.69}


def find_chromium() -> str | None:
    names = ("chromium", "chromium-browser", "google-chrome")
    return next((path for name in names if (path := shutil.which(name))), None)


def html_to_pdf(program: str, pages: Sequence[tuple[bytes, str]]) -> list[bytes]:
    """One PDF for each page, given as its bytes and its file name.

    Raises:
        PrintingError: when the browser does not start, ends early or takes too long.
    """
    with TemporaryDirectory(prefix="gongkai-chromium-", ignore_cleanup_errors=True) as folder:
        work = Path(folder)
        try:
            with Browser(program, work / "profile") as browser:
                return [
                    _print_page(browser, work, number, *page) for number, page in enumerate(pages)
                ]
        except (OSError, ValueError, KeyError) as error:
            raise PrintingError(f"{program} printed no PDF of {len(pages)} pages") from error


def _print_page(browser: Browser, work: Path, number: int, data: bytes, name: str) -> bytes:
    path = work / f"{number:05d}{Path(name).suffix.replace('.shtml', '.html')}"
    path.write_bytes(data)
    return browser.print_page(path.as_uri())


class Browser:
    """A running Chromium with one tab."""

    def __init__(self, program: str, profile: Path) -> None:
        to_browser, self._out = os.pipe()
        self._in, from_browser = os.pipe()
        command = [program, *FLAGS, f"--user-data-dir={profile}", "about:blank"]
        self._process = subprocess.Popen(
            [sys.executable, "-c", LAUNCHER, str(to_browser), str(from_browser), *command],
            pass_fds=(to_browser, from_browser),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        os.close(to_browser)
        os.close(from_browser)
        self._buffer = b""
        self._number = 0
        self._session: str | None = None

    def __enter__(self) -> Browser:
        try:
            target = self._ask("Target.createTarget", url="about:blank")["targetId"]
            attached = self._ask("Target.attachToTarget", targetId=target, flatten=True)
            self._session = attached["sessionId"]
            self._ask("Page.enable")
        except BaseException:
            self._stop()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self._stop()

    def _stop(self) -> None:
        os.close(self._out)
        os.close(self._in)
        try:
            self._process.wait(timeout=5)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def print_page(self, url: str) -> bytes:
        """The page as PDF on A4, backgrounds left out."""
        self._ask("Page.navigate", url=url)
        self._await(lambda message: message.get("method") == "Page.loadEventFired")
        printed = self._ask("Page.printToPDF", **A4_INCHES)
        return base64.b64decode(printed["data"])

    def _ask(self, method: str, **params: Any) -> dict[str, Any]:
        self._number += 1
        number = self._number
        message: dict[str, Any] = {"id": number, "method": method, "params": params}
        if self._session is not None:
            message["sessionId"] = self._session
        os.write(self._out, json.dumps(message).encode() + b"\0")
        reply = self._await(lambda received: received.get("id") == number)
        if "error" in reply:
            raise ValueError(f"{method}: {reply['error'].get('message')}")
        result: dict[str, Any] = reply["result"]
        return result

    def _await(self, wanted: Any) -> dict[str, Any]:
        deadline = time.monotonic() + TIMEOUT_SECONDS
        while True:
            while b"\0" in self._buffer:
                head, _, self._buffer = self._buffer.partition(b"\0")
                message: dict[str, Any] = json.loads(head)
                if wanted(message):
                    return message
            ready, _, _ = select.select([self._in], [], [], max(0.0, deadline - time.monotonic()))
            if not ready:
                raise OSError("the browser did not answer in time")
            received = os.read(self._in, 1 << 20)
            if not received:
                raise OSError("the browser ended")
            self._buffer += received
