"""One table cell as the server's results, and the answer back as gold.

The number field holds what is printed: a number, a mark such as "/", or nothing for a blank cell.
"""

from __future__ import annotations

from collections.abc import Sequence

from annotations.label_studio.config import CONTEXT, NUMBER, STATE, STATES
from annotations.label_studio.faults import AnswerError, Fault
from annotations.label_studio.regions import Json
from annotations.label_studio.task_data import CellTask
from annotations.schema import CellGold
from extraction.normalisation import cell_to_reading


def cell_to_results(task: CellTask) -> list[Json]:
    """The prefilled field and the state that goes with it."""
    results: list[Json] = [
        {
            "id": "state",
            "from_name": STATE,
            "to_name": CONTEXT,
            "type": "choices",
            "value": {"choices": [task.state]},
        }
    ]
    if task.prefill:
        results.append(
            {
                "id": "number",
                "from_name": NUMBER,
                "to_name": CONTEXT,
                "type": "textarea",
                "value": {"text": [task.prefill]},
            }
        )
    return results


def results_to_cell(cell: str, results: Sequence[Json]) -> CellGold:
    """What the annotator says is printed; no state chosen means that it is printed.

    Raises:
        AnswerError: for an unknown state, a number beside a state that has none, or content that
            is neither a number nor a mark.
    """
    state = _content(results, STATE, "choices") or "printed"
    printed = _content(results, NUMBER, "text") or ""
    if state not in STATES:
        raise AnswerError([Fault("unknown_state", {"state": state})])
    if state == "unreadable":
        return CellGold(id=cell, value=None, status="unreadable", raw=printed or None)
    if state != "printed":
        if printed:
            raise AnswerError([Fault("number_beside_state", {"content": printed, "state": state})])
        return CellGold.model_validate({"id": cell, "value": None, "status": state})
    reading = cell_to_reading(printed)
    if reading.kind == "unreadable" or reading.fixed:
        raise AnswerError([Fault("no_cell_number", {"content": printed})])
    return CellGold(id=cell, value=reading.value, status=reading.kind, raw=printed or None)


def _content(results: Sequence[Json], name: str, key: str) -> str | None:
    """The last content of a control, without white space around it."""
    found = [
        content
        for each in results
        if each.get("from_name") == name
        for content in ((each.get("value") or {}).get(key) or [])
    ]
    return str(found[-1]).strip() if found else None
