"""A report file in, a report record out.

``extract`` reads one file; ``ReportRecord`` is what it promises. Imports models, through its
front door, and never annotations, eval, training or torch.
"""

from extraction.pipeline import extract
from extraction.record.model import ReportRecord

__all__ = ["ReportRecord", "extract"]
