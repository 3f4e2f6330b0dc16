from __future__ import annotations

from collections.abc import Mapping

import pytest

from extraction.language import (
    LANGUAGES,
    UnknownLanguageError,
    choose_language,
    environ_to_language,
)


@pytest.mark.parametrize(
    ("environ", "language"),
    [
        ({}, "en"),
        ({"LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "zh-Hant"}, "zh"),
        ({"LANG": "ZH_TW"}, "zh"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
        ({"LANG": "C"}, "en"),
        ({"LC_MESSAGES": "zh_CN.UTF-8", "LANG": "en_US.UTF-8"}, "zh"),
        ({"LC_ALL": "C.UTF-8", "LC_MESSAGES": "zh_CN.UTF-8", "LANG": "zh_CN.UTF-8"}, "en"),
        ({"LC_ALL": "", "LANG": "zh_CN.UTF-8"}, "zh"),
        ({"GONGKAI_LANG": "zh", "LC_ALL": "en_US.UTF-8"}, "zh"),
        ({"GONGKAI_LANG": "en", "LC_ALL": "zh_CN.UTF-8"}, "en"),
        ({"GONGKAI_LANG": "zh_CN.UTF-8"}, "zh"),
        ({"GONGKAI_LANG": "fr", "LANG": "zh_CN.UTF-8"}, "zh"),
        ({"GONGKAI_LANG": "", "LANG": "zh_CN.UTF-8"}, "zh"),
    ],
)
def test_environment_decides(environ: Mapping[str, str], language: str) -> None:
    assert environ_to_language(environ) == language


@pytest.mark.parametrize(
    ("arguments", "language", "rest"),
    [
        (["extract", "--lang", "zh", "a.pdf"], "zh", ["extract", "a.pdf"]),
        (["--lang=zh", "extract"], "zh", ["extract"]),
        (["extract", "a.pdf", "--lang", "ZH"], "zh", ["extract", "a.pdf"]),
        (["--lang", "zh", "extract", "--lang", "en"], "en", ["extract"]),
        (["extract", "--language", "x"], "en", ["extract", "--language", "x"]),
        (["extract", "--", "--lang", "zh"], "en", ["extract", "--", "--lang", "zh"]),
        ([], "en", []),
    ],
)
def test_option_is_taken_out(arguments: list[str], language: str, rest: list[str]) -> None:
    assert choose_language(arguments, {}) == (language, rest)


def test_option_wins_over_environment() -> None:
    assert choose_language(["--lang", "en"], {"GONGKAI_LANG": "zh", "LC_ALL": "zh_CN"})[0] == "en"


def test_arguments_stay_as_they_were() -> None:
    arguments = ["extract", "--lang", "zh"]
    choose_language(arguments, {})
    assert arguments == ["extract", "--lang", "zh"]


@pytest.mark.parametrize(
    ("arguments", "value"),
    [(["--lang", "fr"], "fr"), (["--lang"], ""), (["--lang="], ""), (["--lang", "zh_CN"], "zh_CN")],
)
def test_unknown_value_is_an_error(arguments: list[str], value: str) -> None:
    with pytest.raises(UnknownLanguageError) as caught:
        choose_language(arguments, {})
    assert caught.value.value == value
    assert all(language in str(caught.value) for language in LANGUAGES)
