"""reStructuredText -> its blocks, that of Sphinx too: docutils parses it, and its tree is read as that of a page is.

Nothing is included, run or fetched. What docutils doesn't know is kept: a role's words, a directive's content where it
is prose or code; what is neither is listed. Errors become remarks.
"""

from __future__ import annotations

import re
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from faqbot.authoring.importing.decoding import decoded
from faqbot.authoring.importing.document import Document
from faqbot.authoring.importing.markup.elements import readers
from faqbot.authoring.importing.markup.trees import bounds, doctree
from faqbot.authoring.needed import needed
from faqbot.base.errors import KnowledgeError
from faqbot.knowledge.article import Format

if TYPE_CHECKING:
    from collections.abc import Iterator

    from faqbot.authoring.importing.document import Source

_SETTINGS: Final = {
    "file_insertion_enabled": False,
    "raw_enabled": False,
    "_disable_config": True,
    "report_level": 5,
    "halt_level": 5,
    "warning_stream": False,
    "doctitle_xform": False,  # a title is a heading here
    "sectsubtitle_xform": False,
    "docinfo_xform": False,
    "syntax_highlight": "none",
    "smart_quotes": False,
    "toc_backlinks": False,
    "sectnum_xform": False,
    "strip_comments": False,
    "line_length_limit": 10_000_000,
}
# The level of docutils' messages from which they are errors; below it are titles underlined too shortly and the like.
_ERROR: Final = 3
# Directives of Sphinx and its extensions by what is in them: code; what says nothing to readers; what is in other
# files, or drawn; what stands under a condition.
_CODE: Final = frozenset(
    "code-block sourcecode code code-tab prompt ipython testcode testoutput doctest jupyter-execute jupyter-input "
    "terminal".split()
)
_CONDITIONS: Final = frozenset(("only", "ifconfig", "rst-class", "class", "tabs", "tab-set", "grid", "hlist"))
_SILENT: Final = frozenset(
    "index highlight spelling:word-list currentmodule module py:module py:currentmodule tabularcolumns default-domain "
    "meta contents sectnum section-numbering codeauthor sectionauthor moduleauthor title role default-role".split()
)
_ELSEWHERE: Final = frozenset(
    "toctree include literalinclude raw mermaid graphviz digraph graph uml plantuml plot math:numref bibliography "
    "date autosummary automodule autoclass autofunction automethod autodata autoexception autoattribute program-output "
    "command-output doxygenfunction doxygenclass argparse click youtube vimeo video todo todolist".split()
)
_OURS: Final = _CODE | _SILENT | _ELSEWHERE
# Roles whose words are code, by the last part of their names ("py:func").
_CODE_ROLES: Final = frozenset(
    "func class meth mod attr data exc obj const file command program option envvar kbd samp code-py type member "
    "macro makevar mailheader newsgroup regexp token confval setting django-admin var expr method function module "
    "cpp".split()
)
_TITLED: Final = re.compile(r"(?s)(?P<title>.+?)\s*<(?P<target>[^<>]*)>")


def read(source: Source) -> Document:
    """A document in reStructuredText as its blocks.

    Raises:
        KnowledgeError: it is no text, or stands too deep within itself.
        FaqbotError: docutils isn't installed.
    """
    text, remarks = decoded(source)
    needed(_docutils, "docutils", "to read reStructuredText")
    bounds.check(source.path, text)
    try:
        parsed = _parsed(text, source.path)
        tree = doctree.Tree(text)
        flow = readers.flow(tree.made(parsed.document), is_page=False)
    except RecursionError:
        message = "lists or quotations stand too deep within each other to be read: take some of the levels out"
        raise KnowledgeError(source.path, None, message) from None
    unplaced = sorted((*tree.unplaced, *flow.whole.unplaced), key=lambda one: one.line or 0)
    return Document(
        Format.MARKDOWN,
        tuple(flow.blocks),
        published=tree.published,
        unplaced=tuple(unplaced),
        remarks=(*remarks, *parsed.remarks),
    )


def _docutils() -> Any:
    import docutils.core  # here: only reStructuredText needs it

    return docutils.core


@dataclass(frozen=True, slots=True)
class _Parsed:
    document: Any
    remarks: tuple[str, ...]


def _parsed(text: str, path: str) -> _Parsed:
    """What docutils makes of a document, and the errors that it told."""
    from docutils.core import publish_doctree
    from docutils.readers.standalone import Reader

    told: dict[str, None] = {}

    class Listening(Reader):  # type: ignore[type-arg]
        def new_document(self) -> Any:
            document = super().new_document()
            document.reporter.attach_observer(listen)
            return document

    def listen(message: Any) -> None:
        if message["level"] >= _ERROR:
            where = f"line {message['line']}: " if "line" in message else ""
            told.setdefault(where + " ".join(message[0].astext().split()).partition(" Unknown ")[0])

    with _known():
        document = publish_doctree(text, source_path=path, reader=Listening(), settings_overrides=_SETTINGS)
    return _Parsed(document, tuple(told))


@contextmanager
def _known() -> Iterator[None]:
    """While docutils parses, it knows all directives and roles; afterwards only its own again."""
    from docutils.parsers.rst import directives, roles

    their_directives: Any = directives
    their_roles: Any = roles
    directive, role = directives.directive, roles.role
    kept = _kept_directive()

    def any_directive(name: str, module: Any, document: Any) -> Any:
        found, told = (None, []) if name.lower() in _OURS else directive(name, module, document)
        return (found, told) if found else (kept, [])

    def any_role(name: str, module: Any, line: int, reporter: Any) -> Any:
        found, told = role(name, module, line, reporter)
        return (found, told) if found else (_kept_role, [])

    their_directives.directive, their_roles.role = any_directive, any_role
    try:
        yield
    finally:
        their_directives.directive, their_roles.role = directive, role


class _AnyOption(dict[str, Any]):
    """Options of a directive, whichever they are."""

    def __missing__(self, name: str) -> Any:
        return lambda value: value or ""


def _kept_directive() -> Any:
    from docutils import nodes
    from docutils.parsers.rst import Directive

    class Kept(Directive):
        """A directive that docutils doesn't know, as what is in it."""

        has_content = True
        optional_arguments = 1
        final_argument_whitespace = True
        option_spec = _AnyOption(any=str)

        def run(self) -> list[Any]:
            name = self.name.lower()
            argument = " ".join(self.arguments)
            if name in _SILENT | _ELSEWHERE:
                comment = nodes.comment("", "\n".join((argument, *self.content)), why=name)
                comment.line = self.lineno
                return [comment] if name not in _SILENT else []
            if name in _CODE:
                block = nodes.literal_block("", "\n".join(self.content), language=argument)
                block.line = self.content_offset + 1
                return [block]
            holder = nodes.container("", classes=[], kept=name)
            holder.line = self.lineno
            if argument and name not in _CONDITIONS:
                inline, messages = self.state.inline_text(argument, self.lineno)
                first = nodes.paragraph(argument, "", *inline, *messages, classes=["argument"])
                first.line = self.lineno
                holder += first
            self.state.nested_parse(self.content, self.content_offset, holder)
            return [holder]

    return Kept


def _kept_role(name: str, raw: str, text: str, *_: Any) -> tuple[list[Any], list[Any]]:
    """A role that docutils doesn't know, as its words."""
    from docutils import nodes, utils

    said = utils.unescape(text)
    titled = _TITLED.fullmatch(said)
    words = titled["title"] if titled else said.removeprefix("!")
    if not titled and words.startswith("~"):
        words = words[1:].rpartition(".")[2]
    if titled and re.match(r"https?://", titled["target"]):
        return [nodes.reference(raw, words, refuri=titled["target"])], []
    last = name.lower().rpartition(":")[2]
    if last in _CODE_ROLES:
        return [nodes.literal(raw, words)], []
    named = {"label": said} if last == "ref" and not titled else {}
    return [nodes.inline(raw, words, **named)], []
