"""The pipeline: question -> words -> candidates -> matches -> verdict -> answer with citation."""

from __future__ import annotations

import functools
import gc
import os
import warnings
from typing import TYPE_CHECKING, Any, Final

from faqbot.answering.answers import Answer, Cause, Verdict
from faqbot.answering.citing.cite import cite
from faqbot.answering.heard import hear, together
from faqbot.answering.reason import why
from faqbot.answering.talk import remarks, told
from faqbot.base.errors import FaqbotError
from faqbot.base.files import stamp
from faqbot.base.hygiene import as_read, clean, is_truncated
from faqbot.base.public import public
from faqbot.chat.chat import Chat
from faqbot.index.vectors import Table
from faqbot.knowledge import loading
from faqbot.search.asking.asks import asks, one
from faqbot.search.match import Matcher

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from faqbot.chat.followup.readings import Reading
    from faqbot.index.encoder import Encode, Encoder
    from faqbot.knowledge.article import Knowledge
    from faqbot.search.asking.asks import Ask
    from faqbot.search.matches import Match

MATCHES: Final = 5  # how many matches an answer shows behind its verdict, beside the one that was judged


@public
class Bot:
    """Answers questions about a knowledge. Immutable, and usable from many threads at once.

    A copy of it is the bot itself. One that was loaded from files pickles as where they are, and as its encoder:
    whoever unpickles it loads them again, also from another folder. One of articles in memory raises a TypeError.

    Args:
        articles: what to answer from.
        encoder: a function from a list of texts to a vector for each, such as a sentence-embedding model has, to
            compare questions and wordings by; None: word vectors that ship do. Vectors of the knowledge are kept in
            the user's cache folder. Where `articles` leave meaning out, it is not used.

    Raises:
        FaqbotError: the encoder fails at the knowledge. (Where it fails at a question, that is matched without it.)
    """

    __slots__ = ("_encode", "_folder", "_knowledge", "_matcher")

    def __init__(self, articles: Knowledge, encoder: Encode | None = None) -> None:
        self._knowledge = articles
        self._encode = encoder
        self._folder: str | None = None  # where the paths of the articles are relative to; None: they are in memory
        meant = all(article.meaning for article in articles.articles)
        self._matcher = Matcher(articles, _table if meant else None, _encoder(encoder) if encoder and meant else None)
        remarks.read("", self._matcher.index.language)  # imports its grammar: a process forked amid that would hang

    @property
    def knowledge(self) -> Knowledge:
        """What the bot answers from."""
        return self._knowledge

    @classmethod
    def load(cls, *paths: str | os.PathLike[str], encoder: Encode | None = None) -> Bot:
        """A bot over the articles at `paths`: YAML files, or directories of them.

        Without a path: $FAQBOT_KNOWLEDGE, else ./knowledge, else the article that ships. `encoder` is as in `Bot`.

        Raises:
            KnowledgeError: a path is missing, holds no article, or an article is at fault.
            FaqbotError: the encoder fails.
        """
        collecting = gc.isenabled()
        gc.disable()  # nothing made here is garbage; looking for some takes half the time of a large knowledge
        try:
            bot = cls(loading.load(*paths), encoder)
        finally:
            if collecting:
                gc.enable()
        bot._folder = _folder()
        return bot

    def __copy__(self) -> Bot:
        return self

    def __deepcopy__(self, _: object) -> Bot:
        return self

    def __reduce__(self) -> tuple[Any, ...]:
        if self._folder is None:
            raise TypeError("a bot of articles in memory can't be pickled: make one in each process")
        files = tuple(article.path for article in self._knowledge.articles)
        return self._restored, (self._folder, files, self._encode)

    @classmethod
    def _restored(cls, folder: str, files: tuple[str, ...], encoder: Encode | None) -> Bot:
        """The bot that was pickled. Paths stay as they were named where that leads to them, and are absolute elsewhere.

        A process that is sent the same bot again and again, as those of a pool are, loads it once.
        """
        if folder != _folder():
            files = tuple(os.path.join(folder, file) for file in files)
        return cls.load(*files, encoder=encoder) if encoder else _loaded(cls.load, files, tuple(map(stamp, files)))

    def answer(self, question: str) -> Answer:
        """The answer to `question`, cited, or a verdict that says why not. Never raises for a string.

        What asks the bot rather than its articles ("what is this about?", "thanks") is `told` in the bot's own
        words, unless an article plainly has an answer to that.

        Only the first 1,000 characters of a question are read; where it has more, the answer is `truncated`. A text may
        tell something beside what it asks, and ask several questions: the answers to the others are the `rest`.

        Raises:
            TypeError: the question is no string.
        """
        asked = asks(as_read(question), self._matcher.index.language)
        if len(asked) == 1:
            return self._answer(question, asked[0])
        return together(self._answer(question, one(asked)), [self._answer(ask.text, ask) for ask in asked])

    def _answer(self, question: str, ask: Ask) -> Answer:
        """The answer to one question, as it was asked and as what of it asks."""
        matcher = self._matcher
        heard = hear(ask, matcher)
        asked, ranked, decision = heard.question, list(heard.ranked), heard.decision
        chosen, answering = decision.chosen, decision.verdict is Verdict.ANSWERED
        cited = cite(asked, chosen, matcher) if chosen else None
        answered = cited if answering else None
        shown = ranked[:MATCHES]
        shown += [chosen] if chosen and chosen not in shown else []
        matches = {s: matcher.match(asked, s) for s in dict.fromkeys((*shown, *decision.suggestions, *decision.also))}
        found = Answer(
            question=question,
            verdict=decision.verdict,
            text=answered.text if answered else "",
            citation=answered.citation if answered else None,
            confidence=decision.confidence,
            suggestions=tuple(map(matches.__getitem__, decision.suggestions)),
            also=tuple(map(matches.__getitem__, decision.also)),
            reason=why(asked, decision, matcher),
            matches=tuple(map(matches.__getitem__, shown)),
            closest=cited.citation if cited and not answered else None,
            cause=decision.cause,
            ruling=decision.ruling,
            truncated=is_truncated(question),
        )
        return told.instead(found, matcher, self._knowledge.articles) or found

    def pick(self, ref: str, question: str) -> Answer:
        """The answer to `question` from the place that a person chose, so with confidence 1.

        Args:
            ref: the section or entry, as in `Match.ref`.
            question: what was asked; it decides which sentence is quoted.

        Raises:
            FaqbotError: the knowledge has no such place.
            TypeError: one of the two is no string.
        """
        if not isinstance(ref, str):
            raise TypeError(f"a ref is a text (str), not {type(ref).__name__}")
        matcher = self._matcher
        if ref not in matcher.index.numbers:
            raise FaqbotError(f"the knowledge has no “{clean(ref)}”: a ref is article-id#section-or-entry-id")
        asked = matcher.read(question)
        scored = matcher.score(asked, matcher.index.numbers[ref])
        cited = cite(asked, scored, matcher)
        match = matcher.match(asked, scored)
        reason = f"“{clean(match.title)}” was picked."
        return Answer(
            question=question,
            verdict=Verdict.ANSWERED,
            text=cited.text,
            citation=cited.citation,
            confidence=1.0,
            suggestions=(),
            reason=reason,
            matches=(match,),
            closest=None,
            cause=Cause.PICKED,
            ruling=None,
            truncated=is_truncated(question),
        )

    def chat(self) -> Chat:
        """A new conversation, in which a question may lean on the one before it."""
        return Chat(self)

    def readings(self, question: str, before: str) -> tuple[Reading, ...]:
        """What `question` may mean in full after the question `before`; none where it leaves nothing out, or asks the
        bot by words that ask no article.

        Raises:
            TypeError: one of the two is no string.
        """
        matcher = self._matcher
        question, before = clean(as_read(question)), clean(as_read(before))
        remark = remarks.read(question, matcher.index.language)
        if remark and not remark.loose:
            return ()
        before = asks(before, matcher.index.language)[-1].text  # of several questions the last is on one's mind
        from faqbot.chat.followup import readings  # here: a single question has none before it

        return readings.readings(question, before, matcher.index.language, matcher)

    def answer_many(self, questions: Iterable[str]) -> Iterator[Answer]:
        """The answers, in order, each made when it is asked for.

        Raises:
            TypeError: one text is given in place of several; or, when it is its turn, a question is no string.
        """
        if isinstance(questions, (str, bytes)):
            raise TypeError("answer_many takes several questions: put the one into a list, or ask answer()")
        return map(self.answer, questions)

    def search(self, question: str, limit: int = 5) -> tuple[Match, ...]:
        """The best `limit` matches, best first; ties end in the ref, so the order is always the same.

        Raises:
            TypeError: the question is no string.
        """
        matcher = self._matcher
        asked = matcher.read(question)
        return tuple(matcher.match(asked, scored) for scored in matcher.ranked(asked, limit)[: max(limit, 0)])


@functools.lru_cache(maxsize=1)
def _loaded(load: Callable[..., Bot], files: tuple[str, ...], _stamps: tuple[object, ...]) -> Bot:
    return load(*files)


def _encoder(function: Encode) -> Encoder:
    from faqbot.index.encoder import Encoder  # here: most bots have none

    return Encoder(function)


@functools.lru_cache(maxsize=1)
def _table(path: str) -> Table | None:
    """The word vectors of a file, which every bot shares; None, with a warning, where they can't be used."""
    try:
        return Table(path)
    except FaqbotError as error:
        warnings.warn(f"{error} Until then questions are matched without meaning.", stacklevel=4)
        return None


@functools.lru_cache(maxsize=1)
def _bot(path: str, _folder: str) -> Bot:  # in another folder a relative path means another file
    return Bot.load(path)


@public
def answer(question: str) -> Answer:
    """The answer over the default knowledge, which is loaded at the first call and kept.

    Raises:
        KnowledgeError: the default knowledge can't be used.
        TypeError: the question is no string.
    """
    path = os.fspath(loading.default_path())
    return _bot(path, "" if os.path.isabs(path) else _folder()).answer(question)


def _folder() -> str:
    try:
        return os.getcwd()
    except OSError:  # it was deleted; what is missing in it is told by whoever looks for it
        return ""
