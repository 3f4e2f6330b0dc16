"""Everything extraction refuses, each with a code that records carry and a remedy.

ReportError (ValueError)
└── UnreadableReport     the bytes cannot be read; code is one of UNREADABLE below

A stage that fails after reading leaves a partial record with a code of STAGE_CODES below.
Codes are stable: they stand in ``errors[].code`` of the record. Texts in other languages are in
``extraction/messages.py``.
"""

from __future__ import annotations

UNREADABLE: dict[str, str] = {
    "empty": "the file is empty",
    "too_large": "the file is larger than the limit",
    "unknown_format": "the file is of no kind that can be read",
    "binary": "the file holds binary data, not text",
    "encoding": "the text is in no encoding that could be recognised",
    "encrypted": "the file is protected by a password",
    "truncated": "the file breaks off or is damaged",
    "no_text_layer": "the pages are pictures without a text layer",
    "no_text": "the file holds no text",
    "not_a_report": "the text is not a government-information-disclosure annual report",
    "needs_office": "reading this format needs LibreOffice, which was not found",
    "office_failed": "LibreOffice could not convert the file",
    "too_complex": "the file is nested or repeated beyond the limits",
    "timeout": "reading took longer than the limit",
    "unreachable": "the file cannot be opened",
    "crashed": "the reading process ended without a result",
    "memory": "reading took more memory than the limit",
    "unsafe_path": "the archive names a place outside of itself, or no plain file",
    "archive_limit": "the archive holds more than the limits allow",
}

# Codes of stages after reading: the record is partial and holds what the other stages found.
STAGE_CODES: dict[str, str] = {"stage_failed": "a stage failed; the rest of the record stands"}


class ReportError(ValueError):
    """Base of all errors about the content of a report."""


class UnreadableReport(ReportError):
    """The bytes cannot be read as a report.

    Attributes:
        code: one of the keys of ``UNREADABLE``.
        detail: what was found, in English, for the log and the record.
    """

    def __init__(self, code: str, detail: str = "") -> None:
        if code not in UNREADABLE:
            raise KeyError(f"unknown error code {code!r}")
        self.code = code
        self.detail = detail
        super().__init__(f"{UNREADABLE[code]}: {detail}" if detail else UNREADABLE[code])
