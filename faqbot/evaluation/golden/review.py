"""New answers shown one by one, to be accepted into the golden file or not; who writes and who asks is handed in.

found a miss  ->  changes: {"cite": "late-fees"}  ->  a diff  ->  y, n, s or q  ->  the files that were accepted
"""

from __future__ import annotations

import difflib
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from faqbot.answering.answers import Verdict
from faqbot.base.errors import FaqbotError
from faqbot.base.hygiene import clean
from faqbot.evaluation.golden import judge
from faqbot.evaluation.golden.cases import Expectation
from faqbot.evaluation.golden.format import ABOUT, CAUSES
from faqbot.knowledge.refs import Refs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from faqbot.answering.answers import Answer
    from faqbot.bot import Bot
    from faqbot.evaluation.golden.judge import Judgement

    Say = Callable[[str], None]
    Ask = Callable[[str], str | None]

QUESTION: Final = "Accept? [y]es, [n]o, [s]kip the rest, [q]uit and write nothing: "
_SPARE: Final = 2  # decimals of a confidence that a bound is written with


@dataclass(frozen=True, slots=True)
class Change:
    """What would make an answer the golden one.

    Attributes:
        found: the case that it was missed by; or met, though a miss was expected.
        line: 1-based line on which the case or turn starts in which something is written.
        values: key -> what is to stand there, None: nothing.
    """

    found: Judgement
    line: int
    values: Mapping[str, Any]

    @property
    def path(self) -> str:
        """The golden file."""
        return self.found.case.path

    @property
    def revision(self) -> tuple[int, str, Mapping[str, Any]]:
        """Where something is to change, the question there, and what is to stand at which keys."""
        return self.line, self.found.turn.ask, self.values


def change(found: Judgement, bot: Bot) -> Change | None:
    """What would make an answer of `bot` the golden one; None where nothing need be written."""
    if not found.fault:
        return Change(found, found.case.line, {"xfail": None}) if found.case.xfail else None
    expected = found.turn.expected or Expectation()
    return Change(found, found.turn.line, dict(_values(expected, found.answer, Refs(bot.knowledge).shortest)))


def _values(
    expected: Expectation, answer: Answer, named: Callable[[list[str]], list[str]]
) -> Iterator[tuple[str, Any]]:
    """The keys that must be written or deleted; `named` makes names of refs."""
    held = verdict = "cite" if expected.cite else "unknown" if expected.unsure is None else "unsure"
    if judge.astray(expected, answer):
        verdict = {Verdict.ANSWERED: "cite", Verdict.UNSURE: "unsure"}.get(answer.verdict, "unknown")
        if verdict != held:
            yield held, None
        yield verdict, _one(named([judge.cited(answer)[0]])) if verdict == "cite" else True
    elif expected.unsure and not set(expected.unsure) <= set(judge.offered(answer)):
        yield "unsure", _one(named(list(judge.offered(answer)))) or True
    yield from _words(expected, answer) if verdict == "cite" else ((key, None) for key in ABOUT if _has(expected, key))
    part = judge.meant(expected, answer)
    if expected.cause is not None and part.cause != expected.cause:
        yield "cause", str(part.cause) if part.cause in CAUSES[verdict] else None
    bound = expected.confidence
    if bound is not None and not bound.holds(part.confidence):
        tens = 10**_SPARE
        above = bound.sign[0] == ">"
        near = math.floor(part.confidence * tens) if above else math.ceil(part.confidence * tens)
        yield "confidence", f"{bound.sign[0]}= {near / tens:g}" if 0 < near < tens else None  # else it bounds nothing


def _has(expected: Expectation, key: str) -> bool:
    return getattr(expected, key) not in ((), None)


def _words(expected: Expectation, answer: Answer) -> Iterator[tuple[str, Any]]:
    """Of what must and must not be said, that which is not so left out; of a whole text the new one."""
    said: dict[str, Callable[[str], bool]] = {
        "says": lambda words: judge.holds(answer, words),
        "all_of": lambda words: judge.holds(answer, words),
        "says_not": lambda words: not judge.holds(answer, words),
        "matches": lambda pattern: judge.matches(answer, pattern),
    }
    for key, is_so in said.items():
        written = getattr(expected, key)
        kept = [words for words in written if is_so(words)]
        if len(kept) < len(written):
            yield key, _one(kept)
    if expected.any_of and not any(judge.holds(answer, words) for words in expected.any_of):
        yield "any_of", None
    part = judge.meant(expected, answer)
    if expected.equals is not None and not judge.says_just(part, expected.equals):
        yield "equals", part.text


def _one(values: list[str]) -> Any:
    """A list as hands write it: of one the one, of none nothing."""
    return values if len(values) > 1 else values[0] if values else None


# -- reviewing ---------------------------------------------------------------------------------


class Quit(Exception):  # noqa: N818  (a decision, no error)
    """Nothing is to be written."""


def reviewed(changes: Sequence[Change], say: Say, ask: Ask | None, update: Callable[..., Any]) -> Iterator[str]:
    """Have changes accepted, and write what is; what became of it, in sentences.

    Args:
        changes: what would make answers golden ones.
        say: shows a line.
        ask: puts a question and gives what was typed, None at the end of the input; None: all are accepted.
        update: changes a golden file (path, changes as (line, question, values), dry: to write nothing), and gives its
            text before and after; raises a FaqbotError where it can't.
    """
    try:
        taken = list(_accepted(changes, say, ask, update))
    except Quit:
        yield "Nothing was written."
        return
    written = 0
    for path in dict.fromkeys(one.path for one in taken):
        mine = [one for one in taken if one.path == path]
        try:
            update(path, [one.revision for one in mine])
        except FaqbotError as error:
            yield str(error)
        else:
            written += len(mine)
    yield (
        f"{written} of {len(changes)} new answers were written: run pytest again."
        if written
        else "Nothing was written."
    )


def _accepted(changes: Iterable[Change], say: Say, ask: Ask | None, update: Callable[..., Any]) -> Iterator[Change]:
    """Those of the changes that are accepted, in order; raises Quit where nothing is to be written."""
    for one in changes:
        for line in _shown(one):
            say(line)
        try:
            shown = update(one.path, [one.revision], dry=True)
        except FaqbotError as error:
            say(str(error))
            continue
        for line in _diff(shown.before, shown.after):
            say(line)
        decision = "y" if ask is None else _decided(ask)
        if decision == "q":
            raise Quit
        if decision == "s":
            return
        if decision == "y":
            yield one


def _decided(ask: Ask) -> str:
    """What was decided: y, n, s or q; whoever types something else is asked again."""
    while (typed := ask(QUESTION)) is not None:
        if typed.strip().lower()[:1] in ("y", "n", "s", "q") and typed.strip():
            return typed.strip().lower()[0]
    return "q"


def _shown(one: Change) -> Iterator[str]:
    """Where, what was asked, what was expected, what came."""
    found = one.found
    yield ""
    yield clean(f"{one.path}:{one.line}: {found.fault or f'passes, though a miss was expected: {found.case.xfail}'}")
    yield f"  question  {clean(found.turn.ask)}"
    yield f"  answer    {clean(found.answer.words or found.answer.reason)}"
    yield ""


def _diff(before: str, after: str) -> Iterator[str]:
    """The lines of a file that change, with those around them."""
    _, _, *lines = difflib.unified_diff(before.splitlines(), after.splitlines(), lineterm="") or ("", "")
    yield from (line for line in lines if not line.startswith("@@"))
