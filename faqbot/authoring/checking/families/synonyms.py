"""Synonyms: groups that run into each other, are of no use, or change what a name means elsewhere."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from faqbot.authoring.checking.reading.files import finding
from faqbot.base.messages import shown
from faqbot.language import tokens

if TYPE_CHECKING:
    from collections.abc import Iterator

    from faqbot.authoring.checking.findings import Finding
    from faqbot.authoring.checking.reading.files import File
    from faqbot.authoring.checking.reading.knowledge import Checked
    from faqbot.authoring.checking.reading.positions import Placed

Stems = tuple[str, ...]

# Times that an article must write a word as a name: of the words of the article that ships sixteen are one once in one
# of twenty other documents, in headings and buttons.
OFTEN: Final = 2


@dataclass(frozen=True)
class _Group:
    """A group of synonyms: its article, and its members by their stems."""

    file: File
    members: dict[Stems, Placed]
    first: Placed


def find(checked: Checked) -> Iterator[Finding]:
    """All findings about synonyms."""
    groups = [_group(checked, file, group) for file in checked.files for group in file.synonyms if group]
    yield from _collisions(groups)
    if groups:
        held = {file.article.id: _held(checked, file) for file in checked.files if file.synonyms}
        yield from (found for group in groups for found in _unused(group, held[group.file.article.id]))
        yield from _names(checked, groups)


def _group(checked: Checked, file: File, group: tuple[Placed, ...]) -> _Group:
    members: dict[Stems, Placed] = {}
    for placed in group:
        if stems := tuple(word.stem for word in tokens.words(placed.value, checked.language)):
            members.setdefault(stems, placed)
    return _Group(file, members, group[0])


def _collisions(groups: list[_Group]) -> Iterator[Finding]:
    """Y001: a word in two groups, which makes them one. Of two articles only where that is all they share."""
    owners: dict[Stems, _Group] = {}
    told: set[tuple[int, int]] = set()
    for group in groups:
        for stems, placed in group.members.items():
            other = owners.setdefault(stems, group)
            pair = (id(other), id(group))
            if other is group or pair in told:
                continue
            shared = group.members.keys() & other.members.keys()
            if group.file is not other.file and len(shared) > 1:
                continue
            told.add(pair)
            first = other.members[stems]
            as_ = "" if first.value == placed.value else f' as "{shown(first.value)}"'
            where = f"the group of {first.seen_from(placed)}"
            message = f'"{shown(placed.value)}" stands in {where} too{as_}, which makes one of both'
            yield finding(placed, "Y001", f"{message}: join them, or delete it in one")


def _held(checked: Checked, file: File) -> set[Stems]:
    """All phrases of an article, up to the length of its longest synonym, as stems."""
    longest = max((len(s.value.split()) + 2 for group in file.synonyms for s in group), default=0)
    held: set[Stems] = set()
    texts = [file.article.title]
    for part in file.parts:
        texts += [part.title.value, *(placed.value for placed in part.alternates), *(t.value for _, t, _ in part.texts)]
    for text in texts:
        stems = [word.stem for word in tokens.words(text, checked.language)]
        for size in range(1, longest + 1):
            held |= {tuple(stems[at : at + size]) for at in range(len(stems) - size + 1)}
    return held


def _unused(group: _Group, held: set[Stems]) -> Iterator[Finding]:
    """Y002: a group of which the article has no word."""
    if group.members and not any(stems in held for stems in group.members):
        message = f'the article has no word of this group ("{shown(group.first.value)}", …)'
        yield finding(group.first, "Y002", f"{message}: add the article's own word to it, or delete it")


def _names(checked: Checked, groups: list[_Group]) -> Iterator[Finding]:
    """Y003: a word in small letters that another article writes as a name: with a capital only, and standing alone.

    Of "Financial Aid" no word is a name by itself, and what has a capital once may be a button.
    """
    wanted = {placed.value for group in groups for placed in group.members.values() if _is_small(checked, placed)}
    named = _named(checked, wanted) if wanted and checked.files[1:] else Counter()
    for group in groups:
        for placed in group.members.values():
            for (article, word), count in sorted(named.items()):
                if word == placed.value and count >= OFTEN and article != group.file.article.id:
                    where = next(file.source.path for file in checked.files if file.article.id == article)
                    message = f'"{shown(word)}" is a name in {where}, where it would mean the same'
                    yield finding(placed, "Y003", f"{message}: delete it, or write a longer phrase")


def _named(checked: Checked, wanted: set[str]) -> Counter[tuple[str, str]]:
    """How many times each article writes each word as a name by itself; none where it writes it otherwise too."""
    named: Counter[tuple[str, str]] = Counter()
    common: set[tuple[str, str]] = set()
    for candidate in checked.index.candidates:
        for words in (line.words for line in candidate.lines):
            for at, word in enumerate(words):
                key = (candidate.article.id, word.text)
                if word.text in wanted and not word.name:
                    common.add(key)
                elif word.text in wanted:
                    named[key] += not any(near.name for near in (*words[max(0, at - 2) : at], *words[at + 1 : at + 3]))
    return Counter({key: count for key, count in named.items() if key not in common})


def _is_small(checked: Checked, placed: Placed) -> bool:
    """Whether a synonym is one word in small letters."""
    word = placed.value
    return word.isalpha() and word == word.lower() and word not in checked.language.stop_words
