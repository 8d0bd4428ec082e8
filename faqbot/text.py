"""Text to words: normalising, splitting, stemming, and cutting text into sentences.

    "How's the cease-fire?"  ->  how, the, cease, fire   (stems: how, the, ceas, fire)

Nothing here knows of articles or questions.
"""

from __future__ import annotations

import functools
import re
import threading
import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

import Stemmer

from faqbot.english import ABBREVIATED, EVERYDAY

if TYPE_CHECKING:
    from collections.abc import Callable, Container

# Languages that write an article or pronoun to the next word with an apostrophe, as one: l'eau, d'acqua.
ELIDING: Final = frozenset({"fr", "it", "ca"})
# Languages with 1.500,25 where English has 1,500.25.
DECIMAL_COMMA: Final = frozenset("ca da de el es eu fi fr hu id it lt nb nl nn no pt ro ru sr sv tr".split())

# What a question is cut to, in characters: some 200 English words. Questions on the panel have at
# most 433 characters; past this a text is no question, and its cost must stay bounded.
MAX_QUESTION: Final = 1_000

# Languages of `language:` that Snowball stems (ISO 639-1). Words of other languages stand for themselves.
SNOWBALL: Final = {
    "ar": "arabic", "ca": "catalan", "cs": "czech", "da": "danish", "de": "german", "el": "greek", "en": "english",
    "eo": "esperanto", "es": "spanish", "et": "estonian", "eu": "basque", "fa": "persian", "fi": "finnish",
    "fr": "french", "ga": "irish", "hi": "hindi", "hu": "hungarian", "hy": "armenian", "id": "indonesian",
    "it": "italian", "lt": "lithuanian", "nb": "norwegian", "ne": "nepali", "nl": "dutch", "nn": "norwegian",
    "no": "norwegian", "pl": "polish", "pt": "portuguese", "ro": "romanian", "ru": "russian", "sr": "serbian",
    "st": "sesotho", "sv": "swedish", "ta": "tamil", "tr": "turkish", "yi": "yiddish",
}  # fmt: skip

_PLAIN: Final = str.maketrans(
    {"’": "'", "‘": "'", "ʼ": "'", "`": "'", "´": "'", "“": '"', "”": '"', "„": '"', "–": "-", "—": "-", "…": " "}
)
# A word of ASCII text: an abbreviation with its stops (U.S.), a number with its separators (20,000; 16:30), a
# sign of money, or letters (C# and C++ are words of their own).
_WORD: Final = r"(?:[a-zA-Z]\.){2,}|\d+(?:[.,:]\d+)*|\$|[a-zA-Z]+(?:'[a-zA-Z]+)*(?:(?:#|\+\+)(?!\w))?"
# The same in every script, with the marks that stand on a letter, which `\w` passes over. Where words are not
# parted by spaces each character is one: kana, Chinese, Thai, Lao, Burmese, Khmer.
_CHARACTER: Final = r"\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff"
_CONTROL: Final = r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029]"
_TRICK: Final = r"[\u202a-\u202e\u2066-\u2069\ufeff]"  # "Trojan Source", Boucher & Anderson, 2021
_SURROGATE: Final = r"[\ud800-\udfff]"
_ENTITY: Final = re.compile(r"&(#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});")
_CLITIC: Final = re.compile(r"'(?:s|re|ve|ll|d|m)$")
# A sentence ends at . ! ? (with closing quotes or brackets) before a space, at the full stops of scripts that
# set no space after them, or at an empty line.
_SENTENCE_END: Final = re.compile(r"[.!?][\"'”’)\]]*\s+|[。！？।][”’」』）]*\s*|\n\s*\n\s*")
_EMPTY_LINE: Final = re.compile(r"\n\s*\n")
_NO_END: Final = re.compile(
    r"\b(?:[A-Za-z]|Mr|Mrs|Ms|Dr|Prof|St|vs|Inc|Ltd|etc|approx|ca|pp|vol|Fig|Nr|bzw|e\.g|i\.e|[A-Z]\.[A-Z])\.\s+$"
)
_LONGEST_ABBREVIATION: Final = 7
# A word as it stands in a text, for marking it there; what `words` makes of it is another matter.
_TOKEN: Final = rf"(?:[^\W\d_]\.){{2,}}|[{_CHARACTER}]|[^\W_{_CHARACTER}](?:[.,:'’]?[^\W_{_CHARACTER}])*"


@dataclass(frozen=True, slots=True)
class Word:
    """A word in lower case, its stem, which stands for it in the index, and whether it looks like a name.

    A word looks like a name where it is capitalised and isn't the first of its text.
    """

    text: str
    stem: str
    name: bool = field(default=False, compare=False)


def as_read(question: str) -> str:
    """What is read of a question: no more than `MAX_QUESTION` characters, entities of HTML as what they stand for.

    Raises:
        TypeError: it is no string.
    """
    if not isinstance(question, str):
        raise TypeError(f"a question is a text (str), not {type(question).__name__}")
    question = question[:MAX_QUESTION]
    return _ENTITY.sub(_unescaped, question) if "&" in question else question


def is_truncated(question: str) -> bool:
    """Whether a question goes on, with more than white space, after what is read of it."""
    return len(question) > MAX_QUESTION and not question[MAX_QUESTION:].isspace()


def _unescaped(entity: re.Match[str]) -> str:
    import html  # here: few questions hold one, and its tables take a millisecond to import
    from html.entities import html5

    known = entity[1][0] == "#" or f"{entity[1]};" in html5  # of "&notes;", unescape would take "&not" for one
    return html.unescape(entity[0]) if known else entity[0]


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
    for raw in _pattern(_WORD if text.isascii() else _any_word()).findall(text):
        word = raw.casefold()
        if raw[0].isdigit():
            word = _number(raw, language)
        elif word in ABBREVIATED and language == "en":
            before = found[-1].text if found else ""
            if before in ABBREVIATED[word] if shouted or raw.islower() else raw.isupper():
                word = ".".join(word) + "."
        elif "'" in word and language in ELIDING:
            head, _, word = word.partition("'")
            found += [Word(head, stem(head))] if head else []
        elif "'" in word:
            word = _CLITIC.sub("", word).replace("'", "")
        if word:
            found.append(_word(word, stem(word), bool(found) and raw[0].isupper()))
    return tuple(found)


def places(text: str, wanted: Container[str], language: str = "en") -> tuple[tuple[int, int], ...]:
    """Where in `text` those words stand that are `wanted` (as `Word.text`): (start, end) in characters, in order."""
    return tuple(
        token.span()
        for token in _pattern(_TOKEN).finditer(text)
        if any(word.text in wanted for word in words(token.group(), language))
    )


@functools.lru_cache(maxsize=100_000)
def _word(text: str, stem: str, name: bool) -> Word:  # noqa: FBT001 - a large knowledge repeats its words: one object each
    return Word(text, stem, name)


def _number(raw: str, language: str) -> str:
    """A number in one form: without marks between thousands, with a point before decimals."""
    if ":" in raw:
        return raw  # a time of day
    thousands, decimal = (".", ",") if language in DECIMAL_COMMA else (",", ".")
    whole, _, part = raw.partition(decimal)
    if decimal == "," and "." in raw and not re.fullmatch(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?", raw):
        return raw  # a date or a version, in any language
    return whole.replace(thousands, "") + (f".{part}" if part else "")


@functools.cache
def _any_word() -> str:
    marks = "".join(chr(c) for c in range(0x300, 0x3100) if unicodedata.category(chr(c)).startswith("M"))
    letters = rf"[^\W\d_{_CHARACTER}]"
    return (
        rf"(?:{letters}\.){{2,}}|\d+(?:[.,:]\d+)*|[$€£¥₹]|[{_CHARACTER}][{marks}]*"
        rf"|{letters}+(?:(?:[{marks}]|'(?={letters})){letters}*)*(?:(?:#|\+\+)(?!\w))?"
    )


@functools.cache
def _pattern(pattern: str) -> re.Pattern[str]:
    """A pattern, compiled when it is first needed: large sets of characters take a millisecond each."""
    return re.compile(pattern)


class _Snowball(threading.local):
    """A stemmer for each thread, as one keeps state while it works.

    A lock around one for all would stay locked for good in a process that is forked while another thread holds it.
    """

    def __init__(self, algorithm: str) -> None:
        self.stem: Callable[[str], str] = Stemmer.Stemmer(algorithm, 0).stemWord  # 0: what it finds is kept below


@functools.cache
def stemmer(language: str) -> Callable[[str], str]:
    """A function from a lower-case word to its stem (Porter, Snowball, 2001).

    English function words stand for themselves, and so does every word of a language that has no stemmer. In English
    accents are a matter of the keyboard ("creme brulee"): a stem has none.
    """
    if language not in SNOWBALL:
        return str
    snowball = _Snowball(SNOWBALL[language])
    english = language == "en"
    kept = EVERYDAY if english else ()

    @functools.lru_cache(maxsize=100_000)
    def stem(word: str) -> str:
        if word in kept:
            return word
        if english and not word.isascii():
            word = "".join(c for c in unicodedata.normalize("NFKD", word) if not "\u0300" <= c <= "\u036f")
        return snowball.stem(word)

    return stem


def is_year(word: str) -> bool:
    """Whether a word is a year in figures, of the last centuries or this one."""
    return len(word) == 4 and word.isdecimal() and word[:2] in ("17", "18", "19", "20")


def sentences(text: str) -> tuple[tuple[int, str], ...]:
    """The sentences of `text` as (offset in characters, sentence), without the white space around them."""
    found, start = [], 0
    for end in _SENTENCE_END.finditer(text):
        if end.group()[0] == "." and not _EMPTY_LINE.search(end.group()) and _goes_on(text, end.start(), end.end()):
            continue
        found.append((start, text[start : end.end()]))
        start = end.end()
    found.append((start, text[start:]))
    return tuple((at + len(s) - len(s.lstrip()), s.strip()) for at, s in found if s.strip())


def _goes_on(text: str, stop: int, after: int) -> bool:
    """Whether the full stop at `stop` ends an abbreviation rather than the sentence."""
    following = text[after : after + 1]
    if following.islower():
        return True
    if following.isdigit() and text[max(0, stop - 2) : stop] in ("No", "no"):
        return True
    return _NO_END.search(text, max(0, stop - _LONGEST_ABBREVIATION), after) is not None
