"""The statutory form as data. In: JSON files. Out: ``Form``. Imports nothing of ours."""

from extraction.tables.form.model import (
    FORM_IDS,
    TABLE_IDS,
    Block,
    Column,
    Form,
    Identity,
    Row,
    TableForm,
    cell_id,
    load_form,
)

__all__ = [
    "FORM_IDS",
    "TABLE_IDS",
    "Block",
    "Column",
    "Form",
    "Identity",
    "Row",
    "TableForm",
    "cell_id",
    "load_form",
]
