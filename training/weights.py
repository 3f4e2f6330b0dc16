"""What the trainers of the extractor's small linear models share: their data, and their files.

``classes`` learns classes, ``linking`` choices; both save hashed features with whole weights and a
card beside them, as ``extraction.linear_classes`` reads them.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from annotations.schema import AnnotatedDocument
from extraction.linear_classes import LAYOUT, LinearClasses, rows_to_bytes
from training.dataset.gold import store_to_documents

STORE = Path(__file__).parents[1] / "annotations" / "gold"
# Not dev: its figures must stay those of texts that were not learned from.
LEARNED_FROM = ("authored-train",)
# A weight is saved as a whole number of one signed byte; what rounds to 0 is left out.
LARGEST = 127
# in which each agency is judged by weights that did not see it
FOLDS = 5


def write_weights(
    model: LinearClasses, folder: Path, name: str, features: int, facts: Mapping[str, object]
) -> None:
    """The weights ``NAME.bin`` and their card ``NAME.json``.

    Args:
        features: version of the features that the reader makes.
        facts: what the card says besides.
    """
    data = rows_to_bytes(model.rows)
    card = {
        "layout": LAYOUT,
        "features": features,
        "sha256": hashlib.sha256(data).hexdigest(),
        "rows": len(model.rows),
        "day": datetime.now(tz=UTC).date().isoformat(),
        **facts,
        "classes": list(model.classes),
    }
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.bin").write_bytes(data)
    (folder / f"{name}.json").write_text(
        json.dumps(card, indent=1, ensure_ascii=False) + "\n", encoding="utf-8"
    )


def arguments_to_documents(
    argv: Sequence[str], program: str, about: str | None, *, out: Path
) -> tuple[list[AnnotatedDocument], str, Path]:
    """The documents that a trainer's arguments name, their digest, and where its files go.

    Args:
        out: where they go unless ``--out`` says otherwise.

    Raises:
        DataError, StoreError: as ``store_to_documents``.
    """
    parser = argparse.ArgumentParser(prog=program, description=about)
    parser.add_argument("--store", type=Path, default=STORE)
    parser.add_argument("--out", type=Path, default=out)
    parser.add_argument("--names", nargs="+", default=list(LEARNED_FROM))
    options = parser.parse_args(argv)
    documents, digest = store_to_documents(options.store, options.names)
    return documents, digest, options.out
