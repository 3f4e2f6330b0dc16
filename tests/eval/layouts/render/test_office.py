from __future__ import annotations

from random import Random

import pypdfium2
import pytest

from eval.layouts.render.docx_file import sheet_to_docx
from eval.layouts.render.office import PrintingError, docx_to_pdf, find_office
from tests.eval.layouts.sheets import make_sheet

PROGRAM = find_office()


@pytest.mark.office
@pytest.mark.skipif(PROGRAM is None, reason="LibreOffice was not found")
def test_files_are_printed_in_order() -> None:
    assert PROGRAM is not None
    sheets = [make_sheet("a"), make_sheet("b")]
    printed = docx_to_pdf(PROGRAM, [sheet_to_docx(sheet, Random(1)).data for sheet in sheets])
    for sheet, data in zip(sheets, printed, strict=True):
        document = pypdfium2.PdfDocument(data)
        page = document[0]
        textpage = page.get_textpage()
        assert sheet.agency in textpage.get_text_range()
        textpage.close()
        page.close()
        document.close()


def test_a_program_that_prints_nothing_is_an_error() -> None:
    with pytest.raises(PrintingError):
        docx_to_pdf("/bin/true", [b"x"])
