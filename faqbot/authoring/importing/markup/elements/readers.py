"""How the elements are read that are more than a paragraph: headings, lists, tables, code, what opens and closes."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from faqbot.authoring.importing.document import Block, Kind
from faqbot.authoring.importing.markup import marks
from faqbot.authoring.importing.markup.elements import asked, inline, left, lists, tables
from faqbot.authoring.importing.markup.elements.element import HEADINGS, Element, Text, measured
from faqbot.authoring.importing.markup.elements.flow import Flow, Whole
from faqbot.authoring.importing.markup.elements.left import Links

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from faqbot.authoring.importing.markup.elements.inline import Run
    from faqbot.authoring.importing.markup.elements.style import Style


def flow(root: Element, names: frozenset[str] = frozenset(), *, is_page: bool) -> Flow:
    """What a tree says.

    Args:
        root: the tree.
        names: the document's own names, by which its links lead to itself.
        is_page: whether it is a page from its beginning, rather than a piece of a document.
    """
    whole = Whole(Links(measured(root, names), names), _READERS)
    reading = Flow(whole, is_page=is_page).read([root])
    reading.done()
    return reading


def _heading(flow: Flow, element: Element, _: Style) -> None:
    flow.end()
    own = {*flow.anchors[-1:], *(name for inner in element.elements() for name in inner.names)}
    runs = flow.line_of(element.children)
    kept = [run for run in runs if not _is_sign(run, own, flow.whole.links)]
    runs, url = inline.bared(inline.joined(kept if any(run.text.strip() for run in kept) else runs))
    if words := inline.words(runs):
        outer = "" if flow.whole.links.within(url) else url
        level = HEADINGS.index(element.name) + 1
        flow.add(Block(Kind.HEADING, inline.line(runs), words, element.line, level=level, url=outer))


def _is_sign(run: Run, own: set[str], links: Links) -> bool:
    """Whether a run in a heading is a link to the heading itself, or a sign for one."""
    name = links.within(run.url)
    return bool(name) and (name in own or not re.search(r"\w", run.text))


def _list(flow: Flow, element: Element, style: Style) -> None:
    flow.end()
    within = style.within(element)
    items = lists.items(element)
    said = [flow.inner(item.nodes, within) for item in items]
    if lists.is_outline(said) or (lists.is_asked(said) and not flow.is_answer):
        for item, blocks in zip(items, said, strict=True):
            flow.anchors += item.element.names if item.element is not element else []
            for block in blocks if lists.is_outline(said) else lists.as_asked(blocks):
                flow.add(block)
    elif lists.is_head(said):
        flow.add(replace(said[0][0], bold=True))
    elif said := [blocks for blocks in said if blocks]:
        flow.anchors += [name for item in items if item.element is not element for name in item.element.names]
        first = lists.first_number(element)
        last = flow.blocks[-1] if flow.blocks else None
        other = last is not None and last.kind is Kind.LIST and not lists.is_apart(last.text, first)
        flow.add(lists.block(said, first=first, line=element.line, other=other))


def _definitions(flow: Flow, element: Element, style: Style) -> None:
    flow.end()
    within = style.within(element)
    pairs = list(lists.terms(element))
    terms = [term for pair in pairs for term in pair.terms]
    answered = any(pair.said for pair in pairs)
    if terms and answered and sum(asked.asks(term.words()) for term in terms) * 2 >= len(terms):
        for pair in pairs:
            _asked(flow, pair, within)
        return
    if not answered:
        pairs = [lists.Terms([term]) for term in terms]
    said = [_defined(flow, pair, within) for pair in pairs]
    if lists.is_outline(said) or not terms:  # without terms it only indents
        for block in (block for blocks in said for block in blocks):
            flow.add(block)
    elif said := [blocks for blocks in said if blocks]:
        flow.add(lists.block(said, first=None, line=element.line, other=False))


def _asked(flow: Flow, pair: lists.Terms, style: Style) -> None:
    """Each of the terms is a question that is answered by what is said of them."""
    for term in pair.terms:
        flow.answered(flow.line_of(term.children), term, pair.said, style)
    if not pair.terms:
        flow.read(pair.said, style)
        flow.end()


def _defined(flow: Flow, pair: lists.Terms, style: Style) -> list[Block]:
    strong = replace(style, strong=bool(pair.said))
    inner = Flow(flow.whole, is_answer=flow.is_answer)
    for term in pair.terms:
        inner.anchors += term.names
        inner.end()
        inner.read(term.children, strong)
    inner.end()
    return inner.read(pair.said, style).done()


def _table(flow: Flow, element: Element, style: Style) -> None:
    flow.end()
    caption = element.child("caption")
    if caption is not None:
        flow.say_apart(flow.line_of(caption.children, style), caption.line)
    if not tables.is_data(element):
        flow.read(tables.rows(element), style)
        flow.end()
        return
    grid: list[list[tables.Cell]] = []
    # Rows below this one that a cell of a column above reaches into; None where cells take one place each.
    taken: dict[int, int] | None = {} if tables.spans(tables.rows(element)) else None
    for row in tables.rows(element):
        cells = [child for child in row.children if isinstance(child, Element)]
        flow.anchors += [name for one in (row, *cells) for name in one.names]
        grid.append(_cells(flow, cells, style, taken, is_first=not grid))
    if any(cell.words for row in grid for cell in row):
        flow.add(tables.block([row for row in grid if any(cell.words for cell in row)], element.line))


def _cells(
    flow: Flow, cells: Sequence[Element], style: Style, taken: dict[int, int] | None, *, is_first: bool
) -> list[tables.Cell]:
    row: list[tables.Cell] = []
    empty = tables.Cell("", "", is_head=True)

    def skip() -> None:
        while taken and taken.get(len(row), 0):
            taken[len(row)] -= 1
            row.append(empty)

    for cell in cells:
        skip()
        runs = flow.line_of(cell.children, style)
        is_head = cell.name == "th" or (is_first and inline.all_marked(runs, "strong"))
        words = inline.words(runs)
        at = len(row)
        shown = inline.unmarked(runs, "strong") if is_head else runs  # heads are shown in bold without a mark
        row.append(tables.Cell(inline.line(shown), words, is_head))
        if taken is not None:
            row += [empty] * (tables.width(cell) - 1)
            taken.update((column, tables.height(cell) - 1) for column in range(at, len(row)))
    skip()
    return row


def _code(flow: Flow, element: Element, style: Style) -> None:
    flow.end()
    text = _raw(element).replace("\t", "    ").strip("\n").rstrip()
    language = next((found for inner in element.elements() if (found := style.within(inner).language)), "")
    if text.strip():
        flow.add(Block(Kind.CODE, marks.fence(text, language), text, element.line))


def _raw(element: Element) -> str:
    """Its text with all blanks and breaks."""
    said: list[str] = []
    waiting: list[Element | Text] = [element]
    while waiting:
        node = waiting.pop()
        if isinstance(node, Text):
            said.append(node.text)
        elif node.name == "br":
            said.append("\n")
        elif not left.is_numbering(node):
            waiting.extend(reversed(node.children))
    return "".join(said)


def _quote(flow: Flow, element: Element, style: Style) -> None:
    flow.end()
    said = flow.inner(element.children, style.within(element))
    if lists.is_outline([said]) or (element.name == "blockquote" and _only_indents(flow, said)):
        for block in said:
            flow.add(block)
    elif said:
        words = "\n".join(block.words for block in said)
        named = lists.named(said)
        flow.add(Block(Kind.QUOTE, marks.quote(lists.rendered(said)), words, element.line, anchors=named))


def _only_indents(flow: Flow, said: Sequence[Block]) -> bool:
    """Whether a quotation quotes nothing: all of a page is in such, it has no words of its own, or it answers."""
    if flow.whole.links.is_indented or not any(block.kind is Kind.PROSE for block in said):
        return True
    last = flow.blocks[-1] if flow.blocks else None
    return last is not None and last.kind is Kind.PROSE and asked.asks(last.words)


def _details(flow: Flow, element: Element, style: Style) -> None:
    flow.end()
    summary = element.child("summary")
    rest = [child for child in element.children if child is not summary]
    if summary is None:
        flow.read(rest, style)
        flow.end()
        return
    nested = any(child.first("details") for child in rest if isinstance(child, Element))
    runs = flow.line_of(summary.children)
    if nested and not flow.is_answer and not asked.asks(inline.words(runs)):
        bare, _ = inline.bared(runs)
        level = min(flow.level + 1, len(HEADINGS))
        flow.add(Block(Kind.HEADING, inline.line(bare), inline.words(bare), summary.line, level=level))
        before = flow.level
        flow.read(rest, style)
        flow.end()
        flow.level = before - 1
        return
    flow.answered(runs, summary, rest, style)


def _picture(flow: Flow, element: Element, style: Style) -> None:
    for run in flow.picture(element, style):
        flow.say(run, element.line)


def _break(flow: Flow, element: Element, _: Style) -> None:
    flow.say(inline.Run(inline.BREAK), element.line)


def _rule(flow: Flow, _: Element, __: Style) -> None:
    flow.end()


def _quoted(flow: Flow, element: Element, style: Style) -> None:
    flow.say(style.run("“"), element.line)
    flow.read(element.children, style)
    flow.say(style.run("”"), element.line)


_READERS: Final[dict[str, Callable[[Flow, Element, Style], None]]] = {
    **dict.fromkeys(HEADINGS, _heading),
    **dict.fromkeys(("ul", "ol", "menu", "dir"), _list),
    **dict.fromkeys(("pre", "xmp", "listing", "plaintext"), _code),
    **dict.fromkeys(("blockquote", "aside"), _quote),
    "dl": _definitions,
    "table": _table,
    "details": _details,
    "img": _picture,
    "br": _break,
    "hr": _rule,
    "q": _quoted,
}
