"""Views over many records: agencies and years, what is carried over, repeated, answered, reused.

In: JSONL files of records. Out: tables and one self-contained page. Imports record, normalisation,
the form, the themes and the messages; of ``show`` the markup, the labels and the style. Records
are read one at a time, and of each a few small facts are kept.
"""

from extraction.corpus.passages import SentenceStore
from extraction.corpus.reading import NoRecords, files_to_records, path_to_files
from extraction.corpus.views import Views, lines_to_views

__all__ = [
    "NoRecords",
    "SentenceStore",
    "Views",
    "files_to_records",
    "lines_to_views",
    "path_to_files",
]
