"""Small documents and findings for the tests of the harness."""

from __future__ import annotations

from annotations.schema import AnnotatedDocument
from eval.datasets import EvalDocument, documents_to_dataset
from eval.findings import Findings, FoundClaim, FoundStatement
from eval.gold import annotated_to_findings
from eval.metrics.counts import Counts
from eval.metrics.places import SolidText
from eval.metrics.tally import Tally
from tests.annotations.builder import document

TEXT = "全年通过微信公众号发布信息271条，其中原创64条。未收到政府信息公开申请。"
MARKED = (
    "{p1:全年}通过{c1:微信公众号}发布{i1:信息}{q1>i1,c1,p1#publish.wechat:271条}，"
    "其中{i2:原创}{q2>i2,c1,p1,w1#publish.original:64条}。"
    "{n1>i3#request.received:未收到}{i3:政府信息公开申请}。"
)


def marked(text: str = MARKED, name: str = "mu-1", agency: str = "云澜市文旅局") -> EvalDocument:
    """One passage as a document of a data set."""
    return next(documents_to_dataset("x", [annotated(text, name, agency)], "d").documents())


def annotated(
    text: str = MARKED, name: str = "mu-1", agency: str = "云澜市文旅局"
) -> AnnotatedDocument:
    return document(text, name, agency)


def perfect(text: str = MARKED) -> Findings:
    return annotated_to_findings(annotated(text))


def claims(*made: FoundClaim) -> Findings:
    return Findings(document="mu-1", text_sha256=None, claims=made)


def statements(*made: FoundStatement) -> Findings:
    return Findings(document="mu-1", text_sha256=None, statements=made)


def counted(tally: Tally, name: str) -> tuple[int, int, int]:
    counts = tally.counts.get(name, Counts())
    return counts.right, counts.predicted, counts.gold


def solid(text: str | None = None) -> SolidText:
    return SolidText(text)
