"""One encoder over word pieces, a light layer over characters, two heads.

Every character takes the hidden state of its piece, its own embedding, its place in the piece and
the passage's place in the report; convolutions let neighbours settle where a span begins; each
head scores the tags of one layer of the guide. The transitions between tags are learned with the
heads and lie in ``chain``. Axes are named (batch, pieces | chars, hidden | tags) throughout.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn
from transformers import BertModel, PreTrainedModel

from models.architecture.chain import TagChain
from models.architecture.config import TextModelConfig
from models.inputs import PARTS, PLACES
from models.tags import LAYERS


class CharacterMixer(nn.Module):
    """One residual layer in which every character looks at its neighbours.

    A convolution a feature, then a dense layer a character; (batch, chars, hidden) in and out.
    """

    def __init__(self, size: int, width: int, dropout: float) -> None:
        super().__init__()
        self.norm = nn.LayerNorm(size)
        self.neighbours = nn.Conv1d(size, size, width, padding=width // 2, groups=size)
        self.dense = nn.Linear(size, size)
        self.dropout = nn.Dropout(dropout)

    def forward(self, features: Tensor, present: Tensor) -> Tensor:
        """``present`` (batch, chars, 1) is 0 for padding, which must look like a text's edge."""
        mixed = self.norm(features) * present
        # axes: batch, hidden, chars, and back
        mixed = self.neighbours(mixed.transpose(1, 2)).transpose(1, 2)
        mixed = self.dense(nn.functional.gelu(mixed))
        out: Tensor = features + self.dropout(mixed)
        return out


class TextModel(PreTrainedModel):
    """Scores the tags of both layers for every character of a batch of windows."""

    config_class = TextModelConfig
    base_model_prefix = "encoder"
    _supports_sdpa = True

    def __init__(self, config: TextModelConfig) -> None:
        super().__init__(config)
        self.encoder = BertModel(config, add_pooling_layer=False)
        self.char_embedding = nn.Embedding(config.characters, config.char_size)
        self.part_embedding = nn.Embedding(PARTS, config.part_size)
        self.place_embedding = nn.Embedding(len(PLACES), config.place_size)
        joined = config.hidden_size + config.char_size + config.part_size + config.place_size
        self.joining = nn.Linear(joined, config.mixed_size)
        self.dropout = nn.Dropout(config.head_dropout)
        self.mixers = nn.ModuleList(
            CharacterMixer(config.mixed_size, width, config.head_dropout)
            for width in config.mixing_widths
        )
        self.norm = nn.LayerNorm(config.mixed_size)
        self.heads = nn.ModuleList(nn.Linear(config.mixed_size, len(tags)) for tags in LAYERS)
        self.chains = nn.ModuleList(TagChain(tags) for tags in LAYERS)
        self.post_init()

    @classmethod
    def from_encoder(cls, folder: Path, **head: Any) -> TextModel:
        """A model over the encoder that lies in the folder, with heads that know nothing yet.

        Args:
            head: fields of ``TextModelConfig``. The heads' first weights come from torch's
                generator: seed it.
        """
        encoder = BertModel.from_pretrained(folder, add_pooling_layer=False)
        config = TextModelConfig(**{**encoder.config.to_dict(), **head})
        config.model_type = TextModelConfig.model_type
        model = cls(config)
        model.encoder.load_state_dict(encoder.state_dict())
        return model

    def forward(  # noqa: PLR0917 - the network's inputs, always named
        self,
        piece_ids: Tensor,
        piece_mask: Tensor,
        char_pieces: Tensor,
        char_ids: Tensor,
        char_parts: Tensor,
        place: Tensor,
    ) -> tuple[Tensor, ...]:
        """The emissions of each layer.

        Args:
            piece_ids: (batch, pieces) numbers of the vocabulary.
            piece_mask: (batch, pieces) 0 for padding.
            char_pieces: (batch, chars) the piece of the window that each character belongs to.
            char_ids: (batch, chars) numbers of the table of characters, 0 for padding.
            char_parts: (batch, chars) each character's place in its piece.
            place: (batch,) the passage's place in the report.

        Returns:
            For each layer of ``LAYERS`` (batch, chars, tags).
        """
        # axes: batch, pieces, hidden
        hidden = self.encoder(input_ids=piece_ids, attention_mask=piece_mask)[0]
        # axes: batch, chars, hidden
        index = char_pieces.unsqueeze(-1).expand(-1, -1, hidden.size(-1))
        of_piece = torch.gather(hidden, 1, index)
        of_place = self.place_embedding(place).unsqueeze(1).expand(-1, char_ids.size(1), -1)
        joined = torch.cat(
            [of_piece, self.char_embedding(char_ids), self.part_embedding(char_parts), of_place],
            dim=-1,
        )
        present = (char_ids != 0).unsqueeze(-1).to(joined.dtype)
        features = self.joining(self.dropout(joined))
        for mixer in self.mixers:
            features = mixer(features, present)
        features = self.norm(features)
        return tuple(head(features) for head in self.heads)
