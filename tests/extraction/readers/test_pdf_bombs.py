"""Files built to exhaust the reader are refused at once, ordinary forms are not."""

from __future__ import annotations

import zlib

import pytest

from extraction.errors import UnreadableReport
from extraction.readers.pdf import read_pdf
from extraction.readers.pdf_rulings import MAX_PAGE_OBJECTS, MAX_PAGE_SEGMENTS
from extraction.readers.role import Limits
from tests.extraction.readers.pdf_builder import forms_pdf

TEXT = b"BT /F 12 Tf 50 700 Td (abc) Tj ET "
LINE = b"0 0 m 90 0 l S "


def refusal(data: bytes, limits: Limits | None = None) -> str:
    with pytest.raises(UnreadableReport) as refused:
        read_pdf(data, limits=limits or Limits())
    return refused.value.code


def test_a_form_that_draws_itself_twice() -> None:
    assert refusal(forms_pdf([b"/X1 Do /X1 Do"], TEXT + b"/X1 Do")) == "too_complex"


def test_forms_that_double_at_each_level() -> None:
    forms = [b"/X%d Do /X%d Do" % (n + 1, n + 1) for n in range(1, 31)]
    assert refusal(forms_pdf([*forms, LINE], TEXT + b"/X1 Do")) == "too_complex"


def test_a_form_called_many_times_is_ordinary() -> None:
    data = forms_pdf([b"/X2 Do " * 50, LINE], TEXT + b"/X1 Do " * 20)
    assert read_pdf(data, limits=Limits()).text == "abc"


@pytest.mark.parametrize("layers", [1, 2])
def test_a_stream_that_unpacks_beyond_the_limit(layers: int) -> None:
    content = TEXT + b" " * 3_000_000
    for _ in range(layers):
        content = zlib.compress(content)
    data = forms_pdf([], content, filtered=b"/FlateDecode " * layers)
    assert refusal(data, Limits(unpacked_bytes=2_000_000)) == "too_large"
    assert read_pdf(data, limits=Limits(unpacked_bytes=4_000_000)).text == "abc"


def test_more_drawn_objects_than_a_page_can_need() -> None:
    assert refusal(forms_pdf([], TEXT + LINE * (MAX_PAGE_OBJECTS + 1))) == "too_complex"


def test_a_path_of_more_segments_than_a_page_can_need() -> None:
    path = b"0 0 m " + b"9 9 l 0 5 l " * (MAX_PAGE_SEGMENTS // 2 + 1) + b"S"
    assert refusal(forms_pdf([], TEXT + path)) == "too_complex"


def test_a_dense_drawing_is_no_table() -> None:
    rulings = b"".join(
        b"%d 0 m %d 800 l S 0 %d m 590 %d l S " % (at, at, at, at) for at in range(0, 590, 1)
    )
    assert read_pdf(forms_pdf([], TEXT + rulings), limits=Limits()).grids == ()
