"""The names that a text writes: words with a capital that stand together, each with where it stands."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from faqbot.authoring.checking.reading.facts import WORD, prose
from faqbot.language.sentences import sentences

_CAPITAL: Final = re.compile(r"(?<![\w@/.#`-])[^\W\d_a-z][\w'’]*(?:-[\w'’]+)*(?![\w/@`])")


@dataclass(frozen=True, slots=True)
class Name:
    """Words that stand together and are written as a name: where, what, and whether they begin a sentence."""

    start: int
    text: str
    first: bool


def names(text: str) -> list[Name]:
    """What a text writes with a capital, words that only a space parts together, sentence by sentence."""
    found: list[Name] = []
    covered = prose(text)
    for offset, sentence in sentences(covered):
        words = list(_CAPITAL.finditer(sentence))
        total = len(WORD.findall(sentence))
        if not words or len(words) * 2 > total + 1:  # a title, in Which Most Words Have Capitals
            continue
        run: list[re.Match[str]] = []
        for word in words:
            if run and sentence[run[-1].end() : word.start()] == " ":
                run.append(word)
                continue
            found += [_name(offset, run)] if run else []
            run = [word]
        found += [_name(offset, run)]
    return found


def _name(offset: int, run: list[re.Match[str]]) -> Name:
    text = " ".join(word[0] for word in run)
    return Name(offset + run[0].start(), text, run[0].start() == 0)
