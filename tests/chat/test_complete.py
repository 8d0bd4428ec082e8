"""Completion: what a half-typed question, command or argument may become, and in which order."""

from __future__ import annotations

import functools
import random

import checkout
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from samples import STRANGE, article, entry, knowledge, section
from work import calls

from faqbot.base.hygiene import clean
from faqbot.bot import Bot
from faqbot.chat.completion.complete import LIMIT, Completer
from faqbot.chat.completion.completion import MOST_WORDS, Completion

COMMANDS = {
    "/help": "shows this",
    "/section": "shows a section",
    "/sections": "lists\x1b[2J headings",
    "/set": "changes",
}
ARGUMENTS = {
    "/section": [
        ("temporary-truce", "Update: A Temporary Truce"),
        ("lasting-peace", "The Quest for Peace"),
        ("war", ""),
    ],
    "/set": [("theme weight", "how it looks"), ("theme none", "how it looks"), ("keys vi", "how lines are edited")],
}
TALKS = knowledge(
    article(
        "talks",
        section("Update: A Temporary Truce"),
        entry("How many hostages were released?", "how many were set free", "number of hostages"),
        entry("Is there a cease-fire proposal?", "ceasefire deal", "what's the plan"),
        entry("When will the war end?", "Is the war over yet?", "how much longer"),
        entry("Who is Israel's ally?", "What is the role of the U.S.?", "Have 20,000 people died?"),
    )
)
TALKING = Completer(TALKS, COMMANDS, ARGUMENTS)


def offered(*texts: str) -> Completer:
    """A completer over one article with these questions, each an entry of its own."""
    return Completer(knowledge(article("small", *(entry(text) for text in texts))))


def texts(completer: Completer, line: str) -> list[str]:
    return [found.text for found in completer.complete(line)]


def marked(found: Completion) -> list[str]:
    return [found.text[start:end] for start, end in found.marks]


# -- which candidates meet what was typed ------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "text"),
    [
        pytest.param("hostages", "number of hostages", id="whole"),
        pytest.param("propo", "Is there a cease-fire proposal?", id="beginning"),
        pytest.param("porary", "Update: A Temporary Truce", id="inside"),
        pytest.param("tmp", "Update: A Temporary Truce", id="without vowels"),
        pytest.param("hostges", "number of hostages", id="a letter missing"),
        pytest.param("hosttages", "number of hostages", id="a letter too many"),
        pytest.param("hoszages", "number of hostages", id="another letter"),
        pytest.param("mostages", "number of hostages", id="another first letter"),
        pytest.param("xhostages", "number of hostages", id="a letter before"),
        pytest.param("hotsages", "number of hostages", id="letters swapped"),
        pytest.param("relaes", "How many hostages were released?", id="typo in half a word"),
        pytest.param("hostgaes rel", "How many hostages were released?", id="typo in a finished word"),
        pytest.param("hwo longer", "how much longer", id="three letters swapped"),
        pytest.param("free set many", "how many were set free", id="any order"),
        pytest.param("WAR Énd", "When will the war end?", id="case and accents"),
        pytest.param("war; (end", "When will the war end?", id="punctuation"),
        pytest.param("ceasefire prop", "Is there a cease-fire proposal?", id="hyphen left out"),
        pytest.param("cease fire prop", "Is there a cease-fire proposal?", id="space for a hyphen"),
        pytest.param("whats the", "what's the plan", id="apostrophe left out"),
        pytest.param("what’s the", "what's the plan", id="curly apostrophe"),
        pytest.param("israel ally", "Who is Israel's ally?", id="word before an apostrophe"),
        pytest.param("role us", "What is the role of the U.S.?", id="abbreviation"),
        pytest.param("20000", "Have 20,000 people died?", id="number"),
    ],
)
def test_a_line_finds_its_candidate(line: str, text: str) -> None:
    """A typed word meets one of a candidate as its whole, beginning or inside, abbreviated, or with a typo."""
    assert text in texts(TALKING, line)


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("", id="empty"),
        pytest.param("  ", id="blank"),
        pytest.param("h", id="one letter"),
        pytest.param("?!", id="no letter"),
        pytest.param("zeppelin", id="in no candidate"),
        pytest.param("hostages zeppelin", id="one word in none"),
        pytest.param("hostages truce", id="no candidate has both"),
        pytest.param("hostages hostages", id="twice the word it has once"),
        pytest.param("hstn", id="letters that are not all there"),
        pytest.param("tar", id="letters of temporary, vowels among them"),
        pytest.param("hosxazes", id="two typos"),
        pytest.param("waz ", id="typo in three letters"),
        pytest.param("how many " * MOST_WORDS, id="too many words"),
        pytest.param("hostages" * 1_000, id="too long"),
    ],
)
def test_a_line_without_candidates_has_no_menu(line: str) -> None:
    """Nothing is offered rather than what is about something else."""
    assert TALKING.complete(line) == ()


@pytest.mark.parametrize(
    "line", ["When will the war end?", "when will the war end", "  WHEN will the war end ", "/help"]
)
def test_a_whole_line_is_not_offered_again(line: str) -> None:
    """What is typed to its end brings up no menu."""
    assert TALKING.complete(line) == ()


def test_stop_words_may_stay_unmet() -> None:
    """Where no candidate has all words, one with all but stop words is offered."""
    assert texts(TALKING, "what was the truce") == ["Update: A Temporary Truce"]


@pytest.mark.parametrize("line", ["truce w", "truce wh", "truce whe", "truce when", "truce when "])
def test_a_menu_stays_while_an_stop_word_is_typed(line: str) -> None:
    """The menu doesn't flicker where the last word may become one."""
    assert texts(TALKING, line) == ["Update: A Temporary Truce"]


def test_a_finished_stop_word_is_no_beginning() -> None:
    """A stop word or a single letter, once a space stands behind it, is not taken for half a word."""
    completer = offered("is israel near", "israel near what")
    assert texts(completer, "is near") == ["is israel near"]
    assert texts(completer, "w near") == []


def test_closer_ways_come_alone() -> None:
    """Typos are looked for only where nothing is met as it was typed."""
    assert texts(offered("a form to fill", "come from afar"), "form") == ["a form to fill"]


@pytest.mark.parametrize(
    ("text", "line", "marks"),
    [
        pytest.param("図書館はいつ開きますか", "開き", ["開き"], id="japanese"),
        pytest.param("图书馆什么时候开门？", "时候开", ["时候开"], id="chinese"),
        pytest.param("Когда открывается музей?", "музе когда", ["Когда", "музе"], id="russian"),
        pytest.param("Πότε ανοίγει;", "ανοιγ", ["ανοίγ"], id="greek"),
        pytest.param("متى تفتح المكتبة؟", "المكت", ["المكت"], id="arabic"),
        pytest.param("ห้องสมุดเปิดกี่โมง", "เปิด", ["เปิด"], id="thai"),
        pytest.param("पुस्तकालय कब खुलता है?", "पुस्तक", ["पुस्तका"], id="hindi, to the vowel"),
        pytest.param("도서관은 언제 여나요?", "도서관", ["도서관"], id="korean"),
        pytest.param("Où est l’eau ?", "eau ou", ["Où", "eau"], id="french"),
        pytest.param("cafe\u0301 noir", "cafe", ["cafe\u0301"], id="accent apart"),
    ],
)
def test_other_scripts_and_languages(text: str, line: str, marks: list[str]) -> None:
    """Words of any script are met, inside of others where no spaces part them, and without their accents."""
    (found,) = offered(text, "nothing else").complete(line)
    assert marked(found) == marks


# -- in which order ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "best", "others"),
    [
        pytest.param("truce end", "the truce end", "the end of a truce", id="in order before out of order"),
        pytest.param("truce end", "a truce end long ago", "a truce will end", id="adjacent before apart"),
        pytest.param("truce", "truce since when", "since a truce", id="at the beginning before elsewhere"),
        pytest.param("war talks", "the war talks", "the warring talks", id="whole before beginning"),
        pytest.param("lease", "the lease of it", "release", id="beginning before inside"),
        pytest.param("truce", "truce in May", "truce in December", id="shorter before longer"),
        pytest.param("truce", "truce b", "truce a", id="file order at last"),
    ],
)
@pytest.mark.parametrize("turned", [False, True])
def test_the_better_comes_first(line: str, best: str, others: str, turned: bool) -> None:
    """Candidates are ranked by how well words are met, by order and place, by length, then by place in the file."""
    given = [others, best] if turned and best != "truce b" else [best, others]
    assert texts(offered(*given), line) == [best, others]


def test_an_entrys_second_wording_waits() -> None:
    """Each entry's best wording comes before any entry's second, its own question before other ways to ask."""
    completer = Completer(
        knowledge(article("small", entry("how many are there", "how many", "how few"), entry("how long does it last")))
    )
    assert texts(completer, "how") == ["how many are there", "how long does it last", "how few", "how many"]


def test_a_large_knowledge_is_ranked_like_a_small_one() -> None:
    """Among more candidates than are ranked one by one those that go on as typed are not lost."""
    words = [f"word{number}" for number in range(40)]
    crowd = [f"{one} what {other} is" for one in words for other in words]
    found = texts(
        offered(*crowd, "now what is a much longer wording of it", "what is the longest of them all"), "what is"
    )
    assert found[:2] == ["what is the longest of them all", "now what is a much longer wording of it"]


# -- what is offered ---------------------------------------------------------------------------


def test_headings_questions_and_alternates_are_offered() -> None:
    """Every wording of an article can be offered, with the article's title in the margin."""
    for article_, part in TALKS.parts():
        for text in (part.title, *part.alternates):
            assert Completion(text, article_.title) in [
                Completion(found.text, found.margin) for found in TALKING.complete(text[:-4], 100)
            ]


def test_alternates_of_sections_are_offered() -> None:
    """What a section is asked by is offered, after its heading where nothing else tells them apart."""
    coats = Completer(knowledge(article("small", section("Cloakroom now", "Below.", None, "A cloakroom"))))
    assert texts(coats, "cloak") == ["Cloakroom now", "A cloakroom"]


def test_a_wording_in_two_articles_is_offered_once() -> None:
    """What differs by case and punctuation alone is one candidate, with the first article in its margin."""
    both = Completer(knowledge(article("b", entry("is it open")), article("a", entry("Is it open?"))))
    assert [(found.text, found.margin) for found in both.complete("open")] == [("Is it open?", "A")]


def test_what_is_offered_is_harmless() -> None:
    """Nothing that an article holds acts on the terminal by way of the menu."""
    evil = Completer(knowledge(article("x\x1b[2J", entry("is\nit \x1b]0;open\x07 \u202enow"))))
    (found,) = evil.complete("is it")
    assert (found.text, found.margin) == (clean("is\nit \x1b]0;open\x07 \u202enow"), "X [2j")


@pytest.mark.parametrize(
    ("line", "text", "marks"),
    [
        pytest.param("truce temp", "Update: A Temporary Truce", ["Temp", "Truce"], id="beginning and whole"),
        pytest.param("porary", "Update: A Temporary Truce", ["porary"], id="inside"),
        pytest.param("tmp", "Update: A Temporary Truce", ["T", "mp"], id="letters"),
        pytest.param("truse", "Update: A Temporary Truce", ["Truce"], id="typo"),
        pytest.param(
            "ceasefire prop", "Is there a cease-fire proposal?", ["cease-fire", "prop"], id="two words as one"
        ),
        pytest.param("us role", "What is the role of the U.S.?", ["role", "U.S"], id="abbreviation"),
    ],
)
def test_marks_show_what_was_met(line: str, text: str, marks: list[str]) -> None:
    """The letters that met the typed words are marked, and a whole word where they were mistyped."""
    assert [marked(found) for found in TALKING.complete(line) if found.text == text] == [marks]


def test_at_most_so_many_are_offered() -> None:
    """A menu has as many rows as are asked for."""
    many = offered(*(f"what is number {number}" for number in range(30)))
    assert [len(many.complete("what", limit)) for limit in (-1, 0, 3, 100)] == [0, 0, 3, 30]
    assert len(many.complete("what")) == LIMIT


# -- commands ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "found"),
    [
        pytest.param("/", [*COMMANDS], id="a slash lists all"),
        pytest.param("/se", ["/section", "/sections", "/set"], id="beginning"),
        pytest.param("/SEC", ["/section", "/sections"], id="any case"),
        pytest.param("/section", ["/sections"], id="a whole name"),
        pytest.param("/st", ["/section", "/sections", "/set"], id="some letters"),
        pytest.param("  /h", ["/help"], id="blanks before"),
        pytest.param("/zz", [], id="no such"),
        pytest.param("/help ", [], id="takes none"),
        pytest.param("/zz ", [], id="no such with an argument"),
        pytest.param(
            "/section ", ["/section temporary-truce", "/section lasting-peace", "/section war"], id="arguments"
        ),
        pytest.param("/section las", ["/section lasting-peace"], id="argument begun"),
        pytest.param("/section e", ["/section temporary-truce", "/section lasting-peace"], id="inside of arguments"),
        pytest.param("/section truce tem", ["/section temporary-truce"], id="any order"),
        pytest.param("/section quest", ["/section lasting-peace"], id="by its margin"),
        pytest.param("/section war", [], id="whole argument"),
        pytest.param("/set theme n", ["/set theme none"], id="argument of two words"),
    ],
)
def test_commands_and_their_arguments(line: str, found: list[str]) -> None:
    """A slash completes commands by beginning, then by letters; after a command and a space come its arguments."""
    assert texts(TALKING, line) == found


def test_beginnings_come_before_letters() -> None:
    """A command that begins as typed comes before one that only has the letters."""
    assert texts(Completer(TALKS, {"/search": "", "/sh": ""}), "/sh") == ["/search"]
    assert texts(Completer(TALKS, {"/search": "", "/shout": ""}), "/sh") == ["/shout", "/search"]


def test_the_margin_of_a_command_is_its_help() -> None:
    """A command has its help line in the margin, an argument what is said about it, both harmless."""
    assert [found.margin for found in TALKING.complete("/section")] == ["lists [2J headings"]
    assert [found.margin for found in TALKING.complete("/section temp")] == ["Update: A Temporary Truce"]


def test_marks_of_commands() -> None:
    """The typed letters are marked in a command, the typed words in an argument."""
    assert [marked(found) for found in TALKING.complete("/st")] == [["/s", "t"], ["/s", "t"], ["/s", "t"]]
    assert [marked(found) for found in TALKING.complete("/section truce")] == [["truce"]]
    assert [marked(found) for found in TALKING.complete("/section quest")] == [[]]


def test_without_commands() -> None:
    """A completer without commands completes questions alone."""
    assert Completer(TALKS).complete("/") == ()


def test_without_articles() -> None:
    """A knowledge without a question completes nothing."""
    assert Completer(knowledge(article("empty"))).complete("what") == ()


# -- for every string --------------------------------------------------------------------------

SHIPPED = Bot.load(checkout.SHIPPED).knowledge
COMPLETER = Completer(SHIPPED, COMMANDS, ARGUMENTS)
KNOWN = {clean(text) for _, part in SHIPPED.parts() for text in (part.title, *part.alternates)}
OFFERED = KNOWN | COMMANDS.keys() | {f"{name} {text}" for name, given_ in ARGUMENTS.items() for text, _ in given_}
PIECES = st.sampled_from(sorted({word for text in KNOWN for word in text.split()}))
LINES = st.one_of(
    st.text(),
    st.sampled_from(STRANGE),
    st.builds(lambda text, end: text[:end], st.sampled_from(sorted(OFFERED)), st.integers(1, 40)),
    st.lists(st.one_of(PIECES, st.text("abehilostwr'- .é", max_size=6)), max_size=6).map(" ".join),
    st.text("/sectiowarhlp t-", max_size=12).map("/".__add__),
)


@settings(deadline=None)
@given(LINES)
@example("\ufdfa" * 1_000)
@example("a-" * 500)
def test_every_line_is_completed_with_candidates(line: str) -> None:
    """Whatever is typed, only candidates are offered, none twice, alike each time, with marks inside them."""
    found = COMPLETER.complete(line)
    assert len(found) <= LIMIT and len({one.text for one in found}) == len(found)
    assert {one.text for one in found} <= OFFERED - {line}
    for one in found:
        edges = [edge for mark in one.marks for edge in mark]
        assert edges == sorted(set(edges)) and all(0 <= edge <= len(one.text) for edge in edges)
    assert Completer(SHIPPED, COMMANDS, ARGUMENTS).complete(line) == found


@settings(deadline=None)
@given(st.sampled_from(sorted(KNOWN)), st.data())
def test_half_a_candidate_finds_candidates_that_begin_so(text: str, data: st.DataObject) -> None:
    """The beginning of a candidate brings it up, or as many others that fit as well."""
    half = text[: data.draw(st.integers(3, max(3, len(text) - 2)))]
    found = COMPLETER.complete(half)
    assert text in [one.text for one in found] or len(found) == LIMIT or half.casefold() in map(str.casefold, KNOWN)


@settings(deadline=None)
@given(
    st.lists(st.sampled_from(["ab", "abc", "bc", "ca-b", "a'b", "b", "İ", "e\u0301", "開く", "...", "-", "'"])), LINES
)
def test_odd_candidates_are_completed(parts: list[str], line: str) -> None:
    """Texts of any make are read, found and marked."""
    odd = offered(" ".join(parts), "".join(parts), line)
    for typed in (line, "ab", "abc b", "開", " ".join(parts)[:-1]):
        for found in odd.complete(typed):
            assert all(0 <= start < end <= len(found.text) for start, end in found.marks)


# -- how much work -----------------------------------------------------------------------------


def test_a_large_knowledge_is_completed_between_two_keys() -> None:
    """At 10,000 entries with three alternates each no line but the first takes many calls, however long it is."""
    random.seed(5)
    known = ["".join(random.choices("abdeghilmnorstu", k=random.randint(2, 9))) for _ in range(8_000)]
    starts = ["how many", "what is the", "when will", "is there a", "can i", "who is"]

    def wording() -> str:
        return f"{random.choice(starts)} {' '.join(random.choices(known, k=5))}"

    entries = (entry(wording(), wording(), wording(), wording()) for _ in range(10_000))
    completer = Completer(knowledge(article("large", *entries)))
    completer.complete("what")
    lines = ["wh", "the", "what is the", "is the what i", "teh mnay", "a " * 500, "a" * 1_000, "the " * MOST_WORDS]
    took = {line: calls(functools.partial(completer.complete, line)) for line in lines}
    assert max(took.values()) < 70_000, took  # the most was half of that, which is some 10 ms
