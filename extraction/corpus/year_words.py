"""Years as words of a report name them, and the words that compare one year with another."""

from __future__ import annotations

import re

_YEAR = re.compile(r"(?<![\d〔\[(（])((?:19|20)\d\d)(?=(?:学年|学年度)?(?:年|[-~至—–/]\d|\s*$))")
_FULL = str.maketrans("０１２３４５６７８９", "0123456789")
# A sentence that compares, looks back or counts from a day on may name any year.
COMPARES = re.compile(
    r"[比较]|相比|同比|增[长加]|下降|减少|上升|上年|去年|往年|历年|以来|至今|自(?:19|20)\d\d"
    r"|截[至止]|结转|上一年|前年|学年|预算|决算|规划|计划|五年|第[一二三四]季度|历史|修订|施行|印发"
)
# Names of documents bring the years of their issue with them.
CITED = re.compile(
    r"《[^《》\n]{1,120}》|[〔\[(（](?:19|20)\d\d[〕\])）]\d+号|[(（][^()（）\n]{0,40}号[)）]"
)


def text_to_years(text: str) -> set[int]:
    """The years that the words name, 2022 of 2022年 or of 2022-2023 as well as 2023."""
    squeezed = "".join(text.translate(_FULL).split())
    years = {int(found[1]) for found in _YEAR.finditer(squeezed)}
    for first, second in re.findall(r"((?:19|20)\d\d)[-~至—–/]((?:19|20)\d\d)", squeezed):
        years |= {int(first), int(second)}
    return years
