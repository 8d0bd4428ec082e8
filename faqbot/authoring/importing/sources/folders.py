"""A folder of documents -> its files in the order in which its readers see them, and what in it was passed over.

The order is that of the folder's own list (`nav` in mkdocs.yml, a SUMMARY.md), else of the numbers that Docusaurus
takes (`sidebar_position`, "01-"), else of the names; what opens a folder, such as index.md, stands first in it.
"""

from __future__ import annotations

import math
import os
import re
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Final

from faqbot.authoring.draft import Unplaced
from faqbot.authoring.importing.drafting.names import OPENING
from faqbot.authoring.importing.sources.kinds import is_data, is_document
from faqbot.base.errors import KnowledgeError
from faqbot.knowledge.listing import MAX_FOLDERS

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_FILES: Final = 10_000  # documents of one folder: ten times the largest documentation looked at
# Folders that hold no documents of one's own: what others have written, what programs have made, and older versions.
_FOREIGN: Final = frozenset(
    "node_modules bower_components vendor third_party __pycache__ site-packages venv _build _site _static _templates "
    "_includes _layouts _sass versioned_docs versioned_sidebars".split()
)
# Folders that are so at the top of a project: elsewhere documents may be about building, or about targets.
_MADE: Final = frozenset("build dist target site out html public static book i18n".split())
_TOPS: Final = frozenset(
    "mkdocs.yml mkdocs.yaml package.json docusaurus.config.js docusaurus.config.ts book.toml conf.py Makefile make.bat "
    "pyproject.toml setup.py Cargo.toml hugo.toml config.toml _config.yml".split()
)
_FIRST: Final = OPENING | {"home", "overview"}  # stems of what stands first in its folder
# Files with the endings of documents that are none, and those that only list the others.
_NO_DOCUMENT: Final = re.compile(
    r"(?:requirements[\w.-]*|robots|humans|security|cmakelists|constraints[\w.-]*|llms[\w-]*|cname|manifest"
    r"|summary|sitemap|404|_sidebar|_navbar|_coverpage|_toc)\.\w+",
    re.IGNORECASE,
)
_POSITION: Final = re.compile(
    r"""^["']?(?:sidebar_position|nav_order|weight|order|position)["']?\s*:\s*["']?(-?\d+(?:\.\d+)?)""", re.MULTILINE
)
_FRONT: Final = re.compile(r"\A\ufeff?---[ \t]*\r?\n(.*?)^---", re.DOTALL | re.MULTILINE)
# "01-intro", "2. intro"; no date and no version such as "2024-03-01-news" or "1.2-changes".
_PREFIX: Final = re.compile(r"(\d{1,3})\s*[-_.]+\s*(?=[^-_.\s])(?!\d+[-_.])")
_HEAD: Final = 8_000  # bytes of a file in which its front matter must end
_NAV: Final = re.compile(r"^nav:.*(?:\n(?:[ \t#-].*)?)*", re.MULTILINE)
_NAMED: Final = re.compile(r"([^\s'\":\[\](){},][^'\":\[\](){},\n]*\.(?:mdx?|markdown|rst|html?))\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Found:
    """What a folder holds.

    Attributes:
        documents: paths of its documents, in order.
        data: paths of files that may be lists of questions, and may as well be settings.
        passed: what was passed over, each with why.
    """

    documents: tuple[str, ...]
    data: tuple[str, ...]
    passed: tuple[Unplaced, ...]


def found(folder: str) -> Found:
    """The files of a folder and below. Hidden ones, those of programs, and links are passed over.

    Raises:
        KnowledgeError: the folder can't be read, or holds too much to be a folder of documents.
    """
    top = os.path.realpath(folder)
    documents, data, passed = list[str](), list[str](), list[Unplaced]()
    for path in _files(_root(folder), passed):
        name = os.path.basename(path)
        if not (is_document(name) or is_data(name)):
            passed.append(Unplaced(None, path, _other(name)))
        elif name.startswith((".", "_")) and os.path.splitext(name)[0] not in _FIRST:
            passed.append(Unplaced(None, path, "a part of other pages"))
        elif _NO_DOCUMENT.fullmatch(name):
            passed.append(Unplaced(None, path, "not a document"))
        elif os.path.islink(path):
            inside = _is_below(top, path)
            why = "another name of a file of the folder" if inside else "a link out of the folder"
            passed.append(Unplaced(None, path, why))
        else:
            (documents if is_document(name) else data).append(path)
    if len(documents) + len(data) > MAX_FILES:
        raise KnowledgeError(folder, None, f"the folder has more than {MAX_FILES:,} documents: name parts of it")
    return Found(tuple(_ordered(folder, documents)), tuple(sorted(data)), tuple(passed))


def _root(folder: str) -> str:
    """Where the documents of a folder are: of a project of MkDocs in the folder that it names."""
    for name in ("mkdocs.yml", "mkdocs.yaml"):
        if os.path.isfile(os.path.join(folder, name)):
            named = re.search(r"^docs_dir:[ \t]*[\"']?([\w./-]+)", _text(os.path.join(folder, name)), re.MULTILINE)
            docs = os.path.join(folder, named[1] if named else "docs")
            return docs if os.path.isdir(docs) and _is_below(os.path.realpath(folder), docs) else folder
    return folder


def _files(folder: str, passed: list[Unplaced]) -> Iterator[str]:
    def unreadable(error: OSError) -> None:
        raise KnowledgeError(error.filename, None, f"the folder can't be read ({error.strerror})")

    walk = os.walk(folder, onerror=unreadable)
    for here, below, names in islice(walk, MAX_FOLDERS):
        made = not _TOPS.isdisjoint(names)
        for name in sorted(below):
            path = os.path.join(here, name)
            if name in _FOREIGN or (made and name in _MADE):
                passed.append(Unplaced(None, path + os.sep, "made by programs, or by others"))
            elif os.path.islink(path):
                passed.append(Unplaced(None, path + os.sep, "a link to a folder"))
        foreign = _FOREIGN | (_MADE if made else frozenset())
        below[:] = sorted(name for name in below if not (name.startswith(".") or name in foreign))
        yield from (os.path.normpath(os.path.join(here, name)) for name in sorted(names) if name[0] != ".")
    if next(walk, None):
        message = f"the folder has more than {MAX_FOLDERS:,} folders below it: name the one that holds the documents"
        raise KnowledgeError(folder, None, message)


def _is_below(top: str, path: str) -> bool:
    try:
        return os.path.commonpath([top, os.path.realpath(path)]) == top
    except ValueError:  # on another drive
        return False


def _other(name: str) -> str:
    ending = os.path.splitext(name)[1].lower()
    return f"{ending} files are no documents" if ending else "not a document"


# -- order -------------------------------------------------------------------------------------


def _ordered(folder: str, paths: list[str]) -> list[str]:
    listed = _listed(folder)
    positions: dict[str, float] = {}
    last = len(listed)

    def key(path: str) -> tuple[object, ...]:
        return listed.get(os.path.normpath(path), last), _place(folder, path, positions)

    return sorted(paths, key=key)


def _listed(folder: str) -> dict[str, int]:
    """Path -> its place in the list that the folder or the one above it has of its pages."""
    docs = _root(folder)
    above = os.path.dirname(os.path.abspath(docs))
    for path in (os.path.join(folder, "mkdocs.yml"), os.path.join(above, "mkdocs.yml")):
        if os.path.isfile(path) and (nav := _NAV.search(_text(path))):
            return _numbered(docs, nav[0])
    for path in (os.path.join(docs, "SUMMARY.md"), os.path.join(docs, "src", "SUMMARY.md")):
        if os.path.isfile(path):
            return _numbered(os.path.dirname(path), "\n".join(re.findall(r"\]\(([^)\s]+)\)", _text(path))))
    return {}


def _numbered(folder: str, text: str) -> dict[str, int]:
    names = dict.fromkeys(match[1].strip() for match in _NAMED.finditer(text))
    return {os.path.normpath(os.path.join(folder, name)): at for at, name in enumerate(names)}


def _place(folder: str, path: str, positions: dict[str, float]) -> tuple[object, ...]:
    """Where a file stands: folder by folder what opens it, the number that it is given, and its name."""
    parts = os.path.relpath(path, folder).split(os.sep)
    keys: list[object] = []
    here = folder
    for at, part in enumerate(parts):
        here = os.path.join(here, part)
        last = at == len(parts) - 1
        stem = os.path.splitext(part)[0] if last else part
        if here not in positions:
            positions[here] = _position(here, stem, last=last)
        keys.append((not (last and stem.lower() in _FIRST), positions[here], _natural(stem)))
    return tuple(keys)


def _position(path: str, stem: str, *, last: bool) -> float:
    """The number that a file or folder is given, as Docusaurus, Jekyll and Hugo take it; infinite without one."""
    if last:
        front = _FRONT.match(_text(path)) if is_document(path) else None
        number = _POSITION.search(front[1]) if front else None
    else:
        categories = (os.path.join(path, f"_category_.{ending}") for ending in ("json", "yml", "yaml"))
        text = next((_text(category) for category in categories if os.path.isfile(category)), "")
        number = _POSITION.search(
            re.sub(r"^[\s{,]+", "", text.replace("{", "\n").replace(",", "\n"), flags=re.MULTILINE)
        )
    prefix = _PREFIX.match(stem)
    return float(number[1]) if number else float(prefix[1]) if prefix else math.inf


def _natural(name: str) -> tuple[tuple[bool, int, str], ...]:
    """What sorts "page2" before "page10"."""
    parts = re.findall(r"\d+|\D+", name.casefold())
    return tuple((not part.isdecimal(), int(part) if part.isdecimal() else 0, part) for part in parts)


def _text(path: str) -> str:
    """How a file begins; "" where it can't be read."""
    try:
        if not os.path.isfile(path):  # a pipe would never end
            return ""
        with open(path, "rb") as file:
            return file.read(_HEAD if is_document(path) else 1_000_000).decode("utf-8", "replace").replace("\r\n", "\n")
    except OSError:
        return ""
