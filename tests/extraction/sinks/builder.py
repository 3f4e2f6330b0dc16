"""Records as a run hands them to sinks: two that were read, one refused, one duplicate."""

from __future__ import annotations

from extraction import extract
from extraction.sinks import InputReport
from tests.extraction.tables.builder import report_text, request_rows, rows_to_tabs

HEAD = "云澜市水务局2023年政府信息公开工作年度报告\n一、总体情况\n"
PROBLEMS = "五、存在的主要问题及改进情况\n一是人手不足。下一步：增加人手。\n"
PLAIN = f"{HEAD}发布信息271条，未收到投诉。\n{PROBLEMS}"
WITH_TABLE = report_text(rows_to_tabs(request_rows())).replace(
    "本局依法公开。", "我局收到政府信息公开申请49件。"
)


def input_reports(first: int = 0) -> list[InputReport]:
    """Inputs ``first`` to ``first`` + 3."""
    texts = {"a.txt": PLAIN.encode(), "b.txt": WITH_TABLE.encode(), "c.txt": b""}
    reports = [
        InputReport(first + number, path, "done", extract(data, name=path), sha256=path * 8)
        for number, (path, data) in enumerate(texts.items())
    ]
    reports[2] = InputReport(first + 2, "c.txt", "failed", reports[2].record)
    reports.append(
        InputReport(
            first + 3,
            "=1+1.txt",
            "duplicate",
            None,
            duplicate_of=first,
            agency="云澜市水务局",
            year="2023",
            address="http://yunlan.example/3",
        )
    )
    return reports
