"""Receipts: what explains an answer, to a person and to a program."""

from __future__ import annotations

import dataclasses
import itertools
import json
import math
import re

import checkout
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from samples import STRANGE

from faqbot.answering import explanation, receipt
from faqbot.answering.answers import Answer, Cause, Ruling, Term, Verdict
from faqbot.base.layout import render, widths
from faqbot.base.layout.segment import CELL, TABLE, Segment
from faqbot.bot import Bot
from faqbot.search.matches import How, Match, Met, Passage, Receipt, View

SHIPPED = Bot.load(checkout.SHIPPED)
WORDS = sorted(SHIPPED._matcher.index.words.beginning(""))
QUESTIONS = st.one_of(
    st.sampled_from([question for entry in SHIPPED.knowledge.articles[0].faq for question in entry.alternates]),
    st.lists(st.sampled_from([*WORDS, "how", "many", "when", "zeppelin", "hostges", "42"]), max_size=40).map(" ".join),
)
ACTING = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")

WHEN = Met("when", "when", How.SAME, 0.2, 1.0)
OPENNING = Met("openning", "opening", How.TYPO, 0.5, 0.8)
ZOO = Met("zoo", None, How.NOTHING, 0.3, 0.0)
VIEWS = (View("near", 0.8, 4.5), View("name", 1.0, -0.62), View("demanded", 1.0, -2.61))


def match(name: str = "hours", score: float = 0.49, words: tuple[Met, ...] = (WHEN, OPENNING, ZOO)) -> Match:
    return Match(f"zoo#{name}", "entry", score, f"About {name}?", Receipt(f"the {name}", words, VIEWS))


def answer(verdict: Verdict, cause: Cause, sure: float, *matches: Match, **changed: object) -> Answer:
    """An answer over these matches, the first being judged, whose two terms come to a confidence of `sure`."""
    odds = math.log(sure / (1 - sure))
    terms = (Term("offset", 1.0, -2.0), Term("score", 0.5, 2 * (odds + 2.0)))
    refs = [*(found.ref for found in matches), None]
    ruling = Ruling(refs[0], terms if matches else (), 0.3, 0.15, None, refs[1] if matches else None)
    said = Answer("When?", verdict, "", None, sure, (), "It is so.", matches, None, cause, ruling)
    return dataclasses.replace(said, **changed)  # type: ignore[arg-type]


CLEAR = answer(Verdict.ANSWERED, Cause.CLEAR, 0.83, match(), match("price", 0.2))
WEAK = answer(Verdict.UNSURE, Cause.WEAK, 0.2, match())
NO_MATCH = answer(Verdict.UNKNOWN, Cause.NO_MATCH, 0.1, match())
NOTHING = answer(Verdict.UNKNOWN, Cause.NO_MATCH, 0.5)
PICKED = answer(Verdict.ANSWERED, Cause.PICKED, 0.5, match(), ruling=None, confidence=1.0)
TIED = answer(Verdict.UNSURE, Cause.AMBIGUOUS, 0.6, match(), suggestions=(match(), match("price", 0.488)))
EITHER = answer(Verdict.UNSURE, Cause.AMBIGUOUS, 0.2, match(), suggestions=(match(), match("price")))
UNSTATED = answer(
    Verdict.UNKNOWN,
    Cause.NOT_STATED,
    0.2,
    match(),
    ruling=Ruling("zoo#hours", (Term("x", 1.0, -1.4),), 0.3, 0.15, "when"),
)


def drawn(said: Answer, width: int | None = 80) -> str:
    """What explains an answer, as it is drawn without styles."""
    return "".join(text for _, text in render.fragments(receipt.segments(said), width))


def cells(segments: tuple[Segment, ...], head: str) -> list[list[str]]:
    """The rows of the table whose first head is that one."""
    starts = [at for at, segment in enumerate(segments) if segment.role == "head"]
    start = next(at for at in starts if segments[at].text.startswith(head))
    rows = [p.text.split(CELL) for p in segments[start + 1 :]]
    return rows[: next((at for at, row in enumerate(rows) if len(row) == 1), len(rows))]


# -- the whole of it ---------------------------------------------------------------------------

EXPLAINED = """\
Judged: About hours?
zoo#hours, held against “the hours”

  word      met             weight  earned
  when      same              0.20    0.20
  openning  opening (typo)    0.50    0.40
  zoo       –                 0.30    0.00

  trait     value  weight   adds
  near       0.80   +4.50  +3.60
  name       1.00   -0.62  -0.62
  demanded   1.00   -2.61  -2.61
  log-odds                 +0.37
  score                     0.49

Score: e^0.37 as a share of 1 and the same of all matches. Chance: the scores of
all matches that cite this place.
Next: “About price?” (zoo#price) scores 0.20, 0.29 less.

  term        value  weight   adds
  offset      1.000   -2.00  -2.00
  score       0.500   +7.17  +3.59
  log-odds                   +1.59
  confidence                  0.83

Confidence: 1 / (1 + e^-1.59), the probability that this is the right place.
Answered: 0.83 is above 0.30, from which a match is an answer.
"""


def test_an_answer_is_explained_from_its_words_to_its_verdict() -> None:
    """The place, its words, its score, the next one, the confidence and the verdict stand in this order."""
    assert drawn(CLEAR) == EXPLAINED


def test_a_pipe_gets_the_same_lines() -> None:
    """Without a width the tables are drawn as on a terminal, and only notes are not broken into lines."""
    assert drawn(CLEAR, None).split() == EXPLAINED.split()


# -- the verdict -------------------------------------------------------------------------------

WEAK_GROUNDS = "Unsure: 0.20 is below 0.30, from which a match is an answer, and above 0.15, from which it is offered"

UNSTATED_GROUNDS = "Unknown: the question asks “when”, and no sentence there says so; "


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        (CLEAR, "Answered: 0.83 is above 0.30, from which a match is an answer."),
        (PICKED, "Answered: the place was picked, so nothing had to be weighed."),
        (WEAK, WEAK_GROUNDS + "."),
        (TIED, "Unsure: 0.60 is above 0.30, from which a match is an answer, but 2 places fit alike."),
        (
            EITHER,
            WEAK_GROUNDS + "; 2 places may be meant.",
        ),
        (
            UNSTATED,
            UNSTATED_GROUNDS + "0.20 is below 0.30, from which a match is an answer.",
        ),
        (NO_MATCH, "Unknown: 0.10 is below 0.15, from which a match is offered."),
        (NOTHING, "Unknown: nothing comes near."),
        (
            answer(Verdict.UNKNOWN, Cause.NO_MATCH, 0.5, match(), ruling=Ruling(None, (), 0.3, 0.15, None)),
            "Unknown: what is shared with the question is stop words only.",
        ),
    ],
)
def test_the_verdict_is_given_its_grounds(said: Answer, sentence: str) -> None:
    """The last words say how the confidence became the verdict, and programs get the same sentence."""
    assert next(p.text for p in receipt.segments(said) if p.role == "verdict") == sentence
    assert explanation.to_dict(said)["because"] == sentence


def test_a_fact_that_was_not_named_is_spoken_of() -> None:
    """Where the ruling does not say which fact is asked for, the sentence is whole all the same."""
    said = answer(Verdict.UNKNOWN, Cause.NOT_STATED, 0.4, match())
    assert explanation.because(said).startswith(
        "Unknown: the question asks for a fact, and no sentence there says so; 0.40"
    )


@pytest.mark.parametrize(
    ("sure", "held"),
    [
        (0.3004, "0.3004 is above 0.3000"),
        (0.2996, "0.2996 is below 0.3000"),
        (0.31, "0.31 is above"),
        (0.1501, "0.1501 is below 0.3000, from which a match is an answer, and above 0.1500"),
    ],
)
def test_a_narrow_verdict_shows_the_digits_that_made_it(sure: float, held: str) -> None:
    """Two numbers that differ are never shown as the same number."""
    assert held in explanation.because(answer(Verdict.UNSURE, Cause.WEAK, sure, match()))


def test_a_confidence_on_the_bound_is_said_to_be_so() -> None:
    """A confidence that is exactly the bound's is neither above nor below it."""
    ruling = Ruling("zoo#hours", (Term("x", 0.0, 1.0),), 0.5, 0.15, None)
    said = answer(Verdict.ANSWERED, Cause.CLEAR, 0.5, match(), ruling=ruling)
    assert "0.50 is exactly 0.50, from which a match is an answer" in explanation.because(said)


# -- the places --------------------------------------------------------------------------------


def test_places_that_fit_alike_are_listed() -> None:
    """Below an ambiguous verdict stand the places that may be meant, with their scores."""
    lines = drawn(TIED).splitlines()
    assert lines[-2:] == ["  “About hours?” (zoo#hours) scores 0.49", "  “About price?” (zoo#price) scores 0.49"]
    assert [place["ref"] for place in explanation.to_dict(TIED)["alike"]] == ["zoo#hours", "zoo#price"]


def test_a_better_score_that_was_passed_over_is_told() -> None:
    """Where the place judged has not the best score, the others above it are named."""
    ruling = Ruling("zoo#hours", (Term("x", 1.0, 1.0),), 0.3, 0.15, None, "zoo#way")
    said = answer(Verdict.ANSWERED, Cause.CLEAR, 0.7, match("price", 0.6), match(), match("way", 0.1), ruling=ruling)
    assert "Passed over: “About price?” (zoo#price) scores 0.60, but shares stop words only.\n" in drawn(said, 120)
    assert "Next: “About way?” (zoo#way) scores 0.10, 0.39 less.\n" in drawn(said)
    told = explanation.to_dict(said)
    assert [place["ref"] for place in told["passed_over"]] == ["zoo#price"]
    assert told["runner_up"]["ref"] == "zoo#way" and told["lead"] == pytest.approx(0.39)


def test_a_match_without_a_rival_is_told() -> None:
    """Where the lead is measured against nothing there is neither a next place nor a lead."""
    assert "\nNext: no other place is in question.\n" in drawn(WEAK)
    assert explanation.to_dict(WEAK)["runner_up"] is None and explanation.to_dict(WEAK)["lead"] is None


def test_the_next_place_is_the_one_that_the_lead_is_measured_against() -> None:
    """A match that is no rival is not the next one, whatever it scores."""
    said = answer(Verdict.ANSWERED, Cause.CLEAR, 0.83, match(), match("way", 0.4), match("price", 0.2))
    assert said.ruling
    said = dataclasses.replace(said, ruling=dataclasses.replace(said.ruling, rival="zoo#price"))
    assert "Next: “About price?” (zoo#price) scores 0.20, 0.29 less.\n" in drawn(said)
    far = dataclasses.replace(said, matches=said.matches[:1])
    assert "\nNext: zoo#price.\n" in drawn(far) and explanation.to_dict(far)["lead"] is None


@pytest.mark.parametrize("question", ["how many people died", "what is qatar up to", "Who is in the talks?"])
def test_the_chance_that_was_weighed_is_that_of_the_place_judged(question: str) -> None:
    """What the confidence is made of is the chance of the place: that of the match judged, and of what is one with it.

    The lead that is told is how much less the next place has.
    """
    told = explanation.to_dict(SHIPPED.answer(question))
    weighed = explanation.probability(told["terms"][0]["value"])
    assert told["judged"]["score"] - 1e-6 <= weighed <= 1.0
    assert told["lead"] is None or told["lead"] == pytest.approx(told["judged"]["score"] - told["runner_up"]["score"])


def test_no_match_at_all_has_its_reason() -> None:
    """Where nothing shares a word with the question there is no table, but the reason and the verdict."""
    assert drawn(NOTHING) == "It is so.\nUnknown: nothing comes near.\n"
    told = explanation.to_dict(NOTHING)
    assert told["judged"] is None and told["terms"] == [] and told["log_odds"] is None


def test_a_pick_shows_its_words_and_no_confidence() -> None:
    """A place that a person picked shows what it has of the question, and was not weighed."""
    shown = drawn(PICKED)
    assert "zoo       –" in shown and "confidence" not in shown
    told = explanation.to_dict(PICKED)
    assert told["terms"] == [] and told["confidence"] == 1.0 and told["answer_from"] is None


def test_a_place_that_the_answer_does_not_hold_is_named() -> None:
    """A place judged that is not among the matches is named, and how it was weighed is told."""
    said = answer(Verdict.ANSWERED, Cause.CLEAR, 0.83, match(), matches=())
    assert drawn(said).startswith("Judged: zoo#hours\n\n  term ")


# -- the tables --------------------------------------------------------------------------------


@pytest.mark.parametrize("how", [how for how in How if how not in (How.SAME, How.NOTHING, How.MEANING)])
def test_each_way_of_meeting_is_named(how: How) -> None:
    """A word that met another shows it, and how."""
    said = answer(Verdict.ANSWERED, Cause.CLEAR, 0.9, match(words=(Met("a", "b c", how, 1.0, 0.5),)))
    assert cells(receipt.segments(said), "word") == [["a", f"b c ({how})", "1.00", "0.50"]]


def test_a_word_met_by_meaning_shows_how_near_it_is() -> None:
    """A word that means much the same shows how strongly it counts: that differs from word to word."""
    said = answer(Verdict.ANSWERED, Cause.CLEAR, 0.9, match(words=(Met("died", "casualties", How.MEANING, 1.0, 0.36),)))
    assert cells(receipt.segments(said), "word") == [["died", "casualties (meaning 0.36)", "1.00", "0.36"]]


def test_a_word_that_met_nothing_stands_back() -> None:
    """A row of a word that met nothing has a role of its own."""
    assert [p.text.split(CELL)[0] for p in receipt.segments(CLEAR) if p.role == "miss"] == ["zoo"]


def test_of_many_words_the_light_ones_are_summed_up() -> None:
    """A long question shows its heaviest words, in the question's order, and one row for all others."""
    words = tuple(Met(f"w{n}", "w", How.STEM, (n % 7) / 100, 0.5) for n in range(receipt.WORDS + 5))
    rows = cells(receipt.segments(answer(Verdict.ANSWERED, Cause.CLEAR, 0.9, match(words=words))), "word")
    assert len(rows) == receipt.WORDS + 1 and rows[-1][0] == "and 5 more"
    shown = [int(row[0][1:]) for row in rows[:-1]]
    assert shown == sorted(shown)
    assert sum(float(row[2]) for row in rows) == pytest.approx(sum(met.weight for met in words))


def test_a_long_word_is_cut() -> None:
    """Of a word as long as a line only the start is shown."""
    said = answer(Verdict.UNKNOWN, Cause.NO_MATCH, 0.1, match(words=(Met("z" * 300, None, How.NOTHING, 1.0, 0.0),)))
    assert cells(receipt.segments(said), "word")[0][0] == "z" * (receipt.SHOWN - 1) + "…"


def test_nothing_is_never_a_loss() -> None:
    """A term of nothing adds +0.00, whatever the sign of its weight."""
    ruling = Ruling("zoo#hours", (Term("none", 0.0, -3.0), Term("little", 0.001, -1.0)), 0.3, 0.15, None)
    said = answer(Verdict.ANSWERED, Cause.CLEAR, 0.5, match(), ruling=ruling)
    assert [row[-1] for row in cells(receipt.segments(said), "term")] == ["+0.00", "+0.00", "+0.00", "0.50"]
    assert "-0.0" not in json.dumps(explanation.to_dict(said)["terms"][:1])


@pytest.mark.parametrize("width", [40, 80, 200, None])
@pytest.mark.parametrize(
    "question",
    [
        "How many people died?",
        "How many Israeli soldiers died?",
        "what is quatar doing in the negotations",
        "Who won the World Cup?",
        "When will the representatives of the international humanitarian organisations be released?",
    ],
)
def test_tables_fit_the_window(question: str, width: int | None) -> None:
    """No line of a table is wider than the window, or than 80 columns."""
    tables = [p for p in receipt.segments(SHIPPED.answer(question)) if p.role in TABLE]
    lines = "".join(text for _, text in render.fragments(tables, width)).splitlines()
    assert tables and max(map(widths.columns, lines)) <= min(width or 80, 80)


# -- it adds up --------------------------------------------------------------------------------


@settings(deadline=None, max_examples=60)
@given(QUESTIONS)
@example("how many people died")
@example("zebra")
@example("")
def test_the_arithmetic_adds_up(question: str) -> None:
    """Earned is weight times strength, the traits give the odds, and the terms the confidence."""
    said = SHIPPED.answer(question)
    told = explanation.to_dict(said)
    judged = told["judged"] or {"words": [], "views": [], "odds": 0.0}
    for row in judged["words"]:
        assert row["earned"] == pytest.approx(row["weight"] * row["strength"], abs=1e-6)
    for row in judged["views"]:
        assert row["adds"] == pytest.approx(row["score"] * row["weight"], abs=1e-6)
    assert math.fsum(row["adds"] for row in judged["views"]) == pytest.approx(judged["odds"], abs=1e-6)
    odds = math.fsum(term["value"] * term["weight"] for term in told["terms"])
    if told["terms"]:
        assert told["confidence"] == pytest.approx(1 / (1 + math.exp(-odds)), abs=1e-6)
    if said.verdict is not Verdict.UNKNOWN:
        assert told["confidence"] == pytest.approx(said.confidence, abs=1e-6)


@settings(deadline=None, max_examples=60)
@given(QUESTIONS)
@example("how many people died")
def test_the_matches_of_an_answer_share_its_chances(question: str) -> None:
    """The odds of matches stand to each other as their scores do, and their scores are at most 1 together."""
    matches = SHIPPED.answer(question).matches
    assert math.fsum(match.score for match in matches) <= 1.0
    for one, other in itertools.pairwise(matches):
        ratio = explanation.odds_of(one) - explanation.odds_of(other)
        assert math.log(one.score / other.score) == pytest.approx(ratio, abs=1e-6)


@settings(deadline=None, max_examples=60)
@given(QUESTIONS)
def test_the_tables_show_what_the_programs_get(question: str) -> None:
    """The numbers a person sees are those of the dictionary, rounded."""
    said = SHIPPED.answer(question)
    told, segments = explanation.to_dict(said), receipt.segments(said)
    if not told["terms"] or not told["judged"]:
        return
    traits, terms = cells(segments, "trait"), cells(segments, "term")
    judged = told["judged"]
    assert [row[0] for row in traits[:-2]] == [view["name"] for view in judged["views"]]
    assert [float(row[3]) for row in traits[:-2]] == [round(view["adds"], 2) for view in judged["views"]]
    assert [float(row[3]) for row in traits[-2:]] == [round(judged["odds"], 2), round(judged["score"], 2)]
    assert [float(row[3]) for row in terms[:-2]] == [round(term["adds"], 2) for term in told["terms"]]
    assert [float(row[3]) for row in terms[-2:]] == [round(told["log_odds"], 2), round(told["confidence"], 2)]


# -- whatever is asked -------------------------------------------------------------------------


@pytest.mark.parametrize("width", [None, 40, 80])
@pytest.mark.parametrize("question", STRANGE, ids=ascii)
def test_nothing_in_a_receipt_acts_on_a_terminal(question: str, width: int | None, library: Bot) -> None:
    """Whatever was asked, the receipt can be shown and encoded, and its JSON is plain."""
    for said in (library.answer(question), library.pick("library#hours", question)):
        shown = drawn(said, width)
        assert not ACTING.search(shown) and shown.encode()
        assert json.loads(json.dumps(explanation.to_dict(said))) == explanation.to_dict(said)


def test_words_that_would_break_a_table_do_not() -> None:
    """Tabs, line breaks, escapes, wide and combining characters leave the columns where they are."""
    words = tuple(
        Met(word, word[::-1], How.RELATED, 0.1, 0.5)
        for word in (
            "a\tb",
            "a\nb",
            "\x1b[31mred",
            "停戦交渉",
            "e\u0301" * 3,
            "👨‍👩‍👧",
            "a\u202eb",
            "\ud800",
            "\u2028",
            "ﷺ",
        )
    )
    said = answer(Verdict.ANSWERED, Cause.CLEAR, 0.9, match(words=words))
    lines = drawn(said).partition("\n\n")[2].partition("\n\n")[0].splitlines()
    assert len(lines) == 1 + len(words)
    assert len({widths.columns(line) for line in lines}) == 1


def near(text: str, cosine: float = 0.4567) -> Answer:
    """An answer whose match an encoder has found near by this passage."""
    found = match()
    held = dataclasses.replace(found, receipt=dataclasses.replace(found.receipt, passage=Passage(text, cosine)))
    return answer(Verdict.ANSWERED, Cause.CLEAR, 0.83, held)


def test_the_passage_that_is_nearest_in_meaning_is_named() -> None:
    """Below the wording that the words were held against, in one line however it is broken, with its cosine."""
    lines = drawn(near("We open at nine.\nOn Sundays  at ten."), None).splitlines()
    assert lines[1:3] == [
        "zoo#hours, held against “the hours”",
        "nearest in meaning, with a cosine of 0.46: “We open at nine. On Sundays at ten.”",
    ]
    assert "nearest in meaning" not in drawn(CLEAR)


def test_of_a_long_passage_the_start_is_shown() -> None:
    """What is explained stays short, and a program gets all of it."""
    said = near("lion " * 500)
    assert "lion " * 20 in drawn(said, None) and "lion " * 40 not in drawn(said, None)
    assert explanation.to_dict(said)["judged"]["passage"] == {"text": "lion " * 500, "cosine": 0.4567}
    assert "passage" not in explanation.to_dict(CLEAR)["judged"]


def test_a_passage_may_say_anything() -> None:
    """Nothing in it acts on a terminal."""
    assert not ACTING.search(drawn(near("\x1b[2J\t\u202ex\n")))


def test_names_may_be_anything() -> None:
    """Whatever views, terms, titles and refs are called, and however many there are, nothing acts on a terminal."""
    nasty = "\x1b[2J\t\u202ex\n"
    held = Match(nasty, "entry", 0.5, nasty, Receipt(nasty, (Met(nasty, nasty, How.STEM, 1.0, 1.0),), ()))
    viewed = Receipt(nasty, (), (View(nasty, 0.5, 1.0),) * 9)
    ruling = Ruling(nasty, (Term(nasty, 1.0, 0.0),) * 9, 0.3, 0.15, nasty)
    for found in (held, Match(nasty, "entry", 0.5, nasty, viewed)):
        for cause in Cause:
            said = answer(Verdict.UNSURE, cause, 0.5, found, ruling=ruling, reason=nasty, suggestions=(found, held))
            assert not ACTING.search(drawn(said)) and not ACTING.search(drawn(said, 40))


# -- for programs ------------------------------------------------------------------------------


def test_programs_get_the_same_facts() -> None:
    """The dictionary has the place, its words and views, the next place, the terms and what they are held against."""
    told = explanation.to_dict(CLEAR)
    assert (told["cause"], told["verdict"]) == ("clear match", "answered")
    assert told["judged"]["ref"] == "zoo#hours" and told["judged"]["text"] == "the hours"
    assert told["judged"]["words"][1] == {
        "word": "openning",
        "met": "opening",
        "how": "typo",
        "weight": 0.5,
        "strength": 0.8,
        "earned": 0.4,
    }
    assert told["judged"]["views"][1] == {"name": "name", "score": 1.0, "weight": -0.62, "adds": -0.62}
    assert told["judged"]["odds"] == pytest.approx(0.37)
    assert told["runner_up"] == {"ref": "zoo#price", "title": "About price?", "score": 0.2}
    assert told["lead"] == pytest.approx(0.29)
    assert told["terms"][0] == {"name": "offset", "value": 1.0, "weight": -2.0, "adds": -2.0}
    assert told["confidence"] == pytest.approx(0.83)
    assert (told["answer_from"], told["suggest_from"], told["fact"]) == (0.3, 0.15, None)
    assert told["passed_over"] == told["alike"] == []


@pytest.mark.parametrize("said", [CLEAR, WEAK, NOTHING, PICKED, TIED, UNSTATED])
def test_the_keys_are_always_the_same(said: Answer) -> None:
    """Whatever became of the question, a program finds the same keys, and JSON can hold them."""
    told = explanation.to_dict(said)
    assert list(told) == list(explanation.to_dict(CLEAR))
    assert json.loads(json.dumps(told)) == told
