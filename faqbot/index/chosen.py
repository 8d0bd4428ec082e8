"""By what meaning a bot tells words apart: what is asked for, what the articles say, and what that takes."""

from __future__ import annotations

import functools
import os
import warnings
from typing import TYPE_CHECKING, Final

from faqbot.base.errors import FaqbotError
from faqbot.base.messages import either, shown
from faqbot.index.cutting.parts import language_of
from faqbot.index.vectors.table import Table
from faqbot.knowledge.article import Meaning

if TYPE_CHECKING:
    from faqbot.index.encoding.encoder import Encode, TextEncoder
    from faqbot.knowledge.article import Knowledge

ENVIRONMENT: Final = "FAQBOT_MEANING"  # names one of `Meaning`, whatever the articles say


def chosen(articles: Knowledge, asked: str | None = None, encoder: Encode | None = None) -> Meaning | None:
    """By what meaning is told: what is `asked` for, else what $FAQBOT_MEANING says, else what the articles say.

    An encoder of one's own is the encoder that is meant, unless the articles leave meaning out.

    Returns:
        None where nothing says it.

    Raises:
        FaqbotError: `asked` or $FAQBOT_MEANING is none of the three, or `asked` contradicts the encoder.
    """
    said = asked_for(asked, encoder) or articles.meaning
    return Meaning.ENCODER if encoder and said is not Meaning.OFF else said


def asked_for(meaning: str | None, encoder: Encode | None = None) -> Meaning | None:
    """What is asked for over the articles: by an argument, else by $FAQBOT_MEANING, which no given encoder heeds."""
    asked = _named("the argument meaning", meaning)
    if encoder is None:
        return asked or _named(f"${ENVIRONMENT}", os.environ.get(ENVIRONMENT) or None)
    if asked not in (None, Meaning.ENCODER):
        raise FaqbotError(f'an encoder was given, but meaning is "{asked}": leave one of the two out')
    return asked


def _named(source: str, meaning: str | None) -> Meaning | None:
    if meaning is None:
        return None
    try:
        return Meaning(str(meaning).lower())
    except ValueError:
        raise FaqbotError(f'{source} can\'t be "{shown(str(meaning))}": write {either(list(Meaning))}') from None


def encoder_of(function: Encode | None, articles: Knowledge) -> TextEncoder:
    """A function as an encoder; None: the one that ships for the language of the articles.

    Raises:
        FaqbotError: there is none, or it can't be had.
    """
    if function:
        from faqbot.index.encoding.encoder import Encoder  # here: most bots have none

        return Encoder(function)
    language = language_of(articles)
    if language.encoder is None:
        told = f'there is no encoder for the language "{language.code}", which most of the knowledge is in'
        raise FaqbotError(f'{told}: write "words" or "off" for its meaning, or give Bot an encoder of yours')
    from faqbot.index.encoding.shipped import shipped  # here: it looks for numpy

    return shipped(language.encoder)


@functools.lru_cache(maxsize=1)
def table_of(path: str) -> Table | None:
    """The word vectors of a file, which every bot shares; None, with a warning, where they can't be used."""
    try:
        return Table(path)
    except FaqbotError as error:
        warnings.warn(f"{error} Until then questions are matched without meaning.", stacklevel=4)
        return None
