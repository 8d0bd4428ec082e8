"""A knowledge file -> its article, validated: every value knows its line, and all that is wrong is told at once."""

from __future__ import annotations

import warnings
from itertools import pairwise
from typing import TYPE_CHECKING, Final, TypeVar

from faqbot.base.errors import KnowledgeError, KnowledgeWarning
from faqbot.base.messages import closest, shown
from faqbot.base.suffixes import YAML
from faqbot.base.values import StrEnum, dataclass, field, replace
from faqbot.knowledge.article import DEFAULT_LANGUAGE, Article, Entry, Format, Meaning, Section
from faqbot.knowledge.parts import ids
from faqbot.knowledge.parts.ids import Ids
from faqbot.knowledge.parts.wordings import Wordings
from faqbot.knowledge.yaml import nodes, source
from faqbot.knowledge.yaml.faults import Faults
from faqbot.knowledge.yaml.format import (
    ARTICLE,
    DATE,
    ENTRY,
    FORMAT,
    LANGUAGE,
    LEVEL,
    MEANING,
    MIN_SYNONYMS,
    SECTION,
    SHARE,
    URL,
    is_date,
)
from faqbot.knowledge.yaml.records import Record

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from faqbot.knowledge.article import Text
    from faqbot.knowledge.yaml.shapes import Value

    Tell = Callable[[Iterable[KnowledgeError]], None]

_PACKAGE: Final = __name__.partition(".")[0]
_UNTOLD: Final = 0  # the level of a section where what stands there can't be one
_NO_TEXT: Final = 'a section must have a text: add the line "text: …"'
# What `meaning` may be, and what it once was: the words that YAML 1.1 has for true and false, in quotes or without.
_MEANINGS: Final = {
    **{str(meaning): meaning for meaning in Meaning},
    **dict.fromkeys(("on", "yes", "true"), Meaning.WORDS),
    **dict.fromkeys(("no", "false"), Meaning.OFF),
}
_FORMATS: Final = {str(name): name for name in Format}
Choice = TypeVar("Choice", bound=StrEnum)


def read(path: str, tell: Tell | None = None) -> Article:
    """The article of the file at `path`; a wording that stands in two of its parts is told, else warned of.

    Raises:
        KnowledgeError: it can't be used; `faults` holds everything that is wrong with it.
    """
    source.check_ending(path, YAML)
    doubts = Faults(path)
    article = of(path, nodes.read(path), doubts)
    (tell or warn)(doubts.told())
    return article


def of(path: str, root: nodes.Node | None, doubts: Faults) -> Article:
    """The article that the tree of the file at `path` holds; wordings that stand in two of its parts go to `doubts`.

    Raises:
        KnowledgeError: as `read`.
    """
    if root is None:
        raise KnowledgeError(path, None, "the file is empty: write a title, and sections or faq")
    faults = Faults(path)
    record = Record(root, ARTICLE, faults)
    article = _article(path, record, faults, doubts)
    if isinstance(root, nodes.Mapping) and not (record.has("sections") or record.has("faq")):
        faults.add(None, "the article has neither sections nor faq: write at least one of them")
    faults.check()
    return article


def warn(doubts: Iterable[KnowledgeError]) -> None:
    """Warn who loads a bot, who is the first caller outside this package, of what most likely isn't meant."""
    for doubt in doubts:
        warnings.warn(KnowledgeWarning(doubt.path, doubt.line, doubt.message), stacklevel=_to_caller())


def _to_caller() -> int:
    """How many calls `warn` is away from who calls this package."""
    import inspect  # here: few knowledges are doubtful

    frame, level = inspect.currentframe(), 0
    while frame and frame.f_globals.get("__name__", "").partition(".")[0] == _PACKAGE:
        frame, level = frame.f_back, level + 1
    return level


@dataclass(frozen=True, slots=True)
class _Held:
    """What the parts of one article are held against: the ids and the wordings before them, the format of its texts.

    And where faults go. `headings` has the ids of the sections that only head others.
    """

    ids: Ids
    wordings: Wordings
    faults: Faults
    format: Format
    headings: set[str] = field(default_factory=set)

    def text(self, record: Record, key: str) -> Text:
        """The text at `key` of a record in the article's format; an empty one where there is none."""
        return record.text(key, self.format)


def _article(path: str, record: Record, faults: Faults, doubts: Faults) -> Article:
    section_records = [Record(node, SECTION, faults) for node in record.items("sections")]
    entry_records = [Record(node, ENTRY, faults) for node in record.items("faq")]
    head = headed(path, record, faults)
    held = _Held(Ids(faults), Wordings(doubts), faults, head.format)
    section_ids = [held.ids.written(part) for part in section_records]
    entry_ids = [held.ids.written(part) for part in entry_records]
    sections = tuple(_section(part, name, held) for part, name in zip(section_records, section_ids, strict=True))
    _check_texts(sections, section_records, held)
    known = None if record.is_misspelt("sections") else {section.id: section for section in sections}
    faq = tuple(_entry(part, name, known, held) for part, name in zip(entry_records, entry_ids, strict=True))
    return replace(head, sections=sections, faq=faq)


def headed(path: str, record: Record, faults: Faults) -> Article:
    """The article of the file at `path` by what `record` says of it as a whole: without its sections and entries."""
    return Article(
        id=ids.of_article(path, faults),
        path=path,
        title=record.text("title").value,
        note=_value(record, "note"),
        source=_value(record, "source"),
        published=_date(record, "published", faults),
        language=_language(record, faults),
        synonyms=tuple(_synonyms(record, faults)),
        threshold=_threshold(record, faults),
        meaning=_one_of(record, "meaning", MEANING, _MEANINGS, faults),
        sections=(),
        faq=(),
        format=_one_of(record, "format", FORMAT, _FORMATS, faults) or Format.PLAIN,
        url=_url(record, faults),
        review_by=_date(record, "review_by", faults),
    )


def _section(record: Record, name: str, held: _Held) -> Section:
    heading = record.text("heading")
    alternates = _alternates(record, heading, held.faults)
    section = Section(
        id=name or held.ids.made(heading.value, "section"),
        heading=heading.value,
        summary=held.text(record, "summary") if record.told("summary") else None,
        text=held.text(record, "text"),
        line=record.line,
        alternates=tuple(text.value for text in alternates),
        level=_level(record, held.faults),
        url=_url(record, held.faults),
    )
    held.wordings.add(alternates, section)
    return section


def _check_texts(sections: tuple[Section, ...], records: list[Record], held: _Held) -> None:
    """A section has a text, unless it heads one that stands deeper: then its heading may be all there is of it."""
    deeper = [below.level > above.level or _UNTOLD in (above.level, below.level) for above, below in pairwise(sections)]
    for section, record, heads in zip(sections, records, (*deeper, False), strict=False):
        if section.only_heads and not record.told("text"):
            if heads:
                held.headings.add(section.id)
            else:
                held.faults.add(section.line, _NO_TEXT)


def _entry(record: Record, name: str, known: dict[str, Section] | None, held: _Held) -> Entry:
    question = record.text("question")
    alternates = _alternates(record, question, held.faults)
    entry = Entry(
        id=name or held.ids.made(question.value, "faq"),
        question=question.value,
        alternates=tuple(text.value for text in alternates),
        answer=held.text(record, "answer"),
        section=_backing(record, known, held),
        line=record.line,
        group=_value(record, "group"),
        url=_url(record, held.faults),
    )
    held.wordings.add((question, *alternates), entry)
    return entry


def _alternates(record: Record, title: Text, faults: Faults) -> tuple[Text, ...]:
    """The other ways to ask for a part of this heading or question, none of which may stand twice."""
    alternates = record.texts("alternates")
    if not alternates:
        return ()
    first = {title.value: title.line}
    for text in alternates:
        if text.value in first:
            message = f'the question "{shown(text.value)}" stands twice, first on line {first[text.value]}: delete one'
            faults.add(text.line, message)
        first.setdefault(text.value, text.line)
    return alternates


def _backing(record: Record, known: dict[str, Section] | None, held: _Held) -> str | None:
    """The id of the section that backs an entry, which must be one of `known`; None: they could not be read."""
    text = record.maybe("section")
    if text is None or known is None:
        return None
    uncut = [section.id for section in known.values() if ids.slug(section.heading) == text.value]
    named = text.value if text.value in known else uncut[0] if len(uncut) == 1 else None  # made ids were once uncut
    if named in held.headings:
        message = f'the section "{shown(text.value)}" has no text: name one of the sections below it'
        held.faults.add(text.line, message)
    if named is not None:
        return named
    guess = None if held.faults.full else closest(text.value, known)
    hint = f'did you mean "{guess}"?' if guess else "write the id of a section of this article, or delete the key"
    held.faults.add(text.line, f'there is no section "{shown(text.value)}": {hint}')
    return text.value


def _synonyms(record: Record, faults: Faults) -> Iterator[tuple[str, ...]]:
    for group in record.items("synonyms"):
        words = tuple(text.value for text in record.texts_of("a group of synonyms", group))
        whole = isinstance(group, nodes.Sequence) and len(words) == len(group.items)
        if whole and len({word.casefold() for word in words}) < MIN_SYNONYMS:
            faults.add(group.line, "a group of synonyms needs two different words: add one or delete the group")
        yield words


def _value(record: Record, key: str) -> str | None:
    text = record.maybe(key)
    return text.value if text else None


def _url(record: Record, faults: Faults) -> str | None:
    text = record.maybe("url")
    if text is None or URL.match(text.value):
        return text.value if text else None
    faults.add(text.line, URL.fault("url", text.value))
    return None


def _level(record: Record, faults: Faults) -> int:
    """How deep a section stands; `_UNTOLD` where that is at fault, so that it isn't held against the others too."""
    node = record.scalar("level", LEVEL.wanted)
    if node is None:
        return _UNTOLD if record.told("level") else 1
    if not LEVEL.match(node.value):
        faults.add(node.line, LEVEL.fault("level", node.value))
        return _UNTOLD
    return int(node.value)


def _date(record: Record, key: str, faults: Faults) -> str | None:
    """The date as it is written. YAML would read it as a date or a number, so no quotes are needed."""
    node = record.scalar(key, DATE.wanted)
    if node is None:
        return None
    if not is_date(node.value):
        faults.add(node.line, DATE.fault(key, node.value))
    return node.value


def _language(record: Record, faults: Faults) -> str:
    """The language's code without its region: words are stemmed alike in en-GB and en-US."""
    text = record.maybe("language")
    if text is None:
        return DEFAULT_LANGUAGE
    match = LANGUAGE.match(text.value)
    if match:
        return match.group(1).lower()
    faults.add(text.line, LANGUAGE.fault("language", text.value))
    return DEFAULT_LANGUAGE


def _threshold(record: Record, faults: Faults) -> float | None:
    node = record.scalar("threshold", SHARE.wanted)
    if node is None:
        return None
    if SHARE.match(node.value):
        return float(node.value)
    faults.add(node.line, SHARE.fault("threshold", node.value))
    return None


def _one_of(record: Record, key: str, value: Value, allowed: Mapping[str, Choice], faults: Faults) -> Choice | None:
    """What stands for the word at `key`, in any case; None where there is none."""
    node = record.scalar(key, value.wanted)
    if node is None:
        return None
    if node.value.lower() not in allowed:
        faults.add(node.line, value.fault(key, node.value))
    return allowed.get(node.value.lower())
