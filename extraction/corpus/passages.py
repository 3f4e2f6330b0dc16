"""A report's running text as sentences for comparison, and their store on disk.

Tables and the six headings are left out: the form is the same for all. A sentence is compared with
its digits masked, so that a text whose numbers alone were changed is seen as reused. Texts lie in
a temporary file; in memory a sentence takes some 30 bytes.
"""

from __future__ import annotations

import re
import tempfile
from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from types import TracebackType

from extraction.corpus.facts import Evidence
from extraction.normalisation import folded_to_running, text_to_folded
from extraction.record.model import ReportRecord

# A heading or a stump is no text of its own: 一、总体情况 has 5 ideographs, the shortest sentences
# that are told apart 12 (全年未收取信息处理费 has 10, and every report has it).
_LEAST_CHARS = 12
_SENTENCE = re.compile(r"[^。！？；;!?\n]+")
_DIGITS = re.compile(r"\d[\d,.]*")
_SIGNS = re.compile(r"[^\u3400-\u9fffA-Za-z0]")
_HAN = re.compile(r"[\u3400-\u9fff]")


@dataclass(frozen=True, slots=True)
class Sentence:
    """``start`` and ``end`` in the frozen text; ``text`` as folded, on one line."""

    start: int
    end: int
    text: str

    @property
    def key(self) -> int:
        return text_to_key(self.text)


def text_to_masked(text: str) -> str:
    """Letters and ideographs only, each number as 0."""
    return _SIGNS.sub("", _DIGITS.sub("0", text))


def text_to_key(text: str) -> int:
    """64 bits of the masked text."""
    digest = blake2b(text_to_masked(text).encode("utf-8", "replace"), digest_size=8)
    return int.from_bytes(digest.digest(), "big")


def record_to_sentences(record: ReportRecord) -> tuple[Evidence, list[Sentence]]:
    """Sentences of the text; without it the quotes of the statements, if there are any."""
    if record.text is not None:
        return "text", list(_text_to_sentences(record, record.text))
    quotes = [
        Sentence(each.start, each.end, each.quote)
        for each in record.statements
        if _is_long(each.quote)
    ]
    return ("quotes" if quotes else "none"), quotes


def _text_to_sentences(record: ReportRecord, text: str) -> Iterator[Sentence]:
    running = folded_to_running(text_to_folded(text))
    barred = sorted(
        [
            (table.start, table.end)
            for table in record.tables
            if table.start is not None and table.end is not None
        ]
        + [(each.start, each.start + len(each.heading)) for each in record.sections]
    )
    start = record.sections[0].start if record.sections else 0
    for low, high in _between(start, len(text), barred):
        place = running.to_copy(low, high)
        for found in _SENTENCE.finditer(running.text, place.start, place.end):
            if _is_long(found[0]):
                span = running.to_source(found.start(), found.end())
                yield Sentence(span.start, span.end, found[0].strip())


def _is_long(text: str) -> bool:
    return len(_HAN.findall(text)) >= _LEAST_CHARS


def _between(start: int, end: int, barred: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    at = start
    for low, high in barred:
        if low > at:
            yield at, low
        at = max(at, high)
    if at < end:
        yield at, end


class SentenceStore:
    """The sentences of all reports: numbers in memory, texts in a temporary file."""

    def __init__(self) -> None:
        self._texts = tempfile.TemporaryFile()  # noqa: SIM115 - closed with the store
        self._at = 0
        self.keys = array("Q")
        self.reports = array("I")
        self.starts = array("I")
        self.ends = array("I")
        self._offsets = array("Q")
        self._lengths = array("I")

    def __enter__(self) -> SentenceStore:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._texts.close()

    def __len__(self) -> int:
        return len(self.keys)

    def add(self, report: int, sentences: Sequence[Sentence]) -> None:
        """Sentences of one report; reports come in rising order."""
        for sentence in sentences:
            written = sentence.text.encode("utf-8", "replace")
            self._texts.write(written)
            self.keys.append(sentence.key)
            self.reports.append(report)
            self.starts.append(sentence.start)
            self.ends.append(sentence.end)
            self._offsets.append(self._at)
            self._lengths.append(len(written))
            self._at += len(written)

    def text(self, number: int) -> str:
        self._texts.seek(self._offsets[number])
        return self._texts.read(self._lengths[number]).decode()

    def of_report(self, report: int) -> range:
        """The numbers of a report's sentences."""
        low = _first(self.reports, report)
        return range(low, _first(self.reports, report + 1))


def _first(numbers: array[int], wanted: int) -> int:
    """Where ``wanted`` would stand in rising numbers."""
    low, high = 0, len(numbers)
    while low < high:
        middle = (low + high) // 2
        if numbers[middle] < wanted:
            low = middle + 1
        else:
            high = middle
    return low
