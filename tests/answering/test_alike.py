"""Articles that answer one question: which are cited, which are told to differ, and how that is shown."""

from __future__ import annotations

from typing import Final

import pytest
from samples import article, entry, knowledge

from faqbot import Bot, FaqbotError, Verdict
from faqbot.answering import explanation, receipt
from faqbot.answering.answers import Cause
from faqbot.chat import transcript
from faqbot.chat.commands.commands import say
from faqbot.chat.session import Session

TRIAL: Final = "How long is the trial?"
ALONE: Final = entry("How do I export a song?", answer="Choose Export.")


def bot(*answers: str) -> Bot:
    """Articles named red, green, blue, each with its answer to one question; the first has another question alone."""
    names = ("red", "green", "blue")
    return Bot(
        knowledge(
            *(
                article(name, *([] if at else [ALONE]), entry(TRIAL, answer=said), entry(f"Who likes {name}?"))
                for at, (name, said) in enumerate(zip(names, answers, strict=False))
            )
        )
    )


SAME: Final = bot("It lasts 30 days.", "It lasts 30 days.", "It lasts 30 days.")
DIFFERENT: Final = bot("It lasts 30 days.", "It lasts 14 days.")
MIXED: Final = bot("It lasts 30 days.", "It lasts 14 days.", "It lasts 30 days.")
UNTOLD: Final = bot("You see it in the menu.", "Ask the person at the desk.")


def test_articles_that_say_the_same_are_all_cited() -> None:
    """An answer that several articles give is given once, with the places of all of them, and is as sure as one."""
    answer = SAME.answer(TRIAL)
    assert (answer.verdict, answer.text) == (Verdict.ANSWERED, "It lasts 30 days.")
    assert {cite.article for cite in answer.citations} == {"red", "green", "blue"}
    assert answer.confidence > 0.9
    assert str(answer).count("It lasts 30 days.") == 1
    assert all(name in str(answer) for name in ("Red (undated)", "Green (undated)", "Blue (undated)"))


def test_articles_that_differ_are_both_quoted() -> None:
    """Where two articles differ and nothing tells which is meant, both are quoted, cited, and can be picked."""
    answer = DIFFERENT.answer(TRIAL)
    assert (answer.verdict, answer.cause) == (Verdict.UNSURE, Cause.DISAGREEING)
    assert answer.citation is None
    told = [cite.article for cite in (answer.closest, *answer.disagreeing) if cite]
    assert sorted(told) == ["green", "red"]
    assert str(answer).splitlines()[0] == "The articles answer this differently: which do you mean?"
    assert "“It lasts 30 days.”" in str(answer)
    assert "“It lasts 14 days.”" in str(answer)
    assert len(answer.suggestions) == 2
    assert "differently" in explanation.because(answer)


def test_of_three_two_may_agree() -> None:
    """Where one of three differs all three are offered, and it is told who says what."""
    answer = MIXED.answer(TRIAL)
    assert answer.cause is Cause.DISAGREEING
    assert len(answer.suggestions) == 3
    assert len(answer.agreeing) + len(answer.disagreeing) == 2


def test_where_it_can_not_be_told_both_are_shown() -> None:
    """Answers in other words to the very same question: both are quoted, and the bot asks which article is meant."""
    answer = UNTOLD.answer(TRIAL)
    assert (answer.verdict, answer.cause) == (Verdict.UNSURE, Cause.DISAGREEING)
    assert (len(answer.agreeing), len(answer.disagreeing), len(answer.suggestions)) == (0, 1, 2)


@pytest.mark.parametrize("articles", ["green", ["green"], ("Green",), ["gre"]])
def test_a_named_article_alone_is_asked(articles: str | list[str] | tuple[str, ...]) -> None:
    """Who names an article, by id, title or beginning, gets its answer, and nothing of others."""
    answer = DIFFERENT.answer(TRIAL, articles=articles)
    assert (answer.verdict, answer.text, answer.articles) == (Verdict.ANSWERED, "It lasts 14 days.", ("green",))
    assert answer.disagreeing == ()
    assert {match.ref.partition("#")[0] for match in DIFFERENT.search(TRIAL, articles=articles)} == {"green"}
    assert DIFFERENT.answer(ALONE.question, articles=articles).suggestions == ()


def test_a_restricted_bot_is_as_sure_as_one_of_that_article() -> None:
    """What other articles say takes nothing off the confidence in one that is named."""
    alone = Bot(knowledge(*(a for a in DIFFERENT.knowledge.articles if a.id == "green"))).answer(TRIAL)
    assert DIFFERENT.answer(TRIAL, articles="green").confidence == pytest.approx(alone.confidence, abs=0.02)


def test_what_another_article_says_is_offered_only() -> None:
    """Who asks an article that doesn't say is told so, and offered the one that does."""
    answer = DIFFERENT.answer("In the Green guide, how do I export a song?")
    assert (answer.verdict, answer.cause) == (Verdict.UNSURE, Cause.ELSEWHERE)
    assert [match.ref for match in answer.suggestions] == ["red#how-do-i-export-a-song"]
    assert answer.reason == "“Green” does not say; “Red” does: do you mean this?"
    assert "another article" in explanation.because(answer)
    assert receipt.segments(answer)


def test_what_no_article_says_is_told_of_the_one_asked() -> None:
    """The reason for silence names the article that was asked, and the words that it lacks."""
    assert DIFFERENT.answer("Can zebras sing?", articles="green").reason == (
        "I don't know: “Green” says nothing about “zebras” or “sing”."
    )


@pytest.mark.parametrize(
    ("names", "message"),
    [
        ("gren", 'there is no article "gren": did you mean "green"?'),
        ("xyz", 'there is no article "xyz": write "blue", "green" or "red"'),
        ("", 'there is no article "": write "blue", "green" or "red"'),
        ([], "no article is named: name one, or leave the names out to ask all"),
    ],
)
def test_a_name_that_no_article_has_is_told(names: str | list[str], message: str) -> None:
    """An unknown name is an error with a guess, or with the names that there are."""
    known = Bot(knowledge(*sorted(MIXED.knowledge.articles, key=lambda article: article.id)))
    with pytest.raises(FaqbotError) as told:
        known.answer(TRIAL, articles=names)
    assert str(told.value) == message


def test_a_beginning_of_two_names_is_told() -> None:
    """A beginning that two articles have is an error with the choices."""
    two = Bot(knowledge(article("red-one", entry("Who?")), article("red-two", entry("Who?"))))
    with pytest.raises(FaqbotError, match='the article "red" may be "red-one" or "red-two": write more'):
        two.search("who", articles="red")


def test_a_name_must_be_a_text() -> None:
    """What is no string names no article."""
    with pytest.raises(TypeError, match="the name of an article is a text"):
        DIFFERENT.answer(TRIAL, articles=[1])  # type: ignore[list-item]


def test_all_of_it_is_in_json() -> None:
    """The plain values of an answer hold the other articles, and those that were asked."""
    values = DIFFERENT.answer(TRIAL).to_dict()
    assert [cite["article"] for cite in values["disagreeing"]]
    assert SAME.answer(TRIAL, articles=["red", "blue"]).to_dict()["articles"] == ["blue", "red"]
    assert len(SAME.answer(TRIAL).to_dict()["agreeing"]) == 2


def test_a_chat_can_be_put_to_one_article() -> None:
    """A conversation over one article asks that alone, also where a question leans on the one before."""
    chat = DIFFERENT.chat(articles="green")
    assert chat.ask(TRIAL).text == "It lasts 14 days."
    assert chat.ask("who likes it?").articles == ("green",)


def test_a_follow_up_may_name_another_article() -> None:
    """A question that only names an article is the one before, put to that."""
    chat = DIFFERENT.chat()
    assert chat.ask("How long is the trial in the Red guide?").text == "It lasts 30 days."
    assert chat.ask("and in the Green guide?").text == "It lasts 14 days."


def said(session: Session, line: str) -> str:
    """What is said to a line."""
    return "\n".join(map(str, say(session, line).segments))


def test_the_chat_has_a_command_for_it() -> None:
    """/article names the article that is asked from then on, until all are again."""
    session = Session(DIFFERENT)
    assert said(session, "/article").startswith("Questions are put to all articles.")
    assert said(session, "/article Green") == "Questions are put to “Green” only, until /article all."
    assert said(session, TRIAL).startswith("It lasts 14 days.")
    assert [article.id for article in session.articles] == ["green"]
    assert "only “Green”" in said(session, "/article")
    assert said(session, "/article all") == "Questions are put to all articles again."
    assert said(session, TRIAL).startswith("The articles answer this differently")
    assert said(session, "/article grean") == 'There is no article "grean": did you mean "green"?'


def test_a_transcript_holds_every_citation() -> None:
    """What is saved or copied of a conversation quotes and cites each article."""
    same, different = SAME.answer(TRIAL), DIFFERENT.answer(TRIAL)
    for kept in (transcript.markdown([same]), transcript.plain(same)):
        assert all(f"{name}.yaml" in kept for name in ("red", "green", "blue"))
    for kept in (transcript.markdown([different]), transcript.plain(different)):
        assert all(f"lasts {days} days" in kept for days in (30, 14))
