"""A person's session over a bot: the conversation, the list that a number picks from, the knowledge as it changes.

Replies are data; whoever shows them may be a terminal or anything else.

    >>> session = Session(Bot.load("knowledge/"))
    >>> session.ask("How many people died?").answer.citation.section
    'humanitarian-crisis'
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Final

from faqbot.answering.answers import Cause, Verdict
from faqbot.answering.contents import examples
from faqbot.base.errors import FaqbotError, KnowledgeError
from faqbot.base.hygiene import clean, cut, harmless
from faqbot.base.layout.segment import Segment
from faqbot.base.messages import counted
from faqbot.base.values import dataclass, replace
from faqbot.chat.chat import Chat
from faqbot.chat.settings import Settings
from faqbot.language.grammar import Topic

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from typing import Protocol

    from faqbot.answering.answers import Answer
    from faqbot.chat.chat import Answering
    from faqbot.knowledge.article import Article, Entry, Knowledge, Section
    from faqbot.knowledge.watch import Watched
    from faqbot.search.matches import Match

    class Searching(Answering, Protocol):
        """What a session needs of a bot, which stands above it."""

        @property
        def knowledge(self) -> Knowledge:
            """As `Bot.knowledge`."""

        def search(self, question: str, limit: int = 5, articles: Sequence[str] | None = None) -> Sequence[Match]:
            """As `Bot.search`."""

        def teach(self, question: str, ref: str) -> Taught:
            """As `Bot.teach`."""

    class Taught(Protocol):
        """What a session tells of a lesson."""

        @property
        def said(self) -> Sequence[str]:
            """What was done, in sentences."""


EXAMPLES: Final = 3  # questions that the greeting offers, and what to ask instead where there is no answer
DIGITS: Final = 9  # of a number that may be one of a list: a longer one is not even read
SHOWN: Final = 40  # characters of a wrong name that a message repeats
NAMED: Final = 5  # articles that the greeting names: more would push the examples off a small screen

_STATUS: Final = {Verdict.UNSURE: "not sure", Verdict.UNKNOWN: "don't know"}


@dataclass(frozen=True, slots=True)
class Reply:
    """What comes back for a line.

    Attributes:
        segments: what to say, in order; may be empty.
        answer: the answer behind it, where the line was a question or a pick.
        leave: True where the conversation is over.
        long: True where it is there to be read at leisure, so that a pager may show it.
        copied: what is to go to the clipboard, or None.
    """

    segments: tuple[Segment, ...] = ()
    answer: Answer | None = None
    leave: bool = False
    long: bool = False
    copied: str | None = None


@dataclass(frozen=True, slots=True)
class Offer:
    """A line of a numbered list: the place it leads to, and the question that place is to answer."""

    ref: str
    title: str
    question: str


class Session:
    """One person's session. Not to be shared between threads.

    Args:
        bot: who answers.
        settings: what the user wants; `/set` puts others in their place.
        watched: where the bot comes from, or None: it stays as it is.
    """

    def __init__(
        self, bot: Searching, settings: Settings | None = None, watched: Watched[Searching] | None = None
    ) -> None:
        self.bot = bot
        self.chat = Chat(bot)
        self.settings = settings or Settings()
        self._watched = watched
        self._offered: tuple[Offer, ...] = ()

    @property
    def articles(self) -> tuple[Article, ...]:
        """The articles that questions are put to."""
        asked, articles = self.chat.articles, self.bot.knowledge.articles
        return articles if asked is None else tuple(article for article in articles if article.id in asked)

    @property
    def status(self) -> str:
        """The verdict of the last answer in a few words; "" before there is one."""
        last = self.chat.last
        if last is None:
            return ""
        sure = f", {last.sureness}" if self.settings.confidence and last.sureness else ""
        return _STATUS.get(last.verdict, f"answered{sure}")

    @property
    def asked_back(self) -> bool:
        """Whether the last answer is a question with one choice: "Did you mean this?"."""
        last = self.chat.last
        return last is not None and len(last.suggestions) == len(self._offered) == 1

    def clear(self) -> None:
        """Forget the conversation and its list; the knowledge and the settings stay."""
        self.chat = Chat(self.bot)
        self._offered = ()

    def greet(self) -> Reply:
        """What to say before the first line: the articles, and questions to start with."""
        articles = self.bot.knowledge.articles
        names = [Segment("article", clean(f"{a.title} ({a.date})")) for a in articles[:NAMED]]
        if len(articles) > NAMED:
            names.append(Segment("item", f"and {len(articles) - NAMED} more (/articles lists them)"))
        return Reply(
            (
                Segment("text", "faqbot answers in the words of"),
                *names,
                Segment("text", "Ask a question, or pick one by its number:"),
                *self.offer(islice(_examples(articles), EXAMPLES)),
                Segment("note", "/help lists the commands, /quit leaves."),
            )
        )

    # -- questions and picks -------------------------------------------------------------------

    def ask(self, question: str) -> Reply:
        """The answer, and what may be asked instead where there is none."""
        answer = self.chat.ask(question)
        segments = answer.segments(confidence=self.settings.confidence)
        told = answer.topic is not None  # then each is offered for its own sake
        if any(part.suggestions for part in answer.parts):
            offered = ((m, m.title if told else part.question) for part in answer.parts for m in part.suggestions)
            self.offer(Offer(m.ref, clean(m.title), asked) for m, asked in offered)
        elif answer.verdict in _STATUS and (instead := self.offer(islice(self._instead(answer), EXAMPLES))):
            segments += (Segment("text", "You can ask:"), *instead)
        if answer.topic is Topic.HELP:
            segments += (Segment("note", "/help lists the commands."),)
        return Reply(segments, answer)

    def ask_or_pick(self, number: str) -> Reply:
        """The answer to digits and nothing else: a number of the last list picks from it, any other is a question.

        Where nothing answers that, it may have been meant to pick: the list stays, and the reply tells how long it is.
        """
        listed = self._offered
        if len(number) <= DIGITS and self.offered(int(number)):
            return self.pick(int(number))
        reply = self.ask(number)
        if not listed or not reply.answer or reply.answer.verdict is not Verdict.UNKNOWN:
            return reply
        self._offered = listed
        told = reply.answer.segments(confidence=self.settings.confidence)
        return replace(reply, segments=(*told, *self._no_such(number).segments))

    def pick(self, number: int) -> Reply:
        """The answer from the place of that number in the last list."""
        if not self._offered:
            return note(f"There is no list to pick {number} from: ask in words.")
        offer = self.offered(number)
        if offer is None:
            return self._no_such(str(number))
        try:
            answer = self.chat.pick(offer.ref, offer.question)
        except KnowledgeError:  # it can't be read
            raise
        except FaqbotError:  # the knowledge was loaded again since the list was shown
            return note(f"“{offer.title}” is no longer in the knowledge: ask in words.")
        return Reply((Segment("note", offer.title), *answer.segments(confidence=self.settings.confidence)), answer)

    def offered(self, number: int) -> Offer | None:
        """The line of that number in the last list, or None."""
        return self._offered[number - 1] if 1 <= number <= len(self._offered) else None

    def _no_such(self, number: str) -> Reply:
        numbers = "1" if len(self._offered) == 1 else f"1 to {len(self._offered)}"
        return note(f"There is no number {repeated(number)} in the list: pick {numbers}, or ask in words.")

    def offer(self, offers: Iterable[Offer]) -> tuple[Segment, ...]:
        """Number `offers` from 1, so that a number picks one of them, and say them."""
        self._offered = tuple(offers)
        return tuple(Segment("suggestion", offer.title, number) for number, offer in enumerate(self._offered, 1))

    def _instead(self, answer: Answer) -> Iterator[Offer]:
        """What can be asked where a question has no answer: what is near it, or what came closest and then examples."""
        absent = answer.cause is Cause.NOT_STATED
        near = [m for m in answer.matches if absent or (answer.ruling and m.ref == answer.ruling.ref)]
        yield from (Offer(match.ref, clean(match.title), match.title) for match in near)
        if not absent:
            cited = (cite for turn in self.chat.turns for cite in turn.citations)
            seen = {f"{cite.article}#{cite.entry or cite.section}" for cite in cited} | {match.ref for match in near}
            yield from (offer for offer in _examples(self.articles) if offer.ref not in seen)

    # -- knowledge -----------------------------------------------------------------------------

    def refresh(self) -> Reply:
        """Load the knowledge again where a file of it has changed; says so, or what is wrong. Else an empty reply."""
        if self._watched and self._watched.has_changed():
            return self.reload("The knowledge has changed on disk and was loaded again")
        return Reply()

    def reload(self, done: str = "The knowledge was loaded again") -> Reply:
        """Load the knowledge again. Where it is at fault the reply says how, and the old one stays.

        Args:
            done: what to say where it has worked, without the full stop.
        """
        if self._watched is None:
            return note("This knowledge comes from no file: there is nothing to load again.")
        try:
            bot = self._watched.load()
        except FaqbotError as error:
            faults = (Segment("item", clean(fault)) for fault in harmless(str(error)).splitlines())
            kept = "Until that is mended, answers come from the knowledge as it was."
            return Reply((Segment("note", "The knowledge can't be loaded again:"), *faults, Segment("note", kept)))
        self.bot = self.chat.bot = bot
        if self.chat.articles is not None and len(self.articles) < len(self.chat.articles):
            self.chat.articles = None  # an article that was asked is gone
            done = f"{done}, without the article that was asked: all are"
        return note(f"{done}: {counted(len(bot.knowledge.articles), 'article')}.")


def note(sentence: str) -> Reply:
    """A reply that is one sentence about the chat itself."""
    return Reply((Segment("note", sentence),))


def repeated(name: str) -> str:
    """A name that a person typed, as a message repeats it: fit to be shown, and not too long."""
    return cut(clean(name), SHOWN)


def offered(article: Article, parts: Iterable[Section | Entry]) -> Iterator[Offer]:
    """Parts of an article as offers, each to be read for its own title."""
    for part in parts:
        yield Offer(article.ref(part), clean(part.title), part.title)


def _examples(articles: Iterable[Article]) -> Iterator[Offer]:
    """Questions that are sure to be answered, one of each article in turn; headings where there is no FAQ."""
    return (offer for article, part in examples(articles) for offer in offered(article, [part]))
