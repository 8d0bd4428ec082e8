"""Values -> YAML as a hand writes it, and YAML -> where in it each value stands. The only importer of ruamel.yaml.

Texts become `|` blocks, so that each of their lines is a line of the file; nothing is folded; what YAML would read as
something else than a text is put in quotes. What can't stand in a block is written in quotes with escapes.
"""

from __future__ import annotations

import datetime as dt
import io
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from faqbot.authoring.needed import needed
from faqbot.base.errors import KnowledgeError
from faqbot.base.hygiene import clean
from faqbot.knowledge.yaml import nodes
from faqbot.knowledge.yaml.format import ARTICLE, DATE, is_date

if TYPE_CHECKING:
    from collections.abc import Mapping

INDENT: Final = 2
_NEVER: Final = 1 << 30  # columns after which a line is folded
_PURPOSE: Final = "to write knowledge files"
# Keys whose values are texts: always blocks, and those that are where one line without quotes can't hold them.
_TEXTS: Final = frozenset({"text"})
_MAYBE_TEXTS: Final = frozenset({"answer", "summary", "equals"})
# One line that needs no quotes by any rule of YAML 1.1 and 1.2 nor by those of `knowledge`, which takes " #" and "#x"
# behind a space for a comment that was not meant.
_PLAIN: Final = re.compile(r"[^\W_](?:[^\n\t:#]|:(?=[^\s])|(?<=\S)#)*", re.UNICODE)
_NAME: Final = re.compile(r"[^\W_][\w#-]*")  # needs no quotes in brackets either
_DATES: Final = frozenset(key.name for key in ARTICLE.keys if key.of is DATE)
# What a block can't hold as its first character: YAML takes a tab there for indentation.
_NO_BLOCK: Final = re.compile(r"[\n ]*\t")
_ITEM: Final = re.compile(r"^(?=  - )", re.MULTILINE)


# -- writing -----------------------------------------------------------------------------------


def article(values: Mapping[str, Any]) -> str:
    """The file of an article: an empty line before each list and between its items.

    Args:
        values: its keys with texts, numbers and lists, in the order in which they are to stand.
    """
    return _spaced(_dumped(_styled("", values)))


def _spaced(text: str) -> str:
    """What `_dumped` made of an article, with empty lines between its parts. No block is as little indented as they."""
    parts = re.split(r"^(?=(?:sections|faq|cases):$)", text, flags=re.MULTILINE)
    return "\n".join([parts[0], *(_ITEM.sub("\n", part).replace(":\n\n", ":\n", 1) for part in parts[1:])])


def items(values: list[Any], column: int) -> str:
    """Items of a list, parted by empty lines, their dashes in a column (from 0)."""
    text = _ITEM.sub("\n", _dumped({"": _styled("", values)}).partition("\n")[2])[1:]
    return _shifted(re.sub(r"^  ", "", text, flags=re.MULTILINE), column)


def pair(key: str, value: Any, column: int) -> str:
    """A key with its value, in a column (from 0); without a line end."""
    return _shifted(_dumped(_styled("", {key: value})), column)[column:].rstrip("\n")


def quoted(value: str) -> str:
    """A text in double quotes, which can stand anywhere."""
    return _dumped({"a": _loaded().scalarstring.DoubleQuotedScalarString(value)})[len("a: ") :].rstrip("\n")


def inline(value: Any) -> str:
    """A text, a truth, a number or a list of such, as it can stand in brackets."""
    if isinstance(value, list):
        return f"[{', '.join(map(inline, value))}]"
    if not isinstance(value, str):
        return _dumped([value]).strip().removeprefix("- ")
    return value if _NAME.fullmatch(value) and nodes.read_as(value) is None else quoted(value)


def _shifted(text: str, column: int) -> str:
    return re.sub(r"^(?=.)", " " * column, text, flags=re.MULTILINE) if column else text


def _styled(key: str, value: Any) -> Any:
    """`value` in the types by which ruamel.yaml knows how to write it."""
    if isinstance(value, str):
        return _text(key, value)
    if isinstance(value, dict):
        return {name: _styled(name, inner) for name, inner in value.items()}
    return [_styled("", inner) for inner in value] if isinstance(value, list) else value


def _text(key: str, value: str) -> Any:
    if key in _DATES and value[:1] != "0" and is_date(value):  # as hands write it: it needs no quotes there
        return int(value) if value.isdecimal() else _date(value)
    strings = _loaded().scalarstring
    plain = bool(_PLAIN.fullmatch(value)) and value[-1:] not in (" ", ":") and nodes.read_as(value) is None
    block = not _NO_BLOCK.match(value) and value.strip() == value.strip(" ")
    if block and (key in _TEXTS or (key in _MAYBE_TEXTS and not plain)):
        return strings.LiteralScalarString(f"{value}\n")
    return value if plain else strings.DoubleQuotedScalarString(value)


def _date(value: str) -> Any:
    return dt.date.fromisoformat(value) if len(value) == len("2026-01-01") else value


def _dumped(values: Any) -> str:
    writer = _loaded().YAML()
    writer.width = _NEVER
    writer.indent(mapping=INDENT, sequence=2 * INDENT, offset=INDENT)
    stream = io.StringIO()
    writer.dump(values, stream)
    return stream.getvalue()


def _loaded() -> Any:
    def load() -> Any:
        import ruamel.yaml  # here: it takes 60 ms, and answering needs none of it
        import ruamel.yaml.error
        import ruamel.yaml.scalarstring

        return ruamel.yaml

    return needed(load, "ruamel.yaml", _PURPOSE)


# -- where things stand ------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Place:
    """Where a value stands in a file, in characters from 0.

    Attributes:
        start: its first character; of a list or mapping that of its first item or key.
        end: behind its last one.
        column: that of its start, from 0; of a list and a mapping that of its dashes or keys.
        style: of a text "|", ">", '"', "'" or "" for a plain one; of a list or mapping "[" where it is in brackets.
        items: of a list, its items.
        keys: of a mapping, the places of its keys by their names.
        values: of a mapping, the places of its values by their keys.
    """

    start: int
    end: int
    column: int
    style: str = ""
    items: tuple[Place, ...] = ()
    keys: dict[str, Place] | None = None
    values: dict[str, Place] | None = None


def places(path: str, text: str) -> Place:
    """Where everything stands in a file that `knowledge` can read: lines end in line feeds, nesting is bounded.

    Raises:
        KnowledgeError: ruamel.yaml can't read it: of tabs behind values it is stricter.
    """
    library = _loaded()
    try:
        return _place(text, library.YAML().compose(text))
    except library.error.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else None
        message = f"this line can't be rewritten ({error.problem}): write it without tabs"
        raise KnowledgeError(path, line, clean(message)) from None


def _place(text: str, node: Any) -> Place:
    start, end, column = node.start_mark.index, node.end_mark.index, node.start_mark.column
    if isinstance(node.value, str):
        end = _last_line(text, end) if node.style in ("|", ">") else end
        return Place(start, max(start, end), column, node.style or "")
    flow = "[" if node.flow_style else ""
    if node.tag.endswith(":seq"):
        items_ = tuple(_place(text, item) for item in node.value)
        return Place(start, end if flow else max((i.end for i in items_), default=end), column, flow, items=items_)
    keys = {key.value: _place(text, key) for key, _ in node.value}
    values = {key.value: _place(text, value) for key, value in node.value}
    last = max((value.end for value in values.values()), default=end)
    return Place(start, end if flow else last, column, flow, keys=keys, values=values)


def _last_line(text: str, end: int) -> int:
    """Where the last line of a block ends behind which YAML has read on to `end`: empty lines are no part of it."""
    while end and not text[(begin := text.rfind("\n", 0, end) + 1) : end].strip(" ") and begin:
        end = begin - 1
    return end
