"""Languages: one value holds all that is known of one, and code asks it rather than which language it is.

    of("en").stop_words     the, is, how …
    of("de").decimal_comma  True

A language that nothing is known of has words that stand for themselves.
"""

from __future__ import annotations

import functools
import os
from typing import TYPE_CHECKING, Final

from faqbot.base.values import dataclass, field
from faqbot.language.answer_types import AnswerTypes, Asking
from faqbot.language.english.contrasts import CONTRASTS
from faqbot.language.english.framing import FRAMING
from faqbot.language.english.questions import ASKING
from faqbot.language.english.words import ABBREVIATED, ENDINGS, MISSPELT, NEGATIONS, NUMERALS, PREFIXES, STOP_WORDS
from faqbot.language.grammar import Documents
from faqbot.language.stems import stemmer

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from faqbot.language.grammar import Contrasts, Drafting, FollowUps, Framing, Perturbing, Talk

# Languages of `language:` that Snowball stems (ISO 639-1). Words of other languages stand for themselves.
SNOWBALL: Final = {
    "ar": "arabic", "ca": "catalan", "cs": "czech", "da": "danish", "de": "german", "el": "greek", "en": "english",
    "eo": "esperanto", "es": "spanish", "et": "estonian", "eu": "basque", "fa": "persian", "fi": "finnish",
    "fr": "french", "ga": "irish", "hi": "hindi", "hu": "hungarian", "hy": "armenian", "id": "indonesian",
    "it": "italian", "lt": "lithuanian", "nb": "norwegian", "ne": "nepali", "nl": "dutch", "nn": "norwegian",
    "no": "norwegian", "pl": "polish", "pt": "portuguese", "ro": "romanian", "ru": "russian", "sr": "serbian",
    "st": "sesotho", "sv": "swedish", "ta": "tamil", "tr": "turkish", "yi": "yiddish",
}  # fmt: skip
# Languages that write an article or pronoun to the next word with an apostrophe, as one: l'eau, d'acqua.
_ELIDING: Final = frozenset({"fr", "it", "ca"})
# Languages with 1.500,25 where English has 1,500.25.
_DECIMAL_COMMA: Final = frozenset("ca da de el es eu fi fr hu id it lt nb nl nn no pt ro ru sr sv tr".split())
# Languages that write every noun with a capital, so that a capital makes no name.
_CAPITAL_NOUNS: Final = frozenset({"de"})
_NO_TYPES: Final = AnswerTypes(Asking(), frozenset())  # of a language of which it isn't known how its questions ask
_ENGLISH: Final = os.path.join(os.path.dirname(__file__), "english")


@dataclass(frozen=True, slots=True, eq=False)
class Language:
    """All that is known of a language.

    Attributes:
        code: its code (ISO 639-1), as `language:` names it.
        stem: from a lower-case word to its stem.
        stop_words: function words, and words that carry a conversation rather than its subject.
        negations: words that turn a question round.
        misspelt: what is often typed for a word, where that is no word itself, and the word.
        prefixes: stop words that begin other words as well.
        numerals: numbers in one word, and each in figures.
        abbreviated: words that are abbreviations in capitals ("US"); and, for text without capitals or of nothing
            else, the words that show the abbreviation by standing before it.
        elides: whether an article or pronoun is written to the next word.
        decimal_comma: whether decimals stand behind a comma.
        capital_nouns: whether all nouns have a capital.
        answer_types: what questions ask for and what shows it; where that is not known they ask for nothing.
        contrasts: what tells two texts apart that are alike otherwise; None: that is not known.
        framing: what questions stand in; None: that is not known.
        follow_ups: gives by what a short question leans on the one before; None: that is not known.
        talk: gives what is said to a bot and asks no article; None: that is not known.
        drafting: gives by what unfinished texts, numbers and days are told; None: that is not known.
        documents: gives how documents are put together.
        perturbing: gives how a question is put in other words, or turned; None: that is not known.
        endings: regular endings as (what a word must end in, how much of that is taken off, what is put in its place).
        lexicon: the file of its related words in base form, or None.
        vectors: the file of its word vectors, or None.
        encoder: the file of its sentence encoder, or None.
    """

    code: str
    stem: Callable[[str], str] = str
    stop_words: frozenset[str] = frozenset()
    negations: frozenset[str] = frozenset()
    misspelt: Mapping[str, str] = field(default_factory=dict)
    prefixes: frozenset[str] = frozenset()
    numerals: Mapping[str, int] = field(default_factory=dict)
    abbreviated: Mapping[str, frozenset[str]] = field(default_factory=dict)
    elides: bool = False
    decimal_comma: bool = False
    capital_nouns: bool = False
    answer_types: AnswerTypes = _NO_TYPES
    contrasts: Contrasts | None = None
    framing: Framing | None = None
    follow_ups: Callable[[], FollowUps] | None = None
    talk: Callable[[], Talk] | None = None
    drafting: Callable[[], Drafting] | None = None
    documents: Callable[[], Documents] = Documents
    perturbing: Callable[[], Perturbing] | None = None
    endings: tuple[tuple[str, int, str], ...] = ()
    lexicon: str | None = None
    vectors: str | None = None
    encoder: str | None = None


def _english_follow_ups() -> FollowUps:
    from faqbot.language.english.followups import FOLLOW_UPS  # here: a single question needs none of its patterns

    return FOLLOW_UPS


def _english_talk() -> Talk:
    from faqbot.language.english.talk import TALK  # here: what only loads or looks through articles needs none of it

    return TALK


def _english_drafting() -> Drafting:
    from faqbot.language.english.authoring.drafting import DRAFTING  # here: only who writes articles needs it

    return DRAFTING


def _english_documents() -> Documents:
    from faqbot.language.english.authoring.documents import DOCUMENTS  # here: who asks brings no document in

    return DOCUMENTS


def _english_perturbing() -> Perturbing:
    from faqbot.language.english.authoring.perturbing import PERTURBING  # here: who asks puts nothing in other words

    return PERTURBING


def _english() -> Language:
    return Language(
        code="en",
        stem=stemmer(SNOWBALL["en"], kept=STOP_WORDS, accents=False),
        stop_words=STOP_WORDS,
        negations=NEGATIONS,
        misspelt=MISSPELT,
        prefixes=PREFIXES,
        numerals=NUMERALS,
        abbreviated=ABBREVIATED,
        contrasts=CONTRASTS,
        answer_types=AnswerTypes(ASKING, STOP_WORDS),
        framing=FRAMING,
        follow_ups=_english_follow_ups,
        talk=_english_talk,
        drafting=_english_drafting,
        documents=_english_documents,
        perturbing=_english_perturbing,
        endings=ENDINGS,
        lexicon=os.path.join(_ENGLISH, "related.yaml"),
        vectors=os.path.join(_ENGLISH, "vectors.bin"),
        encoder=os.path.join(_ENGLISH, "encoder.bin"),
    )


@functools.cache
def of(code: str) -> Language:
    """The language of a code; one that is known by its code only has words that stand for themselves."""
    if code == "en":
        return _english()
    return Language(
        code=code,
        stem=stemmer(SNOWBALL[code]) if code in SNOWBALL else str,
        elides=code in _ELIDING,
        decimal_comma=code in _DECIMAL_COMMA,
        capital_nouns=code in _CAPITAL_NOUNS,
    )
