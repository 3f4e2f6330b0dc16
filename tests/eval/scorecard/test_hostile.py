"""Whatever documents and cards say reaches the page as text and runs nothing."""

from __future__ import annotations

import base64
import hashlib
import re

import pytest

from eval.comparison import compare_runs
from eval.scorecard import comparison_to_html, run_to_html
from tests.eval.scorecard.builder import ATTACK, attacked, data_of, mixed, texts, tree_of

PAGES = [
    run_to_html(attacked(), lang="en"),
    comparison_to_html(compare_runs(attacked(), attacked()), lang="en"),
]


@pytest.mark.parametrize("page", PAGES)
def test_no_element_comes_from_a_document(page: str) -> None:
    tree = tree_of(page)
    assert tree.xpath("//img | //iframe | //object | //script[@src]") == []
    kinds = [each.get("type") for each in tree.xpath("//script")]
    assert kinds == ["application/json", None]
    # lxml also knows comments, of which the page has none
    assert tree.xpath("//comment()") == []


@pytest.mark.parametrize("page", PAGES)
def test_attributes_hold_no_handler_and_no_script(page: str) -> None:
    for element in tree_of(page).iter():
        for name, value in element.attrib.items():
            assert not name.startswith("on")
            assert name != "style"
            assert name != "href" or value.startswith("#")


@pytest.mark.parametrize("page", PAGES)
def test_direction_marks_stand_nowhere_as_themselves(page: str) -> None:
    assert "\u202e" not in page


def test_the_attack_arrives_as_text() -> None:
    assert texts(PAGES[0], "//h1")[0].startswith("\"'></script><script>alert(1)</script><img src=x")
    data = data_of(PAGES[0])
    assert data["documents"][0][0] == ATTACK
    assert data["cases"][0]["text"] == ATTACK
    assert data["cases"][0]["gold"]["says"]["value"] == ATTACK


@pytest.mark.parametrize("page", [*PAGES, run_to_html(mixed(), lang="zh")])
def test_the_policy_names_this_style_and_this_script_only(page: str) -> None:
    tree = tree_of(page)
    (policy,) = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    # the parser of the test drops nothing of either
    style = re.findall(r"<style>(.*?)</style>", page, re.DOTALL)
    script = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    assert len(style) == len(script) == 1
    for kind, (source,) in (("style", style), ("script", script)):
        digest = base64.b64encode(hashlib.sha256(source.encode()).digest()).decode()
        assert f"{kind}-src 'sha256-{digest}'" in policy
    assert policy.startswith("default-src 'none'")


@pytest.mark.parametrize("page", PAGES)
def test_nothing_is_fetched(page: str) -> None:
    assert re.findall(r"(?:src|href|action)=\"(?!#)[^\"]*\"", page) == []
    assert "url(" not in page
    assert "@import" not in page
