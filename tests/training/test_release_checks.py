"""What speaks for a release and what against it."""

from __future__ import annotations

from typing import Any

import pytest

from eval.datasets import Dataset, documents_to_dataset
from eval.gate import Floor, FloorError, FloorSet
from models import ScoredSpan, StubTagger, Tagger
from models.card import Answer
from tests.eval.builder import annotated
from training.dataset.examples import document_to_example
from training.dataset.projection import project
from training.release_checks import Contest, Refusal, answers_to_refusals, judge

# One claim and one problem, which another number tells apart from the others.
MARKED = (
    "全年发布{{i1:信息}}{{q1>i1#publish.website:{count}条}}。"
    "存在{{B1#staffing:解读形式单一的问题}}。"
)
DOCUMENTS = [annotated(MARKED.format(count=11 + n), f"mu-{n}", f"云澜市第{n}局") for n in range(12)]
DATA = documents_to_dataset("twelve", DOCUMENTS, "abc")


def tagger(known: int, **names: str) -> StubTagger:
    """Finds everything in so many of the documents and nothing in the others."""
    spans = {}
    for document in DOCUMENTS[:known]:
        example = project(document_to_example(document)).example
        spans[example.text] = [
            ScoredSpan(each.start, each.end, each.label, 0.9) for each in example.spans
        ]
    return StubTagger(spans, **names)


def contest(new: Tagger, present: Tagger, **changes: Any) -> Contest:
    given = {
        "before": "rules",
        "must_be_better": True,
        "compared": [DATA],
        "floors": [],
        "open_data": no_data,
    }
    return Contest(new, present, **{**given, **changes})


def no_data(name: str) -> Dataset:
    raise AssertionError(f"{name} is compared on, and need not be opened twice")


def answer(metric: str, verdict: str, data: str = "authored-dev") -> Answer:
    nothing = dict.fromkeys(("difference", "low", "high"))
    shares = {"before": 0.7, "after": 0.6}
    return Answer(data=data, metric=metric, verdict=verdict, **shares, **nothing)


def refused(*answers: Answer, must_be_better: bool = True) -> list[tuple[str, str]]:
    found = answers_to_refusals(answers, must_be_better=must_be_better)
    return [(each.key, each.metric) for each in found]


def test_better_in_both_is_released_with_its_figures() -> None:
    judgement = judge(contest(tagger(12), tagger(2)))
    assert judgement.refusals == ()
    answers = {each.metric: each for each in judgement.record.answers}
    assert set(answers) == {"claim", "statement", "claim+statement"}
    assert {each.verdict for each in answers.values()} == {"better"}
    # two of twelve found: 2 * 2 / (2 + 12)
    assert (answers["claim"].before, answers["claim"].after) == (0.2857, 1.0)
    (measured,) = judgement.record.measured
    assert (measured.data, measured.digest, measured.documents) == ("twelve", "abc", 12)
    claims = measured.figures["claim"]
    assert (claims.right, claims.given, claims.asked, claims.value) == (12, 12, 12, 1.0)
    assert claims.low is not None
    assert len(judgement.record.code) == 12


def test_worse_is_refused_in_each_figure() -> None:
    judgement = judge(contest(tagger(2), tagger(12), must_be_better=False))
    assert judgement.refusals == tuple(
        Refusal("worse", "twelve", metric, (1.0, 0.2857))
        for metric in ("claim", "statement", "claim+statement")
    )


def test_as_good_as_the_model_before_is_enough_and_as_the_rules_is_not() -> None:
    alike = [answer(metric, "not distinguishable") for metric in ("claim", "statement")]
    assert refused(*alike, must_be_better=False) == []
    assert refused(*alike) == [("not_better", "claim"), ("not_better", "statement")]


def test_better_once_and_worse_nowhere_is_better() -> None:
    better = [answer("claim", "better"), answer("statement", "better")]
    small = [answer("claim", "too few", "real-dev"), answer("statement", "too few", "real-dev")]
    assert refused(*better, *small) == []
    assert refused(*small) == [("not_better", "claim"), ("not_better", "statement")]
    assert refused(*better, answer("claim", "worse", "real-dev")) == [("worse", "claim")]


def test_together_they_may_not_be_worse_either() -> None:
    answers = [
        answer("claim", "better"),
        answer("statement", "better"),
        answer("claim+statement", "worse"),
    ]
    assert refused(*answers) == [("worse", "claim+statement")]


def floors(value: float, data: str = "twelve", digest: str = "abc") -> FloorSet:
    return FloorSet("rules", data, digest, (Floor("claim", value, 0.01), Floor("zero", 0.0, 0.0)))


def test_a_figure_below_its_floor_is_refused() -> None:
    """And one that the data do not ask for any more."""
    judgement = judge(contest(tagger(11), tagger(1), floors=[floors(1.0)]))
    # eleven of twelve: 22 / 23
    assert [(each.key, each.metric) for each in judgement.refusals] == [
        ("below", "claim"),
        ("below", "zero"),
    ]
    assert judgement.refusals[0].figures == (0.99, pytest.approx(22 / 23))


def test_floors_on_other_data_are_measured_too() -> None:
    opened: list[str] = []

    def open_data(name: str) -> Dataset:
        opened.append(name)
        return documents_to_dataset(name, DOCUMENTS[:3], "xyz")

    held = [floors(0.5, "other", "xyz"), floors(0.9, "other", "xyz")]
    judgement = judge(contest(tagger(12), tagger(1), floors=held, open_data=open_data))
    assert opened == ["other"]
    assert [(each.data, each.floors) for each in judgement.record.gate] == [("other", 2)] * 2
    assert [each.data for each in judgement.record.measured] == ["twelve", "other"]


def test_floors_of_other_gold_are_an_error() -> None:
    with pytest.raises(FloorError, match="renew"):
        judge(contest(tagger(12), tagger(1), floors=[floors(0.5, digest="old")]))
