"""Text to words.

    "How's the cease-fire?"  ->  how, the, cease, fire   (stems: how, the, ceas, fire)

Nothing here knows of articles or questions.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from itertools import chain
from typing import TYPE_CHECKING, Final

from faqbot.base.hygiene import compiled, normalise
from faqbot.language.terms import Word

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable

    from faqbot.language.language import Language

# A word of ASCII text: an abbreviation with its stops (U.S., U.N), a number with its separators (20,000; 16:30), a sign
# of money, or letters (C# and C++ are words of their own, also in C++17, and so are .NET and .gitignore).
_WORD: Final = (
    r"(?:[a-zA-Z]\.)+[a-zA-Z](?![a-zA-Z'.])|(?:[a-zA-Z]\.){2,}|\d+(?:[.,:]\d+)*|\$|[a-zA-Z](?:#|\+\+)(?=\d)"
    r"|(?:(?<![\w.])\.(?=[a-zA-Z]{2}))?[a-zA-Z]+(?:'[a-zA-Z]+)*(?:(?:#|\+\+)(?!\w))?"
)
# An identifier with humps, and the words in it: maxRetryCount, MaxRetryCount; but GitHub and iPhone are words.
_HUMPS: Final = re.compile(r"[a-z]{2,}(?:[A-Z][a-z]+|[A-Z]+(?![a-z]))+|(?:[A-Z][a-z]+){3,}")
_HUMP: Final = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")
# The same in every script, with the marks that stand on a letter, which `\w` passes over. Where words are not
# parted by spaces each character is one: kana, Chinese, Thai, Lao, Burmese, Khmer.
_CHARACTER: Final = r"\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff"
_FIRST_CHARACTER: Final = "\u0e00"
_CLITIC: Final = re.compile(r"'(?:s|re|ve|ll|d|m)$")
# What stands before or behind a word of two letters or more, or a number, and has no part in it.
_BEFORE: Final = '"('
_BEHIND: Final = '"),;:!?.'
# Runs of text that are kept with their words: of 100,000 entries all but the rarest.
RUNS: Final = 100_000


def words(text: str, language: Language) -> tuple[Word, ...]:
    """The words of `text`, in order.

    An abbreviation loses its stops ("pto"), unless it would be taken for a stop word ("u.s."), and one in capitals
    within mixed-case text ("US") gets them, so that it never is. Numbers lose their separators.
    """
    text = normalise(text)
    runs = text.split()
    read = list(map(_reader(language), runs))
    found = _in_context(text, runs, language) if None in read else list(chain.from_iterable(filter(None, read)))
    if found and found[0].name:
        found[0] = _word(found[0].text, found[0].stem)
    return tuple(found)


@functools.lru_cache(maxsize=32)
def _reader(language: Language) -> Callable[[str], tuple[Word, ...] | None]:
    """Gives the words of a run of text without white space; None where that takes the words before.

    A knowledge repeats its runs, and a question has those of the knowledge: what is read once is kept.
    """

    @functools.lru_cache(maxsize=RUNS)
    def read(run: str) -> tuple[Word, ...] | None:
        bare = run.lstrip(_BEFORE).rstrip(_BEHIND)
        if bare.isascii() and (bare.isdigit() or (bare.isalpha() and bare[1:].islower())):  # as most are: one word
            word = bare.lower()
            return None if word in language.abbreviated else (_word(word, language.stem(word), bare[0].isupper()),)
        raws = _raw(run)
        if not language.abbreviated.keys().isdisjoint(map(str.casefold, raws)):
            return None
        return tuple(word for raw in raws for word in _read(raw, language))

    return read


def _in_context(text: str, runs: Iterable[str], language: Language) -> list[Word]:
    """The words of `runs` of a text that has some which may be an abbreviation: it, or the word before, tells."""
    shouted = text.isupper() and " " in text.strip()
    found: list[Word] = []
    for raw in chain.from_iterable(map(_raw, runs)):
        word = raw.casefold()
        told_by = language.abbreviated.get(word)
        before = found[-1].text if found else ""
        if told_by and (before in told_by if shouted or raw.islower() else raw.isupper()):
            word = ".".join(word) + "."
            found.append(_word(word, language.stem(word), raw[0].isupper()))
        else:
            found += _read(raw, language)
    return found


def _raw(run: str) -> list[str]:
    """The words of a run of text as they are written."""
    found = compiled(_WORD if run.isascii() else _any_word()).findall(run)
    return [part for raw in found for part in _parted(raw)]


def _read(raw: str, language: Language) -> list[Word]:
    """What a word is that is written so, and isn't the first of its text; of an elided one, two."""
    word, before = raw.casefold(), ""
    if raw[0].isdigit():
        word = _number(raw, language)
    elif "." in word[1:]:
        word = _abbreviation(word, language)
    elif "'" in word and language.elides:
        before, _, word = word.partition("'")
    elif "'" in word:
        word = _CLITIC.sub("", word).replace("'", "")
    is_name, stem = raw[0].isupper(), language.stem
    head = [_word(before, stem(before))] if before else []
    return [*head, _word(word, stem(word), is_name)] if word else head


def spans(text: str, wanted: Container[str], language: Language) -> tuple[tuple[int, int], ...]:
    """Where in `text` those words stand that are `wanted` (as `Word.text`): (start, end) in characters, in order."""
    return tuple(span for span, held in _tokens(text, language) if any(word in wanted for word in held))


@functools.lru_cache(maxsize=1_000)
def _tokens(text: str, language: Language) -> tuple[tuple[tuple[int, int], tuple[str, ...]], ...]:
    """Where each token of a text stands, and the words in it: many questions are answered by few sentences."""
    token = _token(_CHARACTER if max(normalise(text), default="") >= _FIRST_CHARACTER else "")
    return tuple((found.span(), _texts(found.group(), language)) for found in compiled(token).finditer(text))


@functools.lru_cache(maxsize=20_000)
def _texts(token: str, language: Language) -> tuple[str, ...]:
    """The words of a token, as `Word.text`: sentences share their tokens."""
    return tuple(word.text for word in words(token, language))


def _token(characters: str) -> str:
    """The pattern of a word as it stands in a text, for marking it there; what `words` makes of it is another matter.

    Without the characters that are words of their own it is compiled in a tenth of 4 ms.
    """
    one, alone = rf"[^\W_{characters}]", f"[{characters}]|" if characters else ""
    return (
        rf"(?:[^\W\d_]\.){{2,}}|{alone}(?<![^\W_])[^\W\d_](?:#|\+\+)(?=\d)"
        rf"|(?:(?<![\w.])\.)?{one}(?:[.,:'’]?{one})*(?:(?:#|\+\+)(?!\w))?"
    )


def _abbreviation(word: str, language: Language) -> str:
    """An abbreviation without its stops, where that is no small word: pto, but u.s. and i.t."""
    bare = word.replace(".", "")
    keeps = bare in language.stop_words or bare in language.abbreviated
    return f"{'.'.join(bare)}." if keeps else bare


def _parted(raw: str) -> Iterable[str]:
    """A word, or the words of an identifier."""
    is_plain = raw.islower() or raw[1:].islower() or raw.isupper()
    return (raw,) if is_plain or not _HUMPS.fullmatch(raw) else _HUMP.findall(raw)


@functools.lru_cache(maxsize=100_000)
def _word(text: str, stem: str, name: bool = False) -> Word:  # noqa: FBT001, FBT002
    """One object for each word, as a large knowledge repeats its words."""
    return Word(text, stem, name)


def _number(raw: str, language: Language) -> str:
    """A number in one form: without marks between thousands, with a point before decimals."""
    if ":" in raw:
        return raw  # a time of day
    thousands, decimal = (".", ",") if language.decimal_comma else (",", ".")
    whole, _, part = raw.partition(decimal)
    if decimal == "," and "." in raw and not re.fullmatch(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?", raw):
        return raw  # a date or a version, in any language
    return whole.replace(thousands, "") + (f".{part}" if part else "")


@functools.cache
def _any_word() -> str:
    marks = "".join(chr(c) for c in range(0x300, 0x3100) if unicodedata.category(chr(c)).startswith("M"))
    letters = rf"[^\W\d_{_CHARACTER}]"
    return (
        rf"(?:{letters}\.)+{letters}(?!{letters}|['.])|(?:{letters}\.){{2,}}|\d+(?:[.,:]\d+)*|[$€£¥₹]"
        rf"|[{_CHARACTER}][{marks}]*|[a-zA-Z](?:#|\+\+)(?=\d)|(?:(?<![\w.])\.(?={letters}{{2}}))?{letters}+(?:(?:[{marks}]|'(?={letters})){letters}*)*(?:(?:#|\+\+)(?!\w))?"
    )
