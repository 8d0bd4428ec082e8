"""A folder of one's own to start with: an article, its golden file, workflows that check both, and a page on them.

    new("handbook")  ->  handbook/knowledge/handbook.yaml, handbook/README.md, …

All of it is there, or nothing: it is written in a folder of its own, and then given its name.
"""

from __future__ import annotations

import json
import os
import re
import shutil
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from faqbot import __version__
from faqbot.authoring.starting import schema
from faqbot.base import files
from faqbot.base.errors import FaqbotError
from faqbot.base.hygiene import clean
from faqbot.knowledge.parts.ids import LONGEST, slug
from faqbot.knowledge.yaml import nodes

if TYPE_CHECKING:
    from collections.abc import Iterator

_TEMPLATES: Final = os.path.join(os.path.dirname(__file__), "templates")
# File -> its template. The workflows are where GitHub looks for it, and the golden file where importing puts one.
_FILES: Final = {
    "knowledge/<id>.yaml": "article.yaml",
    "knowledge/<id>.golden.yaml": "golden.yaml",
    ".github/workflows/faqbot.yml": "workflow.yml",
    ".github/workflows/faqbot-diff.yml": "diff.yml",
    "README.md": "readme.md",
}
# Beside the articles, not among them, and so that their first lines find it without a network.
_SCHEMA: Final = ".faqbot/{}.schema.json"
_UNNAMED: Final = "article"  # an article whose folder has no letter in its name


@dataclass(frozen=True, slots=True)
class Made:
    """What was made: the folder, as it was named, and its files, relative to it, the article first."""

    folder: str
    files: tuple[str, ...]


def new(name: str, title: str | None = None) -> Made:
    """Make a folder and all that is in it.

    Args:
        name: the folder: its name, or a path that ends in it. What is there must be an empty folder.
        title: what the article is called; None: as the folder.

    Raises:
        FaqbotError: it can't be made there. Then there is nothing new.
    """
    if not name:
        raise FaqbotError("the name is empty: write one")
    own = os.path.basename(os.path.abspath(name))
    called = clean(re.sub(r"[-_\s]+", " ", own) if title is None else title)
    if not called and title is not None:
        raise FaqbotError("the title is empty: write one, or leave --title out")
    called = called[:1].upper() + called[1:] if title is None else called
    contents = dict(_contents(slug(own)[:LONGEST].strip("-") or _UNNAMED, called or _UNNAMED.capitalize()))
    try:
        _make(name, contents)
    except (OSError, ValueError) as error:  # a name with a NUL
        why = error.strerror if isinstance(error, OSError) else "no folder can have this name"
        raise FaqbotError(f"{clean(name)}: the folder can't be made ({why}): choose another name or place") from None
    return Made(name, tuple(contents))


def _contents(name: str, title: str) -> Iterator[tuple[str, str]]:
    """The files, each with its text."""
    for path, template in _FILES.items():
        with open(os.path.join(_TEMPLATES, template), encoding="utf-8") as file:
            text = file.read()
        told = _in_yaml(title) if template.endswith(".yaml") else title
        yield path.replace("<id>", name), _filled(text, id=name, title=told, version=__version__)
    for kind in schema.KINDS:
        yield _SCHEMA.format(kind), schema.text(kind)


def _filled(template: str, **parts: str) -> str:
    """`template` with each <name> replaced by a part."""
    return re.sub(r"<(\w+)>", lambda name: parts[name[1]], template)


def _in_yaml(title: str) -> str:
    """A title as it is written behind its key: as it is where that reads as the title, else in quotes."""
    root = None
    with suppress(FaqbotError):
        root = nodes.parse("", f"title: {title}\n")
    value = root.pairs[0][1] if isinstance(root, nodes.Mapping) and len(root.pairs) == 1 else None
    plain = nodes.Scalar(1, title, "", column=len("title: ") + 1)
    if title[:1].isalpha() and value == plain and nodes.read_as(title) is None:
        return title
    return json.dumps(title, ensure_ascii=not title.isprintable())


# -- the disk ----------------------------------------------------------------------------------


def _make(folder: str, contents: dict[str, str]) -> None:
    """Write the files of a folder that isn't there, or is empty."""
    there = os.path.isdir(folder)
    if os.path.lexists(folder) and not there:
        raise FaqbotError(f"{clean(folder)}: there is a file of this name already: choose another name")
    if there and os.listdir(folder):
        raise FaqbotError(f"{clean(folder)}: the folder isn't empty: choose another name")
    above = folder if there else os.path.dirname(os.path.abspath(folder))
    if not os.path.isdir(above):
        raise FaqbotError(f"{clean(folder)}: there is no folder {clean(above)} to make it in: make that first")
    started = os.path.join(above, f".faqbot-{os.getpid()}.new")
    os.mkdir(started)
    try:
        _write(started, contents)
        if there:
            _empty_out(started, folder)
        else:
            os.rename(started, folder)
    finally:
        shutil.rmtree(started, ignore_errors=True)  # it has become the folder


def _write(folder: str, contents: dict[str, str]) -> None:
    for path, text in contents.items():
        file = os.path.join(folder, *path.split("/"))
        os.makedirs(os.path.dirname(file), exist_ok=True)
        files.write_new(file, text.encode())


def _empty_out(started: str, folder: str) -> None:
    """Move all that is in `started` into `folder`, which may be the one that a shell is in; or none of it."""
    moved: list[str] = []
    try:
        for name in sorted(os.listdir(started)):
            os.rename(os.path.join(started, name), os.path.join(folder, name))
            moved.append(name)
    except OSError:
        for name in moved:
            os.rename(os.path.join(folder, name), os.path.join(started, name))
        raise
