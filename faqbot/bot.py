"""The pipeline: question -> words -> candidates -> matches -> verdict -> answer with citation."""

from __future__ import annotations

import functools
import os
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from faqbot.answering.heard import put, together
from faqbot.answering.talk import remarks
from faqbot.answering.talk.said import picked, said
from faqbot.base.files import stamp
from faqbot.base.hygiene import as_read
from faqbot.base.public import public
from faqbot.chat.chat import Chat
from faqbot.index.chosen import asked_for, chosen, encoder_of, table_of
from faqbot.index.compiled.making.opening import opened
from faqbot.knowledge import loading, refs
from faqbot.knowledge.article import Knowledge, Meaning
from faqbot.search.asking.asks import asks, one
from faqbot.search.match import Matcher

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from faqbot.answering.answers import Answer
    from faqbot.authoring.learning.teaching.lesson import Lesson
    from faqbot.chat.followup.readings import Reading
    from faqbot.index.compiled.making.compiling import Progress as Compiling
    from faqbot.index.compiled.reader import Compiled
    from faqbot.index.encoding.cache import Progress
    from faqbot.index.encoding.encoder import Encode
    from faqbot.index.index import Index
    from faqbot.log.appending import Log
    from faqbot.search.asking.aims import Aims
    from faqbot.search.asking.asks import Ask
    from faqbot.search.matches import Match

LOG: Final = "FAQBOT_LOG"  # names the log of who names none; empty: there is none
Where = str | os.PathLike[str] | None  # a file; None or "": none
Names = str | Iterable[str] | None  # of articles, each its id, its title, or the beginning of either; None: of all


@public
class Bot:
    """Answers questions about a knowledge. Immutable, and usable from many threads at once.

    A copy of it is the bot itself. One that was loaded from files pickles as where they are, and as its encoder and
    meaning: whoever unpickles it loads them again, also from another folder. One of articles in memory raises a
    TypeError.

    Args:
        articles: what to answer from.
        encoder: a function from a list of texts to a vector for each, such as a sentence-embedding model has, to
            compare questions and wordings by; None: what ships does. Vectors of the knowledge are kept in the user's
            cache folder. Where `articles` leave meaning out, it is not used.
        meaning: by what meaning is told: "words" (word vectors that ship), "encoder" (`encoder`; without it the one
            that ships, which needs numpy) or "off" (nothing). None: what $FAQBOT_MEANING says, else what `articles`
            say, else "words"; with `encoder`: by that.
        log: the file that what is asked goes into, a line for each question (`faqbot log` reads it); None or "": none.

    Raises:
        FaqbotError: the encoder fails at the knowledge, or can't be had. (Where it fails at a question, that is matched
            without it.) Or `meaning` is none of the three, or contradicts `encoder`.
    """

    __slots__ = ("_aims", "_asked", "_encode", "_knowledge", "_log", "_matcher", "_meaning", "_origin")

    def __init__(
        self, articles: Knowledge, encoder: Encode | None = None, meaning: str | None = None, log: Where = None
    ) -> None:
        self._make(articles, encoder, meaning, log)

    def _make(
        self,
        store: Knowledge | Compiled,
        encoder: Encode | None,
        meaning: str | None,
        log: Where,
        origin: _Origin | None = None,
    ) -> None:
        """Makes a bot over articles, as they are or compiled, which may be from files."""
        articles = store if isinstance(store, Knowledge) else store.knowledge
        self._knowledge = articles
        self._origin = origin  # None: the articles are in memory
        self._encode = encoder
        self._asked = asked_for(meaning, encoder)
        self._meaning = chosen(articles, self._asked, encoder) or Meaning.WORDS
        used = encoder_of(encoder, articles) if self._meaning is Meaning.ENCODER else None
        self._matcher = Matcher(store, None if self._meaning is Meaning.OFF else table_of, used)
        self._aims = _aims(self._matcher.index) if articles.articles[1:] else None
        self._log = None
        if log:
            from faqbot.log.appending import log_of  # here: most keep none

            self._log = log_of(log, store, self.files)
        if encoder:  # it may fail, and who gives one wants to know now
            self._matcher.prepare()
        remarks.read("", self._matcher.index.language)  # imports its grammar: a process forked amid that would hang

    @property
    def knowledge(self) -> Knowledge:
        """What the bot answers from."""
        return self._knowledge

    @property
    def index(self) -> Index:
        """What the search knows of `knowledge`, for faqbot's own tools: it may be another thing in the next version."""
        return self._matcher.index

    @property
    def files(self) -> tuple[str, ...]:
        """Where the files are that it was loaded from, from whatever folder; none where articles are in memory."""
        origin = self._origin
        return tuple(os.path.join(origin.folder, file) for file in origin.files) if origin else ()

    @property
    def log(self) -> Log | None:
        """What writes down what is asked, for faqbot's own tools, or None."""
        return self._log

    @property
    def unlogged(self) -> Bot:
        """The same bot, but nothing that it is asked is logged: for questions that nobody has."""
        if self._log is None:
            return self
        twin = type(self).__new__(type(self))
        for name in self.__slots__:
            setattr(twin, name, getattr(self, name) if name != "_log" else None)
        return twin

    def over(self, articles: Knowledge) -> Bot:
        """A bot as this one over what its files may come to say; nothing that it is asked is logged."""
        with loading.uncollected():
            bot = Bot(articles, self._encode, self._asked)
        bot._origin = self._origin
        return bot

    @property
    def meaning(self) -> str:
        """By what the bot tells meaning: "words", "encoder" or "off"."""
        return self._meaning

    @classmethod
    def load(
        cls,
        *paths: str | os.PathLike[str],
        encoder: Encode | None = None,
        meaning: str | Callable[[Knowledge], str | None] | None = None,
        skip_bad: bool = False,
        progress: Compiling | None = None,
        log: Where = None,
    ) -> Bot:
        """A bot over the articles at `paths`: YAML files, directories of them, files of one entry a line, or a compiled
        file (`faqbot compile`), which is opened without being read.

        Without a path: $FAQBOT_KNOWLEDGE, else ./knowledge, else the article that ships. `encoder` and `meaning` are as
        in `Bot`; meaning may also be a function of the articles that says it. `log` is as in `Bot`; None: what
        $FAQBOT_LOG names. With `skip_bad`, entries of JSON Lines,
        CSV and TSV that can't be used are left out, of which a `KnowledgeWarning` tells; without it they are an error.

        A large knowledge is compiled into the user's cache folder when it is first loaded, and opened from there as
        long as no file of it has changed. `progress` is given the steps of that and how many there are, more or less,
        and passes them on one by one. Where $FAQBOT_NO_CACHE is set, or that folder can't be used, it is loaded.

        Raises:
            KnowledgeError: a path is missing, holds no article, or an article is at fault.
            FaqbotError: as of `Bot`.
        """
        bot = cls.__new__(cls)
        with loading.uncollected():
            store, files = opened(paths, skip_bad=skip_bad, progress=progress)
            if callable(meaning):
                meaning = meaning(store if isinstance(store, Knowledge) else store.knowledge)
            log = os.environ.get(LOG) if log is None else log
            bot._make(store, encoder, meaning, log, _Origin(loading.here(), files, skip_bad))
        return bot

    def prepare(self, progress: Progress | None = None) -> None:
        """Has the knowledge encoded, where meaning is told by the encoder that ships: else the first question waits.

        A passage takes some 20 ms of one core. What has been encoded is kept in the user's cache folder.

        Args:
            progress: wraps the parts of the work and passes them on one by one, as `tqdm.tqdm` does.

        Raises:
            FaqbotError: the encoder fails: numpy is there, but can't be imported.
        """
        self._matcher.prepare(progress)

    def __copy__(self) -> Bot:
        return self

    def __deepcopy__(self, _: object) -> Bot:
        return self

    def __reduce__(self) -> tuple[Any, ...]:
        if self._origin is None:
            raise TypeError("a bot of articles in memory can't be pickled: make one in each process")
        folder, files, skip_bad = self._origin
        return self._restored, (folder, files, self._encode, self._asked, skip_bad, self._log.path if self._log else "")

    @classmethod
    def _restored(  # noqa: PLR0913, PLR0917 - as below
        cls,
        folder: str,
        files: tuple[str, ...],
        encoder: Encode | None,
        meaning: str | None = None,
        skip_bad: bool = False,  # noqa: FBT001, FBT002 - pickles hold arguments by their places
        log: str = "",
    ) -> Bot:
        """The bot that was pickled. Paths stay as they were named where that leads to them, and are absolute elsewhere.

        A process that is sent the same bot again and again, as those of a pool are, loads it once.
        """
        if folder != loading.here():
            files = tuple(os.path.join(folder, file) for file in files)
        if encoder:
            return cls.load(*files, encoder=encoder, meaning=meaning, skip_bad=skip_bad, log=log)
        return _loaded(cls.load, files, tuple(map(stamp, files)), asked_for(meaning), skip_bad, log)

    def answer(self, question: str, articles: Names = None) -> Answer:
        """The answer to `question`, cited, or a verdict that says why not. Never raises for a string.

        A question may name the article that it is put to: "in the travel guide, …", "… in Norway".

        What asks the bot rather than its articles ("what is this about?", "thanks") is `told` in the bot's own
        words, unless an article plainly has an answer to that.

        Only the first 1,000 characters of a question are read; where it has more, the answer is `truncated`. A text may
        tell something beside what it asks, and ask several questions: the answers to the others are the `rest`.

        Args:
            question: what is asked.
            articles: names of articles, by id, title or the beginning of either, or one name: only these are asked,
                and nothing is offered from others. None: all are.

        Raises:
            TypeError: the question is no string, or a name is none.
            FaqbotError: no article has such a name, or several have.
        """
        found = self._answers(question, articles)
        if self._log:
            self._log.asked(found)
        return found

    def _answers(self, question: str, articles: Names) -> Answer:
        """The answer to a text."""
        text, given = as_read(question), self._named(articles)
        asked = asks(text, self._matcher.index.language)
        if len(asked) == 1:
            return self._answer(question, asked[0], text, given)
        whole = self._answer(question, one(asked), text, given)
        return together(whole, [self._answer(ask.text, ask, ask.full or ask.text, given) for ask in asked])

    def _named(self, articles: Names) -> frozenset[str] | None:
        return None if articles is None else frozenset(refs.articles(self._knowledge, articles))

    def _answer(self, question: str, ask: Ask, text: str, given: frozenset[str] | None) -> Answer:
        """The answer to one question, as it was asked, as what of it asks, and as what it was asked in."""
        heard = put(ask, text, self._matcher, self._aims, given)
        return said(question, heard, self._matcher, self._knowledge)

    def pick(self, ref: str, question: str) -> Answer:
        """The answer to `question` from the place that a person chose, so with confidence 1.

        Args:
            ref: the section or entry, as in `Match.ref`.
            question: what was asked; it decides which sentence is quoted.

        Raises:
            FaqbotError: the knowledge has no such place.
            TypeError: one of the two is no string.
        """
        return picked(ref, question, self._matcher)

    def chat(self, articles: Names = None) -> Chat:
        """A new conversation, in which a question may lean on the one before it; `articles` as of `answer`."""
        return Chat(self, None if articles is None else refs.articles(self._knowledge, articles))

    def readings(self, question: str, before: str) -> tuple[Reading, ...]:
        """What `question` may mean in full after the question `before`; none where it leaves nothing out, or asks the
        bot by words that ask no article.

        Raises:
            TypeError: one of the two is no string.
        """
        from faqbot.chat.followup import meant  # here: a single question has none before it

        return meant.readings(question, before, self._matcher, self._aims)

    def answer_many(
        self, questions: Iterable[str], articles: Names = None, *, jobs: int = 1, dask: Any = None
    ) -> Iterator[Answer]:
        """The answers, in order, each made when it is asked for.

        A bot of files may have other processes answer, by itself or on a cluster: each loads the files once. Then some
        questions are taken ahead of the answers that are handed out, never many, so that the memory stays the same.

        Args:
            questions: they.
            articles: as of `answer`.
            jobs: how many processes of this machine answer; 0: one for each processor. They are started as
                `multiprocessing` starts them by "spawn": a script does so below `if __name__ == "__main__":`.
            dask: the address of the scheduler of a Dask cluster that answers in their place, or a client of it (extra
                `dask`). All of it has this version of faqbot, and the same files at the same place.

        Raises:
            TypeError: one text is given in place of several; or, when it is its turn, a question is no string; or
                others are to answer, and the bot is one of articles in memory.
            FaqbotError: when answers are asked for: processes died over the same questions, the cluster can't be used.
        """
        if isinstance(questions, (str, bytes)):
            raise TypeError("answer_many takes several questions: put the one into a list, or ask answer()")
        named = None if articles is None else refs.articles(self._knowledge, articles)
        if jobs == 1 and dask is None:
            return (self.answer(question, named) for question in questions)
        from faqbot.batch import many  # here: one process needs nothing of it

        hands = many.Hands(jobs, dask, self.files)
        return many.made(functools.partial(self.answer, articles=named), questions, hands)

    def teach(self, question: str, ref: str, *, golden: str | None = None, dry_run: bool = False) -> Lesson:
        """Makes a question a wording of an FAQ entry or a section, in its YAML file, with a golden case for it.

        The bot itself stays as it is: load it again. `faqbot teach --undo` takes the lesson back.

        Args:
            question: in a reader's words.
            ref: the place that it belongs to: its id, `article#id`, or how either begins.
            golden: the golden file that gets the case; None: that of the article, beside it.
            dry_run: to write nothing.

        Raises:
            FaqbotError: a golden case or the wording of another place would be lost by it, or it leads there already
                (`RefusedError`, with `flips`); the place is none; or a file can't be used or written.
        """
        from faqbot.authoring.learning.teaching.teacher import taught  # here, and above: who answers needs none of it

        return taught(self, question, ref, golden=golden, dry_run=dry_run)

    def search(self, question: str, limit: int = 5, articles: Names = None) -> tuple[Match, ...]:
        """The best `limit` matches, best first; ties end in the ref, so the order is always the same.

        `articles` are as of `answer`, and so is what is raised.
        """
        matcher = self._matcher
        asked = matcher.read(question)
        found = matcher.ranked(asked, limit, self._named(articles))
        return tuple(matcher.match(asked, scored) for scored in found[: max(limit, 0)])


@functools.lru_cache(maxsize=1)
def _loaded(
    load: Callable[..., Bot],
    files: tuple[str, ...],
    _stamps: tuple[object, ...],
    meaning: Meaning | None,
    skip_bad: bool,  # noqa: FBT001 - it is cached by what it is given
    log: str,
) -> Bot:
    return load(*files, meaning=meaning, skip_bad=skip_bad, log=log)


class _Origin(NamedTuple):
    """Where the articles of a bot are: the files, the folder that their names are relative to, what is left out."""

    folder: str
    files: tuple[str, ...]
    skip_bad: bool


def _aims(index: Index) -> Aims:
    from faqbot.search.asking.aims import Aims  # here: 3 ms that a knowledge of one article need not pay

    return Aims(index)


@functools.lru_cache(maxsize=1)
def _bot(path: str, _folder: str, meaning: Meaning | None) -> Bot:  # elsewhere a relative path means another file
    return Bot.load(path, meaning=meaning)


@public
def answer(question: str) -> Answer:
    """The answer over the default knowledge, which is loaded at the first call and kept.

    Raises:
        KnowledgeError: the default knowledge can't be used.
        FaqbotError: what $FAQBOT_MEANING or an article asks for can't be had.
        TypeError: the question is no string.
    """
    path = os.fspath(loading.default_path())
    return _bot(path, "" if os.path.isabs(path) else loading.here(), asked_for(None)).answer(question)
