"""What is done with text, by the name of the module that held all of it."""

from faqbot.hygiene import MAX_QUESTION, as_read, clean, harmless, is_truncated
from faqbot.sentences import sentences
from faqbot.stems import SNOWBALL, stemmer
from faqbot.tokens import Word, is_year, normalise, places, words

__all__ = [
    "MAX_QUESTION", "SNOWBALL", "Word", "as_read", "clean", "harmless", "is_truncated", "is_year", "normalise",
    "places", "sentences", "stemmer", "words",
]  # fmt: skip
