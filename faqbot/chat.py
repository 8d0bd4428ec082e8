"""A conversation over a bot: questions, picks from a numbered list, commands.

Lines go in and replies come out, as data; whoever shows them may be a terminal or anything else.

    >>> chat = Chat(Bot.load("knowledge/"))
    >>> reply = chat.say("How many people died?")
    >>> reply.answer.citation.section
    'humanitarian-crisis'
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice, zip_longest
from typing import TYPE_CHECKING, Final

from faqbot.model import Passage
from faqbot.text import clean

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from faqbot.bot import Bot
    from faqbot.model import Answer, Article, Entry, Section

EXAMPLES: Final = 3  # questions that the greeting offers
NAMED: Final = 5  # articles that the greeting names: more would push the examples off a small screen

_PICK: Final = re.compile(r"#?([0-9]{1,4})[.)]?")


@dataclass(frozen=True, slots=True)
class Reply:
    """What comes back for a line.

    Attributes:
        passages: what to say, in order; may be empty.
        answer: the answer behind it, where the line was a question or a pick.
        leave: True where the conversation is over.
    """

    passages: tuple[Passage, ...] = ()
    answer: Answer | None = None
    leave: bool = False


@dataclass(frozen=True, slots=True)
class Offer:
    """A line of a numbered list: the place it leads to, and the question that place is to answer."""

    ref: str
    title: str
    question: str


@dataclass(frozen=True, slots=True)
class Command:
    """A line that starts with a slash: its names (the first is the one shown), its help line, what it does."""

    names: tuple[str, ...]
    help: str
    run: Callable[[Chat], Reply]


class Chat:
    """One conversation. Keeps the last list it offered, so that a bare number can pick from it, and the last answer.

    Args:
        bot: who answers.
    """

    def __init__(self, bot: Bot) -> None:
        self._bot = bot
        self._offered: tuple[Offer, ...] = ()
        self._last: Answer | None = None

    def greet(self) -> Reply:
        """What to say before the first line: the articles, and questions to start with."""
        articles = self._bot.knowledge.articles
        self._offered = tuple(islice(_examples(articles), EXAMPLES))
        names = [Passage("article", clean(f"{a.title} ({a.date})")) for a in articles[:NAMED]]
        if len(articles) > NAMED:
            names.append(Passage("item", f"and {len(articles) - NAMED} more (/sections lists them)"))
        asked = [Passage("suggestion", offer.title, n) for n, offer in enumerate(self._offered, 1)]
        return Reply(
            (
                Passage("text", "faqbot answers in the words of"),
                *names,
                Passage("text", "Ask a question, or pick one by its number:"),
                *asked,
                Passage("note", "/help lists the commands, /quit leaves."),
            )
        )

    def say(self, line: str) -> Reply:
        """The reply to `line`: a question, a number from the last list, or a command. Never raises for a string."""
        line = line.strip()
        if not line:
            return Reply()
        if line.startswith("/") or line.casefold() in _BARE:
            return self._command(line.casefold())
        if self._last and _WHY.fullmatch(line):
            return self.why()
        if pick := _PICK.fullmatch(line):
            return self._pick(int(pick.group(1)))
        return self._ask(line)

    def _ask(self, question: str) -> Reply:
        answer = self._bot.answer(question)
        if answer.suggestions or answer.citation:  # a number after an answer is meant for no list before it
            self._offered = tuple(Offer(m.ref, clean(m.title), question) for m in answer.suggestions)
        self._last = answer
        return Reply(answer.passages(), answer)

    def _pick(self, number: int) -> Reply:
        if not self._offered:
            return note(f"There is no list to pick {number} from: ask in words.")
        if not 1 <= number <= len(self._offered):
            numbers = "1" if len(self._offered) == 1 else f"1 to {len(self._offered)}"
            return note(f"There is no number {number} in the list: pick {numbers}, or ask in words.")
        offer = self._offered[number - 1]
        answer = self._last = self._bot.pick(offer.ref, offer.question)
        return Reply((Passage("note", offer.title), *answer.passages()), answer)

    def _command(self, line: str) -> Reply:
        name = "/" + line.lstrip("/").partition(" ")[0]
        command = _BY_NAME.get(_ALONE.get(name, name))
        return command.run(self) if command else note(_no_such(clean(name)))

    def help(self) -> Reply:
        """What can be said here."""
        shown = [Passage("item", f"{', '.join(command.names)} — {command.help}") for command in COMMANDS]
        return Reply(
            (
                Passage("text", "Ask in your own words; the answer comes with the place that says so."),
                Passage("item", "a number — picks from the last list"),
                *shown,
            )
        )

    def sections(self) -> Reply:
        """The headings of all articles, numbered, so that one can be picked."""
        found: list[Passage] = []
        offers: list[Offer] = []
        for article in self._bot.knowledge.articles:
            found.append(Passage("title", clean(f"{article.title} ({article.date})")))
            for offer in _places(article, article.sections or article.faq):
                offers.append(offer)
                found.append(Passage("suggestion", offer.title, len(offers)))
        self._offered = tuple(offers)
        return Reply(tuple(found))

    def why(self) -> Reply:
        """What explains the last answer."""
        from faqbot import receipt  # here: few ask

        if self._last is None:
            return note("There is no answer to explain yet: ask a question first.")
        return Reply(receipt.passages(self._last))

    def quit(self) -> Reply:
        """The end of the conversation."""
        return Reply(leave=True)


COMMANDS: Final = (
    Command(("/help", "/?"), "shows this", Chat.help),
    Command(("/sections",), "lists the articles and their sections", Chat.sections),
    Command(("/why", "/explain"), "explains the last answer", Chat.why),
    Command(("/quit", "/exit", "/q"), "leaves", Chat.quit),
)

_BY_NAME: Final = {name: command for command in COMMANDS for name in command.names}
_ALONE: Final = {"/": "/help"}  # a lone slash asks what can follow it
# What people type before they know of the slash.
_BARE: Final = frozenset({"help", "?", "quit", "exit"})
# What by itself is no question to the articles but one about the last answer.
_WHY: Final = re.compile(r"why(?: not)?\s*[?!.]*", re.IGNORECASE)


def note(sentence: str) -> Reply:
    """A reply that is one sentence about the chat itself."""
    return Reply((Passage("note", sentence),))


def _no_such(name: str) -> str:
    """What is said of an unknown command. A long one is a pasted path rather than a command."""
    from difflib import get_close_matches  # here: only a slip of the fingers needs it

    close = get_close_matches(name[:20], _BY_NAME, 1)
    hint = f"did you mean {_BY_NAME[close[0]].names[0]}?" if close else "/help lists the commands."
    return f"There is no command {name[:20]}: {hint}"


def _places(article: Article, parts: Iterable[Section | Entry]) -> Iterator[Offer]:
    """Parts of an article as offers, each to be read for its own title."""
    for part in parts:
        yield Offer(article.ref(part), clean(part.title), part.title)


def _examples(articles: Iterable[Article]) -> Iterator[Offer]:
    """Questions that are sure to be answered, one of each article in turn; headings where there is no FAQ."""
    asked = (_places(article, article.faq or article.sections) for article in articles)
    return (offer for row in zip_longest(*asked) for offer in row if offer)
