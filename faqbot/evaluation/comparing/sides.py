"""The words of the command -> the two knowledges that are compared, each with where its files are.

A word is a path, a revision of git (`main`), or a path at a revision (`main:handbook`). What is there as a path is one.
Of a revision what is needed is written into a folder that is gone afterwards.
"""

from __future__ import annotations

import os
import warnings
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

from faqbot.base.errors import FaqbotError, KnowledgeError, KnowledgeWarning
from faqbot.base.hygiene import clean
from faqbot.base.messages import shown
from faqbot.base.suffixes import is_article, is_compiled, is_golden, is_listed
from faqbot.evaluation.comparing.git import Repository
from faqbot.index.compiled.making import opening
from faqbot.knowledge import listing, loading

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from faqbot.bot import Bot

# Files of a revision that are kept compiled if they stay are compiled in their folder before they are asked: several
# processes open that at once, and the user's cache folder isn't filled with what is gone soon.
_LARGE: Final = opening.LARGE
_COMPILED: Final = "revision.faq"


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two knowledges.

    Attributes:
        label: what it is called.
        paths: what it is loaded from.
        revision: the revision as it was written; "" of files as they are.
        root: where the root of the repository is written at that revision; "" of files as they are.
        here: where the working directory is in that; "" of files as they are.
    """

    label: str
    paths: tuple[str, ...]
    revision: str = ""
    root: str = ""
    here: str = ""

    def shown(self, path: str) -> str:
        """A path as it may be told: of a revision as git writes it, main:handbook/fees.yaml."""
        if self.root:
            return clean(path.replace(self.root + os.sep, f"{self.revision}:").replace(os.sep, "/"))
        return path

    def load(self, make: Callable[..., Bot], *, skip_bad: bool = False) -> Bot:
        """The bot over it. What most likely isn't meant at a revision is not warned of: it has been.

        Args:
            make: makes a bot of paths, as `Bot.load`.
            skip_bad: as of `Bot.load`, for what is compiled before.

        Raises:
            KnowledgeError: it can't be used; paths at a revision are told as git writes them.
        """
        if not self.root:
            return make(*self.paths)
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore", KnowledgeWarning)
                return make(*self._compiled(skip_bad=skip_bad))
        except KnowledgeError as error:
            first, *rest = (KnowledgeError(self.shown(f.path), f.line, self.shown(f.message)) for f in error.faults)
            raise KnowledgeError(first.path, first.line, first.message, rest) from None

    def _compiled(self, *, skip_bad: bool) -> tuple[str, ...]:
        files = list(listing.articles(self.paths))
        if sum(map(os.path.getsize, filter(os.path.isfile, files))) < _LARGE:
            return self.paths
        from faqbot.index.compiled.making import compiling  # here: few are large

        target = os.path.join(os.path.dirname(self.root), _COMPILED)
        return (compiling.compile_(self.paths, target, skip_bad=skip_bad).path,)

    def goldens(self) -> list[str]:
        """The golden files in the working directory and below, as pytest finds them there."""
        return list(_goldens(self.here or os.curdir))


@contextmanager
def opened(words: Sequence[str], knowledge: Sequence[str]) -> Iterator[tuple[Side, Side]]:
    """The two sides, the old one first, as long as they are needed.

    Args:
        words: OLD, or OLD and NEW.
        knowledge: the paths of the knowledge that a revision alone is put to, and that is NEW where none is named;
            without any the default one.

    Raises:
        FaqbotError: there is no such path or revision, or the knowledge isn't in it.
    """
    with TemporaryDirectory(prefix="faqbot-", ignore_cleanup_errors=True) as folder:
        sides = _Sides(os.path.realpath(folder), tuple(knowledge))
        old = sides.named(words[0], "old")
        yield old, sides.named(words[1], "new") if words[1:] else sides.now(words[0])


class _Sides:
    """Makes sides of words, each in a folder of its own below `folder`."""

    def __init__(self, folder: str, knowledge: tuple[str, ...]) -> None:
        self._folder = folder
        self._given = knowledge

    @cached_property
    def _repository(self) -> Repository:
        return Repository.here()

    @property
    def _knowledge(self) -> tuple[str, ...]:
        return self._given or (str(loading.default_path()),)

    def named(self, word: str, folder: str) -> Side:
        """The side that a word names."""
        if os.path.lexists(word):
            return Side(word, (word,))
        try:
            return self._at(word, os.path.join(self._folder, folder, "tree"))
        except FaqbotError as error:
            if isinstance(error, KnowledgeError):
                raise
            raise FaqbotError(f'there is no file or folder "{shown(word)}", and as a revision: {error}') from None

    def now(self, old: str) -> Side:
        """The files as they are: of a path at a revision that path, else the knowledge."""
        revision, colon, path = old.partition(":")
        if colon and revision and not os.path.lexists(old) and not self._given:
            file = os.path.relpath(os.path.join(self._repository.root, *self._path(path).split("/")))
            return Side(file, (file,))
        paths = self._knowledge
        return Side(", ".join(paths), paths)

    def _at(self, word: str, root: str) -> Side:
        """The side of a revision, its files written below `root`."""
        revision, colon, path = word.partition(":")
        repository = self._repository
        commit = repository.commit(revision)
        places = [self._path(path)] if colon else [repository.within(path) for path in self._knowledge]
        wanted = [name for place in places for name in self._articles(commit, place, revision)]
        below = repository.files(commit, repository.prefix.rstrip("/"))
        goldens = [name for name in below if is_golden(name) and not _is_passed(name[len(repository.prefix) :])]
        repository.write(commit, dict.fromkeys((*wanted, *goldens)), root)
        if goldens:
            _stand_in(root, filter(_is_knowledge, repository.files(commit, "")))
        paths = tuple(os.path.join(root, *place.split("/")) for place in places)
        return Side(word, paths, revision, root, os.path.join(root, *repository.prefix.split("/")))

    def _path(self, path: str) -> str:
        """The path behind REVISION: from the root, as git takes it; from here with "./"."""
        if path.startswith(("./", "../")):
            path = os.path.normpath(self._repository.prefix + path).replace(os.sep, "/")
        return path.strip("/")

    def _articles(self, commit: str, place: str, revision: str) -> list[str]:
        """The files at a place that may be articles; one that is named is, whatever it is called."""
        found = self._repository.files(commit, place)
        if not found:
            raise FaqbotError(f'"{shown(revision)}" has no {clean(place) or "file"}: name what it has, REVISION:PATH')
        return [name for name in found if name == place or is_article(name)]


def _is_knowledge(name: str) -> bool:
    return is_article(name) or is_listed(name) or is_compiled(name)


def _stand_in(root: str, names: Iterable[str]) -> None:
    """Make empty files where none are: by these a golden file's other knowledge is there, though it isn't read."""
    for name in names:
        file = os.path.join(root, *name.split("/"))
        if not os.path.lexists(file):
            os.makedirs(os.path.dirname(file), exist_ok=True)
            with open(file, "wb"):
                pass


# -- golden files ------------------------------------------------------------------------------

# Folders that pytest passes over by default (norecursedirs); those that begin with a dot besides.
_PASSED: Final = frozenset({"_darcs", "build", "CVS", "dist", "node_modules", "venv", "{arch}"})


def _is_passed(name: str) -> bool:
    """Whether pytest passes over one of the folders of a path from the working directory."""
    return any(_is_passed_folder(part) for part in name.split("/")[:-1])


def _is_passed_folder(name: str) -> bool:
    return name in _PASSED or name.startswith(".") or name.endswith(".egg")


def _goldens(folder: str) -> Iterator[str]:
    """The golden files in a folder and below, in the order of their paths."""
    for here, below, names in os.walk(folder):
        below[:] = sorted(
            name
            for name in below
            if not _is_passed_folder(name) and not os.path.exists(os.path.join(here, name, "pyvenv.cfg"))
        )
        yield from (os.path.normpath(os.path.join(here, name)) for name in sorted(names) if is_golden(name))
