"""Golden answers: questions with the answers they must get, read from a `*.golden.yaml`.

    - ask: How many people died?          # a list of cases, or a mapping with `knowledge:`, `groups:` and `cases:`
      cite: faq-casualties                # a section or FAQ id (or how it begins), article#id, or a list: any is right
      says: over 20,000                   # optional: words that the answer or its quote must hold
      article: ceasefire-talks            # optional: the article that is asked, or a list of them; else all are
    - ask: Who won the World Cup?
      unknown: true                       # the knowledge does not say, so the bot must not answer
    - ask: When did the trucks arrive?
      unknown: true
      xfail: taken for another arrival    # optional: a known miss, and why; told once it passes
    - turns:                              # a conversation: asked in one chat
      - {ask: How many people died?, cite: faq-casualties}
      - {ask: And how many soldiers?, unsure: [faq-soldiers]}

`format` has all keys. Reading only: `judge` says whether an answer is the golden one, `misses` why not.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from faqbot.base.errors import FaqbotError, KnowledgeError
from faqbot.base.messages import closest, shown
from faqbot.bot import Bot
from faqbot.evaluation.golden.cases import Bound, Case, Expectation, Group, Turn, perturbed
from faqbot.evaluation.golden.format import (
    ABOUT,
    BOUND,
    CASE,
    CAUSE,
    CAUSES,
    FILE,
    MARKED,
    PERTURBED,
    TRUE,
    TURN,
    VERDICTS,
    WEIGHT,
)
from faqbot.evaluation.golden.judge import folded
from faqbot.evaluation.perturbing.kinds import kind_of
from faqbot.knowledge.refs import Refs, articles
from faqbot.knowledge.yaml import nodes
from faqbot.knowledge.yaml.faults import Faults, check
from faqbot.knowledge.yaml.format import SHARE
from faqbot.knowledge.yaml.records import Record
from faqbot.knowledge.yaml.shapes import Value

if TYPE_CHECKING:
    from collections.abc import Callable

    from faqbot.knowledge.article import Text
    from faqbot.knowledge.yaml.shapes import Several, Shape


@dataclass(frozen=True, slots=True)
class Golden:
    """A golden file: its cases in the file's order, the bot that they are about, and by what their questions change."""

    path: str
    bot: Bot
    cases: tuple[Case, ...]
    perturb: tuple[str, ...] = ()


def _load(*paths: str) -> Bot:
    return Bot.load(*paths, log="")  # nobody asks what it is tested with


def read(path: str, load: Callable[..., Bot] = _load) -> Golden:
    """The golden file at `path`.

    Args:
        path: the file; what it names as its knowledge is relative to it.
        load: makes a bot of the paths of a knowledge; without a path, of the default one. Left out: one that
            logs nothing.

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
    floors = record.named("groups", SHARE)
    file = _File(refs, faults, {name: Group(name, float(share), line) for name, (line, share) in floors.items()})
    cases = tuple(_case(node, file) for node in record.filled("cases"))
    perturb = record.among("perturb", PERTURBED)
    _check_used(floors, cases, faults)
    if bot and not faults.count:  # else what is right may not be known, by which a question is changed
        _check_marked(cases, bot, faults)
    try:
        faults.check()
    except KnowledgeError as error:
        broken[:0] = error.faults
    check(broken)
    assert bot is not None  # noqa: S101  (for the type checker: without a bot there was a fault)
    return Golden(path, bot, cases, perturb)


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

    def line_of(self, key: str) -> int:
        """The line on which what stands at `key` starts; without the key, that of the mapping."""
        node = self._values.get(key)
        return node.line if node else self.line

    def strings(self, key: str) -> tuple[str, ...]:
        """The values of the text or texts at `key`."""
        return tuple(text.value for text in self.some(key) or ())

    def among(self, key: str, several: Several) -> tuple[str, ...]:
        """Of the texts at `key` those that its list may hold; others are faults, and so is one that stands twice."""
        words = tuple(map(str, several.of.words)) if isinstance(several.of, Value) else ()
        found: list[str] = []
        for text in self.some(key) or ():
            if text.value not in words:
                guess = closest(text.value, words)
                hint = f'did you mean "{shown(guess)}"?' if guess else f"there are {', '.join(words)}"
                self._faults.add(text.line, f'{key}: "{shown(text.value)}" is none: {hint}')
            elif text.value in found:
                self._faults.add(text.line, f'{key}: "{shown(text.value)}" stands twice: delete one')
            else:
                found.append(text.value)
        return tuple(found)

    def matched(self, key: str, value: Value) -> re.Match[str] | None:
        """What the pattern of `value` finds in the scalar at `key`; None and a fault where it is something else."""
        node = self.scalar(key, value.wanted)
        found = value.match(node.value) if node else None
        if node and not found:
            self._faults.add(node.line, value.fault(key, node.value))
        return found

    def yes(self, key: str) -> bool:
        """Whether `true` stands at `key`, and no text."""
        node = self._values.get(key)
        return isinstance(node, nodes.Scalar) and not node.style and nodes.read_as(node.value) == "true"

    def named(self, key: str, value: Value) -> dict[str, tuple[int, str]]:
        """Of the mapping at `key`, which must not be empty, name -> line and what is written, as `value` has it."""
        node, found = self._values.get(key), dict[str, tuple[int, str]]()
        if node is None:
            return found
        if not isinstance(node, nodes.Mapping) or not node.pairs:
            self._faults.add(node.line, f"{key} must be a mapping of names: write it as {key}: {{name: …}}")
            return found
        for name, held in node.pairs:
            if name.value in found:
                self._faults.add(name.line, f'the key "{shown(name.value)}" stands twice: delete one')
            elif isinstance(held, nodes.Scalar) and value.match(held.value):
                found[name.value] = name.line, held.value
            else:
                written = held.value if isinstance(held, nodes.Scalar) else ""
                self._faults.add(held.line, value.fault(f"{key}: {shown(name.value)}", written))
        return found


class _File(NamedTuple):
    """What the cases of a file are read by.

    Attributes:
        refs: the places of the knowledge; None where that is at fault, so that nothing is known.
        faults: where faults go.
        groups: the groups that the file has a floor for, by their names.
    """

    refs: Refs | None
    faults: Faults
    groups: dict[str, Group]


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


# -- cases -------------------------------------------------------------------------------------


def _case(node: nodes.Node, file: _File) -> Case:
    record = _Record(node, CASE, file.faults)
    turns: tuple[Turn, ...] = ()
    if record.has("turns"):
        turns = tuple(_turn(_Record(turn, TURN, file.faults), turn, TURN, file) for turn in record.filled("turns"))
    if isinstance(node, nodes.Mapping):
        _check_turns(record, turns, file.faults)
    reason, group, weight = record.maybe("xfail"), record.maybe("group"), record.matched("weight", WEIGHT)
    return Case(
        path=file.faults.path,
        line=record.line,
        turns=turns or (_turn(record, node, CASE, file),),
        xfail=reason.value if reason else None,
        articles=tuple(id_ for text in record.some("article") or () for id_ in _articles(text, file)),
        weight=float(weight[0]) if weight else 1.0,
        group=_group(group, file) if group else None,
        perturb_xfail=record.among("perturb_xfail", MARKED),
    )


def _turn(record: _Record, node: nodes.Node, shape: Shape, file: _File) -> Turn:
    """What is asked and expected in a mapping, be it a turn or a case."""
    read = _expectation(record, file)
    found = [key for key in VERDICTS if record.has(key)]
    if isinstance(node, nodes.Mapping) and not record.has("turns"):
        misspelt = any(key.value not in shape.names for key, _ in node.pairs)  # told by itself, and maybe one of these
        _check_verdict(record, found, shape, file.faults, misspelt=misspelt)
        _check_words(record, read, file.faults)
    return Turn(record.line, record.text("ask").value, read if found or shape is CASE else None)


def _expectation(record: _Record, file: _File) -> Expectation:
    unsure = record.has("unsure")
    bound = record.matched("confidence", BOUND)
    equals = record.maybe("equals")
    return Expectation(
        cite=_refs(record, "cite", file),
        says=record.strings("says"),
        says_not=record.strings("says_not"),
        any_of=record.strings("any_of"),
        all_of=record.strings("all_of"),
        matches=_patterns(record, file.faults),
        equals=equals.value if equals else None,
        cause=_cause(record, file.faults),
        confidence=Bound(bound[1], float(bound[2])) if bound else None,
        unsure=(() if record.yes("unsure") else _refs(record, "unsure", file)) if unsure else None,
    )


def _refs(record: _Record, key: str, file: _File) -> tuple[str, ...]:
    """The refs that are named at `key`; none where the knowledge is at fault."""
    named = record.some(key) or ()
    refs = file.refs
    return tuple(refs.ref(text.value, text.line, file.faults, f"{key}: ") for text in named) if refs else ()


def _patterns(record: _Record, faults: Faults) -> tuple[str, ...]:
    """The regular expressions at `matches`, each of which must be one."""
    found = record.some("matches") or ()
    for text in found:
        if wrong := _wrong(text.value):
            faults.add(text.line, f'matches: "{shown(text.value)}" is no regular expression ({wrong}): correct it')
    return tuple(text.value for text in found)


def _wrong(pattern: str) -> str:
    """Why a pattern is no regular expression; "" where it is one."""
    try:
        re.compile(pattern)
    except (re.error, OverflowError, RecursionError) as error:
        return str(error)
    return ""


def _cause(record: _Record, faults: Faults) -> str | None:
    node = record.scalar("cause", CAUSE.wanted)
    if node is not None and node.value not in CAUSE.words:
        faults.add(node.line, CAUSE.fault("cause", node.value))
        return None
    return node.value if node else None


def _articles(name: Text, file: _File) -> tuple[str, ...]:
    """The id of the article of that name; none and a fault where there is no such one."""
    try:
        return articles(file.refs.knowledge, name.value) if file.refs else ()
    except FaqbotError as error:
        file.faults.add(name.line, f"article: {error}")
        return ()


# -- what contradicts itself -------------------------------------------------------------------


def _check_turns(record: _Record, turns: tuple[Turn, ...], faults: Faults) -> None:
    """Hold a case to asking one question or several."""
    if not record.has("turns"):
        if not record.told("ask"):
            faults.add(record.line, CASE.lacks("ask", 'add the line "ask: …"'))
        return
    both = next((key for key in TURN.names if record.has(key)), None)
    if both == "ask":
        faults.add(record.line, "a case has ask or turns, not both: delete one of them")
    elif both:
        faults.add(record.line, f"{both} is about one question: write it in the turn that it is about")
    elif turns and not any(turn.expected for turn in turns):
        faults.add(record.line, 'a conversation must say what is right: add "cite: …" or "unknown: true" to a turn')


def _check_verdict(record: _Record, found: list[str], shape: Shape, faults: Faults, *, misspelt: bool) -> None:
    """Hold a case or turn to saying one thing: what to cite, what to offer, or that nothing is to be answered."""
    unknown = record.scalar("unknown")
    if unknown is not None and not record.yes("unknown"):
        faults.add(unknown.line, f"unknown can only be true: {TRUE.advice}")
    narrowed = [key for key in (*ABOUT, "cause", "confidence") if record.has(key)]
    about = next((key for key in ABOUT if record.has(key)), None)
    cause = record.scalar("cause")
    if len(found) > 1:
        faults.add(record.line, f"{shape.name} has {found[0]} or {found[1]}, not both: delete one of them")
    elif not found and not misspelt and (shape is CASE or narrowed):
        what = 'add "cite: …" (the id of a section or FAQ entry) or "unknown: true"'
        faults.add(record.line, f"{shape.name} must say what is right: {what}")
    elif found and found[0] != "cite" and about:
        message = f"{about} is about an answer, and {found[0]} says that there is none: delete one of them"
        faults.add(record.line, message)
    elif found and cause and cause.value in CAUSE.words and cause.value not in CAUSES[found[0]]:
        faults.add(cause.line, f'cause: "{cause.value}" can\'t be where {found[0]} stands: delete one of them')


def _check_words(record: _Record, read: Expectation, faults: Faults) -> None:
    """Refuse words that must be said and must not."""
    said = [folded(words) for words in (*read.says, *read.all_of, read.equals or "")]
    for words in read.says_not:
        if any(folded(words) in held for held in said):
            message = f'says_not: "{shown(words)}" stands in what must be said: delete one of them'
            faults.add(record.line_of("says_not"), message)


def _check_marked(cases: tuple[Case, ...], bot: Bot, faults: Faults) -> None:
    """Refuse the mark of a change that isn't made of its question."""
    for case in (case for case in cases if case.perturb_xfail):
        kinds = dict.fromkeys(map(kind_of, case.perturb_xfail))
        made = {one.mark for one in perturbed(case, bot.knowledge, kinds)}
        for mark in case.perturb_xfail:
            if mark not in made:
                faults.add(case.line, f"perturb_xfail: nothing is made of this question by {mark}: delete it")


# -- groups ------------------------------------------------------------------------------------


def _group(name: Text, file: _File) -> Group:
    """The group of that name: where the file has floors it must have one for it, be it 0."""
    if file.groups and name.value not in file.groups:
        guess = closest(name.value, file.groups)
        hint = f'did you mean "{shown(guess)}"?' if guess else "add it there with its floor"
        file.faults.add(name.line, f'group: "{shown(name.value)}" is not among the groups of the file: {hint}')
    return file.groups.get(name.value) or Group(name.value)


def _check_used(floors: dict[str, tuple[int, str]], cases: tuple[Case, ...], faults: Faults) -> None:
    """Refuse the floor of a group without a case."""
    used = {case.group.name for case in cases if case.group}
    for name, (line, _) in floors.items():
        if name not in used:
            faults.add(line, f'groups: no case is of the group "{shown(name)}": delete it')
