"""The scorecard's texts in one language, and names for what the data sets call things.

Codes that have no name here, such as those of a later data set, are shown as they are.
"""

from __future__ import annotations

from dataclasses import dataclass

from eval.bootstrap import LEAST_CLUSTERS, LEAST_DIFFERING, DifferenceInterval, ScoreInterval
from eval.layouts.noise.catalogue import NOISES
from eval.messages import say
from extraction.language import Lang
from extraction.messages import find_message, load_messages
from extraction.show.labels import cell_to_path
from extraction.show.markup import Html, text_to_html

UNKNOWN = "–"
# What a side says -> keys of extraction's names for its codes.
_CODES = {
    "indicator": ("indicator.{code}", "family.{code}"),
    "theme": ("theme.{code}",),
    "kind": ("kind.{code}.one",),
    "status": ("status.{code}.name",),
}


@dataclass(frozen=True, slots=True)
class Words:
    """Texts under [scorecard] in one language."""

    lang: Lang

    def say(self, key: str, **values: object) -> str:
        return say(self.lang, f"scorecard.{key}", **values)

    def html(self, key: str, **values: object) -> Html:
        return text_to_html(self.say(key, **values))

    def find(self, key: str) -> str | None:
        """None for a key without a text; the key starts at the top of the room's messages."""
        return say(self.lang, key) if key in load_messages("eval") else None

    def stratum(self, stratum: str) -> str:
        """layout=docx in the reader's language."""
        name, _, value = stratum.partition("=")
        return f"{stratum_to_name(self, name)} {value_to_name(self, name, value)}"


def stratum_to_name(words: Words, stratum: str) -> str:
    return words.find(f"stratum.{stratum}") or stratum


def value_to_name(words: Words, stratum: str, value: str) -> str:
    """One value of a stratum as a reader calls it; the value itself where it has no name."""
    if stratum == "noise" and value in NOISES:
        return f"{value} {NOISES[value].name.replace('_', ' ')}"
    if stratum == "layout":
        return words.find(f"family.{value}") or value
    return words.find(f"scorecard.{stratum}.{value}") or value


def code_to_name(words: Words, kind: str, code: str) -> str:
    """A code among what a side says, e.g. the theme ``staffing``, in the reader's language."""
    for key in _CODES.get(kind, ()):
        name = find_message(words.lang, key.format(code=code))
        if name is not None:
            return name
    return words.find(f"scorecard.code.{kind}.{code}") or code


def place_to_name(words: Words, label: str, key: str) -> str:
    """What a case without a place in the text is about: a cell, a check, a field, a section."""
    _, _, rest = key.partition(":")
    if label == "cell":
        return " › ".join(cell_to_path(words.lang, rest))
    if label == "check":
        rule, _, scope = rest.partition(":")
        return f"{find_message(words.lang, f'check.{rule}.rule') or rule} · {scope}"
    if label == "field":
        return words.find(f"metric.{rest}") or rest
    if label == "section":
        return find_message(words.lang, f"section.{rest}") or rest
    return ""


def lack_to_text(words: Words, interval: ScoreInterval | DifferenceInterval) -> str:
    """Why there are no bounds; empty where there are."""
    if interval.lack is None:
        return ""
    return words.say(
        f"lack.{interval.lack}",
        clusters=interval.clusters,
        least=LEAST_CLUSTERS,
        differing=getattr(interval, "differing", 0),
        least_differing=LEAST_DIFFERING,
    )
