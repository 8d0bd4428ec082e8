"""Rows of cells -> what is found in them: which row names the columns, what each holds, and which rows are items."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from faqbot.authoring.draft import Unplaced
from faqbot.authoring.importing.lists.shared.assembling import Found, Item, gathered, is_id, is_url
from faqbot.authoring.importing.lists.shared.roles import Role, asking_share, asks, by_names, by_shape, named, plain
from faqbot.base.errors import KnowledgeError
from faqbot.knowledge.article import Format
from faqbot.language.language import SNOWBALL

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence


@dataclass(frozen=True, slots=True)
class Row:
    """A row: its line in the file (of a sheet its number), its cells, and where those lead that are links."""

    line: int
    cells: tuple[str, ...]
    links: Mapping[int, str] = field(default_factory=dict)

    @property
    def filled(self) -> tuple[str, ...]:
        """The cells that hold something."""
        return tuple(cell for cell in self.cells if not is_empty(cell))


@dataclass(frozen=True, slots=True)
class _Table:
    """The rows below the names of the columns.

    Attributes:
        names: the columns' names, each its own.
        roles: what columns are for, by their number.
        rows: the rows.
        azure: whether it is an export of QnA Maker or Azure question answering.
        delimiter: what stands between cells in the file, where rows may be longer than the header; "": nothing.
    """

    names: tuple[str, ...]
    roles: Mapping[int, Role]
    rows: tuple[Row, ...]
    azure: bool
    delimiter: str

    def at(self, row: Row, role: Role) -> str:
        """What a row has in the column of that role; "" where there is no such column."""
        place = next((place for place, found in self.roles.items() if found is role), None)
        return "" if place is None or place >= len(row.cells) or is_empty(row.cells[place]) else row.cells[place]


_HEAD: Final = 20  # rows among which the one is looked for that names the columns
_NAME: Final = 60  # characters that the name of a column may have
_FEW: Final = 4  # words that it may have, where nothing but its shape tells that it is one
_MOSTLY: Final = 0.5
_NEARLY_ALL: Final = 0.7
_HEADING: Final = 12  # words of a row that heads others
_MOST_HEADINGS: Final = 1 / 3  # how many of these there are at most for an item
_TELLING: Final = 3  # words of an answer from which on it can be of one question only
_EMPTY: Final = ("", "[]", "{}", "null", "NULL", "None", "nan", "NaN", "#N/A")
_OFF: Final = ("no", "n", "false", "0", "off", "inactive", "disabled")
_ON: Final = ("yes", "y", "true", "1", "on", "active", "enabled")
_ASKED_APART: Final = re.compile(r"(?<=[?？])\s*[,;/|]?\s+|\s*[|;]\s*")
# The columns of an export of Azure question answering; the first three may be all.
_AZURE: Final = frozenset(
    ("question", "answer", "source", "metadata", "suggested questions", "is context only", "prompts", "qna id")
)
_LINE_BREAK: Final = re.compile(r"\\r\\n|\\n|\\r")


def is_empty(cell: str) -> bool:
    """Whether a cell holds nothing, as people and programs write it."""
    return cell.strip() in _EMPTY


def found(path: str, rows: Sequence[Row], delimiter: str = "") -> Found:
    """What is found in rows.

    Args:
        path: the source, for errors.
        rows: the rows; those without any text may be left out.
        delimiter: what stands between cells in the file, where rows may be longer than the header.

    Raises:
        KnowledgeError: no column holds questions, or none answers.
    """
    rows = [row for row in rows if row.filled]
    head = _header(rows)
    table = _table(rows, head, delimiter)
    _check(path, table)
    above = rows[: head or 0]
    title = above[0].filled[0] if above and len(above[0].filled) == 1 else ""
    unplaced = [Unplaced(row.line, " | ".join(row.filled), "stands above the names of the columns") for row in above]
    body = _body(table)
    return Found(
        items=tuple(body.items),
        title=title,
        unplaced=(*unplaced[bool(title) :], *body.unplaced, *_left(table, body)),
        remarks=tuple(body.remarks),
        language=body.language,
    )


def is_off(shown: str, hidden: str) -> bool:
    """Whether an entry is switched off, by what its list says of whether it is shown, and of whether it is hidden."""
    return shown.strip().lower() in _OFF or hidden.strip().lower() in _ON


def is_switch(cell: str) -> bool:
    """Whether a cell says yes or no."""
    return cell.strip().lower() in (*_ON, *_OFF)


# -- the columns -------------------------------------------------------------------------------


def _header(rows: Sequence[Row]) -> int | None:
    """Which of the rows names the columns; None: none does."""
    wanted = {Role.QUESTION, Role.ANSWER}
    for place, row in enumerate(rows[:_HEAD]):
        if all(len(cell) <= _NAME for cell in row.cells) and wanted <= set(by_names(row.filled).values()):
            return place
    for place, row in enumerate(rows[:_HEAD]):
        told = map(named, row.filled) if len(row.filled) > 1 and _is_short(row) else ()
        if any(found and found.strong and found.role in wanted for found in told):
            return place
    first = rows[0] if rows else Row(1, ())
    if len(first.filled) < 2 or not _is_short(first):
        return None
    below = [[row.cells[place] for row in rows[1:] if place < len(row.cells)] for place in range(len(first.cells))]
    return 0 if any(asking_share(cells) >= _MOSTLY for cells in below) else None


def _is_short(row: Row) -> bool:
    """Whether the cells of a row can be names: few words, which neither ask nor tell."""
    return not any(asks(cell) or len(cell.split()) > _FEW or cell.endswith(".") for cell in row.filled)


def _table(rows: Sequence[Row], head: int | None, delimiter: str) -> _Table:
    body = tuple(rows if head is None else rows[head + 1 :])
    widths = Counter(len(row.cells) for row in body)
    width = max(widths, default=0)
    if delimiter:  # a row that is longer holds bare delimiters
        width = (
            len(rows[head].cells)
            if head is not None
            else max(widths, key=lambda wide: (widths[wide], -wide), default=0)
        )
    written = () if head is None else rows[head].cells
    names = _unique(written, width)
    cells = {
        name: [row.cells[place] for row in body if place < len(row.cells) and not is_empty(row.cells[place])]
        for place, name in enumerate(names)
    }
    roles = {} if head is None else by_names(name for name in names if cells[name])
    roles = by_shape(cells, roles)
    roles = {name: role for name, role in roles.items() if _holds(role, cells[name])}
    plainly = {plain(name) for name in written if name.strip()}
    azure = {"question", "answer", "source"} <= plainly <= _AZURE or len(plainly & _AZURE) > len(_AZURE) // 2
    places = {place: roles[name] for place, name in enumerate(names) if name in roles}
    return _Table(names, places, body, azure, delimiter)


def _unique(written: Sequence[str], width: int) -> tuple[str, ...]:
    """The name of each column: one without any has its letter, the second of a name too."""
    names: dict[str, None] = {}
    for place in range(width):
        name = " ".join(written[place].split()) if place < len(written) else ""
        if not name or name in names:
            name = f"{name} (column {_letters(place)})".strip()
        names[name] = None
    return tuple(names)


def _letters(place: int) -> str:
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _holds(role: Role, cells: Sequence[str]) -> bool:
    """Whether a column holds what its name says: addresses, ids that say something, codes of languages."""
    if role is Role.URL:
        return any(is_url(cell.strip()) for cell in cells)
    if role is Role.ID:
        fits = sum(is_id(cell.strip()) for cell in cells) if len(set(cells)) == len(cells) else 0
    elif role is Role.LANGUAGE:
        return all(cell.strip().lower() in SNOWBALL for cell in cells)
    elif role in (Role.SHOWN, Role.HIDDEN):
        return all(map(is_switch, cells))
    else:
        return True
    return fits > _MOSTLY * len(cells)


def _check(path: str, table: _Table) -> None:
    roles = set(table.roles.values())
    missing = [f"{role.value}s" for role in (Role.QUESTION, Role.ANSWER) if role not in roles]
    if missing and not table.rows:
        raise KnowledgeError(path, None, "no rows stand below the names of the columns: there is nothing to bring in")
    if missing:
        message = f'no column holds {" and ".join(missing)}: call the columns "question" and "answer" in the first row'
        raise KnowledgeError(path, table.rows[0].line, message)


# -- the rows ----------------------------------------------------------------------------------


@dataclass(slots=True)
class _Body:
    items: list[Item] = field(default_factory=list)
    unplaced: list[Unplaced] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    used: list[Row] = field(default_factory=list)  # rows that became items, or ways to ask one
    merged: dict[str, int] = field(default_factory=dict)  # the place among the items of what is asked in several rows
    language: str | None = None


def _body(table: _Table) -> _Body:
    body = _Body()
    headings = _headings(table)
    group: str | None = None
    for row in table.rows:
        if row.line in headings:
            group = row.filled[0].strip()
        else:
            _take(table, _fitted(table, row, body), group, body)
    languages = {item.language for item in body.items}
    if len(languages) == 1:
        body.language = languages.pop()
    return body


def _headings(table: _Table) -> frozenset[int]:
    """The lines of rows that head those below: one cell that doesn't ask, where nearly all questions do."""
    if Role.GROUP in table.roles.values() or table.azure:
        return frozenset()
    asked = [
        question for row in table.rows if (question := table.at(row, Role.QUESTION)) and table.at(row, Role.ANSWER)
    ]
    lone = [row for row in table.rows if len(row.filled) == 1]
    heading = [row.line for row in lone if not asks(row.filled[0]) and len(row.filled[0].split()) <= _HEADING]
    kept = heading and len(heading) <= _MOST_HEADINGS * len(asked) and asking_share(asked) >= _NEARLY_ALL
    last = next((row.line for row in reversed(table.rows) if len(row.filled) > 1), 0)
    return frozenset(line for line in heading if line < last) if kept else frozenset()


def _fitted(table: _Table, row: Row, body: _Body) -> Row | None:
    """A row as long as the header. What goes on beyond it is of its last cell where that answers: a bare delimiter."""
    width = len(table.names)
    if not table.delimiter or not any(not is_empty(cell) for cell in row.cells[width:]):
        return row
    if table.roles.get(width - 1) is Role.ANSWER:
        last = table.delimiter.join(row.cells[width - 1 :]).rstrip(table.delimiter + " ")
        body.remarks.append(
            f"line {row.line} has {len(row.cells)} cells where most have {width}: they were read as one answer; "
            "put texts that hold the delimiter in quotes"
        )
        return Row(row.line, (*row.cells[: width - 1], last), row.links)
    why = f"the row has {len(row.cells)} cells where most have {width}: put texts that hold the delimiter in quotes"
    body.unplaced.append(Unplaced(row.line, " | ".join(row.filled), why))
    return None


def _take(table: _Table, row: Row | None, group: str | None, body: _Body) -> None:
    """Make an item of a row, or a way to ask the one before of it."""
    if row is None:
        return
    question, answer = table.at(row, Role.QUESTION), table.at(row, Role.ANSWER)
    off = is_off(table.at(row, Role.SHOWN), table.at(row, Role.HIDDEN))
    if off or not question.strip() or not answer.strip():
        why = "it is switched off" if off else f"the row has no {'answer' if question.strip() else 'question'}"
        body.unplaced.append(Unplaced(row.line, " | ".join(row.filled), why))
        return
    body.used.append(row)
    item = _item(table, row, question, answer, group)
    key = _merge_key(table, row, answer) if table.azure else ""
    if key and key in body.merged:
        first = body.items[body.merged[key]]
        alternates = (*first.alternates, item.question, *item.alternates)
        body.items[body.merged[key]] = replace(first, alternates=alternates)
        return
    if key:
        body.merged[key] = len(body.items)
    body.items.append(item)


def _item(table: _Table, row: Row, question: str, answer: str, group: str | None) -> Item:
    wordings = [
        wording
        for place, role in table.roles.items()
        if role is Role.ALTERNATES and place < len(row.cells) and not is_empty(row.cells[place])
        for wording in apart(row.cells[place])
    ]
    url = table.at(row, Role.URL).strip()
    linked = [
        link for place, link in row.links.items() if table.roles.get(place) in (Role.QUESTION, Role.ANSWER, Role.URL)
    ]
    return Item(
        question=_spaced(question) if table.azure else question,
        answer=_LINE_BREAK.sub("\n", _spaced(answer)) if table.azure else answer,
        line=row.line,
        alternates=tuple(wordings),
        group=table.at(row, Role.GROUP).strip() or _category(table, row) or group,
        url=url if is_url(url) else next(filter(is_url, linked), None),
        id=table.at(row, Role.ID).strip() or None,
        language=table.at(row, Role.LANGUAGE).strip().lower() or None,
        format=Format.MARKDOWN if table.azure else None,
    )


def apart(cell: str) -> tuple[str, ...]:
    """The wordings in a cell: a list as JSON has it, one a line, behind question marks, or between "|" or ";"."""
    text = cell.strip()
    if text.startswith("["):
        try:
            listed = json.loads(text)
        except ValueError:
            listed = None
        if isinstance(listed, list) and all(isinstance(one, str) for one in listed):
            return tuple(one for one in listed if one.strip())
    parts = text.split("\n") if "\n" in text else _ASKED_APART.split(text)
    return tuple(part.strip() for part in parts if part.strip())


def _spaced(text: str) -> str:
    return text.replace("\u00a0", " ")


def _merge_key(table: _Table, row: Row, answer: str) -> str:
    """What rows share that ask the same: the number of the answer in its export, else the answer."""
    for place, name in enumerate(table.names):
        if plain(name) == "qna id" and place < len(row.cells) and row.cells[place].strip():
            return f"#{row.cells[place].strip()}"
    return answer.strip() if len(answer.split()) >= _TELLING else ""  # "Yes." answers many questions


def _category(table: _Table, row: Row) -> str:
    """The category among the metadata of a row of Azure's, "category:billing|system:true"."""
    for place, name in enumerate(table.names) if table.azure else ():
        if plain(name) == "metadata" and place < len(row.cells):
            for pair in row.cells[place].split("|"):
                key, _, value = pair.partition(":")
                told = named(key.strip())
                if told and told.role is Role.GROUP:
                    return value.strip()
    return ""


# -- what is left ------------------------------------------------------------------------------


def _left(table: _Table, body: _Body) -> Iterable[Unplaced]:
    """The cells of items that nothing takes, once a column."""
    taken = {place for place, role in table.roles.items() if role is not Role.KEYWORDS}
    if table.azure:
        taken |= {place for place, name in enumerate(table.names) if plain(name) == "qna id"}
        only = next((place for place, name in enumerate(table.names) if plain(name) == "is context only"), None)
        body.remarks += [
            f"line {row.line} is asked only after another answer: see that its question stands alone"
            for row in body.used
            if only is not None and row.cells[only : only + 1] in (("true",), ("True",))
        ]
    left = []
    for row in body.used:
        for place, cell in enumerate(row.cells):
            unfit = table.roles.get(place) is Role.URL and not is_url(cell.strip())
            if (place not in taken or unfit) and not is_empty(cell):
                name = table.names[place] if place < len(table.names) else "beyond the header"
                left.append((name, row.line, cell.strip()))
        left += [("links of cells", row.line, link) for link in row.links.values()]
    return gathered(left, lambda name, count: f'nothing takes the column "{name}" ({count} cells)')
