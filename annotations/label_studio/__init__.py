"""The annotators' desk: tasks out of report files, corrections back into the store.

In: report files, records, what annotators saved on a Label Studio server. Out: documents of
``annotations.store``. Imports annotations' schema and store, extraction, and models for the
pre-annotations; the SDK in ``sdk_desk`` only, the web framework in ``backend`` only.
"""
