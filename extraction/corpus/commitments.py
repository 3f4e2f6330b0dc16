"""What became of each commitment a year later: repeated, reworded, answered or dropped.

Compared with the next year's report of the same agency: its commitments, its measures, the
sentences of its running text before section five, and its problems. What is not found there may
still have been done; ``dropped`` says no more than that the next report does not come back to it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from extraction.corpus.facts import Report, StatementFact
from extraction.corpus.similarity import (
    NO_MATCH,
    Match,
    best_clause,
    best_covered,
    cosine,
    text_to_clauses,
    verbatim_share,
)
from extraction.statements.themes import GENERAL, text_to_theme

Fate = Literal["repeated", "answered", "reworded", "dropped", "no_next_report"]
Basis = Literal["commitment", "measure", "told", "problem_gone", "none"]

# Cosine of whole texts over pairs of characters. Nearest above: one paragraph of which a third was
# cut, 0.88; nearest below: the same three aims in another order and wording, 0.62.
SAME_TEXT = 0.85
# Cosine of two clauses: 0.92 with a few characters lost at a line end, 0.84 where 形式 has become
# 形式和方式.
SAME_CLAUSE = 0.9
# Share of a commitment's characters in such clauses: 0.7 to 1.0 where two paragraphs were merged
# into one, 0.3 where one clause of four came back.
SAME_SHARE = 0.6
# Cosine of objects: 政策解读形式 with 政策解读形式方式 0.85; 意见征集形式 with 信息发布形式 0.2.
SAME_OBJECT = 0.6
# Share of the object's pairs: 政策解读形式 in 全年以多种形式政策解读30篇 0.8,
# in 全年发布政策解读30篇 0.6.
TOLD = 0.75
# A problem is still named where its theme or its object is: 政策解读形式单一 and 解读形式仍需创新.
STILL_NAMED = 0.5


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence of the next report outside its commitments, with its place in the text."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class CommitmentFate:
    """One commitment and what the next report says of it.

    Attributes:
        basis: what the fate rests on; ``score`` is that evidence's, in [0, 1].
        closest: the score of the most similar commitment of the next year, by objects.
        clause, found: the clause of the commitment and the words of the next report it was
            matched with; ``start`` and ``end`` are those of the latter.
        problem: the problem of the same year that the commitment answers.
        returns: the first later year that makes the same promise again after a gap; None if none.
    """

    agency: str
    year: int
    commitment: StatementFact
    fate: Fate
    basis: Basis
    score: float
    closest: float
    report: int
    next_report: int | None = None
    clause: str = ""
    found: str = ""
    start: int | None = None
    end: int | None = None
    problem: StatementFact | None = None
    returns: int | None = None


@dataclass(frozen=True, slots=True)
class _Evidence:
    basis: Basis
    match: Match
    start: int | None = None
    end: int | None = None


def year_to_fates(
    agency: str,
    this: Report,
    next_one: Report | None,
    *,
    told: Sequence[Told] = (),
    routine: Sequence[Told] = (),
) -> Iterator[CommitmentFate]:
    """One fate a commitment of ``this``; ``next_one`` is the report about the year after it.

    Args:
        told: sentences of the next report's text before its section five; empty without text.
        routine: the same of this report: what it tells too is done every year and no answer.
    """
    if this.year is None:
        return
    problems = {each.id: each for each in this.statements if each.kind == "problem"}
    for each in this.statements:
        if each.kind != "commitment":
            continue
        problem = problems.get(each.answers or "")
        if next_one is None:
            fate: Fate = "no_next_report"
            evidence, closest = _Evidence("none", NO_MATCH), 0.0
        else:
            fate, evidence, closest = _judge(each, problem, next_one, told, routine)
        yield CommitmentFate(
            agency=agency,
            year=this.year,
            commitment=each,
            fate=fate,
            basis=evidence.basis,
            score=evidence.match.score,
            closest=closest,
            report=this.number,
            next_report=None if next_one is None else next_one.number,
            clause=evidence.match.clause,
            found=evidence.match.other,
            start=evidence.start,
            end=evidence.end,
            problem=problem,
        )


def mark_returns(
    fates: Sequence[CommitmentFate], by_year: Mapping[int, Report]
) -> Iterator[CommitmentFate]:
    """The fates of one agency; those not repeated get the later year that has the same text."""
    promised = [
        (year, each.quote)
        for year, report in sorted(by_year.items())
        for each in report.statements
        if each.kind == "commitment"
    ]
    for fate in fates:
        later = (
            year
            for year, quote in promised
            if year > fate.year + 1 and cosine(fate.commitment.quote, quote) >= SAME_TEXT
        )
        gap = fate.fate not in ("repeated", "no_next_report")
        yield replace(fate, returns=next(later, None)) if gap else fate


def _judge(
    commitment: StatementFact,
    problem: StatementFact | None,
    next_one: Report,
    told: Sequence[Told],
    routine: Sequence[Told],
) -> tuple[Fate, _Evidence, float]:
    """The first that holds: same text, a measure, a reworded promise, a sentence, no problem."""
    clauses = text_to_clauses(commitment.quote)
    promised = [each for each in next_one.statements if each.kind == "commitment"]
    measures = [each for each in next_one.statements if each.kind == "measure_taken"]
    again = _same_text(commitment, clauses, promised)
    reworded = _best_statement(clauses, promised, by_object=True)
    closest = reworded.match.score
    if again is not None:
        return "repeated", again, closest
    measure = _best_statement(clauses, measures, by_object=True, basis="measure")
    if measure.match.score >= SAME_OBJECT:
        return "answered", measure, closest
    if closest >= SAME_OBJECT:
        return "reworded", reworded, closest
    sentence = _best_told(_not_routine(clauses, routine), told)
    if sentence.match.score >= TOLD:
        return "answered", sentence, closest
    if problem is not None and not _is_still_named(problem, next_one):
        return "answered", _Evidence("problem_gone", NO_MATCH), closest
    return "dropped", _Evidence("none", reworded.match), closest


def _same_text(
    commitment: StatementFact, clauses: Sequence[str], promised: Sequence[StatementFact]
) -> _Evidence | None:
    best: tuple[float, StatementFact] | None = None
    for other in promised:
        score = max(
            cosine(commitment.quote, other.quote),
            verbatim_share(clauses, text_to_clauses(other.quote), SAME_CLAUSE),
        )
        if best is None or score > best[0]:
            best = score, other
    if best is None:
        return None
    score, other = best
    whole = cosine(commitment.quote, other.quote)
    if whole >= SAME_TEXT or (score >= SAME_SHARE and score > whole):
        match = Match(score, commitment.quote, other.quote)
        return _Evidence("commitment", match, other.start, other.end)
    return None


def _best_statement(
    clauses: Sequence[str],
    others: Sequence[StatementFact],
    *,
    by_object: bool,
    basis: Basis = "commitment",
) -> _Evidence:
    best = _Evidence(basis, NO_MATCH)
    for other in others:
        match = best_clause(clauses, text_to_clauses(other.quote), by_object=by_object)
        if match.score > best.match.score:
            best = _Evidence(basis, match, other.start, other.end)
    return best


def _best_told(clauses: Sequence[str], told: Sequence[Told]) -> _Evidence:
    """Matched by single clauses, so that words far apart in a sentence do not add up; the whole
    sentence is what is shown."""
    best = _Evidence("told", NO_MATCH)
    for sentence in told:
        match = best_covered(clauses, text_to_clauses(sentence.text))
        if match.score > best.match.score:
            shown = Match(match.score, match.clause, sentence.text)
            best = _Evidence("told", shown, sentence.start, sentence.end)
    return best


def _not_routine(clauses: Sequence[str], routine: Sequence[Told]) -> list[str]:
    """The clauses whose object the report that promises them does not tell of as done."""
    done = [clause for sentence in routine for clause in text_to_clauses(sentence.text)]
    return [clause for clause in clauses if best_covered([clause], done).score < TOLD]


def _is_still_named(problem: StatementFact, next_one: Report) -> bool:
    """By its theme, which each clause of the next report's problems may name, or its object."""
    clauses = text_to_clauses(problem.quote)
    for other in next_one.statements:
        if other.kind != "problem":
            continue
        others = text_to_clauses(other.quote)
        themes = {other.theme, *map(text_to_theme, others)} - {GENERAL, None}
        if problem.theme in themes:
            return True
        if best_clause(clauses, others, by_object=True).score >= STILL_NAMED:
            return True
    return False
