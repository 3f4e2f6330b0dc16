"""The guideline pages: one a label in both languages, their examples as the notation has them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from annotations.authored import passage_to_document
from annotations.markup import markup_to_passages, passage_to_faults
from extraction.claims.indicators import load_rules
from extraction.statements.themes import GENERAL, load_themes
from models import SPAN_LABELS, STATEMENT_LABELS

FOLDER = Path(__file__).parents[2] / "annotations" / "guidelines"
PAGES = (*SPAN_LABELS, *STATEMENT_LABELS, "relations", "classes")
HEADER = "=== g-1 | agency=云澜市文旅局 | level=city | field=culture | year=2023 | place=overview"
_EXAMPLES = re.compile(r"^```\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def examples(page: Path) -> list[str]:
    return [
        line
        for block in _EXAMPLES.findall(page.read_text(encoding="utf-8"))
        for line in block.splitlines()
    ]


@pytest.mark.parametrize("name", PAGES)
def test_every_label_has_its_page_and_a_twin_with_the_same_examples(name: str) -> None:
    chinese, english = (examples(FOLDER / f"{name}.{lang}.md") for lang in ("zh", "en"))
    assert chinese
    assert chinese == english


def test_there_are_no_other_pages_and_the_index_names_all() -> None:
    index = (FOLDER / "README.md").read_text(encoding="utf-8")
    pages = {f"{name}.{lang}.md" for name in PAGES for lang in ("zh", "en")}
    assert {path.name for path in FOLDER.glob("*.md")} == {*pages, "README.md"}
    assert all(f"({page})" in index for page in pages)


@pytest.mark.parametrize("name", PAGES)
def test_examples_obey_the_guide(name: str) -> None:
    known = {rule.id for rule in load_rules()} | {GENERAL, *(theme for theme, _ in load_themes())}
    for line in examples(FOLDER / f"{name}.zh.md"):
        passage = markup_to_passages(f"{HEADER}\n{line}")[0]
        assert list(passage_to_faults(passage)) == []
        document = passage_to_document(passage, "train")
        classes = {span.indicator or span.theme for span in document.spans} - {None}
        assert classes <= known


@pytest.mark.parametrize("name", [*SPAN_LABELS, *STATEMENT_LABELS])
def test_a_label_is_shown_on_its_page(name: str) -> None:
    spans = [
        span.label
        for line in examples(FOLDER / f"{name}.zh.md")
        for span in passage_to_document(markup_to_passages(f"{HEADER}\n{line}")[0], "train").spans
    ]
    assert name in spans
