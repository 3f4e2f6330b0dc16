"""Every refusal has a code and a sentence, and is the same in the process that asked."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from models import (
    DamagedModel,
    MissingLibrary,
    MissingModel,
    ModelError,
    NoModel,
    TwoTaggers,
    UnfitModel,
    UnknownModel,
    UnknownVersion,
    model_error_to_text,
)

ERRORS = [
    UnknownModel("nix", ("rules", "text@1")),
    UnknownVersion("text@9", ("text@1",)),
    MissingModel(Path("gone")),
    NoModel(Path("photos")),
    DamagedModel(Path("text-1/model.onnx"), "is cut"),
    UnfitModel(Path("text-1"), "finds other labels"),
    MissingLibrary("onnxruntime"),
    TwoTaggers("--model text", "--tagger rules"),
]


def test_all_errors_are_here() -> None:
    def kinds(base: type[ModelError]) -> set[type[ModelError]]:
        return {base}.union(*(kinds(each) for each in base.__subclasses__()))

    assert {type(error) for error in ERRORS} == kinds(ModelError) - {ModelError}


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: error.code)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_is_said_names_the_code_and_what_it_is_about(error: ModelError, lang: str) -> None:
    text = model_error_to_text(error, "zh" if lang == "zh" else "en")
    assert error.code in text
    assert all(value in text for value in error.values.values())


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: error.code)
def test_an_error_of_another_process_is_the_same(error: ModelError) -> None:
    back = pickle.loads(pickle.dumps(error))
    assert (type(back), str(back), back.values) == (type(error), str(error), error.values)
