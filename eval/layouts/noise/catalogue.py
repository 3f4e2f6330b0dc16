"""The table of all noises: which layouts each can happen in, and what it does.

Ids are those of the layout and noise dictionary of the form. What is not generated stands in
``LEFT_OUT`` with the reason.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal, get_args

from eval.layouts.families import FAMILIES
from eval.layouts.labels import FormName
from eval.layouts.noise.cells import (
    blank_zeros,
    cut_last_cells,
    leave_out_rows,
    leave_out_tables,
    lose_cells,
    mark_zeros,
    miscalculate,
    misread_digits,
)
from eval.layouts.noise.labels import (
    cut_heads,
    double_heads,
    drop_inside_labels,
    halve_punctuation,
    misread_labels,
    mix_vintages,
    renumber,
    space_headings,
    space_out,
)
from eval.layouts.noise.pages import (
    break_sentences,
    break_tables,
    indent_lines,
    number_pages,
    wrap_prose,
)
from eval.layouts.noise.prose import (
    add_brands,
    add_chrome,
    add_contacts,
    change_headings,
    change_title,
    contradict,
    intrude,
    lose_runs,
    reorder_writing,
    stutter,
    tell_other_scope,
)
from eval.layouts.noise.role import DraftNoise, SheetNoise, Strength
from eval.layouts.noise.rows import (
    add_garbage,
    break_blank_cells,
    break_label_tail,
    break_number_tail,
    double_rows,
    interleave_heads,
    join_paragraphs,
    put_numbers_mid_label,
    scatter_groups,
    shift_left,
    split_groups_by_page,
)
from eval.layouts.noise.script import (
    add_doubled_pinyin,
    add_pinyin,
    convert_partly,
)

Severity = Literal["mild", "medium", "severe"]
SEVERITIES: tuple[Severity, ...] = get_args(Severity)
Names = frozenset[str]


def _of_kinds(*kinds: str) -> Names:
    return frozenset(name for name, family in FAMILIES.items() if family.kind in kinds)


EVERYWHERE = frozenset(FAMILIES)
FUSED = _of_kinds("fused")
HTML = _of_kinds("html", "chromium")
TEXT = _of_kinds("text")
DRAWN = _of_kinds("drawn")
# OCR products are text dumps or PDF with a text layer.
SCANNED = TEXT | DRAWN
MIRRORED = HTML - {"pdf_chromium"} | TEXT | FUSED
WRAPPED = frozenset({"text_tsv", "text_space", "text_markdown_residue"})
PIPED = frozenset({"text_pipe_open", "text_pipe_runs", "text_markdown_table"})
LOOSE_HEADS = frozenset({"text_tsv", "text_pipe_open", "text_cell_lines", "text_space"})


@dataclass(frozen=True, slots=True)
class Noise:
    """One kind of damage; exactly one of ``sheet`` and ``draft`` does it.

    Attributes:
        forms: the forms of table 1 and of the others that it needs.
        pure: whether all three tables must be of one form.
        padded: whether the dump must keep the places of merged cells.
    """

    id: str
    name: str
    applies: Names
    sheet: SheetNoise | None = None
    draft: DraftNoise | None = None
    forms: tuple[FormName, FormName] | None = None
    pure: bool = False
    padded: bool = False

    def strength(self, severity: Severity) -> Strength:
        return load_strengths()[self.id][severity]


@cache
def load_strengths() -> Mapping[str, Mapping[Severity, Strength]]:
    text = (files("eval.layouts") / "noises.toml").read_text(encoding="utf-8")
    loaded: dict[str, dict[Severity, Strength]] = tomllib.loads(text)
    return loaded


_TABLE: tuple[Noise, ...] = (
    Noise("N01", "visual_line_breaks", TEXT, draft=wrap_prose),
    Noise("N02", "page_break_in_sentence", TEXT, draft=break_sentences),
    Noise("N03", "page_break_in_table", TEXT, draft=break_tables),
    Noise("N04", "page_number_line", TEXT, draft=number_pages),
    Noise("N05", "page_start_space", TEXT, draft=indent_lines),
    Noise("N06", "row_split_number_tail", frozenset({"text_space"}), draft=break_number_tail),
    Noise("N07", "row_split_label_tail", WRAPPED, draft=break_label_tail),
    Noise("N08", "numbers_mid_label", WRAPPED, draft=put_numbers_mid_label),
    Noise("N09", "row_duplicated_by_wrap", WRAPPED, draft=double_rows),
    Noise("N10", "ocr_letter_for_digit", SCANNED, sheet=misread_digits),
    Noise("N11", "ocr_missing_cell", SCANNED, sheet=lose_cells),
    Noise("N12", "ocr_char_error_label", EVERYWHERE, sheet=misread_labels),
    Noise("N13", "ocr_garbage_row", WRAPPED | PIPED, draft=add_garbage),
    Noise("N14", "group_label_fragments", WRAPPED, draft=scatter_groups),
    Noise("N15", "group_label_split_by_page", WRAPPED | PIPED, draft=split_groups_by_page),
    Noise(
        "N16",
        "merged_cell_lost_left_shift",
        frozenset({"text_tsv", "text_pipe_runs", "text_markdown_table", "text_markdown_residue"}),
        draft=shift_left,
        padded=True,
    ),
    Noise("N17", "truncated_total_column", EVERYWHERE - FUSED, sheet=cut_last_cells),
    Noise("N18", "empty_row_label_only", frozenset({"text_pipe_open"}), draft=break_blank_cells),
    Noise("N19", "blank_for_zero", EVERYWHERE, sheet=blank_zeros),
    Noise("N20", "slash_or_dash_cell", EVERYWHERE, sheet=mark_zeros),
    Noise("N21", "row_missing", EVERYWHERE, sheet=leave_out_rows),
    Noise(
        "N22",
        "old_form_rows_in_new_form",
        EVERYWHERE,
        sheet=mix_vintages,
        forms=("f2021", "f2019"),
    ),
    Noise(
        "N23",
        "old_form_tables_in_new_year",
        EVERYWHERE,
        sheet=mix_vintages,
        forms=("f2019", "f2021"),
    ),
    Noise("N24", "mixed_label_vintage", EVERYWHERE, sheet=mix_vintages, pure=True),
    Noise("N25", "header_interleaved", LOOSE_HEADS, draft=interleave_heads),
    Noise("N26", "label_text_lost_after_br", EVERYWHERE, sheet=cut_heads),
    Noise("N27", "traditional_with_pinyin", MIRRORED, sheet=add_pinyin),
    Noise("N28", "toneless_doubled_pinyin", MIRRORED, sheet=add_doubled_pinyin),
    Noise("N29", "partial_or_over_conversion", MIRRORED, sheet=convert_partly),
    Noise("N30", "hijacked_mirror", MIRRORED, sheet=add_brands),
    Noise("N31", "dropped_inline_runs", MIRRORED, sheet=lose_runs),
    Noise("N32", "tables_absent", EVERYWHERE, sheet=leave_out_tables, pure=True),
    Noise("N33", "missing_or_double_title", EVERYWHERE, sheet=change_title),
    Noise("N34", "missing_heading_or_extra_section", EVERYWHERE, sheet=change_headings),
    Noise("N35", "halfwidth_punct", EVERYWHERE, sheet=halve_punctuation),
    Noise("N36", "spaced_digits_or_letters", EVERYWHERE, sheet=space_out),
    Noise("N37", "enumerator_variants", EVERYWHERE, sheet=renumber),
    Noise("N38", "heading_with_spaces", EVERYWHERE, sheet=space_headings),
    Noise("N39", "source_arithmetic_error", EVERYWHERE - FUSED, sheet=miscalculate),
    Noise("N40", "scope_mismatch_text_table", EVERYWHERE, sheet=tell_other_scope),
    Noise("N41", "text_table_conflict", EVERYWHERE, sheet=contradict),
    Noise("N42", "typo_and_repetition", EVERYWHERE, sheet=stutter),
    Noise("N43", "machine_translation_intrusion", EVERYWHERE, sheet=intrude),
    Noise("N44", "boilerplate_chrome", HTML, sheet=add_chrome),
    Noise("N46", "contact_block", EVERYWHERE, sheet=add_contacts),
    Noise("N47", "pdf_text_order_detached_labels", DRAWN, sheet=reorder_writing),
    Noise("N50", "label_source_typo", EVERYWHERE, sheet=drop_inside_labels),
    Noise("N51", "duplicated_label_in_cell", EVERYWHERE, sheet=double_heads),
    Noise("N53", "crawler_header", TEXT, draft=join_paragraphs),
)

NOISES: dict[str, Noise] = {noise.id: noise for noise in _TABLE}

LEFT_OUT: dict[str, str] = {
    "N45": "a matter of statements alone; no cell depends on it",
    "N48": "is the layout pdf_vertical",
    "N49": "a matter of statements alone; no cell depends on it",
    "N52": "is the layout text_fused",
}
