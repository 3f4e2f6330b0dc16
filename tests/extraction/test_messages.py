"""Both languages say the same things, and nothing that extraction can report lacks a text."""

from __future__ import annotations

import re
from typing import get_args

import pytest

from extraction.claims.indicators import load_rules
from extraction.errors import STAGE_CODES, UNREADABLE
from extraction.language import LANGUAGES
from extraction.messages import (
    Text,
    find_message,
    load_messages,
    message,
    tree_to_texts,
)
from extraction.record.model import (
    Approx,
    CellStatus,
    Contradiction,
    FormId,
    ReportRecord,
    TableStatus,
)
from extraction.show.amounts import SCALES
from extraction.show.checks import ALWAYS, NAMED
from extraction.show.labels import COLUMN_GROUPS, operand
from extraction.show.marks import LOOKS
from extraction.show.places import PARTS
from extraction.statements.themes import GENERAL, load_themes
from extraction.tables.form import FORM_IDS, TABLE_IDS, load_form
from extraction.tables.identities import table_to_equations
from models import STATEMENT_LABELS
from tests.placeholders import names_of

TEXTS = load_messages()
FORMS = [load_form(form) for form in FORM_IDS]
TABLES = [table for form in FORMS for table in form.tables]
HAN = re.compile(r"[㐀-鿿]")
# Signs and joints without words.
WORDLESS = {"status.absent.short", "mark.failed", "progress.failed", "page.comma"}


@pytest.mark.parametrize("key", sorted(TEXTS))
def test_both_languages_fill_in_the_same_values(key: str) -> None:
    assert names_of(TEXTS[key].zh) == names_of(TEXTS[key].en)


@pytest.mark.parametrize("key", sorted(TEXTS))
def test_both_languages_have_a_text_of_their_own(key: str) -> None:
    text = TEXTS[key]
    assert text.zh.strip()
    assert text.en.strip()
    assert not HAN.search(text.en)
    assert bool(HAN.search(text.zh)) == (key not in WORDLESS)


@pytest.mark.parametrize("code", sorted({*UNREADABLE, *STAGE_CODES}))
def test_every_error_says_what_happened_and_what_to_do(code: str) -> None:
    assert {f"error.{code}.what", f"error.{code}.remedy"} <= set(TEXTS)


def test_no_text_for_an_error_that_is_none() -> None:
    codes = {key.split(".")[1] for key in TEXTS if key.startswith("error.")}
    assert codes == set(UNREADABLE) | set(STAGE_CODES) | {"other"}


@pytest.mark.parametrize("status", get_args(CellStatus))
def test_every_cell_status_has_name_and_text(status: str) -> None:
    assert {f"status.{status}.name", f"status.{status}.text"} <= set(TEXTS)


@pytest.mark.parametrize("status", ["blank", "missing_cell", "missing_row", "missing_table"])
def test_every_status_without_print_has_a_short_text(status: str) -> None:
    assert f"status.{status}.short" in TEXTS


def test_every_table_form_and_state_has_a_text() -> None:
    tables = {
        f"table.{table}.{part}" for table in TABLE_IDS for part in ("number", "name", "short")
    }
    forms = {f"form.{form}" for form in get_args(FormId)}
    states = {f"table_status.{status}" for status in get_args(TableStatus)}
    results = get_args(ReportRecord.model_fields["status"].annotation)
    assert tables | forms | states | {f"record_status.{status}" for status in results} <= set(TEXTS)


@pytest.mark.parametrize("section", [f"s{number}" for number in range(7)])
def test_every_section_has_a_name(section: str) -> None:
    assert f"section.{section}" in TEXTS


def test_every_row_column_and_block_of_the_forms_has_a_name() -> None:
    wanted = set()
    for table in TABLES:
        for block in table.blocks:
            wanted.update({f"label.{table.prefix}.block.{block.id}"} if block.id else ())
            wanted.update(f"label.{table.prefix}.row.{row.id}" for row in block.rows if row.id)
            wanted.update(f"label.{table.prefix}.column.{column.id}" for column in block.columns)
    named = {key for key in TEXTS if re.match(r"label\.t\d\.(?:block|row|column)\.", key)}
    assert named == wanted


def test_every_label_over_columns_has_a_name() -> None:
    printed = {label for table in TABLES for block in table.blocks for column in block.columns
               for label in column.group}  # fmt: skip
    printed |= {table.header_top for table in TABLES if table.header_top}
    assert printed == set(COLUMN_GROUPS)
    assert set(COLUMN_GROUPS.values()) <= set(TEXTS)


def test_every_rule_of_the_forms_has_its_sentences() -> None:
    rules = {identity.id for form in FORMS for identity in form.identities}
    told = {key.split(".")[1] for key in TEXTS if key.startswith("check.")}
    assert told == rules | {"other"}
    assert all({f"check.{rule}.rule", f"check.{rule}.fail"} <= set(TEXTS) for rule in rules)


def test_the_sentences_use_only_what_their_checks_can_fill_in() -> None:
    for table in TABLES:
        rows = [row.id for _, row in table.lines()]
        for equation in table_to_equations(table, rows):
            given = {operand(cell, equation.scope) for cell in equation.cells} | ALWAYS
            for lang in LANGUAGES:
                template = TEXTS[f"check.{equation.rule}.fail"].template(lang)
                assert names_of(template) <= given
                assert "scope" in names_of(template)
                assert "difference" in names_of(template)


def test_only_rules_with_one_cell_at_the_right_name_their_summands() -> None:
    naming = {key.split(".")[1] for key, text in TEXTS.items() if "terms" in names_of(text.zh)}
    rights = {identity.id: len(identity.right) for form in FORMS for identity in form.identities}
    assert naming == set(NAMED)
    assert all(rights[rule] == 1 for rule in naming)


def keys_below(prefix: str) -> set[str]:
    return {key.removeprefix(f"{prefix}.") for key in TEXTS if key.startswith(f"{prefix}.")}


def test_every_indicator_has_a_name_and_no_other_has() -> None:
    indicators = {rule.id for rule in load_rules() if rule.id is not None}
    assert keys_below("indicator") == indicators


def test_every_family_of_indicators_has_a_name() -> None:
    families = {indicator.partition(".")[0] for indicator in keys_below("indicator")}
    assert keys_below("family") == families | {"other"}


def test_every_theme_has_a_name_and_no_other_has() -> None:
    assert keys_below("theme") == {theme for theme, _ in load_themes()} | {GENERAL}


def test_every_kind_of_statement_has_its_texts() -> None:
    wanted = {f"{kind}.{part}" for kind in STATEMENT_LABELS for part in ("name", "one", "mark")}
    assert keys_below("kind") == wanted


def test_every_kind_of_place_that_is_marked_has_a_name() -> None:
    named = keys_below("marks") | set(STATEMENT_LABELS)
    assert named == {kind for kind, _ in LOOKS}


def test_every_approximation_has_its_wordings() -> None:
    assert keys_below("approx") == keys_below("approx_planned") == set(get_args(Approx))


def test_every_scale_has_its_word() -> None:
    used = {key for scales in SCALES.values() for _, key in scales}
    assert {f"amount.{key}" for key in keys_below("amount")} == used | {"amount.range"}


def test_every_verdict_on_a_contradiction_has_its_sentence() -> None:
    verdicts = get_args(Contradiction.model_fields["verdict"].annotation)
    assert {f"contradiction.{verdict}" for verdict in verdicts} <= set(TEXTS)


def test_every_part_of_a_claim_with_a_label_has_it() -> None:
    assert {f"claims.{part}" for part in PARTS if part != "item"} <= set(TEXTS)


@pytest.mark.parametrize("stage", ["read", "text"])
def test_every_stage_that_can_fail_has_a_name(stage: str) -> None:
    assert f"stage.{stage}" in TEXTS


def test_what_a_code_says_of_a_stage_is_of_a_known_stage_and_code() -> None:
    for key in keys_below("error_at"):
        stage, code, part = key.split(".")
        assert f"stage.{stage}" in TEXTS
        assert code in UNREADABLE or code in STAGE_CODES
        assert part in ("what", "remedy")


@pytest.mark.parametrize("command", ["extract", "show", "eval"])
def test_every_command_has_its_line(command: str) -> None:
    assert f"command.{command}" in TEXTS


def test_message_fills_in_values() -> None:
    assert message("en", "page.page_number", page=3) == "Page 3"
    assert message("zh", "page.page_number", page=3) == "第 3 页"


def test_a_value_is_not_a_template() -> None:
    assert message("en", "note.printed", raw="{0} {x}") == "Printed as {0} {x}"


def test_unknown_key_is_an_error() -> None:
    with pytest.raises(KeyError):
        message("en", "error.no_such_code.what")


def test_missing_value_is_an_error() -> None:
    with pytest.raises(KeyError):
        message("en", "page.page_number")


def test_find_message_has_none_for_a_code_of_a_later_version() -> None:
    assert find_message("en", "error.no_such_code.what") is None


def test_texts_are_read_once_and_cannot_be_changed() -> None:
    assert load_messages() is load_messages()
    with pytest.raises(TypeError):
        load_messages()["error.empty.what"] = Text("", "")  # type: ignore[index]


@pytest.mark.parametrize(
    "tree",
    [
        {"a": {"zh": "甲"}},
        {"a": {"zh": "甲", "en": "a", "fr": "a"}},
        {"a": {"zh": "甲", "en": 1}},
        {"a": "text"},
        {"a": {"b": {"c": {"zh": "甲", "en": "a"}}}, "a.b": {"c": {"zh": "乙", "en": "b"}}},
    ],
)
def test_a_table_of_texts_that_is_not_sound_is_refused(tree: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="a"):
        tree_to_texts(tree)
