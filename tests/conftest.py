"""What holds for every test; and a run's last line, how many were skipped for want of reports."""

from __future__ import annotations

import os

import pytest

# Tests that name no tagger read with the rules: what they say of values, tables and pages then does
# not change with every released model, and takes a tenth of the time.
os.environ["GONGKAI_TAGGER"] = "rules"


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
