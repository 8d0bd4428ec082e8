"""Knowledge to postings: what words weigh, and which candidates a question meets."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from samples import article, entry, knowledge, section

from faqbot.index.counting import postings as room
from faqbot.index.counting.weights import STOP_WORD, terms
from faqbot.index.index import Index
from faqbot.language.terms import Concept, Group


def index(*parts: object, language: str = "en") -> Index:
    return Index(knowledge(article("small", *parts, language=language)))  # type: ignore[arg-type]


def held(small: Index) -> set[str]:
    return {term for candidate in small.candidates for line in candidate.lines for term in terms(line)}


def plain(*found: str) -> list[tuple[str, float]]:
    """Terms that are meant without a doubt."""
    return [(term, 1.0) for term in found]


SHOP = (
    entry("How do I return a jacket?", "I want to send a jacket back", answer="Post it to us. Keep the receipt."),
    entry("Do you repair zips?"),
    section("Delivery", "Parcels leave daily. They need two days.\n\nIslands need four.", "Two days or four."),
    section("Shops", "In Delft and Gouda.", None, "Where are you?", "Can I come by?"),
)


# -- what words weigh --------------------------------------------------------------------------


@pytest.mark.parametrize("alternates", [1, 9, 90])
def test_many_alternates_do_not_make_a_word_cheap(alternates: int) -> None:
    """A word weighs by the entries that hold it, however many wordings of one entry do."""
    asked = entry("Is a refund due?", *(f"refund please number{n}" for n in range(alternates)))
    once = index(entry("Is a refund due?"), entry("Is it open?"), entry("Is it far?"))
    assert index(asked, entry("Is it open?"), entry("Is it far?")).weight("refund") == once.weight("refund")


def test_a_rare_word_weighs_more_than_a_common_one() -> None:
    """The fewer candidates hold a word, the more it weighs."""
    small = index(entry("red boots"), entry("red hats"), entry("red gloves"))
    assert small.weight("boot") > small.weight("red")


def test_an_unseen_word_weighs_the_most() -> None:
    """A word that no candidate holds weighs more than any that one does."""
    small = index(*SHOP)
    assert small.weight("xylophon") > max(map(small.weight, held(small)))


@pytest.mark.parametrize("word", ["how", "is", "the", "want", "tell"])
def test_an_stop_word_weighs_less(word: str) -> None:
    """A stop word weighs a fixed share of another word as rare as it."""
    small = index(entry(f"{word} jacket"), entry("Closed"))
    assert small.is_stop_word(word)
    assert small.weight(word) == pytest.approx(STOP_WORD * small.weight("jacket"))


def test_stop_words_are_english_ones() -> None:
    """In another language no word is taken for an English stop word."""
    small = index(entry("was die jacke"), entry("zu"), language="de")
    assert not small.is_stop_word("was")
    assert small.weight("was") == small.weight("jack")


def test_names_are_written_with_a_capital_only() -> None:
    """A word is a name where no sentence or question writes it in lower case; a heading's capitals say nothing."""
    small = index(
        section("Opening Hours Of Delft", "We show Vermeer. The Museum opens at ten."),
        entry("Is the museum in Delft?", "may I draw"),
    )
    assert small.names == {"vermeer", "delft"}


# -- what a candidate is -----------------------------------------------------------------------


def test_candidates_are_the_sections_and_entries() -> None:
    """Every section and entry is a candidate, with its ref, kind and title."""
    assert [(c.ref, c.kind, c.title) for c in index(*SHOP).candidates] == [
        ("small#delivery", "section", "Delivery"),
        ("small#shops", "section", "Shops"),
        ("small#how-do-i-return-a-jacket", "entry", "How do I return a jacket?"),
        ("small#do-you-repair-zips", "entry", "Do you repair zips?"),
    ]


@pytest.mark.parametrize(
    ("ref", "asked", "rest"),
    [
        (
            "small#how-do-i-return-a-jacket",
            ["How do I return a jacket?", "I want to send a jacket back"],
            ["Post it to us.", "Keep the receipt."],
        ),
        (
            "small#delivery",
            ["Delivery", "Two days or four.", "Parcels leave daily.", "They need two days.", "Islands need four."],
            [],
        ),
        ("small#shops", ["Shops", "Where are you?", "Can I come by?", "In Delft and Gouda."], []),
    ],
)
def test_the_lines_of_a_candidate(ref: str, asked: list[str], rest: list[str]) -> None:
    """A question may resemble an entry's wordings or a section's sentences; an answer only supports its entry."""
    small = index(*SHOP)
    candidate = small.candidates[small.numbers[ref]]
    assert [line.value for line in candidate.lines[: candidate.asked]] == asked
    assert [line.value for line in candidate.lines[candidate.asked :]] == rest


@pytest.mark.parametrize(
    ("ref", "questions"),
    [
        ("small#how-do-i-return-a-jacket", ["How do I return a jacket?", "I want to send a jacket back"]),
        ("small#delivery", []),
        ("small#shops", ["Where are you?", "Can I come by?"]),
    ],
)
def test_the_questions_of_a_candidate(ref: str, questions: list[str]) -> None:
    """An entry's question and alternates are questions, and a section's alternates; its heading names a subject."""
    small = index(*SHOP)
    candidate = small.candidates[small.numbers[ref]]
    assert [candidate.lines[at].value for at in candidate.questions] == questions


def test_a_line_knows_where_it_stands() -> None:
    """A sentence keeps the text it is from and its offset there; a wording of a question has none."""
    small = index(*SHOP)
    for line in (line for candidate in small.candidates for line in candidate.lines):
        assert line.source is None or line.source.value.startswith(line.value, line.offset)
    assert {line.source is None for line in small.candidates[0].lines} == {True, False}


def test_a_line_stands_for_its_words_and_its_concepts() -> None:
    """A word inside a phrase of a synonym group stands for its stem and for the group's concept."""
    parts = article("small", entry("the entrance fee today"), synonyms=[("entrance fee", "ticket price")])
    line = Index(knowledge(parts)).candidates[0].lines[0]
    assert [line.terms_at(at) for at in range(4)] == [
        {"the"}, {"entranc", "=entranc fee"}, {"fee", "=entranc fee"}, {"today"},
    ]  # fmt: skip


def test_terms_of_each_kind_are_kept_apart() -> None:
    """A stem, a concept named after it and a group named after it are three terms."""
    parts = article("small", entry("the cost today"), entry("hats"), synonyms=[("cost", "bill")])
    found = held(Index(knowledge(parts)))
    assert {"cost", Concept.of(["cost"]), Group.of("cost")} <= found
    assert {type(term) for term in found} == {str, Concept, Group}


def test_what_words_share_makes_no_line_longer() -> None:
    """The words of a line weigh as much with synonyms and related words beside them as without."""
    lines = entry("the cost today"), entry("hats for hares")
    alone, shared = (Index(knowledge(article("small", *lines, synonyms=s))) for s in ((), [("cost", "bill")]))
    today = [(found, found.lines[0][1]) for each in (alone, shared) if (found := each.held(0).get("today"))]
    assert today[0][1] == today[1][1]


def test_a_longer_line_weighs_each_of_its_words_less() -> None:
    """A word counts for more in a short line than in a long one."""
    small = index(entry("boots"), entry("boots for long walks over wet green hills"))
    short, long = (found.lines[0][1] for number in (0, 1) if (found := small.held(number).get("boot")))
    assert short > long


# -- gathering ---------------------------------------------------------------------------------

ATLAS = [entry(f"book number {name}") for name in ("one", "two", "three", "four")] + [entry("the atlas book")]


def test_gathered_candidates_hold_a_term() -> None:
    """Only candidates that hold one of the terms are gathered, those that hold the most first."""
    assert sorted(index(*ATLAS).gather(plain("atlas", "two"), 10)) == [1, 4]
    assert index(*ATLAS).gather(plain("atlas", "book", "zebra"), 10)[0] == 4
    assert index(*ATLAS).gather(plain("zebra"), 10) == []
    assert index(*ATLAS).gather([], 10) == []


def test_candidates_are_gathered_within_some_articles() -> None:
    """Of articles that are named alone candidates are gathered, as many as there would be of these alone."""
    two = Index(knowledge(article("a", *ATLAS), article("b", *ATLAS)))
    assert two.gather(plain("atlas", "two"), 10, two.within(["b"])) == [6, 9]
    assert sorted(two.gather(plain("book"), 10, two.within(["a"]))) == [0, 1, 2, 3, 4]
    assert two.gather(plain("book"), 10, two.within([])) == []
    assert two.within(["b", "a"]) == (range(5), range(5, 10))


def test_gathering_stops_at_its_limit() -> None:
    """No more candidates are gathered than are asked for."""
    assert len(index(*ATLAS).gather(plain("book"), 3)) == 3


def test_the_candidates_are_known_that_hold_some_terms() -> None:
    """All of them, in their order, whether bitmaps tell it or lists."""
    small = index(entry("red boots"), entry("red hats and boots"), entry("boots"), entry("blue hats, red boots"))
    assert [*small.holding(["red", "boot"])] == [0, 1, 3]
    assert [*small.holding(["hat", "red", "boot"])] == [1, 3]
    assert [*small.holding(["red", "green"])] == []


@given(
    st.lists(st.lists(st.sampled_from("abcdefgh"), min_size=1, max_size=6, unique=True), min_size=1, max_size=30),
    st.lists(st.sampled_from("abcdefghz"), min_size=1, max_size=5, unique=True),
    st.integers(1, 40),
)
def test_what_is_left_of_the_budget_changes_no_score(texts: list[list[str]], asked: list[str], budget: int) -> None:
    """Candidates that are gathered within a budget come in the order in which they would without one."""
    small = index(*(entry(f"{' '.join(f'w{word}' for word in text)} n{n}") for n, text in enumerate(texts)))
    wanted = plain(*(f"w{word}" for word in asked))
    every = small.gather(wanted, 100)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(room, "BUDGET", budget)
        found = small.gather(wanted, 100)
    assert found == [number for number in every if number in set(found)]


def test_common_words_meet_where_the_budget_is_spent(monkeypatch: pytest.MonkeyPatch) -> None:
    """A candidate that alone holds several common words is found, however far down their lists it stands."""
    parts = [entry("red boots"), entry("blue hats"), entry("red hats of a very long name that nobody ever reads")]
    others = [entry(f"{word} number{n}") for n in range(30) for word in ("red", "hats")]
    monkeypatch.setattr(room, "BUDGET", 3)
    assert index(*others, *parts).gather(plain("red", "hat"), 1) == [62]


def test_candidates_alike_are_gathered_in_their_own_order() -> None:
    """Candidates that hold the same come in the order of the knowledge."""
    assert index(*(entry("book", answer=str(n)) for n in range(9))).gather(plain("book"), 10) == list(range(9))


@pytest.mark.parametrize("terms", [("book", "atlas", "two"), ("two", "book", "atlas"), ("atlas", "two", "book")])
def test_the_order_of_terms_does_not_matter(terms: tuple[str, ...]) -> None:
    """The same terms gather the same candidates, whatever order they come in."""
    assert index(*ATLAS).gather(plain(*terms), 10) == index(*ATLAS).gather(plain("atlas", "book", "two"), 10)
