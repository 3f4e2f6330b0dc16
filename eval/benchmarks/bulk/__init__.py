"""What a bulk run costs and withstands, on generated reports of all layouts.

``python -m eval.benchmarks.bulk`` is the command; a module each has one measurement. Reports are
made before any clock runs (``generated``). Times are told by the clock and, where arms are
compared, in processor time of all processes too, which other work on the machine disturbs less.
"""
