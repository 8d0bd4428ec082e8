"""What this user has taught, so that it can be taken back: a line each in the user's state folder, the last one last.

There, and not beside the knowledge: it is what somebody has done at this machine, and has no place in a pull request.
A lesson is noted before its files are written, and once more when they are: of one that was killed in between, what
there is of it is found and taken out.
"""

from __future__ import annotations

import json
import os
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from typing import TYPE_CHECKING, Any, Final

from faqbot.authoring import saving
from faqbot.base import folders
from faqbot.base.errors import FaqbotError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

KEPT: Final = 1_000  # lessons
_FOLDER_MODE: Final = 0o700  # as of the history, which lies there, too


@dataclass(frozen=True, slots=True)
class Note:
    """A lesson that was written, or was about to be.

    Attributes:
        article: the article's file, without links; "" where none was written.
        list: the list of it that holds the part: sections or faq.
        id: the part's id.
        question: the question that was taught.
        answer: the answer of an entry that was made for it; "" of one that was there.
        golden: the golden file, without links; "" where none was written.
        case: the case in it.
        done: whether all of it was written.
    """

    article: str
    list: str
    id: str
    question: str
    answer: str = ""
    golden: str = ""
    case: dict[str, Any] = field(default_factory=dict)
    done: bool = False

    @property
    def ref(self) -> str:
        """`article#id` of the part."""
        return f"{os.path.splitext(os.path.basename(self.article))[0]}#{self.id}"


def path() -> str:
    """Where the lessons are noted.

    Raises:
        FaqbotError: the user has no home.
    """
    return os.path.join(folders.state(), "lessons.jsonl")


def made() -> str:
    """As `path`; the folder is made.

    Raises:
        FaqbotError: it can't be, or the user has no home.
    """
    file = path()
    try:
        os.makedirs(os.path.dirname(file), mode=_FOLDER_MODE, exist_ok=True)
    except OSError as error:
        why = f"lessons can't be noted, so that none could be taken back ({error.strerror})"
        raise FaqbotError(f"{file}: {why}") from None
    return file


@contextmanager
def noted(lessons: Sequence[Note]) -> Iterator[None]:
    """Lessons are noted before they are written, which the `with` does, and once more when they are.

    Raises:
        KnowledgeError: they can't be noted.
    """
    notes = read()
    write([*notes, *lessons])
    yield
    write([*notes, *(replace(note, done=True) for note in lessons)])


def read() -> list[Note]:
    """The lessons, the last one last. A line that is none, as another version may write, is passed over."""
    try:
        with open(path(), encoding="utf-8") as file:
            lines = file.read().splitlines()
    except (OSError, ValueError):
        return []
    return [note for line in lines if (note := _note(line))]


def _note(line: str) -> Note | None:
    try:
        return Note(**json.loads(line))
    except (ValueError, TypeError):
        return None


def write(notes: Iterable[Note]) -> None:
    """Note these lessons, the last `KEPT` of them.

    Raises:
        KnowledgeError: they can't be written.
    """
    lines = [json.dumps(asdict(note), ensure_ascii=False) for note in notes]
    saving.save(path(), "".join(f"{line}\n" for line in lines[-KEPT:]).encode("utf-8", "surrogatepass"))
