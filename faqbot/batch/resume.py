"""A file of answers that goes on where it was broken off: what it holds already is not asked again.

As `wget -c` and `curl -C -` do, the same command goes on that has begun. Answers stand in the order of their questions,
so those that are there must be of the first ones; anything else is told, and nothing of the file is touched before.
"""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, Any, Final

from faqbot.answering.answers import Verdict
from faqbot.base.errors import FaqbotError
from faqbot.base.hygiene import clean
from faqbot.base.messages import shown
from faqbot.batch.records import OWN, QUESTION, WHY

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import BinaryIO

    from faqbot.batch.records import Asked

# The longest line that is read, in bytes: the answer to a question of 2,000,000 characters, each of six in JSON, is
# shorter. What is no text at all must not fill the memory.
_LONGEST: Final = 1 << 25
_MEANT = frozenset(map(str, (Verdict.ANSWERED, Verdict.TOLD)))


class Resumed:
    """The file of answers.

    Args:
        path: the file; it is made where it isn't there.
        why: whether the answers explain themselves.

    Raises:
        FaqbotError: it can't be read and written.
    """

    def __init__(self, path: str, *, why: bool) -> None:
        self._path, self._why = clean(path), why
        self.there = 0  # answers that it holds already, of the questions asked so far
        self.all_answered = True  # whether each of these was answered
        try:
            self._file: BinaryIO = open(path, "a+b")  # noqa: SIM115 - closed by `close`
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or str(error)
            raise FaqbotError(f"{self._path}: the answers can't be kept there ({reason}): name another file") from None

    def close(self) -> None:
        """Write no more."""
        self._file.close()

    def is_open_as(self, descriptor: int) -> bool:
        """Whether that is this file too."""
        return os.path.sameopenfile(self._file.fileno(), descriptor)

    def rest(self, asked: Iterable[Asked]) -> Iterator[Asked]:
        """The questions that it holds no answer to. A last line that was not written to its end is cut off.

        Raises:
            FaqbotError: it holds answers to other questions, or something else.
        """
        questions = iter(asked)
        self._file.seek(0)
        end = 0
        while line := self._file.readline(_LONGEST):
            if not line.endswith(b"\n"):
                if not line.startswith(b"{") or len(line) == _LONGEST:
                    raise FaqbotError(self._no_answer())
                break
            question = next(questions, None)
            if question is None:
                raise FaqbotError(f"{self._place()}: there are more answers than questions: {_ANOTHER}")
            self._check(line, question)
            self.there += 1
            end += len(line)
        self._file.truncate(end)
        yield from questions

    def write(self, line: str) -> None:
        """Add an answer."""
        self._file.write(line.encode("ascii") + b"\n")
        self._file.flush()

    def _check(self, line: bytes, asked: Asked) -> None:
        found = _parsed(line)
        if found is None or QUESTION not in found or "verdict" not in found:
            raise FaqbotError(self._no_answer())
        given = {key: value for key, value in (asked.given or {}).items() if key not in OWN}
        if found[QUESTION] != asked.question or any(found.get(key, found) != given[key] for key in given):
            told = f'this is no answer to "{shown(asked.question)}", which stands at this place of the questions'
            raise FaqbotError(f"{self._place()}: {told}: {_ANOTHER}")
        if (WHY in found) != self._why:
            how = "without --why: ask the rest without it too" if self._why else "with --why: ask the rest with it too"
            raise FaqbotError(f"{self._place()}: this was asked {how}, or {_ANOTHER}")
        self.all_answered &= found["verdict"] in _MEANT

    def _no_answer(self) -> str:
        return f"{self._place()}: this is no answer as faqbot ask --json writes it: {_ANOTHER}"

    def _place(self) -> str:
        return f"{self._path}:{self.there + 1}"


_ANOTHER: Final = "name the file that belongs to these questions, or a new one"


def _parsed(line: bytes) -> dict[str, Any] | None:
    try:
        found = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None
