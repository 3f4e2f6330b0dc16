"""Sheets into files, a module a family of layouts.

In: a ``Sheet``. Out: ``Rendered`` bytes with the truths as that layout leaves them. May import
sheets, truths and the forms' labels; knows nothing of noises.
"""
