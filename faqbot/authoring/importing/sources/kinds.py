"""Which reader reads a file: told by its ending, and where that says nothing by what is in it."""

from __future__ import annotations

import importlib
import os
import re
from typing import TYPE_CHECKING, Any, Final

from faqbot.authoring.importing.archives import GZIP, OLE, ZIP
from faqbot.base.errors import KnowledgeError
from faqbot.base.suffixes import is_golden
from faqbot.base.values import StrEnum
from faqbot.knowledge import articles
from faqbot.knowledge.yaml import nodes
from faqbot.knowledge.yaml.faults import Faults

if TYPE_CHECKING:
    from faqbot.authoring.importing.document import Source


class Reader(StrEnum):
    """The readers, by the names of their modules."""

    MARKDOWN = "markdown"
    RST = "rst"
    HTML = "html"
    DOCX = "docx"
    TEXT = "text"
    DELIMITED = "delimited"
    SHEET = "sheet"
    RECORDS = "records"
    QNABOT = "qnabot"
    RASA = "rasa"


MARKUP: Final = frozenset({Reader.MARKDOWN, Reader.RST, Reader.HTML, Reader.DOCX, Reader.TEXT})
DATA: Final = (".json", ".jsonl", ".ndjson", ".yaml", ".yml")  # what is in these must be looked at
_ENDINGS: Final = {
    **dict.fromkeys((".md", ".markdown", ".mdown", ".mkd", ".mkdn", ".mdx", ".qmd", ".rmd"), Reader.MARKDOWN),
    **dict.fromkeys((".rst", ".rest"), Reader.RST),
    **dict.fromkeys((".html", ".htm", ".xhtml"), Reader.HTML),
    **dict.fromkeys((".docx", ".docm"), Reader.DOCX),
    **dict.fromkeys((".txt", ".text"), Reader.TEXT),
    **dict.fromkeys((".csv", ".tsv", ".tab"), Reader.DELIMITED),
    **dict.fromkeys((".xlsx", ".xlsm"), Reader.SHEET),
}
_WORD: Final = "open it in Word or LibreOffice and save it as .docx"
_SHEET: Final = "open it in Excel or LibreOffice and save it as .xlsx or .csv"
_PANDOC: Final = "convert it to Markdown (pandoc does) and import that"
_PAGES: Final = "import the document that it was made from, or save its text as .txt or .docx"
# What is no source, and what to save it as instead.
_UNREAD: Final = {
    **dict.fromkeys((".doc", ".odt", ".rtf", ".wpd", ".pages", ".dot", ".dotx", ".fodt"), _WORD),
    **dict.fromkeys((".xls", ".xlsb", ".ods", ".numbers", ".fods"), _SHEET),
    **dict.fromkeys((".pdf", ".ppt", ".pptx", ".odp", ".key", ".ps", ".djvu", ".xps"), _PAGES),
    **dict.fromkeys((".adoc", ".asciidoc", ".org", ".tex", ".textile", ".wiki", ".mediawiki", ".epub"), _PANDOC),
    ".ipynb": "export it as Markdown (jupyter nbconvert --to markdown) and import that",
    ".xml": "export it as HTML, JSON or CSV and import that",
    **dict.fromkeys((".zip", ".tar", ".gz", ".tgz", ".7z", ".rar"), "unpack it and import the folder"),
    **dict.fromkeys((".url", ".webloc"), "save the page that it leads to as HTML and import that"),
}
# How files begin that are no text.
_MAGIC: Final = (
    (b"%PDF-", ".pdf"),
    (b"{\\rtf", ".rtf"),
    (OLE, ".doc"),
    (GZIP, ".gz"),
)
_HTML: Final = re.compile(
    rb"\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|main|article|div|h1|p|dl)\b", re.IGNORECASE | re.DOTALL
)
# What no plain text has: lists, underlined headings and indented code are in many.
_RST: Final = re.compile(
    r"^[ \t]*\.\. (?:[\w-]+::|_[^:\n]+:)|(?<!\S):[a-z]+:`[^`\n]+`|`[^`\n]+ <[^>\n]+>`__?", re.MULTILINE
)
_MARKDOWN: Final = re.compile(
    r"(?:\A|\n[ \t]*\n)#(?:#{1,5} [^\s#]| [^\sa-z#]).*(?=\n[ \t]*\n)"
    r"|^(?:```|~~~)[\w-]*$|^\*\*.+\*\*\s*$|\]\((?:https?:|[#./])",
    re.MULTILINE,
)
_HEAD: Final = 100_000  # bytes in which the sort of a file is looked for


def module(reader: Reader) -> Any:
    """The module of a reader, imported when it is needed: most import a library of their own."""
    room = "markup" if reader in MARKUP else "lists"
    return importlib.import_module(f"faqbot.authoring.importing.{room}.{reader}")


def kind(source: Source) -> Reader:
    """The reader of a file.

    Raises:
        KnowledgeError: nothing reads it; what to do is said.
    """
    head = source.data[:_HEAD]
    is_unpacked = not head.startswith(GZIP)
    ending = os.path.splitext(re.sub(r"(?i)\.gz$", "", source.path) if is_unpacked else source.path)[1].lower()
    if is_golden(source.path):
        raise KnowledgeError(source.path, None, "this is a golden file: run it with faqbot eval or pytest")
    if head.startswith(ZIP):
        return _packed(source, ending)
    magic = next((other for start, other in _MAGIC if head.startswith(start)), "")
    if magic and ending not in _UNREAD:
        raise KnowledgeError(source.path, None, f"this is a {magic} file inside: {_UNREAD[magic]}")
    if ending in _UNREAD:
        raise KnowledgeError(source.path, None, f"a {ending} file can't be imported: {_UNREAD[ending]}")
    if ending == ".md" and module(Reader.RASA).reads(source):
        return Reader.RASA
    if ending in _ENDINGS:
        return _ENDINGS[ending]
    return _data(source) if ending in DATA or head.lstrip()[:1] in (b"{", b"[") else _by_content(head)


def is_document(name: str) -> bool:
    """Whether a file of this name is a source, where it lies in a folder: it says so itself."""
    return os.path.splitext(name)[1].lower() in _ENDINGS


def is_data(name: str) -> bool:
    """Whether a file of this name may be a list of questions, and may as well be anything else."""
    return name.lower().endswith(DATA)


def holds_questions(source: Source) -> bool:
    """Whether a file of data that nobody has named is a list of questions and answers: most such are settings."""
    if is_golden(source.path) or _is_article(source):
        return False
    return any(module(reader).reads(source) for reader in (Reader.RASA, Reader.QNABOT, Reader.RECORDS))


def _is_article(source: Source) -> bool:
    """Whether a file is knowledge already, as what was imported into the same folder is."""
    try:
        articles.of(source.path, nodes.parse(source.path, source.data.decode()), Faults(source.path))
    except (KnowledgeError, UnicodeDecodeError):
        return False
    return True


def _packed(source: Source, ending: str) -> Reader:
    """Of the formats that are archives inside, the one that a file is."""
    for name, reader in ((b"word/document", Reader.DOCX), (b"xl/workbook", Reader.SHEET)):
        if _ENDINGS.get(ending) is reader or (ending not in _UNREAD and name in source.data):
            return reader
    what = _UNREAD.get(ending, _UNREAD[".zip"])
    raise KnowledgeError(source.path, None, f"a {ending or '.zip'} file can't be imported: {what}")


def _data(source: Source) -> Reader:
    if module(Reader.QNABOT).reads(source):
        return Reader.QNABOT
    return Reader.RASA if module(Reader.RASA).reads(source) else Reader.RECORDS


def _by_content(head: bytes) -> Reader:
    """The reader of a text whose name doesn't tell what it is written in."""
    if _HTML.match(head):
        return Reader.HTML
    text = head.decode("utf-8", "replace").replace("\r\n", "\n")
    if _RST.search(text) and not re.search(r"^#{1,6} \S", text, re.MULTILINE):
        return Reader.RST
    return Reader.MARKDOWN if _MARKDOWN.search(text) else Reader.TEXT
