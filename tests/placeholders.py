"""What the texts of messages ask to be filled in."""

from __future__ import annotations

from extraction.messages import template_to_parts


def names_of(template: str) -> set[str]:
    return {name for _, name in template_to_parts(template) if name is not None}
