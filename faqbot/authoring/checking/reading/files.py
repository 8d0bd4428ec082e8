"""Paths -> the articles and golden files there, with every value's place; what can't be read becomes findings.

One broken file doesn't stop the others, nor does a wording that stands twice in a list: it is told and passed over.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Generic, TypeVar

from faqbot.authoring.checking.findings import Edit, Finding, of_faults
from faqbot.authoring.checking.reading.positions import Placed, Source
from faqbot.base.errors import KnowledgeError
from faqbot.base.messages import shown
from faqbot.base.suffixes import YAML, is_golden
from faqbot.knowledge import articles, listing
from faqbot.knowledge.article import Entry, Section
from faqbot.knowledge.yaml import nodes
from faqbot.knowledge.yaml.faults import Faults
from faqbot.knowledge.yaml.format import TITLES
from faqbot.knowledge.yaml.source import check_ending, read_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from faqbot.knowledge.article import Article, Text


P = TypeVar("P", bound=Section | Entry)
P_co = TypeVar("P_co", bound=Section | Entry, covariant=True)


@dataclass(frozen=True)
class Part(Generic[P_co]):
    """A section or an entry with the places of its values.

    Attributes:
        part: what it is.
        values: key -> its value, of those that are texts.
        alternates: its alternates.
    """

    part: P_co
    values: dict[str, Placed]
    alternates: tuple[Placed, ...]

    @property
    def title(self) -> Placed:
        """Its heading or question."""
        return self.values["heading" if isinstance(self.part, Section) else "question"]

    @property
    def wordings(self) -> tuple[Placed, ...]:
        """What it is asked by: the question of an entry, and alternates."""
        return self.alternates if isinstance(self.part, Section) else (self.title, *self.alternates)

    @property
    def texts(self) -> tuple[tuple[str, Text, Placed], ...]:
        """What it says: the key, the text and its place, of an answer, or of a summary and a text."""
        part: Section | Entry = self.part
        said = {"answer": part.answer} if isinstance(part, Entry) else {"summary": part.summary, "text": part.text}
        return tuple((key, text, self.values[key]) for key, text in said.items() if text and key in self.values)


@dataclass(frozen=True)
class File:
    """An article with the places of its values.

    Attributes:
        source: the file.
        article: what it holds.
        sections: its sections.
        entries: its entries.
        values: key -> value of the article itself.
        synonyms: its groups of synonyms.
    """

    source: Source
    article: Article
    sections: tuple[Part[Section], ...]
    entries: tuple[Part[Entry], ...]
    values: dict[str, Placed]
    synonyms: tuple[tuple[Placed, ...], ...]

    @cached_property
    def parts(self) -> tuple[Part[Section | Entry], ...]:
        """Its sections, then its entries."""
        return (*self.sections, *self.entries)

    @cached_property
    def _by_id(self) -> dict[str, Part[Section]]:
        return {section.part.id: section for section in self.sections}

    @cached_property
    def backed(self) -> dict[str, tuple[str, ...]]:
        """Section -> the refs of the entries that it backs, and its own."""
        refs: dict[str, tuple[str, ...]] = {}
        for part in self.parts:
            section = part.part.section if isinstance(part.part, Entry) else part.part.id
            if section:
                refs[section] = (*refs.get(section, ()), self.article.ref(part.part))
        return refs

    def place(self, part: Part[Section | Entry]) -> set[str]:
        """The refs of all that stands for the same place: a section, and the entries that it backs."""
        section = part.part.section if isinstance(part.part, Entry) else part.part.id
        return {self.article.ref(part.part), *(self.backed.get(section, ()) if section else ())}

    def backing(self, entry: Part[Entry]) -> Part[Section] | None:
        """The section that an entry names."""
        return self._by_id.get(entry.part.section or "")

    def everything(self) -> Iterator[tuple[str, Placed]]:
        """Every value of the file with its key; words of synonyms and alternates too."""
        yield from self.values.items()
        for group in self.synonyms:
            yield from (("synonyms", word) for word in group)
        for part in self.parts:
            yield from part.values.items()
            yield from (("alternates", wording) for wording in part.alternates)


@dataclass(frozen=True)
class Golden:
    """A golden file: what each of its cases asks."""

    source: Source
    asks: tuple[Placed, ...]


@dataclass(frozen=True)
class Read:
    """What there is at some paths.

    Attributes:
        files: the articles that can be used, in the order of their ids.
        goldens: the golden files.
        sources: every file that was read, those that can't be used too.
        findings: what is wrong with them as files.
        count: how many files there are.
    """

    files: tuple[File, ...]
    goldens: tuple[Golden, ...]
    sources: tuple[Source, ...]
    findings: tuple[Finding, ...]
    count: int


def finding(placed: Placed, code: str, message: str, offset: int = 0, edits: Iterable[Edit] = ()) -> Finding:
    """A finding at a character of a value."""
    place = placed.at(offset)
    return Finding(placed.source.path, *place, code, message, placed.scalar.line, tuple(edits))


def read(paths: Sequence[str]) -> Read:
    """The articles at `paths` and the golden files beside them: of a folder all below it, of a file its own.

    Raises:
        KnowledgeError: a path is missing, or there is nothing to check.
    """
    articles_at, goldens_at = _listed(paths)
    found: list[Finding] = []
    sources: list[Source] = []
    files: dict[str, File] = {}
    for path in articles_at:
        file = _file(path, sources, found)
        if file is None:
            continue
        first = files.setdefault(file.article.id, file)
        if first is not file:
            message = f'the id "{file.article.id}" (the file\'s name) is also that of {first.source.path}'
            found.append(Finding(path, 1, 1, "F002", f"{message}: rename one of them", 1))
    goldens = [_golden(path, sources, found) for path in goldens_at]
    return Read(
        files=tuple(files[name] for name in sorted(files)),
        goldens=tuple(filter(None, goldens)),
        sources=tuple(sources),
        findings=tuple(found),
        count=len(articles_at) + len(goldens_at),
    )


def _listed(paths: Sequence[str]) -> tuple[list[str], list[str]]:
    """The articles, and the golden files."""
    goldens: dict[str, None] = {}
    asked: list[str] = []
    for path in paths:
        if os.path.isdir(path):
            below = listing.goldens(path, [])
            goldens |= dict.fromkeys(below)
            asked += [path] if not below or _has_articles(path) else []
        elif is_golden(path):
            goldens[path] = None
        else:
            asked.append(path)
            stem = os.path.splitext(path)[0]
            goldens |= {beside: None for suffix in YAML if os.path.isfile(beside := f"{stem}.golden{suffix}")}
    faults: list[KnowledgeError] = []
    found = list(listing.articles(asked, faults))
    faults += [_missing(path) for path in (*found, *goldens) if not os.path.exists(path)]
    if faults:
        raise KnowledgeError(faults[0].path, faults[0].line, faults[0].message, faults[1:])
    return found, list(goldens)


def _has_articles(folder: str) -> bool:
    faults: list[KnowledgeError] = []
    return any(True for _ in listing.articles([folder], faults)) or not faults


def _missing(path: str) -> KnowledgeError:
    return KnowledgeError(path, None, "there is no such file or folder: check the path")


def _file(path: str, sources: list[Source], found: list[Finding]) -> File | None:
    """The article of one file; None, with findings, where it can't be used."""
    text = ""
    try:
        check_ending(path, YAML)
        text = nodes.unified(read_text(path))
        source = Source(path, text)
        sources.append(source)
        root = nodes.parse(path, text)
        repeats = [] if root is None else _repeats(root)
        found += [_repeated(source, repeat) for repeat in repeats]
        root = _without(root, {id(repeat.node) for repeat in repeats})
        return _placed(source, root, articles.of(path, root, Faults(path)))
    except KnowledgeError as error:
        found += of_faults(error.faults, text)
        return None


def _golden(path: str, sources: list[Source], found: list[Finding]) -> Golden | None:
    text = ""
    try:
        text = nodes.unified(read_text(path))
        source = Source(path, text)
        sources.append(source)
        root = nodes.parse(path, text)
    except KnowledgeError as error:
        found += of_faults(error.faults, text)
        return None
    cases = _keys(root).get("cases") if isinstance(root, nodes.Mapping) else root
    asks = [_keys(case).get("ask") for case in _items(cases)]
    return Golden(source, tuple(Placed(source, ask, ask.value) for ask in asks if isinstance(ask, nodes.Scalar)))


# -- the values of a tree ----------------------------------------------------------------------


def _keys(node: nodes.Node | None) -> dict[str, nodes.Node]:
    return {key.value: value for key, value in node.pairs} if isinstance(node, nodes.Mapping) else {}


def _items(node: nodes.Node | None) -> tuple[nodes.Node, ...]:
    return node.items if isinstance(node, nodes.Sequence) else ()


def _placed(source: Source, root: nodes.Node | None, article: Article) -> File:
    """An article with the places of its values: the tree has them in the article's order."""
    keys = _keys(root)
    sections = zip(_items(keys.get("sections")), article.sections, strict=True)
    entries = zip(_items(keys.get("faq")), article.faq, strict=True)
    groups = zip(_items(keys.get("synonyms")), article.synonyms, strict=True)
    return File(
        source=source,
        article=article,
        sections=tuple(_part(source, node, section) for node, section in sections),
        entries=tuple(_part(source, node, entry) for node, entry in entries),
        values=_values(source, keys, article),
        synonyms=tuple(_texts(source, node, group) for node, group in groups),
    )


def _part(source: Source, node: nodes.Node, part: P) -> Part[P]:
    keys = _keys(node)
    return Part(part, _values(source, keys, part), _texts(source, keys.get("alternates"), part.alternates))


def _values(source: Source, keys: dict[str, nodes.Node], owner: Article | Section | Entry) -> dict[str, Placed]:
    """The values that are texts, as their owner has them."""
    values = {}
    for key, node in keys.items():
        if isinstance(node, nodes.Scalar):
            held = getattr(owner, key, None)
            said = held if isinstance(held, str) else getattr(held, "value", node.value)
            values[key] = Placed(
                source, node, said if isinstance(said, str) and not isinstance(held, int) else node.value
            )
    return values


def _texts(source: Source, node: nodes.Node | None, values: tuple[str, ...]) -> tuple[Placed, ...]:
    scalars = [item for item in _items(node) if isinstance(item, nodes.Scalar)]
    return tuple(Placed(source, scalar, value) for scalar, value in zip(scalars, values, strict=True))


# -- wordings that stand twice in a list -------------------------------------------------------


@dataclass(frozen=True)
class _Repeat:
    """An alternate that repeats a wording of its own part: where, what first had it, and the list that it is in."""

    node: nodes.Scalar
    first: nodes.Scalar
    siblings: tuple[nodes.Node, ...]
    key: nodes.Scalar
    last: bool  # whether nothing is left of the list


def _repeats(root: nodes.Node) -> list[_Repeat]:
    found: list[_Repeat] = []
    keys = _keys(root)
    for kind, title in TITLES.items():
        for item in _items(keys.get(kind)):
            held = _keys(item)
            heading, alternates = held.get(title), held.get("alternates")
            if not isinstance(item, nodes.Mapping) or not isinstance(alternates, nodes.Sequence):
                continue
            key = next(key for key, value in item.pairs if value is alternates)
            first: dict[str, nodes.Scalar] = {}
            if isinstance(heading, nodes.Scalar):
                first[heading.value] = heading
            again = [
                w for w in alternates.items if isinstance(w, nodes.Scalar) and first.setdefault(w.value, w) is not w
            ]
            last = len(again) == len(alternates.items)
            found += [_Repeat(w, first[w.value], alternates.items, key, last) for w in again if w.value.strip()]
    return found


def _repeated(source: Source, repeat: _Repeat) -> Finding:
    placed = Placed(source, repeat.node, repeat.node.value)
    message = f'the question "{shown(repeat.node.value)}" stands twice, first on line {repeat.first.line}: delete one'
    return finding(placed, "F003", message, edits=_deletion(placed, repeat))


def _deletion(placed: Placed, repeat: _Repeat) -> tuple[Edit, ...]:
    """The edit that deletes an item that has its lines to itself; () where comments or brackets make it less plain."""
    source = placed.source
    begin, end = placed.span(0, len(placed.value))
    end += placed.scalar.style in ('"', "'")
    first = source.starts[source.place(begin).line - 1]
    newline = source.text.find("\n", end)
    alone = source.text[end:newline].strip() == "" and source.text[first:begin].strip(" -\"'") == ""
    if placed.scalar.block or not alone or "-" not in source.text[first:begin]:
        return ()
    if repeat.last:
        if len(repeat.siblings) > 1:
            return ()
        first = source.starts[repeat.key.line - 1]
    return (Edit(first, newline + 1, ""),)


def _without(node: nodes.Node | None, left_out: set[int]) -> nodes.Node | None:
    """A tree without some of its values."""
    if not left_out or node is None or isinstance(node, nodes.Scalar):
        return node
    if isinstance(node, nodes.Sequence):
        kept = [_without(item, left_out) for item in node.items if id(item) not in left_out]
        return replace(node, items=tuple(item for item in kept if item is not None))
    pairs = [(key, _without(value, left_out)) for key, value in node.pairs]
    return replace(node, pairs=tuple((key, value) for key, value in pairs if value is not None))
