"""Extraction against the real reports of the shared corpus, cell by cell and section by section.

The expectations, the goldens, were read by people from the sources without any parser's help; they
are the real reports of the store (``annotations/gold``). The first tests hold them to their own
arithmetic and need nothing else; those marked ``corpus`` read the files.
"""

from __future__ import annotations

import hashlib
import itertools
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

import extraction
from annotations.schema import AnnotatedDocument, CellState, name_to_digest
from annotations.store import read_store
from extraction.record import Number, ReportRecord
from tests.arithmetic import cells_to_identities, identity_to_status

REPOSITORY = Path(__file__).parents[1]
SHARED = Path(os.environ.get("GONGKAI_SHARED") or REPOSITORY.parent / "shared")
CORPUS = SHARED / "corpus"
GOLDENS = {
    document.id: document
    for document in read_store(REPOSITORY / "annotations" / "gold")
    if document.meta.kind == "real"
}
# the forms decided for tables 1 and 2 -> cells in a record
CELL_COUNTS: dict[tuple[str, ...], int] = {
    ("f2021", "f2021"): 200,
    ("f2019", "f2019"): 198,
    ("f2021", "f2019"): 186,
    (): 0,
}
# the same report as a page and as a text dump
TWINS = [
    ("html-pingtan-2019", "site-pingtan-2019-area"),
    ("html-pingtan-2023", "site-pingtan-2023-area"),
]
KEEPS_READING = frozenset({"ocr_fixed", "split", "derived"})

every_golden = pytest.mark.parametrize("golden", GOLDENS.values(), ids=GOLDENS.keys())
every_twin = pytest.mark.parametrize(("page", "dump"), TWINS)


@dataclass(frozen=True, slots=True)
class Read:
    """A report of the corpus as extraction read it, with its frozen text."""

    record: ReportRecord
    text: str


Reader = Callable[[AnnotatedDocument], Read]


@pytest.fixture(scope="module")
def read() -> Reader:
    """Reads a report of the corpus once a run; skips where the corpus is absent."""
    done: dict[str, Read] = {}

    def golden_to_read(golden: AnnotatedDocument) -> Read:
        path = _corpus_file(golden.source or "")
        if golden.id not in done:
            record = extraction.extract(path, with_text=True)
            assert record.text is not None
            done[golden.id] = Read(record, record.text)
        return done[golden.id]

    return golden_to_read


# ---- the goldens themselves


@every_golden
def test_golden_holds_no_text_and_says_what_is_complete(golden: AnnotatedDocument) -> None:
    assert golden.text is None
    assert set(golden.complete) >= {"cells", "sections", "fields"}


@every_golden
def test_golden_holds_every_cell_of_its_forms(golden: AnnotatedDocument) -> None:
    forms = tuple(table.forms[0] for table in golden.tables if table.id is not None)[:2]
    assert len(golden.cells) == CELL_COUNTS[forms]


@every_golden
def test_golden_fails_its_own_sums_exactly_where_listed(golden: AnnotatedDocument) -> None:
    failing = {
        key
        for key, identity in cells_to_identities(_values(golden)).items()
        if identity_to_status(_values(golden), identity) == "fail"
    }
    assert failing == {(check.rule, check.scope) for check in golden.failed_checks}


@every_golden
def test_golden_table_is_partial_exactly_with_open_cells(
    golden: AnnotatedDocument,
) -> None:
    for table in golden.tables:
        if table.id is None:
            assert table.status == "not_read"
            continue
        prefix = table.id.split("_")[0] + "."
        open_cells = [
            cell for cell in golden.cells if cell.id.startswith(prefix) and cell.value is None
        ]
        assert table.status == ("partial" if open_cells else "read"), table.id


@every_golden
def test_golden_explains_its_alternatives(golden: AnnotatedDocument) -> None:
    assert golden.notes or not golden.has_alternatives


@every_twin
def test_goldens_of_one_report_agree(page: str, dump: str) -> None:
    of_page, of_dump = _values(GOLDENS[page]), _values(GOLDENS[dump])
    assert list(of_page) == list(of_dump)
    read_in_both = {cell: value for cell, value in of_dump.items() if value is not None}
    assert len(read_in_both) >= 176
    assert {cell: of_page[cell] for cell in read_in_both} == read_in_both


# ---- extraction against them


@pytest.mark.corpus
def test_every_report_of_the_corpus_has_a_golden() -> None:
    _corpus_file("SOURCES.md")
    found = {
        path.relative_to(CORPUS).as_posix()
        for folder in ("seeds", "pdf", "html", "site")
        for path in (CORPUS / folder).iterdir()
    }
    assert found == {golden.source for golden in GOLDENS.values()}


@pytest.mark.corpus
@every_golden
def test_source_is_the_one_that_was_read(golden: AnnotatedDocument, read: Reader) -> None:
    data = _corpus_file(golden.source or "").read_bytes()
    assert hashlib.sha256(data).hexdigest() == golden.source_sha256
    assert read(golden).record.source.sha256 == golden.source_sha256


@pytest.mark.corpus
@every_golden
def test_frozen_text(golden: AnnotatedDocument, read: Reader) -> None:
    report = read(golden)
    path = _corpus_file(golden.source or "")
    if path.suffix == ".txt":
        assert report.text == path.read_bytes().decode("utf-8-sig")
    assert report.record.text_sha256 == hashlib.sha256(report.text.encode()).hexdigest()
    moved = "the text is another one: run gongkai annotations realign"
    assert report.record.text_sha256 == golden.text_sha256, moved
    assert report.record.source.text_rules == golden.text_rules, moved
    assert len(report.text) == golden.text_length, moved


@pytest.mark.corpus
@every_golden
def test_title_agency_and_year(golden: AnnotatedDocument, read: Reader) -> None:
    record = read(golden).record
    title = None if record.title is None else name_to_digest(record.title)
    agency = None if record.agency is None else name_to_digest(record.agency)
    assert title in (golden.title, *golden.title_also)
    assert agency in (golden.agency, *golden.agency_also)
    assert tuple(name_to_digest(alias) for alias in record.agency_aliases) == golden.aliases
    assert record.year == golden.year


@pytest.mark.corpus
@every_golden
def test_tables(golden: AnnotatedDocument, read: Reader) -> None:
    tables = read(golden).record.tables
    assert [table.status for table in tables] == [expected.status for expected in golden.tables]
    for table, expected in zip(tables, golden.tables, strict=True):
        assert table.form in expected.forms
        assert expected.id in (None, table.id)


@pytest.mark.corpus
@every_golden
def test_cells_are_those_of_the_forms(golden: AnnotatedDocument, read: Reader) -> None:
    ids = [cell.id for cell in read(golden).record.cells]
    assert sorted(ids) == sorted(cell.id for cell in golden.cells)
    assert [cell[:2] for cell in ids] == sorted(cell[:2] for cell in ids)


@pytest.mark.corpus
@every_golden
def test_cell_values_and_statuses(golden: AnnotatedDocument, read: Reader) -> None:
    wrong = {}
    expected = {cell.id: cell for cell in golden.cells}
    for cell in read(golden).record.cells:
        reading = None if cell.reading is None else cell.reading.status
        state = CellState(value=cell.value, status=cell.status, reading=reading)
        if not expected[cell.id].accepts(state):
            wrong[cell.id] = (state, expected[cell.id].state)
    assert wrong == {}


@pytest.mark.corpus
@every_golden
def test_readings_are_kept_where_values_are_not_simply_printed(
    golden: AnnotatedDocument, read: Reader
) -> None:
    report = read(golden)
    for cell in report.record.cells:
        assert (cell.reading is not None) == (cell.status in KEEPS_READING), cell.id
        assert bool(cell.derived_by) == (cell.status == "derived"), cell.id
        if cell.reading is not None and cell.reading.raw is not None:
            assert cell.reading.raw in report.text, cell.id


@pytest.mark.corpus
@every_golden
def test_exactly_the_listed_checks_fail(golden: AnnotatedDocument, read: Reader) -> None:
    checks = read(golden).record.checks
    failed = [(check.rule, check.scope) for check in checks if check.status == "fail"]
    assert sorted(failed) == sorted((check.rule, check.scope) for check in golden.failed_checks)


@pytest.mark.corpus
@every_golden
def test_every_check_is_made(golden: AnnotatedDocument, read: Reader) -> None:
    statuses = {(check.rule, check.scope): check.status for check in read(golden).record.checks}
    by_id = {cell.id: cell for cell in golden.cells}
    for key, identity in cells_to_identities(by_id).items():
        expected = {identity_to_status(_values(golden), identity)}
        cells = [by_id[cell] for cell in (*identity.left, *identity.right)]
        if any(cell.also or cell.status == "derived" for cell in cells):
            expected.add("not_checkable")
        assert statuses.get(key) in expected, key


@pytest.mark.corpus
@every_golden
def test_section_ids(golden: AnnotatedDocument, read: Reader) -> None:
    ids = [section.id for section in read(golden).record.sections]
    expected = [
        section.id for section in golden.sections if not section.optional or section.id in ids
    ]
    assert ids == expected


@pytest.mark.corpus
@every_golden
def test_section_headings(golden: AnnotatedDocument, read: Reader) -> None:
    report = read(golden)
    expected = {section.id: section for section in golden.sections}
    for section in report.record.sections:
        golden_section = expected[section.id]
        starts = (golden_section.start, *golden_section.other_starts)
        assert section.start in starts, section.id
        if golden_section.heading is None:
            assert section.heading in ("", _title_in_text(report)), section.id
            continue
        assert name_to_digest(section.heading) == golden_section.heading, section.id
        assert len(section.heading) == golden_section.heading_length, section.id


@pytest.mark.corpus
@every_golden
def test_section_ends(golden: AnnotatedDocument, read: Reader) -> None:
    """Where the section after it is absent, as an optional one may be, the end is another."""
    found = {section.id: section for section in read(golden).record.sections}
    for section, following in itertools.pairwise((*golden.sections, None)):
        if section is None or section.id not in found:
            continue
        others = following.other_starts if following is not None else ()
        if following is None or following.id in found:
            assert found[section.id].end in (section.end, *others), section.id


@pytest.mark.corpus
@every_golden
def test_sections_cover_the_text_without_overlap(golden: AnnotatedDocument, read: Reader) -> None:
    report = read(golden)
    sections = report.record.sections
    ends = [*(section.start for section in sections[1:]), len(report.text)]
    for section, next_start in zip(sections, ends, strict=True):
        assert section.start < section.end <= next_start, section.id
        assert report.text[section.end : next_start].strip() == "", section.id
        for sub in section.sub:
            assert section.start <= sub.start < sub.end <= section.end, sub.id


@pytest.mark.corpus
@every_golden
def test_strings_are_slices_of_the_text(golden: AnnotatedDocument, read: Reader) -> None:
    report = read(golden)
    for name, string, start, end in _spans(report.record):
        if string is None:
            continue
        assert start is not None, name
        assert end is not None, name
        assert report.text[start:end] == string, name


@pytest.mark.corpus
@every_golden
def test_printed_cells_share_no_character(golden: AnnotatedDocument, read: Reader) -> None:
    record = read(golden).record
    placed = sorted(
        (cell.start, cell.end)
        for cell in record.cells
        if cell.status in ("value", "zero") and cell.start is not None and cell.end is not None
    )
    for (_, end), (start, _) in itertools.pairwise(placed):
        assert end <= start


@pytest.mark.corpus
@every_twin
def test_page_and_dump_of_one_report_agree(page: str, dump: str, read: Reader) -> None:
    from_page = {cell.id: cell.value for cell in read(GOLDENS[page]).record.cells}
    from_dump = {cell.id: cell.value for cell in read(GOLDENS[dump]).record.cells}
    both = [
        cell
        for cell, value in from_page.items()
        if value is not None and from_dump.get(cell) is not None
    ]
    assert len(both) >= 176
    assert {cell: from_page[cell] for cell in both} == {cell: from_dump[cell] for cell in both}


def _values(golden: AnnotatedDocument) -> dict[str, Number | None]:
    """Cell id -> the judged value, in the golden's order."""
    return {cell.id: cell.value for cell in golden.cells}


def _corpus_file(path: str) -> Path:
    if not CORPUS.is_dir():
        pytest.skip(f"the shared corpus is not at {CORPUS} (set GONGKAI_SHARED)")
    return CORPUS / path


def _title_in_text(report: Read) -> str | None:
    title = report.record.fields.get("title")
    if title is None or title.start is None or title.end is None:
        return None
    return report.text[title.start : title.end]


def _spans(record: ReportRecord) -> Iterator[tuple[str, str | None, int | None, int | None]]:
    """(name, string, start, end) of everything that must be a slice of the text."""
    for section in record.sections:
        yield section.id, section.heading, section.start, section.start + len(section.heading)
        for sub in section.sub:
            yield sub.id, sub.heading, sub.start, sub.start + len(sub.heading)
    for cell in record.cells:
        yield cell.id, cell.raw, cell.start, cell.end
    for claim in record.claims:
        yield claim.id, claim.quote, claim.start, claim.end
        yield f"{claim.id}.item", claim.item, claim.item_start, claim.item_end
        yield f"{claim.id}.channel", claim.channel, claim.channel_start, claim.channel_end
        yield f"{claim.id}.period", claim.period, claim.period_start, claim.period_end
    for statement in record.statements:
        yield statement.id, statement.quote, statement.start, statement.end
        for target in statement.targets:
            yield f"{statement.id}.target", target.quote, target.start, target.end
