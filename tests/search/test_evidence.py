"""What a candidate lacks of the fact that a question asks for."""

from __future__ import annotations

import pytest
from samples import entry, matcher, section

from faqbot.knowledge.article import Entry, Section
from faqbot.search.choice import FACTS
from faqbot.search.evidence import has_fact, missing

POOL = section("The pool", "The pool has a slide of many colours. It was built for the schools of the town.")
BATHS = section(
    "The baths", "The baths opened in 1911. The pool there has 3 slides and costs 4 euros. Ada Moss built it."
)
SLIDES = entry("How many slides does the pool have?", answer="That depends on the season and on the weather.")
SHORT = entry("Does the pool have slides?", answer="Two.")


def lacking(part: Entry | Section, question: str) -> set[str]:
    """What a section or an entry lacks that stands alone in a knowledge."""
    one = matcher(part)
    asked = one.read(question)
    scored = one.score(asked, 0)
    found = missing(asked, scored.candidate, scored.nearness)
    assert tuple(found) == FACTS and set(found.values()) <= {0.0, 1.0}
    assert any(found.values()) is not has_fact(asked, scored.candidate, scored.nearness)
    assert {name: scored.traits[name] for name in FACTS} == found and scored.holds is not any(found.values())
    return {name for name, lacks in found.items() if lacks}


@pytest.mark.parametrize("part", [POOL, BATHS, SLIDES, SHORT], ids=["pool", "baths", "slides", "short"])
@pytest.mark.parametrize("question", ["Does the pool have slides?", "tell me of the pool", "the baths", "pool slide"])
def test_where_no_fact_is_asked_for_nothing_is_missing(part: Entry | Section, question: str) -> None:
    """A question that asks for no kind of fact can be answered by anything."""
    assert lacking(part, question) == set()


@pytest.mark.parametrize("question", ["How many slides does the pool have?", "How much does the pool cost?"])
def test_a_quantity_is_missing_where_no_number_tells_it(question: str) -> None:
    """What speaks of the subject and has no number lacks the number or price that is asked for."""
    assert lacking(POOL, question) == {"no quantity"}
    assert lacking(BATHS, question) == set()


@pytest.mark.parametrize("question", ["When was the pool built?", "Who built the pool?"])
def test_another_fact_may_be_missing(question: str) -> None:
    """Persons and times have many forms, so that their lack is told apart from that of a quantity."""
    assert lacking(POOL, question) == {"no fact"}
    assert lacking(BATHS, question) == set()


@pytest.mark.parametrize("question", ["Which lockers does the pool have?", "which lockers are at the pool"])
def test_a_thing_that_is_asked_for_by_its_name_may_be_missing(question: str) -> None:
    """What is asked for by a noun that the knowledge lacks is missing in a way of its own."""
    assert lacking(POOL, question) == {"no thing"}


def test_at_most_one_thing_is_missing() -> None:
    """A question asks for one kind of fact, so that a candidate lacks one at most."""
    for question in ("How many lockers?", "Which lockers?", "When?", "How much is a locker at the pool?", "who swims"):
        assert all(len(lacking(part, question)) <= 1 for part in (POOL, BATHS, SLIDES, SHORT))


def test_an_entry_that_is_asked_for_the_same_fact_lacks_none() -> None:
    """Whatever words its answer uses, it answers its own question."""
    assert lacking(SLIDES, "how many slides does the pool have") == set()


def test_an_answer_of_few_words_lacks_nothing() -> None:
    """It takes its meaning from the question."""
    assert lacking(SHORT, "When does the pool have slides?") == set()


@pytest.mark.parametrize("language", ["de", "fr", "xx"])
@pytest.mark.parametrize("question", ["How many slides does the pool have?", "Wie viele Rutschen hat das Bad?"])
def test_in_a_language_whose_questions_are_not_known_nothing_is_missing(language: str, question: str) -> None:
    """Which fact is asked for is known of English only; elsewhere the lack of one is against nothing."""
    one = matcher(POOL, language=language)
    asked = one.read(question)
    assert missing(asked, one.index.candidates[0], [1.0] * 9) == dict.fromkeys(FACTS, 0.0)


@pytest.mark.parametrize("who", ["children", "kids"])
def test_a_quantity_may_be_told_of_a_related_word(who: str) -> None:
    """What a sentence says of children it says of kids, as the lexicon has them for the same."""
    prices = entry("What does a ticket cost?", answer="Adults pay 6 euros. Children up to 14 pay 3 euros.")
    assert lacking(prices, f"how much do {who} pay") == set()
