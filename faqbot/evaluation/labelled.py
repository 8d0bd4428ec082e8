"""Files of labelled questions -> cases, each with its file and line, and the bots that they are about.

    museum.golden.yaml     golden cases; what it names as its knowledge counts unless another is given
    asked.jsonl            {"question": "When do you open?", "expect": ["hours"]}     an object a line
    asked.csv              question,expect          a header; several ids parted by | or ; or spaces
    goldens/               a folder: every *.golden.yaml below it

`ask` may stand for `question`, `cite` for `expect`, `says` or `contains` names words that the answer must hold.
No `expect` (an empty list or cell, or null) says that the bot must not answer. Other columns are left alone.
"""

from __future__ import annotations

import csv
import json
import os
import re
import stat
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from faqbot.base.errors import KnowledgeError
from faqbot.base.messages import closest, shown
from faqbot.base.suffixes import LINES, TABLES, YAML
from faqbot.evaluation.golden import reading
from faqbot.evaluation.golden.bots import Bots
from faqbot.evaluation.golden.cases import Case, Expectation, single
from faqbot.knowledge import listing
from faqbot.knowledge.refs import Refs
from faqbot.knowledge.yaml.faults import Faults, check
from faqbot.knowledge.yaml.source import MAX_BYTES, read_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from faqbot.bot import Bot


# Field -> the names that it may have, the one that messages use first.
NAMES: Final = {"ask": ("question", "ask"), "cite": ("expect", "cite"), "says": ("contains", "says")}
_MUST: Final = ("ask", "cite")
_PARTED: Final = re.compile(r"[|;\s]+")  # what stands between two ids in a cell
_SEPARATORS: Final = ",;\t"  # of cells: spreadsheets in languages with decimal commas write semicolons


@dataclass(frozen=True, slots=True)
class Labelled:
    """A labelled question and the bot that it is for."""

    case: Case
    bot: Bot


def read(paths: Sequence[str], knowledge: Sequence[str] = (), bots: Bots | None = None) -> tuple[Labelled, ...]:
    """The questions of all files at `paths`, in order.

    Args:
        paths: golden files, JSON Lines, CSV or TSV files, folders of golden files.
        knowledge: paths of the knowledge that they are about; without any, the one that a golden file names, else
            the default one.
        bots: where the bots come from; None: `Bot.load`.

    Raises:
        KnowledgeError: a file or a knowledge can't be used; `faults` holds everything that is wrong.
    """
    made = bots or Bots()

    def load(*named: str) -> Bot:
        return made.load(*(knowledge or named))

    if knowledge:
        load()  # what is wrong with it is said once, not for each file
    broken: list[KnowledgeError] = []
    found = [question for path in paths for question in _at(path, load, broken)]
    check(broken)
    return tuple(found)


def _at(path: str, load: Callable[..., Bot], broken: list[KnowledgeError]) -> list[Labelled]:
    """The questions at one path; where it is at fault, none, and the faults go to `broken`."""
    try:
        found = listing.goldens(path, broken) if os.path.isdir(path) else [path]
        return [question for file in found for question in _questions(file, load)]
    except KnowledgeError as error:
        broken += error.faults
        return []


def _questions(path: str, load: Callable[..., Bot]) -> Iterator[Labelled]:
    kind = os.path.splitext(path)[1].casefold()
    if kind in YAML:
        found = reading.read(path, load)
        yield from (Labelled(case, found.bot) for case in found.cases)
        return
    if kind not in LINES + TABLES:
        message = "name a file of questions by what it holds: .golden.yaml, .jsonl (an object a line), .csv or .tsv"
        raise KnowledgeError(path, None, message)
    _check_size(path)
    text = read_text(path)
    bot = load()
    faults = Faults(path)
    rows = _lines(text, faults) if kind in LINES else _table(text, faults)
    refs = Refs(bot.knowledge)
    cases = [_case(row, refs, faults) for row in rows]
    faults.check()
    if not cases:
        raise KnowledgeError(path, None, f"there is no question in this file: {_HOW[kind in LINES]}")
    yield from (Labelled(case, bot) for case in cases)


def _check_size(path: str) -> None:
    """Refuse what is no file, or too large a one, in words about questions; what else is wrong `source` says."""
    try:
        found = os.stat(path)
    except (OSError, ValueError):
        return
    if not stat.S_ISREG(found.st_mode):
        raise KnowledgeError(path, None, "this is not a regular file: save the questions in one")
    if found.st_size > MAX_BYTES:
        message = f"the file is larger than {MAX_BYTES / 1e6:.0f} MB: take a sample of its questions"
        raise KnowledgeError(path, None, message)


_HOW: Final = {
    True: 'write {"question": "…", "expect": ["…"]} on each line',
    False: 'write a header "question,expect" and a row for each question',
}


# -- rows --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Row:
    """A row: the line on which it starts, and the values of its fields (keys of `NAMES`)."""

    line: int
    values: Mapping[str, Any]


def _case(row: _Row, refs: Refs, faults: Faults) -> Case:
    """The case of a row; what is at fault is left out of it."""
    ask, cite, says = (row.values.get(field) for field in NAMES)
    if not isinstance(ask, str) or not ask.strip():
        faults.add(row.line, "question must be a text: write what is asked")
    if says and not cite:
        faults.add(row.line, "contains is about an answer, and without expect there is none: delete one of them")
    named, words = _texts("expect", cite, row.line, faults), _texts("contains", says, row.line, faults)
    places = tuple(refs.ref(name, row.line, faults) for name in named)
    return single(faults.path, row.line, str(ask), Expectation(places, words))


def _texts(name: str, value: Any, line: int, faults: Faults) -> tuple[str, ...]:
    """The texts that `value` holds: one text, a list of some, or none."""
    values = value if isinstance(value, list) else [value]
    texts = [text.strip() for text in values if isinstance(text, str)]
    if any(not isinstance(text, str) for text in values if text is not None):
        faults.add(line, f"{name} must be a text, a list of texts, or null")
    elif isinstance(value, list) and len([text for text in texts if text]) < len(value):
        faults.add(line, f"{name} holds an item without text: delete it")
    return tuple(dict.fromkeys(text for text in texts if text))


def _fields(names: Iterable[str], line: int, faults: Faults) -> dict[str, str]:
    """Field -> which of `names` is its name here; a field that must be there and isn't is a fault on `line`."""
    names = list(names)
    found: dict[str, str] = {}
    for field, known in NAMES.items():
        mine = [name for name in names if name.strip().casefold() in known]
        if len(mine) > 1:
            faults.add(line, f'"{shown(mine[0])}" and "{shown(mine[1])}" are the same: delete one of them')
        if mine:
            found[field] = mine[0]
        elif field in _MUST:
            meant = None if faults.full else closest(known[0], names) or closest(known[1], names)
            hint = f'did you mean "{known[0]}" by "{shown(meant)}"?' if meant else _MISSING[field]
            faults.add(line, f'there is no "{known[0]}": {hint}')
    return found


_MISSING: Final = {
    "ask": "write what is asked",
    "cite": "write the right ids, or leave it empty where there is no answer",
}


# -- JSON Lines --------------------------------------------------------------------------------


def _lines(text: str, faults: Faults) -> Iterator[_Row]:
    if text.lstrip().startswith("["):
        message = "this is one JSON list: write one object a line, without brackets around and commas between them"
        raise KnowledgeError(faults.path, 1, message)
    for number, line in enumerate(text.split("\n"), 1):  # no splitlines(): JSON may hold other line breaks as they are
        if not line.strip():
            continue
        try:
            value = json.loads(line)
        except (ValueError, RecursionError) as error:
            why = f"{error.msg} at column {error.colno}" if isinstance(error, json.JSONDecodeError) else "out of bounds"
            faults.add(number, f"this is no JSON ({why}): {_HOW[True]}")
            continue
        if not isinstance(value, dict):
            faults.add(number, f"this is no JSON object: {_HOW[True]}")
            continue
        found = _fields(value, number, faults)
        if all(field in found for field in _MUST):
            yield _Row(number, {field: value[name] for field, name in found.items()})


# -- tables ------------------------------------------------------------------------------------


def _table(text: str, faults: Faults) -> Iterator[_Row]:
    """The rows below the header; a row starts on the line after the one on which the row before it ended."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    header = next((line for line in lines if line.strip()), "")
    reader = csv.reader((f"{line}\n" for line in lines), delimiter=max(_SEPARATORS, key=header.count), strict=True)
    names: list[str] | None = None
    found: dict[str, str] = {}
    for line, cells in _cells(reader, faults):
        if names is None:
            names = cells
            found = _fields(names, line, faults)
            if not all(field in found for field in _MUST):
                return
        elif len(cells) > len(names):
            faults.add(line, f"{len(cells)} cells under {len(names)} columns: put a cell that holds a comma in quotes")
        else:
            values = dict(zip(names, cells, strict=False))
            row = {field: values.get(name, "") for field, name in found.items()}
            yield _Row(line, {**row, "cite": [ref for ref in _PARTED.split(row["cite"]) if ref]})


def _cells(reader: Any, faults: Faults) -> Iterator[tuple[int, list[str]]]:
    """The rows that aren't empty, each with the line on which it starts."""
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader, None)
        except csv.Error as error:
            faults.add(line, f"this is no row of a table ({error}): put a cell with quotes in quotes, and double them")
            return
        if cells is None:
            return
        if any(cell.strip() for cell in cells):
            yield line, cells
