"""Edits -> the text of a file, where nothing else is changed by a byte: comments, quotes and order stay as they are."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from faqbot.authoring.writing import yaml
from faqbot.authoring.writing.layout import ARTICLE, PARTS, filled
from faqbot.authoring.writing.merging.merge import Drop, Extend, Insert, Put, Retract, Where
from faqbot.base.errors import FaqbotError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from faqbot.authoring.writing.merging.merge import Edit, Values
    from faqbot.authoring.writing.yaml import Place

_COMMENT: Final = re.compile(r"[ \t]+#[^\n]*")
_HEADER: Final = re.compile(r"[|>][-+0-9]*(?P<comment>[ \t]+#[^\n]*)?")
_BARE: Final = re.compile(r"\s*(?:#[^\n]*)?\n")

# From where to where what is to be put.
Cut = tuple[int, int, str]


class NoPlaceError(FaqbotError):
    """A file is written in a way in which an edit has no place."""


def applied(path: str, text: str, edits: Iterable[Edit]) -> str:
    """The text of the file at `path` with all edits made; it ends with a line end.

    Raises:
        NoPlaceError: an edit can't be made.
        KnowledgeError: the file can't be rewritten.
    """
    text = text if text.endswith("\n") else text + "\n"
    root = yaml.places(path, text)
    cuts = [cut for edit in _cleared(root, list(edits)) for cut in _cuts(text, root, edit)]
    pieces, at = list[str](), 0
    for start, end, new in sorted(cuts, key=lambda cut: cut[:2]):  # of two at one place the first comes first
        pieces += [text[at:start], new]
        at = end
    return "".join([*pieces, text[at:]])


@dataclass(frozen=True, slots=True)
class _Clear:
    """A list to delete with its key."""

    name: str


def _cleared(root: Place, edits: list[Edit]) -> list[Edit | _Clear]:
    """The edits, where all items of a list are to go its key with them: a list must not be empty."""
    dropped = Counter(edit.where.name for edit in edits if isinstance(edit, Drop))
    filled = {edit.where.name for edit in edits if isinstance(edit, Insert)}
    gone = {name for name, count in dropped.items() if count == len((root.values or {})[name].items)} - filled
    kept = [edit for edit in edits if not (isinstance(edit, Drop) and edit.where.name in gone)]
    return [*kept, *map(_Clear, sorted(gone))]


def edited(values: Values, edits: Iterable[Edit]) -> Values:
    """The values of a file with all edits made: what it must hold then."""
    lists: dict[str, list[list[Values]]] = {name: [[dict(part)] for part in values.get(name, [])] for name in PARTS}
    own = dict(values)
    ahead: dict[tuple[str, int], list[Values]] = {}
    for edit in edits:
        name, at = edit.where.name, edit.where.at
        target = lists[name][at][0] if name and at < len(lists[name]) else own
        if isinstance(edit, Put):
            target[edit.key] = edit.value
        elif isinstance(edit, Extend):
            target["alternates"] = [*target.get("alternates", []), *edit.wordings]
        elif isinstance(edit, Retract):
            target["alternates"] = [other for at, other in enumerate(target["alternates"]) if at != edit.at]
        elif isinstance(edit, Insert):
            ahead[name, at] = list(edit.items)
    dropped = {(edit.where.name, edit.where.at) for edit in edits if isinstance(edit, Drop)}
    for name, parts in lists.items():
        kept = [[] if (name, at) in dropped else part for at, part in enumerate(parts)]
        own[name] = [one for at, part in enumerate([*kept, []]) for one in (*ahead.get((name, at), []), *part)]
    parts_ = {name: [filled(part) for part in own[name]] for name in PARTS}
    return filled({**own, **parts_})


def _cuts(text: str, root: Place, edit: Edit | _Clear) -> list[Cut]:
    if isinstance(edit, Insert):
        return [_inserted(text, root, edit)]
    if isinstance(edit, Drop):
        return [_dropped(text, root, edit.where)]
    if isinstance(edit, _Clear):
        return [_removed(text, root, edit.name)]
    mapping = _mapping(root, edit.where)
    keys = PARTS.get(edit.where.name, ARTICLE)
    if isinstance(edit, Extend):
        return [_extended(text, mapping, edit.wordings, keys)]
    if isinstance(edit, Retract):
        return [_retracted(text, mapping, edit.at)]
    return [put(text, mapping, edit.key, edit.value, keys)]


def _mapping(root: Place, where: Where) -> Place:
    return (root.values or {})[where.name].items[where.at] if where.name else root


# -- values ------------------------------------------------------------------------------------


def put(text: str, mapping: Place, key: str, value: Any, keys: tuple[str, ...]) -> Cut:
    """Where a value is to stand at a key of a mapping; None: the key goes.

    Args:
        text: the file.
        mapping: where it is in it.
        key: the key.
        value: the value.
        keys: the order of the keys of such a mapping.

    Raises:
        NoPlaceError: the key can't be deleted.
    """
    places = mapping.values or {}
    if value is None:
        return _removed(text, mapping, key)
    if key not in places:
        return _added(text, mapping, key, value, keys)
    place, name = places[key], (mapping.keys or {})[key]
    if mapping.style == "[":
        return place.start, place.end, yaml.quoted(str(value))
    new = yaml.pair(key, value, mapping.column)
    return name.start, *_with_comment(text, place, new)


def _with_comment(text: str, place: Place, new: str) -> tuple[int, str]:
    """Where an old value ends with what stands behind it on its line, and the new one with that: it stays a comment."""
    if place.style in ("|", ">"):
        header = _HEADER.match(text, place.start)
        comment, end = (header["comment"] or "") if header else "", place.end
    else:
        behind = _COMMENT.match(text, place.end)
        comment, end = (behind[0], behind.end()) if behind else ("", place.end)
    first, *rest = new.split("\n")
    return end, "\n".join([first + comment, *rest])


def _added(text: str, mapping: Place, key: str, value: Any, keys: tuple[str, ...]) -> Cut:
    """A key that is not there yet, behind the last of those that stand before it."""
    before = [name for name in keys[: keys.index(key)] if name in (mapping.values or {})]
    places = mapping.values or {}
    if mapping.style == "[":
        end = max(places[name].end for name in before) if before else max(place.end for place in places.values())
        shown = f"[{', '.join(map(yaml.quoted, value))}]" if isinstance(value, list) else yaml.quoted(str(value))
        return end, end, f", {key}: {shown}"
    new, indent = yaml.pair(key, value, mapping.column), " " * mapping.column
    if not before:
        return mapping.start, mapping.start, f"{new}\n{indent}"
    end = _line_end(text, max(places[name].end for name in before))
    return end, end, f"\n{indent}{new}"


def _removed(text: str, mapping: Place, key: str) -> Cut:
    name, place = (mapping.keys or {})[key], (mapping.values or {})[key]
    end, start = _line_end(text, place.end), text.rfind("\n", 0, name.start) + 1
    following = min((k.start for k in (mapping.keys or {}).values() if k.start > name.start), default=-1)
    if mapping.style == "[" or "#" in text[place.end : end]:
        raise NoPlaceError(f"{key}: delete it by hand")
    if text[start : name.start].strip():  # "- url: …": the next key moves up behind the dash
        return name.start, following, ""
    return start, end + 1, ""


def _extended(text: str, mapping: Place, wordings: tuple[str, ...], keys: tuple[str, ...]) -> Cut:
    place = (mapping.values or {}).get("alternates")
    if place is None:
        return _added(text, mapping, "alternates", list(wordings), keys)
    if not place.items:
        return place.start, place.end, f"[{', '.join(map(yaml.quoted, wordings))}]"
    if place.style == "[":
        end = place.items[-1].end
        return end, end, "".join(f", {yaml.quoted(wording)}" for wording in wordings)
    end = _line_end(text, place.items[-1].end)
    return end, end, "\n" + yaml.items(list(wordings), place.column).rstrip("\n")


def _retracted(text: str, mapping: Place, at: int) -> Cut:
    """An alternate is deleted with the line or the comma that it has for itself, and the last one with its key."""
    place = (mapping.values or {})["alternates"]
    item, alone = place.items[at], len(place.items) == 1
    if place.style == "[" and alone and mapping.style == "[" and (cut := _flow_pair(text, mapping, "alternates")):
        return cut
    if place.style == "[":
        start = place.items[at - 1].end if at else item.start
        return start, item.end if at or alone else place.items[1].start, ""
    if alone:
        return _removed(text, mapping, "alternates")
    start, end = text.rfind("\n", 0, item.start) + 1, _line_end(text, item.end)
    if text[start : item.start].strip() != "-" or text[item.end : end].strip():
        raise NoPlaceError(f"alternates: delete “{text[item.start : item.end]}” by hand")
    return start, end + 1, ""


def _flow_pair(text: str, mapping: Place, key: str) -> Cut | None:
    """A pair of a flow mapping with the comma before it; None where it is the first, or has comments around it."""
    start, end = (mapping.keys or {})[key].start, (mapping.values or {})[key].end
    before = max((place.end for place in (mapping.values or {}).values() if place.end < start), default=end)
    return None if before == end or text[before:start].strip() != "," else (before, end, "")


# -- items -------------------------------------------------------------------------------------


def _inserted(text: str, root: Place, edit: Insert) -> Cut:
    name, values = edit.where.name, list(edit.items)
    place = (root.values or {}).get(name)
    if place is None:
        end = len(text.rstrip("\n")) if name == "faq" else _line_end(text, _before_faq(text, root))
        return end, end, f"\n\n{yaml.article({name: values})[1:]}".rstrip("\n")
    if not place.items:
        key = (root.keys or {})[name]
        return key.start, place.end, yaml.article({name: values})[1:].rstrip("\n")
    if place.style == "[":
        raise NoPlaceError(f"{name}: write its items on lines of their own")
    new = yaml.items(values, place.column).rstrip("\n")
    gap = "\n" if _is_parted(text, place) else ""
    if edit.where.at == 0:
        at = _line_end(text, (root.keys or {})[name].end)
        return at, at, f"\n{new}{gap}"
    at = _line_end(text, place.items[edit.where.at - 1].end)
    return at, at, f"\n{gap}{new}"


def _before_faq(text: str, root: Place) -> int:
    """Where sections may stand in a file that has none: at the end of what stands before its entries."""
    own = [place.end for key, place in (root.values or {}).items() if key != "faq"]
    return max(own, default=len(text) - 1)


def _is_parted(text: str, place: Place) -> bool:
    """Whether empty lines part the items of a list; true of one that has no two."""
    pairs = zip(place.items, place.items[1:], strict=False)
    return any("\n\n" in text[one.end : other.start] for one, other in pairs) or len(place.items) < 2


def _dropped(text: str, root: Place, where: Where) -> Cut:
    item = (root.values or {})[where.name].items[where.at]
    start, end = text.rfind("\n", 0, item.start) + 1, _line_end(text, item.end) + 1
    if text[start : item.start].strip() != "-":
        raise NoPlaceError(f"{where.name}: delete “{where.at + 1}” by hand")
    while (blank := _BARE.match(text, end)) and "#" not in blank[0]:
        end = blank.end()
    return start, end, ""


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end
