"""Another identifier: what getUserName returns is no answer to what getUserId does.

An identifier is one by how it is written: parts in capitals (getUserId), joined by _, . or :: (MAX_RETRIES,
json.dumps), an option (--dry-run), a call (run()). As these differ from one writer to another, only letters and
figures count.
"""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from faqbot.index.candidates import Candidate
    from faqbot.search.question import Question

_IDENTIFIER: Final = re.compile(
    r"(?<![\w@.-])(?:"
    r"--?[a-z]\w+(?:-\w+)*"  # --dry-run
    r"|\w*[^\W_]_+[^\W_]\w*(?:\.\w+)*"  # MAX_RETRIES, user_config.yaml
    r"|[a-z]{2,}[a-z\d]*(?:[A-Z][a-z\d]+)+"  # getUserId
    r"|[A-Za-z]\w+(?:::\w+)+"  # std::sort
    r"|[A-Za-z]\w*(?:\.\w+)*(?=\(\))"  # run(), json.dumps()
    r")(?![\w@])"
)
# Two words joined by a stop are an identifier where the knowledge has one like it: "list.append", not "now.please".
_DOTTED: Final = re.compile(r"(?<![\w@.-])([A-Za-z]\w+)\.([a-z]\w+)(?![\w@])")
# Every identifier has one of these; most questions have none, and are read no further.
_SIGNS: Final = re.compile(r"[_:(]|[-.]\w|[a-z\d][A-Z]")
_MARKS: Final = re.compile(r"[\W_]+")

# Candidates whose letters are kept once a question has needed them: some 2 kB each.
KEPT: Final = 2_000


class Identifiers:
    """Finds what lacks an identifier. Safe to share between threads."""

    def __init__(self) -> None:
        self._letters = functools.lru_cache(maxsize=KEPT)(_letters_of)
        self._owners = functools.lru_cache(maxsize=KEPT)(_owners_of)
        self._asked = functools.lru_cache(maxsize=1)(_asked_of)

    def applies(self, question: Question) -> bool:
        """Whether anything of a question can be missed so: else nothing is against any candidate."""
        asked = self._asked(question.text)
        return bool(asked.sure or asked.dotted)

    def left(self, question: Question, candidate: Candidate, _nearest: int) -> float:
        """0.0 where a candidate lacks an identifier that was asked about, else 1.0."""
        asked = self._asked(question.text)
        names = asked.sure | {_plain(owner + name) for owner, name in asked.dotted if owner in self._owners(candidate)}
        return 1.0 if all(name in self._letters(candidate) for name in names) else 0.0


class _Asked(NamedTuple):
    """The identifiers of a question; and what may be one, as what stands before the stop and what behind it."""

    sure: frozenset[str]
    dotted: tuple[tuple[str, str], ...]


_NONE: Final = _Asked(frozenset(), ())


def _asked_of(text: str) -> _Asked:
    if not _SIGNS.search(text):
        return _NONE
    return _Asked(frozenset(map(_plain, _IDENTIFIER.findall(text))), _dotted(text))


def _letters_of(candidate: Candidate) -> str:
    return " ".join(_plain(line.value) for line in candidate.lines)


def _owners_of(candidate: Candidate) -> frozenset[str]:
    """What stands before the stop of an identifier: "list" of "list.append"."""
    return frozenset(owner for line in candidate.lines for owner, _ in _dotted(line.value))


def _dotted(text: str) -> tuple[tuple[str, str], ...]:
    return tuple((owner.casefold(), name.casefold()) for owner, name in _DOTTED.findall(text))


def _plain(text: str) -> str:
    return _MARKS.sub("", text.casefold())
