"""The texts of the corpus views in one language, and the shared names of extraction's."""

from __future__ import annotations

from dataclasses import dataclass

from extraction.language import Lang
from extraction.messages import find_message, room_message
from extraction.show.markup import Html, element, text_to_html

ROOM = "extraction.corpus"


@dataclass(frozen=True, slots=True)
class Words:
    lang: Lang

    def say(self, key: str, /, **values: object) -> str:
        return room_message(ROOM, self.lang, key, **values)

    def html(self, key: str, /, **values: object) -> Html:
        return text_to_html(self.say(key, **values))

    def shared(self, key: str) -> str:
        """A name of extraction's own texts; the key's last part where it has none."""
        return find_message(self.lang, key) or key.rpartition(".")[2]

    def printed(self, text: str) -> Html:
        """What a report prints, isolated, and named as Chinese where the page is not."""
        attributes = {"lang": None if self.lang == "zh" else "zh"}
        return element("bdi", attributes, text_to_html(text))
