"""The last line of a run: how many tests were skipped for want of the real reports."""

from __future__ import annotations

import pytest


def pytest_unconfigure(config: pytest.Config) -> None:
    """Printed last by the process that collects the results, after pytest's own closing line."""
    if hasattr(config, "workerinput"):
        return
    reporter = config.pluginmanager.get_plugin("terminalreporter")
    if reporter is None:
        return
    # a module that skips itself as it is collected has no keywords
    skipped = [
        report
        for report in reporter.stats.get("skipped", ())
        if "corpus" in getattr(report, "keywords", ())
    ]
    if skipped or reporter.stats.get("passed"):
        reporter.write_line(f"skipped for want of the shared corpus: {len(skipped)}")
