"""What is against a candidate that looks much like the question."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from samples import bot, entry, matcher, section

from faqbot.answering.answers import Verdict
from faqbot.knowledge.article import Entry, Section

NEAR_MISSES = ("another number", "opposite", "turned round", "another identifier")
WARRANTY = entry("How long is the warranty?", answer="The warranty lasts 2 years and costs 1,000 crowns.")
WINDOWS = entry("How do I install it on Windows 10?", answer="Run the installer.")
COURSE = entry("When is the course?", answer="The course is on Tuesday.")
BATHS = section("Baths", "We open at 7:00 on weekdays and at 9:00 at weekends. On Tuesdays a club has the lanes.")
PASS = entry("Who may swim alone?", answer="Children of at least 8 years may swim alone.")
LOGIN = entry("How do I enable two-factor login?", answer="Open Security and switch it on.")
BOTH = entry("How do I enable or disable sync?", answer="Tick the box.")
ALARM = section("How do I turn the alarm off?", "Turn the key to the left.")
CARD = entry("Why was my card not accepted?", answer="It has run out.")
CANCEL = entry("How do I cancel my booking?", answer="Press Cancel.")
NAME = entry("What does getUserName return?", answer="The name as it is shown.")
RETRY = section("MAX_RETRY_COUNT", "How often a call is tried again. See json.dumps too.")


def against(part: Entry | Section, question: str) -> set[str]:
    """What is against an entry or a section that stands alone in a knowledge."""
    one = matcher(part)
    scored = one.score(one.read(question), 0)
    return {name for name in NEAR_MISSES if scored.traits[name]}


@pytest.mark.parametrize(
    ("part", "question"),
    [
        (WARRANTY, "Does the warranty last 5 years?"),
        (WARRANTY, "does the warranty last five years"),
        (WINDOWS, "how do I install it on Windows 11?"),
        (WINDOWS, "install windows 11"),
        (COURSE, "Is the course on Thursdays?"),
        (COURSE, "When was the course in 2019?"),
    ],
)
def test_another_number_in_the_same_place_counts_against(part: Entry | Section, question: str) -> None:
    """A foreign number, version, day or year is as strange as a foreign name."""
    assert against(part, question) == {"another number"}


@pytest.mark.parametrize(
    ("part", "question"),
    [
        (WARRANTY, "does the warranty last two years"),
        (WARRANTY, "is the 2-year warranty long"),
        (WARRANTY, "does it cost 1000 crowns"),
        (WARRANTY, "does it cost a thousand crowns"),
        (WARRANTY, "I bought it 3 years ago, how long is the warranty?"),
        (WARRANTY, "how long is the warranty if I keep it 3 years"),
        (WARRANTY, "do 3 people share the warranty"),
        (WINDOWS, "I have 2 screens and Windows 10"),
        (COURSE, "is the course on tuesdays"),
        (COURSE, "I work on Monday, when is the course?"),
        (BATHS, "when do you open on sunday"),
        (PASS, "may children of 10 years swim alone"),
    ],
)
def test_the_same_number_and_one_of_the_reader_do_not(part: Entry | Section, question: str) -> None:
    """However it is written; what readers tell of themselves and what a bound may hold is a circumstance."""
    assert against(part, question) == set()


@pytest.mark.parametrize(
    ("part", "question"),
    [
        (LOGIN, "How do I disable two-factor login?"),
        (LOGIN, "disabling two-factor login"),
        (LOGIN, "how do I turn two-factor login off"),
        (ALARM, "turn on the alarm"),
        (ALARM, "how do I enable the alarm"),
    ],
)
def test_the_opposite_counts_against(part: Entry | Section, question: str) -> None:
    """A text about one side is no answer to the other."""
    assert against(part, question) == {"opposite"}


@pytest.mark.parametrize(
    ("part", "question"),
    [
        (LOGIN, "enabling two-factor login"),
        (BOTH, "how do I disable sync"),
        (BOTH, "how do I turn sync off"),
        (ALARM, "how do I disable the alarm"),
        (LOGIN, "should I enable or disable two-factor login"),
        (LOGIN, "how do I disable the siren"),
        (CARD, "why was my card declined"),
    ],
)
def test_a_text_that_tells_of_both_sides_has_nothing_against_it(part: Entry | Section, question: str) -> None:
    """Nor has one in which the opposite is of another thing, or is denied."""
    assert "opposite" not in against(part, question)


@pytest.mark.parametrize(
    ("part", "question", "found"),
    [
        (NAME, "what does getUserId return", {"another identifier"}),
        (NAME, "what does getUserName return", set()),
        (NAME, "get user name", set()),
        (RETRY, "MAX_RETRY_DELAY", {"another identifier"}),
        (RETRY, "what is maxRetryCount", set()),
        (RETRY, "how do I use json.loads", {"another identifier"}),
        (RETRY, "it is tried again.please help", set()),
        (RETRY, "write to me@retry.example, how often is a call tried", set()),
        (RETRY, "does my iPhone try again", set()),
    ],
)
def test_another_identifier_counts_against(part: Entry | Section, question: str, found: set[str]) -> None:
    """An identifier that a candidate lacks is a foreign name, however it is written."""
    assert against(part, question) == found


@pytest.mark.parametrize(
    "question",
    ["I don't want to cancel my booking", "please do not cancel my booking", "Which bookings are not cancelled?"],
)
def test_a_denial_counts_against(question: str) -> None:
    """A wish, an order and a choice are turned round by a "not"."""
    assert against(CANCEL, question) == {"turned round"}


@pytest.mark.parametrize(
    "question",
    ["I can't cancel my booking", "I don't know how to cancel my booking", "why doesn't my booking cancel"],
)
def test_trouble_is_no_denial(question: str) -> None:
    """What doesn't work for readers is what they ask about."""
    assert against(CANCEL, question) == set()


def test_what_comes_first_as_another_has_something_against_it_is_no_answer() -> None:
    """Where the one that is more like the question is its opposite, the other one is no answer either."""
    known = (LOGIN, entry("What does two-factor login mean?", answer="Two proofs."))
    assert bot(*known).answer("How do I disable two-factor login?").verdict is not Verdict.ANSWERED


def test_a_language_without_contrasts_tells_by_identifiers_only() -> None:
    """What is not known of a language is passed over."""
    french = matcher(LOGIN, WINDOWS, language="fr")
    for question in ("disable two-factor login", "windows 11", "get_user_id"):
        for scored in french.ranked(french.read(question)):
            assert {name for name in NEAR_MISSES if scored.traits[name]} <= {"another identifier"}


WORDS = st.lists(
    st.sampled_from(
        "does the warranty last 2 5 years two monday may I disable enable turn on off not want to cancel without "
        "get_user --dry-run json.dumps twenty thousand 1,000 2019 , ? Windows 10".split()
    ),
    min_size=1,
    max_size=12,
)


@given(WORDS)
def test_a_text_has_nothing_against_itself(words: list[str]) -> None:
    """Whatever a wording says, no number, opposite, denial or identifier is missing in it."""
    text = " ".join(words)
    if any(character.isalnum() for character in text):
        assert against(entry(text, answer="So it is."), text) == set()
