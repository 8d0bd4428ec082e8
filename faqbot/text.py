"""Text to words: normalising, splitting, stemming, and cutting text into sentences.

    "How's the cease-fire?"  ->  how, the, cease, fire   (stems: how, the, ceas, fire)

Nothing here knows of articles or questions.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from faqbot.english import ABBREVIATED, EVERYDAY

if TYPE_CHECKING:
    from collections.abc import Callable

# What a question is cut to, in characters: some 200 English words. Questions on the panel have at
# most 433 characters; past this a text is no question, and its cost must stay bounded.
MAX_QUESTION: Final = 1_000

# Languages of `language:` that Snowball stems (ISO 639-1). Words of other languages stand for themselves.
SNOWBALL: Final = {
    "ar": "arabic", "ca": "catalan", "da": "danish", "de": "german", "el": "greek", "en": "english",
    "es": "spanish", "eu": "basque", "fi": "finnish", "fr": "french", "ga": "irish", "hi": "hindi",
    "hu": "hungarian", "hy": "armenian", "id": "indonesian", "it": "italian", "lt": "lithuanian",
    "ne": "nepali", "nl": "dutch", "no": "norwegian", "pt": "portuguese", "ro": "romanian",
    "ru": "russian", "sr": "serbian", "sv": "swedish", "ta": "tamil", "tr": "turkish",
}  # fmt: skip

_PLAIN: Final = str.maketrans(
    {"’": "'", "‘": "'", "ʼ": "'", "`": "'", "´": "'", "“": '"', "”": '"', "„": '"', "–": "-", "—": "-", "…": " "}
)
# A word of ASCII text: an abbreviation with its stops (U.S.), a number with its separators (20,000), or letters.
_WORD: Final = r"(?:[a-zA-Z]\.){2,}|\d+(?:[.,]\d+)*|[a-zA-Z]+(?:'[a-zA-Z]+)*"
# The same in every script. Where words are not parted by spaces each character is one. Signs that stand on a
# letter are part of its word, though `\w` passes them over: accents that don't compose, Arabic vowels, and the
# vowel signs of Hindi and Nepali (Devanagari) and of Tamil.
_SIGN: Final = (
    r"[\u0300-\u036f\u064b-\u065f\u0670\u0900-\u0903\u093a-\u094f\u0951-\u0957\u0962\u0963\u0b82\u0bbe-\u0bcd\u0bd7]"
)
_CHARACTER: Final = r"\u3040-\u30ff\u3400-\u9fff"
_ANY_WORD: Final = (
    rf"(?:[^\W\d_]\.){{2,}}|\d+(?:[.,]\d+)*|[{_CHARACTER}]"
    rf"|[^\W\d_{_CHARACTER}]+(?:(?:{_SIGN}|'(?=[^\W\d_]))[^\W\d_{_CHARACTER}]*)*"
)
_CONTROL: Final = r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029]"
_TRICK: Final = r"[\u202a-\u202e\u2066-\u2069\ufeff]"  # "Trojan Source", Boucher & Anderson, 2021
_SURROGATE: Final = r"[\ud800-\udfff]"
_CLITIC: Final = re.compile(r"'(?:s|re|ve|ll|d|m)$")
# A sentence ends at . ! ? (with closing quotes or brackets) before a space, at the full stops of scripts that
# set no space after them, or at an empty line.
_SENTENCE_END: Final = re.compile(r"[.!?][\"'”’)\]]*\s+|[。！？।][”’」』）]*\s*|\n\s*\n\s*")
_EMPTY_LINE: Final = re.compile(r"\n\s*\n")
_NO_END: Final = re.compile(
    r"(?:\b(?:[A-Z]|Mr|Mrs|Ms|Dr|Prof|St|vs|No|Inc|Ltd|etc|approx|e\.g|i\.e)|\b[A-Z]\.[A-Z])\.\s+$"
)


@dataclass(frozen=True, slots=True)
class Word:
    """A word in lower case, its stem, which stands for it in the index, and whether it looks like a name.

    A word looks like a name where it is capitalised and isn't the first of its text.
    """

    text: str
    stem: str
    name: bool = field(default=False, compare=False)


def clean(text: str) -> str:
    """`text` as it may be shown on one line: made `harmless`, each run of white space one space."""
    return " ".join(harmless(text).split())


def harmless(text: str) -> str:
    """`text` as it may be shown on a terminal, its line breaks kept.

    Control characters (so every escape sequence) become spaces, lone surrogates U+FFFD, so that the
    result can always be encoded; what reverses or hides the text around it (bidi overrides and
    isolates, byte order marks) is left out.
    """
    if text.isprintable():  # then none of them is in it
        return text
    text = _pattern(_CONTROL).sub(" ", text.replace("\r\n", "\n"))
    return _pattern(_SURROGATE).sub("\ufffd", _pattern(_TRICK).sub("", text))


def normalise(text: str) -> str:
    """`text` in one form for comparing: compatibility characters unified, curly quotes and long dashes plain."""
    return text.replace("`", "'") if text.isascii() else unicodedata.normalize("NFKC", text.translate(_PLAIN))


def words(text: str, language: str = "en") -> tuple[Word, ...]:
    """The words of `text`, in order.

    An abbreviation keeps its stops ("u.s."), and so does one in capitals within mixed-case text
    ("US"), so that it is never taken for the everyday word ("us"). Numbers lose their separators.
    """
    text = normalise(text)
    stem = stemmer(language)
    shouted = text.isupper() and " " in text.strip()
    found: list[Word] = []
    for raw in _pattern(_WORD if text.isascii() else _ANY_WORD).findall(text):
        word = raw.casefold()
        if raw[0].isdigit():
            word = raw.replace(",", "")
        elif word in ABBREVIATED and language == "en":
            before = found[-1].text if found else ""
            if before in ABBREVIATED[word] if shouted or raw.islower() else raw.isupper():
                word = ".".join(word) + "."
        elif "'" in word:
            word = _CLITIC.sub("", word).replace("'", "")
        if word:
            found.append(Word(word, stem(word), bool(found) and raw[0].isupper()))
    return tuple(found)


@functools.cache
def _pattern(pattern: str) -> re.Pattern[str]:
    """A pattern, compiled when it is first needed: large sets of characters take a millisecond each."""
    return re.compile(pattern)


@functools.cache
def stemmer(language: str) -> Callable[[str], str]:
    """A function from a lower-case word to its stem (Porter, Snowball, 2001).

    English function words stand for themselves, and so does every word of a language that has no stemmer.
    """
    if language not in SNOWBALL:
        return str
    import snowballstemmer  # 9 ms: paid when the first word is stemmed, not by --help

    # A stemmer object keeps state while it works: one a call would be slow, so each result is kept.
    make = snowballstemmer.stemmer

    kept = EVERYDAY if language == "en" else ()

    @functools.lru_cache(maxsize=100_000)
    def stem(word: str) -> str:
        return word if word in kept else str(make(SNOWBALL[language]).stemWord(word))

    return stem


def sentences(text: str) -> tuple[tuple[int, str], ...]:
    """The sentences of `text` as (offset in characters, sentence), without the white space around them."""
    found, start = [], 0
    for end in _SENTENCE_END.finditer(text):
        if end.group()[0] == "." and not _EMPTY_LINE.search(end.group()) and _NO_END.search(text, 0, end.end()):
            continue
        found.append((start, text[start : end.end()]))
        start = end.end()
    found.append((start, text[start:]))
    return tuple((at + len(s) - len(s.lstrip()), s.strip()) for at, s in found if s.strip())
