"""What can go wrong at the desk, as data: a code and values, worded in ``messages.toml``.

DeskError (RuntimeError)     the server cannot be used or refused something
AnswerError (ValueError)     what an annotator saved, or a task, cannot be taken into the store
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from annotations.messages import say
from extraction.language import Lang


@dataclass(frozen=True, slots=True)
class Fault:
    """``say(lang, f"desk.fault.{code}", **values)`` words it."""

    code: str
    values: Mapping[str, object] = field(default_factory=dict)

    def to_text(self, lang: Lang) -> str:
        return say(lang, f"desk.fault.{self.code}", **self.values)


class DeskError(RuntimeError):
    """The server did not do what it was asked; what it did before stands."""

    def __init__(self, code: str, **values: object) -> None:
        self.fault = Fault(code, values)
        super().__init__(self.fault.to_text("en"))


class AnswerError(ValueError):
    """One task's answer that the store does not take, with everything that is wrong with it."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("; ".join(fault.to_text("en") for fault in faults))
