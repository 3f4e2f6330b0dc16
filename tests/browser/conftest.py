"""One browser for the tests of a file."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.browser.tab import Tab, find_chromium


@pytest.fixture(scope="module")
def tab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tab]:
    program = find_chromium()
    assert program is not None
    with Tab(program, tmp_path_factory.mktemp("profile")) as opened:
        yield opened
