"""What explains an answer: the place judged, what its words and views gave, how that became the verdict.

Reads only what stands in the answer. `receipt` lays it out for a person.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, Final

from faqbot.answering.answers import Cause
from faqbot.base.hygiene import clean

if TYPE_CHECKING:
    from faqbot.answering.answers import Answer, Ruling, Term
    from faqbot.search.matches import Match, Met, View

# Decimals of a fact in JSON: sums in another order differ in the digits after these.
DECIMALS: Final = 9


# -- what the answer holds ---------------------------------------------------------------------


def judged_in(answer: Answer) -> Match | None:
    """The match that was judged; where none was worth it, the first."""
    if answer.ruling and answer.ruling.ref:
        return _held_by(answer, answer.ruling.ref)
    return answer.matches[0] if answer.matches else None


def runner_up_in(answer: Answer) -> Match | None:
    """The match that the lead is measured against, or None."""
    return _held_by(answer, answer.ruling.rival) if answer.ruling and answer.ruling.rival else None


def _held_by(answer: Answer, ref: str) -> Match | None:
    """The match with that ref, or None: it stands further down the ranking than the answer shows."""
    return next((match for match in (*answer.matches, *answer.suggestions) if match.ref == ref), None)


def passed_over_in(answer: Answer, judged: Match) -> tuple[Match, ...]:
    """The matches that score better than the one judged: they share no more tha stop words."""
    return tuple(match for match in answer.matches if match.score > judged.score)


def earned_by(met: Met) -> float:
    """What a word of the question earned by what it met."""
    return met.weight * met.strength


def given_by(view: View) -> float:
    """What a trait adds to the odds of its candidate."""
    return view.score * view.weight


def odds_of(match: Match) -> float:
    """The odds of a match against none of them, as a natural logarithm."""
    return math.fsum(map(given_by, match.receipt.views))


def added_by(term: Term) -> float:
    """What a term adds to the log-odds."""
    return term.value * term.weight


def log_odds(terms: tuple[Term, ...]) -> float:
    """The log-odds that the terms come to."""
    return math.fsum(map(added_by, terms))


def probability(odds: float) -> float:
    """The probability, 0..1, of which those are the log-odds (the logistic function)."""
    return 1 / (1 + math.exp(-odds))


# -- the verdict -------------------------------------------------------------------------------


def because(answer: Answer) -> str:
    """How the confidence became the verdict, in one sentence."""
    return f"{answer.verdict.capitalize()}: {_grounds(answer)}."


def _grounds(answer: Answer) -> str:
    ruling = answer.ruling
    if answer.cause is Cause.TALK:
        return "the question is not for the articles, so the bot spoke in its own words"
    if answer.cause is Cause.PICKED or ruling is None:
        return "the place was picked, so nothing had to be weighed"
    if not ruling.terms:
        return "what is shared with the question is stop words only" if answer.matches else "nothing comes near"
    sure = probability(log_odds(ruling.terms))
    standing = _standing(sure, ruling)
    if answer.cause is Cause.AMBIGUOUS:
        alike = ", but {} places fit alike" if sure >= ruling.answer else "; {} places may be meant"
        return standing + alike.format(len(answer.suggestions))
    if answer.cause is Cause.NOT_STATED:
        asked = f"“{clean(ruling.fact)}”" if ruling.fact else "for a fact"
        held = f"{_held(sure, ruling.answer, ruling)}, from which a match is an answer"
        return f"the question asks {asked}, and no sentence there says so; {held}"
    return f"{standing}, but {_BUT[answer.cause]}" if answer.cause in _BUT else standing


_BUT: Final = {
    Cause.DISAGREEING: "other articles answer the question differently",
    Cause.ELSEWHERE: "the question is put to another article",
}


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
            against), passage (text, cosine: what is nearest in meaning; only with an encoder), words (word, met, how,
            weight, strength, earned), views (name, score, weight, adds), odds (their sum); None where nothing came
            near.
        passed_over: the places (ref, title, score) that score better, and share stop words only.
        runner_up: the place that the lead is measured against, or None; lead: how much less it scores, or None.
        terms: name, value, weight, adds; log_odds is their sum, and None where nothing was weighed.
        confidence: the probability that the place judged is the right one.
        answer_from, suggest_from: the confidence from which a match is an answer, and is offered; None: was picked.
        fact: the fact that was asked for, or None.
        alike: the places that fit alike, where that is the cause.
    """
    ruling, judged = answer.ruling, judged_in(answer)
    rival = runner_up_in(answer)
    terms = ruling.terms if ruling else ()
    return {
        "cause": str(answer.cause),
        "verdict": str(answer.verdict),
        "because": because(answer),
        "judged": _judged_dict(judged) if judged else None,
        "passed_over": [_place(match) for match in passed_over_in(answer, judged)] if judged else [],
        "runner_up": _place(rival) if rival else None,
        "lead": _rounded(judged.score - rival.score) if judged and rival else None,
        "terms": [
            {"name": t.name, "value": _rounded(t.value), "weight": _rounded(t.weight), "adds": _rounded(added_by(t))}
            for t in terms
        ],
        "log_odds": _rounded(log_odds(terms)) if terms else None,
        "confidence": _rounded(probability(log_odds(terms)) if terms else answer.confidence),
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
            "earned": _rounded(earned_by(met)),
        }
        for met in match.receipt.words
    ]
    views = [
        {
            "name": view.name,
            "score": _rounded(view.score),
            "weight": _rounded(view.weight),
            "adds": _rounded(given_by(view)),
        }
        for view in match.receipt.views
    ]
    odds = _rounded(odds_of(match))
    near = match.receipt.passage
    passage = {"passage": {"text": near.text, "cosine": _rounded(near.cosine)}} if near else {}
    return {**_place(match), "text": match.receipt.text, **passage, "words": words, "views": views, "odds": odds}


def _place(match: Match) -> dict[str, Any]:
    return {"ref": match.ref, "title": match.title, "score": _rounded(match.score)}


def _rounded(number: float) -> float:
    return round(number, DECIMALS) + 0.0  # which makes 0.0 of -0.0
