"""A report file in, a layout-neutral ``Document`` out; one module a format.

``detect`` holds the table of who reads what. Readers know nothing of sections or of the form.
"""

from extraction.readers.detect import read
from extraction.readers.role import Limits, Reader

__all__ = ["Limits", "Reader", "read"]
