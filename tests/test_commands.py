"""Conversations: questions, picks, commands. No terminal is involved."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import pytest

from faqbot import receipt
from faqbot.chat import COMMANDS, Chat, Reply
from faqbot.model import Answer, Article, Citation, Entry, Knowledge, Match, Receipt, Section, Text, Verdict

if TYPE_CHECKING:
    from faqbot.bot import Bot


def article(name: str, headings: tuple[str, ...] = (), questions: tuple[str, ...] = ()) -> Article:
    sections = tuple(Section(f"s{n}", heading, None, Text("…", 1), 1) for n, heading in enumerate(headings))
    faq = tuple(Entry(f"q{n}", question, (), Text("…", 1), None, 1) for n, question in enumerate(questions))
    return Article(name, f"{name}.yaml", name.title(), None, None, None, "en", (), None, True, sections, faq)


TEA = article("tea", ("Leaves", "Water"), ("How long does it steep?", "How hot is the water?"))
CUPS = article("cups", ("Handles", "Saucers"))


class FakeBot:
    """Answers every question with itself; "vague" gets suggestions; keeps what it was asked and what was picked."""

    def __init__(self, *articles: Article) -> None:
        self.knowledge = Knowledge(articles)
        self.asked: list[str] = []
        self.picked: list[tuple[str, str]] = []

    def answer(self, question: str) -> Answer:
        self.asked.append(question)
        cite = Citation("tea", "s0", None, "Leaves", question, "tea.yaml", 3, "Tea", "undated", None)
        if "vague" not in question:
            return Answer(question, Verdict.ANSWERED, f"On {question}", cite, 0.9, (), "", ())
        titles = ("How hot?", "How \x1b[31mlong?")
        matches = tuple(Match(f"tea#{t}", "entry", 0.5, t, Receipt("", (), ())) for t in titles)
        return Answer(question, Verdict.UNSURE, "", None, 0.3, matches, "Did you mean:", matches)

    def pick(self, ref: str, question: str) -> Answer:
        self.picked.append((ref, question))
        return Answer(question, Verdict.ANSWERED, f"From {ref}", None, 1.0, (), "", ())


@pytest.fixture
def bot() -> FakeBot:
    return FakeBot(TEA, CUPS)


@pytest.fixture
def chat(bot: FakeBot) -> Chat:
    return Chat(cast("Bot", bot))


def text(reply: Reply) -> str:
    return "\n".join(map(str, reply.passages))


# -- questions ---------------------------------------------------------------------------------


def test_a_question_is_answered(chat: Chat) -> None:
    """A line that is neither command nor number is a question, and its answer comes back."""
    reply = chat.say("  how hot?  ")
    assert reply.answer and reply.answer.question == "how hot?"
    assert reply.passages == reply.answer.passages() and not reply.leave


@pytest.mark.parametrize("line", ["", " ", "\t\n"])
def test_an_empty_line_says_nothing(line: str, chat: Chat, bot: FakeBot) -> None:
    """An empty line asks nothing and gets nothing."""
    assert chat.say(line) == Reply() and bot.asked == []


# -- picks -------------------------------------------------------------------------------------


@pytest.mark.parametrize("line", ["2", " 2 ", "#2", "2.", "2)"])
def test_a_number_picks_a_suggestion(line: str, chat: Chat, bot: FakeBot) -> None:
    """A bare number puts the question to the suggestion of that number, and the reply says which it was."""
    chat.say("vague")
    reply = chat.say(line)
    assert bot.picked == [("tea#How \x1b[31mlong?", "vague")]
    assert reply.answer and reply.passages[0].text == "How [31mlong?"


@pytest.mark.parametrize("number", ["0", "3", "9999"])
def test_a_number_that_is_not_in_the_list_is_told(number: str, chat: Chat, bot: FakeBot) -> None:
    """A number without a suggestion says which numbers there are, and asks nothing."""
    chat.say("vague")
    assert text(chat.say(number)) == f"There is no number {number} in the list: pick 1 to 2, or ask in words."
    assert bot.asked == ["vague"]


def test_a_number_without_a_list_is_told(chat: Chat, bot: FakeBot) -> None:
    """Before anything was suggested there is nothing to pick."""
    assert "no list" in text(chat.say("1"))
    assert bot.asked == []


def test_the_list_can_be_picked_from_again(chat: Chat, bot: FakeBot) -> None:
    """A list stays until there is another one, so that its other numbers can be tried."""
    chat.say("vague")
    chat.say("1")
    chat.say("2")
    assert [ref for ref, _ in bot.picked] == ["tea#How hot?", "tea#How \x1b[31mlong?"]


@pytest.mark.parametrize("line", ["20,000", "2 people", "12345", "²", "٢", "-1"])
def test_other_numbers_are_questions(line: str, chat: Chat, bot: FakeBot) -> None:
    """What only looks like a number of a list is asked as it stands."""
    chat.say(line)
    assert bot.asked == [line]


# -- the greeting ------------------------------------------------------------------------------


def test_the_greeting_names_the_articles_and_offers_three_questions(chat: Chat) -> None:
    """The greeting has every article with its date, and three questions that can be picked."""
    shown = text(chat.greet())
    assert "Tea (undated)" in shown and "Cups (undated)" in shown
    assert "  1. How long does it steep?\n  2. Handles\n  3. How hot is the water?" in shown
    assert chat.say("2").passages[0].text == "Handles"


def test_the_greeting_stays_short() -> None:
    """Of many articles the greeting names a few and counts the others."""
    shown = text(Chat(cast("Bot", FakeBot(*(article(f"a{n}", ("H",)) for n in range(9))))).greet())
    assert "A4 (undated)" in shown and "A5" not in shown and "and 4 more" in shown


def test_an_article_without_questions_offers_its_headings() -> None:
    """Where there is no FAQ the examples are headings."""
    assert "1. Handles\n  2. Saucers" in text(Chat(cast("Bot", FakeBot(CUPS))).greet())


# -- commands ----------------------------------------------------------------------------------


@pytest.mark.parametrize("line", ["/quit", "/exit", "/q", "/QUIT", "quit", "exit", " /quit now"])
def test_quit_leaves(line: str, chat: Chat) -> None:
    """/quit, its aliases and the bare words end the conversation."""
    assert chat.say(line).leave


@pytest.mark.parametrize("line", ["/help", "/?", "help", "?", "/"])
def test_help_has_a_line_for_each_command(line: str, chat: Chat) -> None:
    """/help lists all commands with all their names."""
    shown = text(chat.say(line))
    assert all(name in shown for command in COMMANDS for name in command.names)


@pytest.mark.parametrize("line", ["/why", "/WHY", "/explain", "why", "Why?", "why ?!", "why not?", " WHY NOT "])
@pytest.mark.parametrize("question", ["How hot?", "vague"])
def test_why_explains_the_last_answer(line: str, question: str, chat: Chat, bot: FakeBot) -> None:
    """/why, its alias and the bare words after an answer explain it, and ask nothing."""
    answer = chat.say(question).answer
    assert answer and chat.say(line) == Reply(receipt.passages(answer))
    assert bot.asked == [question]


@pytest.mark.parametrize("line", ["/why", "/explain"])
def test_why_before_any_answer_is_told(line: str, chat: Chat) -> None:
    """Before the first answer there is nothing to explain, and the greeting is none."""
    chat.greet()
    assert text(chat.say(line)) == "There is no answer to explain yet: ask a question first."


@pytest.mark.parametrize("line", ["why?", "why not"])
def test_bare_why_before_any_answer_is_a_question(line: str, chat: Chat, bot: FakeBot) -> None:
    """Without an answer that it could be about, the bare word is asked as it stands."""
    chat.say(line)
    assert bot.asked == [line]


@pytest.mark.parametrize("line", ["why is it hot?", "why me", "whynot"])
def test_a_longer_why_is_a_question(line: str, chat: Chat, bot: FakeBot) -> None:
    """A question that only starts with the word is asked."""
    chat.say("How hot?")
    chat.say(line)
    assert bot.asked == ["How hot?", line]


@pytest.mark.parametrize("between", ["/sections", "/help", "/xyzzy", "99", "", "/why"])
def test_why_looks_past_what_is_no_answer(between: str, chat: Chat) -> None:
    """After a command, a slip or an empty line, /why explains the answer before it."""
    answer = chat.say("How hot?").answer
    chat.say(between)
    assert answer and chat.say("/why").passages == receipt.passages(answer)


def test_why_after_a_pick_explains_the_pick(chat: Chat) -> None:
    """A pick is an answer, too, and the list stays for the next pick."""
    chat.say("vague")
    picked = chat.say("1").answer
    assert picked and chat.say("/why").passages == receipt.passages(picked)
    assert chat.say("2").answer


def test_sections_can_be_picked(chat: Chat, bot: FakeBot) -> None:
    """/sections numbers the headings of all articles, and a number asks about one."""
    shown = text(chat.say("/sections"))
    assert shown == "Tea (undated)\n  1. Leaves\n  2. Water\nCups (undated)\n  3. Handles\n  4. Saucers"
    chat.say("4")
    assert bot.picked == [("cups#s1", "Saucers")]


def test_an_article_without_sections_lists_its_questions() -> None:
    """/sections shows the questions of an article that has only a FAQ."""
    bot = FakeBot(article("faq", (), ("Why?",)))
    assert text(Chat(cast("Bot", bot)).say("/sections")) == "Faq (undated)\n  1. Why?"


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("/hlep", "There is no command /hlep: did you mean /help?"),
        ("/exti", "There is no command /exti: did you mean /quit?"),
        ("/xyzzy", "There is no command /xyzzy: /help lists the commands."),
        ("/\x1b[2J\u202e", "There is no command / [2j: /help lists the commands."),
        ("/" + "a" * 500, f"There is no command /{'a' * 19}: /help lists the commands."),
    ],
)
def test_an_unknown_command_gets_a_suggestion(line: str, expected: str, chat: Chat) -> None:
    """A misspelt command gets the one that was meant; others get to know of /help."""
    assert text(chat.say(line)) == expected


def test_names_of_commands_are_unique() -> None:
    """No name belongs to two commands."""
    names = [name for command in COMMANDS for name in command.names]
    assert len(names) == len(set(names))
