"""Who reports, where no title says so: from the sentences before the first heading, the signature.

Names in titles are the business of ``titles``; the order in which evidence counts is decided in
``fields``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extraction.sections.names import (
    AGENCY_TAIL,
    COMPILING_OFFICE,
    ENDS_LIKE_AGENCY,
    is_full_name,
)

_NAME = rf"(?P<name>[\u3400-\u9fff·]{{2,30}}?{AGENCY_TAIL})"
# Laws and documents cited bring their issuers' names with them.
_CITED = re.compile(r"《[^《》\n]{0,120}》|<[^<>\n]{0,120}>|\"[^\"\n]{0,40}\"")
_COMPILED_BY = re.compile(
    rf"由{_NAME}(?:负责|牵头|组织|汇总)?(?:编制|编写|起草|撰写|编报|根据|按照|依据)"
)
# What a sentence goes on with behind its subject; 社会 and 省 end like agencies inside their names.
_VERBS = (
    "在|以|按|共|把|将|对|现[公将就]|未|没有|认真|坚持|按照|根据|依据|严格|全面|深入|高度|积极|不断|切实|紧紧|始终|继续"
    "|贯彻|围绕|结合|对照|进一步|持续|主动|依法|编制|组织|准确|牢牢|扎实|大力|着力|聚焦|充分|加强|立足|锚定|强化|推进"
    "|推动|健全|秉持|通过|利用|依托|紧扣|及时|收到|受理|办理|累计|政务公开工作|政府信息公开工作|信息公开工作"
)
_SUBJECT = re.compile(
    r"(?:^|(?<=[\n。,;:□)]))(?:截至)?(?:(?:19|20)\d\d年(?:度|来|以来)?,?)?(?:一年来,?)?"
    rf"(?:在[^。,;:□]{{2,30}}下,)?{_NAME}(?=(?:{_VERBS}))"
)
_CONTACT = re.compile(
    rf"(?:请(?:与|联系|向|致电|直接与|径与)|直接与|可与|联系单位:|咨询)[:]?{_NAME}"
    r"(?=联系|[(,;。:反咨])"
)
_LABELLED = re.compile(
    r"(?:(?:编制|报告|填报|公开|发布)单位|单位名称|(?:发布|公开)机构|(?:编制|发文)机关|(?:信息)?来源)"
    rf"[ \t]*:[ \t]*{_NAME}(?=\s|$)"
)
# Questions go to an office of the agency; 人民政府办公室 and 管委会办公室 report themselves.
_CONTACT_OFFICE = re.compile(
    rf"{COMPILING_OFFICE.pattern}|(?<=[局厅部署院校心处站馆所])(?:办公室|办)$"
)
_NUMERAL = r"[\d一二三四五六七八九十]{1,3}"
_DATE = (
    r"\(?(?:20\d\d|二[〇零○oO][〇零○oO一二三四五六七八九]{2})[ \t]*年"
    rf"[ \t]*{_NUMERAL}[ \t]*月(?:[ \t]*{_NUMERAL}[ \t]*日)?\)?"
)
_SIGNATURE = re.compile(
    r"^[ \t|*]*(?P<name>[\u3400-\u9fff][\u3400-\u9fff \t]{2,40})"
    rf"[ \t*]*(?:\n\s{{0,20}})?{_DATE}[ \t|*]*$",
    re.MULTILINE,
)


def sentences_to_agencies(running: str) -> Iterator[tuple[int, int]]:
    """Ranges of names in the order in which they convince: compiler, subject, contact.

    Expects the text before and shortly behind the first heading, a paragraph a line.
    """
    plain = _CITED.sub(lambda cited: "□" * len(cited[0]), running)
    for pattern in (_COMPILED_BY, _SUBJECT, _CONTACT):
        for match in pattern.finditer(plain):
            start, end = match.span("name")
            office = _CONTACT_OFFICE if pattern is _CONTACT else COMPILING_OFFICE
            end = _without_office(plain, start, end, office)
            if is_full_name(plain[start:end]):
                yield start, end


def label_to_agency(folded: str, start: int, end: int) -> tuple[int, int] | None:
    """The range of the name that the page labels as publisher or source within [start, end)."""
    for match in _LABELLED.finditer(folded, start, end):
        if is_full_name(match["name"]):
            return match.span("name")
    return None


def text_to_signature(folded: str, start: int) -> tuple[int, int] | None:
    """The range of the last name that stands on a line of its own before a date."""
    found = None
    for match in _SIGNATURE.finditer(folded, start):
        name = "".join(match["name"].split())
        if ENDS_LIKE_AGENCY.search(name) and is_full_name(name):
            first = match.start("name")
            found = first, first + len(match["name"].rstrip())
    return found


def _without_office(text: str, start: int, end: int, office: re.Pattern[str]) -> int:
    """Where the name ends without the office that compiles or answers for the agency."""
    match = office.search(text[start:end])
    if match is None or not is_full_name(text[start : start + match.start()]):
        return end
    return start + match.start()
