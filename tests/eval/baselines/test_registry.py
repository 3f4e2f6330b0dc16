"""The table of rivals holds what it says, and an absent rival says what installs it."""

from __future__ import annotations

import importlib

import pytest

from eval.baselines.registry import (
    RIVALS,
    MissingRival,
    Rival,
    UnknownRival,
    installed_rivals,
    load_rival,
)

ABSENT = Rival(
    "eval.baselines.lxml_tables:extract", frozenset({"page"}), "no-such-dist", extras="[pdf]"
)
PAGE = "<table><tr><td>行政许可</td><td>550</td></tr></table>".encode()


@pytest.mark.parametrize("name", sorted(RIVALS))
def test_entry_is_there_without_the_rivals_package(name: str) -> None:
    module, _, attribute = RIVALS[name].entry.partition(":")
    assert callable(getattr(importlib.import_module(module), attribute))


def test_absent_package_is_a_typed_error_with_the_line_that_installs_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(RIVALS, "absent", ABSENT)
    with pytest.raises(MissingRival, match=r"no-such-dist is not installed") as caught:
        load_rival("absent")
    assert caught.value.remedy == "pip install 'no-such-dist[pdf]'"
    assert installed_rivals(["lxml", "absent"]) == (
        ["lxml"],
        {"absent": "pip install 'no-such-dist[pdf]'"},
    )


def test_absent_program_is_named_likewise(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("eval.baselines.registry.shutil.which", lambda _: None)
    with pytest.raises(MissingRival, match=r"pdftotext is not installed; apt install poppler"):
        load_rival("numbers-in-order")


def test_unknown_rival() -> None:
    with pytest.raises(UnknownRival, match="abacus"):
        load_rival("abacus")


def test_rival_reads_a_page_under_the_common_role() -> None:
    system = load_rival("lxml")
    record = system.extractor(PAGE, "page.html")
    cells = {cell.id: cell.value for cell in record.cells}
    assert cells["t1.art20_5.licensing.decisions"] == 550


def test_whatever_a_rival_raises_is_a_failed_record(monkeypatch: pytest.MonkeyPatch) -> None:
    module = importlib.import_module("eval.baselines.lxml_tables")

    def explode(_data: bytes, _name: str) -> None:
        raise ZeroDivisionError("inside a library")

    monkeypatch.setattr(module, "extract", explode)
    record = load_rival("lxml").extractor(b"", "page.html")
    assert record.status == "failed"
    assert record.errors[0].message == "ZeroDivisionError: inside a library"


def test_copyleft_rivals_are_never_among_our_packages() -> None:
    assert "AGPL" in RIVALS["pymupdf"].note
