"""What can be said in the chat: questions, picks, commands. No terminal is involved."""

from __future__ import annotations

from pathlib import Path
from typing import cast

import pytest
from checkout import SHIPPED, TESTS

from faqbot.answering import receipt
from faqbot.answering.answers import Answer, Cause, Citation, Verdict
from faqbot.base.errors import FaqbotError
from faqbot.base.layout.segment import Segment
from faqbot.bot import Bot
from faqbot.chat.chat import Chat
from faqbot.chat.commands import commands
from faqbot.chat.commands.commands import COMMANDS
from faqbot.chat.session import Reply, Session
from faqbot.chat.settings import Settings
from faqbot.knowledge.article import Article, Entry, Knowledge, Section, Text
from faqbot.language.grammar import Topic
from faqbot.search.matches import Match, Receipt


def article(name: str, headings: tuple[str, ...] = (), questions: tuple[str, ...] = ()) -> Article:
    sections = tuple(Section(f"s{n}", heading, None, Text("…", 1), 1) for n, heading in enumerate(headings))
    faq = tuple(Entry(f"q{n}", question, (), Text("…", 1), None, 1) for n, question in enumerate(questions))
    return Article(name, f"{name}.yaml", name.title(), None, None, None, "en", (), None, None, sections, faq)


TEA = article("tea", ("Leaves", "Water"), ("How long does it steep?", "How hot is the water?"))
CUPS = article("cups", ("Handles", "Saucers"))


def match(ref: str, title: str, score: float = 0.5) -> Match:
    return Match(ref, "entry", score, title, Receipt(f"about {title}", (), ()))


TALK = {
    "bye bye": Topic.BYE,
    "ok bye!": Topic.BYE,
    "thanks": Topic.THANKS,
    "what can you do?": Topic.HELP,
    "are you sure?": Topic.SURE,
    "repeat that": Topic.REPEAT,
}


class FakeBot:
    """Answers every question with itself; keeps what it was asked and what was picked.

    "vague" gets suggestions, "absent" has a place that does not say so, "foreign" has nothing; `TALK` is told.
    """

    def __init__(self, *articles: Article) -> None:
        self.knowledge = Knowledge(articles)
        self.asked: list[str] = []
        self.picked: list[tuple[str, str]] = []

    log = None

    @property
    def unlogged(self) -> FakeBot:
        return self

    def chat(self) -> Chat:
        return Chat(self)

    def readings(self, question: str, before: str) -> tuple[()]:
        return ()

    def answer(self, question: str, articles: object = None) -> Answer:
        self.asked.append(question)
        cite = Citation("tea", "s0", None, "Leaves", question, "tea.yaml", 3, "Tea", "undated", None)
        if topic := TALK.get(question):
            offered = (match("cups#s0", "Handles"),) if topic is Topic.HELP else ()
            return Answer(question, Verdict.TOLD, "", None, 0.0, offered, "My word.", (), None, Cause.TALK, topic=topic)
        if "vague" in question or "sole" in question:
            titles = ("How hot?", "How \x1b[31mlong?")
            matches = tuple(match(f"tea#{t}", t) for t in titles[: 1 if "sole" in question else 2])
            return Answer(question, Verdict.UNSURE, "", None, 0.3, matches, "Did you mean:", matches)
        if "absent" in question:
            near = (match("tea#s0", "Leaves"), match("tea#q1", "How hot is the water?"))
            return Answer(question, Verdict.UNKNOWN, "", None, 0.1, (), "No.", near, cite, Cause.NOT_STATED)
        if question in (
            "foreign",
            "777",
            "tell me more",
        ):
            return Answer(question, Verdict.UNKNOWN, "", None, 0.1, (), "No idea.", (), None, Cause.NO_MATCH)
        return Answer(question, Verdict.ANSWERED, f"On {question}", cite, 0.9, (), "", ())

    def pick(self, ref: str, question: str) -> Answer:
        self.picked.append((ref, question))
        if "gone" in ref:
            raise FaqbotError("no such place")
        return Answer(question, Verdict.ANSWERED, f"From {ref}", None, 1.0, (), "", ())

    def search(self, question: str, limit: int = 5, articles: object = None) -> tuple[Match, ...]:
        found = (match("tea#s1", "Water", 0.4), match("tea#gone", "Gone", 0.2), match("cups#s0", "Handles", 0.0))
        return found[:limit] if "nothing" not in question else ()


class Talk:
    """A session whose lines go through the commands."""

    def __init__(self, bot: FakeBot, settings: Settings | None = None) -> None:
        self.session = Session(cast(Bot, bot), settings)

    def say(self, line: str) -> Reply:
        return commands.say(self.session, line)

    def greet(self) -> Reply:
        return self.session.greet()


@pytest.fixture
def bot() -> FakeBot:
    return FakeBot(TEA, CUPS)


@pytest.fixture
def chat(bot: FakeBot) -> Talk:
    return Talk(bot)


def text(reply: Reply) -> str:
    return "\n".join(map(str, reply.segments))


# -- questions ---------------------------------------------------------------------------------


def test_a_question_is_answered(chat: Talk) -> None:
    """A line that is neither command nor number is a question, and its answer comes back."""
    reply = chat.say("  how hot?  ")
    assert reply.answer and reply.answer.question == "how hot?"
    assert reply.segments == reply.answer.segments(confidence=True) and not reply.leave


@pytest.mark.parametrize("line", ["", " ", "\t\n"])
def test_an_empty_line_says_nothing(line: str, chat: Talk, bot: FakeBot) -> None:
    """An empty line asks nothing and gets nothing."""
    assert chat.say(line) == Reply() and bot.asked == []


# -- picks -------------------------------------------------------------------------------------


@pytest.mark.parametrize("line", ["2", " 2 ", "#2", "2.", "2)"])
def test_a_number_picks_a_suggestion(line: str, chat: Talk, bot: FakeBot) -> None:
    """A bare number puts the question to the suggestion of that number, and the reply says which it was."""
    chat.say("vague")
    reply = chat.say(line)
    assert bot.picked == [("tea#How \x1b[31mlong?", "vague")]
    assert reply.answer and reply.segments[0].text == "How [31mlong?"


@pytest.mark.parametrize("line", ["#3", "number 3", "no. 3", "3.", "3)", "3 please", "third"])
def test_a_pick_that_is_not_in_the_list_is_told(line: str, chat: Talk, bot: FakeBot) -> None:
    """What can only be a pick says which numbers there are, and asks nothing."""
    chat.say("vague")
    assert text(chat.say(line)) == "There is no number 3 in the list: pick 1 to 2, or ask in words."
    assert bot.asked == ["vague"]


@pytest.mark.parametrize("line", ["#1", "1.", "the first"])
def test_a_pick_without_a_list_is_told(line: str, chat: Talk, bot: FakeBot) -> None:
    """Before anything was suggested there is nothing to pick."""
    assert "no list" in text(chat.say(line))
    assert bot.asked == []


@pytest.mark.parametrize("number", ["0", "3", "404", "9" * 5_000])
@pytest.mark.parametrize("before", ["vague", "How hot?"], ids=["beyond a list", "without a list"])
def test_a_bare_number_that_picks_nothing_is_a_question(number: str, before: str, chat: Talk, bot: FakeBot) -> None:
    """Digits alone that are no number of the list are asked, as people ask for a year or an error by its number."""
    chat.say(before)
    reply = chat.say(number)
    assert reply.answer and bot.asked[-1] == number and bot.picked == []
    assert "in the list" not in text(reply)


def test_a_bare_number_that_nothing_answers_may_have_been_a_pick(chat: Talk, bot: FakeBot) -> None:
    """Where no article knows of the number either, the reply tells how long the list is, which stays."""
    chat.say("vague")
    shown = text(chat.say("777"))
    assert shown == "No idea.\nThere is no number 777 in the list: pick 1 to 2, or ask in words."
    chat.say("2")
    assert bot.picked == [("tea#How \x1b[31mlong?", "vague")]


def test_a_bare_number_without_a_list_gets_what_can_be_asked(chat: Talk) -> None:
    """Where there is no list, none is spoken of: what can be asked is offered as after any question."""
    shown = text(chat.say("777"))
    assert shown.startswith("No idea.\nYou can ask:\n  1. ") and "no number" not in shown


def test_the_list_can_be_picked_from_again(chat: Talk, bot: FakeBot) -> None:
    """A list stays until there is another one, so that its other numbers can be tried."""
    chat.say("vague")
    chat.say("1")
    chat.say("2")
    assert [ref for ref, _ in bot.picked] == ["tea#How hot?", "tea#How \x1b[31mlong?"]


@pytest.mark.parametrize("line", ["20,000", "2 people", "12345", "²", "٢", "-1"])
def test_other_numbers_are_questions(line: str, chat: Talk, bot: FakeBot) -> None:
    """What only looks like a number of a list is asked as it stands."""
    chat.say(line)
    assert bot.asked == [line]


# -- the greeting ------------------------------------------------------------------------------


def test_the_greeting_names_the_articles_and_offers_three_questions(chat: Talk) -> None:
    """The greeting has every article with its date, and three questions that can be picked."""
    shown = text(chat.greet())
    assert "Tea (undated)" in shown and "Cups (undated)" in shown
    assert "  1. How long does it steep?\n  2. Handles\n  3. How hot is the water?" in shown
    assert chat.say("2").segments[0].text == "Handles"


def test_the_greeting_stays_short() -> None:
    """Of many articles the greeting names a few and counts the others."""
    shown = text(Talk(FakeBot(*(article(f"a{n}", ("H",)) for n in range(9)))).greet())
    assert "A4 (undated)" in shown and "A5" not in shown and "and 4 more" in shown


def test_an_article_without_questions_offers_its_headings() -> None:
    """Where there is no FAQ the examples are headings."""
    assert "1. Handles\n  2. Saucers" in text(Talk(FakeBot(CUPS)).greet())


# -- commands ----------------------------------------------------------------------------------


LEAVING = ["/quit", "/exit", "/q", "/bye", "/goodbye", "/QUIT", "quit", "exit", "bye", "Goodbye", " /quit now"]


@pytest.mark.parametrize("line", [*LEAVING, "bye bye", "ok bye!"])
def test_quit_leaves(line: str, chat: Talk, bot: FakeBot) -> None:
    """/quit, its aliases and the bare words end the conversation with a word, whatever the articles know of them."""
    reply = chat.say(line)
    assert reply.leave and text(reply) == "Goodbye!"


@pytest.mark.parametrize("line", ["bye!", "ok, goodbye", "quit?", "exit the room"])
def test_an_article_may_answer_more_than_the_bare_word(line: str, chat: Talk, bot: FakeBot) -> None:
    """Only the exact word leaves where an article has an answer."""
    reply = chat.say(line)
    assert not reply.leave and text(reply).startswith(f"On {line}")


def test_clear_forgets_the_conversation(chat: Talk, bot: FakeBot) -> None:
    """After /clear there is no answer to explain, no source, no list, and no question to lean on."""
    chat.say("How hot?")
    chat.say("vague")
    assert text(chat.say("/clear")) == "The conversation is forgotten: the next question starts a new one."
    assert chat.session.chat.turns == () and chat.session.status == ""
    assert all("yet: ask a question first." in text(chat.say(line)) for line in ("/why", "/more", "/sources", "/copy"))
    assert "no list" in text(chat.say("#1"))


def test_after_clear_a_follow_up_stands_alone() -> None:
    """What was asked before /clear is not read into what is asked after it; the settings stay."""
    bot = Bot.load("knowledge")
    session = Session(bot, Settings(confidence=False))
    commands.say(session, "how many hostages were released?")
    commands.say(session, "/clear")
    assert commands.say(session, "and prisoners?").answer == bot.answer("and prisoners?")
    assert session.settings == Settings(confidence=False)


@pytest.mark.parametrize("line", ["/help", "/?", "help", "?", "/"])
def test_help_has_a_line_for_each_command(line: str, chat: Talk) -> None:
    """/help lists all commands with all their names."""
    shown = text(chat.say(line))
    assert all(name in shown for command in COMMANDS for name in command.names)


@pytest.mark.parametrize("line", ["/why", "/WHY", "/explain", "why", "Why?", "why ?!", "why not?", " WHY NOT "])
@pytest.mark.parametrize("question", ["How hot?", "vague"])
def test_why_explains_the_last_answer(line: str, question: str, chat: Talk, bot: FakeBot) -> None:
    """/why, its alias and the bare words after an answer explain it, and ask nothing."""
    answer = chat.say(question).answer
    reason = (Segment("text", answer.reason),) if answer and answer.reason else ()
    assert answer and chat.say(line) == Reply((*reason, *receipt.segments(answer)))
    assert chat.session.chat.turns == (answer,)


@pytest.mark.parametrize("line", ["/why", "/explain"])
def test_why_before_any_answer_is_told(line: str, chat: Talk) -> None:
    """Before the first answer there is nothing to explain, and the greeting is none."""
    chat.greet()
    assert text(chat.say(line)) == "There is no answer to explain yet: ask a question first."


@pytest.mark.parametrize("line", ["why?", "why not"])
def test_bare_why_before_any_answer_is_a_question(line: str, chat: Talk, bot: FakeBot) -> None:
    """Without an answer that it could be about, the bare word is asked as it stands."""
    chat.say(line)
    assert bot.asked == [line]


@pytest.mark.parametrize("line", ["why is it hot?", "why me", "whynot"])
def test_a_longer_why_is_a_question(line: str, chat: Talk, bot: FakeBot) -> None:
    """A question that only starts with the word is asked."""
    chat.say("How hot?")
    chat.say(line)
    assert bot.asked == ["How hot?", line]


@pytest.mark.parametrize("between", ["/sections", "/help", "/xyzzy", "99", "", "/why"])
def test_why_looks_past_what_is_no_answer(between: str, chat: Talk) -> None:
    """After a command, a slip or an empty line, /why explains the answer before it."""
    answer = chat.say("How hot?").answer
    chat.say(between)
    assert answer and chat.say("/why").segments == receipt.segments(answer)


def test_why_explains_each_of_several_questions() -> None:
    """Where a line asked several questions, /why explains each answer under the words that it answers."""
    session = Session(Bot.load(TESTS / "bench" / "articles" / "museum.yaml"))
    commands.say(session, "how much is a ticket and when do you open?")
    told = [segment for segment in commands.say(session, "/why").segments if segment.role in ("asked", "verdict")]
    assert [segment.role for segment in told] == ["asked", "verdict"] * 2
    assert [segment.text for segment in told[::2]] == ["how much is a ticket", "when do you open?"]


def test_why_after_a_pick_explains_the_pick(chat: Talk) -> None:
    """A pick is an answer, too, and the list stays for the next pick."""
    chat.say("vague")
    picked = chat.say("1").answer
    assert picked and chat.say("/why").segments == receipt.segments(picked)
    assert chat.say("2").answer


def test_sections_can_be_picked(chat: Talk, bot: FakeBot) -> None:
    """/sections numbers the headings of all articles, and a number asks about one."""
    shown = text(chat.say("/sections"))
    tea = "Tea (undated)\n  1. Leaves\n  2. Water\n  3. How long does it steep?\n  4. How hot is the water?\n"
    assert shown == f"{tea}Cups (undated)\n  5. Handles\n  6. Saucers"
    chat.say("6")
    assert bot.picked == [("cups#s1", "Saucers")]


def test_an_article_without_sections_lists_its_questions() -> None:
    """/sections shows the questions of an article that has only a FAQ."""
    bot = FakeBot(article("faq", (), ("Why?",)))
    assert text(Talk(bot).say("/sections")) == "Faq (undated)\n  1. Why?"


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("/hlep", "There is no command /hlep: did you mean /help?"),
        ("/cler", "There is no command /cler: did you mean /clear?"),
        ("/xyzzy", "There is no command /xyzzy: /help lists the commands."),
        ("/\x1b[2J\u202e", "There is no command / [2j: /help lists the commands."),
        ("/" + "a" * 500, f"There is no command /{'a' * 38}…: /help lists the commands."),
    ],
)
def test_an_unknown_command_gets_a_suggestion(line: str, expected: str, chat: Talk) -> None:
    """A misspelt command gets the one that was meant; others get to know of /help."""
    assert text(chat.say(line)) == expected


@pytest.mark.parametrize("line", ["/quiz", "/quite", "/quitt", "/exti", "/exits", "/qq", "/bey"])
def test_a_mistyped_command_never_suggests_to_leave(line: str, chat: Talk) -> None:
    """What ends the conversation is not offered to one who meant something else, nor what is further off."""
    reply = chat.say(line)
    assert text(reply) == f"There is no command {line}: /help lists the commands." and not reply.leave


def test_names_of_commands_are_unique() -> None:
    """No name belongs to two commands."""
    names = [name for command in COMMANDS for name in command.names]
    assert len(names) == len(set(names))


# -- where there is no answer ------------------------------------------------------------------


def test_what_is_near_can_be_asked_instead(chat: Talk, bot: FakeBot) -> None:
    """Where the topic is covered but the fact is not, the nearest places are offered, and a number picks one."""
    shown = text(chat.say("absent"))
    assert shown.endswith("You can ask:\n  1. Leaves\n  2. How hot is the water?")
    chat.say("2")
    assert bot.picked == [("tea#q1", "How hot is the water?")]


def test_an_off_topic_question_gets_what_the_articles_tell(chat: Talk) -> None:
    """Where nothing comes near, up to three questions are offered that have an answer, none that was answered."""
    assert "1. How long does it steep?\n  2. Handles\n  3. How hot" in text(chat.say("foreign"))


def test_what_the_bot_says_itself_is_marked(chat: Talk) -> None:
    """Its own words have a role of their own, and its name before them; nothing is offered instead of an answer."""
    reply = chat.say("thanks")
    assert [segment.role for segment in reply.segments] == ["told"] and text(reply) == "faqbot: My word."


def test_what_can_be_asked_is_offered(chat: Talk, bot: FakeBot) -> None:
    """Whoever asks what can be asked gets a list to pick from, each place for its own sake, and the commands."""
    shown = text(chat.say("what can you do?"))
    assert shown == "faqbot: My word.\nYou can ask:\n  1. Handles\n/help lists the commands."
    chat.say("1")
    assert bot.picked == [("cups#s0", "Handles")]


def test_talk_takes_nothing_from_the_conversation(chat: Talk, tmp_path: Path) -> None:
    """After talk the last answer can still be explained, shown in full and picked from, and no transcript has it."""
    chat.say("How hot?")
    more, why, status = text(chat.say("/more")), text(chat.say("/why")), chat.session.status
    chat.say("thanks")
    chat.say("are you sure?")
    assert (text(chat.say("/more")), text(chat.say("/why")), chat.session.status) == (more, why, status)
    assert text(chat.say("tell me more")) == more
    chat.say(f"/save {tmp_path / 'talk.md'}")
    saved = (tmp_path / "talk.md").read_text(encoding="utf-8")
    assert saved.count("## ") == 1 and "My word" not in saved


def test_what_is_repeated_can_be_picked_from(chat: Talk, bot: FakeBot) -> None:
    """What was said once more is said as it was, its list with it."""
    said = text(chat.say("vague"))
    assert text(chat.say("repeat that")) == said
    chat.say("2")
    assert bot.picked[0][0] == "tea#How \x1b[31mlong?"


@pytest.mark.parametrize("line", ["the second one", "Second one!", "2", "the second", "number 2", "no. 2", "2 please"])
def test_a_place_is_picked_by_its_number_in_words(line: str, chat: Talk, bot: FakeBot) -> None:
    """One may say which of the list was meant."""
    chat.say("vague")
    chat.say(line)
    assert bot.picked == [("tea#How \x1b[31mlong?", "vague")]


def test_yes_picks_the_only_one(chat: Talk, bot: FakeBot) -> None:
    """Asked whether one thing was meant, one may say yes; of several that says nothing."""
    chat.say("vague")
    chat.say("yes")
    assert bot.picked == [] and bot.asked[-1] == "yes"
    chat.say("sole")
    chat.say("Yes please!")
    assert bot.picked == [("tea#How hot?", "sole")]


def test_a_list_stays_while_it_is_the_last_one(chat: Talk, bot: FakeBot) -> None:
    """An answer shows no list, so that a number still picks from the one above it."""
    chat.greet()
    chat.say("How hot?")
    chat.say("2")
    assert bot.picked == [("cups#s0", "Handles")]


def test_an_article_may_answer_a_courtesy(chat: Talk, bot: FakeBot) -> None:
    """Where an article has an answer to a greeting, it is given."""
    assert text(chat.say("hey")).startswith("On hey")


# -- commands on the answers -------------------------------------------------------------------


@pytest.mark.parametrize("line", ["/why", "/more", "/sources", "/copy", "/save x.md"])
def test_commands_on_answers_tell_that_there_is_none(line: str, chat: Talk) -> None:
    """Before the first answer they say in a sentence what to do."""
    reply = chat.say(line)
    assert text(reply).endswith("ask a question first.") and reply.copied is None


@pytest.mark.parametrize("question", ["How hot?", "absent"])
def test_more_shows_the_whole_section(question: str, chat: Talk) -> None:
    """/more shows the section that was cited, or came closest, with its place, for a pager."""
    chat.say(question)
    reply = chat.say("/more")
    assert [p.role for p in reply.segments] == ["title", "body", "citation"] and reply.long
    assert "Leaves · Tea (undated) · tea.yaml:1" in text(reply)


def test_sources_lists_each_place_once(chat: Talk) -> None:
    """/sources has the citations of the conversation in order, none twice."""
    for question in ("one", "two", "foreign"):
        chat.say(question)
    assert text(chat.say("/sources")) == "  — Leaves · Tea (undated) · tea.yaml:3"


def test_each_place_of_several_questions_was_cited() -> None:
    """Where a line asked several questions, /sources has the places of all, and /more shows that of the last."""
    session = Session(Bot.load(TESTS / "bench" / "articles" / "museum.yaml"))
    reply = commands.say(session, "how much is a ticket and can I get a refund and when do you open?")
    assert reply.answer and len(reply.answer.rest) == 2
    assert len(commands.say(session, "/sources").segments) == 3
    assert commands.say(session, "/more").segments[0].text == "Opening hours"


def test_copy_hands_over_the_answer_with_its_citation(chat: Talk) -> None:
    """/copy gives the text and the citation of the last answer to whoever has a clipboard."""
    chat.say("How hot?")
    assert chat.say("/copy").copied == "On How hot?\n— Leaves · Tea (undated) · tea.yaml:3"


def test_save_writes_the_conversation(chat: Talk, tmp_path: Path) -> None:
    """/save writes a Markdown file with questions, answers and citations, its name with case and blanks as typed."""
    chat.say("How hot?")
    path = tmp_path / "My Talk.md"
    assert "Saved 1 question to" in text(chat.say(f"/save {path}"))
    assert "## How hot?\n\nOn How hot?" in path.read_text("utf-8") and "`tea.yaml:3`" in path.read_text("utf-8")


def test_save_keeps_a_file_that_is_there(chat: Talk, tmp_path: Path) -> None:
    """/save never writes over a file."""
    chat.say("How hot?")
    path = tmp_path / "talk.md"
    path.write_text("mine", encoding="utf-8")
    assert "is there already" in text(chat.say(f"/save {path}")) and path.read_text("utf-8") == "mine"


def test_save_without_a_name_asks_for_one(chat: Talk) -> None:
    """/save alone says how to name the file."""
    assert text(chat.say("/save")) == "Name the file to save to: /save talk.md"


# -- commands on the knowledge -----------------------------------------------------------------


def test_articles_tells_of_each(chat: Talk) -> None:
    """/articles has every article with its size and its file."""
    shown = text(chat.say("/articles"))
    assert "Tea (undated)\n    2 sections, 2 questions · tea.yaml" in shown
    assert "Cups (undated)\n    2 sections, 0 questions · cups.yaml" in shown


@pytest.mark.parametrize("name", ["cups#s0", "CUPS#S0", "Handles", "handles"])
def test_section_shows_one(name: str, chat: Talk) -> None:
    """/section takes a ref or a heading."""
    assert text(chat.say(f"/section {name}")).startswith("Handles\n…")


@pytest.mark.parametrize("name", ["oran", "tea#oran", "ORANGE", "tea#orange-p"])
def test_section_takes_the_beginning_of_an_id(name: str) -> None:
    """/section takes as much of an id, or of a ref, as no other has."""
    orange = Section("orange-pekoe", "Grades", None, Text("…", 1), 1)
    tea = Article("tea", "tea.yaml", "Tea", None, None, None, "en", (), None, None, (orange, *TEA.sections), ())
    assert text(Talk(FakeBot(tea)).say(f"/section {name}")).startswith("Grades\n…")


def test_section_shows_an_entry(chat: Talk) -> None:
    """/section takes the id of an FAQ entry as well."""
    assert text(chat.say("/section q1")).startswith("How hot is the water?\n…")


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("", "Name a section"),
        ("s0", "More than one article has a section s0: say /section tea#s0 or /section cups#s0."),
        ("tea#s9", "There is no section tea#s9: did you mean tea#s0, tea#s1 or tea#q1?"),
        ("q", "q may be q0 or q1: say which."),
        ("tea#s", "tea#s may be tea#s0 or tea#s1: say which."),
        ("\x1b[2J?!", "There is no section [2J?!: /sections lists them."),
    ],
)
def test_section_tells_what_is_wrong(name: str, told: str, chat: Talk) -> None:
    """A name that is missing, ambiguous or unknown is told with what to say instead."""
    assert text(chat.say(f"/section {name}")).startswith(told)


def test_search_lists_places_to_pick(chat: Talk, bot: FakeBot) -> None:
    """/search numbers what it finds, each with the wording that came nearest, and leaves out what scores nothing."""
    assert text(chat.say("/search Hot Water")) == "  1. Water · Tea\n    about Water\n  2. Gone · Tea\n    about Gone"
    chat.say("1")
    assert bot.picked == [("tea#s1", "Hot Water")]


def test_a_place_that_is_gone_is_told(chat: Talk) -> None:
    """A number whose place is no longer in the knowledge gets a sentence."""
    chat.say("/search water")
    assert text(chat.say("2")) == "“Gone” is no longer in the knowledge: ask in words."


@pytest.mark.parametrize(("line", "told"), [("/search", "Name what"), ("/search nothing", "The knowledge has nothing")])
def test_search_tells_what_is_missing(line: str, told: str, chat: Talk) -> None:
    """Without words, or where nothing is like them, /search says so."""
    assert text(chat.say(line)).startswith(told)


def test_a_knowledge_without_files_cannot_be_reloaded(chat: Talk) -> None:
    """/reload says that there is nothing to load where the bot came from no file."""
    assert "comes from no file" in text(chat.say("/reload"))


# -- settings ----------------------------------------------------------------------------------


def test_set_lists_what_can_be_set(chat: Talk) -> None:
    """/set alone shows each setting of the chat with its value."""
    shown = text(chat.say("/set"))
    assert 'theme = "colour"' in shown and 'keys = "emacs"' in shown and "confidence = true" in shown


def test_set_changes_a_setting(chat: Talk) -> None:
    """/set with name and value changes it from then on, and says so."""
    assert "· sure" in text(chat.say("How hot?")) and chat.session.status == "answered, sure"
    assert text(chat.say("/set confidence off")) == "Set for this chat: confidence = false."
    assert "sure" not in text(chat.say("How hot?")) and chat.session.status == "answered"


@pytest.mark.parametrize("line", ["/set theme pink", "/set keys", "/set teme weight", "/set history x"])
def test_set_tells_what_is_wrong(line: str, chat: Talk) -> None:
    """A wrong name or value gets one sentence, and nothing changes."""
    assert text(chat.say(line)) and chat.session.settings == Settings()


@pytest.mark.parametrize(
    ("question", "status"), [("How hot?", "answered, sure"), ("vague", "not sure"), ("absent", "don't know")]
)
def test_the_status_tells_of_the_last_answer(question: str, status: str, chat: Talk) -> None:
    """What the toolbar shows: nothing at first, then the last verdict in words."""
    assert chat.session.status == ""
    chat.say(question)
    assert chat.session.status == status


@pytest.mark.xfail(reason="asked in full, the number of those on strike is nearer than the reason", strict=True)
def test_why_is_a_question_where_the_article_tells() -> None:
    """A bare "why?" is answered by the article where that gives a reason, and else explains the answer."""
    strike = Session(Bot.load(TESTS / "bench" / "articles" / "strike.yaml"))
    commands.say(strike, "How many workers are on strike?")
    reply = commands.say(strike, "why?")
    assert reply.answer and reply.answer.asked_as == "why are workers on strike"
    shipped = Session(Bot.load(SHIPPED))
    answer = commands.say(shipped, "How is the US involved?").answer
    assert commands.say(shipped, "why?").answer is None and shipped.chat.turns == (answer,)
