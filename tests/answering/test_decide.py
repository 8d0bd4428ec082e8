"""Matches to a verdict: answered, unsure or unknown, and how sure."""

from __future__ import annotations

import itertools
import math
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from samples import article, bot, entry, knowledge, matcher, section

from faqbot.answering.answers import Cause, Verdict
from faqbot.answering.decide import ALSO, ANSWER, SUGGEST, SUGGESTIONS, confidence, decide, features, log_odds, place
from faqbot.bot import Bot
from faqbot.search.choice import FACTS, chances
from faqbot.search.match import Matcher, Scored

if TYPE_CHECKING:
    from faqbot.answering.answers import Answer
    from faqbot.answering.decide import Decision
    from faqbot.knowledge.article import Entry, Section


# -- verdicts ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("question", "part"),
    [
        ("When does the library open?", "hours"),
        ("opening hours", "hours"),
        ("When does it close on Saturdays?", "hours"),
        ("How many books may I borrow?", "lending"),
        ("how long is a loan", "lending"),
        ("What does membership cost?", "fees"),
        ("is there a fine for overdue books", "faq-late"),
        ("can i bring my dog", "faq-dogs"),
        ("Are pets allowed inside?", "faq-dogs"),
    ],
)
def test_a_question_that_the_knowledge_answers(library: Bot, question: str, part: str) -> None:
    """A question about what an article says is answered from the part that says it."""
    answer = library.answer(question)
    assert answer.verdict is Verdict.ANSWERED
    assert answer.citation and part in (answer.citation.entry, answer.citation.section)


@pytest.mark.parametrize(
    "question",
    [
        "What is the capital of France?",
        "Who won the football match yesterday?",
        "recipe for onion soup",
        "zxqv",
        "42",
        "Wie spät ist es?",
        "¿Dónde está la estación?",
    ],
)
def test_a_question_about_something_else(library: Bot, question: str) -> None:
    """A question whose subject no article speaks of is not answered."""
    answer = library.answer(question)
    assert answer.verdict is Verdict.UNKNOWN
    assert answer.reason.startswith("I don't know: ")


@pytest.mark.parametrize(
    ("question", "missing"),
    [
        ("How many newspapers may I borrow?", "how many newspapers"),
        ("How many books may I borrow in Oslo?", "how many books may I borrow in oslo"),
        ("How many dogs are there?", "how many dogs"),
        ("how many librarians work at the library", "how many librarians"),
        pytest.param(
            "What is the number of rooms?",
            "number of rooms",
            marks=pytest.mark.xfail(reason='told that nothing is said about "number"', strict=True),
        ),
    ],
)
def test_a_fact_that_is_not_stated_is_not_made_up(library: Bot, question: str, missing: str) -> None:
    """Where a part speaks of the subject and counts something else, the answer is that it does not say."""
    answer = library.answer(question)
    assert answer.verdict is Verdict.UNKNOWN
    assert answer.reason.endswith(f"does not say {missing}.")
    assert answer.closest is not None
    assert answer.suggestions == ()


def test_another_part_that_holds_the_fact_is_chosen() -> None:
    """Where the best match lacks the fact, a near one that states it answers."""
    tours = bot(
        section("School tours", "School tours of the museum are fun. Book school tours early."),
        section("The year in figures", "The museum counted 340 school tours."),
    )
    assert tours.search("school tours of the museum")[0].title == "School tours"
    answer = tours.answer("How many school tours of the museum?")
    assert answer.verdict is not Verdict.UNKNOWN
    chosen = answer.citation.heading if answer.citation else answer.suggestions[0].title
    assert chosen == "The year in figures"


ROOMS = ("reading", "music", "map", "tea", "print", "paper", "coin", "glass")


def test_an_answer_of_few_words_takes_its_meaning_from_the_question() -> None:
    """An answer too short to hold a fact in words of its own lacks none; a longer one does."""
    short = bot(entry("May I borrow newspapers?", answer="Yes, two."), entry("Is there a café?", answer="No."))
    long = bot(
        entry("May I borrow newspapers?", answer="They stay in the reading room, as they wear out."),
        entry("Is there a café?", answer="No."),
    )
    question = "For how long may I borrow newspapers?"
    assert not {view.name for view in short.search(question)[0].receipt.views} & set(FACTS)
    assert {view.name for view in long.search(question)[0].receipt.views} & set(FACTS)


def test_an_entry_and_the_section_behind_it_are_no_rivals(library: Bot) -> None:
    """The rival of a match is what cites another section."""
    ruling = library.answer("What happens if I return a book late?").ruling
    assert ruling is not None
    assert ruling.ref == "library#faq-late"
    assert ruling.rival != "library#fees"


def test_no_more_than_five_places_are_offered() -> None:
    """Where many places fit alike, five of them are listed."""
    many = bot(*(entry(f"Where is the {room} room?", answer="Down the hall.") for room in ROOMS))
    asked = many.answer("which room")
    assert (asked.verdict, asked.cause) == (Verdict.UNSURE, Cause.AMBIGUOUS)
    assert len(asked.suggestions) == SUGGESTIONS == 5


def test_an_entry_that_asks_the_same_answers_it() -> None:
    """An entry whose own question asks for the same fact answers it, whatever words its answer uses."""
    small = bot(entry("How long do repairs take?", answer="That depends on the shoe."), entry("Is there parking?"))
    assert small.answer("how long do repairs take").text == "That depends on the shoe."


PASSWORD = entry("How do I change my password?", answer="Under settings.")
TWINS = (PASSWORD, entry("How do I change my address?"), entry("How do I change my name?"), entry("Who is that?"))


@pytest.mark.xfail(reason="one that is nearer in meaning by a hair is answered at a chance of 0.4", strict=True)
def test_twins_are_not_chosen_between() -> None:
    """A question that fits several entries alike is answered by "did you mean", best first, up to three."""
    answer = bot(*TWINS, entry("How do I change my picture?")).answer("How do I change my avatar?")
    assert answer.verdict is Verdict.UNSURE
    assert answer.citation is None
    assert answer.text == ""
    assert 1 < len(answer.suggestions) <= SUGGESTIONS
    assert answer.suggestions == answer.matches[: len(answer.suggestions)]


def test_the_word_that_tells_twins_apart_decides() -> None:
    """One word more, and the entry that has it answers."""
    assert bot(*TWINS).answer("How do I change my password?").text == "Under settings."


SHORT = entry("How do I reset a PIN?", "new PIN", answer="Online.")
LONG = entry(
    "Can I get another code?",
    "how do I reset a pin",
    "Where is the form?",
    answer="Call the desk on weekdays; somebody asks for your name and tells you what to do next.",
)
OTHERS = (entry("What does it cost?", answer="Five euros."), section("Desk", "The desk is open from nine to five."))


@pytest.mark.parametrize(
    "question", ["How do I reset a PIN?", "how do I reset a pin", "reset a pin!", "how to rest a PIN"]
)
@pytest.mark.parametrize("parts", [(SHORT, LONG), (LONG, SHORT)], ids=["short first", "long first"])
def test_two_entries_of_one_wording_are_both_offered(question: str, parts: tuple[Entry, Entry]) -> None:
    """Who asks what two entries have as a wording is offered both, however much longer the one is than the other."""
    answer = bot(*parts, *OTHERS).answer(question)
    assert (answer.verdict, answer.cause) == (Verdict.UNSURE, Cause.AMBIGUOUS)
    assert {match.ref for match in answer.suggestions} == {f"small#{part.id}" for part in parts}
    assert answer.ruling and {answer.ruling.ref, *answer.ruling.tied} == {f"small#{part.id}" for part in parts}


RESET = section("Forgotten PINs", "Reset one online.", None, "How do I reset a PIN?")


@pytest.mark.parametrize("other", [SHORT, section("Cards", "Cards have PINs.", None, "how do I reset a pin")])
def test_a_section_and_another_place_of_one_wording_are_both_offered(other: Entry | Section) -> None:
    """A wording that a section shares with another one, or with an entry that it doesn't back, answers neither."""
    answer = bot(RESET, other, *OTHERS).answer("How do I reset a PIN?")
    assert (answer.verdict, answer.cause) == (Verdict.UNSURE, Cause.AMBIGUOUS)
    assert {match.ref for match in answer.suggestions} == {f"small#{part.id}" for part in (RESET, other)}


def test_a_wording_of_an_entry_and_the_section_behind_it_is_answered() -> None:
    """Both lead to the section, so that there is nothing to choose."""
    backed = entry("How do I reset a PIN?", answer="Online.", backed_by=RESET.id)
    answer = bot(RESET, backed, *OTHERS).answer("How do I reset a PIN?")
    assert answer.verdict is Verdict.ANSWERED
    assert answer.citation and answer.citation.section == RESET.id


def test_an_alternate_of_a_section_that_asks_the_same_is_answered() -> None:
    """A section that has the question among its alternates answers it, whatever kind of fact its text states."""
    shoes = section("Repairs", "That depends on the shoe.", None, "How long do repairs take?")
    assert bot(shoes, entry("Is there parking?")).answer("how long do repairs take").text == "That depends on the shoe."


@pytest.mark.parametrize("threshold", [0.0, 0.45, 1.0])
def test_two_entries_of_one_wording_are_both_offered_at_any_threshold(threshold: float) -> None:
    """An article's own threshold chooses between two entries of one wording as little."""
    twins = Bot(knowledge(article("small", SHORT, LONG, *OTHERS, threshold=threshold)))
    answer = twins.answer(SHORT.question)
    assert (answer.verdict, answer.cause, len(answer.suggestions)) == (Verdict.UNSURE, Cause.AMBIGUOUS, 2)


@given(
    words=st.lists(st.sampled_from("borrow return renew card desk fee late open close book room".split()), min_size=1),
    more=st.lists(st.sampled_from("apple pear plum cherry quince medlar".split()), max_size=30),
)
def test_what_else_two_entries_hold_chooses_neither(words: list[str], more: list[str]) -> None:
    """Whatever words stand in their answers, the wording that two entries share is answered from neither."""
    asked = " ".join(words)
    answer = bot(entry(asked, answer="Yes."), entry("Who?", asked, answer=" ".join(["No", *more]))).answer(asked)
    assert answer.verdict is not Verdict.ANSWERED


def test_a_word_that_only_one_of_two_entries_meets_decides() -> None:
    """Of two entries of one wording, a question with a word more is answered from the one that has it."""
    answer = bot(SHORT, LONG, *OTHERS).answer("How do I reset a PIN at the desk on weekdays?")
    assert answer.citation and answer.citation.entry == LONG.id


@pytest.mark.parametrize(("answers", "verdict"), [(("A.", "B."), Verdict.UNSURE), (("A.", "A."), Verdict.ANSWERED)])
def test_behind_one_section_only_different_answers_are_rivals(answers: tuple[str, str], verdict: Verdict) -> None:
    """Two entries of one wording that one section backs are both offered, unless they say the same."""
    one = entry("When?", "open?", answer=answers[0], backed_by="desk")
    two = entry("At what hour?", "open?", answer=answers[1], backed_by="desk")
    assert bot(one, two, *OTHERS).answer("open?").verdict is verdict


def test_a_heading_may_be_the_question_of_the_entry_that_it_backs() -> None:
    """An entry and the section behind it are one place, also where they are called the same."""
    hours = entry("When is it open?", "Desk", answer="From nine to five.", backed_by="desk")
    answer = bot(hours, *OTHERS).answer("desk")
    assert answer.citation and answer.citation.entry == hours.id


@pytest.mark.parametrize("question", ["", "   ", "\n\t", "?", "…!", "😀", "\x00", "\ud800"])
def test_a_question_without_words_is_unknown(library: Bot, question: str) -> None:
    """Where there is no word, there is no answer, no suggestion and no confidence."""
    answer = library.answer(question)
    assert answer.verdict is Verdict.UNKNOWN
    assert (answer.confidence, answer.suggestions, answer.matches, answer.closest) == (0.0, (), (), None)


def test_nothing_ranked_is_unknown() -> None:
    """A decision over no candidates chooses none."""
    small = matcher(PASSWORD)
    assert decide(small.read(""), []).chosen is None


@pytest.mark.parametrize("question", ["what happens", "is there", "who", "how many", "the", "when is it"])
def test_stop_words_alone_get_a_verdict_too(library: Bot, question: str) -> None:
    """A question of stop words alone raises nothing, and has a citation only where it is answered."""
    answer = library.answer(question)
    assert (answer.citation is not None) is (answer.verdict is Verdict.ANSWERED)


# -- the place ---------------------------------------------------------------------------------

BACKED = matcher(
    section("Boots", "Boots are warm."), entry("Are boots warm?", backed_by="boots"), entry("Are hats warm?")
)


def scored(score: float, number: int = 1, of: Matcher = BACKED, *, topic: float | None = None) -> Scored:
    """A candidate of this chance, and of the same or another one if it held the fact asked for."""
    held, lacks = of.index.candidates[number], topic is not None
    traits = dict.fromkeys(FACTS, 0.0) | {"no fact": float(lacks)}
    near = (score,) * len(held.lines)
    topic = score if topic is None else topic
    return Scored(held, traits, True, near, 0, {}, score, topic)


def test_an_entry_has_the_place_of_the_section_behind_it() -> None:
    """What is cited of an entry that a section backs is the section; any other entry is a place of its own."""
    boots, warm, hats = (place(scored(0.5, number)) for number in range(3))
    assert boots == warm != hats


def test_articles_are_places_apart() -> None:
    """Sections of one name in two articles are two places, and so are entries."""
    two = Matcher(knowledge(*(article(name, section("Boots"), entry("Which?")) for name in ("shop", "shed"))))
    assert len({place(scored(0.5, number, two)) for number in range(4)}) == 4


def test_a_place_is_as_sure_as_its_matches_together() -> None:
    """An entry and the section behind it share the chance of one place: either counts for both."""
    asked = BACKED.read("boots")
    split = decide(asked, [scored(0.4, 1), scored(0.3, 0), scored(0.2, 2)])
    assert split.confidence == pytest.approx(confidence(features(0.7)))
    assert decide(asked, [scored(0.4, 1), scored(0.3, 2)]).confidence == confidence(features(0.4))


def test_a_place_that_lacks_the_fact_is_named_where_it_would_be_the_answer() -> None:
    """What would be chosen if it held the fact asked for is said not to hold it, whatever else comes first."""
    asked = BACKED.read("how many boots are warm")
    decision = decide(asked, [scored(0.01, 2), scored(0.001, 1, topic=0.9)])
    assert (decision.verdict, decision.cause) == (Verdict.UNKNOWN, Cause.NOT_STATED)
    assert decision.chosen and decision.chosen.candidate.title == "Are boots warm?"
    assert decide(asked, [scored(0.01, 2), scored(0.001, 1, topic=0.1)]).cause is not Cause.NOT_STATED


# -- confidence --------------------------------------------------------------------------------

STEPS = [0.0, 0.05, 0.1, 0.2, 0.3, 0.5, 0.7, 0.9, 1.0]
ODDS = st.floats(-30.0, 30.0)
SMALL = matcher(section("Boots", "Boots are warm."), entry("Are boots warm?"), entry("Are hats warm?"))


def test_confidence_grows_with_the_chance() -> None:
    """The likelier place is surer."""
    sure = [confidence(features(chance)) for chance in STEPS]
    assert all(a < b for a, b in itertools.pairwise(sure))


@given(own=ODDS, rival=ODDS, more=st.floats(0.0, 10.0))
def test_confidence_grows_with_the_lead(own: float, rival: float, more: float) -> None:
    """A rival that fits better makes a match less sure, and one that has no rival is as sure as any of its odds."""
    sure = [confidence(features(chances(odds)[0])) for odds in ([own], [own, rival], [own, rival + more])]
    assert sure[0] >= sure[1] >= sure[2]


@given(st.floats(0.0, 1.0))
@example(0.0)
@example(1.0)
def test_confidence_is_a_probability(chance: float) -> None:
    """Confidence lies within 0..1, whatever the chance."""
    assert 0.0 < confidence(features(chance)) < 1.0


@given(st.floats(0.001, 0.999))
def test_the_log_odds_of_a_chance_lead_back_to_it(chance: float) -> None:
    """The log-odds are those of the chance; of what is sure, or impossible, they are bounded."""
    assert 1 / (1 + math.exp(-log_odds(chance))) == pytest.approx(chance)
    assert log_odds(0.0) < log_odds(0.001) and log_odds(1.0) == pytest.approx(-log_odds(0.0))


def test_a_suggestion_takes_less_than_an_answer() -> None:
    """The confidence from which an answer is given lies above that of a suggestion."""
    assert 0 < SUGGEST < ANSWER < 1


@pytest.mark.parametrize("question", ["boots", "Are boots warm?", "hats or boots", "warm", "are cats warm", "socks"])
def test_the_verdict_follows_the_confidence(question: str) -> None:
    """Answered from one confidence on, unsure from another, and else unknown."""
    asked = SMALL.read(question)
    decision = decide(asked, SMALL.ranked(asked))
    sure = decision.confidence
    expected = Verdict.ANSWERED if sure >= ANSWER else Verdict.UNSURE if sure >= SUGGEST else Verdict.UNKNOWN
    assert decision.verdict is expected


# -- an article's own threshold ----------------------------------------------------------------


def score_for(sure: float) -> float:
    """The least chance, in thousandths, at which a single match has this confidence."""
    return next(n / 1000 for n in range(1001) if confidence(features(n / 1000)) >= sure)


# Scores that are an answer, a suggestion and neither of them by the built-in cuts.
CLEAR, WEAK, FAR = 1.0, score_for((ANSWER + SUGGEST) / 2), score_for(0.8 * SUGGEST)


def held_to(threshold: float | None, score: float) -> Decision:
    """The decision over a single match of this score, in an article of this threshold."""
    boots = Matcher(knowledge(article("small", entry("Are boots warm?"), threshold=threshold)))
    return decide(boots.read("boots"), [scored(score, 0, boots)])


def in_force(decided: Answer | Decision) -> tuple[float, float]:
    """The confidences that a match was held against."""
    assert decided.ruling
    return decided.ruling.answer, decided.ruling.suggest


@pytest.mark.parametrize(
    ("score", "verdict"), [(CLEAR, Verdict.ANSWERED), (WEAK, Verdict.UNSURE), (FAR, Verdict.UNKNOWN)]
)
def test_an_article_without_a_threshold_is_held_to_the_built_in_cuts(score: float, verdict: Verdict) -> None:
    """Where an article has no threshold, the built-in cuts are in force."""
    decision = held_to(None, score)
    assert (decision.verdict, in_force(decision)) == (verdict, (ANSWER, SUGGEST))


def test_below_a_high_threshold_a_match_is_offered() -> None:
    """What would be an answer is a "did you mean" where its article wants more confidence."""
    decision = held_to(1.0, CLEAR)
    assert (decision.verdict, in_force(decision)) == (Verdict.UNSURE, (1.0, SUGGEST))
    assert [s.candidate.ref for s in decision.suggestions] == ["small#are-boots-warm"]


def test_from_a_low_threshold_on_a_match_is_an_answer() -> None:
    """What would be a "did you mean" is an answer where its article wants no more confidence than it has."""
    sure = held_to(None, WEAK).confidence
    decision = held_to(sure, WEAK)
    assert (decision.verdict, in_force(decision)) == (Verdict.ANSWERED, (sure, SUGGEST))


def test_a_threshold_below_that_of_suggestions_moves_both() -> None:
    """Where less is enough for an answer than elsewhere for a "did you mean", the one takes no less than the other."""
    sure = held_to(None, FAR).confidence
    assert (held_to(sure, FAR).verdict, in_force(held_to(sure, FAR))) == (Verdict.ANSWERED, (sure, sure))
    assert held_to(sure + 0.001, FAR).verdict is Verdict.UNKNOWN


def test_each_article_is_held_to_its_own_threshold() -> None:
    """Of two articles, each question is held to the threshold of the one that it is about."""
    boots = article("boots", entry("Are boots warm?"), threshold=1.0)
    hats = article("hats", entry("Do hats fit?"), threshold=0.0)
    two = Bot(knowledge(boots, hats))
    strict, lax = two.answer("Are boots warm?"), two.answer("hats")
    assert (strict.verdict, in_force(strict)) == (Verdict.UNSURE, (1.0, SUGGEST))
    assert (lax.verdict, in_force(lax)) == (Verdict.ANSWERED, (0.0, 0.0))


def test_a_long_clause_is_cut_at_a_word() -> None:
    """What was asked is repeated as far as a line or two go, and its end is marked."""
    trees = bot(section("Trees", "The park has 340 trees and some benches, which visitors like."))
    asked = trees.answer("how many of the trees in the park were " + "planted by visiting schoolchildren " * 6)
    assert asked.reason.endswith("…") and "planted by" in asked.reason
    assert asked.reason.removesuffix("…").split()[-1] in ("planted", "by", "visiting", "schoolchildren")


def test_another_place_that_may_say_so_too_is_named() -> None:
    """Behind an answer stand the other places whose chance is not far from its own; never the place itself."""
    known = bot(
        entry("How do I renew my library card?", answer="Show it at the desk."),
        entry("Who renews a library card?", answer="The desk renews it."),
        entry("Is there a café?", answer="Yes, upstairs."),
    )
    answer = known.answer("how can I renew the card of the library")
    assert answer.verdict is Verdict.ANSWERED and answer.citation
    scores = {match.ref: match.score for match in answer.matches}
    cited = max(scores, key=scores.__getitem__)
    assert [match.ref for match in answer.also] == [
        ref for ref, score in scores.items() if ref != cited and score >= ALSO * scores[cited]
    ]
    assert ("Also: " in str(answer)) is bool(answer.also)
