"""Which readings of fused digits the form's arithmetic leaves, by trying all of them.

Where a page lost the separators of its cells, ``801000081`` is seven numbers. Written on its
own, as a judge of the extractor: a row is known where its own identity leaves one split, or
where the columns leave one of several.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from eval.layouts.placing import T2_COLUMNS

Split = tuple[int, ...]

# Nodes of the search over ambiguous rows; a real province needs some thousands. Beyond it the
# rows count as open, which the truth can say.
SEARCH_LIMIT = 200_000


class SearchTooWideError(Exception):
    """The rows of a table leave more combinations than are looked through."""


def digits_to_sums(pieces: Sequence[str], groups: Sequence[int]) -> list[Split]:
    """Every split of the pieces into groups of numbers whose last is the sum of the others.

    Args:
        pieces: digit strings between which a separator survived.
        groups: how many numbers each group holds, its total included.
    """
    cuts, at = set(), 0
    for piece in pieces:
        at += len(piece)
        cuts.add(at)
    digits = "".join(pieces)
    starts: list[tuple[int, Split]] = [(0, ())]
    for size in groups:
        starts = [
            (end, (*before, *numbers))
            for start, before in starts
            for end, numbers in _one_group(digits, start, cuts, size)
        ]
    return [numbers for end, numbers in starts if end == len(digits)]


def _one_group(digits: str, start: int, cuts: set[int], size: int) -> Iterator[tuple[int, Split]]:
    """Groups that begin at ``start``: the addends are tried, the total must then follow."""

    def search(at: int, chosen: Split) -> Iterator[tuple[int, Split]]:
        if len(chosen) == size - 1:
            total = str(sum(chosen))
            end = at + len(total)
            if digits.startswith(total, at) and not _crosses(cuts, at, end):
                yield end, (*chosen, sum(chosen))
            return
        widest = len(str(sum(chosen)))
        after = size - 2 - len(chosen)
        longest = 1 if digits.startswith("0", at) else len(digits) - at - after - widest
        for end in range(at + 1, at + longest + 1):
            # The total is at least as long as the longest addend.
            if _crosses(cuts, at, end) or len(digits) - end - after < end - at:
                break
            yield from search(end, (*chosen, int(digits[at:end])))

    return search(start, ())


def _crosses(cuts: set[int], start: int, end: int) -> bool:
    return any(start < cut < end for cut in cuts)


def settle_columns(
    candidates: Mapping[str, Sequence[Split]],
    *,
    results: Sequence[str],
) -> dict[str, Split | None]:
    """Row -> the only split that rows and columns leave; None where several are left.

    A row without candidates makes the column sums that need it useless. Column sums that no
    combination satisfies are ignored, since the source may be wrong.

    Raises:
        SearchTooWideError: beyond ``SEARCH_LIMIT``.
    """
    settled: dict[str, Split | None] = {
        row: splits[0] if len(splits) == 1 else None for row, splits in candidates.items()
    }
    complete = all(candidates.get(row) for row in (*results, "processed_total"))
    framing = ("new_received", "carried_in", "processed_total", "carried_out")
    framed = all(candidates.get(row) for row in framing)
    seen: dict[str, set[Split]] = {row: set() for row in candidates}
    for combination in _combinations(candidates, results if complete else (), framed=framed):
        for row, split in combination.items():
            seen[row].add(split)
    for row, splits in seen.items():
        if len(splits) == 1:
            settled[row] = next(iter(splits))
    return settled


def _combinations(
    candidates: Mapping[str, Sequence[Split]], results: Sequence[str], *, framed: bool
) -> Iterator[dict[str, Split]]:
    budget = [SEARCH_LIMIT]
    for total in candidates.get("processed_total", ()):
        parts: list[dict[str, Split]] = [{}]
        if results:
            parts = list(_summing(candidates, list(results), total, budget))
        frames: list[dict[str, Split]] = [{}]
        if framed:
            frames = list(_balancing(candidates, total, budget))
        for part in parts:
            for frame in frames:
                budget[0] -= 1
                if budget[0] < 0:
                    raise SearchTooWideError
                yield {"processed_total": total, **part, **frame}


def _summing(
    candidates: Mapping[str, Sequence[Split]],
    rows: list[str],
    goal: Split,
    budget: list[int],
) -> Iterator[dict[str, Split]]:
    """Choices of one split a row whose columns sum to the goal, rows of one candidate first."""
    order = sorted(rows, key=lambda row: len(candidates[row]))

    def search(index: int, left: Split) -> Iterator[dict[str, Split]]:
        budget[0] -= 1
        if budget[0] < 0:
            raise SearchTooWideError
        if index == len(order):
            if not any(left):
                yield {}
            return
        row = order[index]
        for split in candidates[row]:
            rest = tuple(goal - part for goal, part in zip(left, split, strict=True))
            if min(rest) >= 0:
                for others in search(index + 1, rest):
                    yield {row: split, **others}

    return search(0, goal)


def _balancing(
    candidates: Mapping[str, Sequence[Split]], total: Split, budget: list[int]
) -> Iterator[dict[str, Split]]:
    for new in candidates["new_received"]:
        for carried in candidates["carried_in"]:
            for left in candidates["carried_out"]:
                budget[0] -= 1
                if budget[0] < 0:
                    raise SearchTooWideError
                if all(
                    new[column] + carried[column] == total[column] + left[column]
                    for column in range(len(T2_COLUMNS))
                ):
                    yield {"new_received": new, "carried_in": carried, "carried_out": left}
