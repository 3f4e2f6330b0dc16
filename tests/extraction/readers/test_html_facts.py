from __future__ import annotations

from extraction.readers.html_facts import Facts, Page, body_to_page, shown_text
from extraction.readers.html_tree import Node, markup_to_tree
from extraction.readers.html_words import load_words
from extraction.readers.role import Limits


def count(body: str) -> tuple[Node, Page]:
    node = markup_to_tree(f"<html><body>{body}</body></html>", Limits()).body
    return node, body_to_page(node)


def facts_of(body: str) -> Facts:
    node, page = count(body)
    return page.of(node)


def test_characters_shown_are_counted_without_blanks() -> None:
    facts = facts_of("<p>甲 乙</p><div style='display:none'>丙</div><a href='x'>丁 戊己</a>")
    assert (facts.chars, facts.link_chars, facts.links) == (5, 3, 1)
    assert facts.plain_chars == 2


def test_sentences_and_figures_are_counted_outside_of_links() -> None:
    facts = facts_of("<p>甲。乙；</p><p>12</p><p> 3.5 </p><p>4人</p><a href='x'>丙。</a>")
    assert (facts.sentences, facts.figures) == (2, 2)


def test_marks_are_found_across_inline_elements_but_not_in_links() -> None:
    marks = load_words().marks
    facts = facts_of("<p><b>一、总</b>体情况</p><a href='x'>需要报告的事项</a>")
    assert facts.marks == 1 << marks.index("总体情况")


def test_an_anchor_that_was_never_closed_is_no_link() -> None:
    facts = facts_of("<a href='x'><p>" + "甲乙。" * 100 + "</p>")
    assert (facts.links, facts.sentences) == (0, 100)


def test_a_name_is_no_link() -> None:
    assert facts_of("<a name='top'>甲</a>").links == 0


def test_what_an_element_holds_includes_what_its_children_hold() -> None:
    body, page = count("<div><font><p>甲。</p>乙</font></div><table><tr><td>1<td>2</table>")
    div, table = body.elements()
    assert page.of(div).chars == 3
    assert page.own[div].chars == 1
    assert (page.of(table).cells, page.of(table).tables) == (2, 1)
    assert (page.of(body).cells, page.of(body).chars) == (2, 5)


def test_runs_are_numbered_in_document_order() -> None:
    body, page = count("甲<div>乙<p>丙</p>丁</div>戊")
    (div,) = body.elements()
    assert [run.text for run in page.runs] == ["甲", "乙", "丙", "丁", "戊"]
    assert (page.of(div).first_run, page.of(div).last_run) == (1, 4)


def test_shown_text_is_one_line_cut_short() -> None:
    body, _ = count("<p> 甲<br>乙 </p><p hidden>丙</p><p>丁戊</p>")
    assert shown_text(body, 200) == "甲 乙 丁戊"
    assert shown_text(body, 4) == "甲 乙 "
