"""In which language the command speaks: chosen once, from what the user said or the system says.

Texts themselves are in ``extraction.messages``; nothing here looks at the process or its locale,
the environment comes in as a mapping.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal, get_args

Lang = Literal["zh", "en"]
LANGUAGES: tuple[Lang, ...] = get_args(Lang)

OPTION = "--lang"
VARIABLE = "GONGKAI_LANG"
# POSIX: the first of these that is set and not empty decides, the others are not asked.
LOCALE_VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")
_END_OF_OPTIONS = "--"


class UnknownLanguageError(ValueError):
    """``--lang`` with a value that is no language of ours, or with none.

    The text is in both languages, since which one the user reads is what could not be told.

    Attributes:
        value: what was given, empty where nothing was.
    """

    def __init__(self, value: str) -> None:
        self.value = value
        super().__init__(f"{OPTION} zh|en: {value!r} 无法识别 / is not recognised")


def choose_language(arguments: Sequence[str], environ: Mapping[str, str]) -> tuple[Lang, list[str]]:
    """The language and the arguments without ``--lang``; of several the last one counts.

    Raises:
        UnknownLanguageError: for a value of ``--lang`` other than zh and en. What the environment
            says is never an error.
    """
    rest: list[str] = []
    asked: Lang | None = None
    words = iter(arguments)
    for word in words:
        if word == _END_OF_OPTIONS:
            rest += [word, *words]
        elif word == OPTION:
            asked = _value_to_language(next(words, ""))
        elif word.startswith(f"{OPTION}="):
            asked = _value_to_language(word.partition("=")[2])
        else:
            rest.append(word)
    return asked or environ_to_language(environ), rest


def environ_to_language(environ: Mapping[str, str]) -> Lang:
    """GONGKAI_LANG where it names one of ours, else the locale: zh for zh*, en for all others."""
    wanted = environ.get(VARIABLE, "").lower()
    for language in LANGUAGES:
        if wanted.startswith(language):
            return language
    locale = next((environ[name] for name in LOCALE_VARIABLES if environ.get(name)), "")
    return "zh" if locale.lower().startswith("zh") else "en"


def _value_to_language(value: str) -> Lang:
    for language in LANGUAGES:
        if value.lower() == language:
            return language
    raise UnknownLanguageError(value)
