#!/usr/bin/env python3
"""How right faqbot is on documents that its weights were not fitted on: each is left out in turn (needs numpy).

    python tests/bench/documents.py [--own FOLDER]… [--shipped QUESTIONS.yaml] [--panel PANEL.py]   each left out
    python tests/bench/documents.py … --as-is       with the weights that faqbot has
    python tests/bench/documents.py … --fit         the weights fitted on all of them, to be written into faqbot
    python tests/bench/documents.py … --without     what each trait is worth: the log-loss without it
    python tests/bench/documents.py … --sense words|FILE.py    without word vectors; with the encode() of a file

Own documents are NAME.yaml beside NAME.golden.yaml. The weights of `faqbot.search.choice` are those of greatest
likelihood: for each question the chance of the candidates that answer it, or of "none of them", all documents weighing
the same and the sets of a panel less. Then confidence is fitted to how often the best place is right.

    right  decisions right: answered rightly, or rightly silent       prec   share of the answers that are right
    rec    answerable questions answered rightly                      offer  the same, or right among the first three
    deny   answerable questions told "not stated"                     false  unanswerable questions answered; near: of
    P@1    best match right, whatever its chance                             those on the topic
    AUROC  how well the score of the best match parts the answerable questions
    ECE    calibration error of the answers given, of the document's own
"""

from __future__ import annotations

import argparse
import contextlib
import math
import sys
from collections import defaultdict
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import fmean
from typing import TYPE_CHECKING, Any, NamedTuple
from unittest import mock

import labelled
import numpy as np
import panels

from faqbot import Bot, Verdict
from faqbot.answering import decide
from faqbot.answering.answers import Cause
from faqbot.answering.heard import hear
from faqbot.evaluation import metrics
from faqbot.knowledge.article import Meaning
from faqbot.search import choice
from faqbot.search.asking.asks import asks

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from labelled import Document

    from faqbot.search.match import Scored

PANEL = 0.4  # what a set of a panel weighs beside a document
RIDGE = 2e-3  # what a weight of one standard deviation costs, so that traits that say the same share it
STEPS = 30
DEMANDS = ("any", "per word")
COLUMNS = ("right", "cov", "prec", "rec", "offer", "deny", "false", "near", "P@1", "AUROC", "ECE")


class Sense(NamedTuple):
    """By what meaning is told: a name of `choice.WEIGHTS`, and the encoder if it is one."""

    name: str
    encode: Any = None


@dataclass(frozen=True)
class Case:
    """One question: the traits of its candidates, a row each, what tells of none of them, and which are right."""

    document: Document
    names: tuple[str, ...]
    traits: Any
    none: Any
    right: Any
    places: tuple[object, ...]
    weight: float


@dataclass(frozen=True)
class Fit:
    """Weights of traits by name, those of none of them, and the slope and offset of confidence."""

    traits: dict[str, float]
    demands: dict[str, float]
    slope: float
    offset: float


# -- what is known of a question ---------------------------------------------------------------


def bot_of(document: Document, sense: Sense) -> Bot:
    """The bot over a document, in one of the ways in which it may tell what texts mean."""
    knowledge = document.knowledge
    if sense.name == "words":
        articles = tuple(replace(article, meaning=Meaning.OFF) for article in knowledge.articles)
        knowledge = replace(knowledge, articles=articles)
    return Bot(knowledge, encoder=sense.encode)


def cases_of(document: Document, sense: Sense) -> list[Case]:
    """The cases of a document, but for the questions to which nothing comes near."""
    matcher = bot_of(document, sense)._matcher
    weight = (PANEL if document.group == "panel" else 1.0) / len(document.questions)
    found = []
    for question in document.questions:
        heard = hear(asks(question.text, matcher.index.language)[0], matcher)
        asked, ranked = heard.question, [scored for scored in heard.ranked if scored.subject]
        if ranked:
            names = tuple(ranked[0].traits)
            none = [1.0, len(asked.content)]
            right = [bool(cited(scored) & question.wanted) for scored in ranked]
            traits = np.array([list(scored.traits.values()) for scored in ranked])
            places = tuple(map(decide.place, ranked))
            found.append(Case(document, names, traits, np.array(none), np.array(right), places, weight))
    return found


def cited(scored: Scored) -> set[str]:
    """The ids that an answer from a match cites."""
    part = scored.candidate.part
    return {part.id, getattr(part, "section", None) or part.id}


# -- fitting -----------------------------------------------------------------------------------


def fit(cases: Sequence[Case], sense: str, without: str = "") -> Fit:
    """The weights of greatest likelihood (Newton's method on the conditional logit; McFadden, 1974).

    Those of traits that are not weighed where meaning is told so, and of the one that is left out, are 0.
    """
    fitted = [name for name in cases[0].names if name in choice.WEIGHTS["vectors"]]
    names = [name for name in fitted if name in choice.WEIGHTS[sense] and name != without]
    rows, right, weight = padded(cases, names)
    there = ~np.isnan(rows[:, :, 0])
    rows = np.nan_to_num(rows)
    spread = rows[there].std(0)
    spread[spread == 0] = 1.0
    rows /= spread
    weights, given = np.zeros(rows.shape[2]), settled(cases, rows.shape[1])
    ridge = 2 * RIDGE * np.eye(len(weights))
    for _ in range(STEPS):
        odds = np.where(there, rows @ weights + given, -np.inf)
        chance = softmax(odds)
        among = softmax(np.where(right, odds, -np.inf))
        slope = np.einsum("q,qc,qck->k", weight, among - chance, rows) - ridge @ weights
        curve = hessian(weight, chance, rows) - hessian(weight, among, rows) + ridge
        step = np.linalg.solve(curve + 1e-6 * np.eye(len(weights)), slope)
        weights += step / max(1.0, np.abs(step).max() / 2)
        if np.abs(step).max() < 1e-6:
            break
    weights /= spread
    of = dict(zip(names, weights[len(DEMANDS) :].tolist(), strict=True))
    none = dict(zip(DEMANDS, weights[: len(DEMANDS)].tolist(), strict=True))
    return calibrated(cases, Fit({**dict.fromkeys(fitted, 0.0), **of}, none, 1.0, 0.0))


def settled(cases: Sequence[Case], most: int) -> Any:
    """What the traits whose weight is set give each option: (questions, options)."""
    given = np.zeros((len(cases), most))
    columns = [at for at, name in enumerate(cases[0].names) if name not in choice.WEIGHTS["vectors"]]
    for at, case in enumerate(cases):
        given[at, 1 : len(case.traits) + 1] = choice.AGAINST * case.traits[:, columns].sum(1)
    return given


def padded(cases: Sequence[Case], names: Sequence[str]) -> tuple[Any, Any, Any]:
    """Cases as arrays: (questions, options, features), the first option none of them; which are right; weights."""
    columns = [cases[0].names.index(name) for name in names]
    most = 1 + max(len(case.traits) for case in cases)
    rows = np.full((len(cases), most, len(DEMANDS) + len(names)), np.nan)
    right = np.zeros((len(cases), most), dtype=bool)
    for at, case in enumerate(cases):
        size = len(case.traits)
        rows[at, : size + 1] = 0.0
        rows[at, 0, : len(DEMANDS)] = case.none
        rows[at, 1 : size + 1, len(DEMANDS) :] = case.traits[:, columns]
        right[at, 1 : size + 1] = case.right
        right[at, 0] = not case.right.any()
    weight = np.array([case.weight for case in cases])
    return rows, right, weight / weight.sum()


def softmax(odds: Any) -> Any:
    parts = np.exp(odds - odds.max(1, keepdims=True))
    return parts / parts.sum(1, keepdims=True)


def hessian(weight: Any, chance: Any, rows: Any) -> Any:
    """The covariance of the features under the chances, summed over the questions."""
    mean = np.einsum("qc,qck->qk", chance, rows)
    second = np.einsum("qck,qcl->kl", rows * (weight[:, None] * chance)[:, :, None], rows)
    return second - np.einsum("q,qk,ql->kl", weight, mean, mean)


def calibrated(cases: Sequence[Case], found: Fit) -> Fit:
    """The same with the slope and the offset by which the chance of the best place becomes confidence."""
    odds, right = np.array([judged(case, found) for case in cases]).T
    weight = np.array([case.weight for case in cases])
    slope, offset = 1.0, 0.0
    for _ in range(STEPS):
        p = 1 / (1 + np.exp(-(slope * odds + offset)))
        sides = np.array([odds, np.ones_like(odds)])
        gain = sides @ (weight * (right - p))
        curve = (sides * (weight * p * (1 - p))) @ sides.T
        slope, offset = np.array([slope, offset]) + np.linalg.solve(curve, gain)
    return Fit(found.traits, found.demands, float(slope), float(offset))


def judged(case: Case, found: Fit) -> tuple[float, bool]:
    """The log-odds of the place of the best candidate, and whether it is right."""
    odds = case.traits @ np.array([found.traits.get(name, choice.AGAINST) for name in case.names])
    none = case.none @ np.array(list(found.demands.values()))
    scores = np.array(choice.chances((odds - none).tolist()))
    best = int(scores.argmax())
    same = sum(s for s, place in zip(scores, case.places, strict=True) if place == case.places[best])
    return decide.log_odds(same), bool(case.right[best])


@contextlib.contextmanager
def using(found: Fit, sense: Sense) -> Iterator[None]:
    """The bot with other weights."""
    weights = {**choice.WEIGHTS, sense.name: found.traits}
    with (
        mock.patch.object(choice, "WEIGHTS", weights),
        mock.patch.object(choice, "DEMANDS", {**choice.DEMANDS, sense.name: found.demands}),
        mock.patch.object(decide, "SLOPE", found.slope),
        mock.patch.object(decide, "OFFSET", found.offset),
    ):
        yield


# -- measuring ---------------------------------------------------------------------------------


def measured(document: Document, sense: Sense) -> tuple[dict[str, float], list[tuple[str, bool]]]:
    """The figures of a document, and the kind of each question with whether it was decided rightly."""
    bot = bot_of(document, sense)
    n: defaultdict[str, int] = defaultdict(int)
    scores: dict[bool, list[float]] = {True: [], False: []}
    given: list[tuple[float, bool]] = []
    kinds = []
    for question in document.questions:
        answer, wanted = bot.answer(question.text), question.wanted
        best = bot.search(question.text, 1)
        scores[bool(wanted)].append(best[0].score if best else 0.0)
        answered = answer.verdict is Verdict.ANSWERED
        citation = answer.citation
        right = bool(citation and {citation.section, citation.entry} & wanted)
        offered = {match.ref.partition("#")[2] for match in answer.suggestions[:3]} & wanted
        if answered:
            given.append((answer.confidence, right))
        near = question.kind == "near"
        n["answered"] += answered
        n["right"] += right
        n["silent"] += not answered and not wanted
        n["offered"] += bool(wanted and not answered and offered)
        n["denied"] += bool(wanted and answer.cause is Cause.NOT_STATED)
        n["near"] += near
        n["near false"] += near and answered
        n["first"] += bool(best and best[0].ref.partition("#")[2] in wanted)
        kinds.append((question.kind, right if wanted else not answered))
    known, size = len(scores[True]), len(document.questions)
    return {
        "right": (n["right"] + n["silent"]) / size,
        "cov": n["answered"] / size,
        "prec": share(n["right"], n["answered"]),
        "rec": share(n["right"], known),
        "offer": share(n["right"] + n["offered"], known),
        "deny": share(n["denied"], known),
        "false": share(size - known - n["silent"], size - known),
        "near": share(n["near false"], n["near"]),
        "P@1": share(n["first"], known),
        "AUROC": auroc(scores[True], scores[False]),
        "ECE": metrics.calibration(given).error,
    }, kinds


def share(part: int, whole: int) -> float:
    return part / whole if whole else math.nan


def auroc(positive: Iterable[float], negative: Sequence[float]) -> float:
    pairs = [(p > n) + (p == n) / 2 for p in positive for n in negative]
    return fmean(pairs) if pairs else math.nan


def mean(values: Iterable[float]) -> float:
    known = [value for value in values if not math.isnan(value)]
    return fmean(known) if known else math.nan


def show(label: str, figures: dict[str, float]) -> None:
    print(f"{label:28}" + "".join(f"{figures[c]:7.3f}" for c in COLUMNS), flush=True)


def report(found: list[tuple[Document, dict[str, float], list[tuple[str, bool]]]]) -> None:
    """The figures of each document, their means by group, and the wrong decisions by kind of question."""
    print(f"{'':28}" + "".join(f"{column:>7}" for column in COLUMNS))
    for document, figures, _ in found:
        show(f"{document.group} {document.name}", figures)
    for group in dict.fromkeys(document.group for document, _, _ in found):
        of = [(figures, kinds) for document, figures, kinds in found if document.group == group]
        show(f"mean of {group} ({len(of)})", {c: mean(figures[c] for figures, _ in of) for c in COLUMNS})
        wrong: defaultdict[str, list[bool]] = defaultdict(list)
        for kind, right in (pair for _, kinds in of for pair in kinds):
            wrong[kind].append(not right)
        print("  wrong: " + ", ".join(f"{kind} {sum(w)} of {len(w)}" for kind, w in wrong.items()))


# -- the command -------------------------------------------------------------------------------


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    labelled.arguments(parser)
    parser.add_argument("--as-is", action="store_true")
    parser.add_argument("--fit", action="store_true")
    parser.add_argument("--without", action="store_true")
    parser.add_argument("--sense", default="vectors")
    args = parser.parse_args()
    known = args.sense in choice.WEIGHTS
    sense = Sense(args.sense) if known else Sense("encoder", panels.load(Path(args.sense)).encode)
    documents = list(labelled.documents(args))
    if args.as_is:
        report([(document, *measured(document, sense)) for document in documents])
        return 0
    cases = {document.name: cases_of(document, sense) for document in documents}
    if args.fit:
        print_fit(fit([case for found in cases.values() for case in found], sense.name))
    elif args.without:
        worth(cases, sense)
    else:
        report([(document, *held_out(document, cases, sense)) for document in documents])
    return 0


def held_out(
    document: Document, cases: dict[str, list[Case]], sense: Sense
) -> tuple[dict[str, float], list[tuple[str, bool]]]:
    """The figures of a document with weights fitted on all others."""
    found = fit([case for name, known in cases.items() if name != document.name for case in known], sense.name)
    with using(found, sense):
        return measured(document, sense)


def print_fit(found: Fit) -> None:
    for name, weight in (*found.demands.items(), *found.traits.items()):
        print(f"{name:20} {weight:6.2f}")
    print(f"confidence: slope {found.slope:.2f}, offset {found.offset:.2f}")


def worth(cases: dict[str, list[Case]], sense: Sense) -> None:
    """Prints the log-loss of whether the best place is right, of each document left out, without each trait in turn."""
    names = ["", *next(iter(cases.values()))[0].names]
    for name in names:
        losses: defaultdict[str, list[float]] = defaultdict(list)
        for held, left in cases.items():
            found = fit([case for other, of in cases.items() if other != held for case in of], sense.name, name)
            pairs = [judged(case, found) for case in left]
            sure = [(found.slope * odds + found.offset) * (1 if right else -1) for odds, right in pairs]
            loss = fmean(math.log1p(math.exp(-each)) for each in sure)
            losses[left[0].document.group].append(loss)
        cells = (f"  {group} {fmean(of):.4f}" for group, of in losses.items())
        print(f"{name or 'with all':20}" + "".join(cells), flush=True)


if __name__ == "__main__":
    sys.exit(main())
