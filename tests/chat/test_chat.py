"""A conversation from Python: what it keeps, and when a question is read with the one before it."""

from __future__ import annotations

from dataclasses import replace

import pytest
import samples
from checkout import SHIPPED, TESTS
from samples import section

import faqbot
from faqbot.answering.answers import SURE, Answer, Cause, Verdict
from faqbot.base.errors import FaqbotError
from faqbot.bot import Bot
from faqbot.chat.chat import KEPT, Chat
from faqbot.chat.followup.readings import Reading
from faqbot.knowledge.article import Knowledge


@pytest.fixture(scope="module")
def bot() -> Bot:
    return Bot.load(SHIPPED)


@pytest.fixture(scope="module")
def museum() -> Bot:
    return Bot.load(TESTS / "bench" / "articles" / "museum.yaml")


def test_a_question_is_read_with_the_one_before(bot: Bot) -> None:
    """A question that leaves something out is asked in full, and the answer says so."""
    chat = bot.chat()
    assert chat.ask("how many hostages were released?").asked_as is None
    answer = chat.ask("and prisoners?")
    assert answer.question == "and prisoners?" and answer.asked_as == "how many prisoners were released"
    assert answer.citation and answer.citation.section == "temporary-truce"


def test_a_full_question_is_the_same_in_every_conversation(bot: Bot) -> None:
    """A question that stands by itself gets the answer that it gets alone."""
    chat = bot.chat()
    chat.ask("how many hostages were released?")
    question = "What role does Qatar play in the talks?"
    assert chat.ask(question) == bot.answer(question)


def test_the_first_question_is_taken_as_it_is(bot: Bot) -> None:
    """Where there is none before it, a fragment stands alone."""
    assert bot.chat().ask("and prisoners?") == bot.answer("and prisoners?")


def test_two_conversations_know_nothing_of_each_other(bot: Bot) -> None:
    """Each conversation has its own context."""
    one, other = bot.chat(), bot.chat()
    one.ask("how many hostages were released?")
    assert other.ask("and prisoners?").asked_as is None and other.turns[0].question == "and prisoners?"


def test_a_carried_question_is_carried_on(bot: Bot) -> None:
    """A second fragment leans on the question in full, not on the first fragment."""
    chat = bot.chat()
    chat.ask("how many hostages were released?")
    chat.ask("and prisoners?")
    assert "prisoners" in (chat.ask("when?").asked_as or "")


def test_of_several_questions_the_last_is_leaned_on(museum: Bot) -> None:
    """What leaves something out behind a text of several questions leans on the last, whichever was answered first."""
    chat = museum.chat()
    assert chat.ask("When do you open and how much is an adult ticket?").rest
    answer = chat.ask("and for children?")
    assert answer.asked_as == "how much is an adult ticket for children"
    assert answer.citation and answer.citation.section == "tickets"


def test_what_says_nothing_is_passed_over(bot: Bot) -> None:
    """A remark between two questions does not cut the thread."""
    chat = bot.chat()
    chat.ask("how many hostages were released?")
    chat.ask("ok thanks")
    assert chat.ask("and prisoners?").asked_as == "how many prisoners were released"


def test_a_pick_is_a_turn(bot: Bot) -> None:
    """A place that a person chose is the last answer, and is leaned on."""
    chat = bot.chat()
    chat.pick("ceasefire-talks#temporary-truce", "how many hostages were released?")
    assert chat.last and chat.last.cause is Cause.PICKED
    assert chat.ask("and prisoners?").asked_as


def test_an_unknown_pick_changes_nothing(bot: Bot) -> None:
    """A place that is not there raises, and the conversation is as it was."""
    chat = bot.chat()
    with pytest.raises(FaqbotError, match="has no “x#y”"):
        chat.pick("x#y", "?")
    assert chat.turns == () and chat.last is None


@pytest.mark.parametrize(
    "question", ["", " ", "?", "…", "\x00", "\ud800", "and " * 3_000, "why? " * 500, "it it it it"]
)
def test_no_question_breaks_a_conversation(question: str, bot: Bot) -> None:
    """Any string gets an answer, also after any other."""
    chat = bot.chat()
    chat.ask("Who brokered the November truce?")
    assert chat.ask(question).question == question
    assert chat.ask("and when?").question == "and when?"


@pytest.fixture(scope="module")
def club() -> Bot:
    return samples.bot(
        section("The boathouse", "The boathouse has a slate roof and two halls. The café in it is run by volunteers."),
        section("Prices", "Lessons cost 25 euros each. A locker costs 9 euros a month."),
        section(
            "The river test", "The river test is a swim of 100 metres. The coach Jan Devries holds it every month."
        ),
        section("Boats", "The eights are kept in the long hall. They may be borrowed by members."),
    )


@pytest.mark.parametrize(
    ("before", "question", "asked_as"),
    [
        ("where are the eights kept", "how much do they cost", "how much do the eights cost"),
        ("where is the café", "what does it cost", "what does the café cost"),
    ],
)
def test_a_pronoun_is_not_answered_from_elsewhere(before: str, question: str, asked_as: str, club: Bot) -> None:
    """What would answer a question by itself, but says nothing of what its pronoun stands for, does not answer it."""
    chat = club.chat()
    chat.ask(before)
    assert club.answer(question).citation
    answer = chat.ask(question)
    assert answer.citation is None and answer.asked_as == asked_as


def test_what_was_answered_by_itself_is_leaned_on_in_full(club: Bot) -> None:
    """After a question with a pronoun that was answered as it stood, a pronoun stands for the same."""
    chat = club.chat()
    chat.ask("where are the eights kept")
    assert chat.ask("can members borrow them").asked_as is None
    assert chat.ask("how heavy are they").asked_as == "how heavy are the eights"


class Yes:
    """Answers everything with itself, and has nothing to carry over."""

    knowledge = Knowledge(())
    log = None

    @property
    def unlogged(self) -> Yes:
        return self

    def answer(self, question: str, articles: object = None) -> Answer:
        return Answer(question, Verdict.ANSWERED, question, None, 1.0, (), "", ())

    def pick(self, ref: str, question: str) -> Answer:
        return self.answer(question)

    def readings(self, question: str, before: str) -> tuple[Reading, ...]:
        return ()


def test_a_long_conversation_keeps_its_last_turns() -> None:
    """A conversation that runs for days does not fill the memory."""
    chat = Chat(Yes())
    for number in range(KEPT + 5):
        chat.ask(str(number))
    assert len(chat.turns) == KEPT and chat.turns[0].question == "5" and chat.last == chat.turns[-1]


class Leaning(Yes):
    """Is as sure as told of a question by itself, and knows nothing of the only thing that it may mean in full."""

    def __init__(self, confidence: float) -> None:
        self.confidence = confidence

    def answer(self, question: str, articles: object = None) -> Answer:
        if question == "in full":
            return Answer(question, Verdict.UNKNOWN, "", None, 0.0, (), "", ())
        return replace(super().answer(question), confidence=self.confidence)

    def readings(self, question: str, before: str) -> tuple[Reading, ...]:
        return (Reading("in full", frozenset(), marked=True, firm=True),)


@pytest.mark.parametrize(("confidence", "asked_as"), [(SURE, None), (SURE - 0.01, "in full")])
def test_what_is_surely_answered_by_itself_is_not_given_up_for_silence(confidence: float, asked_as: str | None) -> None:
    """Where all that a question may mean in full has no answer, a sure one to the question as it stands is given."""
    chat = Chat(Leaning(confidence))
    chat.ask("first")
    assert chat.ask("what about it").asked_as == asked_as


class Several(Yes):
    """Has a text in full that asks two questions."""

    def answer(self, question: str, articles: object = None) -> Answer:
        if question != "one in full and two":
            return Answer(question, Verdict.UNKNOWN, "", None, 0.0, (), "", ())
        return replace(super().answer(question), asked_as="one in full", rest=(super().answer("two"),))

    def readings(self, question: str, before: str) -> tuple[Reading, ...]:
        return (Reading("one in full and two", frozenset(), marked=True),) if question == "one and two" else ()


def test_of_several_questions_in_full_each_keeps_its_own_words() -> None:
    """Where several questions are read with the one before, what answers the first stands under that one only."""
    chat = Chat(Several())
    chat.pick("first", "first")
    answer = chat.ask("one and two")
    assert answer.question == "one and two" and answer.asked_as == "one in full"


def test_the_chat_is_public() -> None:
    """The class of a conversation has a public name, to be named in annotations."""
    assert faqbot.Chat is Chat
