"""How the words of an element are marked, by its name, its style and its class."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from faqbot.authoring.importing.markup.elements.inline import Run

if TYPE_CHECKING:
    from faqbot.authoring.importing.markup.elements.element import Element

_MARKS: Final[dict[str, dict[str, Any]]] = {
    **{name: {"strong": True} for name in ("b", "strong")},
    **{name: {"emphasis": True} for name in ("i", "em", "cite", "dfn", "var")},
    **{name: {"code": True} for name in ("code", "kbd", "samp", "tt")},
    "sup": {"raised": True},
}
_WEIGHT: Final = re.compile(r"font-weight\s*:\s*(bold|[6-9]00|normal|[1-5]00)")
_ITALIC: Final = re.compile(r"font-style\s*:\s*(?:italic|oblique)")
_LANGUAGE: Final = re.compile(r"(?:language|lang|highlight-source|highlight|brush|sourceCode)[-:](\w[\w+#.-]*)")
# What themes say of code whose language they don't know.
_NO_LANGUAGE: Final = frozenset(("none", "text", "plain", "plaintext", "default", "notranslate", "wrapper", "block"))
# Addresses that are scripts or pictures rather than places to go to; readers of Markdown take them for text.
_NO_PLACE: Final = re.compile(r"\s*(?:javascript|vbscript|data|file|about):", re.IGNORECASE)
_RAISED: Final = str.maketrans("0123456789+-−=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿ")
_CAN_BE_RAISED: Final = re.compile(r"[-+−]?[0-9]+")


@dataclass(frozen=True, slots=True)
class Style:
    """How words are marked by all the elements around them.

    Attributes:
        strong: in bold.
        emphasis: emphasised.
        code: code.
        raised: set higher, as exponents and the numbers of notes are.
        url: where they lead, or "".
        language: the programming language of code, or "".
    """

    strong: bool = False
    emphasis: bool = False
    code: bool = False
    raised: bool = False
    url: str = ""
    language: str = ""

    def within(self, element: Element) -> Style:
        """The style within an element that stands in this one."""
        changes = dict(_MARKS.get(element.name, {}))
        css = element.get("style")
        if css and (weight := _WEIGHT.search(css)):
            changes["strong"] = weight[1] == "bold" or weight[1][0] in "6789"
        if css and _ITALIC.search(css):
            changes["emphasis"] = True
        if element.name == "a":
            changes["url"] = "" if element.is_switch else _place(element.get("href"))
        if language := _language(element):
            changes["language"] = language
        return replace(self, **changes) if changes else self

    def run(self, text: str) -> Run:
        """Words in this style."""
        if self.raised and _CAN_BE_RAISED.fullmatch(text.strip()):
            text = text.translate(_RAISED)  # ten to the sixth is not 106
        return Run(text, self.strong, self.emphasis, self.code, self.url)


PLAIN: Final = Style()


def _place(url: str) -> str:
    return "" if _NO_PLACE.match(url) else url.strip()


def _language(element: Element) -> str:
    if element.name not in ("pre", "code", "div", "figure"):
        return ""
    names = (element.get("data-lang"), element.get("data-language"), *(_named(name) for name in element.classes))
    return next((name for name in names if name and name not in _NO_LANGUAGE), "")


def _named(name: str) -> str:
    found = _LANGUAGE.fullmatch(name)
    return found[1] if found else ""
