"""The word lists of ``html_words.toml``, ready to be asked."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

# What is left of a line of page furniture once its phrases are taken out.
_REST = re.compile(r"[\W\d_]*")


@dataclass(frozen=True, slots=True)
class Words:
    """What tells a report from the page around it; ``load_words`` has the one set there is."""

    marks: tuple[str, ...]
    subjects: tuple[str, ...]
    catalogue: tuple[str, ...]
    names: re.Pattern[str]
    phrases: re.Pattern[str]

    def text_to_marks(self, text: str) -> int:
        """A bit for each mark of a report that stands in the text."""
        return _bits(self.marks, text)

    def text_to_labels(self, text: str) -> int:
        """The bit of the catalogue label that the text is; 0 where it is none."""
        bare = text.strip(" \t\u00a0\u3000:：[]【】")
        return 1 << self.catalogue.index(bare) if bare in self.catalogue else 0

    def has_subject(self, text: str) -> bool:
        """Whether the text speaks of what reports speak of."""
        return any(subject in text for subject in self.subjects)

    def is_chrome_name(self, name: str) -> bool:
        """Whether a class or id is one that page furniture bears."""
        return self.names.search(name.lower()) is not None

    def is_chrome_line(self, line: str) -> bool:
        """Whether a line is made of phrases of page furniture and nothing else."""
        if "。" in line:
            return False
        rest, phrases = self.phrases.subn("", line)
        return phrases > 0 and _REST.fullmatch(rest) is not None


@cache
def load_words() -> Words:
    text = (files("extraction.readers") / "html_words.toml").read_text(encoding="utf-8")
    lists: dict[str, list[str]] = tomllib.loads(text)
    return Words(
        marks=tuple(lists["marks"]),
        subjects=tuple(lists["subjects"]),
        catalogue=tuple(lists["catalogue"]),
        names=re.compile("|".join(map(_name_to_pattern, lists["names"]))),
        phrases=re.compile("|".join(lists["phrases"])),
    )


def _bits(words: tuple[str, ...], text: str) -> int:
    return sum(1 << number for number, word in enumerate(words) if word in text)


def _name_to_pattern(name: str) -> str:
    """Words within names end at anything but a letter; * at an end lifts that."""
    start = "" if name.startswith("*") else r"(?<![a-z])"
    end = "" if name.endswith("*") else r"(?![a-z])"
    return start + re.escape(name.strip("*")) + end
