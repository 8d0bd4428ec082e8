"""Which article a question is put to, and which question is left."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from samples import article, entry, knowledge, section

from faqbot.index.index import Index
from faqbot.search.asking.aims import Aims
from faqbot.search.match import Matcher

ALPHA = article("alpha", section("Start", "Then Alpha asks for a name."), entry("Is it free?", answer="Yes."))
BETA = article("beta-guide", section("Start", "Then Beta asks for a name."), entry("Is it free?", answer="No."))
PRICES = article("prices", section("Rates", "The prices are in euros."), entry("Who pays?", answer="You do."))
KNOWN = knowledge(ALPHA, BETA, PRICES)
MATCHER = Matcher(KNOWN)
AIMS = Aims(MATCHER.index)


@pytest.mark.parametrize(
    ("text", "name", "rest"),
    [
        ("In the Alpha article, is it free?", "alpha", "is it free?"),
        ("in alpha, is it free", "alpha", "is it free"),
        ("In Beta is it free?", "beta-guide", "is it free?"),
        ("According to the beta guide: is it free?", "beta-guide", "is it free?"),
        ("Is it free in Beta?", "beta-guide", "Is it free?"),
        ("is it free for alpha, please?", "alpha", "is it free please?"),
        ("Is it free, according to the prices document?", "prices", "Is it free?"),
        ("What does the Alpha guide say about names?", "alpha", "names?"),
        ("Does the prices policy say who pays?", "prices", "who pays?"),
        ("Alpha: is it free?", "alpha", "is it free?"),
        ("hi, with alpha, is it free?", "alpha", "hi is it free?"),
        ("according to the guide, is it free?", "beta-guide", "is it free?"),
    ],
)
def test_a_phrase_names_an_article(text: str, name: str, rest: str) -> None:
    """A phrase in front of a question or behind it names an article by its title or id, and is cut off."""
    aim = AIMS.phrased(text)
    assert aim is not None
    assert (sorted(aim.articles), aim.text) == ([name], rest)


@pytest.mark.parametrize(
    "text",
    [
        "is it free",
        "in the article, is it free?",  # which?
        "is it free at these prices",  # an article's title, but no name
        "In the Alpha guide?",  # nothing is left
        "does Alpha work with Beta?",  # put to neither
        "is it free in Gamma?",
        "in the free guide",
        "",
        "???",
    ],
)
def test_what_names_no_article_is_part_of_the_question(text: str) -> None:
    """A text that plainly names no article, or asks nothing beside it, has no aim."""
    assert AIMS.phrased(text) is None


def test_two_articles_may_be_named() -> None:
    """A question may be put to several articles at once."""
    aim = AIMS.phrased("is it free in alpha and beta?")
    assert aim is not None
    assert aim.articles == {"alpha", "beta-guide"}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("is alpha free", {"alpha"}),
        ("my Beta login is lost", {"beta-guide"}),
        ("from alpha to beta", {"alpha", "beta-guide"}),
    ],
)
def test_a_name_tells_wherever_it_stands(text: str, names: set[str]) -> None:
    """A name of an article anywhere in a question says which is meant."""
    aim = AIMS.named(MATCHER.read(text))
    assert aim is not None
    assert aim.articles == names


@pytest.mark.parametrize("text", ["are the prices fair", "is it free", ""])
def test_words_that_are_no_names_tell_nothing(text: str) -> None:
    """A word of a title that texts write small names no article by itself."""
    assert AIMS.named(MATCHER.read(text)) is None


SERIES = Matcher(
    knowledge(
        *(article(f"app-{n}", entry("Is it free?", answer=f"Then App {n} is."), entry(f"Ah {n}")) for n in (3, 4))
    )
)


def test_a_number_is_part_of_a_name() -> None:
    """Of two versions the number says which; one of which there is no article is put to none."""
    aims = Aims(SERIES.index)
    found = [aims.named(SERIES.read(f"is app {number} free")) for number in (3, 4, 5)]
    assert [sorted(aim.articles) for aim in found if aim] == [["app-3"], ["app-4"], []]


def test_the_shorter_of_two_titles_is_meant_by_its_name() -> None:
    """Who says "Alpha" does not mean "Alpha Pro", and the other way round."""
    pro = article("alpha-pro", section("Start", "Then Alpha Pro asks."), entry("Is it free?"))
    aims = Aims(Index(knowledge(ALPHA, pro, PRICES)))
    found = [aims.phrased(text) for text in ("in alpha, is it free?", "in alpha pro, is it free?")]
    assert [sorted(aim.articles) for aim in found if aim] == [["alpha"], ["alpha-pro"]]


@pytest.mark.parametrize(
    ("question", "moved"),
    [
        ("and in Beta?", "is it free in Beta"),
        ("what about the Beta guide?", "is it free in the Beta guide"),
        ("and who pays?", ""),
        ("and in March?", ""),
        ("", ""),
    ],
)
def test_a_question_can_be_put_to_another_article(question: str, moved: str) -> None:
    """What names an article only puts the question before to it."""
    assert AIMS.moved(question, "is it free?") == moved


def test_the_name_of_the_other_article_takes_the_place_of_the_one_before() -> None:
    """A question that named an article names the other one in its place."""
    assert AIMS.moved("and Beta?", "Is Alpha free?") == "Is Beta free?"


WORDS = st.lists(st.sampled_from("in the alpha beta guide , : ? . free is and what does say".split()), max_size=12)


@given(WORDS.map(" ".join) | st.text(max_size=60))
def test_any_text_is_read(text: str) -> None:
    """No text whatever fails, and one article alone is never aimed at."""
    AIMS.phrased(text)
    AIMS.named(MATCHER.read(text))
    AIMS.moved(text, text)
    assert Aims(Index(knowledge(ALPHA))).phrased(text) is None
