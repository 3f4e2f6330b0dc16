from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from lxml import html

from extraction.show.markup import (
    UNSEEN,
    Html,
    element,
    text_to_html,
    text_to_isolated,
    text_to_plain,
)


def test_markup_in_text_is_escaped() -> None:
    assert text_to_html("<b>&\"'") == "&lt;b&gt;&amp;\"'"


def test_attributes_are_quoted() -> None:
    made = element("a", {"title": "\"><script>'&"}, Html("x"))
    assert made == '<a title="&quot;&gt;&lt;script&gt;&#x27;&amp;">x</a>'


def test_attribute_that_is_none_is_left_out_and_an_empty_one_stands_bare() -> None:
    assert element("p", {"id": None, "hidden": "", "tabindex": 0}) == '<p hidden tabindex="0"></p>'


def test_void_elements_are_not_closed() -> None:
    assert element("meta", {"charset": "utf-8"}) == '<meta charset="utf-8">'


@pytest.mark.parametrize(
    ("character", "name"),
    [
        ("\u202e", "U+202E"),
        ("\u2066", "U+2066"),
        ("\u200b", "U+200B"),
        ("\ufeff", "U+FEFF"),
        ("\x00", "U+0000"),
        ("\x1b", "U+001B"),
        ("\xad", "U+00AD"),
        ("\ud800", "U+D800"),
        ("\U000e0041", "U+E0041"),
    ],
)
def test_unseen_characters_are_written_out(character: str, name: str) -> None:
    assert text_to_html(f"a{character}b") == f'a<span class="unseen">{name}</span>b'
    assert text_to_plain(f"a{character}b") == f"a⟨{name}⟩b"


@pytest.mark.parametrize("character", ["\t", "\n", "\r", "\f", "\u3000", "\xa0", "龘", "𠮷"])
def test_characters_of_ordinary_text_stay(character: str) -> None:
    assert text_to_html(character) == character


def test_isolated_text_stands_in_its_own_direction() -> None:
    assert text_to_isolated("שלום") == "<bdi>שלום</bdi>"


@given(st.text(st.characters(exclude_categories=["C"]), max_size=40))
def test_seen_text_comes_back_from_text_and_attribute(text: str) -> None:
    assume(not UNSEEN.search(text))
    tree = html.fragment_fromstring(element("p", {"title": text}, text_to_html(text)))
    assert tree.text_content() == text
    assert tree.get("title", "") == text
