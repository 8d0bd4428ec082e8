"""The kind of fact that a question asks for, and which sentences hold it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faqbot.language.answer_types import AnswerType, AnswerTypes, Asking
from faqbot.language.english.questions import ASKING
from faqbot.language.english.words import STOP_WORDS
from faqbot.language.language import of
from faqbot.language.tokens import words

ENGLISH = of("en")
TYPES = AnswerTypes(ASKING, STOP_WORDS)


def focus(question: str) -> list[str]:
    """The words that the fact asked for must be about."""
    spoken = words(question, ENGLISH)
    fact = TYPES.asked_for(spoken)
    return [spoken[at].text for at in fact.focus] if fact else []


def holds(question: str, sentence: str) -> bool:
    """Whether the sentence holds the fact asked for, where words meet by their stems alone."""
    asked, told = words(question, ENGLISH), words(sentence, ENGLISH)
    fact = TYPES.asked_for(asked)
    assert fact is not None
    wanted = {asked[at].stem for at in fact.focus}
    return TYPES.holds(fact, told, {at for at, word in enumerate(told) if word.stem in wanted})


# -- what is asked for -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("question", "kind", "about"),
    [
        # counts: of the last plural
        ("How many books may I borrow?", AnswerType.NUMBER, ["books"]),
        ("how many red squirrels live here", AnswerType.NUMBER, ["squirrels"]),
        ("How many Rembrandt paintings are on show?", AnswerType.NUMBER, ["paintings"]),
        ("how many sheep are there", AnswerType.NUMBER, ["sheep"]),
        ("So how many visitors came?", AnswerType.NUMBER, ["visitors"]),
        ("What is the number of lockers?", AnswerType.NUMBER, ["lockers"]),
        ("How many are there?", AnswerType.NUMBER, []),
        ("how many", AnswerType.NUMBER, []),
        # amounts: of the last word
        ("How much money is in the till?", AnswerType.AMOUNT, []),
        ("How much postage is due?", AnswerType.AMOUNT, ["postage"]),
        ("How much is the fish?", AnswerType.PRICE, ["fish"]),
        ("How much does a day ticket cost?", AnswerType.PRICE, ["ticket"]),
        # spans
        ("How long does a loan last?", AnswerType.SPAN, ["loan"]),
        ("how long is the warranty", AnswerType.SPAN, ["warranty"]),
        ("How many days may I borrow it?", AnswerType.SPAN, ["borrow"]),
        ("How many hours of parking are free?", AnswerType.SPAN, ["parking"]),
        ("How much longer will repairs take?", AnswerType.SPAN, ["repairs"]),
        ("How much time is left?", AnswerType.SPAN, []),
        ("how many more months", AnswerType.SPAN, []),
        # measures and rates: of the sentence that is near
        ("How deep is the pond?", AnswerType.SIZE, []),
        ("how old must one be", AnswerType.SIZE, []),
        ("How often does the bus run?", AnswerType.OFTEN, []),
        # times
        ("In which year was it built?", AnswerType.TIME, ["built"]),
        ("When does the shop open?", AnswerType.TIME, ["shop", "open"]),
        ("And when was it built?", AnswerType.TIME, ["built"]),
        ("What time is breakfast?", AnswerType.TIME, ["breakfast"]),
        ("What date is the sale?", AnswerType.TIME, ["sale"]),
        ("When does it start?", AnswerType.TIME, []),
        # reasons
        ("Why is the reading room shut?", AnswerType.REASON, []),
        ("but why", AnswerType.REASON, []),
        # named things
        ("Which painter lived here?", AnswerType.NAMED, ["painter"]),
        ("Who is the director?", AnswerType.NAMED, ["director"]),
        ("What languages do the guides speak?", AnswerType.NAMED, ["languages"]),
        # persons and places
        ("Who founded the museum?", AnswerType.PERSON, ["founded"]),
        ("whom did Vermeer paint", AnswerType.PERSON, ["vermeer"]),
        ("Where is the cloakroom?", AnswerType.PLACE, ["cloakroom"]),
        # prices asked for otherwise
        ("What did the new roof cost?", AnswerType.PRICE, ["roof"]),
        ("what is the price of a ticket", AnswerType.PRICE, ["ticket"]),
        ("how much does a guide earn", AnswerType.PRICE, ["guide"]),
    ],
)
def test_a_question_asks_for_a_kind_of_fact(question: str, kind: AnswerType, about: list[str]) -> None:
    """The opening of a question says which kind of fact it asks for, and the words after it about what."""
    fact = TYPES.asked_for(words(question, ENGLISH))
    assert fact is not None
    assert (fact.kind, focus(question)) == (kind, about)


@pytest.mark.parametrize(
    "question",
    [
        "",
        "Is the library open?",
        "Can I return shoes?",
        "opening hours",
        "Tell me about the museum",
        "I lost my card when I moved",
        "What happens if I am late?",
        "What is a refund?",
        "Which one is it?",
        "the room where we met",
        "those who are late",
        "How do I get a card?",
        "how",
    ],
)
def test_most_questions_ask_for_no_kind_in_particular(question: str) -> None:
    """Without such an opening, or with a general word after "which" or "what", any sentence will do."""
    assert TYPES.asked_for(words(question, ENGLISH)) is None


@pytest.mark.parametrize("language", ["de", "fr", "xx"])
def test_in_other_languages_no_kind_is_asked_for(language: str) -> None:
    """Only English has rules so far; elsewhere a question asks for nothing, and whoever asks needs no check."""
    for question in ("How many books may I borrow?", "Wann öffnet die Bibliothek?", "how many", ""):
        assert of(language).answer_types.asked_for(words(question, of(language))) is None


@given(st.text())
def test_without_rules_nothing_is_asked_for(text: str) -> None:
    """Whatever stands in a question, by an empty grammar it asks for no kind of fact."""
    assert AnswerTypes(Asking(), STOP_WORDS).asked_for(words(text, ENGLISH)) is None


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Please, how many books may I borrow?", "how many books"),
        ("how many red squirrels live here", "how many red squirrels"),
        ("Why is it shut?", "why"),
        ("How much is it?", "how much"),
        ("And how long does a loan last?", "how long"),
        ("And when does it open?", "when"),
        ("Which painter lived here?", "which painter"),
    ],
)
def test_a_fact_remembers_how_it_was_asked_for(question: str, said: str) -> None:
    """The question's own words for the fact are kept: its opening, and of a count, amount or name what it is of."""
    fact = TYPES.asked_for(words(question, ENGLISH))
    assert fact is not None
    assert fact.said == said


# -- which sentences hold it -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("How many books may I borrow?", "Members borrow up to 12 books."),
        ("How many books may I borrow?", "Take five thick old books at most."),
        ("How many books may I borrow?", "There are no books for lending."),
        ("How many visitors came?", "Some 20,000 paying adult visitors came in May."),
        ("How many lockers are there?", "A dozen lockers stand in the hall."),
        ("How many are there?", "There are seven."),
        ("How much postage is due?", "You pay 3.50 in postage."),
        ("How much is the fish?", "The fish is ten euros a plate."),
        ("How many hostages are still held?", "Of those, 40 hostages remain in their hands."),
        ("How many dockers left their posts?", "At noon 4,200 dockers walked out."),
        ("How much are the tours?", "Tours are free on Sundays."),
        ("How deep is the pond?", "It is two metres deep."),
        ("How old must I be?", "Visitors must be 16."),
        ("How often does the bus run?", "There is a bus every hour."),
        ("What year was it built?", "It was built in 1887."),
        ("How much is the pass?", "The pass is free of charge."),
        ("How much does a ticket cost?", "A ticket is $12."),
        ("How much does a ticket cost?", "An adult ticket costs 14 florins."),
        ("When is the sauna open?", "The sauna is open from 16:00 to 21:30."),
        ("What time does the sauna open?", "The sauna is open on Mondays."),
        ("How long does a loan last?", "A loan lasts three weeks."),
        ("How long does a loan last?", "Loans are for a long period."),
        ("How many days may I borrow it?", "You may borrow it for a month."),
        ("How much longer will repairs take?", "Repairs take until the end of the year."),
        ("When does the shop open?", "The shop opens on Monday."),
        ("When does the shop open?", "We open at nine in the morning."),
        ("When does the shop close?", "It opens at 9 and closes the shop at 23."),
        ("When was it built?", "It was built in 1887."),
        ("What time is breakfast?", "Breakfast is served from 7 am."),
        ("Why is the hall shut?", "It is shut because of a leak."),
        ("Why is the hall shut?", "The hall stays shut to protect the paintings."),
        ("Why is the hall shut?", "A leak caused damage."),
        ("Which painter lived here?", "The painter Vermeer lived here."),
        ("Who is the director?", "Our director is Ada Byron."),
    ],
)
def test_a_sentence_that_holds_the_fact(question: str, sentence: str) -> None:
    """A sentence with a fact of the kind asked for, about what was asked, holds it."""
    assert holds(question, sentence)


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("How many books may I borrow?", "Members may borrow books."),
        ("How many books may I borrow?", "Books are lent for 21 days."),
        ("How many books may I borrow?", "Books: 12 members have borrowed some."),
        ("How many librarians work here?", "The library has 20,000 books."),
        ("How many visitors came?", "Three of the guides who work on Sundays met visitors."),
        ("How many are there?", "There are lots."),
        ("How much postage is due?", "Postage is due at once."),
        ("How much postage is due?", "Parcels weigh up to 20 kilos."),
        ("How much does a ticket cost?", "Tickets cost more for groups, of 12 or fewer."),
        ("How many seats are there?", "The hall costs 4 euros a seat."),
        ("How many people live there?", "They photograph each one and note what lives there."),
        ("How much is the fish?", "Ten euros a plate."),
        ("How much do the cloths cost?", "The cloths cut the light by 30 per cent."),
        ("How much did the hostages cost?", "It was an effort to free the hostages."),
        ("How old is she?", "She has been in office since 2021."),
        ("How deep is the pond?", "The deep pond is full of fish."),
        ("How often does the bus run?", "The bus is free."),
        ("What year was it built?", "It was built of brick."),
        ("How long does a loan last?", "A loan is free."),
        ("How long does a loan last?", "The shop closes for two weeks."),
        ("When does the shop open?", "The shop sells flowers."),
        ("When does the shop open?", "The museum shuts on Monday."),
        ("When was it built?", "It was built of brick."),
        ("Why is the hall shut?", "The hall is shut."),
        ("Why is the hall shut?", "The hall has been shut since."),
        ("Why is the hall shut?", "Go to London."),
        ("Which painter lived here?", "A baker lived here."),
        ("Who is the director?", "Ask at the desk."),
    ],
)
def test_a_sentence_that_lacks_the_fact(question: str, sentence: str) -> None:
    """A sentence without such a fact, or with one about something else, does not hold it."""
    assert not holds(question, sentence)


@pytest.mark.parametrize("question", ["How many books?", "How long is a loan?", "Why?", "When do you open?"])
def test_a_sentence_without_words_holds_no_fact(question: str) -> None:
    """A sentence of punctuation alone holds no fact and raises nothing."""
    assert not holds(question, "…")
