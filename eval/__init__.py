"""How right the extractor is, and whether that changed.

In: records that ``extraction`` wrote, and what is known to be true of the reports behind them.
Out: counts, the ratios derived from them, and tables of both. ``layouts`` invents reports,
renders them in every layout and damages them in every known way, so that the truth about every
cell is known without anybody having read it. May import annotations, extraction and models;
nothing but training imports eval.
"""
