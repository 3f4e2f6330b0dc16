"""Which kind of unit the words of a piece mark: problem, measure taken, commitment or none.

Knows the wordings of ``cues``; what a piece inherits from headings and lead-ins is left to
``statements``.
"""

from __future__ import annotations

import re

from models.labels import StatementLabel
from models.rules.cues import (
    ADMISSION,
    ANNOUNCES_PLANS,
    ANSWERS,
    BOTH_HEADING,
    COMMITMENT_HEADING,
    DONE_BARE,
    DONE_START,
    DONE_WORD,
    FIGURE,
    FUTURE_WORD,
    GENERAL_ONLY,
    MEANS_START,
    MEASURE_HEADING,
    PROBLEM_HEADING,
    PROBLEM_START,
    SHORTCOMING,
    SOLVED,
    TIED_START,
    WILL_INSIDE,
    WILL_START,
)

# No heading is longer than this; a longer line with a heading's words is a sentence.
_LONGEST_HEADING = 24
_SHOWS_IN = re.compile(r"(?:表现|体现)(?:在|为|出)$")
_NAMES_CASES = re.compile(r"如|主要是|主要表现|主要体现|体现在|表现在|比如|例如|尤其是|特别是")
_AGAINST_DEMANDS = re.compile(
    r"(?:与|同|和|对照|距离?|离)[^,;。]{0,40}(?:要求|期盼|期待|需求|需要|期望|标准"
    r"|目标)[^,;。]{0,10}"
)
# 公开的深度仍有差距 says what falls short, 工作仍有差距 does not
_ASPECT = re.compile(
    r"深度|广度|质量|时效|及时性|规范性|主动性|针对性|渠道|形式|解读|队伍|意识|平台|栏目|答复"
    r"|互动|力度|效果|覆盖面|知晓"
)
_OPENS_CASES = re.compile(r"主要|如|具体|比如|例如|表现")


def words_to_kind(words: str, mode: StatementLabel | None) -> StatementLabel | None:
    """The kind that the words themselves mark, where ``mode`` is the one in force before them."""
    if _was_done(words):
        return "measure_taken"
    if looks_ahead(words) or MEANS_START.match(words):
        return "commitment"
    if ANSWERS.match(words):
        # without a word of time it was done where it tells how much, else it is to be done
        done = mode == "measure_taken" or FIGURE.search(words) is not None
        return "measure_taken" if done and mode != "commitment" else "commitment"
    if SHORTCOMING.search(words):
        # inside a list of actions a shortcoming is what they answer
        answers = mode in ("commitment", "measure_taken") and not admits(words)
        return None if answers and not PROBLEM_START.match(words) else "problem"
    tied = DONE_WORD.search(words) and TIED_START.match(words)
    if mode == "problem" and (tied or DONE_BARE.match(words)):
        return "measure_taken"
    return None


def _was_done(words: str) -> bool:
    done = DONE_START.match(words) is not None and not WILL_INSIDE.search(words)
    solved = SOLVED.search(words) is not None and not FUTURE_WORD.search(words)
    return done or solved


def looks_ahead(words: str) -> bool:
    if FUTURE_WORD.search(words[:40]) and not admits(words[:40]):
        return True
    if WILL_START.match(words):
        return True
    return WILL_INSIDE.search(words) is not None and not admits(words)


def admits(words: str) -> bool:
    return ADMISSION.search(words) is not None


def words_to_heading(words: str) -> StatementLabel | None:
    """The kind that a heading or label announces; None for what is no heading."""
    bare = words.rstrip(":： ")
    if len(bare) > _LONGEST_HEADING:
        return None
    if BOTH_HEADING.fullmatch(bare) or PROBLEM_HEADING.fullmatch(bare):
        return "problem"
    if MEASURE_HEADING.fullmatch(bare):
        return "measure_taken"
    if COMMITMENT_HEADING.fullmatch(bare):
        return "commitment"
    return None


def lead_in_to_kind(words: str, mode: StatementLabel | None) -> StatementLabel | None:
    """The kind that a sentence announces for what follows it."""
    kind = words_to_kind(words, mode)
    if kind is None and _SHOWS_IN.search(words):
        kind = "problem"
    if kind is None and ANNOUNCES_PLANS.search(words):
        kind = "commitment"
    return kind or mode


def is_general(words: str) -> bool:
    """Whether a sentence admits shortcomings without naming one."""
    if _NAMES_CASES.search(words):
        return False
    admission = GENERAL_ONLY.search(words)
    if admission is None or _ASPECT.search(words, words.rfind(",", 0, admission.start()) + 1):
        return False
    left = GENERAL_ONLY.sub("", words)
    return not SHORTCOMING.search(_AGAINST_DEMANDS.sub("", left))


def names_case(words: str) -> bool:
    """Whether a sentence names a shortcoming that was announced before it."""
    if words_to_heading(words) is not None:
        return False
    kind = words_to_kind(words, "problem")
    return kind == "problem" or (kind is None and _OPENS_CASES.match(words) is not None)
