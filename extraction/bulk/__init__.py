"""Many reports into a folder: a run that can be left alone, stopped, killed and taken up again.

In: files, folders, lists, archives, a manifest. Out: ``DIR/ledger.sqlite`` and the records in
``DIR/records``, in the order of the inputs. ``run_bulk`` is the front door. Imports the pipeline;
what other formats the records take is left to ``extraction.sinks``.
"""

from extraction.bulk.engine import NoCluster, WorkersCannotStart
from extraction.bulk.ledger import LedgerBusy, LedgerUnknown
from extraction.bulk.progress import Progress, SilentWatcher, Watcher
from extraction.bulk.run import BulkResult, folder_to_records, run_bulk
from extraction.bulk.settings import (
    ArchiveLimits,
    BulkInputs,
    BulkLimits,
    BulkSettings,
    WorkerSettings,
)
from extraction.bulk.sources import BadManifest
from extraction.bulk_options import Refresh

__all__ = [
    "ArchiveLimits",
    "BadManifest",
    "BulkInputs",
    "BulkLimits",
    "BulkResult",
    "BulkSettings",
    "LedgerBusy",
    "LedgerUnknown",
    "NoCluster",
    "Progress",
    "Refresh",
    "SilentWatcher",
    "Watcher",
    "WorkerSettings",
    "WorkersCannotStart",
    "folder_to_records",
    "run_bulk",
]
