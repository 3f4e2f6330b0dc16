"""Numbers of the text as one reads them: scale words, approximation, the printed unit.

Values of records are plain numbers; a page says 1.2 万 or 1.2 million where nothing is lost by it.
"""

from __future__ import annotations

from collections.abc import Mapping

from extraction.language import Lang
from extraction.messages import message
from extraction.record.model import Approx, Claim, Number, Target
from extraction.show.markup import Html, element, join, text_to_html
from extraction.show.view import View, number_to_text

# Scale words of each language from the largest.
SCALES: Mapping[Lang, tuple[tuple[int, str], ...]] = {
    "zh": ((10**8, "amount.hundred_million"), (10**4, "amount.ten_thousand")),
    "en": ((10**9, "amount.billion"), (10**6, "amount.million")),
}
# A scaled number has at most two decimals: 8,659,500 is 865.95 万, 12,345 stays what it is.
_PARTS = 100
# From here on digits stand in groups of three: Chinese pages group 12,345 and leave 9736.
_GROUPED: Mapping[Lang, int] = {"zh": 10_000, "en": 1_000}
# Units that follow their number without a space.
_TIGHT = frozenset({"%", "‰", "％"})


def claim_to_amount(view: View, claim: Claim) -> Html:
    """Value and unit; a range shows both ends and needs no "about"."""
    if claim.value_max is not None:
        low, high = (_figure(view, end) for end in (claim.value, claim.value_max))
        return _with_unit(view, view.fill("amount.range", low=low, high=high), claim.unit)
    return _approximate(
        view, "approx", claim.approx, number_to_amount(view, claim.value, claim.unit)
    )


def target_to_amount(view: View, target: Target) -> Html:
    amount = number_to_amount(view, target.value, target.unit)
    return _approximate(view, "approx_planned", target.approx, amount)


def number_to_amount(view: View, value: Number, unit: str | None) -> Html:
    return _with_unit(view, _figure(view, value), unit)


def number_to_words(lang: Lang, value: Number) -> str:
    """With a scale word where two decimals hold the whole number, else in groups of digits."""
    for factor, key in SCALES[lang]:
        if abs(value) >= factor and value * _PARTS % factor == 0:
            return message(lang, key, number=_grouped(lang, value / factor))
    return _grouped(lang, value)


def _grouped(lang: Lang, value: Number) -> str:
    whole, point, decimals = number_to_text(value).partition(".")
    digits = whole.lstrip("-")
    if abs(value) < _GROUPED[lang] or not digits.isdigit():
        return f"{whole}{point}{decimals}"
    return f"{int(whole):,}{point}{decimals}"


def _figure(view: View, value: Number) -> Html:
    return element("b", None, text_to_html(number_to_words(view.lang, value)))


def _with_unit(view: View, number: Html, unit: str | None) -> Html:
    if not unit:
        return number
    space = Html("" if unit in _TIGHT else " ")
    return join((number, space, view.printed(unit)))


def _approximate(view: View, kind: str, approx: Approx | None, amount: Html) -> Html:
    return amount if approx is None else view.fill(f"{kind}.{approx}", amount=amount)
