"""What the bot says of its last answer, and that talk changes nothing for what is asked after it."""

from __future__ import annotations

import pytest
from checkout import SHIPPED
from samples import bot as small
from samples import entry

from faqbot.answering.answers import Answer, Verdict
from faqbot.bot import Bot
from faqbot.chat.chat import Chat
from faqbot.language.grammar import Topic

FREED = "how many hostages were released?"


@pytest.fixture(scope="module")
def bot() -> Bot:
    return Bot.load(SHIPPED)


@pytest.fixture
def chat(bot: Bot) -> Chat:
    return bot.chat()


def told(chat: Chat, line: str) -> Answer:
    """What is said to a line, which must be the bot's own words."""
    answer = chat.ask(line)
    assert answer.verdict is Verdict.TOLD and answer.citation is None and answer.text == ""
    return answer


@pytest.mark.parametrize("line", ["are you sure?", "how do you know that?", "repeat that", "what was my question?"])
def test_before_an_answer_there_is_nothing_to_tell_of(line: str, bot: Bot, chat: Chat) -> None:
    """Without an answer before it, what is told is what a bot tells without a conversation."""
    assert told(chat, line) == bot.answer(line)


def test_how_sure_the_last_answer_is_is_told(chat: Chat) -> None:
    """Asked whether it is sure, it tells the confidence in words and in a number, and shows the place again."""
    answer = chat.ask(FREED)
    sure = told(chat, "are you sure?")
    share = round(100 * answer.confidence)
    assert sure.reason.startswith(f"{answer.sureness.capitalize()} that this is the right place: in about {share} of")
    assert sure.closest == answer.citation
    assert [segment.role for segment in sure.segments()] == ["told", "quote", "citation"]


def test_what_was_carried_is_told(chat: Chat) -> None:
    """Where the question was read with the one before it, that is told as well."""
    chat.ask(FREED)
    chat.ask("and prisoners?")
    read = "I read your question as “how many prisoners were released”."
    assert read in told(chat, "are you really sure?").reason
    assert told(chat, "what was my question?").reason == f"You asked: “and prisoners?”. {read}"


def test_where_the_last_answer_stands_is_shown(chat: Chat) -> None:
    """Asked how it knows, it shows what it cited."""
    answer = chat.ask(FREED)
    assert told(chat, "how do you know that?").closest == answer.citation


def test_of_no_answer_it_is_told_that_there_is_none(chat: Chat) -> None:
    """Where nothing was answered, nothing is claimed to be sure, or to stand anywhere."""
    why = chat.ask("Who won the league?").reason
    for line in ("are you sure?", "says who?"):
        assert told(chat, line).reason == f"I gave no answer. {why}" and chat.turns[-1].closest is None
    unsure = next(a for q in ("Does a lasting truce look likely?",) if (a := chat.ask(q)).verdict is Verdict.UNSURE)
    assert unsure.suggestions and told(chat, "are you sure?").reason.startswith("I was not sure")


def test_of_a_pick_it_is_told_who_chose(chat: Chat) -> None:
    """A place that a person picked is sure because of that."""
    chat.pick("ceasefire-talks#temporary-truce", FREED)
    assert told(chat, "are you sure?").reason.startswith("You chose this place yourself.")


def test_what_was_said_is_said_once_more(chat: Chat) -> None:
    """Asked to repeat, it gives the last answer again, whatever kind it was of, and as often as asked."""
    answer = chat.ask(FREED)
    again = chat.ask("say that again please")
    assert (again.text, again.citation, again.topic) == (answer.text, answer.citation, Topic.REPEAT)
    assert str(chat.ask("once more")) == str(answer)
    about = told(chat, "what is this about?")
    assert str(told(chat, "repeat that")) == str(about)


def test_talk_is_passed_over(chat: Chat) -> None:
    """What is said in between is a turn, but not the last answer, and what is asked next leans past it."""
    answer = chat.ask(FREED)
    lines = ["are you sure?", "thanks", "what is this about?", "repeat that", "what was my question?", "who are you?"]
    said = [chat.ask(line) for line in lines]
    assert chat.last == answer and chat.turns == (answer, *said)
    assert said[4].reason == f"You asked: “{FREED}”."
    assert chat.ask("and prisoners?").asked_as == "how many prisoners were released"


@pytest.mark.parametrize("line", ["what is this about?", "what's this", "is that true?", "who are you?", "and thanks!"])
def test_plain_talk_is_not_read_with_the_question_before(line: str, chat: Chat) -> None:
    """What can only be meant for the bot leans on no question, though it has a word that could."""
    chat.ask(FREED)
    assert told(chat, line).asked_as is None


def test_loose_talk_may_lean_on_the_question_before() -> None:
    """What may mean something that was asked about is an answer where the article has one."""
    letter = entry("Who wrote the letter?", answer="Ada Byron wrote the letter.")
    asked = small(letter, entry("What does the letter demand?", answer="Higher wages."), entry("When do you open?"))
    chat = asked.chat()
    chat.ask("What does the letter demand?")
    answer = chat.ask("who wrote it?")
    assert answer.citation and answer.citation.entry == letter.id
