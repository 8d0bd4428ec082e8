"""A question to others that mean the same, and to others that only look like it: what each kind of change keeps."""

from __future__ import annotations

import re
import subprocess
import sys
from typing import Final

import pytest
from checkout import PYTHONPATH, ROOT
from hypothesis import given
from hypothesis import strategies as st
from samples import article

from faqbot.evaluation.perturbing import kinds, making
from faqbot.evaluation.perturbing.asked import Asked
from faqbot.evaluation.perturbing.kinds import KINDS, MARKS, TURNED, kind_of
from faqbot.knowledge.article import Knowledge
from faqbot.language import language

SYNONYMS: Final = (("late fee", "fine", "penalty"), ("borrow", "loan", "take home"), ("card", "pass"), ("pass", "exam"))
ENGLISH: Final = language.of("en")
# Words of all sorts: what asks, what denies, numbers, names, days, roles, marks, other scripts.
WORDS: Final = st.sampled_from(
    "what When do does can is are Can't not never without how many the a of in to I we library books borrow late fee "
    "fine card pass exam opening Monday march March 1999 2026 12 20,000 16:30 3.5 C++ U.S. US us London New York Ada "
    "Lovelace tenant teachers children three twenty third cease-fire don’t it's open, closed; (really?) “quoted” "
    "naïve über ключ 図書館 ? ! … & $5 x".split(" ")
)
QUESTIONS: Final = st.lists(WORDS, min_size=1, max_size=12).map(" ".join) | st.text(max_size=40)


def asked(question: str, code: str = "en") -> Asked:
    found = making.asked(question, Knowledge(()))
    return Asked(question, language.of(code), SYNONYMS, found.knows)


def made(question: str, *wanted: str, code: str = "en") -> dict[str, str]:
    return dict(making.changed(asked(question, code), wanted or KINDS))


def figures(text: str) -> list[str]:
    return re.findall(r"\d+", text)


def denials(question: str) -> int:
    return sum(asked(question).denies(word[0]) for word in asked(question).words)


def subject(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


# -- all kinds ---------------------------------------------------------------------------------


@given(QUESTIONS)
def test_a_change_changes_and_is_told_by_its_id(question: str) -> None:
    """No change gives the question itself, a kind gives no question twice, and the id of each makes it again."""
    found = made(question)
    assert question not in found.values()
    assert found == made(question)
    for kind in KINDS:
        texts = [text for mark, text in found.items() if kind_of(mark) == kind != TURNED]
        assert len(texts) == len(set(texts))
    empty = Knowledge(())
    for mark, text in making.changed(making.asked(question, empty)):
        assert making.from_id(kinds.id_of(question, mark), empty) == text


@given(QUESTIONS)
def test_other_words_keep_numbers_and_denials(question: str) -> None:
    """Whatever kind keeps the meaning, no number comes in or goes, and nothing is turned round."""
    for mark, text in made(
        question, *(kind for kind in KINDS if kind not in (TURNED, "context", "politeness"))
    ).items():
        if mark != "case-1":  # other scripts have figures without small letters
            assert figures(text) == figures(question), mark
            assert denials(text) == denials(question), mark


@given(QUESTIONS)
def test_a_typo_is_one_slip_in_one_word(question: str) -> None:
    """A typo is one edit in one word of four letters or more; it is no other word, and the first letter may stay."""
    for text in made(question, "typos").values():
        words, others = question.split(" "), text.split(" ")
        (at,) = (at for at, (word, other) in enumerate(zip(words, others, strict=True)) if word != other)
        assert abs(len(words[at]) - len(others[at])) <= 1
        assert max(map(len, re.findall(r"[^\W_]+", words[at]))) >= 4
        assert not asked("").knows(others[at].lower())


@given(QUESTIONS)
def test_capitals_and_marks_keep_the_words(question: str) -> None:
    """In capitals the letters are the same, and without punctuation the words are, in their order."""
    found = made(question, "case", "punctuation")
    assert found.get("case-1", question).casefold() == question.casefold()
    assert subject(found.get("punctuation-1", question)) == subject(question)


@given(QUESTIONS)
def test_what_is_said_around_a_question_leaves_it_whole(question: str) -> None:
    """Politeness and context stand before the question, of which only the first letter may have become small."""
    for text in made(question, "politeness", "context").values():
        assert text[-len(question) :].casefold() == question.casefold() or not question
        assert len(text) > len(question)


@given(QUESTIONS)
def test_keywords_are_words_of_the_question_in_order(question: str) -> None:
    """Keywords are two words or more, all of the question and in its order, and fewer than it has."""
    for text in made(question, "keywords").values():
        rest = iter(question.split())
        assert all(any(word in run for run in rest) for word in text.split())
        assert 2 <= len(text.split()) < len(question.split())


@given(QUESTIONS)
def test_a_turn_changes_what_is_asked_last(question: str) -> None:
    """What is turned is the last sentence; the others stay as they are."""
    for text in made(f"We close in 1999, not on Monday. Is it {question}", TURNED).values():
        assert text.startswith("We close in 1999, not on Monday.")


def test_another_process_makes_the_same() -> None:
    """What is made doesn't depend on the process, nor on the seed of its hashes."""
    code = (
        "from test_perturbing import made\n"
        "print(made('How many books can I borrow from the library in London on Monday in 1999, Ada?'))"
    )
    found = {
        subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True,
            text=True,
            check=True,
            cwd=ROOT / "tests" / "evaluation",
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": f"{PYTHONPATH}:{ROOT / 'tests'}", "PYTHONIOENCODING": "utf-8"},
        ).stdout
        for seed in ("1", "2")
    }
    expected = made("How many books can I borrow from the library in London on Monday in 1999, Ada?")
    assert found == {f"{expected}\n"}
    assert {"typos-4", "synonyms-2", "keywords-1", "turned-year", "turned-date", "turned-name"} <= expected.keys()


# -- kind by kind ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("question", "mark", "expected"),
    [
        ("Is the US open?", "case-1", "IS THE US OPEN?"),
        ("Is “it” open (on 3.5.), in the U.S.?", "punctuation-1", "Is it open on 3.5 in the U.S."),
        ("What is the fee?", "keywords-1", None),
        ("What is the late fee for a card?", "keywords-1", "late fee card"),
        ("Why can I not pay the fine?", "keywords-1", "not pay fine"),
        ("Does it help us or the US army?", "keywords-1", "US army"),
        ("library card", "keywords-1", None),
        ("Where do I find a pass?", "synonyms-1", None),  # it may be an exam
        ("2026?", "typos-1", None),
        ("Can Anna not?", "typos-1", None),
    ],
)
def test_other_words(question: str, mark: str, expected: str | None) -> None:
    """Each kind of change makes of a question what its rule says, or nothing."""
    assert made(question).get(mark) == expected


@pytest.mark.parametrize(
    ("question", "mark", "pattern"),
    [
        ("Can I borrow 20,000 books?", "turned-number", r"Can I borrow [13-9]0,000 books\?"),
        ("Is it open at 16:30?", "turned-number", r"Is it open at ([1-35-9]|1[0-2]):30\?"),
        ("Are there three floors?", "turned-number", r"Are there (?!three)(two|four|five|.*) floors\?"),
        ("Who ran it in 1999?", "turned-year", r"Who ran it in (1992|1996|1997|2001|2002|2006)\?"),
        ("Is it open on Monday?", "turned-date", r"Is it open on (?!Monday)[A-Z]\w+day\?"),
        ("Do you march in March?", "turned-date", r"Do you march in (?!March)[A-Z]\w+\?"),
        ("Is there one in New York?", "turned-name", r"Is there one in (?!New York)[A-Z].*\?"),
        ("Who was Ada Lovelace?", "turned-name", r"Who was [A-Z][a-z]+\?"),
        ("Does the tenant pay?", "turned-role", r"Does the landlord pay\?"),
        ("Which books are lent?", "turned-not", r"Which books aren't lent\?"),
        ("What if I don’t pay?", "turned-not", r"What if I do pay\?"),
        ("Who may enter without a card?", "turned-not", r"Who may enter with a card\?"),
    ],
)
def test_turned(question: str, mark: str, pattern: str) -> None:
    """Turned is what a question asks for: by another number, year, day, name or role, or a "not" in it or gone."""
    assert re.fullmatch(pattern, made(question)[mark])


@pytest.mark.parametrize(
    ("question", "mark"),
    [
        ("Is it open?", "turned-not"),  # "Isn't it open?" asks the same
        ("Can't I bring my dog?", "turned-not"),
        ("We do not smoke. Is it open?", "turned-not"),
        ("Who Wrote The Magic Mountain?", "turned-name"),  # a headline
        ("Is it in the 1990s?", "turned-number"),
        ("Does C++17 do it?", "turned-number"),
        ("May I march?", "turned-date"),
        ("We were in Rome. Is it far?", "turned-name"),
    ],
)
def test_what_is_not_turned(question: str, mark: str) -> None:
    """A question that would ask the same stays, and so does what is no number, name or day."""
    assert mark not in made(question)


def test_a_language_of_which_little_is_known() -> None:
    """Without words for it, questions are still mistyped, shouted, stripped of marks and told by synonyms."""
    found = {kind_of(mark) for mark in made("Wo ist die Karte, die pass heißt und card?", code="de")}
    assert {"punctuation", "synonyms"} <= found
    assert not found & {"politeness", "context", TURNED}


def test_synonyms_are_those_of_the_articles_asked() -> None:
    """The synonyms of an article that isn't asked are none."""
    knowledge = Knowledge(tuple(article(name, synonyms=SYNONYMS[:at]) for name, at in (("fees", 1), ("cards", 3))))
    assert making.asked("What is the late fee?", knowledge).synonyms == SYNONYMS[:3]
    assert making.asked("What is the late fee?", knowledge, ("fees",)).synonyms == SYNONYMS[:1]


# -- names -------------------------------------------------------------------------------------


def test_ids() -> None:
    """An id is told from a question, and what is no change makes none."""
    assert kinds.parted("Is it open? ~typos-2") == ("Is it open?", "typos-2")
    assert kinds.parted("Is it open? ~later") == ("Is it open? ~later", "")
    assert making.from_id("Is it open?", Knowledge(())) is None
    assert making.from_id("Is it open? ~keywords-1", Knowledge(())) is None
    assert all(kind_of(mark) in KINDS for mark in MARKS)


def test_kinds_are_named() -> None:
    """Kinds are named with commas between them, in any case and order; another name is told."""
    assert kinds.named("Turned, typos") == ("typos", "turned")
    assert kinds.named("typos,all") == KINDS
    with pytest.raises(ValueError, match='"noise" is no kind of change: there are typos, '):
        kinds.named("typos,noise")
