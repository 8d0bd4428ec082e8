"""Word documents (.docx) -> their blocks: mammoth makes HTML of them, which is read as a page is.

The archive is measured before anything of it is unpacked, and no file that it names is read: no linked picture, no
external entity. Word knows no lines: the lines of blocks are numbers of paragraphs, from 1, empty ones counted.
"""

from __future__ import annotations

import io
import itertools
import re
import xml.etree.ElementTree as ET
import zipfile
import zlib
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final
from xml.parsers.expat import ExpatError

from faqbot.authoring.draft import Unplaced
from faqbot.authoring.importing.archives import measured
from faqbot.authoring.importing.markup import html
from faqbot.authoring.needed import needed
from faqbot.base.errors import KnowledgeError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from faqbot.authoring.importing.document import Document, Source

_WHAT: Final = "a Word file (.docx)"
_MOST_XML: Final = 20_000_000  # bytes of the parts that are read, all together: the longest books are a tenth of it
_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_M: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_MARK: Final = re.compile(
    r'((?:<(?:p|h\d|li|td|th|tr|ul|ol|table|div|tbody|thead)\b[^<>]*>)*)<a id="paragraph-(\d+)"></a>'
)
_TITLE: Final = re.compile(r'<h1 class="title">(.*?)</h1>', re.DOTALL)
_TAG: Final = re.compile(r"<[^<>]*>")
_BESIDE: Final = (
    (re.compile(r"word/header\d*\.xml"), "header"),
    (re.compile(r"word/footer\d*\.xml"), "footer"),
    (re.compile(r"word/comments\.xml"), "comment"),
)
# The relations by which mammoth finds the parts that it reads.
_READ: Final = frozenset("officeDocument styles numbering footnotes endnotes comments".split())
_CHANGES: Final = "its tracked changes were read as if accepted"
_STYLES: Final = """
p[style-name='Title'] => h1.title:fresh
p[style-name='Subtitle'] => p:fresh
p[style-name^='toc '] => div.contents > p:fresh
p[style-name^='Contents '] => div.contents > p:fresh
r[style-name='Source Code'] => code
"""
_DAMAGED: Final = (
    zipfile.BadZipFile, zlib.error, ET.ParseError, OSError, EOFError, ValueError, KeyError, IndexError, AttributeError,
    TypeError, NotImplementedError, RuntimeError, ExpatError,
)  # fmt: skip


def read(source: Source) -> Document:
    """A Word document as its blocks; lines are numbers of paragraphs.

    Raises:
        KnowledgeError: it is no .docx, larger than one can be, locked or damaged.
        FaqbotError: mammoth isn't installed.
    """
    mammoth = needed(_mammoth, "mammoth", "to read Word files")
    try:
        parts = _parts(source)
        told = {name: ET.fromstring(data) for name, data in parts.items()}  # noqa: S314  (without DTDs, and measured)
        _check_targets(source, told)
        written = mammoth.convert_to_html(
            io.BytesIO(source.data),
            style_map=_STYLES + _outline(told),
            include_embedded_style_map=False,
            external_file_access=False,
            convert_image=_picture,
            transform_document=_numbered(mammoth),
        )
        found = html.page(_lined(written.value), "")
        left = list(_left(told))
    except RecursionError:
        raise KnowledgeError(source.path, None, "its parts stand too deep within each other to be read") from None
    except _DAMAGED as error:
        message = f"the file is damaged and can't be read ({error}): open it in Word and save it anew"
        raise KnowledgeError(source.path, None, message) from None
    remarks = [_CHANGES] if any(_is_changed(root) for root in told.values()) else []
    return replace(
        found,
        language=_language(told),
        unplaced=(*found.unplaced, *left),
        remarks=(*found.remarks, *remarks),
    )


def _mammoth() -> Any:
    import mammoth  # here: only Word files need it

    return mammoth


def _parts(source: Source) -> dict[str, bytes]:
    """The parts of a Word document that are in XML, by their names."""
    measured(source, _WHAT, _MOST_XML)
    with zipfile.ZipFile(io.BytesIO(source.data)) as archive:
        names = [name for name in archive.namelist() if name.endswith((".xml", ".rels"))]
        parts = {name: archive.read(name) for name in names}
    if not any(name.startswith("word/") for name in parts):
        raise KnowledgeError(source.path, None, "this is an archive without a Word document in it: name a .docx file")
    return parts


def _check_targets(source: Source, told: dict[str, ET.Element]) -> None:
    """Refuse what would have mammoth read other parts than those that were measured and hold no entities."""
    for name in sorted(name for name in told if name.endswith(".rels")):
        for one in told[name].iter():
            target = one.get("Target", "")
            if one.get("Type", "").rpartition("/")[2] in _READ and not target.endswith(".xml"):
                message = f"its text is in {target}, which Word never calls so: open it in Word and save it anew"
                raise KnowledgeError(source.path, None, message)


def _outline(told: dict[str, ET.Element]) -> str:
    """Rules for mammoth: which styles are headings, by their levels in the outline, whatever they are called."""
    root = told.get("word/styles.xml")
    if root is None:
        return ""
    styles = {style.get(f"{_W}styleId", ""): style for style in root.iter(f"{_W}style")}
    rules = []
    for identity, style in styles.items():
        level = _level(identity, styles)
        name = style.find(f"{_W}name")
        said = name.get(f"{_W}val", "") if name is not None else ""
        if level is not None and said and said.lower() != "title" and not said.lower().startswith("toc"):
            quoted = said.replace("\\", "\\\\").replace("'", "\\'")
            rules.append(f"p[style-name='{quoted}'] => h{level}:fresh")
    return "\n".join(rules)


def _level(identity: str, styles: dict[str, ET.Element]) -> int | None:
    """The level of a style in the outline, its own or that of the style that it is based on."""
    for _ in range(len(styles)):  # a style may be based on itself, by way of others
        style = styles.get(identity)
        if style is None:
            return None
        level = style.find(f"{_W}pPr/{_W}outlineLvl")
        if level is not None:
            value = level.get(f"{_W}val", "")
            return int(value) + 1 if value in ("0", "1", "2", "3", "4", "5") else None
        based = style.find(f"{_W}basedOn")
        identity = based.get(f"{_W}val", "") if based is not None else ""
    return None


def _picture(image: Any) -> list[Any]:
    """A picture as what it is called: the picture itself is never opened."""
    from mammoth import html as written

    return [written.element("img", {"alt": image.alt_text} if image.alt_text else {})]


def _numbered(mammoth: Any) -> Any:
    """A transformation of mammoth's document that puts a paragraph's number before its words."""
    numbers = itertools.count(1)

    def number(paragraph: Any) -> Any:
        mark = mammoth.documents.bookmark(f"paragraph-{next(numbers)}")
        return paragraph.copy(children=[mark, *paragraph.children])

    return mammoth.transforms.paragraph(number)


def _lined(page: str) -> str:
    """A page in which each paragraph begins on the line of its number; the first title is the page's."""
    out: list[str] = []
    line = 1
    at = 0
    for found in _MARK.finditer(page):
        before = page[at : found.start()]
        number = int(found[2])
        out += [before, "\n" * (number - line), found[1]]
        line = max(line, number)
        at = found.end()
    text = "".join([*out, page[at:]])
    title = _TITLE.search(text)
    if not title:
        return text
    said = _TAG.sub("", title[1])
    return f"<title>{said}</title>{text[: title.start()]}{text[title.end() :]}"


def _left(told: dict[str, ET.Element]) -> Iterator[Unplaced]:
    """What Word shows beside the text: headers, footers, comments, formulas."""
    for name in sorted(told):
        why = next((why for pattern, why in _BESIDE if pattern.fullmatch(name)), "")
        words = " ".join(map(_words, told[name].iter(f"{_W}p"))) if why else ""
        if words.strip():
            yield Unplaced(None, words, why)
    for name in sorted(told):
        for formula in told[name].iter(f"{_M}oMath"):
            words = "".join(one.text or "" for one in formula.iter(f"{_M}t"))
            if words.strip():
                yield Unplaced(None, words, "formula")


def _words(part: ET.Element) -> str:
    return "".join(one.text or "" for one in part.iter(f"{_W}t")).strip()


def _language(told: dict[str, ET.Element]) -> str | None:
    root = told.get("word/styles.xml")
    found = root.find(f"{_W}docDefaults//{_W}lang") if root is not None else None
    return (found.get(f"{_W}val") or None) if found is not None else None


def _is_changed(root: ET.Element) -> bool:
    return any(next(root.iter(_W + name), None) is not None for name in ("del", "ins"))
