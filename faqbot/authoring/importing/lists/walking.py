"""A tree of JSON or YAML -> the records in it: which mappings are a question and its answer, and what heads them."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from faqbot.authoring.draft import DraftSection, Unplaced
from faqbot.authoring.importing.lists.rows import apart, is_off, is_switch
from faqbot.authoring.importing.lists.shared.assembling import Item, best_first, is_id, is_url
from faqbot.authoring.importing.lists.shared.prose import prose, variants
from faqbot.authoring.importing.lists.shared.roles import Role, asks, by_names, named, plain
from faqbot.authoring.importing.lists.shared.values import leaves, text_of
from faqbot.knowledge.yaml.nodes import Mapping, Node, Scalar, Sequence
from faqbot.language.language import SNOWBALL

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Mapping as Map


@dataclass(frozen=True, slots=True)
class Hit:
    """An item with what tells whether it is one: the list it stands in, and whether its keys can mean nothing else."""

    item: Item
    path: str
    strong: bool
    node: Node
    left: tuple[tuple[str, int, str], ...] = ()  # what of it has no place: key, line and text of each


@dataclass(frozen=True, slots=True)
class _Record:
    """A mapping by what its fields are for. What a field's own object holds is a field too ("attributes")."""

    line: int
    fields: tuple[tuple[str, Node], ...]
    roles: Map[str, Role]

    def at(self, role: Role) -> tuple[str, Node] | None:
        """The field of that role with its name, or None."""
        return next(((name, node) for name, node in self.fields if self.roles.get(name) is role), None)

    @property
    def whole(self) -> bool:
        """Whether there is a question and an answer in it, each with some text."""
        found = [self.at(role) for role in (Role.QUESTION, Role.ANSWER)]
        return all(pair is not None and prose(pair[1])[0].strip() for pair in found)

    @property
    def asks(self) -> bool:
        """Whether there is a question in it, called so."""
        pair = self.at(Role.QUESTION)
        return bool(pair and (told := named(pair[0])) and told.strong)

    @property
    def strong(self) -> bool:
        """Whether a name in it says so, and not only what it could be."""
        found = (self.at(role) for role in (Role.QUESTION, Role.ANSWER))
        return any(pair and (told := named(pair[0])) and told.strong for pair in found)


# Keys of objects that only hold the fields of a record.
_WRAPPERS: Final = frozenset(("attributes", "fields", "node", "data", "item", "properties", "acf", "front matter"))
# Words of keys that say only that questions are in them, and so head nothing.
_HOLDING: Final = frozenset(
    """
    faq faqs question questions answer answers qna qa qas data item items entry entries list lists result results record
    records content contents main entity has part children node nodes edge edges section sections category categories
    group groups topic topics doc docs document documents row rows value values intent intents and response knowledge
    base kb page pages root body all frequently asked en
    """.split()
)
_PHRASE: Final = 4  # words from which on a key is a question, or a value an answer
_MOSTLY: Final = 0.5
_INTRO: Final = "intro"
NO_ANSWER: Final = "it has no answer"


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a tree a node stands: the keys that lead to it, what heads it, its own key, and whether all is in it."""

    path: str = ""
    group: str | None = None
    key: str = ""
    root: bool = True

    def below(self, key: str, group: str | None, *, root: bool = False) -> Place:
        """The place of what stands under a key here."""
        return Place(f"{self.path}.{key}" if self.path else key, group, key, root)


@dataclass(slots=True)
class Walk:
    """A walk through a tree; what it finds is in its lists.

    Attributes:
        extra: roles of keys that their names don't tell.
        loose: whether any mapping of words to sentences is one of questions to answers.
    """

    extra: Map[str, Role] = field(default_factory=dict)
    loose: bool = False
    title: str = ""
    hits: list[Hit] = field(default_factory=list)
    sections: list[DraftSection] = field(default_factory=list)
    left: list[tuple[str, int, str]] = field(default_factory=list)
    unplaced: list[Unplaced] = field(default_factory=list)
    _holds: dict[int, bool] = field(default_factory=dict)

    def visit(self, node: Node, place: Place) -> None:
        """Take what is in a node. Trees are at most a hundred deep (`values.MAX_DEPTH`)."""
        if isinstance(node, Mapping) and not self.holds(node) and self._record(node).asks:
            text = "\n".join(leaf.value for _, leaf in leaves(node))
            self.unplaced.append(Unplaced(node.line, text, NO_ANSWER))
        elif isinstance(node, Scalar) or (isinstance(node, Mapping) and not self.holds(node)):
            self._leave(place.path, node)
        elif isinstance(node, Sequence):
            inner = replace(place, key="", root=place.root and len(node.items) == 1)
            for item in node.items:
                if _is_row(item):
                    self._row(item, inner)
                else:
                    self.visit(item, inner)
        else:
            self._mapping(node, place)

    def holds(self, node: Node) -> bool:
        """Whether there is a question with its answer in a node."""
        known = self._holds.get(id(node))
        if known is None:
            if isinstance(node, Sequence):
                known = any(_is_row(item) or self.holds(item) for item in node.items)
            elif isinstance(node, Mapping):
                record = self._record(node)
                known = (
                    record.whole
                    or self._is_pairs(node)
                    or any(self._inside(record, name, value) for name, value in record.fields)
                )
            else:
                known = False
            self._holds[id(node)] = known
        return known

    def _inside(self, record: _Record, name: str, value: Node) -> bool:
        """Whether a field holds records of its own, and is none of the texts of this one."""
        told = named(name)
        text = told is not None and told.strong and record.roles.get(name) in (Role.QUESTION, Role.ANSWER)
        return not (text and record.whole) and self.holds(value)

    def _record(self, node: Mapping) -> _Record:
        fields: list[tuple[str, Node]] = []
        for key, value in node.pairs:
            if plain(key.value) in _WRAPPERS and isinstance(value, Mapping) and not self.extra.get(key.value):
                fields += [(name.value, inner) for name, inner in value.pairs]
            else:
                fields.append((key.value, value))
        filled = tuple(name for name, value in fields if next(leaves(value), None))
        roles = _roles(filled)
        return _Record(node.line, tuple(fields), {**roles, **self.extra} if self.extra else roles)

    # -- mappings ------------------------------------------------------------------------------

    def _mapping(self, node: Mapping, place: Place) -> None:
        record = self._record(node)
        inner = [key for key, value in record.fields if self._inside(record, key, value)]
        if record.whole and (record.strong or not inner):
            self._take(record, node, place, inner)
        elif not inner and self._is_pairs(node):
            self._pairs(node, place)
        else:
            self._container(record, place, inner)

    def _container(self, record: _Record, place: Place, inner: list[str]) -> None:
        """A mapping that heads what is in it, by a name of its own or by its keys."""
        own = tuple(key for key, value in record.fields if key not in inner and text_of(value).strip())
        record = replace(record, roles=_roles(own))
        naming = (Role.GROUP, Role.QUESTION) if place.root else (Role.GROUP, Role.QUESTION, Role.ID)
        heading = next((pair for role in naming if (pair := record.at(role))), None)
        title = text_of(heading[1]).strip() if heading else ""
        if place.root and not self.title:
            self.title = title
        elif title:
            place = replace(place, group=title)
        about = record.at(Role.ANSWER)
        if about:
            head = title or self.title or "About"
            intro = _INTRO if place.root else None
            self.sections.append(DraftSection(head, text_of(about[1]), _line_of(about[1]), id=intro))
        for key, value in record.fields:
            if key in inner:
                group = self._headed(key, value, inner, place.group)
                self.visit(value, place.below(key, group, root=place.root and len(inner) == 1))
            elif (key, value) not in (heading, about):
                self._leave(place.below(key, None).path, value)

    def _headed(self, key: str, value: Node, inner: list[str], group: str | None) -> str | None:
        """What heads the questions under a key: the key, unless it only says that they are questions."""
        words = set(plain(key).split())
        if isinstance(value, Mapping) and self._record(value).whole and len(inner) > 1:
            return group  # keys of records are ids
        return group if words <= _HOLDING or any(word.startswith("faq") for word in words) else _spaced(key)

    def _is_pairs(self, node: Mapping) -> bool:
        """Whether the keys are questions and the values their answers."""
        texts = [(key.value, prose(value)[0]) for key, value in node.pairs if not isinstance(value, Mapping)]
        if not texts or len(texts) < len(node.pairs) or not all(text.strip() for _, text in texts):
            return False
        asking = sum(asks(key) or len(key.split()) >= _PHRASE for key, _ in texts)
        if asking > _MOSTLY * len(texts):
            return True
        if not self.loose or len(texts) < 2 or any(named(key) for key, _ in texts):
            return False
        return sum(len(text.split()) for _, text in texts) >= _PHRASE * len(texts)

    def _pairs(self, node: Mapping, place: Place) -> None:
        for key, value in node.pairs:
            text, written, left = prose(value)
            item = Item(_spaced(key.value), text, key.line, group=place.group, format=written)
            beside = tuple((name, leaf.line, leaf.value) for name, leaf in left)
            self.hits.append(Hit(item, place.path, strong=True, node=value, left=beside))

    def _row(self, node: Node, place: Place) -> None:
        """A list of a question and an answer."""
        first, second, *rest = node.items if isinstance(node, Sequence) else ()
        item = Item(text_of(first), text_of(second), node.line, group=place.group)
        beside = tuple(("further values", other.line, text_of(other)) for other in rest if text_of(other).strip())
        self.hits.append(Hit(item, place.path, strong=False, node=node, left=beside))

    # -- records -------------------------------------------------------------------------------

    def _take(self, record: _Record, node: Mapping, place: Place, inner: list[str]) -> None:
        left: list[tuple[str, Scalar]] = []
        item = replace(_item(record, left), group=_own_group(record, left) or place.group)
        if is_id(place.key) and not item.id and not set(plain(place.key).split()) <= _HOLDING:
            item = replace(item, id=place.key)
        for at, (key, value) in enumerate(record.fields):
            role = record.roles.get(key)
            switch = role in (Role.SHOWN, Role.HIDDEN) and is_switch(text_of(value))
            unread = role in (None, Role.KEYWORDS, Role.SHOWN, Role.HIDDEN) and not switch
            again = role is not Role.ALTERNATES and any(name == key for name, _ in record.fields[:at])
            if key not in inner and (unread or again):
                left += leaves(value, key)
        if _is_off(record):
            text = "\n".join(
                leaf.value for key, value in record.fields if key not in inner for _, leaf in leaves(value)
            )
            self.unplaced.append(Unplaced(item.line, text, "it is switched off"))
        else:
            beside = tuple((key, leaf.line, leaf.value) for key, leaf in left)
            self.hits.append(Hit(item, place.path, record.strong, node, beside))
        for key, value in record.fields:
            if key in inner:
                self.visit(value, place.below(key, item.group))

    def _leave(self, path: str, node: Node) -> None:
        self.left += [(name or "a list", leaf.line, leaf.value) for name, leaf in leaves(node, path)]


@functools.lru_cache(maxsize=1_024)
def _roles(names: tuple[str, ...]) -> Map[str, Role]:
    return by_names(names)


def _spaced(key: str) -> str:
    """A key as people read it: "shipping_returns" as "shipping returns"."""
    return key if " " in key else " ".join(re.split(r"[_-]+", key)).strip()


def _line_of(node: Node) -> int:
    return node.line + 1 if isinstance(node, Scalar) and node.block else node.line


def _is_row(node: Node) -> bool:
    """Whether a node is a list of a question and an answer."""
    if (
        not isinstance(node, Sequence)
        or len(node.items) < 2
        or not all(isinstance(item, Scalar) for item in node.items)
    ):
        return False
    return asks(text_of(node.items[0])) and bool(text_of(node.items[1]).strip())


def _is_off(record: _Record) -> bool:
    shown, hidden = (record.at(role) for role in (Role.SHOWN, Role.HIDDEN))
    return is_off(text_of(shown[1]) if shown else "", text_of(hidden[1]) if hidden else "")


def _item(record: _Record, left: list[tuple[str, Scalar]]) -> Item:
    """The item of a record; what of its fields has no place goes to `left`."""
    (asked, asking), (answered, answering) = record.at(Role.QUESTION), record.at(Role.ANSWER)  # type: ignore[misc]
    wordings = [_worded(one, asked, left) for one in variants(asking)]
    wordings = [wording for wording in wordings if wording]
    for name, node in record.fields:
        if record.roles.get(name) is Role.ALTERNATES:
            if isinstance(node, Scalar):
                wordings += apart(text_of(node))
            else:
                wordings += [_worded(one, name, left) for one in variants(node)]
    if plain(asked) in ("patterns", "utterances", "examples", "phrases", "training phrases"):
        wordings = best_first(wordings)
    several = plain(answered) in ("answers", "responses", "replies") and isinstance(answering, Sequence)
    first, *others = variants(answering) if several else (answering,)
    answer, written, rest = prose(first, answered)
    left += [(f"{answered}.{key}" if key else answered, leaf) for key, leaf in rest]
    left += [(f"further {answered}", leaf) for other in others for _, leaf in leaves(other)]
    return Item(
        question=wordings[0],
        answer=answer,
        line=_line_of(asking) if isinstance(asking, Scalar) else record.line,
        alternates=tuple(wordings[1:]),
        url=_fitting(record, Role.URL, left, is_url),
        id=_fitting(record, Role.ID, left, is_id),
        language=_fitting(record, Role.LANGUAGE, left, SNOWBALL.__contains__),
        format=written,
    )


def _worded(node: Node, name: str, left: list[tuple[str, Scalar]]) -> str:
    text, _, rest = prose(node)
    left += [(f"{name}.{key}" if key else name, leaf) for key, leaf in rest]
    return text


def _own_group(record: _Record, left: list[tuple[str, Scalar]]) -> str | None:
    pair = record.at(Role.GROUP)
    if not pair:
        return None
    text, _, rest = prose(variants(pair[1])[0])
    left += [(pair[0], leaf) for other in variants(pair[1])[1:] for _, leaf in leaves(other)]
    left += [(f"{pair[0]}.{key}", leaf) for key, leaf in rest]
    return text.strip() or None


def _fitting(record: _Record, role: Role, left: list[tuple[str, Scalar]], fits: Callable[[str], bool]) -> str | None:
    """What a field holds where it fits; else it is left."""
    pair = record.at(role)
    if pair is None:
        return None
    text = text_of(pair[1]).strip()
    if text and fits(text):
        return text
    left += list(leaves(pair[1], pair[0]))
    return None
