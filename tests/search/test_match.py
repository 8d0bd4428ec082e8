"""What each word of a question meets, and what a candidate scores for it."""

from __future__ import annotations

import math

import pytest
from samples import article, best, bot, entry, knowledge, matcher, met, section

from faqbot.base import hygiene
from faqbot.bot import Bot
from faqbot.index.counting.vocabulary import Dictionary
from faqbot.language.language import Language
from faqbot.search.choice import AGAINST, FACTS, WEIGHTS, Choice
from faqbot.search.match import CANDIDATES, Matcher
from faqbot.search.matches import How
from faqbot.search.question import STRENGTH, Reader
from faqbot.search.words.reading import LOOKED_UP
from faqbot.search.words.spelling import Speller

# Everyday parts: a museum.
PARTS = (
    entry("When does the museum open?", "museum opening hours", answer="It opens at ten. It closes on Mondays."),
    entry("Where can I leave my umbrella?", "Is there a cloakroom?", answer="Lockers stand beside the stairs."),
    entry("May I take photographs?", answer="Yes, without a flash. Each of the 2,500 paintings is insured."),
    section("Guided tours", "A guide shows the collection on Sundays. Children join for free."),
)
SYNONYMS = (("umbrella", "parasol", "rain shield"), ("guide", "docent"))
MUSEUM = matcher(*PARTS, synonyms=SYNONYMS)  # by words and letters alone
MEANT = bot(*PARTS, synonyms=SYNONYMS)._matcher  # and by meaning
QUESTIONS = [
    "When does the museum open?",
    "museum museum museum",
    "Is there a place for my rain shield?",
    "fotographs of the 2,500 paintings, pleas",
    "Who wrote the national anthem of Brazil?",
    "collectors",
    "it",
]


# -- what a word meets -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("question", "word", "how", "other"),
    [
        ("the museum please", "museum", How.SAME, "museum"),
        ("2500 paintings", "2500", How.SAME, "2500"),
        ("many museums", "museums", How.STEM, "museum"),
        ("leaving umbrellas", "umbrellas", How.STEM, "umbrella"),
        ("a parasol to leave", "parasol", How.SYNONYM, "umbrella"),
        ("leave a rain shield", "rain", How.SYNONYM, "umbrella"),
        ("leave a rain shield", "shield", How.SYNONYM, "umbrella"),
        ("leave an umbrela", "umbrela", How.TYPO, "umbrella"),
        ("take photgraphs", "photgraphs", How.TYPO, "photographs"),
        ("where docemts are", "docemts", How.UNSEEN, None),  # two typos
        ("ask a giude", "giude", How.TYPO, "guided"),
        ("collectors join", "collectors", How.FAMILY, "collection"),
        ("museum of zoology", "zoology", How.UNSEEN, None),
        ("2501 paintings", "2501", How.UNSEEN, None),
    ],
)
def test_a_receipt_says_what_each_word_met(question: str, word: str, how: How, other: str | None) -> None:
    """The receipt names, for each word of the question, the candidate's word that it met and in which way."""
    row = met(MUSEUM, question, word)
    assert (row.how, row.met) == (how, other)


@pytest.mark.parametrize("question", QUESTIONS[:-1])
def test_a_rows_strength_is_that_of_its_way(question: str) -> None:
    """A word earns its weight in full where it stands itself, less by synonym, typo or family, and else nothing."""
    rows = best(MUSEUM, question).receipt.words
    assert all(row.strength == {**STRENGTH, How.SAME: 1.0}.get(row.how, 0.0) for row in rows)


@pytest.mark.parametrize("question", QUESTIONS)
def test_the_weights_of_a_receipt_sum_to_one(question: str) -> None:
    """The shares of a question's words are the whole question."""
    assert sum(row.weight for row in best(MUSEUM, question).receipt.words) == pytest.approx(1.0)


def test_a_receipt_has_each_word_once() -> None:
    """A word that a question repeats has one row."""
    assert [row.word for row in best(MUSEUM, "museum, museum! the museums").receipt.words] == ["museum", "the"]


def test_a_receipt_shows_the_wording_that_came_closest() -> None:
    """Of an entry's wordings the receipt shows the one that the question resembles most."""
    assert best(MUSEUM, "where is the cloakroom").receipt.text == "Is there a cloakroom?"


def test_a_receipt_shows_the_alternate_of_a_section_that_came_closest() -> None:
    """A section that is met by an alternate is held against that."""
    found = best(
        matcher(section("Coats", "The cloakroom is free.", None, "Where can I leave my jacket?")), "my jacket?"
    )
    assert (found.title, found.receipt.text) == ("Coats", "Where can I leave my jacket?")


# -- typos -------------------------------------------------------------------------------------

KNOWN = ("book", "house", "library", "umbrella", "documents", "committee", "2500", "20000")
OTHER = Language("xx")  # nothing is known of it
SPELLER = Speller(Dictionary({word: word for word in KNOWN}), OTHER)


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("bokk", None),  # four letters: none where no vectors tell what is a word
        ("boook", "book"),  # five letters: one
        ("hause", "house"),
        ("hosue", "house"),  # two letters that changed places
        ("hous", None),
        ("houuse", "house"),
        ("huose", "house"),
        ("haose", None),  # five letters, two typos
        ("umbrela", "umbrella"),
        ("umbrlela", "umbrella"),
        ("umbrxlxa", None),  # eight letters: one typo only
        ("ubmrella", "umbrella"),
        ("documants", "documents"),  # nine letters: two
        ("dokumants", "documents"),
        ("dokumands", None),
        ("comitee", None),  # seven letters, two typos
        ("comittee", "committee"),
        ("committteee", "committee"),
        ("2501", None),
        ("20001", None),
        ("200000000", None),
    ],
)
def test_typos_are_forgiven_by_the_length_of_the_word(word: str, expected: str | None) -> None:
    """None in words of up to four letters, one in five to eight, two from nine on, and never in numbers."""
    assert SPELLER.meant(word) == ((expected,) if expected else ())


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("brid", ("bird",)),  # changed places
        ("brd", ("bird",)),  # left out
        ("bbird", ("bird",)),  # struck twice
        ("vird", ("bird",)),  # the key beside
        ("berd", ("bird",)),  # a vowel for another
        ("bixd", ()),  # x is nowhere near
        ("bidr", ("bird",)),
        ("bir", ("bird",)),
    ],
)
def test_of_short_words_a_slip_of_the_fingers_is_forgiven(word: str, expected: tuple[str, ...]) -> None:
    """Where it is known what is a word, a word of four letters and less may be one that the fingers slipped at."""
    assert Speller(Dictionary({"bird": "bird"}), OTHER, frozenset({"word"}).__contains__).meant(word) == expected


def test_the_nearest_word_is_meant() -> None:
    """Of words that differ in more and in fewer letters only those that differ in the fewest are met."""
    assert Speller(Dictionary({"statement": "a", "statemant": "b"}), OTHER).meant("statemans") == ("statemant",)


def test_words_equally_near_are_all_meant() -> None:
    """Words that differ in as many letters are all met, in order."""
    assert Speller(Dictionary({"corse": "h", "gorse": "m"}), OTHER).meant("zorse") == ("corse", "gorse")


def test_a_slip_is_likelier_than_any_other_letter() -> None:
    """Of words one letter away, the one whose key is beside that which was struck is meant."""
    assert Speller(Dictionary({"horse": "h", "morse": "m"}), OTHER).meant("jorse") == ("horse", "morse")
    assert Speller(Dictionary({"horse": "h", "worse": "m"}), OTHER).meant("jorse") == ("horse",)


def test_a_known_word_is_no_typo() -> None:
    """A word that the knowledge has is never taken for another."""
    small = matcher(entry("When is the house open?"), entry("Which horse is the oldest?"))
    assert met(small, "the house", "house").how is How.SAME
    assert best(small, "which horse").title == "Which horse is the oldest?"
    assert [asked.meets[0] for asked in small.read("horse").asked] == [("hors", How.STEM, 1.0)]


# -- families ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("word", "known", "is_one"),
    [
        ("collectors", "collection", True),
        ("librarian", "library", True),
        ("photographer", "photography", True),
        ("house", "houseboats", False),
        ("con", "contract", False),
        ("contact", "contribution", False),
    ],
)
def test_a_family_begins_with_the_same_letters(word: str, known: str, is_one: bool) -> None:
    """Words are of one family where at least four letters and most of the longer word are their common start."""
    assert (known in Speller(Dictionary({known: known}), OTHER).family(word)) is is_one


# -- compounds ---------------------------------------------------------------------------------

FORMS = matcher(entry("Is github a cease-fire?"), entry("Is a base for a ball baseball?"), entry("ice cream"))


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("ceasefire", ["cease", "fire"]),
        ("cease fire", ["cease", "fire"]),
        ("git hub", ["github"]),
        ("github", ["github"]),
        ("base ball", ["base", "ball"]),
        ("baseball", ["baseball"]),
        ("icecream", ["ice", "cream"]),
        ("firewood", ["firewood"]),
    ],
)
def test_compounds_are_written_as_the_knowledge_writes_them(question: str, expected: list[str]) -> None:
    """Parts are joined, and compounds split, where only the other form is known."""
    assert [word.text for word in FORMS.read(question).words] == expected


# -- scores ------------------------------------------------------------------------------------


@pytest.mark.parametrize("question", QUESTIONS)
def test_scores_are_chances(question: str) -> None:
    """Scores lie in 0..1 and are at most 1 together, best first; candidates without a common word are left out."""
    ranked = MUSEUM.ranked(MUSEUM.read(question))
    scores = [scored.score for scored in ranked]
    assert scores == sorted(scores, reverse=True) and math.fsum(scores) < 1.0
    assert all(0.0 < value <= 1.0 for s in ranked for value in (s.score, s.topic, s.traits["whole"]))
    assert all(0.0 <= value <= 1.0 for s in ranked for value in (*s.traits.values(), *s.nearness, *s.met.values()))


@pytest.mark.parametrize("of", [MUSEUM, MEANT], ids=["words", "vectors"])
@pytest.mark.parametrize("question", QUESTIONS)
def test_the_traits_of_a_receipt_make_the_odds_and_the_odds_the_score(question: str, of: Matcher) -> None:
    """The rows of a receipt come to the odds, and a score is e^odds as a share of 1 and of all that were ranked."""
    asked = of.read(question)
    ranked = of.ranked(asked)
    odds = [math.fsum(view.score * view.weight for view in of.match(asked, s).receipt.views) for s in ranked]
    total = 1 + math.fsum(map(math.exp, odds))
    assert [s.score for s in ranked] == pytest.approx([math.exp(each) / total for each in odds])


@pytest.mark.parametrize("question", QUESTIONS)
def test_alone_a_candidate_scores_what_it_would_without_rivals(question: str) -> None:
    """What one candidate scores is its chance against none of them only, so never less than beside others."""
    asked = MUSEUM.read(question)
    for scored in MUSEUM.ranked(asked):
        alone = MUSEUM.score(asked, scored.candidate.number)
        assert alone.traits == scored.traits and alone.score >= scored.score
        odds = Choice("words").odds(scored.traits, len(asked.content)).all
        assert alone.score == pytest.approx(1 / (1 + math.exp(-odds)))


@pytest.mark.parametrize(("of", "sense"), [(MUSEUM, "words"), (MEANT, "vectors")], ids=["words", "vectors"])
def test_every_trait_has_a_weight(of: Matcher, sense: str) -> None:
    """Each weight is that of a trait, and a trait without a fitted one is a kind of near miss, which is set."""
    (scored, *_) = of.ranked(of.read("How much is the ticket for the museum?"))
    assert WEIGHTS[sense].keys() <= scored.traits.keys()
    of_near_miss = {"another number", "opposite", "turned round", "another identifier"}
    assert scored.traits.keys() - WEIGHTS[sense].keys() == of_near_miss | (set(FACTS) - WEIGHTS[sense].keys())
    assert all(Choice(sense).weight(name) == AGAINST for name in of_near_miss)


def test_the_lack_of_a_fact_is_no_lack_of_the_topic() -> None:
    """What lacks the fact asked for has the chance that it would have otherwise as that of its topic."""
    asked = MUSEUM.read("How many visitors who love zebras did the museum not have on Monday?")
    alone = [MUSEUM.score(asked, scored.candidate.number) for scored in MUSEUM.ranked(asked)]
    assert not all(scored.holds for scored in alone)
    assert all(s.topic == pytest.approx(s.score) if s.holds else s.topic > s.score for s in alone)


@pytest.mark.parametrize("unseen", ["zeppelin", "zeppelin giraffe", "42", "ключ"])
def test_unseen_words_lower_the_score(unseen: str) -> None:
    """The same question with words that the knowledge has never seen scores less."""
    assert best(MUSEUM, f"museum opening hours {unseen}").score < best(MUSEUM, "museum opening hours").score


@pytest.mark.parametrize("other", ["leave my umbrela", "leave my parasol"])
def test_the_word_itself_scores_the_most(other: str) -> None:
    """A typo and a synonym score less than the word."""
    assert best(MUSEUM, other).score < best(MUSEUM, "leave my umbrella").score


PAINTERS = (entry("Is there anything by Vermeer on show?"), entry("Is there anything by Rembrandt on show?"))


def traits_of(of: Matcher, question: str) -> dict[str, dict[str, float]]:
    """The receipt's traits of each match of a question, by its title, best first."""
    asked = of.read(question)
    matches = [of.match(asked, scored) for scored in of.ranked(asked)]
    return {match.title: {view.name: view.score for view in match.receipt.views} for match in matches}


def test_another_name_counts_against() -> None:
    """What lacks a name that was asked for, and that the knowledge has, comes behind, and its receipt says why."""
    found = traits_of(matcher(*PAINTERS), "Is there anything by Vermeer on show?")
    assert list(found) == [part.question for part in PAINTERS]
    assert [traits.get("another name") for traits in found.values()] == [None, 1.0]
    assert all(weights["another name"] < 0 for weights in WEIGHTS.values())


def test_an_unknown_name_tells_nothing_apart() -> None:
    """A name that the knowledge doesn't have is against none of its candidates more than against another."""
    found = traits_of(matcher(*PAINTERS), "Is there anything by Hopper on show?")
    assert len(found) == 2 and all("another name" not in traits for traits in found.values())


def test_years_are_held_apart() -> None:
    """A year that was asked for, and that the knowledge has, tells apart as names do."""
    small = matcher(entry("Who won the prize in 1998?"), entry("Who won the prize in 2004?"))
    found = traits_of(small, "who won the prize in 1998")
    assert list(found) == ["Who won the prize in 1998?", "Who won the prize in 2004?"]
    assert [traits.get("another name") for traits in found.values()] == [None, 1.0]


FOODS = (entry("Which foods are allowed?"), entry("Which foods are not allowed?"))


@pytest.mark.parametrize(
    ("question", "title"),
    [
        ("what foods are allowed", "Which foods are allowed?"),
        ("what foods aren't allowed", "Which foods are not allowed?"),
        ("foods that you can’t bring, not allowed", "Which foods are not allowed?"),
    ],
)
def test_a_not_tells_entries_apart(question: str, title: str) -> None:
    """A question with a "not" finds the entry that has one, and one without the other, contractions included."""
    assert best(matcher(*FOODS), question).title == title


@pytest.mark.parametrize("asked", ["Which foods are allowed?", "Which foods are not allowed?"])
def test_a_not_tells_alternates_of_sections_apart(asked: str) -> None:
    """As it tells entries apart."""
    sections = (
        section("Brought along", "Fruit.", None, FOODS[0].title),
        section("Kept out", "Ice.", None, FOODS[1].title),
    )
    found = best(matcher(*sections), asked)
    assert found.receipt.text == asked
    assert "turned round" not in {view.name for view in found.receipt.views}


def test_a_question_asked_word_for_word_is_found() -> None:
    """Each wording of each entry finds its entry."""
    for candidate in MUSEUM.index.candidates:
        for line in candidate.lines[: candidate.asked]:
            assert best(MUSEUM, line.value).ref == candidate.ref


@pytest.mark.parametrize("question", ["", " ", "?", "zeppelin", "😀"])
def test_nothing_met_is_nothing_found(question: str) -> None:
    """A question that shares no word with the knowledge has no match."""
    assert MUSEUM.ranked(MUSEUM.read(question)) == []


def test_ties_end_in_the_ref() -> None:
    """Matches that score the same come in the order of their refs."""
    twins = [article(name, entry("Same question?"), entry("Other one?")) for name in ("zoo", "bar", "museum")]
    refs = [match.ref for match in Bot(knowledge(*twins)).search("same question")]
    assert refs[:3] == ["bar#same-question", "museum#same-question", "zoo#same-question"]


def test_as_many_matches_as_are_asked_for() -> None:
    """A limit above the usual number of candidates is kept to."""
    many = bot(*(entry(f"book {n}") for n in range(CANDIDATES + 20)))
    assert len(many.search("book", 1_000)) == CANDIDATES + 20
    assert len(many.search("book", CANDIDATES - 1)) == CANDIDATES - 1


# -- long questions ----------------------------------------------------------------------------


def test_a_long_question_is_cut() -> None:
    """Past the limit a question is not read."""
    filler = "x" * (hygiene.MAX_QUESTION - 1) + " "
    assert len(MUSEUM.read(filler + "museum").words) == 1
    assert len(MUSEUM.read(filler[7:] + "museum").words) == 2


@pytest.mark.parametrize("unit", ["a ", "museum ", "1 ", "停", "a.", "'", "\ufdfa", "\U0001f600 "])
def test_a_megabyte_is_bounded_work(unit: str) -> None:
    """Of a question of a million characters only the first thousand are read."""
    one_megabyte = unit * (1_000_000 // len(unit))
    read, cut = MUSEUM.read(one_megabyte), MUSEUM.read(one_megabyte[: hygiene.MAX_QUESTION])
    assert (read.text, read.asked) == (cut.text, cut.asked)
    assert len(read.words) <= hygiene.MAX_QUESTION * 4  # one character may stand for four words


def test_a_matcher_reads_the_language_of_its_article() -> None:
    """Words are stemmed in the article's own language."""
    german = Matcher(knowledge(article("klein", entry("Wo stehen die alten Häuser?"), language="de")))
    assert met(german, "ein Haus", "haus").how is How.STEM


def test_only_so_many_unknown_words_are_looked_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """A question of many unknown words costs no more look-ups than the limit."""
    small = matcher(entry("Where is the entrance?"))
    looked: list[str] = []

    def look(word: str) -> tuple[()]:
        looked.append(word)
        return ()

    monkeypatch.setattr(Speller, "_meant", lambda _, word: look(word))
    Reader(small.index, None, None).read(" ".join(f"zq{chr(97 + n % 26)}{chr(97 + n // 26)}x" for n in range(60)))
    assert len(looked) == LOOKED_UP
