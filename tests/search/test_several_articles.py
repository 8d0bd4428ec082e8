"""A knowledge of several articles: whose opening hours are meant, and which language is spoken."""

from __future__ import annotations

from dataclasses import replace

import pytest
from samples import article, entry, knowledge, section

from faqbot import Bot, Verdict

HOURS = entry("When do you open?", answer="At ten.")
TOWN = Bot(
    knowledge(
        article("museum", HOURS, entry("May I draw?", answer="With a pencil.")),
        article("pool", entry("When do you open?", answer="At seven."), entry("Is there a slide?", answer="Two.")),
    )
)


@pytest.mark.parametrize(("place", "hour"), [("museum", "At ten."), ("pool", "At seven.")])
def test_an_articles_title_says_which_article_is_meant(place: str, hour: str) -> None:
    """A question that names an article's title is answered from that article."""
    assert TOWN.answer(f"When does the {place} open?").text == hour


def test_alike_places_are_both_offered_by_the_name_of_their_article() -> None:
    """Where nothing tells two articles apart the bot asks which is meant, and says which is which."""
    answer = TOWN.answer("When do you open?")
    assert answer.verdict is Verdict.UNSURE
    assert [match.title for match in answer.suggestions] == ["When do you open? (Museum)", "When do you open? (Pool)"]


def test_a_tie_is_never_answered() -> None:
    """Two entries that a question fits equally well are both offered."""
    bot = Bot(knowledge(article("gym", entry("Is the sauna warm?"), entry("Is the sauna old?"), entry("Who sings?"))))
    answer = bot.answer("is the sauna nice")
    assert answer.verdict is not Verdict.ANSWERED


def test_signs_tell_languages_of_programmers_apart() -> None:
    """C# and C++ are words of their own."""
    bot = Bot(knowledge(article("club", entry("Do you teach C++?", answer="Mondays."), entry("Do you teach C#?"))))
    answer = bot.answer("do you teach c++")
    assert answer.verdict is Verdict.ANSWERED
    assert answer.text == "Mondays."


def test_the_language_of_the_most_is_the_language_of_all() -> None:
    """One small article in another language doesn't turn off what is known of the language of the others."""
    german = article("a-deutsch", entry("Wann öffnet das Bad?", answer="Um zehn."), language="de")
    english = article("pool", section("Visitors", "Over 300 children came."), entry("Is there a slide?", answer="Yes."))
    answer = Bot(knowledge(german, english)).answer("how many boats came")
    assert answer.verdict is not Verdict.ANSWERED


def test_a_knowledge_without_articles_knows_nothing() -> None:
    """A bot over no articles at all answers nothing, and doesn't fail."""
    assert Bot(knowledge()).answer("When do you open?").verdict is Verdict.UNKNOWN


def test_a_knowledge_of_a_bot_can_not_be_changed() -> None:
    """A bot is immutable: what it was made of can be read, not set."""
    with pytest.raises(AttributeError):
        TOWN.knowledge = knowledge()  # type: ignore[misc]


DESK = Bot(
    knowledge(
        article("withdrawing-an-article", entry("Who may withdraw one?", answer="Its author.")),
        article("adjustments", section("Applying for adjustments", "Write to the desk. Adjustments are free.")),
        article("prices", entry("May I name a price for my article?", answer="You may, in florins.")),
    )
)


@pytest.mark.parametrize(
    ("question", "ref"),
    [
        ("May I name a price for my article?", "prices#may-i-name-a-price-for-my-article"),
        ("applying for adjustments", "adjustments#applying-for-adjustments"),
    ],
)
def test_what_is_asked_word_for_word_is_aimed_nowhere(question: str, ref: str) -> None:
    """Words of a title may be part of what another article is asked, and of a heading of its own."""
    answer = DESK.answer(question)
    assert answer.verdict is Verdict.ANSWERED
    assert answer.citation is not None
    assert answer.citation.ref == ref


COMMON = ["Help", "FAQ", "The", "2026", "How to", "What is", "A", "In", "-", "Questions"]


@pytest.mark.parametrize("titles", [COMMON, ["Help"] * len(COMMON)])
def test_titles_of_common_words_lose_no_question(titles: list[str]) -> None:
    """Whatever articles are called, each question finds its own."""
    things = ["bridge", "tower", "harbour", "library", "garden", "theatre", "stable", "kitchen", "cellar", "orchard"]
    bot = Bot(
        knowledge(
            *(
                replace(article(f"a{at}", entry(f"How do I find help in the {thing} for 2026?")), title=title)
                for at, (thing, title) in enumerate(zip(things, titles, strict=True))
            )
        )
    )
    for at, thing in enumerate(things):
        answer = bot.answer(f"where is help in the {thing} for 2026?")
        assert answer.citation is not None, thing
        assert answer.citation.ref.startswith(f"a{at}#")
