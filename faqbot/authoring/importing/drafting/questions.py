"""What of a document is a question, what labels one, what heads a list of them, and what is a note on the document.

questions = of(language)
questions.asks("Is it open on Sundays?")    it ends as questions do, in any language
questions.begins("How to get in")           it begins as they do, in a language of which that is known
questions.heads("Billing FAQ")              it heads a list of questions
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

    from faqbot.language.language import Language

# What asks is no longer than this, in characters: the longest of some 3,000 questions in FAQs has 280.
LONGEST: Final = 400
# Words of a heading that names a list of questions among others: "FAQ on moving from version 2 to version 3".
_MOST_WORDS: Final = 9

_ENDS: Final = re.compile(r"[?？؟⁇‽⸮](?:[.…]{2,})?[^\w?？؟.]*(?:\([^()?]*\)[^\w?]*|\[[^\][?]*\][^\w?]*)?$")
_OPENS: Final = re.compile(r"^\W*¿")
# A number before a heading: 1. and 2), (3): and [4], Q5 is a label; 6 alone is a number of things.
_NUMBER: Final = re.compile(
    r"(?:[(\[]\d+(?:\.\d+)*[)\]][.:]?|[A-Z]?\d+(?:\.\d+)+(?:[.):]|\s+[-–—](?=\s))?|\d+(?:[.):]|\s+[-–—](?=\s))|[A-Za-z][.)](?=\s+\S+\s+\S)|[IVX]+[.)])\s+"
)
_FAQ: Final = r"f\.?a\.?q\.?(?:['’]?s)?|q\s*(?:&|and|/|\+|n|'n')\s*a(?:['’]?s)?"
# Marks of emphasis and code around words, links and pictures by their words, and what a backslash keeps from being one.
_BARE: Final = re.compile(
    r"(?P<code>(?<!`)(?P<ticks>`+)(?!`)(?P<inner>[^`]*)(?P=ticks)(?!`))"
    r"|\\(?P<kept>[!-/:-@\[-`{-~])"
    r"|!?\[(?P<linked>[^\][]{0,500})\]\((?:[^()\s]|\([^()\s]*\))*(?:\s+\"[^\"]*\")?\)"
    r"|(?P<mark>\*+|~~|(?<!\w)_+|_+(?!\w))"
)
LINK: Final = re.compile(
    r"(?<!!)\[[^\][]{0,500}\]\(<?(?P<url>[^()\s<>]*(?:\([^()\s]*\)[^()\s<>]*)*)>?(?:\s+\"[^\"]*\")?\)"
)


def joined(text: str) -> str:
    """A text on one line."""
    return " ".join(text.split())


def bare(text: str) -> str:
    """Markdown of one paragraph without its marks, on one line."""
    if not any(sign in text for sign in "*_`[\\~"):
        return joined(text)
    return " ".join(_BARE.sub(_unmarked, _BARE.sub(_unmarked, text) if "[" in text else text).split())


def _unmarked(found: re.Match[str]) -> str:
    if found["code"]:
        return found["inner"].strip()
    return found["kept"] or found["linked"] or ""


def unnumbered(text: str) -> str:
    """A heading or question without the number in front of it."""
    return text[found.end() :] if (found := _NUMBER.match(text)) and found.end() < len(text) else text


def plainly(text: str) -> str:
    """A heading in a form in which two can be compared: without number, marks and signs, in lower case."""
    return " ".join(re.findall(r"\w+", unnumbered(bare(text)).casefold()))


@dataclass(frozen=True, slots=True)
class Labelled:
    """What stands behind a label, and whether the label is that of a question rather than of an answer."""

    text: str
    is_question: bool


class Questions:
    """What asks, by what is known of a language."""

    def __init__(self, language: Language) -> None:
        documents = language.documents()
        framing = language.framing
        self._first = framing.words_of_question | framing.contracted if framing else frozenset[str]()
        self._verbs = framing.auxiliaries if framing else frozenset[str]()
        self._label = _label(documents.question, documents.answer)
        lists = "|".join((_FAQ, *documents.lists))
        self._names_list = re.compile(rf"(?<![\w])(?:{lists})(?![\w])", re.IGNORECASE)
        self._contents = re.compile("|".join(documents.contents) or r"(?!)", re.IGNORECASE)
        self._note = re.compile("|".join(documents.notes) or r"(?!)", re.IGNORECASE)

    def asks(self, text: str) -> bool:
        """Whether a text, without marks, ends as questions do."""
        text = text.strip()
        return 1 < len(text) <= LONGEST and bool(_ENDS.search(text[-100:]) or _OPENS.match(text))

    def begins(self, text: str) -> bool:
        """Whether a text, without marks, begins as questions do."""
        words = re.findall(r"[\w'’]+", unnumbered(text.strip())[:80])
        if len(words) <= 1 or len(text) > LONGEST:
            return False
        first = words[0].replace("’", "'").casefold()
        return first in self._first or (first in self._verbs and len(words) > 2)

    def is_question(self, text: str) -> bool:
        """Whether it ends or begins as questions do."""
        return self.asks(text) or self.begins(text)

    def heads(self, text: str) -> bool:
        """Whether a heading names a list of questions."""
        text = text.strip()
        return bool(
            len(text) <= LONGEST
            and not self.asks(text)
            and len(text.split()) <= _MOST_WORDS
            and self._names_list.search(text)
        )

    def only_heads(self, text: str) -> bool:
        """Whether a heading says nothing but that questions follow: not of what."""
        return not re.search(r"\w", self._names_list.sub(" ", unnumbered(text.strip()), count=3))

    def labelled(self, text: str) -> Labelled | None:
        """What stands behind "Q:", "**Question 3.**" or "A)" at the start of a paragraph; None: no label does."""
        found = self._label.match(text)
        if not found:
            return None
        opened, closed = found["mark"] or "", bool(found["inner"] or found["outer"])
        rest = re.sub(r"^#{1,6} ", "", text[found.end() :])
        return Labelled(rest if closed or not opened else opened + rest.lstrip(), bool(found["question"]))

    def lists(self, text: str) -> bool:
        """Whether a heading says that a table of contents follows."""
        return bool(self._contents.fullmatch(text.strip().rstrip(":.…")))

    def notes(self, text: str) -> bool:
        """Whether a text, without marks, is a note on the document."""
        text = text.strip().strip("()[]").strip()
        return len(text) <= LONGEST // 2 and bool(self._note.fullmatch(text.rstrip(".…!")))


def _label(question: Iterable[str], answer: Iterable[str]) -> re.Pattern[str]:
    """The pattern of a label, with the marks it may stand in: "Q1." "**Q:**" "**A**:" "[Q]" "Question #2 -"."""
    asked, answered = "|".join(("q", *question)), "|".join(("a", *answer))
    number = r"(?:(?P<number>\.?\d+(?:\.\d+)*)|\s?#?\d+(?:\.\d+)*)?"
    return re.compile(
        rf"\s*(?:#+\s+)?(?P<mark>\*\*\*|\*\*|__|\*|_)?\s*(?P<bracket>[\[(])?"
        rf"(?:(?P<question>{asked})|{answered}){number}"
        rf"(?(bracket)[\])](?:\s*[:.])?|\s*(?P<inner>(?(mark)(?:\*\*\*|\*\*|__|\*|_)|(?!)))?"
        rf"\s*(?:[:：.)]|[-–—](?=\s)|(?(number)(?=\s)|(?!))))"
        rf"(?P<outer>(?(mark)(?:\*\*\*|\*\*|__|\*|_)(?=\s|$)|(?!)))?(?=\s|$|[*_¿\"“`\[]|(?-i:[A-Z]))\s*",
        re.IGNORECASE,
    )


@functools.lru_cache(maxsize=8)
def of(language: Language) -> Questions:
    """What asks in a language."""
    return Questions(language)
