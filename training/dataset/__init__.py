"""Annotated documents in, batches of windows with their tags out.

``gold`` reads the store, ``projection`` lays spans on the copy that taggers read, ``encode`` makes
windows of it and ``batches`` puts windows of like length together.
"""
