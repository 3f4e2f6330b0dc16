"""The sizes of the text model, kept in its ``config.json`` beside those of its encoder."""

from __future__ import annotations

from typing import Any

from transformers import BertConfig


class TextModelConfig(BertConfig):
    """A Bert encoder's configuration with that of the characters and heads above it.

    Attributes:
        characters: numbers that characters may have, the kinds included.
        char_size, part_size, place_size: embedding sizes of a character, of its place in its
            piece, and of the passage's place in the report.
        mixed_size: size of the layers over characters.
        mixing_widths: characters that each convolution looks at; odd.
        head_dropout: share of the features dropped before each layer over characters.
    """

    model_type = "gongkai-text"

    characters: int = 1024
    char_size: int = 96
    part_size: int = 16
    place_size: int = 16
    mixed_size: int = 256
    mixing_widths: Any = (5, 5)
    head_dropout: float = 0.1

    def head(self) -> dict[str, Any]:
        """The fields above, which an encoder's own configuration does not have."""
        names = TextModelConfig.__annotations__
        return {name: getattr(self, name) for name in names}
