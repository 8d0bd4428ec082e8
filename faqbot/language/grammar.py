"""What the rules of a language are about, as data: what questions stand in, how they lean, how lines chat.

The values are in a module for each language.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from faqbot.base.public import public
from faqbot.base.values import StrEnum, dataclass

if TYPE_CHECKING:
    import re
    from collections.abc import Mapping

Words = frozenset[str]


# A phrase by its words in order, each one of those that may stand there.
Phrase = tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Documents:
    """How documents in a language are put together.

    Attributes:
        question: words that label a question, beside "Q".
        answer: words that label an answer, beside "A".
        lists: patterns of what in a short heading says that questions follow, beside "FAQ" and "Q&A", in any case.
        contents: patterns of what heads a table of contents, as a whole.
        notes: patterns of what a document says of itself, as a whole: that sources are pending, when it was updated.
    """

    question: tuple[str, ...] = ()
    answer: tuple[str, ...] = ()
    lists: tuple[str, ...] = ()
    contents: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Aiming:
    """How a question says which article it is put to: "in the travel guide, …", "according to …", "… in Norway".

    Attributes:
        plain: phrases before a name which say that an article is asked.
        places: words before one that say where something is so, maybe in an article.
        telling: what stands before a name and behind it where it is asked what the article says.
        documents: nouns for an article, which may stand beside its name: guide, policy …
        determiners: words before the name: the, your …
        joints: words between two names.
        numbered: nouns for what has a number, by their stems: version …
        inside: what stands before a name that is put behind a question.
    """

    plain: tuple[Phrase, ...]
    places: Words
    telling: tuple[tuple[Phrase, ...], Words]
    documents: Words
    determiners: Words
    joints: Words
    numbered: Words
    inside: str


@dataclass(frozen=True, slots=True, eq=False)
class Framing:
    """What a question stands in: how its clause begins to ask, and the phrases around it that say nothing of it.

    Attributes:
        asking: phrases that a question follows: could you tell me, I was wondering …
        greetings: phrases in front that neither ask nor tell.
        closings: the same behind.
        fillers: words that may stand within any of them.
        into: words between such a phrase and the question: whether, about …
        joints: words that join one clause to another: and, but …
        subordinators: words by which a clause leans on the one behind it: since, if …
        words_of_question: who, what, when …
        subject_questions: those that may ask for the subject, so that their verb comes next.
        contracted: question words with their verb written to them: what's …
        relative: those of either that may begin a clause about the word before as well.
        measures: what stands behind "how", and says nothing of the subject.
        auxiliaries: is, did, can …
        inverting: those that stand before their subject only in questions.
        requesting: those that begin a request, or go on with a verb, as well: have, do.
        tellers: words by which one begins to tell of oneself: I, we, my …
        subjects: words that are a subject wherever they stand behind an auxiliary: I, they …
        determined: words that begin one: the, my, there …
        pronouns: words that stand for a thing or person said before: it, they …
        pointing: words that do so at the end of a clause: that, one …
        aiming: how a question says which article it is put to.
        clausal: words that make a clause of some: what has none of them is keywords.
    """

    asking: tuple[Phrase, ...]
    greetings: tuple[Phrase, ...]
    closings: tuple[Phrase, ...]
    fillers: Words
    into: Words
    joints: Words
    subordinators: Words
    words_of_question: Words
    subject_questions: Words
    contracted: Words
    relative: Words
    measures: Words
    auxiliaries: Words
    inverting: Words
    requesting: Words
    tellers: Words
    subjects: Words
    determined: Words
    pronouns: Words
    pointing: Words
    aiming: Aiming
    clausal: Words = frozenset()


@dataclass(frozen=True, slots=True, eq=False)
class FollowUps:
    """The closed classes by which a short question leans on the one before it.

    Attributes:
        contracted: a question word with its verb written to it ("who's"), the word as group 1, and the verb.
        words_of_question: who, what, when …
        auxiliaries: is, did, can …
        orders: what begins a request: tell, show …
        measures: what stands behind "how".
        lasting: in "how long did it last".
        leads: what only ties a question to the one before it: and, but …
        about: the same in two words: what about …
        prepositions: in, on …
        determiners: the, those, my …
        indefinite: of these, what brings up a thing that wasn't spoken of: a, any …
        definite: of these, what points to one that was: the.
        articles: the two forms of the indefinite article, before a consonant and before a vowel, and the vowels.
        single: determiners of one thing: a, this …
        several: determiners of more, which stand last in what counts: many, those …
        speakers: I, you …
        conditions: what follows these is no part of a question, but a clause.
        too: too, either …
        person: pronouns for a person.
        many: pronouns for several.
        one: pronouns for one thing.
        instead: what stands for a noun alone: one, ones.
        event: pronouns that may stand for all that was said.
        there: pronouns for a place.
        inside: what stands before a place, and before one that somebody goes to, with the verbs of that.
        possessive: his, its …
        owner: how a noun is written that owns what comes next: after an "s" and after another letter.
        owned: what that adds to a noun.
        done: have, had …
        do: do, did …
        be: is, were …
        agreeing: a verb that frames a question, for several, and for one: are – is.
        plural: nouns that stand for several.
        participle: what is done to something: "released".
        states: what something is said to be, behind "is", with participles: open, possible …
        no: what turns a question round: not.
        subjects: question words that may be followed by their verb.
        who: question words for a person.
        where: question words for a place.
        counting: question words that a noun may follow: which, what …
        degree: the question word that a measure follows: how.
        intensive: what stands before an adjective: so, very …
        quantities: measures that a noun may follow: many, much.
        of: the preposition between a part and its whole.
        joining: prepositions between a noun and one that tells which: of, for.
        doers: who may do what comes next: I, you, to …
        at_all: what asks what all this is about.
        dummy: where "it" stands for nothing.
    """

    contracted: tuple[re.Pattern[str], str]
    words_of_question: Words
    auxiliaries: Words
    orders: Words
    measures: Words
    lasting: Words
    leads: Words
    about: frozenset[tuple[str, str]]
    prepositions: Words
    determiners: Words
    indefinite: Words
    definite: str
    articles: tuple[str, str, str]
    single: Words
    several: Words
    speakers: Words
    conditions: Words
    too: Words
    person: Words
    many: Words
    one: Words
    instead: Words
    event: Words
    there: Words
    inside: tuple[str, str, Words]
    possessive: Words
    owner: tuple[str, str]
    owned: re.Pattern[str]
    done: Words
    do: Words
    be: Words
    agreeing: Mapping[str, str]
    plural: re.Pattern[str]
    participle: re.Pattern[str]
    states: re.Pattern[str]
    no: Words
    subjects: Words
    who: Words
    where: Words
    counting: Words
    degree: str
    intensive: Words
    quantities: Words
    of: str
    joining: Words
    doers: Words
    at_all: re.Pattern[str]
    dummy: re.Pattern[str]

    @property
    def naming(self) -> Words:
        """Behind a pronoun that may stand for all that was said, these tell that it stands for a thing."""
        return self.instead | self.lasting

    @property
    def pronouns(self) -> Words:
        """Words that stand for something said before."""
        return self.person | self.many | self.one | self.instead | self.there


@dataclass(frozen=True, slots=True, eq=False)
class Contrasts:
    """What tells two texts apart that are alike otherwise.

    Attributes:
        sides: pairs of opposites, each the words of one side and of the other, in base form; a verb and its particle
            are joined by a hyphen.
        turning: what stands at the start of a word and makes it its opposite.
        into: particles by another form of theirs.
        numbers: words for numbers, and the number.
        endings: what is written to the figures of an ordinal.
        sorts: words of one sort, of which one is no other: the days of the week.
        bounds: words near to a number that make it a bound, within which others are.
        spanning: words for several of a sort at once.
        ranging: words between the ends of a range.
        speakers: words for those who tell of themselves.
        auxiliaries: verbs that stand before these where they ask rather than tell.
        asking: words of which one opens what asks.
        carrying: words between a "not" and the word that it turns round.
        wishing: those of them that make a wish of it.
        aiming: those of them behind which a wish has its verb.
        ordering: all that may stand before an order.
        forbidding: the words that are a "not" in an order.
        choosing: words that open a question about whom or what it is so of.
        lacking: words that are a "not" of a thing.
        obliging: words by which a text tells of what must be, and so of what is not so without it.
        answers: words that begin an answer by all of it: yes, no.
        units: words that count time, and how many days each is.
    """

    sides: tuple[tuple[Words, Words], ...]
    turning: tuple[str, ...]
    into: Mapping[str, str]
    numbers: Mapping[str, int]
    endings: Words
    sorts: tuple[Words, ...]
    bounds: Words
    spanning: Words
    ranging: Words
    speakers: Words
    auxiliaries: Words
    asking: Words
    carrying: Words
    wishing: Words
    aiming: Words
    ordering: Words
    forbidding: Words
    choosing: Words
    lacking: Words
    obliging: Words
    answers: Words
    units: Mapping[str, float]


@public
class Topic(StrEnum):
    """What a line is about that asks the bot rather than its articles."""

    ABOUT = "about"  # what the articles are about
    DATE = "date"  # when they were published
    SOURCES = "sources"  # where they come from
    AUTHOR = "author"  # who wrote them
    HELP = "help"  # what can be asked
    BOT = "bot"  # who the bot is
    SURE = "sure"  # how sure the last answer is
    EVIDENCE = "evidence"  # where the last answer stands
    REPEAT = "repeat"  # the last answer once more
    ASKED = "asked"  # the last question
    BYE = "bye"
    THANKS = "thanks"
    HELLO = "hello"
    ASSENT = "assent"  # "ok": heard, and nothing asked


@dataclass(frozen=True, slots=True, eq=False)
class Talk:
    """What people say to a bot that is no question to its articles, as patterns, one a line.

    A pattern stands for a whole line: words in lower case and without punctuation, "is|was" for one of two, "all?" for
    a word that may be left out, "<this>" for one of the patterns of that slot.

    Attributes:
        plain: what can mean nothing else, by topic; of two topics the first counts.
        loose: what an article may be asked by the same words, by topic.
        slots: what stands for a part of a line, by its name; "before" and "after" may stand around every line, any
            number of times.
        short: words that are others written short ("whats"), and those.
        endings: endings after an apostrophe, and the word that each is.
    """

    plain: Mapping[Topic, str]
    loose: Mapping[Topic, str]
    slots: Mapping[str, str]
    short: Mapping[str, str]
    endings: Mapping[str, str]


@dataclass(frozen=True, slots=True, eq=False)
class Drafting:
    """By what those who write texts are told of what is unfinished in them, or stated otherwise elsewhere.

    Attributes:
        placeholders: what stands where something is still to be written.
        days: the days of the week, in order.
        months: the months, in order.
        shortened: what is written for these in short, and the word.
        doubtful: those of all these that are other words too, unless a number stands beside them.
        spanning: words for several days at once.
        numbers: words that state numbers, and those.
        scales: words behind a number that multiply it, and by what.
        halves: what is written behind an hour before noon, and after it.
        units: how many of the second make one of the third.
    """

    placeholders: re.Pattern[str]
    days: tuple[str, ...]
    months: tuple[str, ...]
    shortened: Mapping[str, str]
    doubtful: Words
    spanning: Words
    numbers: Mapping[str, tuple[float, ...]]
    scales: Mapping[str, float]
    halves: tuple[str, str]
    units: tuple[tuple[int, str, str], ...]


@dataclass(frozen=True, slots=True, eq=False)
class Perturbing:
    """How a question is put in other words, and by which words it is turned into another question.

    Attributes:
        polite: what stands before a question that opens by a word that asks, which goes on in a small letter.
        greetings: what stands before any other text.
        contexts: sentences that tell of nothing, which may stand before any question.
        names: names of one kind each: all forms of a name, the one to write first.
        strangers: names that nothing has, of no kind.
        roles: words of which one names who does what another is done to, or something else of the same kind.
        denied: auxiliaries and other words, and each with a "not".
        allowed: words with a "not", and each without.
    """

    polite: tuple[str, ...]
    greetings: tuple[str, ...]
    contexts: tuple[str, ...]
    names: tuple[tuple[tuple[str, ...], ...], ...]
    strangers: tuple[str, ...]
    roles: tuple[tuple[str, ...], ...]
    denied: Mapping[str, str]
    allowed: Mapping[str, str]
