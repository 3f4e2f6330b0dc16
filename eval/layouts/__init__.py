"""A known record as real files of every layout, damaged in every known way, and scored.

In: a random generator. Out: files (web pages, PDF, DOCX, text dumps) with the truth about every
cell of their three statutory tables, and the counts of what an extractor made of them. Reads of
the form only its ids and printed labels (``form_labels.json``), never how extraction recognises
them, so that generator and extractor cannot share a mistake.
"""

from eval.layouts.cells import CellTruth
from eval.layouts.families import FAMILIES, Family
from eval.layouts.generate import LayoutFile, plan_to_files, random_to_file, size_to_plan
from eval.layouts.noise.catalogue import LEFT_OUT, NOISES, Noise
from eval.layouts.runner import Run, run_layouts
from eval.layouts.scoring import CellCounts, score_file

__all__ = [
    "FAMILIES",
    "LEFT_OUT",
    "NOISES",
    "CellCounts",
    "CellTruth",
    "Family",
    "LayoutFile",
    "Noise",
    "Run",
    "plan_to_files",
    "random_to_file",
    "run_layouts",
    "score_file",
    "size_to_plan",
]
