"""Words that a question writes otherwise than the knowledge: they are read as the same."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from samples import bot, entry, matcher, met, section

from faqbot.answering.answers import Cause, Verdict
from faqbot.search.match import Matcher
from faqbot.search.matches import How

# An orchard: its words are none of any other test's article.
ORCHARD = bot(
    entry("When are the apples picked?", answer="Apples are picked from September on, pears two weeks before."),
    entry("How many ladders are there?", answer="There are twenty-five ladders in the barn."),
    entry("Who prunes the cherry trees?", answer="Mrs Müller prunes them in winter. She comes from Łódź."),
    entry("What does the orchard pay for a basket?", answer="It pays 3 florins for a basket of plums."),
    section("Wi-Fi", "The barn has Wi-Fi. The password hangs beside the cider-press."),
    section("Watering", "Set maxFlowRate in the settings. The U.N. gave the pump a prize. C++ runs on it."),
)
ORCHARDS: Matcher = ORCHARD._matcher
ASKED = {e.question: e.id for e in ORCHARD.knowledge.articles[0].faq}


def read(question: str, of: Matcher = ORCHARDS) -> list[str]:
    return [word.text for word in of.read(question).words]


# -- misspelt ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("waht does it pay", "what does it pay"),
        ("hwo mnay ladders", "how many ladders"),
        ("whne aer teh apples picked", "when are the apples picked"),
        ("wich trees", "which trees"),
        ("whos pruning", "who pruning"),
        ("do thye want ot", "do they want ot"),  # two letters are too few to tell
        ("who saw the form", "who saw the form"),  # words
    ],
)
def test_a_small_word_is_read_as_it_should_be_spelt(question: str, expected: str) -> None:
    """A slip in a word that questions are made of is mended, so that what is asked for is understood."""
    assert read(question) == expected.split()


def test_a_misspelt_question_word_asks_for_the_same() -> None:
    """What kind of fact is asked for doesn't hang on how the word is typed, and the receipt shows what was typed."""
    assert ORCHARDS.read("hwo mnay ladders").fact == ORCHARDS.read("how many ladders").fact
    row = met(ORCHARDS, "hwo many ladders", "hwo")
    assert (row.how, row.met, row.strength) == (How.TYPO, "how", 1.0)


@pytest.mark.parametrize("word", ["jordan", "aws", "peas", "rockers", "tractors", "bakery"])
def test_a_word_of_the_language_is_no_misspelling(word: str) -> None:
    """A word that the vectors have, with an ending or without, is never taken for one of the knowledge."""
    asked = ORCHARDS.read(f"what about {word}").asked[-1]
    assert (asked.word, asked.typed) == (word, word)
    assert all(how in (How.MEANING, How.RELATED) for _, how, _ in asked.meets)


def test_a_misspelt_word_of_the_language_is_read_although_the_knowledge_lacks_it() -> None:
    """It says what the question means, and is met by nothing."""
    asked = ORCHARDS.read("is there a helicoptr").asked[-1]
    assert (asked.typed, asked.word) == ("helicoptr", "helicopter")


def slips(word: str) -> list[str]:
    """What one slip of the fingers makes of a word, but for its first letter."""
    swaps = [word[:at] + word[at + 1] + word[at] + word[at + 2 :] for at in range(1, len(word) - 1)]
    drops = [word[:at] + word[at + 1 :] for at in range(1, len(word))]
    doubles = [word[:at] + word[at] + word[at:] for at in range(1, len(word))]
    return [slip for slip in (*swaps, *drops, *doubles) if slip != word]


@settings(deadline=None, derandomize=True, max_examples=150)
@given(st.sampled_from(sorted(ASKED)), st.data())
def test_one_slip_costs_no_answer(question: str, data: st.DataObject) -> None:
    """A question with a slip in one word is answered as without, unless the slip made another word of it."""
    words = question.rstrip("?").split()
    at = data.draw(st.sampled_from([at for at, word in enumerate(words) if len(word) > 3]))
    slip = data.draw(st.sampled_from(slips(words[at])))
    if ORCHARDS._words is not None and ORCHARDS._words.knows(slip.lower()):
        return
    answer = ORCHARD.answer(" ".join([*words[:at], slip, *words[at + 1 :]]))
    assert answer.verdict is Verdict.ANSWERED and answer.citation is not None
    assert answer.citation.entry == ASKED[question]


@settings(deadline=None, derandomize=True, max_examples=100)
@given(st.text("bcdfghjklmnpqrstvwxz", min_size=6, max_size=12))
def test_letters_at_random_answer_nothing(word: str) -> None:
    """What is no misspelling of anything is met by nothing that answers."""
    assert ORCHARD.answer(f"tell me about {word}").verdict is not Verdict.ANSWERED


# -- in one, in two ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("wifi", "wi fi"),
        ("wi-fi", "wi fi"),
        ("wi fi", "wi fi"),
        ("the ciderpress", "the cider press"),
        ("howmany ladders", "how many ladders"),
        ("inthe barn", "in the barn"),
        ("thebarn", "the barn"),
        ("maxflowrate", "max flow rate"),
        ("MAX_FLOW_RATE", "max flow rate"),
        ("max flow rate", "max flow rate"),
        ("maxFlowRate", "max flow rate"),
        ("carpet", "carpet"),  # a word, and nobody writes of a car and a pet
        ("appletree", "appletree"),  # of the trees in it only
    ],
)
def test_words_are_parted_as_the_knowledge_parts_them(question: str, expected: str) -> None:
    """A space too few is put back, and an identifier is its words however it is written."""
    orchard = ORCHARD.knowledge.articles[0]
    cars = bot(*orchard.faq, *orchard.sections, entry("A car or a pet?"))._matcher
    assert read(question, cars) == expected.split()


def test_a_space_too_many_is_left_out() -> None:
    """Two words that are none are one where that is a word."""
    assert read("appl es and heli copter") == ["apples", "and", "helicopter"]


def test_a_word_of_which_the_knowledge_has_a_part_is_that_and_another() -> None:
    """A name with another word written to it meets the name, and what the knowledge never heard of stays unheard of."""
    gitlab = bot(entry("Where is GitLab?", answer="In the cellar."))._matcher
    asked = gitlab.read("gitlabci").asked
    assert [(each.word, bool(each.meets)) for each in asked] == [("gitlab", True), ("ci", False)]


# -- written otherwise -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("known", "typed"),
    [
        ("Müller", "Mueller"),
        ("Müller", "Muller"),
        ("Mueller", "Müller"),
        ("Łódź", "Lodz"),
        ("Lodz", "Łódź"),
        ("phở", "pho"),
        ("Đà Nẵng", "Da Nang"),
        ("Zoë", "Zoe"),
        ("Ørsted", "Orsted"),
        ("Ørsted", "Oersted"),
        ("U.N.", "UN"),
        ("UN", "U.N."),
        ("PTO", "P.T.O."),
        (".NET", "net"),
        ("net", ".NET"),
        ("5 km", "5km"),
        ("café", "cafe"),
    ],
)
@pytest.mark.parametrize("language", ["en", "vi"])
def test_what_is_written_otherwise_is_the_same(known: str, typed: str, language: str) -> None:
    """Marks on letters, stops and spaces before units make no other word, in any language."""
    small = matcher(section("Greetings", f"We greet {known} warmly."), section("Other", "Nothing."), language=language)
    rows = [each.meets[:1] for each in small.read(typed).asked]
    assert rows and all(row and row[0][1] in (How.STEM, How.SYNONYM) for row in rows)


@pytest.mark.parametrize(
    ("known", "typed"), [("two", "2"), ("2", "two"), ("25", "twenty-five"), ("twenty-five", "25"), ("twelve", "12")]
)
def test_a_number_in_words_is_the_same_in_figures(known: str, typed: str) -> None:
    """Up to ninety-nine, a number is met however it is written."""
    small = matcher(section("Age", f"He is {known} years old."), section("Other", "Nothing."))
    asked = small.read(f"{typed} years").asked
    assert all(each.meets and each.meets[0][1] is How.STEM for each in asked)


def test_small_words_have_no_variants() -> None:
    """An abbreviation that a small word looks like is another word: the I.T. team, it."""
    small = matcher(section("Team", "The I.T. team, and the W.H.O. too. It is here."))
    assert [asked.stem for asked in small.read("it who").asked] == ["it", "who"]
    assert [term for asked in small.read("it who").asked for term, _, _ in asked.meets][:1] == ["it"]


def test_c_plus_plus_is_not_c() -> None:
    """A name with its marks is a word of its own, with a number behind it too."""
    small = matcher(section("C", "We teach C in spring."), section("C++", "C++ follows in autumn."))
    assert [asked.meets[0][0] for asked in small.read("C++17").asked if asked.meets] == ["c++"]
    assert "c" not in small.read("C#12").strengths


def test_what_is_quoted_is_marked_as_it_is_written() -> None:
    """However the question writes a word, the citation is verbatim and the word in it marked as it stands there."""
    citation = ORCHARD.answer("who is mueller, who prunes the cherry trees?").citation
    assert citation is not None
    assert "Müller" in [citation.quote[start:end] for start, end in citation.marks]


def test_an_unknown_thing_stays_unknown() -> None:
    """A misspelt question about what the article doesn't tell is as little answered as one that is spelt rightly."""
    for question in ("how many tractors are there", "hwo many tractors are there", "how mnay tracotrs are there"):
        assert ORCHARD.answer(question).cause in (Cause.NOT_STATED, Cause.WEAK, Cause.NO_MATCH)


def test_a_word_of_any_length_is_read() -> None:
    """A word, or a number, as long as a question may be is no fault."""
    for word in ("x" * 1_000, "7" * 1_000, "٣" * 500, "é" * 1_000):
        assert ORCHARD.answer(word).verdict is not Verdict.ANSWERED
