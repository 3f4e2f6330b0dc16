"""The texts of this room's commands, in Chinese and English (``messages.toml``)."""

from __future__ import annotations

from functools import partial

from extraction.messages import room_message

say = partial(room_message, "training")
