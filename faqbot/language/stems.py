"""Words to stems, in each language that has a stemmer."""

from __future__ import annotations

import functools
import threading
import unicodedata
from typing import TYPE_CHECKING, Final

import Stemmer

from faqbot.language.english import EVERYDAY

if TYPE_CHECKING:
    from collections.abc import Callable

# Languages of `language:` that Snowball stems (ISO 639-1). Words of other languages stand for themselves.
SNOWBALL: Final = {
    "ar": "arabic", "ca": "catalan", "cs": "czech", "da": "danish", "de": "german", "el": "greek", "en": "english",
    "eo": "esperanto", "es": "spanish", "et": "estonian", "eu": "basque", "fa": "persian", "fi": "finnish",
    "fr": "french", "ga": "irish", "hi": "hindi", "hu": "hungarian", "hy": "armenian", "id": "indonesian",
    "it": "italian", "lt": "lithuanian", "nb": "norwegian", "ne": "nepali", "nl": "dutch", "nn": "norwegian",
    "no": "norwegian", "pl": "polish", "pt": "portuguese", "ro": "romanian", "ru": "russian", "sr": "serbian",
    "st": "sesotho", "sv": "swedish", "ta": "tamil", "tr": "turkish", "yi": "yiddish",
}  # fmt: skip


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
