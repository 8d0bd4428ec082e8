"""Golden files: what is read from them, what is wrong with them, how an answer is judged and reported."""

from __future__ import annotations

import dataclasses
import os
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest
from checkout import TESTS
from samples import ENGLISH

from faqbot import Bot
from faqbot.answering.answers import Answer, Citation, Verdict
from faqbot.base.errors import KnowledgeError
from faqbot.evaluation.golden import (
    format,  # noqa: A004 - a module
    judge,
    misses,
    reading,
)
from faqbot.evaluation.golden.cases import Bound, Case, Expectation, Group, Turn, single
from faqbot.knowledge.article import Article, Entry, Knowledge, Section, Text
from faqbot.language.tokens import words
from faqbot.search.matches import How, Match, Met, Receipt, View

if TYPE_CHECKING:
    from collections.abc import Callable


HERE = TESTS
SHIPPED = HERE / "golden" / "ceasefire-talks.golden.yaml"


# -- a bot of cardboard ------------------------------------------------------------------------


def _article(name: str) -> Article:
    visits = Section("visits", "Planning a visit", None, Text("It opens at nine.", 5), 3)
    hours = Entry("faq-hours", "When does it open?", (), Text("At nine.", 9), "visits", 8)
    fees = Section(f"{name}-fees", "Tickets", None, Text("Twelve euros.", 7), 6)
    return Article(name, f"{name}.yaml", "The Museum", None, None, None, "en", (), None, None, (visits, fees), (hours,))


def _match(ref: str, score: float, *met: Met) -> Match:
    receipt = Receipt(f"wording of {ref}", met, (View("wording", score, 6.0), View("demanded", 1.0, -2.5)))
    return Match(ref, "entry", score, "title", receipt)


class Cardboard(Bot):
    """What golden files need of a bot: a knowledge, and a fixed ranking."""

    def __init__(self, *articles: str, ranking: tuple[Match, ...] = ()) -> None:
        self._knowledge = Knowledge(tuple(map(_article, articles)))
        self.ranking = ranking

    def search(self, question: str, limit: int = 5, articles: object = None) -> tuple[Match, ...]:
        return self.ranking[:limit]


def _answer(text: str = "", quote: str = "", entry: str | None = "faq-hours", section: str | None = "visits") -> Answer:
    cite = Citation("museum", section, entry, "Visits", quote, "museum.yaml", 5, "The Museum", "undated", None)
    return Answer("When?", Verdict.ANSWERED, text, cite, 0.8, (), "", ())


def _no_answer(verdict: Verdict = Verdict.UNKNOWN) -> Answer:
    return Answer("When?", verdict, "", None, 0.1, (), "The articles don't say.", ())


def _case(*cite: str, says: tuple[str, ...] = ()) -> Case:
    return single("a.golden.yaml", 3, "When?", Expectation(cite, says))


def _report(case: Case, answer: Answer, bot: Bot) -> str:
    """What is told of an answer to a case of one question."""
    return misses.report(judge.Judgement(case, case.last, answer, judge.fault(case, answer)), bot)


@pytest.fixture
def read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., reading.Golden]:
    """Read a golden file of the given text, over a knowledge of cardboard articles."""
    monkeypatch.chdir(tmp_path)

    def read(text: str, *articles: str) -> reading.Golden:
        Path("a.golden.yaml").write_text(text, encoding="utf-8")
        return reading.read("a.golden.yaml", lambda *_: Cardboard(*(articles or ("museum",))))

    return read


# -- reading -----------------------------------------------------------------------------------


def test_read_a_list(read: Callable[..., reading.Golden]) -> None:
    """A bare list is read as cases, each with its line; one text may stand for a list of one."""
    text = "- ask: When?\n  cite: faq-hours\n  says: at nine\n- {ask: Who?, unknown: true}\n"
    assert read(text).cases == (
        single("a.golden.yaml", 1, "When?", Expectation(("museum#faq-hours",), ("at nine",))),
        single("a.golden.yaml", 4, "Who?", Expectation()),
    )


def test_read_a_mapping(read: Callable[..., reading.Golden]) -> None:
    """Lists of ids and words are read in order, ids of either form as refs."""
    text = "cases:\n- ask: When?\n  cite: [visits, museum#faq-hours]\n  says: [at, nine]\n"
    assert read(text).cases[0].cite == ("museum#visits", "museum#faq-hours")
    assert read(text).cases[0].expected.says == ("at", "nine")


def test_read_all_that_a_case_may_say(read: Callable[..., reading.Golden]) -> None:
    """Every key of an expectation is read, one text standing for a list of one; weight and group belong to the case."""
    text = """\
groups: {safety: 0.5}
cases:
- ask: When?
  cite: visits
  says: a
  says_not: [b, c]
  any_of: [d, e]
  all_of: [f]
  matches: nine|\\d
  equals: At nine.
  cause: clear match
  confidence: ">=0.7"
  weight: 2.5
  group: safety
- {ask: Who?, unsure: true, confidence: "< .5"}
- {ask: Who?, unsure: visits}
- {ask: Who?, unknown: true, cause: not stated, group: safety}
"""
    first, second, third, last = read(text).cases
    said = ("a",), ("b", "c"), ("d", "e"), ("f",), ("nine|\\d",), "At nine."
    assert first.expected == Expectation(("museum#visits",), *said, "clear match", Bound(">=", 0.7))
    assert (first.weight, first.group, last.weight) == (2.5, Group("safety", 0.5, 1), 1)
    assert second.expected == Expectation(unsure=(), confidence=Bound("<", 0.5))
    assert third.expected == Expectation(unsure=("museum#visits",))
    assert last.expected == Expectation(cause="not stated")


def test_read_a_conversation(read: Callable[..., reading.Golden]) -> None:
    """A case may be a list of turns, each with its line; those that say nothing of what is right are only asked."""
    text = "- turns:\n  - ask: When?\n  - {ask: And on Sunday?, cite: visits}\n  article: museum\n  xfail: why\n"
    (case,) = read(text).cases
    sunday = Turn(3, "And on Sunday?", Expectation(("museum#visits",)))
    assert case == Case("a.golden.yaml", 1, (Turn(2, "When?", None), sunday), "why", ("museum",))
    assert (case.title, case.ask, case.cite) == ("When? / And on Sunday?", "And on Sunday?", ("museum#visits",))


def test_a_group_without_a_floor(read: Callable[..., reading.Golden]) -> None:
    """In a file without floors a group is a name."""
    assert read("- {ask: When?, cite: visits, group: any}\n").cases[0].group == Group("any")


def test_read_an_article(read: Callable[..., reading.Golden]) -> None:
    """A case may name the article that is asked; one that there isn't is a fault."""
    assert read("- {ask: When?, article: museum, cite: visits}\n").cases[0].articles == ("museum",)
    with pytest.raises(KnowledgeError, match='article: there is no article "musem": did you mean "museum"'):
        read("- {ask: When?, article: musem, cite: visits}\n")


def test_read_a_known_miss(read: Callable[..., reading.Golden]) -> None:
    """The reason of a known miss is read; without one the case must pass."""
    text = "- {ask: Who?, unknown: true, xfail: taken for another}\n- {ask: When?, cite: visits}\n"
    assert [case.xfail for case in read(text).cases] == ["taken for another", None]


@pytest.mark.parametrize(
    ("named", "paths"),
    [
        ("", ()),
        ("knowledge: ../kb\n", ("kb",)),
        ("knowledge: [../kb, b.yaml]\n", ("kb", "tests/b.yaml")),
    ],
)
def test_knowledge_paths(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, named: str, paths: tuple[str, ...]) -> None:
    """Paths of the knowledge are relative to the golden file; without any, the default is loaded."""
    monkeypatch.chdir(tmp_path)
    Path("kb").mkdir()
    Path("tests").mkdir()
    Path("tests/b.yaml").touch()
    Path("tests/a.golden.yaml").write_text(f"{named}cases: [{{ask: a, unknown: true}}]")
    loaded: list[tuple[str, ...]] = []

    def load(*given: str) -> Bot:
        loaded.append(given)
        return Cardboard("museum")

    reading.read("tests/a.golden.yaml", load)
    assert loaded == [tuple(map(os.path.normpath, paths))]


ODD = f"write it as key: value, with {', '.join(format.CASE.names)}"
CAUSES: Final = "clear match, ambiguous, articles disagree, elsewhere, weak match, not stated, no match".split(", ")
NEITHER = 'a case must say what is right: add "cite: …" (the id of a section or FAQ entry) or "unknown: true"'


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", ": the file is empty: write a list of cases"),
        ("[]", ":1: cases is an empty list: fill it"),
        ("cases: []", ":1: cases is an empty list: fill it"),
        ("cases:", ":1: cases is empty: fill it or delete the key"),
        ("knowledge: .", ':1: a golden file must have a cases: add the line "cases: …"'),
        ("case: []", ':1: unknown key "case": did you mean "cases"?'),
        ("- hello", f":1: a text where a case must stand: {ODD}"),
        ("- ask: a\n  cites: visits", ':2: unknown key "cites": did you mean "cite"?'),
        ("- ask: a", f":1: {NEITHER}"),
        ("- ask: a\n  says: b", f":1: {NEITHER}"),
        ("- cite: visits", ':1: a case must have an ask: add the line "ask: …"'),
        ("- ask: a\n  cite: visits\n  unknown: true", ":1: a case has cite or unknown, not both: delete one of them"),
        (
            "- ask: a\n  says: b\n  unknown: true",
            ":1: says is about an answer, and unknown says that there is none: delete one of them",
        ),
        ("- ask: a\n  unknown: false", ":2: unknown can only be true: delete the key and write what to cite"),
        ("- ask: a\n  unknown: 'true'", ":2: unknown can only be true: delete the key and write what to cite"),
        ("- ask: a\n  unknown:", ":2: unknown can only be true: delete the key and write what to cite"),
        ("- ask: a\n  unknown: [x]", ":2: unknown must be a text, not a list"),
        ("- ask: [a]\n  unknown: true", ":1: ask must be a text, not a list"),
        ("- ask: no\n  unknown: true", ":1: ask: YAML reads no as false: put it in quotes"),
        (
            "- ask: What is\n    room #5?\n  unknown: true",
            ':2: ask: YAML takes "#5?" for a comment: put the text in quotes, or a space after the # of a comment',
        ),
        ("- ask: a\n  cite: []", ":2: cite is an empty list: fill it"),
        ("- ask: a\n  cite: visits\n  says: []", ":3: says is an empty list: fill it"),
        ("- ask: a\n  cite: visits\n  says: 12", ":3: says: YAML reads 12 as a number: put it in quotes"),
        ("- ask: a\n  cite: vizits", ':2: cite: the knowledge has no "vizits": did you mean "visits"?'),
        (
            "- ask: a\n  cite:\n  - visits\n  - musuem#visits",
            ':4: cite: the knowledge has no "musuem#visits": did you mean "museum#visits"?',
        ),
        (
            "- ask: a\n  cite: zzz",
            ':2: cite: the knowledge has no "zzz": write the id of a section or FAQ entry, or article#id',
        ),
        (
            "knowledge: nowhere\ncases: [{ask: a, cite: b}]",
            ':1: knowledge: there is no file or folder "nowhere": write its path relative to this file',
        ),
        ("knowledge: []\ncases: [{ask: a, cite: b}]", ":1: knowledge is an empty list: fill it"),
        ("- {ask: a, cite: visits, unsure: true}", ":1: a case has cite or unsure, not both: delete one of them"),
        ("- {ask: a, unsure: true, unknown: true}", ":1: a case has unsure or unknown, not both: delete one of them"),
        ("- {ask: a, unsure: []}", ":1: unsure is an empty list: fill it"),
        ("- {ask: a, unsure: false}", ":1: unsure: YAML reads false as false: put it in quotes"),
        ("- {ask: a, unsure: vizits}", ':1: unsure: the knowledge has no "vizits": did you mean "visits"?'),
        *(
            (
                f"- {{ask: a, {verdict}, {key}: x}}",
                f":1: {key} is about an answer, and {verdict[:-6]} says that there is none: delete one of them",
            )
            for verdict in ("unknown: true", "unsure: true")
            for key in format.ABOUT
        ),
        ("- {ask: a, confidence: '> 0.5'}", f":1: {NEITHER}"),
        (
            "- {ask: a, cite: visits, cause: no match}",
            ':1: cause: "no match" can\'t be where cite stands: delete one of them',
        ),
        (
            "- {ask: a, unsure: true, cause: not stated}",
            ':1: cause: "not stated" can\'t be where unsure stands: delete one of them',
        ),
        (
            "- ask: a\n  cite: visits\n  cause: clear",
            f':3: cause: "clear" can\'t be used: write {", ".join(CAUSES)} or talk',
        ),
        (
            "- ask: a\n  cite: visits\n  matches: [a, 'b(']",
            ':3: matches: "b(" is no regular expression (missing ), unterminated subpattern at position 1): correct it',
        ),
        *(
            (
                f"- ask: a\n  cite: visits\n  confidence: {bound}",
                f':3: confidence: "{bound}" is no bound: write one like ">= 0.7" or "< 0.5", in quotes',
            )
            for bound in ("0.7", "<= 70", "= 0.5")
        ),
        (
            "- ask: a\n  cite: visits\n  says: at nine\n  says_not: [ten, nine]",
            ':4: says_not: "nine" stands in what must be said: delete one of them',
        ),
        (
            "- ask: a\n  cite: visits\n  weight: 0",
            ':3: weight: "0" can\'t be used: write a number from 0.001 to 1000, like 2',
        ),
        ("- {ask: a, turns: [{ask: b, unknown: true}]}", ":1: a case has ask or turns, not both: delete one of them"),
        (
            "- turns: [{ask: b, unknown: true}]\n  says: x",
            ":1: says is about one question: write it in the turn that it is about",
        ),
        (
            "- turns: [{ask: a}, {ask: b}]",
            ':1: a conversation must say what is right: add "cite: …" or "unknown: true" to a turn',
        ),
        ("- turns: []", ":1: turns is an empty list: fill it"),
        (
            "- turns:\n  - ask: a\n    says: x\n  - {ask: b, unknown: true}",
            ':2: a turn must say what is right: add "cite: …" (the id of a section or FAQ entry) or "unknown: true"',
        ),
        ("- turns:\n  - unknown: true", ':2: a turn must have an ask: add the line "ask: …"'),
        (
            "groups: {safe: 1}\ncases: [{ask: a, unknown: true, group: saef}, {ask: b, unknown: true, group: safe}]",
            ':2: group: "saef" is not among the groups of the file: did you mean "safe"?',
        ),
        (
            "groups: {safe: 1}\ncases: [{ask: a, unknown: true}]",
            ':1: groups: no case is of the group "safe": delete it',
        ),
        (
            "groups: {safe: 1.5}\ncases: [{ask: a, unknown: true}]",
            ':1: groups: safe: "1.5" can\'t be used: write a number from 0 to 1, like 0.5',
        ),
        (
            "groups: [safe]\ncases: [{ask: a, unknown: true}]",
            ":1: groups must be a mapping of names: write it as groups: {name: …}",
        ),
    ],
)
def test_bad_files(read: Callable[..., reading.Golden], text: str, message: str) -> None:
    """Each fault of a golden file is told with its line and what to do, and only once."""
    with pytest.raises(KnowledgeError) as error:
        read(text)
    assert str(error.value) == f"a.golden.yaml{message}"


def test_all_faults_at_once(read: Callable[..., reading.Golden]) -> None:
    """The faults of all cases are told together, in the file's order."""
    with pytest.raises(KnowledgeError) as error:
        read("- ask: a\n- ask: b\n  cite: zzz\n- ask: c\n  cite: visits\n- {}\n")
    assert [fault.line for fault in error.value.faults] == [1, 3, 6, 6]


def test_id_of_several_articles(read: Callable[..., reading.Golden]) -> None:
    """An id that several articles have must be written with its article."""
    with pytest.raises(KnowledgeError) as error:
        read("- ask: a\n  cite: visits\n", "museum", "park")
    expected = 'a.golden.yaml:2: cite: "visits" stands in 2 articles: write "museum#visits" or whichever is meant'
    assert str(error.value) == expected
    assert read("- ask: a\n  cite: [park#visits, museum-fees]\n", "museum", "park").cases[0].cite == (
        "park#visits",
        "museum#museum-fees",
    )


@pytest.mark.parametrize(
    ("name", "ref"),
    [
        ("faq", "museum#faq-hours"),
        ("museum-f", "museum#museum-fees"),
        ("museum#v", "museum#visits"),
        ("when-does-it-open", "museum#faq-hours"),
        ("museum#tickets", "museum#museum-fees"),
    ],
)
def test_a_beginning_of_an_id_names_its_place(read: Callable[..., reading.Golden], name: str, ref: str) -> None:
    """As much of an id or ref as no other place has is enough, and so is the whole heading or question as an id."""
    assert read(f"- ask: a\n  cite: {name}\n").cases[0].cite == (ref,)


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("v", '"v" may be "museum#visits" or "park#visits": write more of the one that is meant'),
        ("muzeum-fees", 'the knowledge has no "muzeum-fees": did you mean "museum-fees"?'),
        ("paque-fees", 'the knowledge has no "paque-fees": did you mean "park-fees" or "museum-fees"?'),
    ],
)
def test_a_name_of_no_place_or_of_several(read: Callable[..., reading.Golden], name: str, message: str) -> None:
    """A name that may be several places is told with them, and one that is none with the nearest ids."""
    with pytest.raises(KnowledgeError) as error:
        read(f'- ask: a\n  cite: "{name}"\n', "museum", "park")
    assert str(error.value) == f"a.golden.yaml:2: cite: {message}"


def test_broken_knowledge(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Faults of the knowledge are told below those of the golden file, each with its own path and line."""
    monkeypatch.chdir(tmp_path)
    Path("kb.yaml").write_text("title: T\nsections:\n- heading: H\n  txt: x\n")
    Path("a.golden.yaml").write_text("knowledge: kb.yaml\ncases:\n- ask: a\n  cite: b\n- ask: c\n")
    with pytest.raises(KnowledgeError) as error:
        reading.read("a.golden.yaml")
    assert str(error.value).splitlines() == [
        "a.golden.yaml:1: the knowledge can't be used: correct what is listed below",
        f"a.golden.yaml:5: {NEITHER}",
        'kb.yaml:4: unknown key "txt": did you mean "text"?',
    ]


# -- judging -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("case", "answer"),
    [
        (_case("museum#faq-hours"), _answer()),
        (_case("museum#visits"), _answer()),
        (_case("museum#visits"), _answer(entry=None)),
        (_case("museum#faq-hours"), _answer(section=None)),
        (_case("museum#fees", "museum#visits"), _answer()),
        (_case(), _no_answer()),
        (_case(), _no_answer(Verdict.UNSURE)),
        (_case(), _no_answer(Verdict.TOLD)),
        (_case("museum#visits", says=("at nine",)), _answer(text="It opens at nine.")),
        (_case("museum#visits", says=("at nine",)), _answer(quote="It opens at nine.")),
        (_case("museum#visits", says=("opens at", "nine")), _answer(text="opens at", quote="nine")),
        (_case("museum#visits", says=("the  old\nhouse",)), _answer(text="in the\n   old house")),
        (_case("museum#visits", says=('it\'s "old"',)), _answer(text="it’s “old”")),
        (_case("museum#visits", says=("it’s “old”",)), _answer(text='it\'s "old"')),
    ],
)
def test_right(case: Case, answer: Answer) -> None:
    """An answer is right that cites any of the refs, by its entry or its section, and says the words."""
    assert judge.fault(case, answer) == ""


@pytest.mark.parametrize(
    ("case", "answer", "fault"),
    [
        (_case("museum#fees"), _answer(), "answered from museum#faq-hours (0.80), expected museum#fees"),
        (_case("a#b", "a#c"), _answer(entry=None), "answered from museum#visits (0.80), expected a#b or a#c"),
        (_case("park#visits"), _answer(), "answered from museum#faq-hours (0.80), expected park#visits"),
        (_case("museum#visits"), _no_answer(), "unknown (0.10), expected museum#visits"),
        (_case("museum#visits"), _no_answer(Verdict.UNSURE), "unsure (0.10), expected museum#visits"),
        (_case("museum#visits"), _no_answer(Verdict.TOLD), "told (0.10), expected museum#visits"),
        (_case(), _answer(), "answered from museum#faq-hours (0.80), expected no answer"),
        (
            _case("museum#visits", says=("nine", "ten\n or so")),
            _answer(text="nine"),
            "answered from museum#faq-hours (0.80), without saying “ten or so”",
        ),
        (
            _case("museum#visits", says=("opens at nine",)),
            _answer(text="opens at", quote="nine"),
            "answered from museum#faq-hours (0.80), without saying “opens at nine”",
        ),
    ],
)
def test_wrong(case: Case, answer: Answer, fault: str) -> None:
    """A wrong answer is told in one phrase: what came back, and what was expected."""
    assert judge.fault(case, answer) == fault


HOURS = _match(
    "museum#faq-hours",
    0.71,
    Met("when", "when", How.SAME, 0.25, 1.0),
    Met("openning", "opening", How.TYPO, 0.5, 0.8),
    Met("東京", None, How.NOTHING, 0.25, 0.0),
)
FEES = _match("museum#fees", 0.31, Met("when", None, How.NOTHING, 1.0, 0.0))
NINE: Final = "It opens at nine."


@pytest.mark.parametrize(
    ("expected", "lacks"),
    [
        (Expectation(says_not=("ten",)), ""),
        (Expectation(says_not=("ten", "at  nine")), "saying “at nine”"),
        (Expectation(any_of=("ten", "nine")), ""),
        (Expectation(any_of=("ten", "noon")), "without saying “ten” or “noon”"),
        (Expectation(all_of=("opens", "nine")), ""),
        (Expectation(says=("ten",), all_of=("opens", "noon")), "without saying “ten”, “noon”"),
        (Expectation(matches=(r"n\w+e\b", "^It")), ""),
        (Expectation(matches=(r"\d", "nine", "x")), r"without a match of “\d”, “x”"),
        (Expectation(equals="It  opens\nat nine."), ""),
        (Expectation(equals="opens at nine."), "whose text is not “opens at nine.”"),
        (Expectation(cause="clear match"), ""),
        (Expectation(cause="weak match"), "its cause “clear match”, expected “weak match”"),
        (Expectation(confidence=Bound(">=", 0.8)), ""),
        (Expectation(confidence=Bound("<=", 0.8)), ""),
        (Expectation(confidence=Bound(">", 0.8)), "its confidence 0.8000, expected > 0.8"),
        (Expectation(confidence=Bound("<", 0.8)), "its confidence 0.8000, expected < 0.8"),
        (Expectation(says_not=("nine",), cause="talk"), "saying “nine”, its cause “clear match”, expected “talk”"),
    ],
)
def test_what_an_answer_lacks(expected: Expectation, lacks: str) -> None:
    """Of an answer from the right place each further thing that it must be is judged, and told in a phrase."""
    case = single("x", 1, "When?", dataclasses.replace(expected, cite=("museum#visits",)))
    told = judge.fault(case, _answer(NINE))
    assert told == (lacks and f"answered from museum#faq-hours (0.80), {lacks}")


@pytest.mark.parametrize(
    ("unsure", "answer", "fault"),
    [
        ((), Verdict.UNSURE, ""),
        (("museum#faq-hours",), Verdict.UNSURE, ""),
        (("museum#x",), Verdict.UNSURE, "unsure (0.10), without offering museum#x"),
        ((), Verdict.UNKNOWN, "unknown (0.10), expected to be unsure"),
        ((), Verdict.TOLD, "told (0.10), expected to be unsure"),
        ((), None, "answered from museum#faq-hours (0.80), expected to be unsure"),
    ],
)
def test_an_offer_is_judged(unsure: tuple[str, ...], answer: Verdict | None, fault: str) -> None:
    """Where the bot must be unsure, neither an answer nor silence will do, and what must be offered must be."""
    given = dataclasses.replace(_no_answer(answer), suggestions=(HOURS,)) if answer else _answer()
    assert judge.fault(single("x", 1, "When?", Expectation(unsure=unsure)), given) == fault


def test_the_part_that_answers_is_judged() -> None:
    """Of a text that asks two questions, cause, confidence and whole text are those of the right answer."""
    both = dataclasses.replace(_no_answer(), rest=(_answer(NINE),))
    expected = Expectation(("museum#visits",), equals=NINE, confidence=Bound(">", 0.7), cause="clear match")
    assert judge.fault(single("x", 1, "Who? When?", expected), both) == ""


def test_a_conversation_is_asked_in_one_chat(library: Bot) -> None:
    """Each turn is read as a chat reads it, with what was asked before."""
    late = Turn(2, "and if I return it late?", Expectation(("library#faq-late",)))
    case = Case("x", 1, (Turn(1, "May I bring my dog?", None), late))
    chat = library.chat()
    answers = [chat.ask(turn.ask) for turn in case.turns]
    assert [answer for _, answer in case.answers(library)] == answers
    assert case.asked_of(library) == answers[-1]


def test_the_turn_that_is_missed_first_is_told(library: Bot) -> None:
    """A conversation that misses a turn names it, points at its line, and goes on no further."""
    dogs = Turn(2, "May I bring my dog?", Expectation(("library#faq-dogs",)))
    wrong, never = Turn(3, "May I bring my dog?", Expectation()), Turn(4, "Why?", Expectation())
    found = judge.judged(Case("x.golden.yaml", 1, (dogs, wrong, never)), library)
    assert (found.turn, found.fault[:40]) == (wrong, "turn 2: answered from library#faq-dogs (")
    report = misses.report(found, library)
    assert report.startswith("x.golden.yaml:3: turn 2: answered from library#faq-dogs")
    assert "\n  before    May I bring my dog?\n  question  May I bring my dog?\n" in report


def test_a_conversation_that_passes_is_judged_by_its_last_turn(library: Bot) -> None:
    """Where no turn is missed, the last that says what is right is what is told of."""
    dogs = Turn(2, "May I bring my dog?", Expectation(("library#faq-dogs",)))
    found = judge.judged(Case("x", 1, (dogs, Turn(3, "thanks", None))), library)
    assert (found.turn, found.fault, found.answer.verdict) == (dogs, "", Verdict.ANSWERED)


# -- reporting ---------------------------------------------------------------------------------

REPORT = """\
a.golden.yaml:3: answered from museum#faq-hours (0.80), expected museum#fees

  question  When?
  expected  museum#fees
            saying “ten” (missing)
  came back answered, confidence 0.80
            from museum#faq-hours and museum#visits
  answer    At nine.
  quote     “It opens at nine.”
  citation  Visits · The Museum (undated) · museum.yaml:5

  came back: museum#faq-hours, score 0.71, match 1 of 2
  held against “wording of museum#faq-hours”

    word      met             weight  earned
    when      same              0.25    0.25
    openning  opening (typo)    0.50    0.40
    東京      –                 0.25    0.00

    trait     value  weight   adds
    wording    0.71   +6.00  +4.26
    demanded   1.00   -2.50  -2.50
    log-odds                 +1.76
    score                     0.71

  expected: museum#fees, score 0.31, match 2 of 2
  held against “wording of museum#fees”

    word  met  weight  earned
    when  –      1.00    0.00

    trait     value  weight   adds
    wording    0.31   +6.00  +1.86
    demanded   1.00   -2.50  -2.50
    log-odds                 -0.64
    score                     0.31"""


def test_report() -> None:
    """A report shows the facts, then the receipts of what came back and of what was expected, aligned."""
    case, answer = _case("museum#fees", says=("ten",)), _answer("At nine.", "It opens at nine.")
    assert _report(case, answer, Cardboard("museum", ranking=(HOURS, FEES))) == REPORT


def test_report_of_all_that_must_be_so() -> None:
    """A report lists each thing that the answer must be, with what is not so behind it."""
    expected = Expectation(
        ("museum#visits",), (), ("nine",), ("ten", "noon"), (), ("x",), "At ten.", "weak match", Bound("<", 0.5)
    )
    report = _report(single("x", 1, "When?", expected), _answer(NINE), Cardboard("museum", ranking=(HOURS,)))
    told = """
            saying “ten” or “noon” (missing)
            not saying “nine” (said)
            matching “x” (missing)
            the text “At ten.” (it is not)
            cause weak match (it is clear match)
            confidence < 0.5 (it is 0.8000)
"""
    assert told in report


def test_report_of_an_offer() -> None:
    """Where something must be offered that was not, its receipt is shown as what was expected."""
    case = single("x", 1, "When?", Expectation(unsure=("museum#fees",)))
    report = _report(case, _no_answer(Verdict.UNSURE), Cardboard("museum", ranking=(HOURS, FEES)))
    assert "  expected  no answer, but an offer\n            offering museum#fees (missing)\n" in report
    assert "expected: museum#fees, score 0.31" in report


def test_report_of_the_right_place() -> None:
    """Where the right place came back with the wrong words, its receipt is shown once."""
    case = _case("museum#faq-hours", says=("ten",))
    report = _report(case, _answer("At nine."), Cardboard("museum", ranking=(HOURS, FEES)))
    assert report.count("held against") == 1
    assert "came back, and expected: museum#faq-hours, score 0.71" in report


def test_report_of_the_best_expected() -> None:
    """Of several refs that would be right, the best match is shown."""
    case = _case("museum#nothing", "museum#fees")
    report = _report(case, _answer(), Cardboard("museum", ranking=(HOURS, FEES)))
    assert "expected: museum#fees, score 0.31, match 2 of 2" in report


def test_report_of_no_match() -> None:
    """A place that shares no word with the question is said to be no match at all."""
    report = _report(_case("museum#visits"), _answer(), Cardboard("museum", ranking=(HOURS,)))
    assert report.endswith("expected: no match at all, none of the 1 that share a word with the question")


def test_report_of_no_match_for_anything() -> None:
    """Where the question shares no word with the knowledge, the report says so once."""
    report = _report(_case("museum#visits"), _no_answer(), Cardboard("museum"))
    assert report.endswith("\n  no match at all: nothing in the knowledge shares a word with the question")
    assert report.count("no match at all") == 1


def test_report_of_silence() -> None:
    """Where no answer came back, the reason is shown, and the closest match instead of a citation's."""
    report = _report(_case("museum#fees"), _no_answer(), Cardboard("museum", ranking=(HOURS, FEES)))
    assert "  came back unknown, confidence 0.10\n  reason    The articles don't say.\n" in report
    assert "closest: museum#faq-hours" in report


def test_report_of_suggestions() -> None:
    """Where the bot was unsure, the report lists what it suggested."""
    answer = Answer("When?", Verdict.UNSURE, "", None, 0.3, (HOURS, FEES), "It may be either.", ())
    report = _report(_case("museum#fees"), answer, Cardboard("museum", ranking=(HOURS, FEES)))
    assert "  suggested museum#faq-hours “title”\n            museum#fees “title”\n" in report


def test_report_of_a_question_that_was_cut() -> None:
    """Where only the beginning of a question was read, the report says so below the question."""
    answer = dataclasses.replace(_no_answer(), truncated=True)
    report = _report(_case("museum#fees"), answer, Cardboard("museum", ranking=(HOURS, FEES)))
    assert "\n            (only its first 1,000 characters are read)\n  expected" in report


def test_report_where_none_was_expected() -> None:
    """Where no answer was expected, only the receipt of what came back is shown."""
    report = _report(_case(), _answer(), Cardboard("museum", ranking=(HOURS, FEES)))
    assert "  expected  no answer\n" in report
    assert report.count("held against") == 1


def test_report_is_harmless() -> None:
    """Control characters of the question and the articles never reach the terminal raw."""
    case = single("a.golden.yaml", 3, "a\x1b[31m\nb", Expectation(("museum#fees",), ("\x07",)))
    match = _match("museum#faq-hours", 0.5, Met("a\x1b", "b\x9b", How.SAME, 1.0, 1.0))
    report = _report(case, _answer("\x1b]0;x\x07", "\x9b"), Cardboard("museum", ranking=(match,)))
    assert all(char == "\n" or char.isprintable() for char in report)


# -- the file that comes with the project ------------------------------------------------------


@pytest.fixture(scope="module")
def shipped() -> reading.Golden:
    return reading.read(str(SHIPPED))


def test_shipped_cases(shipped: reading.Golden) -> None:
    """The project's golden file has at least 80 cases, of which the article doesn't answer at least 30."""
    assert len(shipped.cases) >= 80
    assert sum(not case.cite for case in shipped.cases) >= 30


def test_no_golden_question_is_in_the_knowledge(shipped: reading.Golden) -> None:
    """A bot that has memorised the test knows nothing: no golden question is a question or alternate of the article."""

    def said(question: str) -> tuple[str, ...]:
        return tuple(word.text.casefold() for word in words(question, ENGLISH))

    parts = [part for _, part in shipped.bot.knowledge.parts()]
    known = {said(question) for part in parts for question in (part.title, *part.alternates)}
    assert known
    assert [case.ask for case in shipped.cases if said(case.ask) in known] == []
