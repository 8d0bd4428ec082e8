"""A miss explained: why an answer isn't the one that its case expects, for a person to read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from faqbot.answering.receipt import tables
from faqbot.base.hygiene import MAX_QUESTION, clean
from faqbot.base.layout.lines import MEASURE, wrap
from faqbot.base.layout.render import fragments
from faqbot.evaluation.golden.cases import Expectation
from faqbot.evaluation.golden.judge import cited, demands, offered

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from faqbot.bot import Bot
    from faqbot.evaluation.golden.judge import Judgement
    from faqbot.search.matches import Match

# How far down the ranking a report looks for the match that was expected.
RANKED: Final = 200
_LABEL: Final = 12  # columns of the labels in a report, the two of its indent included


def report(found: Judgement, bot: Bot) -> str:
    """Why an answer isn't the one that its case expects, for a person to read.

    First what was asked, expected and said; then the receipt of what came back and that of the best
    match among what was expected, to see which words made the one outscore the other.
    """
    case, turn, answer = found.case, found.turn, found.answer
    expected = turn.expected or Expectation()
    asked = answer.asked_as if answer.asked_as and len(case.turns) > 1 else turn.ask
    ranking = bot.search(asked, RANKED, case.articles or None)
    wanted_refs = expected.cite or tuple(ref for ref in expected.unsure or () if ref not in offered(answer))
    came = _first(ranking, cited(answer) or [match.ref for match in ranking])
    wanted = _first(ranking, wanted_refs)
    lines = [f"{case.path}:{turn.line}: {found.fault}", ""]
    for label, value in _facts(found, expected):
        lines += wrap(clean(value), MEASURE, f"  {label}".ljust(_LABEL), " " * _LABEL)
    title = "came back" if answer.citation else "closest"
    if not ranking:
        lines += ["", "  no match at all: nothing in the knowledge shares a word with the question"]
    elif came is not None and came == wanted:
        lines += _receipt(f"{title}, and expected", came, ranking)
    else:
        lines += _receipt(title, came, ranking)
        lines += _receipt("expected", wanted, ranking) if wanted_refs else ()
    return "\n".join(lines)


def _facts(found: Judgement, expected: Expectation) -> Iterator[tuple[str, str]]:
    """Labels with what stands beside them; where one label has several, only the first shows it."""
    answer = found.answer
    for number, turn in enumerate(found.case.turns[: found.case.turns.index(found.turn)]):
        yield "" if number else "before", turn.ask
    yield "question", found.turn.ask
    if answer.truncated:
        yield "", f"(only its first {MAX_QUESTION:,} characters are read)"
    if answer.asked_as and len(found.case.turns) > 1:
        yield "read as", answer.asked_as
    silence = "no answer" if expected.unsure is None else "no answer, but an offer"
    for number, ref in enumerate(expected.cite or [silence]):
        yield "" if number else "expected", f"or {ref}" if number else ref
    for demand in demands(expected, answer):
        yield "", demand.told if demand.met else f"{demand.told} ({demand.mark})"
    yield "came back", f"{answer.verdict}, confidence {answer.confidence:.2f}"
    if answer.citation:
        yield "", f"from {' and '.join(cited(answer))}"
        yield "answer", answer.words
        yield "quote", f"“{answer.citation.quote}”"
        yield "citation", str(answer.citation)
    else:
        yield "reason", answer.reason
    for number, match in enumerate(answer.suggestions):
        yield "" if number else "suggested", f"{match.ref} “{match.title}”"


def _first(ranking: Sequence[Match], refs: Iterable[str]) -> Match | None:
    """The best match among `refs`."""
    wanted = frozenset(refs)
    return next((match for match in ranking if match.ref in wanted), None)


def _receipt(title: str, match: Match | None, ranking: Sequence[Match]) -> Iterator[str]:
    """A heading, the wording that the question was held against, and the tables of its receipt."""
    yield ""
    if match is None:
        yield f"  {title}: no match at all, none of the {len(ranking)} that share a word with the question"
        return
    place = f"match {ranking.index(match) + 1} of {len(ranking)}"
    yield f"  {title}: {match.ref}, score {match.score:.2f}, {place}"
    yield from wrap(f"“{clean(match.receipt.text)}”", MEASURE, "  held against ", "  ")
    shown = "".join(text for _, text in fragments(tables(match)))
    yield from (f"  {line}".rstrip() for line in shown.splitlines())
