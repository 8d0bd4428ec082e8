"""Golden answers: questions with the answers they must get, read from a `*.golden.yaml`.

    - ask: How many people died?          # a list of cases, or a mapping with `knowledge:` and `cases:`
      cite: faq-casualties                # a section or FAQ id (or how it begins), article#id, or a list: any is right
      says: over 20,000                   # optional: words that the answer or its quote must hold
      article: ceasefire-talks            # optional: the article that is asked, or a list of them; else all are
    - ask: Who won the World Cup?
      unknown: true                       # the knowledge does not say, so the bot must not answer
    - ask: When did the trucks arrive?
      unknown: true
      xfail: taken for another arrival    # optional: a known miss, and why; told once it passes

Reading only: `judge` says whether an answer is the golden one, `misses` why not.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from faqbot.base.errors import FaqbotError, KnowledgeError
from faqbot.base.messages import shown
from faqbot.bot import Bot
from faqbot.evaluation.golden.cases import Case
from faqbot.evaluation.golden.format import CASE, FILE, TRUE
from faqbot.knowledge.refs import Refs, articles
from faqbot.knowledge.yaml import nodes
from faqbot.knowledge.yaml.faults import Faults, check
from faqbot.knowledge.yaml.records import Record

if TYPE_CHECKING:
    from collections.abc import Callable

    from faqbot.knowledge.article import Text


@dataclass(frozen=True, slots=True)
class Golden:
    """A golden file: its cases in the file's order, and the bot that they are about."""

    path: str
    bot: Bot
    cases: tuple[Case, ...]


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
    record = _Record(root, FILE, faults)
    broken: list[KnowledgeError] = []
    bot = _bot(record.some("knowledge"), load, faults, broken)
    refs = Refs(bot.knowledge) if bot else None
    cases = tuple(_case(node, refs, faults) for node in record.filled("cases"))
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


def _case(node: nodes.Node, refs: Refs | None, faults: Faults) -> Case:
    """The case of `node`; ids are looked up in `places` (None: the knowledge is at fault, so nothing is known)."""
    record = _Record(node, CASE, faults)
    if isinstance(node, nodes.Mapping):
        _check_expectation(record, node, faults)
    cite = record.some("cite") or ()
    return Case(
        path=faults.path,
        line=record.line,
        ask=record.text("ask").value,
        cite=tuple(refs.ref(text.value, text.line, faults, "cite: ") for text in cite) if refs else (),
        says=tuple(text.value for text in record.some("says") or ()),
        xfail=reason.value if (reason := record.maybe("xfail")) else None,
        articles=tuple(id_ for text in record.some("article") or () for id_ in _articles(text, refs, faults)),
    )


def _articles(name: Text, refs: Refs | None, faults: Faults) -> tuple[str, ...]:
    """The id of the article of that name; none and a fault where there is no such one."""
    try:
        return articles(refs.knowledge, name.value) if refs else ()
    except FaqbotError as error:
        faults.add(name.line, f"article: {error}")
        return ()


def _check_expectation(record: _Record, node: nodes.Mapping, faults: Faults) -> None:
    """Hold a case to saying one thing: what to cite, or that nothing is to be answered."""
    unknown = record.scalar("unknown")
    if unknown is not None and (unknown.style or nodes.read_as(unknown.value) != "true"):
        faults.add(unknown.line, f"unknown can only be true: {TRUE.advice}")
    misspelt = any(key.value not in CASE.names for key, _ in node.pairs)  # told by itself, and maybe one of the two
    if record.has("cite") and record.has("unknown"):
        faults.add(node.line, "a case has cite or unknown, not both: delete one of them")
    elif record.has("says") and record.has("unknown"):
        faults.add(node.line, "says is about an answer, and unknown says that there is none: delete one of them")
    elif not misspelt and not record.has("cite") and not record.has("unknown"):
        message = 'a case must say what is right: add "cite: …" (the id of a section or FAQ entry) or "unknown: true"'
        faults.add(node.line, message)
