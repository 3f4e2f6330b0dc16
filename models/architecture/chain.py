"""The transitions between tags as parameters, and the likelihood of a path under them."""

from __future__ import annotations

import torch
from torch import Tensor, nn

from models.tags import TagSet, legal_ends, legal_starts, legal_steps

# Instead of minus infinity, whose gradient is undefined; exp of it is 0 in float32.
_ILLEGAL = -1e4
# Tags further below a character's best one than this are held there: their shares, squared in the
# gradient, must stay within float32 (e-60 is 1e-26, e-120 would be nothing).
_LOWEST = 30.0


class TagChain(nn.Module):
    """A linear chain over the tags of one layer; illegal steps have no share of any likelihood."""

    def __init__(self, tags: TagSet) -> None:
        super().__init__()
        size = len(tags)
        self.start = nn.Parameter(torch.zeros(size))
        self.step = nn.Parameter(torch.zeros(size, size))
        self.end = nn.Parameter(torch.zeros(size))
        legal = (legal_starts(tags), legal_steps(tags), legal_ends(tags))
        for name, table in zip(("start", "step", "end"), legal, strict=True):
            self.register_buffer(f"illegal_{name}", ~torch.from_numpy(table))

    def barred(self) -> tuple[Tensor, Tensor, Tensor]:
        """start (tags,), step (tags, tags) and end (tags,) with illegal ones barred."""
        return (
            self.start.masked_fill(self.illegal_start, _ILLEGAL),
            self.step.masked_fill(self.illegal_step, _ILLEGAL),
            self.end.masked_fill(self.illegal_end, _ILLEGAL),
        )

    def log_likelihood(self, emissions: Tensor, path: Tensor, lengths: Tensor) -> Tensor:
        """(batch,): the logarithm of each path's share among all legal paths.

        Args:
            emissions: (batch, chars, tags), float32.
            path: (batch, chars) tags; anything behind a row's length.
            lengths: (batch,) characters of each row, at least 1.
        """
        lowest = emissions.detach().max(dim=2, keepdim=True).values - _LOWEST
        held = torch.maximum(emissions, lowest)
        return self._path_score(held, path, lengths) - self._all_paths(held, lengths)

    def _path_score(self, emissions: Tensor, path: Tensor, lengths: Tensor) -> Tensor:
        start, step, end = self.barred()
        present = torch.arange(path.size(1), device=path.device) < lengths.unsqueeze(1)
        at = emissions.gather(2, path.unsqueeze(2)).squeeze(2)
        steps = step[path[:, :-1], path[:, 1:]]
        last = path.gather(1, (lengths - 1).unsqueeze(1)).squeeze(1)
        return (
            (at * present).sum(1) + (steps * present[:, 1:]).sum(1) + start[path[:, 0]] + end[last]
        )

    def _all_paths(self, emissions: Tensor, lengths: Tensor) -> Tensor:
        """In scaled weights rather than logarithms: one matrix product a character."""
        start, step, end = (table.exp() for table in self.barred())
        most = emissions.detach().max(dim=2, keepdim=True).values
        weights = (emissions - most).exp().unbind(1)
        row = weights[0] * start
        rows, scales = [], []
        for index in range(len(weights)):
            if index:
                row = (row @ step) * weights[index]
            scale = row.sum(1, keepdim=True)
            row = row / scale
            rows.append(row)
            scales.append(scale)
        # axes: batch, chars
        present = torch.arange(len(weights), device=lengths.device) < lengths.unsqueeze(1)
        logs = torch.cat(scales, dim=1).log() + most.squeeze(2)
        at_end = torch.stack(rows, dim=1)[
            torch.arange(len(lengths), device=lengths.device), lengths - 1
        ]
        return (logs * present).sum(1) + (at_end @ end).log()
