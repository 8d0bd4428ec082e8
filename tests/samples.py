"""Tiny knowledges for the tests: built from the nouns, or from a file where lines and paths matter."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from faqbot.answering.answers import Verdict
from faqbot.bot import Bot
from faqbot.knowledge.article import Article, Entry, Knowledge, Meaning, Section, Text
from faqbot.language import language as languages
from faqbot.language.language import Language
from faqbot.search.match import Matcher

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from faqbot.search.matches import Match, Met


ENGLISH: Final[Language] = languages.of("en")


def section(heading: str, text: str = "Nothing more.", summary: str | None = None, *alternates: str) -> Section:
    """A section whose id is its heading in lower case, with hyphens."""
    return Section(_slug(heading), heading, Text(summary, 2) if summary else None, Text(text, 3), 1, alternates)


def entry(question: str, *alternates: str, answer: str = "See below.", backed_by: str | None = None) -> Entry:
    """An entry whose id is its question in lower case, with hyphens."""
    return Entry(_slug(question), question, alternates, Text(answer, 2), backed_by, 1)


def article(
    name: str,
    *parts: Section | Entry,
    synonyms: Sequence[tuple[str, ...]] = (),
    language: str = "en",
    threshold: float | None = None,
    meaning: Meaning | None = None,
) -> Article:
    """An article of these parts, undated and without a note."""
    sections = tuple(part for part in parts if isinstance(part, Section))
    faq = tuple(part for part in parts if isinstance(part, Entry))
    return Article(
        id=name,
        path=f"{name}.yaml",
        title=name.capitalize(),
        note=None,
        source=None,
        published=None,
        language=language,
        synonyms=tuple(synonyms),
        threshold=threshold,
        meaning=meaning,
        sections=sections,
        faq=faq,
    )


def knowledge(*articles: Article) -> Knowledge:
    """A knowledge of these articles, in the order of their ids, as one that is loaded."""
    return Knowledge(tuple(sorted(articles, key=lambda a: a.id)))


def bot(*parts: Section | Entry, synonyms: Sequence[tuple[str, ...]] = (), language: str = "en") -> Bot:
    """A bot over one article, `small`, of these parts."""
    return Bot(knowledge(article("small", *parts, synonyms=synonyms, language=language)))


def matcher(*parts: Section | Entry, synonyms: Sequence[tuple[str, ...]] = (), language: str = "en") -> Matcher:
    """A matcher over one article, `small`, of these parts."""
    return Matcher(knowledge(article("small", *parts, synonyms=synonyms, language=language)))


def best(of: Matcher, question: str) -> Match:
    """The best match of a question, with its receipt."""
    asked = of.read(question)
    return of.match(asked, of.ranked(asked)[0])


def met(of: Matcher, question: str, word: str) -> Met:
    """The row of a word in the receipt of the best match."""
    return next(row for row in best(of, question).receipt.words if row.word == word)


def load(folder: Path, text: str, name: str = "library.yaml") -> Bot:
    """A bot over one file of this text."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return Bot.load(path)


def _slug(title: str) -> str:
    return "-".join("".join(c if c.isalnum() else " " for c in title.lower()).split())


LIBRARY: Final = """\
title: The town library
note: Rules of the town council
published: 2024-05-01
synonyms:
  - [lend, loan, borrow, take home]
  - [fee, fine, charge]
sections:
  - id: hours
    heading: Opening hours
    summary: The library is open from nine to six on weekdays and until noon on Saturdays.
    text: |
      The library opens at nine in the morning from Monday to Friday. It closes at six.

      On Saturdays it closes at noon. The reading room stays shut on public holidays.
  - id: lending
    heading: Lending
    text: |
      Members may borrow 12 books at a time. A loan lasts three weeks and can be renewed twice.
      Newspapers stay in the reading room because they wear out quickly.
  - id: fees
    heading: Fees and fines
    text: |
      Membership costs 20 euros a year. Children pay nothing.

      A book that comes back late costs 50 cents a day.
faq:
  - id: faq-late
    question: What happens if I return a book late?
    alternates: [Is there a fine for overdue books?, My book is late]
    answer: You pay 50 cents for every day that the book is late.
    section: fees
  - id: faq-dogs
    question: May I bring my dog?
    alternates: [Are pets allowed?]
    answer: Guide dogs are welcome. Other animals wait outside.
  - id: faq-renew
    question: How do I renew my card?
    answer: Show it at the desk.
  - id: faq-replace
    question: How do I replace my card?
    answer: Ask for a new one at the desk.
"""

# A question to the library for each verdict.
VERDICTS: Final = {
    Verdict.ANSWERED: "When does the library open?",
    Verdict.UNSURE: "Somebody stole my card",
    Verdict.UNKNOWN: "What is the capital of France?",
    Verdict.TOLD: "What is this about?",
}

# Strings that are hardly questions.
STRANGE: Final = [
    "",
    " ",
    "\n\r\t\v\f\u2028\u00a0",
    "?",
    "…!?.,;:—()[]{}<>|\\/*&^%$#@~`'\"",
    "'",
    "''''''",
    "\x00",
    "library\x00open",
    "\x1b]0;title\x07\x1b[2J library",
    "".join(map(chr, range(32))),
    "😀",
    "👩‍👩‍👧‍👦 library 🏳️‍🌈",
    "\ud800",
    "\udfff\ud800 library \udead",
    "متى تفتح المكتبة؟",
    "\u202elibrary\u202c",
    "图书馆什么时候开门？",
    "図書館",
    "ห้องสมุดเปิดกี่โมง",
    "library\u0301\u0301\u0301\u0301",
    "ﷺ" * 100,
    "İSTANBUL ß ﬁ Ǆ",
    "1" * 400,
    "1,1.1,1" * 50,
    "a." * 300,
    "-1e999",
    "nan",
    "{question}",
    "%s %d %n",
    "how many",
    "how many how many how many",
    "when when when",
    "who is the",
    "what",
    "number of",
    "\U0010ffff\ufffe\uffff",
]
