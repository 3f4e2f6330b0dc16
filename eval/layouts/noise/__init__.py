"""Every damage that real reports are known to have, at three severities fixed beforehand.

In: sheets or drafts. Out: the same, damaged, with the truth about every cell brought up to
date. ``catalogue`` is the table of all noises; severities stand in ``eval/layouts/noises.toml``.
"""
