"""Small annotated documents for tests."""

from __future__ import annotations

from annotations.authored import passage_to_document
from annotations.markup import markup_to_passages
from annotations.schema import AnnotatedDocument


def document(marked: str, name: str = "mu-1", agency: str = "云澜市文旅局") -> AnnotatedDocument:
    header = (
        f"=== {name} | agency={agency} | level=city | field=culture | year=2023 | place=overview"
    )
    return passage_to_document(markup_to_passages(f"{header}\n{marked}")[0], "train")
