"""The files of a knowledge -> its articles, with the line of everything that is wrong in them.

A path is a YAML file, a file of one entry a line (JSON Lines, CSV or TSV) or a folder. Of a folder
all `*.yaml` and `*.yml` files are read, those of its sub-folders too; hidden files and folders (a
name that starts with a dot), golden files (`*.golden.yaml`), files of one entry a line and links to
folders are passed over. A file reached twice is read once.
"""

from __future__ import annotations

import gc
import os
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from faqbot.base.errors import KnowledgeError
from faqbot.base.suffixes import is_listed
from faqbot.knowledge import listing
from faqbot.knowledge.article import Knowledge
from faqbot.knowledge.yaml.faults import check

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from faqbot.knowledge.article import Article
    from faqbot.knowledge.articles import Tell

SHIPPED: Final = "shipped"  # the folder of the package that holds the article that ships
ENVIRONMENT: Final = "FAQBOT_KNOWLEDGE"  # names the default knowledge: one path, a file or a folder


def load(*paths: str | os.PathLike[str], skip_bad: bool = False) -> Knowledge:
    """The articles at `paths` (files or folders; none: `default_path`), in the order of their ids.

    Warns of what most likely isn't meant as it stands, with a `KnowledgeWarning`; so of what `skip_bad` leaves out:
    entries of JSON Lines and tables that can't be used.

    Raises:
        KnowledgeError: a path is missing, holds no article, or an article is at fault. It holds the
            faults of all files, not of the first one only.
    """
    found: list[KnowledgeError] = []
    files = listing.articles(named(paths), found)
    knowledge = gathered(files, lambda path: (read(path, skip_bad=skip_bad),), found)
    check(found)
    return knowledge


def named(paths: Sequence[str | os.PathLike[str]]) -> Sequence[str | os.PathLike[str]]:
    """The paths of a knowledge: those that are given, else `default_path`.

    Raises:
        KnowledgeError: $FAQBOT_KNOWLEDGE names nothing.
    """
    return paths or (_checked(_default()),)


def gathered(
    files: Iterable[str], read_one: Callable[[str], Iterable[Article]], found: list[KnowledgeError]
) -> Knowledge:
    """The articles of some files in the order of their ids; what is wrong goes to `found`.

    Args:
        files: what to read, in order.
        read_one: the articles of a file; raises a KnowledgeError where it can't be used.
        found: gets all faults of all files; where there is one, the knowledge is not whole.
    """
    loaded: dict[str, Article] = {}
    for path in files:
        try:
            read = read_one(path)
        except KnowledgeError as error:
            found += error.faults
            continue
        for article in read:
            first = loaded.setdefault(article.id, article)
            if first is not article:
                what = f'the id "{article.id}" (the file\'s name) is also that of {first.path}'
                found.append(KnowledgeError(path, None, f"{what}: rename one of them"))
    return Knowledge(tuple(loaded[name] for name in sorted(loaded)))


def read(path: str, tell: Tell | None = None, *, skip_bad: bool = False) -> Article:
    """The article of a file, in YAML or of one entry a line, by its name.

    Args:
        path: the file.
        tell: is given what most likely isn't meant; None: who loads a bot is warned of it.
        skip_bad: whether entries of JSON Lines and tables that can't be used are left out.

    Raises:
        KnowledgeError: it can't be used.
    """
    if not is_listed(path):
        from faqbot.knowledge import articles  # here: a compiled knowledge needs no YAML

        return articles.read(path, tell)
    from faqbot.knowledge.lines import stream  # here: json and csv are 4 ms that a knowledge in YAML need not pay

    return stream.read(path, tell, skip_bad=skip_bad)


def default_path() -> Path:
    """Where `load` looks when it is given no path: $FAQBOT_KNOWLEDGE, ./knowledge, the article that ships."""
    from pathlib import Path  # 4 ms that the command line need not pay

    return Path(_default())


def named_here() -> str | None:
    """The default knowledge as the surroundings have it: $FAQBOT_KNOWLEDGE, ./knowledge; None where there is none."""
    return os.environ.get(ENVIRONMENT) or ("knowledge" if os.path.isdir("knowledge") else None)


def _default() -> str:
    named = named_here()
    if named:
        return named
    package = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    shipped = os.path.join(package, SHIPPED)  # in a wheel; a checkout has it beside the package
    return shipped if os.path.isdir(shipped) else os.path.join(os.path.dirname(package), "knowledge")


def _checked(default: str) -> str:
    if os.environ.get(ENVIRONMENT) == default and not os.path.lexists(default):
        raise KnowledgeError(default, None, f"there is no such file or folder: correct ${ENVIRONMENT}")
    return default


@contextmanager
def uncollected() -> Iterator[None]:
    """No garbage is looked for: where a bot is made there is none, and to look takes half the time of a large one.

    What was made counts as old at once: else one of the next hundreds of questions waits until all of it was looked
    through, 50 ms with 1,000 entries; so it comes later, and once a quarter more was made.
    """
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if not gc.get_freeze_count():  # else there is what somebody has frozen, and wants to stay so
            gc.freeze()
            gc.unfreeze()
        if collecting:
            gc.enable()


def here() -> str:
    """The working directory, which names of files are relative to; "" where it was deleted."""
    try:
        return os.getcwd()
    except OSError:  # what is missing in it is told by whoever looks for it
        return ""
