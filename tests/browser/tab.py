"""A tab of a headless Chromium: sizes, colour schemes, scripts, real clicks and keys.

Steered over pipes, so that no socket is opened. What the page complains of is kept.
"""

from __future__ import annotations

import base64
from pathlib import Path
from typing import Any

from eval.layouts.render.chromium import Browser, find_chromium

__all__ = ["Tab", "find_chromium"]

_COMPLAINTS = ("Runtime.exceptionThrown", "Log.entryAdded", "Runtime.consoleAPICalled")
_KEYS = {
    "Enter": {"code": "Enter", "windowsVirtualKeyCode": 13, "text": "\r"},
    "Escape": {"code": "Escape", "windowsVirtualKeyCode": 27},
    "ArrowRight": {"code": "ArrowRight", "windowsVirtualKeyCode": 39},
    "ArrowDown": {"code": "ArrowDown", "windowsVirtualKeyCode": 40},
    "Tab": {"code": "Tab", "windowsVirtualKeyCode": 9},
}


class Tab(Browser):
    """``complaints`` holds errors, warnings and everything written to the console."""

    def __init__(self, program: str, profile: Path) -> None:
        super().__init__(program, profile)
        self.complaints: list[dict[str, Any]] = []

    def __enter__(self) -> Tab:
        super().__enter__()
        self._ask("Runtime.enable")
        self._ask("Log.enable")
        return self

    def open(self, path: Path, *, width: int, height: int = 900, dark: bool = False) -> None:
        """Loads a file at this size and colour scheme and forgets earlier complaints."""
        self._ask(
            "Emulation.setDeviceMetricsOverride",
            width=width, height=height, deviceScaleFactor=1, mobile=False,
        )  # fmt: skip
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self._ask("Emulation.setEmulatedMedia", features=[scheme])
        self.complaints.clear()
        self._ask("Page.navigate", url=path.as_uri())
        self._await(lambda message: message.get("method") == "Page.loadEventFired")

    def evaluate(self, script: str) -> Any:
        """The value of an expression in the page."""
        reply = self._ask("Runtime.evaluate", expression=script, returnByValue=True)
        if "exceptionDetails" in reply:
            raise AssertionError(reply["exceptionDetails"])
        return reply["result"].get("value")

    def click(self, selector: str) -> None:
        """Scrolls the element into sight and clicks it where the user would."""
        box = self._middle(selector)
        for kind in ("mousePressed", "mouseReleased"):
            self._ask(
                "Input.dispatchMouseEvent",
                type=kind, x=box[0], y=box[1], button="left", clickCount=1,
            )  # fmt: skip

    def hover(self, selector: str) -> None:
        """Scrolls the element into sight and moves the pointer over it."""
        box = self._middle(selector)
        self._ask("Input.dispatchMouseEvent", type="mouseMoved", x=box[0], y=box[1])

    def _middle(self, selector: str) -> list[float]:
        """The middle of the element's first line box."""
        found: list[float] = self.evaluate(
            f"(() => {{ const e = document.querySelector({selector!r});"
            "e.scrollIntoView({block: 'center'}); const b = e.getClientRects()[0];"
            "return [b.x + b.width / 2, b.y + b.height / 2]; })()"
        )
        return found

    def press(self, key: str) -> None:
        for kind in ("keyDown", "keyUp"):
            self._ask("Input.dispatchKeyEvent", type=kind, key=key, **_KEYS[key])

    def screenshot(self, path: Path, *, whole: bool = False) -> None:
        reply = self._ask("Page.captureScreenshot", captureBeyondViewport=whole)
        path.write_bytes(base64.b64decode(reply["data"]))

    def _await(self, wanted: Any) -> dict[str, Any]:
        def note(message: dict[str, Any]) -> bool:
            if message.get("method") in _COMPLAINTS:
                self.complaints.append(message["params"])
            return bool(wanted(message))

        return super()._await(note)
