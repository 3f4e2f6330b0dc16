"""The corpus of real reports as people read them: numbers, identifiers, offsets and digests.

In: the JSON files beside this one. Out: ``tests.goldens.golden``. Nothing of the reports' text.
"""
