"""What is answered to a text that tells something, is framed, or asks several questions."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from samples import article, bot, entry, knowledge, section

from faqbot import Answer, Bot, Verdict
from faqbot.answering import receipt
from faqbot.answering.answers import Cause
from faqbot.chat import transcript
from faqbot.chat.session import Session
from faqbot.evaluation.golden import judge
from faqbot.evaluation.golden.cases import Expectation, single

INN = bot(
    entry("When does the kitchen open?", answer="The kitchen opens at noon."),
    entry("How much is a room?", "what does a room cost", answer="A room is 90 florins a night."),
    entry("Are dogs allowed?", "can I bring my dog", answer="Dogs sleep free of charge."),
    entry("Can I cancel my booking?", "how do I cancel a booking", answer="Write to us two days before."),
    entry("Where can I park my car?", answer="Behind the barn."),
    section("The barn", "The barn was built in 1820. Bats live under its roof."),
)
ASKED = {e.question: e.id for e in INN.knowledge.articles[0].faq}
TOLD = [
    "My aunt turns eighty in June.",
    "We come from Ghent and the train was late.",
    "I looked at every page twice, no luck.",
    "Your phone is always engaged!",
]
FRAMES = ["hi, {}", "could you tell me, {}", "Quick question: {}", "According to the page, {}", "{} Thanks in advance!"]


def cited(answer: Answer) -> str | None:
    return answer.citation.entry if answer.citation else None


@given(st.sampled_from(sorted(ASKED)), st.lists(st.sampled_from(FRAMES), min_size=1, max_size=2))
def test_a_frame_changes_no_answer(question: str, frames: list[str]) -> None:
    """Greetings, thanks and what says that a question follows change neither verdict nor citation nor confidence."""
    text = question
    for frame in frames:
        text = frame.format(text)
    framed, plain = INN.answer(text), INN.answer(question)
    assert (framed.verdict, framed.citation, framed.confidence) == (plain.verdict, plain.citation, plain.confidence)
    assert framed.question == text and framed.asked_as is None


@given(st.sampled_from(sorted(ASKED)), st.permutations(TOLD), st.integers(0, 2), st.integers(0, 2))
def test_what_is_told_beside_a_question_is_not_in_its_way(
    question: str, told: list[str], before: int, after: int
) -> None:
    """Sentences on something else, before and after, leave a question its answer."""
    text = " ".join([*told[:before], question, *told[before : before + after]])
    assert cited(INN.answer(text)) == ASKED[question]


def test_what_is_told_may_be_what_the_question_is_about() -> None:
    """A question that says nothing of its subject is read with what was told."""
    answer = INN.answer("I have to cancel my booking. How do I do that?")
    assert cited(answer) == ASKED["Can I cancel my booking?"]


def test_what_is_told_is_not_what_is_answered() -> None:
    """A question without an answer gets none from what is told beside it."""
    answer = INN.answer("I know how much a room is. Who painted the saloon ceiling?")
    assert answer.verdict is not Verdict.ANSWERED


@given(st.permutations(sorted(ASKED)), st.sampled_from([" ", " And ", " Also, "]))
def test_each_of_two_questions_is_answered(asked: list[str], joint: str) -> None:
    """Two questions in one text are both answered, each from its own place, in whichever order."""
    one, other = asked[:2]
    answer = INN.answer(f"{one}{joint}{other}")
    assert [cited(part) for part in answer.parts] == [ASKED[one], ASKED[other]]
    assert answer.asked_as == one and [part.question for part in answer.rest] == [other]


def test_two_questions_in_one_sentence_are_both_answered() -> None:
    """Each stands under its own words, with its own citation."""
    answer = INN.answer("when does the kitchen open and how much is a room?")
    assert [s.role for s in answer.segments()] == ["asked", "answer", "citation", "asked", "answer", "citation"]
    assert "asked as: how much is a room?\nA room is 90 florins a night." in str(answer)


@pytest.mark.parametrize(
    "text", ["Do you sell balloons? How much is a room?", "How much is a room? Do you sell balloons?"]
)
def test_the_half_that_is_not_answered_is_named(text: str) -> None:
    """The answer is that to the question that has one, and the other is named with the reason."""
    answer = INN.answer(text)
    assert cited(answer) == ASKED["How much is a room?"] and answer.verdict is Verdict.ANSWERED
    (other,) = answer.rest
    assert other.question == "Do you sell balloons?" and other.verdict is not Verdict.ANSWERED
    assert f"Not answered: “Do you sell balloons?” {other.reason}" in str(answer)


def test_where_no_half_is_answered_the_whole_is_one_question() -> None:
    """Two questions without an answer get one verdict."""
    answer = INN.answer("Who painted the saloon? Do you sell balloons?")
    assert answer.verdict is not Verdict.ANSWERED and answer.rest == ()


def test_one_answer_to_both_is_given_once() -> None:
    """Two questions that the same words answer have one answer."""
    answer = INN.answer("Are dogs allowed? Can I bring my dog?")
    assert cited(answer) == ASKED["Are dogs allowed?"] and answer.rest == () and answer.asked_as is None


def test_what_one_wording_asks_as_a_whole_is_not_taken_apart() -> None:
    """Where a wording is nearer to all of the text than any other to one of its questions, it answers all."""
    asked = "When does the pool open and how much is a towel?"
    baths = bot(
        entry(asked, answer="At nine, and two florins."),
        entry("When does the sauna open?", answer="At ten."),
        entry("How much is a locker?", answer="One florin."),
    )
    answer = baths.answer(asked.lower())
    assert answer.text == "At nine, and two florins." and answer.rest == ()


def test_other_languages_are_left_alone() -> None:
    """Where it isn't known how questions ask, a text is one question."""
    gasthof = Bot(knowledge(article("gasthof", entry("Was kostet ein Zimmer?", answer="90 Euro."), language="de")))
    assert gasthof.answer("Was kostet ein Zimmer? Was kostet ein Zimmer?").rest == ()


# -- what is made of it ------------------------------------------------------------------------


BOTH = "How much is a room? Do you sell balloons?"


def test_json_holds_the_rest() -> None:
    """The rest is in the dict as answers are, with receipts where they are wanted."""
    values = json.loads(json.dumps(INN.answer(BOTH).to_dict(receipts=False)))
    (other,) = values["rest"]
    assert other["question"] == "Do you sell balloons?" and other["rest"] == []
    assert all("receipt" not in match for match in other["matches"])


def test_a_number_picks_what_any_of_the_questions_may_have_meant() -> None:
    """What is offered for a question beside an answered one is numbered, and picked for that question."""
    doors = bot(
        entry("Where is the key?", answer="Under the mat."),
        entry("Which key opens the cellar?", "where is the key?", answer="The brass one, on the hook."),
        entry("When does the kitchen open?", answer="At noon."),
    )
    session = Session(doors)
    reply = session.ask("When does the kitchen open? Where is the key?")
    assert [s.number for s in reply.segments if s.role == "suggestion"] == [1, 2]
    picked = session.pick(2)
    assert picked.answer and picked.answer.cause is Cause.PICKED and picked.answer.question == "Where is the key?"


def test_a_golden_case_is_met_by_any_of_the_answers() -> None:
    """One of the places that a case names is enough, and so are its words in one of the texts."""
    ref = f"{INN.knowledge.articles[0].id}#{ASKED['How much is a room?']}"
    case = single("x.golden.yaml", 1, BOTH, Expectation((ref,), ("90 florins",)))
    answer = INN.answer("When does the kitchen open and how much is a room?")
    assert judge.fault(case, answer) == ""
    assert "expected" in judge.fault(case, INN.answer("When does the kitchen open?"))


def test_a_transcript_holds_each_answer() -> None:
    """Each question stands in it with its answer and citation."""
    answer = INN.answer("When does the kitchen open and how much is a room?")
    document, plain = transcript.markdown([answer]), transcript.plain(answer)
    for text in ("The kitchen opens at noon.", "A room is 90 florins a night."):
        assert text in document and text in plain
    assert document.count("\n— ") == plain.count("\n— ") == 2


def test_each_of_several_answers_is_explained() -> None:
    """The receipts of all of them are shown."""
    said = receipt.segments(INN.answer("When does the kitchen open and how much is a room?"))
    assert len([segment for segment in said if segment.role == "verdict"]) == 2


def test_what_follows_leans_on_the_last_question() -> None:
    """What a short question leaves out is put back from the last of several."""
    first, *_ = INN.readings("and a table?", "When does the kitchen open? How much is a room?")
    assert first.text == "How much is a table"
