"""What explains an answer, laid out for a person: the place judged, its odds, its confidence, the verdict.

    word    met                weight  earned     what each word of the question met, and what that earned
    trait   value  weight        adds             how the odds of the place came about
    term    value  weight        adds             how the confidence did

However many words, traits and terms there are, and whatever they are called.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from faqbot.answering.answers import Cause
from faqbot.answering.explanation import (
    added_by,
    because,
    earned_by,
    given_by,
    judged_in,
    log_odds,
    odds_of,
    passed_over_in,
    probability,
    runner_up_in,
)
from faqbot.base.hygiene import clean, cut
from faqbot.base.layout.segment import CELL, Segment
from faqbot.search.matches import How

if TYPE_CHECKING:
    from collections.abc import Iterator

    from faqbot.answering.answers import Answer, Term
    from faqbot.search.matches import Match, Met

# The most words that are shown one by one, the heaviest: of the panel's questions one in a hundred has more.
WORDS: Final = 20
# Characters shown of a word, of which two beside each other fit into a table of 80 columns.
SHOWN: Final = 24
# Characters shown of the passage that is nearest in meaning: two lines of 80 columns.
PASSAGE: Final = 160


def segments(answer: Answer) -> tuple[Segment, ...]:
    """What explains `answer` to a person: the place judged, its score, its confidence, the verdict, in this order.

    Of a text that asks several questions each is explained, under its own words.
    """
    if not answer.rest:
        return tuple(_explained(answer))
    own = (answer.asked_as or answer.question, *(part.question for part in answer.rest))
    parts = zip(own, answer.parts, strict=True)
    return tuple(s for asked, part in parts for s in (Segment("asked", clean(asked)), *_explained(part), _EMPTY))[:-1]


def tables(match: Match) -> tuple[Segment, ...]:
    """The tables of a match: what each word of the question met there, and what its odds are made of."""
    return (*_words(match.receipt.words), *_views(match))


def _explained(answer: Answer) -> Iterator[Segment]:
    judged, ruling = judged_in(answer), answer.ruling
    if judged is None:
        named = ruling.ref if ruling else None  # so far down the ranking that the answer does not hold it
        yield Segment("title", f"Judged: {clean(named)}") if named else Segment("reason", clean(answer.reason))
    else:
        yield Segment("title", f"Judged: {clean(judged.title)}")
        yield Segment("note", f"{clean(judged.ref)}, held against “{clean(judged.receipt.text)}”")
        if near := judged.receipt.passage:
            text = cut(" ".join(clean(near.text).split()), PASSAGE)
            yield Segment("note", f"nearest in meaning, with a cosine of {near.cosine:.2f}: “{text}”")
        yield from tables(judged)
        yield _EMPTY
        yield from _score(judged)
        yield from _others(answer, judged)
    yield from _terms(ruling.terms if ruling else ())
    yield Segment("verdict", because(answer))
    if answer.cause is Cause.AMBIGUOUS:
        yield from (Segment("item", _scored(match)) for match in answer.suggestions)


_EMPTY: Final = Segment("text", "")


def _words(words: tuple[Met, ...]) -> Iterator[Segment]:
    """The table of the words; of many, the lightest are summed up in a row of their own."""
    if not words:
        return
    yield _EMPTY
    yield _line("head", "word", "met", "weight", "earned")
    shown = set(sorted(range(len(words)), key=lambda at: (-words[at].weight, at))[:WORDS])
    for at in sorted(shown):
        met = words[at]
        role = "row" if met.met else "miss"
        yield _line(role, cut(clean(met.word), SHOWN), _meeting(met), f"{met.weight:.2f}", f"{earned_by(met):.2f}")
    if rest := [met for at, met in enumerate(words) if at not in shown]:
        weight, earned = math.fsum(met.weight for met in rest), math.fsum(map(earned_by, rest))
        yield _line("row", f"and {len(rest)} more", "", f"{weight:.2f}", f"{earned:.2f}")


def _meeting(met: Met) -> str:
    """What a word met, and how where that does not go without saying."""
    if met.how is How.NOTHING:
        return "–"
    if met.how is How.SAME or not met.met:
        return str(met.how)
    how = f"{met.how} {met.strength:.2f}" if met.how is How.MEANING else str(met.how)  # the others are always as strong
    return f"{cut(clean(met.met), SHOWN)} ({how})"


def _views(match: Match) -> Iterator[Segment]:
    """The table of the traits: what each adds to the log-odds, and the score that comes of them."""
    if not match.receipt.views:
        return
    yield _EMPTY
    yield _line("head", "trait", "value", "weight", "adds")
    for view in match.receipt.views:
        yield _line("row", clean(view.name), f"{view.score:.2f}", _signed(view.weight), _signed(given_by(view)))
    yield _line("total", "log-odds", "", "", _signed(odds_of(match)))
    yield _line("total", "score", "", "", f"{match.score:.2f}")


def _score(match: Match) -> Iterator[Segment]:
    """What a score is, and the chance that is weighed below."""
    if match.receipt.views:
        share = f"e^{odds_of(match):.2f} as a share of 1 and the same of all matches"
        yield Segment("note", f"Score: {share}. Chance: the scores of all matches that cite this place.")


def _others(answer: Answer, judged: Match) -> Iterator[Segment]:
    """What scores better and was passed over, and what the lead is measured against."""
    for match in passed_over_in(answer, judged):
        yield Segment("text", f"Passed over: {_scored(match)}, but shares stop words only.")
    if rival := runner_up_in(answer):
        yield Segment("text", f"Next: {_scored(rival)}, {judged.score - rival.score:.2f} less.")
    elif answer.ruling and answer.ruling.ref:
        yield Segment("text", f"Next: {clean(answer.ruling.rival or 'no other place is in question')}.")


def _terms(terms: tuple[Term, ...]) -> Iterator[Segment]:
    """The table of the terms, which ends in the confidence; values with the digits that a large weight makes count."""
    if not terms:
        return
    yield _EMPTY
    yield _line("head", "term", "value", "weight", "adds")
    for term in terms:
        yield _line("row", clean(term.name), f"{term.value:.3f}", _signed(term.weight), _signed(added_by(term)))
    odds = log_odds(terms)
    yield _line("total", "log-odds", "", "", _signed(odds))
    yield _line("total", "confidence", "", "", f"{probability(odds):.2f}")
    yield _EMPTY
    yield Segment("note", f"Confidence: 1 / (1 + e^{-odds:.2f}), the probability that this is the right place.")


def _scored(match: Match) -> str:
    return f"“{clean(match.title)}” ({clean(match.ref)}) scores {match.score:.2f}"


def _signed(number: float) -> str:
    shown = f"{number:+.2f}"
    return "+0.00" if shown == "-0.00" else shown


def _line(role: str, *cells: str) -> Segment:
    return Segment(role, CELL.join(cells))
