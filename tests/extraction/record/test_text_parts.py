"""Composed claims and statements on their way into the record: places, slices, ids, units."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from extraction.claims import spans_to_claims
from extraction.document import Box, Document, Glyph
from extraction.normalisation import folded_to_running, text_to_folded
from extraction.record.model import Claim, Statement
from extraction.record.text_parts import (
    Places,
    Stretch,
    claims_to_record,
    statements_to_record,
)
from extraction.statements import link_answers, spans_to_statements
from models import Passage, Place, load_tagger


def places_of(text: str, *, glyphs: tuple[Glyph, ...] = ()) -> Places:
    document = Document(
        text=text, media_type="text/plain", reader="text", text_rules=1, glyphs=glyphs
    )
    return Places(document, folded_to_running(text_to_folded(text)))


def claims_of(
    text: str,
    *,
    cuts: tuple[int, ...] = (),
    cells: dict[str, int | float | None] | None = None,
    places: Places | None = None,
) -> tuple[Claim, ...]:
    """The record's claims of a text whose running copy is cut into stretches at ``cuts``."""
    places = places or places_of(text)
    running = places.running.text
    edges = (0, *cuts, len(running))
    found = []
    for start, end in pairwise(edges):
        stretch = Stretch(running[start:end], start, "s1")
        spans = load_tagger("rules").tag([Passage(stretch.text, "overview")])[0]
        found.append((stretch, spans_to_claims(stretch.text, spans)))
    return claims_to_record(found, places, cells or {})[0]


def statements_of(text: str, place: Place = "problems") -> tuple[Statement, ...]:
    places = places_of(text)
    stretch = Stretch(places.running.text, 0, "s5")
    spans = load_tagger("rules").tag([Passage(stretch.text, place)])[0]
    found = link_answers(spans_to_statements(stretch.text, spans))
    return statements_to_record([(stretch, each) for each in found], places)


def test_every_string_of_a_claim_is_its_slice_of_the_frozen_text() -> None:
    text = "２０２３年，通过 門戶網站 發布 信 息 271 條。"
    (claim,) = claims_of(text)
    assert (claim.quote, claim.item, claim.channel, claim.period) == (
        "271 條",
        "信 息",
        "門戶網站",
        "２０２３年",
    )
    assert text[claim.start : claim.end] == "271 條"
    assert text[claim.item_start : claim.item_end] == "信 息"
    assert text[claim.channel_start : claim.channel_end] == "門戶網站"
    assert text[claim.period_start : claim.period_end] == "２０２３年"


def test_what_is_not_stated_is_none_with_its_offsets() -> None:
    (claim,) = claims_of("其中8条。")
    assert (claim.item, claim.item_start, claim.item_end) == (None, None, None)
    assert (claim.channel, claim.channel_start, claim.channel_end) == (None, None, None)
    assert (claim.period, claim.period_start, claim.period_end) == (None, None, None)


def test_the_unit_is_printed_as_the_source_has_it() -> None:
    (claim,) = claims_of("發布信息271條。")
    assert (claim.unit, claim.unit_norm) == ("條", "条")


def test_a_unit_broken_over_a_line_is_printed_whole() -> None:
    text = "云澜市水务局门户网站访问量全年累计达到３万人\n次。"
    (claim,) = claims_of(text)
    assert (claim.quote, claim.unit) == ("３万人\n次", "人次")


def test_a_share_in_words_has_the_unit_percent() -> None:
    (claim,) = claims_of("网上申请超八成。")
    assert (claim.quote, claim.unit, claim.value) == ("超八成", "%", 80)


def test_ids_follow_the_text_over_all_stretches() -> None:
    text = "发布信息12条。收到申请3件。"
    claims = claims_of(text, cuts=(8,))
    assert [(claim.id, claim.quote) for claim in claims] == [("c0", "12条"), ("c1", "3件")]


def test_parts_point_at_ids_over_stretches() -> None:
    text = "发布信息12条。收到申请7件，其中自然人5件。"
    claims = claims_of(text, cuts=(8,))
    assert [(claim.id, claim.part_of) for claim in claims] == [
        ("c0", None),
        ("c1", None),
        ("c2", "c1"),
    ]


def test_claims_on_one_span_keep_their_order() -> None:
    claims = claims_of("部门预算、决算各1份。")
    assert [(claim.id, claim.item, claim.start) for claim in claims] == [
        ("c0", "部门预算", 8),
        ("c1", "决算", 8),
    ]


def test_cells_are_those_whose_numbers_agree() -> None:
    cells = {"t2.new_received.total": 5, "t2.carried_in.total": 2}
    (claim,) = claims_of("收到政府信息公开申请7件。", cells=cells)
    assert claim.cells == ("t2.new_received.total", "t2.carried_in.total")


def test_the_sentence_of_each_claim_is_told() -> None:
    text = "优化栏目。我局全年收到申请7件，办结7件。发布信息3条。"
    places = places_of(text)
    stretch = Stretch(places.running.text, 0, "s1")
    spans = load_tagger("rules").tag([Passage(stretch.text)])[0]
    found = [(stretch, spans_to_claims(stretch.text, spans))]
    sentences = claims_to_record(found, places, {})[1]
    assert sentences == {
        "c0": "我局全年收到申请7件,办结7件",
        "c1": "我局全年收到申请7件,办结7件",
        "c2": "发布信息3条",
    }


def test_a_claim_over_two_lines_has_a_box_for_each() -> None:
    text = "发布信息271条。"
    glyphs = tuple(
        Glyph(offset, 3, Box(10.0 * column, top, 10.0 * column + 9, top + 12))
        for offset in range(len(text))
        for column, top in [(offset, 40.0) if offset < 6 else (offset - 6, 60.0)]
    )
    (claim,) = claims_of(text, places=places_of(text, glyphs=glyphs))
    assert (claim.quote, claim.page) == ("271条", 3)
    assert [box.bbox for box in claim.boxes] == [(40.0, 40.0, 59.0, 52.0), (0.0, 60.0, 19.0, 72.0)]
    assert claim.bbox == (0.0, 40.0, 59.0, 72.0)


def test_sources_without_pages_have_no_boxes() -> None:
    (claim,) = claims_of("发布信息271条。")
    assert (claim.page, claim.bbox, claim.boxes) == (None, None, ())


def test_statements_are_slices_with_ids_in_order() -> None:
    text = "存在问题：一是更新 不及时；二是解读單一。下一步，将举办培训 不少于3期。"
    found = statements_of(text)
    assert [(each.id, each.kind, each.quote) for each in found] == [
        ("p0", "problem", "更新 不及时"),
        ("p1", "problem", "解读單一"),
        ("p2", "commitment", "下一步，将举办培训 不少于3期"),
    ]
    assert all(text[each.start : each.end] == each.quote for each in found)


def test_answers_name_ids() -> None:
    text = "存在问题：一是更新不及时；二是解读单一。改进措施：一是丰富解读形式；二是及时更新。"
    assert [each.answers for each in statements_of(text)] == [None, None, "p1", "p0"]


def test_targets_are_slices_with_value_and_unit() -> None:
    text = "下一步，将举办培训不少于３期。"
    (statement,) = statements_of(text)
    (target,) = statement.targets
    assert text[target.start : target.end] == target.quote == "不少于３期"
    assert (target.value, target.unit, target.approx) == (3, "期", "over")


def test_scores_are_rounded_to_four_places() -> None:
    places = places_of("发布信息12条。")
    stretch = Stretch(places.running.text, 0, "s1")
    spans = load_tagger("rules").tag([Passage(stretch.text)])[0]
    claims = [replace(claim, score=0.123456) for claim in spans_to_claims(stretch.text, spans)]
    assert claims_to_record([(stretch, claims)], places, {})[0][0].confidence == 0.1235
