"""Evaluations and tunings as people read them, in fragments of (style, text) as `render` makes them, and as JSON."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, Final

from faqbot.answering import receipt
from faqbot.base.hygiene import clean
from faqbot.base.layout.render import fragments
from faqbot.base.layout.segment import Segment
from faqbot.base.messages import counted
from faqbot.evaluation.evaluate import Outcome
from faqbot.evaluation.golden import judge, misses
from faqbot.evaluation.reports import parts, plot
from faqbot.evaluation.tune import CHANCE, FEW, FOLDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from faqbot.evaluation.evaluate import Evaluation, Judged
    from faqbot.evaluation.golden.groups import Standing
    from faqbot.evaluation.metrics import Point, Share
    from faqbot.evaluation.tune import Tally, Tuning

    Fragments = Iterator[tuple[str, str]]

_ROOMY: Final = 76  # columns from which each figure is put into words
_MISTAKES: Final = {  # the worst first
    Outcome.FALSE: "answered though there is no answer",
    Outcome.WRONG: "from a wrong place",
    Outcome.UNSAID: "without the words",
    Outcome.MISSED: "missed",
}


def _about(evaluation: Evaluation) -> Segment:
    """How many questions over what."""
    answerable = evaluation.answerable
    return parts.text(
        f"{counted(answerable.of, 'question')}, {answerable.count:,} with an answer and "
        f"{answerable.of - answerable.count:,} without, {parts.over(evaluation.articles)}."
    )


# -- an evaluation -----------------------------------------------------------------------------


def evaluation(found: Evaluation, width: int, worst: int) -> Fragments:
    """The report of `faqbot eval`, in at most `width` columns, with receipts of the `worst` mistakes.

    What differs from run to run, the latency, stands last.
    """
    figures = [_about(found), *_figures(found, width), *_groups(found), *_calibration(found)]
    yield from fragments([*figures, *parts.title("Risk and coverage")], width)
    for line in plot.lines(curve(found), width):
        yield from (("", line), ("", "\n"))
    yield from fragments(_mistakes(found, worst), width)
    times = ", ".join(f"p{percentile} {seconds * 1e3:.2f} ms" for percentile, seconds in found.latency)
    yield from fragments([*parts.title("Latency"), parts.text(times)], width)


def _figures(found: Evaluation, width: int) -> Iterator[Segment]:
    """The table of the figures; where there is no room for words, without them."""
    roomy, calibration = width >= _ROOMY, found.calibration
    yield Segment("text", "")
    yield parts.row("figure", "share", "95 % sure", "", role="head")
    for name, share, words in _shares(found):
        low, high = share.interval
        said = f"{share.count} of {share.of} {words}" if roomy else f"{share.count}/{share.of}"
        yield parts.row(name, f"{share.value:.2f}", f"{low:.2f}–{high:.2f}", said)
    chance = f"{calibration.chance:.2f} by chance alone, at this size"
    if found.weighted is not None:
        yield parts.row(
            "by weights", f"{found.weighted:.2f}", "", "decisions are right, each with its weight" if roomy else ""
        )
    yield parts.row("area under curve", f"{found.area:.2f}", "", "mean risk of the curve below" if roomy else "")
    yield parts.row("calibration error", f"{calibration.error:.2f}", "", chance if roomy else "")


def _shares(found: Evaluation) -> Iterator[tuple[str, Share, str]]:
    """Name, share, and what it is a share of, for each figure that is one."""
    yield "accuracy", found.accuracy, "decisions are right"
    yield "coverage", found.coverage, "questions are answered"
    yield "precision", found.precision, "answers are right"
    yield "recall", found.recall, "answerable: right answer"
    yield "false answers", found.false, "unanswerable: answered"
    yield "right at rank 1", found.first, "answerable: right match first"


def _calibration(found: Evaluation) -> Iterator[Segment]:
    """Confidence beside the share of right places, by bins of equal mass."""
    if not found.calibration.bins:
        return
    yield from parts.title("Calibration of the answers given")
    yield parts.row("confidence", "right place", "answers", role="head")
    for part in found.calibration.bins:
        yield parts.row(f"{part.confidence:.2f}", f"{part.right / part.size:.2f}", str(part.size))


def _groups(found: Evaluation) -> Iterator[Segment]:
    """The groups of the cases beside their floors."""
    if not found.groups:
        return
    several = len({standing.path for standing in found.groups}) > 1
    yield from parts.title("Groups")
    yield parts.row("group", "share", "floor", "", role="head")
    for standing in found.groups:
        floor, name = standing.group.floor, clean(standing.group.name)
        told = f"{standing.count - len(standing.missed)} of {standing.count} pass{'' if standing.met else ', missed'}"
        where = f"{name} of {clean(standing.path)}" if several else name
        yield parts.row(where, f"{standing.share:.2f}", "" if floor is None else f"{floor:g}", told)


def curve(found: Evaluation) -> plot.Curve:
    """The risk-coverage curve of an evaluation, as it is drawn."""
    return plot.Curve(found.curve, found.now, len(found.judged), f"Risk and coverage: {parts.named(found.articles)}")


def _mistakes(found: Evaluation, worst: int) -> Iterator[Segment]:
    mistakes = found.mistakes
    counted = Counter(j.outcome for j in mistakes)
    kinds = ", ".join(f"{counted[outcome]:,} {words}" for outcome, words in _MISTAKES.items() if counted[outcome])
    yield from parts.title("Wrong decisions")
    yield parts.text(f"{kinds or 'none'}.")
    if worst < len(mistakes):
        yield parts.text(f"Shown are the worst {worst} of {len(mistakes):,}; --worst {len(mistakes)} shows all.")
    for number, judged in enumerate(mistakes[:worst], 1):
        yield from _mistake(number, judged)


def _mistake(number: int, judged: Judged) -> Iterator[Segment]:
    """What was asked, expected and said, the receipt of what came back, and that of what was expected."""
    found = judge.judged(judged.case, judged.bot)  # once more, for its matches
    case, turn, answer, cite = found.case, found.turn, found.answer, judged.cite
    yield from parts.title(f"{number}. {turn.ask}")
    yield parts.text(f"{case.path}:{turn.line}: {found.fault}")
    yield from answer.segments()
    yield Segment("text", "")
    yield from receipt.segments(answer)
    ranking = judged.bot.search(turn.ask, misses.RANKED)
    wanted = next((at for at, match in enumerate(ranking) if match.ref in cite), None)
    if wanted is not None and (answer.ruling is None or ranking[wanted].ref != answer.ruling.ref):
        match = ranking[wanted]
        yield from parts.title(f"Expected: {match.title}")
        yield Segment("note", clean(f"{match.ref}, match {wanted + 1} of {len(ranking)}, “{match.receipt.text}”"))
        yield from receipt.tables(match)
    elif cite and wanted is None:
        yield parts.text(f"{' or '.join(cite)} is no match at all: it shares no word with the question.")


# -- a tuning ----------------------------------------------------------------------------------


def tuning(found: Tuning, about: Evaluation, width: int) -> Fragments:
    """The report of `faqbot tune`: what thresholds would bring, and the line to write into the article."""
    said = [_about(about), *_by_threshold(found)]
    if found.held_out is not None and not found.same:
        said += _comparison(found, found.held_out)
    said += [Segment("text", ""), parts.text(" ".join(_advice(found)))]
    if found.gains:
        paths = sorted({article.path for j in about.judged for article in j.bot.knowledge.articles})
        said += [Segment("text", ""), Segment("item", line(found)), Segment("text", "")]
        said.append(parts.text(f"Write this line at the left margin of {' and '.join(paths)}"))
    return iter(fragments(said, width))


def _by_threshold(found: Tuning) -> Iterator[Segment]:
    yield from parts.title("What each threshold brings on all of these questions")
    yield parts.row("threshold", "right", "given", "wrong", "false", "", role="head")
    for threshold, brings in found.by_threshold:
        mark = "now" if threshold in found.present else ""
        yield parts.row(f"{threshold:.2f}", *map(str, (brings.right, brings.given, brings.wrong, brings.false)), mark)


def _comparison(found: Tuning, held_out: Tally) -> Iterator[Segment]:
    folds = FOLDS if held_out.questions >= FEW else held_out.questions
    yield from parts.title("What is proposed, held against what is")
    yield parts.row("", "now", "proposed", role="head")
    yield parts.row("answers from", _thresholds(found.present), f"{found.threshold or 0:.2f}")
    rows = {"right decisions": "right", "answers given": "given", "wrong answers": "wrong", "false answers": "false"}
    for name, key in rows.items():
        yield parts.row(name, str(getattr(found.now, key)), str(getattr(held_out, key)))
    how = f"each question decided by a threshold chosen without it ({folds}-fold cross-validation)"
    yield parts.text(f"Proposed: {how}.")


def _thresholds(thresholds: Iterable[float]) -> str:
    found = [f"{threshold:.2f}" for threshold in thresholds]
    return found[0] if len(found) == 1 else f"{found[0]}–{found[-1]}" if found else "none"


def line(found: Tuning) -> str:
    """The line to write into an article."""
    return f"threshold: {found.threshold:.2f}"


def _advice(found: Tuning) -> Iterator[str]:
    """What to do, in sentences."""
    now, threshold, held_out = _thresholds(found.present), found.threshold, found.held_out
    if threshold is None or held_out is None:
        yield f"No threshold keeps the wrong answers to a share of {found.budget:g}. Look at them: faqbot eval."
        return
    if found.same:
        yield f"Keep {now}: no other threshold is better by more than chance may bring."
        yield from _calmer(found)
    elif not found.gains:
        yield f"Keep {now}: on questions that took no part in choosing it, {threshold:.2f} is no better."
        yield from _calmer(found)
    elif found.budget is None:
        yield f"Answering from {threshold:.2f} decides {held_out.right - found.now.right:,} more questions rightly."
        if held_out.wrong != found.now.wrong:
            side = "more" if held_out.wrong > found.now.wrong else "fewer"
            yield f"It gives {abs(held_out.wrong - found.now.wrong):,} {side} wrong answers."
        if found.chance > CHANCE:
            yield (
                f"The sample is too small to tell it from chance: {found.better:,} questions get better and "
                f"{found.worse:,} worse (sign test, p = {found.chance:.2f}). Collect more before you rely on it."
            )
    else:
        yield f"Answering from {threshold:.2f} answers most within the budget of {found.budget:g}."
    if found.budget is not None:
        yield from _kept(held_out.risk, found.budget)


def _calmer(found: Tuning) -> Iterator[str]:
    """The threshold that spares most wrong answers at no cost in right decisions, if one does."""
    as_right = [
        (brings.wrong, threshold, brings) for threshold, brings in found.by_threshold if brings.right >= found.now.right
    ]
    wrong, threshold, brings = min(as_right, key=lambda triple: triple[:2], default=(found.now.wrong, 0.0, found.now))
    fewer = found.now.wrong - wrong
    if found.budget is None and fewer > 0:
        told = f"as many of these decisions would be right, with {fewer:,} fewer wrong answers among"
        yield f"From {threshold:.2f} on {told} {brings.given:,}: --max-wrong chooses by that."


def _kept(risk: Share, budget: float) -> Iterator[str]:
    """Whether the budget is kept by questions that took no part in choosing the threshold, and how sure that is."""
    told = f"{risk.count:,} of {risk.of:,} held-out answers are wrong ({risk.value:.3f})"
    if risk.value > budget:
        yield f"Beware: {told}, which passes the budget. Collect more questions, or name a smaller share."
    elif risk.interval[1] > budget:
        yield (
            f"The sample is too small to be sure of it: {told}, which may in truth be {risk.interval[1]:.2f} "
            "(95 % interval)."
        )


# -- JSON --------------------------------------------------------------------------------------


def evaluation_dict(found: Evaluation) -> dict[str, Any]:
    """An evaluation as JSON-ready values; what differs from run to run, the latency, stands last."""
    shares = {name.replace(" ", "_"): _share(share) for name, share, _ in _shares(found)}
    calibration = found.calibration
    return {
        "questions": len(found.judged),
        "answerable": found.answerable.count,
        "articles": list(found.articles),
        "cuts": list(found.thresholds),
        **shares,
        "wrong_answers": _share(found.wrong),
        "area_under_curve": round(found.area, 4),
        "calibration": {
            "error": round(calibration.error, 4),
            "chance": round(calibration.chance, 4),
            "bins": [
                {"answers": b.size, "confidence": round(b.confidence, 4), "right": b.right} for b in calibration.bins
            ],
        },
        "curve": [_point(point, len(found.judged)) for point in found.curve],
        **({"by_weights": round(found.weighted, 4)} if found.weighted is not None else {}),
        **({"groups": list(map(_standing, found.groups))} if found.groups else {}),
        "outcomes": {outcome.value: found.count(outcome) for outcome in Outcome},
        "cases": [_case(judged) for judged in found.judged],
        "latency_ms": {f"p{percentile}": round(seconds * 1e3, 3) for percentile, seconds in found.latency},
    }


def _standing(found: Standing) -> dict[str, Any]:
    return {
        "path": found.path,
        "group": found.group.name,
        "share": round(found.share, 4),
        "floor": found.group.floor,
        "met": found.met,
        "cases": found.count,
        "missed": [case.line for case in found.missed],
    }


def _case(judged: Judged) -> dict[str, Any]:
    case, turn, answer = judged.case, judged.turn, judged.answer
    says = turn.expected.says if turn.expected else ()
    cite = answer.citation
    return {
        "path": case.path,
        "line": turn.line,
        "question": turn.ask,
        "expect": list(judged.cite),
        "contains": list(says),
        "outcome": judged.outcome.value,
        "right": judged.good,
        "verdict": str(answer.verdict),
        "cause": str(answer.cause),
        "confidence": round(answer.confidence, 4),
        "cited": [f"{cite.article}#{part}" for part in (cite.entry, cite.section) if part] if cite else [],
        "closest": answer.ruling.ref if answer.ruling else None,
        "at_any_cut": judged.would.value if judged.would else None,
    }


def tuning_dict(found: Tuning) -> dict[str, Any]:
    """A tuning as JSON-ready values."""
    return {
        "present": list(found.present),
        "proposed": found.threshold,
        "worth_it": found.gains,
        "line": line(found) if found.gains else None,
        "budget": found.budget,
        "now": _tally(found.now),
        "held_out": _tally(found.held_out) if found.held_out else None,
        "better": found.better,
        "worse": found.worse,
        "chance": round(found.chance, 4),
        "by_cut": [{"cut": threshold, **_tally(brings)} for threshold, brings in found.by_threshold],
    }


def _share(share: Share) -> dict[str, Any]:
    low, high = share.interval
    return {
        "value": round(share.value, 4) if share.of else None,
        "count": share.count,
        "of": share.of,
        "low": round(low, 4),
        "high": round(high, 4),
    }


def _point(point: Point, total: int) -> dict[str, Any]:
    return {
        "cut": round(point.threshold, 4),
        "answers": point.given,
        "wrong": point.wrong,
        "coverage": round(point.given / total, 4),
        "risk": round(point.risk, 4),
    }


def _tally(found: Tally) -> dict[str, int]:
    return {
        "questions": found.questions,
        "right_decisions": found.right,
        "answers": found.given,
        "wrong_answers": found.wrong,
        "false_answers": found.false,
    }
