"""The contract of a bot: any question gets an answer, the same one everywhere, and nobody can change it."""

from __future__ import annotations

import dataclasses
import json
import os
import pickle
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from checkout import PYTHONPATH
from samples import LIBRARY, STRANGE, VERDICTS, article, bot, entry, knowledge, load

from faqbot.answering.answers import Answer, Citation, Verdict
from faqbot.answering.talk.said import MATCHES
from faqbot.base import hygiene
from faqbot.base.errors import FaqbotError, KnowledgeError
from faqbot.bot import Bot
from faqbot.language import tokens
from faqbot.language.language import Language
from faqbot.language.terms import Word
from faqbot.search.match import Matcher
from faqbot.search.matches import Match, Receipt

if TYPE_CHECKING:
    from collections.abc import Iterator

# A question for each verdict, and one of each that lacks words, names or facts.
QUESTIONS = [
    "When does the library open?",
    "can i bring my dog",
    "My book is late!",
    "How many newspapers may I borrow?",
    "Somebody stole my card",
    "What is the capital of France?",
    "lone \ud800 surrogate in the library",
    "",
]

# -- any string is a legal question ------------------------------------------------------------


def _is_sound(answer: Answer) -> bool:
    """Whether an answer keeps the promises that hold for all of them."""
    answered = answer.verdict is Verdict.ANSWERED
    return (
        isinstance(answer.verdict, Verdict)
        and bool(answer.text) is (answer.citation is not None) is answered
        and 0.0 <= answer.confidence <= 1.0
        and (bool(answer.suggestions) is (answer.verdict is Verdict.UNSURE) or answer.verdict is Verdict.TOLD)
        and not (answer.closest and answered)
        and bool(answer.reason)
        and bool(str(answer).encode())
    )


@pytest.mark.parametrize("question", STRANGE, ids=ascii)
def test_any_string_is_a_legal_question(library: Bot, question: str) -> None:
    """Whatever the string, an answer comes back that holds it unchanged and keeps every promise."""
    answer = library.answer(question)
    assert answer.question == question
    assert _is_sound(answer)


@pytest.mark.parametrize("question", STRANGE, ids=ascii)
def test_any_string_may_be_searched_for(library: Bot, question: str) -> None:
    """Whatever the string, a search gives matches, best first."""
    scores = [match.score for match in library.search(question)]
    assert scores == sorted(scores, reverse=True)


@pytest.mark.parametrize("unit", ["a", "library ", "how many ", "停", "1", "'", "\x00", "\ud800", "x\u0301", " "])
def test_a_megabyte_is_read_no_further_than_a_question(library: Bot, unit: str) -> None:
    """Of a question of a million characters as much is read as of its first thousand, and all of it is kept."""
    question = unit * (1_000_000 // len(unit))
    answer, short = library.answer(question), library.answer(question[: hygiene.MAX_QUESTION])
    assert answer == dataclasses.replace(short, question=question, truncated=bool(unit.strip()))
    assert _is_sound(answer)


def test_the_words_read_of_a_megabyte_are_few(library: Bot, monkeypatch: pytest.MonkeyPatch) -> None:
    """The work of a question has a bound: no more than its first thousand characters are split into words."""
    read: list[int] = []
    words = tokens.words

    def counted(value: str, language: Language) -> tuple[Word, ...]:
        read.append(len(value))
        return words(value, language)

    monkeypatch.setattr(tokens, "words", counted)
    library.answer("x " * 500_000)
    assert sum(read) == hygiene.MAX_QUESTION


# -- an answer ---------------------------------------------------------------------------------


@pytest.mark.parametrize("question", QUESTIONS)
def test_every_answer_keeps_its_promises(library: Bot, question: str) -> None:
    """Text and citation only where answered, suggestions only where unsure or told, a reason always."""
    answer = library.answer(question)
    assert _is_sound(answer)
    assert len(answer.matches) <= MATCHES


@pytest.mark.parametrize("verdict", Verdict, ids=str)
def test_a_verdict_is_a_string(library: Bot, verdict: Verdict) -> None:
    """Each verdict occurs, and is equal to its name, as scripts compare it."""
    answer = library.answer(VERDICTS[verdict])
    assert answer.verdict == str(verdict) == f"{verdict}" == verdict.value


def test_an_answer_prints_its_text_and_citation(library: Bot) -> None:
    """An answer prints its text, the quote where that says more, and where it stands."""
    answer = library.answer("When does the library open?")
    assert answer.citation
    assert str(answer).splitlines() == [
        "The library is open from nine to six on weekdays and until noon on Saturdays.",
        "  “The library opens at nine in the morning from Monday to Friday.”",
        f"  — Opening hours · The town library (2024-05-01) · Rules of the town council · {answer.citation.path}:12",
    ]


def test_what_is_said_to_the_bot_is_no_question_beside_one_to_the_articles(library: Bot) -> None:
    """Where a text asks the articles, and the bot itself, only what the articles were asked has an answer in it."""
    answer = library.answer("May I bring my dog? Are you sure?")
    assert answer.citation and answer.citation.entry == "faq-dogs"
    assert answer.rest == () and answer.asked_as is None


def test_an_unsure_answer_prints_what_may_be_meant(library: Bot) -> None:
    """Where unsure, the reason and the numbered suggestions are printed."""
    answer = library.answer(VERDICTS[Verdict.UNSURE])
    printed = [answer.reason, *(f"  {n}. {match.title}" for n, match in enumerate(answer.suggestions, 1))]
    assert str(answer).splitlines() == printed


def test_an_unknown_answer_prints_the_reason(library: Bot) -> None:
    """Where unknown, the reason is printed, and nothing that looks like an answer."""
    assert str(library.answer(VERDICTS[Verdict.UNKNOWN])) == (
        "I don't know: the knowledge says nothing about “capital” or “france”."
    )


def test_an_unknown_answer_prints_the_closest_place(library: Bot) -> None:
    """Where a part of the knowledge comes close, it is quoted below the reason."""
    answer = library.answer("How many newspapers may I borrow?")
    assert answer.closest
    assert str(answer).splitlines() == [answer.reason, f"  Closest: “{answer.closest.quote}”", f"  — {answer.closest}"]


# -- JSON --------------------------------------------------------------------------------------


@pytest.mark.parametrize("question", QUESTIONS + STRANGE, ids=ascii)
def test_a_dict_of_an_answer_is_ready_for_json(library: Bot, question: str) -> None:
    """The dict of any answer goes through JSON unchanged, without a default."""
    told = library.answer(question).to_dict()
    assert json.loads(json.dumps(told, allow_nan=False)) == told


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_dict_holds_what_the_answer_holds(library: Bot, question: str) -> None:
    """Verdict, text, citation, suggestions and matches come back from JSON as they are in the answer."""
    answer = library.answer(question)
    told = json.loads(json.dumps(answer.to_dict()))
    assert list(told) == [field.name for field in dataclasses.fields(Answer)]
    assert told["question"] == question
    assert told["text"] == answer.text
    assert Verdict(told["verdict"]) is answer.verdict
    if told["citation"]:
        told["citation"]["marks"] = tuple(map(tuple, told["citation"]["marks"]))
    assert (Citation(**told["citation"]) if told["citation"] else None) == answer.citation
    assert [match["ref"] for match in told["suggestions"]] == [match.ref for match in answer.suggestions]
    assert [match["ref"] for match in told["matches"]] == [match.ref for match in answer.matches]


def test_a_dict_has_plain_receipts(library: Bot) -> None:
    """The receipt of a match is a dict of its wording, words and views, with plain values."""
    receipt = library.answer("can i bring my dog").to_dict()["matches"][0]["receipt"]
    assert receipt["text"] == "May I bring my dog?"
    assert receipt["words"][-1]["how"] == "same"
    assert {type(value) for row in receipt["words"] for value in row.values()} <= {str, float, type(None)}


# -- what is returned can't be changed ---------------------------------------------------------


def parts(answer: Answer) -> Iterator[object]:
    """An answer and everything in it that is an object of faqbot's."""
    yield answer
    yield from filter(None, (answer.citation, answer.closest))
    for match in answer.matches + answer.suggestions:
        yield from (match, match.receipt, *match.receipt.words, *match.receipt.views)


@pytest.mark.parametrize("question", QUESTIONS)
def test_everything_returned_is_frozen(library: Bot, question: str) -> None:
    """No field of an answer, citation, match or receipt can be set."""
    for part in parts(library.answer(question)):
        for field in dataclasses.fields(part):  # type: ignore[arg-type]
            with pytest.raises(dataclasses.FrozenInstanceError):
                setattr(part, field.name, None)


@pytest.mark.parametrize("question", QUESTIONS)
def test_everything_returned_is_hashable(library: Bot, question: str) -> None:
    """Equal answers have equal hashes, and so has all that is in them."""
    once, again = library.answer(question), library.answer(question)
    assert once == again
    assert list(map(hash, parts(once))) == list(map(hash, parts(again)))


@pytest.mark.parametrize("question", QUESTIONS)
def test_an_answer_can_be_pickled(library: Bot, question: str) -> None:
    """An answer survives pickling, so that it can be sent to another process."""
    answer = library.answer(question)
    assert pickle.loads(pickle.dumps(answer)) == answer


# -- search ------------------------------------------------------------------------------------


@pytest.mark.parametrize(("limit", "found"), [(0, 0), (-1, 0), (-100, 0), (1, 1), (2, 2), (7, 7), (99, 7), (10**9, 7)])
def test_a_search_gives_as_many_as_asked_for(library: Bot, limit: int, found: int) -> None:
    """At most `limit` matches, no more than there are, and none below one."""
    assert len(library.search("How do I book a library dog to borrow late, for what fee?", limit)) == found


def test_a_search_is_ranked_and_complete(library: Bot) -> None:
    """Matches come best first, each with its ref, kind, title, score and receipt."""
    found = library.search("a fine for overdue books")
    assert found == tuple(sorted(found, key=lambda match: (-match.score, match.ref)))
    assert (found[0].ref, found[0].kind) == ("library#faq-late", "entry")
    assert all(isinstance(match, Match) and isinstance(match.receipt, Receipt) for match in found)


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_search_agrees_with_the_answer(library: Bot, question: str) -> None:
    """The matches behind an answer are ones that a search finds, which may be asked for more than those."""
    behind = library.answer(question).matches
    assert tuple(match for match in library.search(question, 100) if match in behind) == behind


@pytest.mark.parametrize("limit", [1, 2, 3, 4])
def test_a_shorter_search_is_the_start_of_a_longer_one(library: Bot, limit: int) -> None:
    """The limit cuts the list and changes nothing in it."""
    assert library.search("late library books", limit) == library.search("late library books", 5)[:limit]


# -- a place that a person picks ---------------------------------------------------------------


def test_a_picked_suggestion_answers(library: Bot) -> None:
    """What an unsure answer suggests can be picked: it is answered, cited, and sure, and no other place has a share."""
    question = VERDICTS[Verdict.UNSURE]
    for match in library.answer(question).suggestions:
        answer = library.pick(match.ref, question)
        assert _is_sound(answer)
        assert (answer.verdict, answer.confidence) == (Verdict.ANSWERED, 1.0)
        assert answer.matches == (dataclasses.replace(match, score=answer.matches[0].score),)
        assert answer.matches[0].score >= match.score


def test_a_pick_quotes_what_was_asked(library: Bot) -> None:
    """Of a section that was picked, the sentence nearest to the question is quoted."""
    citation = library.pick("library#fees", "Do children pay?").citation
    assert citation and citation.quote == "Children pay nothing."


@pytest.mark.parametrize("question", STRANGE, ids=ascii)
def test_a_pick_takes_any_question(library: Bot, question: str) -> None:
    """Whatever was asked, a picked place answers it."""
    for _, part in library.knowledge.parts():
        assert _is_sound(library.pick(f"library#{part.id}", question))


@pytest.mark.parametrize("ref", ["", "library", "library#", "library#nowhere", "fees", "\x1b[31m"])
def test_a_pick_of_nothing_is_an_error(library: Bot, ref: str) -> None:
    """A ref that the knowledge doesn't have raises an error that names it."""
    with pytest.raises(
        FaqbotError, match=r"the knowledge has no “.*”: a ref is article-id#section-or-entry-id"
    ) as raised:
        library.pick(ref, "late")
    assert "\x1b" not in str(raised.value)


# -- many questions ----------------------------------------------------------------------------


def test_many_questions_are_answered_in_order(library: Bot) -> None:
    """The answers come in the order of the questions, and are those of the questions one by one."""
    assert list(library.answer_many(QUESTIONS)) == [library.answer(question) for question in QUESTIONS]


def test_many_questions_are_answered_as_they_come(library: Bot) -> None:
    """No question is read before its answer is asked for."""
    read = []

    def asked() -> Iterator[str]:
        for question in QUESTIONS:
            read.append(question)
            yield question

    answers = library.answer_many(asked())
    assert read == []
    next(answers)
    next(answers)
    assert read == QUESTIONS[:2]


def test_no_questions_get_no_answers(library: Bot) -> None:
    """Nothing asked, nothing answered."""
    assert list(library.answer_many([])) == []


# -- the same answer everywhere ----------------------------------------------------------------


def test_threads_get_the_same_answers_as_one(library: Bot) -> None:
    """Eight threads that ask one bot at once get what one thread gets."""
    questions = (QUESTIONS + STRANGE) * 8
    with ThreadPoolExecutor(8) as threads:
        assert list(threads.map(library.answer, questions)) == [library.answer(question) for question in questions]


def test_asking_leaves_no_trace(library: Bot, tmp_path: Path) -> None:
    """What was asked before changes no answer."""
    fresh = Bot.load(library.knowledge.articles[0].path)
    for question in STRANGE:
        library.answer(question)
    assert [library.answer(question) for question in QUESTIONS] == [fresh.answer(question) for question in QUESTIONS]


PRINT_ANSWERS = """
import json, sys
from faqbot import Bot
bot = Bot.load(sys.argv[1])
print(json.dumps([[bot.answer(q).to_dict(), [repr(m.score) for m in bot.search(q)]] for q in json.load(sys.stdin)]))
"""


def test_every_process_gives_the_same_answers(library: Bot) -> None:
    """The order in which Python keeps sets in a process changes nothing, down to the last digit of a score."""
    told = set()
    for seed in ("0", "1", "4711"):
        run = subprocess.run(
            [sys.executable, "-c", PRINT_ANSWERS, library.knowledge.articles[0].path],
            input=json.dumps(QUESTIONS), env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": PYTHONPATH},
            capture_output=True, text=True, check=True,
        )  # fmt: skip
        told.add(run.stdout)
    assert len(told) == 1


# -- loading -----------------------------------------------------------------------------------


def test_a_bot_is_loaded_from_files_and_folders(tmp_path: Path) -> None:
    """A file, a folder, and several paths are all knowledge."""
    load(tmp_path, LIBRARY)
    (tmp_path / "boots.yaml").write_text("title: B\nfaq: [{question: Warm boots?, answer: Very.}]", encoding="utf-8")
    for paths in ([tmp_path], [tmp_path / "boots.yaml", tmp_path / "library.yaml"], [str(tmp_path)]):
        assert [a.id for a in Bot.load(*paths).knowledge.articles] == ["boots", "library"]


def test_the_order_of_paths_does_not_matter(tmp_path: Path) -> None:
    """Articles are kept in the order of their ids, so that the answers are the same."""
    load(tmp_path, LIBRARY)
    load(tmp_path, LIBRARY.replace("library", "museum"), "museum.yaml")
    paths = [tmp_path / "library.yaml", tmp_path / "museum.yaml"]
    one, other = Bot.load(*paths), Bot.load(*reversed(paths))
    assert [one.answer(q) for q in QUESTIONS] == [other.answer(q) for q in QUESTIONS]


def test_a_path_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    """A bot can't be loaded from nowhere."""
    with pytest.raises(KnowledgeError):
        Bot.load(tmp_path / "nowhere")


def test_a_knowledge_of_one_entry_is_enough() -> None:
    """The smallest knowledge answers its one question."""
    one = Bot(knowledge(article("one", entry("Is it open?", answer="Yes."))))
    assert one.answer("is it open").text == "Yes."


def test_a_knowledge_without_words_answers_nothing() -> None:
    """Entries and headings of punctuation alone are never met, and harm nothing."""
    blank = Bot(knowledge(article("blank", entry("???", "…", answer="!"))))
    assert blank.answer("anything").verdict is Verdict.UNKNOWN
    assert blank.search("???") == ()


def test_a_matcher_is_not_shared_between_bots() -> None:
    """Two bots over two knowledges know nothing of each other."""
    one, other = (Bot(knowledge(article(name, entry(f"Is the {name} open?")))) for name in ("shop", "museum"))
    assert isinstance(one._matcher, Matcher)
    assert [match.ref for match in one.search("museum")] == []
    assert [match.ref for match in other.search("museum")] == ["museum#is-the-museum-open"]


def test_the_match_that_was_judged_is_among_the_matches() -> None:
    """Where better scores come of stop words alone, what was judged is shown behind them."""
    talk = [entry(f"What do you want to do now{'?' * n}") for n in range(1, 8)]
    small = bot(*talk, entry("Feeding times of all the many animals, such as zebras, in our zoo and its park"))
    answer = small.answer("What do you want to do now with zebras?")
    assert answer.ruling is not None
    assert answer.ruling.ref in {match.ref for match in answer.matches[5:]}
