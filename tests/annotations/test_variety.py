"""Shared stretches and densities, on texts counted by hand."""

from __future__ import annotations

from annotations.corpus import documents_to_statistics
from annotations.variety import documents_to_densities, documents_to_shared
from tests.annotations.builder import REPORT, document, real_report

LONG = "全年围绕群众关切的就业、就医、就学等事项持续发布办事指南和服务信息"


def test_the_longest_shared_stretch_of_a_pair_is_found() -> None:
    one, other = document(f"我局{LONG}，成效明显。", "a-1"), document(f"本年度{LONG}。", "a-2")
    found = documents_to_shared([one, other, document("别的文字", "a-3")])
    assert [(each.first, each.second, each.text) for each in found] == [("a-1", "a-2", LONG)]


def test_white_space_does_not_hide_and_the_form_does_not_count() -> None:
    one, other = document(f"甲{LONG}乙", "a-1"), document(f"丙{LONG[:9]}\n {LONG[9:]}丁", "a-2")
    assert documents_to_shared([one, other])[0].text == LONG
    label = "申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请"
    assert not documents_to_shared([document(f"甲{label}", "a-1"), document(f"乙{label}", "a-2")])


def test_laws_cited_by_their_full_titles_do_not_count() -> None:
    law = "《中华人民共和国政府信息公开条例》（国务院令第711号）第四十九条、第五十条"
    notice = (
        "《国务院办公厅关于政府信息公开工作年度报告有关事项的通知》（国办公开办函〔2019〕60号）"
    )
    texts = (f"甲根据{law}和{notice}编制。", f"乙依据{law}和{notice}制定。")
    assert not documents_to_shared([document(text, f"a-{n}") for n, text in enumerate(texts)])


def test_counts_and_density() -> None:
    documents = [
        document("{i1:信息}{q1>i1:12条}。甲乙丙丁", "a-1"),
        document("{q1:3次}。", "a-2", "青岚省档案局"),
        document("依照国务院令第711号。", "a-3"),
    ]
    assert documents_to_densities(documents) == [3.0, 10.0]
    found = documents_to_statistics(documents)
    assert (found.documents, found.agencies, found.bare, found.density) == (3, 2, 1, 6.5)
    assert found.labels["quantity"] == 2
    assert found.relations == {"item": 1}
    assert found.years == (2023, 2023)


def test_what_was_not_annotated_is_unknown_not_zero() -> None:
    found = documents_to_statistics([real_report()])
    assert (found.characters, found.cells, found.sections) == (len(REPORT), 3, 3)
    assert (found.marked, found.bare, found.labels["quantity"]) == (0, None, None)
    bare = documents_to_statistics([real_report(text_length=None, sections=(), complete=())])
    assert (bare.characters, bare.cells, bare.sections) == (None, None, None)
    mixed = documents_to_statistics([real_report(), document("依照国务院令第711号。", "a-3")])
    assert (mixed.documents, mixed.marked, mixed.bare, mixed.cells) == (2, 1, 1, 3)


def test_density_goes_by_the_stretch_that_was_annotated() -> None:
    span = {"id": "n", "label": "negation", "start": 30, "end": 31, "digest": "0" * 12}
    assert documents_to_densities([real_report(spans=[span], stretch=(28, 36))]) == [8.0]
