"""Cases as the page's script reads them."""

from __future__ import annotations

import re
from typing import get_args

import pytest

from eval.cases import Case, CaseLabel, CaseSide, ErrorClass
from eval.comparison import CHANGES
from eval.metrics.catalogue import HEADLINES, METRICS, STRATA
from eval.scorecard import run_to_html
from eval.scorecard.case_data import PARTS, SAYS, join_contexts
from eval.words import Words, code_to_name, place_to_name, value_to_name
from extraction.language import LANGUAGES, Lang
from extraction.messages import load_messages
from extraction.show.markup import UNSEEN
from tests.eval.scorecard.builder import WORDS, data_of, mixed, run, score, wrong_claim

TEXTS = load_messages("eval")


def test_places_and_words_of_both_sides_are_told() -> None:
    made = run(score(0, cases=(wrong_claim("mu-0"),)))
    (case,) = data_of(run_to_html(made, lang="en"))["cases"]
    assert case["text"] == WORDS
    assert case["from"] == 0
    assert case["gold"]["place"] == [13, 17]
    assert WORDS[13:17] == "271条"
    assert case["gold"]["marks"] == {"item": [11, 13], "channel": [4, 9], "period": [0, 2]}
    (answer,) = case["answers"]
    assert answer["classes"] == ["value", "item"]
    assert answer["side"]["marks"]["item"] == [12, 13]


def test_what_says_nothing_is_left_out_unless_the_sides_differ_there() -> None:
    one = wrong_claim("mu-0", classes=("value", "indicator"))
    (case,) = data_of(run_to_html(run(score(0, cases=(one,))), lang="en"))["cases"]
    assert case["gold"]["says"] == {"value": "271", "unit": "条", "indicator": "–"}
    assert case["answers"][0]["side"]["says"] == {
        "value": "270",
        "unit": "条",
        "indicator": "Reach",
    }


def test_a_side_that_says_one_thing_says_it_even_where_it_is_nothing() -> None:
    one = Case(
        document="mu-0",
        label="field",
        key="field:title",
        classes=("value",),
        gold=CaseSide(says={"title": "云澜市年度报告"}),
        found=CaseSide(says={"title": "–"}),
    )
    (case,) = data_of(run_to_html(run(score(0, cases=(one,))), lang="en"))["cases"]
    assert case["title"] == "titles"
    assert case["answers"][0]["side"]["says"] == {"title": "–"}


def test_a_cell_is_told_by_its_place_in_the_form() -> None:
    made = mixed(1, 1)
    case = next(
        case for case in data_of(run_to_html(made, lang="en"))["cases"] if case["label"] == "cell"
    )
    assert case["title"] == "Table 2 › Disclosed › Total"
    assert case["gold"]["says"] == {"value": "3", "status": "Value", "raw": "3"}
    assert case["answers"][0]["side"]["says"] == {
        "value": "–",
        "status": "Blank",
        "raw": "–",
        "confidence": "0.9000",
    }


def test_documents_carry_the_strata_that_tell_them_apart() -> None:
    data = data_of(run_to_html(mixed(), lang="en"))
    assert data["strata"] == ["layout"]
    assert data["documents"][1] == ["mu-1", ["docx"]]
    assert data["values"]["layout"]["docx"] == "DOCX, merged cells"


def test_the_script_gets_the_same_pattern_of_unseen_characters() -> None:
    assert data_of(run_to_html(mixed(), lang="en"))["unseen"] == UNSEEN.pattern


@pytest.mark.parametrize(
    ("first", "second", "joined"),
    [
        (("云澜市", 0), ("云澜市", 0), ("云澜市", 0)),
        (("云澜市", 10), ("澜市公开", 11), ("云澜市公开", 10)),
        (("澜市公开", 11), ("云澜市", 10), ("云澜市公开", 10)),
        (("云澜市公开", 10), ("澜市", 11), ("云澜市公开", 10)),
        (("澜市", 11), ("云澜市公开", 10), ("云澜市公开", 10)),
        (("云澜", 0), ("市公开", 2), ("云澜市公开", 0)),
        (("云澜", 0), ("公开", 90), ("云澜", 0)),
    ],
)
def test_contexts_of_two_runs_become_one(
    first: tuple[str, int], second: tuple[str, int], joined: tuple[str, int]
) -> None:
    cases: list[Case] = [
        wrong_claim("mu-0", context=text, context_start=start) for text, start in (first, second)
    ]
    assert join_contexts(cases) == joined


def test_no_context_is_none() -> None:
    assert join_contexts([wrong_claim("mu-0", context=None, context_start=None)]) is None


@pytest.mark.parametrize(
    "key",
    [
        *(f"label.{name}" for name in get_args(CaseLabel)),
        *(f"class.{name}" for name in get_args(ErrorClass)),
        *(f"part.{name}" for name in ("core", *PARTS)),
        *(f"says.{name}" for name in SAYS),
        *(f"change.{name}" for name in CHANGES),
        *(f"group.{name}" for name in dict.fromkeys(metric.group for metric in METRICS.values())),
        *(f"explain.{name.replace('.', '_')}" for name in HEADLINES),
    ],
)
def test_everything_a_page_may_name_has_a_name(key: str) -> None:
    assert f"scorecard.{key}" in TEXTS


@pytest.mark.parametrize("lang", LANGUAGES)
def test_strata_have_names(lang: Lang) -> None:
    assert all(Words(lang).find(f"stratum.{stratum}") for stratum in STRATA)


def test_codes_without_a_name_are_shown_as_they_are() -> None:
    words = Words("en")
    assert value_to_name(words, "layout", "scroll") == "scroll"
    assert value_to_name(words, "noise", "N01") == "N01 visual line breaks"
    assert code_to_name(words, "theme", "staffing") == "Staffing"
    assert code_to_name(words, "theme", "weather") == "weather"
    assert place_to_name(words, "check", "check:T9_NEW:total") == "T9_NEW · total"


def test_the_texts_of_the_script_name_only_what_it_fills_in() -> None:
    data = data_of(run_to_html(mixed(), lang="en"))
    asked = {name for text in data["texts"].values() for name in re.findall(r"\{(\w+)\}", text)}
    assert asked == {"shown", "all", "drawn", "count", "part", "place", "start", "end"}
