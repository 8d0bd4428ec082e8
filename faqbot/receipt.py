"""An answer -> what explains it: the place judged, word by word, and how its score became the verdict.

    word    met                weight  earned     what each word of the question met, and what that earned
    view    score  share        gives             how the score came about
    term    value  weight        adds             how the confidence did

Reads only what stands in the answer, however many words, views and terms there are and whatever they are called.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, Final

from faqbot.answers import Cause
from faqbot.hygiene import clean, cut
from faqbot.matches import How, View
from faqbot.passage import CELL, Passage

if TYPE_CHECKING:
    from collections.abc import Iterator

    from faqbot.answers import Answer, Ruling, Term
    from faqbot.matches import Match, Met

# The most words that are shown one by one, the heaviest: of the panel's questions one in a hundred has more.
WORDS: Final = 20
# Characters shown of a word, of which two beside each other fit into a table of 80 columns.
SHOWN: Final = 24
# Decimals of a fact in JSON: sums in another order differ in the digits after these.
DECIMALS: Final = 9


# -- for people --------------------------------------------------------------------------------


def passages(answer: Answer) -> tuple[Passage, ...]:
    """What explains `answer` to a person: the place judged, its score, its confidence, the verdict, in this order."""
    return tuple(_explained(answer))


def tables(match: Match) -> tuple[Passage, ...]:
    """The tables of a match: what each word of the question met there, and what its score is made of."""
    return (*_words(match.receipt.words), *_views(match))


def _explained(answer: Answer) -> Iterator[Passage]:
    judged, ruling = _judged(answer), answer.ruling
    if judged is None:
        named = ruling.ref if ruling else None  # so far down the ranking that the answer does not hold it
        yield Passage("title", f"Judged: {clean(named)}") if named else Passage("reason", clean(answer.reason))
    else:
        yield Passage("title", f"Judged: {clean(judged.title)}")
        yield Passage("note", f"{clean(judged.ref)}, held against “{clean(judged.receipt.text)}”")
        yield from tables(judged)
        yield _EMPTY
        yield from _others(answer, judged)
    yield from _terms(ruling.terms if ruling else ())
    yield Passage("verdict", because(answer))
    if answer.cause is Cause.AMBIGUOUS:
        yield from (Passage("item", _scored(match)) for match in answer.suggestions)


_EMPTY: Final = Passage("text", "")


def _words(words: tuple[Met, ...]) -> Iterator[Passage]:
    """The table of the words; of many, the lightest are summed up in a row of their own."""
    if not words:
        return
    yield _EMPTY
    yield _line("head", "word", "met", "weight", "earned")
    shown = set(sorted(range(len(words)), key=lambda at: (-words[at].weight, at))[:WORDS])
    for at in sorted(shown):
        met = words[at]
        role = "row" if met.met else "miss"
        yield _line(role, cut(clean(met.word), SHOWN), _meeting(met), f"{met.weight:.2f}", f"{_earned(met):.2f}")
    if rest := [met for at, met in enumerate(words) if at not in shown]:
        weight, earned = math.fsum(met.weight for met in rest), math.fsum(map(_earned, rest))
        yield _line("row", f"and {len(rest)} more", "", f"{weight:.2f}", f"{earned:.2f}")


def _meeting(met: Met) -> str:
    """What a word met, and how where that does not go without saying."""
    if met.how is How.NOTHING:
        return "–"
    if met.how is How.SAME or not met.met:
        return str(met.how)
    how = f"{met.how} {met.strength:.2f}" if met.how is How.MEANING else str(met.how)  # the others are always as strong
    return f"{cut(clean(met.met), SHOWN)} ({how})"


def _views(match: Match) -> Iterator[Passage]:
    """The table of the views: what the parts add, what the factors leave, and the score that comes of it."""
    if not match.receipt.views:
        return
    yield _EMPTY
    yield _line("head", "view", "score", "share", "gives")
    for view in match.receipt.views:
        gives = f"{'×' if view.factor else '+'}{_gives(view):.2f}"
        yield _line("row", clean(view.name), f"{view.score:.2f}", f"{view.share:.2f}", gives)
    yield _line("total", "score", "", "", f"{match.score:.2f}")


def _others(answer: Answer, judged: Match) -> Iterator[Passage]:
    """What scores better and was passed over, and what the lead is measured against."""
    for match in _passed_over(answer, judged):
        yield Passage("text", f"Passed over: {_scored(match)}, but shares everyday words only.")
    if rival := _runner_up(answer):
        yield Passage("text", f"Next: {_scored(rival)}, {judged.score - rival.score:.2f} less.")
    elif answer.ruling and answer.ruling.ref:
        yield Passage("text", f"Next: {clean(answer.ruling.rival or 'no other place is in question')}.")


def _terms(terms: tuple[Term, ...]) -> Iterator[Passage]:
    """The table of the terms, which ends in the confidence; values with the digits that a large weight makes count."""
    if not terms:
        return
    yield _EMPTY
    yield _line("head", "term", "value", "weight", "adds")
    for term in terms:
        yield _line("row", clean(term.name), f"{term.value:.3f}", _signed(term.weight), _signed(_adds(term)))
    odds = _log_odds(terms)
    yield _line("total", "log-odds", "", "", _signed(odds))
    yield _line("total", "confidence", "", "", f"{_probability(odds):.2f}")
    yield _EMPTY
    yield Passage("note", f"Confidence: 1 / (1 + e^{-odds:.2f}), the probability that this is the right place.")


def _scored(match: Match) -> str:
    return f"“{clean(match.title)}” ({clean(match.ref)}) scores {match.score:.2f}"


def _signed(number: float) -> str:
    shown = f"{number:+.2f}"
    return "+0.00" if shown == "-0.00" else shown


def _line(role: str, *cells: str) -> Passage:
    return Passage(role, CELL.join(cells))


# -- the verdict -------------------------------------------------------------------------------


def because(answer: Answer) -> str:
    """How the confidence became the verdict, in one sentence."""
    return f"{answer.verdict.capitalize()}: {_grounds(answer)}."


def _grounds(answer: Answer) -> str:
    ruling = answer.ruling
    if answer.cause is Cause.PICKED or ruling is None:
        return "the place was picked, so nothing had to be weighed"
    if not ruling.terms:
        return "what is shared with the question is everyday words only" if answer.matches else "nothing comes near"
    sure = _probability(_log_odds(ruling.terms))
    standing = _standing(sure, ruling)
    if answer.cause is Cause.AMBIGUOUS:
        alike = ", but {} places fit alike" if sure >= ruling.answer else "; {} places may be meant"
        return standing + alike.format(len(answer.suggestions))
    if answer.cause is Cause.NOT_STATED:
        asked = f"“{clean(ruling.fact)}”" if ruling.fact else "for a fact"
        held = f"{_held(sure, ruling.answer, ruling)}, from which a match is an answer"
        return f"the question asks {asked}, and no sentence there says so; {held}"
    return standing


def _standing(sure: float, ruling: Ruling) -> str:
    """Where a confidence stands between the two that it is held against."""
    answer = f"{_held(sure, ruling.answer, ruling)}, from which a match is an answer"
    if sure >= ruling.answer:
        return answer
    offered = _held(sure, ruling.suggest, ruling)
    if sure >= ruling.suggest:
        return f"{answer}, and {offered.partition(' is ')[2]}, from which it is offered"
    return f"{offered}, from which a match is offered"


def _held(sure: float, bound: float, ruling: Ruling) -> str:
    """A confidence beside a bound, 0.83 is above 0.30, with the digits that it takes to see where it stands."""
    bounds = {ruling.answer, ruling.suggest} - {sure}
    digits = next((n for n in range(2, DECIMALS) if all(f"{sure:.{n}f}" != f"{b:.{n}f}" for b in bounds)), DECIMALS)
    side = "above" if sure > bound else "below" if sure < bound else "exactly"
    return f"{sure:.{digits}f} is {side} {bound:.{digits}f}"


# -- for programs ------------------------------------------------------------------------------


def to_dict(answer: Answer) -> dict[str, Any]:
    """What explains `answer`, as JSON-ready plain values.

    Returns:
        cause, verdict, because: what became of the question, and why, as one sentence.
        judged: the match judged (or picked): ref, title, score, text (the wording that the question was held
            against), words (word, met, how, weight, strength, earned), views (name, score, share, factor, gives);
            None where nothing came near.
        passed_over: the places (ref, title, score) that score better, and share everyday words only.
        runner_up: the place that the lead is measured against, or None; lead: how much less it scores, or None.
        terms: name, value, weight, adds; log_odds is their sum, and None where nothing was weighed.
        confidence: the probability that the place judged is the right one.
        answer_from, suggest_from: the confidence from which a match is an answer, and is offered; None: was picked.
        fact: the fact that was asked for, or None.
        alike: the places that fit alike, where that is the cause.
    """
    ruling, judged = answer.ruling, _judged(answer)
    rival = _runner_up(answer)
    terms = ruling.terms if ruling else ()
    return {
        "cause": str(answer.cause),
        "verdict": str(answer.verdict),
        "because": because(answer),
        "judged": _judged_dict(judged) if judged else None,
        "passed_over": [_place(match) for match in _passed_over(answer, judged)] if judged else [],
        "runner_up": _place(rival) if rival else None,
        "lead": _rounded(judged.score - rival.score) if judged and rival else None,
        "terms": [
            {"name": t.name, "value": _rounded(t.value), "weight": _rounded(t.weight), "adds": _rounded(_adds(t))}
            for t in terms
        ],
        "log_odds": _rounded(_log_odds(terms)) if terms else None,
        "confidence": _rounded(_probability(_log_odds(terms)) if terms else answer.confidence),
        "answer_from": ruling.answer if ruling else None,
        "suggest_from": ruling.suggest if ruling else None,
        "fact": ruling.fact if ruling else None,
        "alike": [_place(match) for match in answer.suggestions if answer.cause is Cause.AMBIGUOUS],
    }


def _judged_dict(match: Match) -> dict[str, Any]:
    words = [
        {
            "word": met.word,
            "met": met.met,
            "how": str(met.how),
            "weight": _rounded(met.weight),
            "strength": _rounded(met.strength),
            "earned": _rounded(_earned(met)),
        }
        for met in match.receipt.words
    ]
    views = [
        {
            "name": view.name,
            "score": _rounded(view.score),
            "share": _rounded(view.share),
            "factor": view.factor,
            "gives": _rounded(_gives(view)),
        }
        for view in match.receipt.views
    ]
    return {**_place(match), "text": match.receipt.text, "words": words, "views": views}


def _place(match: Match) -> dict[str, Any]:
    return {"ref": match.ref, "title": match.title, "score": _rounded(match.score)}


def _rounded(number: float) -> float:
    return round(number, DECIMALS) + 0.0  # which makes 0.0 of -0.0


# -- what the answer holds ---------------------------------------------------------------------


def _judged(answer: Answer) -> Match | None:
    """The match that was judged; where none was worth it, the first."""
    if answer.ruling and answer.ruling.ref:
        return _held_by(answer, answer.ruling.ref)
    return answer.matches[0] if answer.matches else None


def _runner_up(answer: Answer) -> Match | None:
    """The match that the lead is measured against."""
    return _held_by(answer, answer.ruling.rival) if answer.ruling and answer.ruling.rival else None


def _held_by(answer: Answer, ref: str) -> Match | None:
    """The match with that ref, or None: it stands further down the ranking than the answer shows."""
    return next((match for match in (*answer.matches, *answer.suggestions) if match.ref == ref), None)


def _passed_over(answer: Answer, judged: Match) -> tuple[Match, ...]:
    """The matches that score better than the one judged: they share no more than everyday words."""
    return tuple(match for match in answer.matches if match.score > judged.score)


def _earned(met: Met) -> float:
    return met.weight * met.strength


def _gives(view: View) -> float:
    """What a view adds to the score, or what of it a factor leaves."""
    return 1 - view.share + view.share * view.score if view.factor else view.score * view.share


def _adds(term: Term) -> float:
    return term.value * term.weight


def _log_odds(terms: tuple[Term, ...]) -> float:
    return math.fsum(map(_adds, terms))


def _probability(odds: float) -> float:
    return 1 / (1 + math.exp(-odds))
