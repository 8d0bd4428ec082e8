"""The gaps of a log, one by one: what each belongs to is told by a key, and taught."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Final

from faqbot.authoring.learning.gaps.finding import found
from faqbot.authoring.learning.teaching.lesson import NewEntry, NotOurs, RefusedError, Wording
from faqbot.base.errors import FaqbotError
from faqbot.base.hygiene import clean, verbatim
from faqbot.base.layout.lines import wrap
from faqbot.base.messages import counted
from faqbot.log.reading import read
from faqbot.terminal import screen

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from faqbot.authoring.learning.gaps.gaps import Cluster
    from faqbot.authoring.learning.teaching.lesson import Wish
    from faqbot.authoring.learning.teaching.teacher import Teacher

LISTED: Final = 8  # places that a search lists
_KEYS: Final = {"t": "this place", "a": "another", "n": "new entry", "o": "not ours", "s": "skip", "q": "quit"}


class _LeftError(Exception):
    """Whoever is asked has had enough."""


def over(teacher: Teacher, logs: Sequence[str]) -> int:
    """Ask of each cluster of what readers didn't get where it belongs, the largest first; returns the exit status 0.

    Args:
        teacher: who teaches.
        logs: the files of the log.

    Raises:
        FaqbotError: a log can't be read.
    """
    gaps = found(teacher.bot, read(logs))
    clusters = gaps.clusters
    if not clusters:
        why = "all that was asked is answered" if gaps.asked else "nothing was asked"
        _say(f"There is nothing to teach: {why}.")
    left = teacher.not_ours() if clusters else frozenset[str]()
    clusters = tuple(cluster for cluster in clusters if not left.issuperset(map(clean, cluster.shown)))
    if gaps.clusters and not clusters:
        _say("There is nothing to teach: golden cases say of all that is not answered that it need not be.")
    taught = 0
    try:
        for number, cluster in enumerate(clusters, 1):
            _show(cluster, f"{number} of {len(clusters)}")
            taught += _asked(teacher, cluster)
    except _LeftError:
        pass
    if clusters:
        back = "; faqbot teach --undo takes the last one back" if taught else ""
        _say(f"{counted(taught, 'lesson')} taught{back}.")
    return 0


def _show(cluster: Cluster, number: str) -> None:
    wordings = ", ".join(f"“{wording}”" for wording in cluster.shown)
    _say(f"{number}: {wordings} – asked {counted(cluster.count, 'time')}")
    if cluster.place:
        _say(f"  nearest: {cluster.place.ref}, “{cluster.place.title}”: {cluster.why}")


def _asked(teacher: Teacher, cluster: Cluster) -> int:
    """How many lessons were taught of a cluster: it is asked again as long as none is and it isn't skipped."""
    keys = ", ".join(f"{key} {means}" for key, means in _KEYS.items() if key != "t" or cluster.place)
    while True:
        key = _key(_line("\n".join(_wrapped(f"{keys}:")) + " "))
        if key == "q":
            raise _LeftError
        if key in ("", "s"):
            return 0
        try:
            wishes = _wishes(teacher, cluster, key, keys)
        except FaqbotError as error:
            _say(str(error))
            continue
        taught = [lessons for wish in wishes if (lessons := _taught(teacher, wish)) is not None]
        if taught:
            return sum(taught)


def _key(typed: str) -> str:
    """The key that was typed, alone or as the words that it stands for; what is neither stays as it is."""
    typed = typed.lower()
    return next((key for key, means in _KEYS.items() if typed == means), typed)


def _wishes(teacher: Teacher, cluster: Cluster, key: str, keys: str) -> list[Wish]:
    """What a key wishes for; nothing where it is none, or its question was left without an answer.

    Raises:
        FaqbotError: the key is none.
    """
    articles = [article.id for article in teacher.bot.knowledge.articles]
    article = cluster.nearest.partition("#")[0] if cluster.nearest else articles[0]
    if key == "t" and cluster.nearest:
        return [Wording(wording, cluster.nearest) for wording in cluster.shown]
    if key == "a":
        ref = _place(teacher)
        return [Wording(wording, ref) for wording in cluster.shown] if ref else []
    if key == "n":
        answer = _line("The answer, on one line (nothing: none): ")
        if answer and articles[1:]:
            article = _line(f"The article ({', '.join(articles)}; nothing: {article}): ") or article
        return [NewEntry(cluster.shown[0], answer, article)] if answer else []
    if key == "o":
        return [NotOurs(wording, article) for wording in cluster.shown]
    raise FaqbotError("there is nothing near: take another key" if key == "t" else f"the keys are: {keys}")


def _place(teacher: Teacher) -> str:
    """The place that is named or searched for; "" where none is taken."""
    words = _line("Its id, or words to search for: ")
    if not words:
        return ""
    if any(words in (part.id, article.ref(part)) for article, part in teacher.bot.knowledge.parts()):
        return words
    listed = teacher.bot.search(words, LISTED)
    for number, match in enumerate(listed, 1):
        _say(f"  {number} {match.ref}, “{match.title}”")
    picked = _line("Its number (nothing: none): ") if listed else ""
    at = int(picked) if picked.isascii() and picked.isdecimal() else 0
    return listed[at - 1].ref if 1 <= at <= len(listed) else ""


def _taught(teacher: Teacher, wish: Wish) -> int | None:
    """How many lessons were taught: one, or none where it is known already; None where it can't be. That is told."""
    try:
        lesson = teacher.teach(wish)
    except RefusedError as error:
        _say(str(error))
        return 0 if error.known else None
    except FaqbotError as error:
        _say(str(error))
        return None
    _say(str(lesson))
    return 1


def _line(prompt: str) -> str:
    """What is typed behind a prompt.

    Raises:
        _LeftError: there is nothing more to come.
    """
    print(prompt, end="", flush=True)
    line = sys.stdin.readline()
    if not line:
        print()
        raise _LeftError
    return line.strip()


def _say(text: str) -> None:
    print("\n".join(_wrapped(text)), flush=True)


def _wrapped(text: str) -> Iterator[str]:
    """The lines of a text, broken between words where they are wider than the terminal; as they are without one."""
    width = screen.columns(sys.stdout) if sys.stdout.isatty() else None
    for line in verbatim(text).split("\n"):
        indent = line[: len(line) - len(line.lstrip())]
        yield from wrap(line.lstrip(), width, indent, f"{indent}  ") if width else (line,)
