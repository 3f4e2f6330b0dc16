"""What was right, given, and asked for, as sums that add up over documents and agencies.

In: counts of one document. Out: their sums, and the ratios derived from sums. Whether two sums
differ by more than chance is for ``eval.bootstrap``, ``eval.permutation`` and ``eval.verdicts``.
"""

from eval.metrics.counts import (
    STATISTICS,
    ZERO,
    Counts,
    CountTable,
    Statistic,
    check_paired,
    counts_to_table,
    differing_rows,
    filled_rows,
    sum_counts,
    table_to_counts,
    totals_to_statistic,
)

__all__ = [
    "STATISTICS",
    "ZERO",
    "CountTable",
    "Counts",
    "Statistic",
    "check_paired",
    "counts_to_table",
    "differing_rows",
    "filled_rows",
    "sum_counts",
    "table_to_counts",
    "totals_to_statistic",
]
