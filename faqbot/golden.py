"""Golden answers: questions with the answers they must get, read from a `*.golden.yaml`, and judged.

    - ask: How many people died?          # a list of cases, or a mapping with `knowledge:` and `cases:`
      cite: faq-casualties                # a section or FAQ id (or how it begins), article#id, or a list: any is right
      says: over 20,000                   # optional: words that the answer or its quote must hold
    - ask: Who won the World Cup?
      unknown: true                       # the knowledge does not say, so the bot must not answer
    - ask: When did the trucks arrive?
      unknown: true
      xfail: taken for another arrival    # optional: a known miss, and why; told once it passes

Reading and judging only: pytest and other callers collect and report.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from faqbot import nodes
from faqbot.answers import Verdict
from faqbot.bot import Bot
from faqbot.errors import KnowledgeError
from faqbot.faults import Faults, check, shown
from faqbot.hygiene import MAX_QUESTION, clean
from faqbot.places import Places
from faqbot.receipt import tables
from faqbot.records import Record, Shape
from faqbot.render import MEASURE, fragments, wrap
from faqbot.tokens import normalise

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from faqbot.answers import Answer
    from faqbot.article import Text
    from faqbot.matches import Match

_FILE: Final = Shape("a golden file", required=("cases",), optional=("knowledge",))
_CASE: Final = Shape("a case", required=("ask",), optional=("cite", "says", "unknown", "xfail"))
# How far down the ranking a report looks for the match that was expected.
RANKED: Final = 200
_KEYS: Final = frozenset((*_CASE.required, *_CASE.optional))
_DOUBLE_QUOTES: Final = str.maketrans({"“": '"', "”": '"', "„": '"', "«": '"', "»": '"'})


@dataclass(frozen=True, slots=True)
class Case:
    """A question and the answer it must get.

    Attributes:
        path: the golden file.
        line: 1-based line on which the case starts.
        ask: the question.
        cite: refs (`article#id`) of which any one is right; empty where the bot must not answer.
        says: words that the answer's text or its quote must hold, each of them.
        xfail: why the bot is known to miss it, or None where it must not.
    """

    path: str
    line: int
    ask: str
    cite: tuple[str, ...]
    says: tuple[str, ...]
    xfail: str | None = None


@dataclass(frozen=True, slots=True)
class Golden:
    """A golden file: its cases in the file's order, and the bot that they are about."""

    path: str
    bot: Bot
    cases: tuple[Case, ...]


# -- reading -----------------------------------------------------------------------------------


def read(path: str, load: Callable[..., Bot] = Bot.load) -> Golden:
    """The golden file at `path`.

    Args:
        path: the file; what it names as its knowledge is relative to it.
        load: makes a bot of the paths of a knowledge; without a path, of the default one.

    Raises:
        KnowledgeError: the file or its knowledge can't be used; `faults` holds everything that is wrong.
    """
    root = nodes.read(path)
    if root is None:
        raise KnowledgeError(path, None, "the file is empty: write a list of cases")
    if isinstance(root, nodes.Sequence):  # a bare list is short for a mapping that has nothing but cases
        root = nodes.Mapping(root.line, ((nodes.Scalar(root.line, "cases", ""), root),))
    faults = Faults(path)
    record = _Record(root, _FILE, faults)
    broken: list[KnowledgeError] = []
    bot = _bot(record.some("knowledge"), load, faults, broken)
    places = Places(bot.knowledge) if bot else None
    cases = tuple(_case(node, places, faults) for node in record.filled("cases"))
    try:
        faults.check()
    except KnowledgeError as error:
        broken[:0] = error.faults
    check(broken)
    assert bot is not None  # noqa: S101  (for the type checker: without a bot there was a fault)
    return Golden(path, bot, cases)


class _Record(Record):
    """A mapping of a golden file, where one text may stand for a list of one."""

    __slots__ = ()

    def has(self, key: str) -> bool:
        """Whether the key stands there, with whatever value."""
        return key in self._values

    def some(self, key: str) -> tuple[Text, ...] | None:
        """The text at `key`, or the texts of the list there; () where they are at fault, None without the key."""
        if isinstance(self._values.get(key), nodes.Sequence):
            return self.texts_of(key, self._values[key]) if self.filled(key) else ()
        text = self.maybe(key)
        return (text,) if text else () if self.has(key) else None

    def filled(self, key: str) -> tuple[nodes.Node, ...]:
        """The nodes of the list at `key`, which must not be empty."""
        value = self._values.get(key)
        if isinstance(value, nodes.Sequence) and not value.items:
            self._faults.add(value.line, f"{key} is an empty list: fill it")
        return self.items(key)


def _bot(
    named: tuple[Text, ...] | None, load: Callable[..., Bot], faults: Faults, broken: list[KnowledgeError]
) -> Bot | None:
    """The bot over the knowledge that a golden file names (None: the default); faults inside it go to `broken`."""
    folder = os.path.dirname(faults.path)
    paths = [os.path.normpath(os.path.join(folder, text.value)) for text in named or ()]
    missing = [(text, path) for text, path in zip(named or (), paths, strict=True) if not os.path.exists(path)]
    for text, path in missing:
        message = f'knowledge: there is no file or folder "{shown(path)}": write its path relative to this file'
        faults.add(text.line, message)
    if missing or named == ():
        return None
    try:
        return load(*paths)
    except KnowledgeError as error:
        broken += error.faults
        which = "the knowledge" if named else "the default knowledge"
        faults.add(named[0].line if named else None, f"{which} can't be used: correct what is listed below")
        return None


def _case(node: nodes.Node, places: Places | None, faults: Faults) -> Case:
    """The case of `node`; ids are looked up in `places` (None: the knowledge is at fault, so nothing is known)."""
    record = _Record(node, _CASE, faults)
    if isinstance(node, nodes.Mapping):
        _check_expectation(record, node, faults)
    cite = record.some("cite") or ()
    return Case(
        path=faults.path,
        line=record.line,
        ask=record.text("ask").value,
        cite=tuple(places.ref(text.value, text.line, faults, "cite: ") for text in cite) if places else (),
        says=tuple(text.value for text in record.some("says") or ()),
        xfail=reason.value if (reason := record.maybe("xfail")) else None,
    )


def _check_expectation(record: _Record, node: nodes.Mapping, faults: Faults) -> None:
    """Hold a case to saying one thing: what to cite, or that nothing is to be answered."""
    unknown = record.scalar("unknown")
    if unknown is not None and (unknown.style or nodes.read_as(unknown.value) != "true"):
        faults.add(unknown.line, "unknown can only be true: delete the key and write what to cite")
    misspelt = any(key.value not in _KEYS for key, _ in node.pairs)  # told by itself, and maybe one of the two
    if record.has("cite") and record.has("unknown"):
        faults.add(node.line, "a case has cite or unknown, not both: delete one of them")
    elif record.has("says") and record.has("unknown"):
        faults.add(node.line, "says is about an answer, and unknown says that there is none: delete one of them")
    elif not misspelt and not record.has("cite") and not record.has("unknown"):
        message = 'a case must say what is right: add "cite: …" (the id of a section or FAQ entry) or "unknown: true"'
        faults.add(node.line, message)


# -- judging -----------------------------------------------------------------------------------


def fault(case: Case, answer: Answer) -> str:
    """What is wrong with `answer` by `case`, in a phrase; "" where nothing is."""
    if not case.cite:
        return f"{_came(answer)}, expected no answer" if answer.verdict is Verdict.ANSWERED else ""
    if not set(_cited(answer)) & set(case.cite):
        return f"{_came(answer)}, expected {' or '.join(case.cite)}"
    missing = [f"“{says}”" for says in case.says if not _holds(answer, says)]
    return clean(f"{_came(answer)}, without saying {', '.join(missing)}") if missing else ""


def _cited(answer: Answer) -> tuple[str, ...]:
    """The refs that an answer stands for: its FAQ entry, and the section that backs it."""
    cite = answer.citation
    return tuple(f"{cite.article}#{part}" for part in (cite.entry, cite.section) if part) if cite else ()


def _came(answer: Answer) -> str:
    """The verdict, whence, and the confidence: answered from museum#faq-hours (0.83)."""
    where = [f"from {ref}" for ref in _cited(answer)[:1]]
    return " ".join([str(answer.verdict), *where, f"({answer.confidence:.2f})"])


def _holds(answer: Answer, says: str) -> bool:
    held = (answer.text, answer.citation.quote if answer.citation else "")
    return any(_folded(says) in _folded(text) for text in held)


def _folded(text: str) -> str:
    """`text` with white space folded and quotes straight: how it was typed makes no difference."""
    return " ".join(normalise(text).translate(_DOUBLE_QUOTES).split())


# -- reporting ---------------------------------------------------------------------------------

_LABEL: Final = 12  # columns of the labels in a report, the two of its indent included


def report(case: Case, answer: Answer, bot: Bot) -> str:
    """Why `answer` isn't the one that `case` expects, for a person to read.

    First what was asked, expected and said; then the receipt of what came back and that of the best
    match among what was expected, to see which words made the one outscore the other.
    """
    ranking = bot.search(case.ask, RANKED)
    came = _first(ranking, _cited(answer) or [match.ref for match in ranking])
    wanted = _first(ranking, case.cite)
    lines = [f"{case.path}:{case.line}: {fault(case, answer)}", ""]
    for label, value in _facts(case, answer):
        lines += wrap(clean(value), MEASURE, f"  {label}".ljust(_LABEL), " " * _LABEL)
    title = "came back" if answer.citation else "closest"
    if not ranking:
        lines += ["", "  no match at all: nothing in the knowledge shares a word with the question"]
    elif came is not None and came == wanted:
        lines += _receipt(f"{title}, and expected", came, ranking)
    else:
        lines += _receipt(title, came, ranking)
        lines += _receipt("expected", wanted, ranking) if case.cite else ()
    return "\n".join(lines)


def _facts(case: Case, answer: Answer) -> Iterator[tuple[str, str]]:
    """Labels with what stands beside them; where one label has several, only the first shows it."""
    yield "question", case.ask
    if answer.truncated:
        yield "", f"(only its first {MAX_QUESTION:,} characters are read)"
    for number, ref in enumerate(case.cite or ["no answer"]):
        yield "" if number else "expected", f"or {ref}" if number else ref
    for says in case.says:
        yield "", f"saying “{says}”{'' if _holds(answer, says) else ' (missing)'}"
    yield "came back", f"{answer.verdict}, confidence {answer.confidence:.2f}"
    if answer.citation:
        yield "", f"from {' and '.join(_cited(answer))}"
        yield "answer", answer.text
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
