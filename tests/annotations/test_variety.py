"""Shared stretches and densities, on texts counted by hand."""

from __future__ import annotations

from annotations.corpus import documents_to_statistics
from annotations.variety import documents_to_densities, documents_to_shared
from tests.annotations.builder import document

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
