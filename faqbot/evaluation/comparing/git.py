"""What a git repository holds at a revision, by git's own command: nothing is checked out, nothing of it is changed."""

from __future__ import annotations

import os
import subprocess
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from faqbot.base.errors import FaqbotError
from faqbot.base.hygiene import clean
from faqbot.base.messages import closest, shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_GIT: Final = "git"
_NEVER: Final = frozenset({"", ".", "..", ".git"})  # parts of a path that no honest tree has


@dataclass(frozen=True, slots=True)
class Repository:
    """The repository that a folder is in.

    Attributes:
        root: the folder that all of its files are in, without links.
        prefix: where the working directory is in it, with "/" at the end; "" at its root.
    """

    root: str
    prefix: str

    @classmethod
    def here(cls) -> Repository:
        """The repository of the working directory.

        Raises:
            FaqbotError: there is none, or no git.
        """
        done = _git("rev-parse", "--show-toplevel", "--show-prefix")
        if done.returncode:
            raise FaqbotError(f"git finds no repository in this folder ({_said(done)})")
        root, prefix = (os.fsdecode(line) for line in done.stdout.split(b"\n")[:2])
        return cls(os.path.realpath(root), prefix)

    def commit(self, revision: str) -> str:
        """The commit that a revision names: a branch, a tag, a commit, HEAD~2.

        Raises:
            FaqbotError: there is no such one.
        """
        if revision and not revision.startswith("-"):
            done = _git("rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}")
            if not done.returncode:
                return done.stdout.decode().strip()
        known = os.fsdecode(_git("for-each-ref", "--format=%(refname:short)").stdout).split()
        meant = closest(revision, known)
        hint = f"did you mean {clean(meant)}?" if meant else "git branch --all and git tag list those there are"
        shallow = _git("rev-parse", "--is-shallow-repository").stdout.strip() == b"true"
        last = "; this clone holds the last commits only: git fetch --unshallow gets the others" if shallow else ""
        raise FaqbotError(f'the repository has no revision "{shown(revision)}": {hint}{last}')

    def within(self, path: str) -> str:
        """A path of the file system as the repository has it, with "/"; "" for its root.

        Raises:
            FaqbotError: it lies elsewhere.
        """
        folder, name = os.path.split(os.path.abspath(path))
        found = os.path.relpath(os.path.join(os.path.realpath(folder), name), self.root)
        if found.split(os.sep)[0] == os.pardir or os.path.isabs(found):
            raise FaqbotError(
                f"{clean(path)} isn't in the repository {clean(self.root)}, which is what a revision is of: name the "
                "knowledge (-k PATH) or where it stands there (REVISION:PATH)"
            )
        return "" if found == os.curdir else found.replace(os.sep, "/")

    def files(self, commit: str, path: str) -> list[str]:
        """The files at a path, or below it, in a commit, links among them; all by their paths from the root."""
        done = _git("ls-tree", "-r", "-z", "--full-tree", commit, *(["--", path] if path else []))
        rows = (row.partition(b"\t") for row in done.stdout.split(b"\0") if row)
        names = (os.fsdecode(name) for kind, _, name in rows if b" blob " in kind and b"\n" not in name)
        return [name for name in names if not _NEVER.intersection(name.split("/"))]

    def write(self, commit: str, names: Iterable[str], folder: str) -> None:
        """Write files of a commit into a folder, each below it as in the repository.

        Links are followed as far as they stay in the repository; what they lead to beyond it is left out. What a commit
        leaves out of archives (`export-ignore`), as tests often are, is there too.
        """
        names = list(names)
        asked = b"".join(os.fsencode(f"{commit}:{name}\n") for name in names)
        done = _git("cat-file", "--batch", "--follow-symlinks", given=asked)
        for name, data in zip(names, _contents(done.stdout), strict=False):
            if data is None:
                continue
            file = os.path.join(folder, *name.split("/"))
            os.makedirs(os.path.dirname(file), exist_ok=True)
            with open(file, "wb") as stream:
                stream.write(data)


def _contents(told: bytes) -> Iterator[bytes | None]:
    """What `cat-file --batch` tells of each object: what a file holds, None of what is none (git-cat-file(1))."""
    at = 0
    while at < len(told):
        end = told.index(b"\n", at)
        head = told[at:end].split(b" ")
        at = end + 1
        if head[-1].isdigit():  # else it is missing, and nothing follows
            size = int(head[-1])
            yield told[at : at + size] if head[-2] == b"blob" else None
            at += size + 1
        else:
            yield None


def _git(*words: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    surroundings = {**os.environ, "LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0"}
    try:
        return subprocess.run(  # noqa: S603 - no shell; whoever may name a revision may as well run git
            [_GIT, *words], input=given, capture_output=True, check=False, env=surroundings
        )
    except (FileNotFoundError, PermissionError):
        raise FaqbotError("a revision takes git, which isn't installed here: install it, or name two folders") from None
    except ValueError:  # a NUL
        raise FaqbotError("no revision can have this name: look at git branch --all") from None


def _said(done: subprocess.CompletedProcess[bytes]) -> str:
    """What git complains of, in its own words, in a line."""
    lines = done.stderr.decode("utf-8", "replace").strip().splitlines()
    return clean(lines[0].removeprefix("fatal: ")) if lines else f"status {done.returncode}"
