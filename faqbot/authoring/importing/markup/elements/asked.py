"""Which elements ask, and which answer them: what a document says of itself in its marks, beside headings."""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING, Final

from faqbot.authoring.importing.markup.elements.element import BLOCKS, HEADINGS, Element

if TYPE_CHECKING:
    from collections.abc import Sequence

    from faqbot.authoring.importing.markup.elements.element import Text

_QUESTION: Final = re.compile(r"(?:\w+[-_])*question(?:[-_]?(?:text|title|heading))?")
_ANSWER: Final = re.compile(r"(?:\w+[-_])*answer(?:[-_]?(?:text|content|body|box))?")
_HEADS: Final = frozenset((*HEADINGS, "dt", "summary", "button", "b", "strong"))
_LONGEST: Final = 300  # letters of a question
_OPENING: Final = re.compile(r"accordion|collaps|toggle|expand|panel|faq|question")
_ASKING: Final = re.compile(r"[?？؟;]\W*$")  # a semicolon asks in Greek
_MARK: Final = re.compile(r"[?？؟]\W*$")


def asks(words: str) -> bool:
    """Whether words end as a question does."""
    pattern = _ASKING if re.search(r"[\u0370-\u03ff]", words[-20:]) else _MARK
    return bool(pattern.search(words))


def answering(nodes: Sequence[Element | Text], at: int) -> range | None:
    """The places among siblings of what answers the one at `at`, where their classes or switches say so, or None."""
    asking = nodes[at]
    if not isinstance(asking, Element) or not asking.size:
        return None
    by_class = _is_called(asking, _QUESTION) and not any(_is_called(inner, _ANSWER) for inner in asking.elements())
    if not by_class and not _is_head(asking):
        return None
    place = next((n for n in range(at + 1, len(nodes)) if not _is_blank(nodes[n])), None)
    if place is None:
        return None
    answer = nodes[place]
    if not isinstance(answer, Element) or not answer.size:
        return None
    if by_class:
        end = place
        while end < len(nodes) and (_is_blank(nodes[end]) or _is_called(nodes[end], _ANSWER)):
            end += 1
        return range(place, end) if _is_called(answer, _ANSWER) else None
    is_panel = answer.name in BLOCKS and answer.name != "button" and not _is_head(answer)
    return range(place, place + 1) if is_panel and (_opens(asking) or _is_closed(answer)) else None


def are_several(words: str, answer: Sequence[Element | Text]) -> bool:
    """Whether what seems to answer `words` is a list of questions instead, which these head: "About payments"."""
    if asks(words):
        return False
    heads = (
        inner
        for node in answer
        if isinstance(node, Element)
        for inner in node.elements()
        if inner.name in _HEADS and 0 < inner.size <= _LONGEST and asks(inner.words())
    )
    return next(itertools.islice(heads, 1, None), None) is not None


def _is_blank(node: Element | Text) -> bool:
    if isinstance(node, Element):
        return node.name in ("br", "input", "hr", "svg", "i") and not node.size
    return not node.text.strip()


def _is_called(element: Element | Text, pattern: re.Pattern[str]) -> bool:
    return isinstance(element, Element) and any(pattern.fullmatch(name) for name in element.classes)


def _is_head(element: Element) -> bool:
    """Whether an element is the head of a panel: a button, or a label of a box that is ticked to open it."""
    return element.name == "button" or (element.name == "label" and "for" in element.attributes)


def _opens(head: Element) -> bool:
    """Whether an element says that it opens another."""
    return head.is_switch or head.name == "label" or any(_OPENING.search(name) for name in head.classes)


def _is_closed(panel: Element) -> bool:
    """Whether an element says that it is shown when it is opened."""
    is_hidden = "hidden" in panel.attributes or "display:none" in panel.get("style").replace(" ", "")
    return is_hidden or any(_OPENING.search(name) for name in panel.classes)


def schema(element: Element) -> Element | None:
    """The element that holds the question where an element is a `Question` of schema.org, in microdata or RDFa."""
    kind = element.get("itemtype") or element.get("typeof")
    if re.split(r"[/:#]", kind.strip())[-1] != "Question":
        return None
    return next((inner for inner in element.elements() if _property(inner) == "name" and inner.size), None)


def _property(element: Element) -> str:
    return re.split(r"[/:#]", (element.get("itemprop") or element.get("property")).strip())[-1]
