"""The corpus itself: every passage obeys the guide, and the store holds what the passages say."""

from __future__ import annotations

from pathlib import Path

from annotations.authored import folder_to_documents
from annotations.markup import markup_to_passages, passage_to_faults
from annotations.store import documents_to_jsonl, read_store
from annotations.variety import documents_to_shared
from extraction.claims.indicators import load_rules
from extraction.statements.themes import GENERAL, load_themes

ROOM = Path(__file__).parents[2] / "annotations"
PASSAGES, GOLD = ROOM / "passages", ROOM / "gold"
FILES = sorted(PASSAGES.glob("*/*.txt"))


def test_passages_obey_the_guide() -> None:
    faults = [
        f"{passage.id}: {fault}"
        for path in FILES
        for passage in markup_to_passages(path.read_text(encoding="utf-8"))
        for fault in passage_to_faults(passage)
    ]
    assert len(FILES) > 20
    assert faults == []


def test_the_store_is_made_of_the_passages() -> None:
    made = folder_to_documents(PASSAGES)
    for split, documents in made.items():
        saved = (GOLD / f"authored-{split}.jsonl").read_text(encoding="utf-8")
        assert saved == documents_to_jsonl(documents), f"run: gongkai annotations build ({split})"


def test_no_passage_was_made_from_another() -> None:
    assert documents_to_shared(read_store(GOLD)) == []


def test_classes_are_those_of_the_form() -> None:
    indicators = {rule.id for rule in load_rules()}
    themes = {GENERAL, *(theme for theme, _ in load_themes())}
    for document in read_store(GOLD):
        for span in document.spans:
            assert span.indicator is None or span.indicator in indicators, (document.id, span)
            assert span.theme is None or span.theme in themes, (document.id, span)
