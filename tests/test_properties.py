"""What holds for every question: how it is typed, in which order the articles come, and what it is."""

from __future__ import annotations

import dataclasses
import functools
from pathlib import Path

import checkout
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from samples import ENGLISH, LIBRARY, article, entry, knowledge, load, section

from faqbot.answering.answers import Answer, Citation, Verdict
from faqbot.base import hygiene
from faqbot.bot import Bot
from faqbot.knowledge.article import Article, Knowledge, Section
from faqbot.language import tokens
from faqbot.language.sentences import sentences

SHIPPED = Bot.load(checkout.SHIPPED)
TALKS: Article = SHIPPED.knowledge.articles[0]
ASKED = [(question, e.id) for e in TALKS.faq for question in (e.question, *e.alternates)]

UNRELATED = [
    article(
        "bakery",
        entry("How much is a loaf of bread?", "what does bread cost", answer="Three euros."),
        entry("When do the ovens start?", "how long does a cake take", answer="At four in the morning."),
        section("Flour", "We mill our own flour. How long it rests is a secret of the house."),
    ),
    article(
        "bicycles",
        entry("How do I mend a flat tyre?", "is there a repair kit", answer="Take the wheel off first."),
        entry("What is the role of the chain?", "how is the chain involved in braking", answer="It drives the wheel."),
        synonyms=[("bicycle", "bike", "cycle")],
    ),
    article(
        "museum",
        section("Tours", "Tours start at ten. Many people have asked how long they last: one hour.", "Tours at ten."),
        entry("Are there any guided tours?", "Is the museum open yet?", "any plans for Sunday", answer="Every day."),
    ),
    article(
        "choir",
        entry("Who may join the choir?", "how many people sing", "how many have there been", answer="Anyone."),
        section("Concerts", "The choir sings in May. Over 200 people came last year. It will last for months."),
    ),
]

# Questions as people may type them: real ones, and words of the article and of nowhere in any order.
# Without "us" and "US", "it" and "IT", which are two words each.
US = {"us", "u.s.", "it"}
WORDS = sorted(set(SHIPPED._matcher.index.words.beginning("")) - US)
QUESTIONS = st.one_of(
    st.sampled_from(
        [question for question, _ in ASKED if not US & {word.text for word in tokens.words(question, ENGLISH)}]
    ),
    st.lists(st.sampled_from([*WORDS, "how", "many", "when", "zeppelin", "hostges", "42", "israel's"]), max_size=9).map(
        " ".join
    ),
)

quick = settings(deadline=None, max_examples=60)


def said(question: str, by: Bot = SHIPPED) -> Answer:
    """The answer without the question, so that the answers to two questions can be compared."""
    return dataclasses.replace(by.answer(question), question="")


# -- how a question is typed -------------------------------------------------------------------


@quick
@given(QUESTIONS, st.sampled_from([str.upper, str.lower, str.title, str.capitalize, str.swapcase]))
def test_case_changes_no_answer(question: str, typed: object) -> None:
    """However a question is capitalised, its answer is the same."""
    assert said(typed(question)) == said(question)  # type: ignore[operator]


@quick
@given(QUESTIONS, st.sampled_from(["  ", "\t", "\n", " \u00a0 ", "   "]))
def test_white_space_changes_no_answer(question: str, space: str) -> None:
    """However wide the space between words, before and after them, the answer is the same."""
    assert said(space + question.replace(" ", space) + space) == said(question)


@quick
@given(QUESTIONS, st.sampled_from(["?", "!", "?!", "???", " ?", "…", ".", ""]))
def test_a_closing_mark_changes_no_answer(question: str, mark: str) -> None:
    """With a question mark, another mark or none, the answer is the same."""
    assert said(question.rstrip("?") + mark) == said(question.rstrip("?"))


@quick
@given(QUESTIONS, st.sampled_from([" - ", " / ", "  ", "\t"]))
def test_marks_between_words_change_no_answer(question: str, mark: str) -> None:
    """Whatever marks that end no clause stand between words, the answer is the same; only a reason quotes them."""
    marked, plain = said(question.replace(" ", mark)), said(question)
    assert dataclasses.replace(marked, reason=plain.reason) == plain


@quick
@given(QUESTIONS, st.sampled_from(["- ", "— ", "… ", "¿", "> ", "* ", "# "]))
def test_a_mark_in_front_changes_no_answer(question: str, mark: str) -> None:
    """A dash or another mark before a question, as in a list, changes nothing."""
    assert said(mark + question) == said(question)


@quick
@given(QUESTIONS, st.sampled_from(["’", "‘", "ʼ", "´", "`"]))
def test_the_kind_of_apostrophe_changes_no_answer(question: str, apostrophe: str) -> None:
    """A curly apostrophe, a straight one or an accent in its place: the answer is the same."""
    question += " israel's own isn't"
    assert said(question.replace("'", apostrophe)) == said(question)


@quick
@given(QUESTIONS, st.sampled_from(["“{}”", '"{}"', "‘{}’", "'{}'", "«{}»", "({})", "*{}*"]))
def test_quotes_change_no_answer(question: str, quotes: str) -> None:
    """A question in quotes or brackets, of whatever kind, gets the same answer."""
    assert said(quotes.format(question)) == said(question)


@quick
@given(QUESTIONS, QUESTIONS)
def test_a_question_is_answered_alike_each_time(question: str, other: str) -> None:
    """What was asked in between changes no answer."""
    first = said(question)
    said(other)
    assert said(question) == first


# -- what the knowledge holds ------------------------------------------------------------------


@pytest.mark.parametrize(("question", "id_"), ASKED, ids=[question for question, _ in ASKED])
def test_each_wording_of_the_shipped_article_is_answered_by_its_entry(question: str, id_: str) -> None:
    """An entry's question or alternate, asked word for word, is answered by that entry."""
    answer = SHIPPED.answer(question)
    assert answer.verdict is Verdict.ANSWERED
    assert answer.citation and answer.citation.entry == id_


@functools.cache
def bot(order: tuple[int, ...], *, talks: bool = True) -> Bot:
    """A bot over the unrelated articles of these numbers, in this order, after the shipped one."""
    articles = [*([TALKS] if talks else ()), *(UNRELATED[number] for number in order)]
    return Bot(Knowledge(tuple(articles)))


def rounded(answer: Answer) -> tuple[Verdict, str, Citation | None, str, float, list[tuple[str, float]]]:
    """What an answer says, its numbers without the last digits: sums in another order differ in those."""
    matches = [(match.ref, round(match.score, 9)) for match in answer.matches]
    return answer.verdict, answer.text, answer.citation, answer.reason, round(answer.confidence, 9), matches


@quick
@given(
    st.one_of(QUESTIONS, st.sampled_from([line.question for a in UNRELATED for line in a.faq])),
    st.permutations(range(len(UNRELATED))),
)
def test_the_order_of_articles_changes_no_answer(question: str, order: list[int]) -> None:
    """Whatever order the articles come in, the answers are the same."""
    usual = bot(tuple(range(len(UNRELATED))), talks=False)
    assert rounded(bot(tuple(order), talks=False).answer(question)) == rounded(usual.answer(question))


@quick
@given(st.sampled_from(ASKED), st.sets(st.sampled_from(range(len(UNRELATED)))))
def test_an_unrelated_article_takes_no_question_away(asked: tuple[str, str], others: set[int]) -> None:
    """A wording of an entry finds its entry, whatever else the knowledge holds."""
    question, id_ = asked
    assert bot(tuple(sorted(others))).search(question)[0].ref == f"{TALKS.id}#{id_}"


def place(answer: Answer) -> tuple[Verdict, str, str | None, str | None]:
    """What an answer says and from where, whichever sentence it quotes beside it."""
    cited = answer.citation
    return answer.verdict, answer.text, cited.section if cited else None, cited.entry if cited else None


@quick
@given(st.sampled_from(ASKED), st.sets(st.sampled_from(range(len(UNRELATED)))))
def test_an_unrelated_article_changes_no_answer(asked: tuple[str, str], others: set[int]) -> None:
    """A wording of an entry is answered from the same place, whatever else the knowledge holds."""
    question, _ = asked
    assert place(bot(tuple(sorted(others))).answer(question)) == place(SHIPPED.answer(question))


@functools.cache
def widened(id_: str, alternate: str) -> Bot:
    """A bot over the shipped article with one more alternate for an entry."""
    faq = [dataclasses.replace(e, alternates=(*e.alternates, alternate)) if e.id == id_ else e for e in TALKS.faq]
    return Bot(Knowledge((dataclasses.replace(TALKS, faq=tuple(faq)),)))


@quick
@given(
    st.sampled_from([(question, e.id) for question, id_ in ASKED for e in TALKS.faq if e.id != id_]),
    st.sampled_from(
        ["Where do penguins sleep in winter?", "a recipe for onion soup", "Which bicycle has good brakes?"]
    ),
)
def test_an_alternate_of_another_entry_changes_no_answer(asked: tuple[str, str], alternate: str) -> None:
    """A wording of an entry is answered from the same place when another entry gets an alternate of other words."""
    question, other = asked
    assert place(widened(other, alternate).answer(question)) == place(SHIPPED.answer(question))


@quick
@given(QUESTIONS.filter(lambda question: tokens.words(question, ENGLISH)), st.sampled_from(TALKS.sections))
def test_a_section_that_gets_a_question_as_an_alternate_is_its_first_match(question: str, asked: Section) -> None:
    """Whatever the question, and whatever else comes near to it: a section that has it word for word comes first."""
    sections = [dataclasses.replace(s, alternates=(question,)) if s is asked else s for s in TALKS.sections]
    faq = [e for e in TALKS.faq if question.casefold() not in map(str.casefold, (e.question, *e.alternates))]
    talks = Bot(Knowledge((dataclasses.replace(TALKS, sections=tuple(sections), faq=tuple(faq)),)))
    first = talks.search(question, 1)[0]
    assert (first.ref, first.receipt.text) == (TALKS.ref(asked), question)
    assert talks.answer(question).citation


def test_a_file_and_its_nouns_answer_alike(tmp_path: Path) -> None:
    """A bot that is loaded from a file answers as one that is built from the articles in it."""
    loaded = load(tmp_path, LIBRARY)
    built = Bot(knowledge(*loaded.knowledge.articles))
    assert said("opening hours", loaded) == said("opening hours", built)


# -- any text at all ---------------------------------------------------------------------------


@settings(deadline=None, max_examples=200)
@given(st.text(st.characters(), max_size=200))  # lone surrogates and control characters among them
def test_any_text_gets_an_answer(question: str) -> None:
    """Nothing that is a string raises, and each answer keeps its promises and can be shown."""
    answer = SHIPPED.answer(question)
    assert answer.question == question
    assert (answer.citation is not None) is (answer.verdict is Verdict.ANSWERED)
    assert 0.0 <= answer.confidence <= 1.0
    assert str(answer).encode()


@quick
@given(QUESTIONS)
def test_scores_and_weights_keep_their_bounds(question: str) -> None:
    """Scores lie in 0..1, best first with ties by ref, and the weights of each receipt sum to one."""
    matches = SHIPPED.search(question, 100)
    assert list(matches) == sorted(matches, key=lambda match: (-match.score, match.ref))
    for match in matches:
        assert 0.0 < match.score <= 1.0
        assert sum(row.weight for row in match.receipt.words) == pytest.approx(1.0)


@quick
@given(st.text(max_size=300))
def test_sentences_lose_nothing(value: str) -> None:
    """Each sentence stands at its offset, and between them there is only white space."""
    rest, end = "", 0
    for at, sentence in sentences(value):
        assert value.startswith(sentence, at)
        rest, end = rest + value[end:at], at + len(sentence)
    assert (rest + value[end:]).strip() == ""


@quick
@given(st.text(st.characters(), max_size=100))
def test_harmless_text_stays_as_it_is(value: str) -> None:
    """What was made harmless once can be encoded and is not changed again; so with clean text."""
    for made in (hygiene.harmless, hygiene.clean):
        once = made(value)
        assert made(once) == once
        assert once.encode().decode() == once


@quick
@given(st.text(max_size=100))
def test_words_are_in_one_form(value: str) -> None:
    """The words of a text have no capitals, and are the words of its normalised form."""
    found = tokens.words(value, ENGLISH)
    assert tokens.words(hygiene.normalise(value), ENGLISH) == found
    assert all(word.text and word.stem and word.text == word.text.casefold() for word in found)
