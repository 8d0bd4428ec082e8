"""What a file, or a part of one, is called where it doesn't say it itself: its name, in the words that stand in it."""

from __future__ import annotations

import re


def of_file(stem: str) -> str:
    """The title of an article by its file's name without the ending: as of a name, but "faq" becomes "FAQ"."""
    return of_words(of_name(stem))


def of_name(name: str) -> str:
    """A title made of a name: "shop_faq" becomes "Shop faq"; "FAQ" where there is no word in it."""
    words = " ".join(re.split(r"[\W_]+", name)).strip()
    return words[:1].upper() + words[1:] if words else "FAQ"


def of_words(words: str) -> str:
    """The words of a file's name as a title: "shop faq" becomes "Shop faq", and "faq" alone "FAQ"."""
    return "FAQ" if words.casefold() == "faq" else words[:1].upper() + words[1:]
