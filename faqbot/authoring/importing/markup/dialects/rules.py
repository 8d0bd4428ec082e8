"""Rules for the parser of Markdown: what stands on lines of its own beside CommonMark, and where links and HTML stand.

The parser hands each rule its state; nothing here imports it. Tokens that the rules make:

    tag_open / tag_close    a tag around what follows (`meta["tag"]`); of an indented block the tokens within it
    aside                   lines that are nothing of the text, with why (`info`)
    footnote                the lines of a footnote, its label in `info`
"""

from __future__ import annotations

import re
from typing import Any, Final

from faqbot.authoring.importing.markup.dialects import tags

_FIRST: Final = frozenset(":!?={<[iecf#")
_HASHED: Final = re.compile(r"(?P<level>#{1,6})(?P<text>[^\W\d_].*?)[ \t]*#*$")
_CONTENTS: Final = re.compile(r"(?:\[TOC\]|\[\[_?TOC_?\]\]|\{:\s*toc[^}]*\}|\{\{<\s*toc\s*>\}\})$", re.IGNORECASE)
_ATTRIBUTES: Final = re.compile(r"\{(?::[^}]*|\s*[.#][\w-][^}]*)\}$")
_FOOTNOTE: Final = re.compile(r"\[\^([^\]\s]+)\]:(?=\s|$)")
# Brackets in brackets, deeper than anybody writes: the parser looks for the end of each, through all that are in it.
_NESTED: Final = re.compile(r"(?:!?\[){6}")
_DEFINED: Final = re.compile(r"\[[^\]\n]+\]:")
_MODULE: Final = re.compile(
    r"(?:import\s+(?:[\w*{\"']|$)|export\s+(?:default|const|let|var|function|class|async|\{|\*))"
)
# Lines below empty ones that are looked through for the ends of exports, in all of a document.
_MOST_LINES: Final = 20_000
_INDENT: Final = 4  # of what belongs to a line that ends in nothing
_SPAN: Final = re.compile(r"\{(?::[^{}\n]{0,300}|\s*[.#][\w-][^{}\n]{0,300}|\s*target=[^{}\n]{0,300})\}")
_LITERAL: Final = re.compile(r"\{\s*(?:\"([^\"{}]*)\"|'([^'{}]*)'|`([^`{}$]*)`)\s*\}")


def install(parser: Any, *, is_mdx: bool) -> None:
    """Have a parser follow the rules; `is_mdx`: braces and components are code, and an indent makes none."""
    alt = {"alt": ["paragraph", "reference", "blockquote", "list"]}
    rules = _Rules(is_mdx=is_mdx)
    parser.block.ruler.before(
        "table" if "table" in parser.get_all_rules()["block"] else "code", "dialect", rules.block, alt
    )
    parser.block.ruler.before("reference", "footnote", _footnote, alt)
    for name in ("link", "image", "html_inline"):
        parser.inline.ruler.at(name, _placed(_rule_of(parser.inline.ruler, name), name))
    parser.inline.ruler.before("link", "attributes", _attributes)
    if is_mdx:
        parser.inline.ruler.before("html_inline", "expression", _expression)
        parser.disable("code")


def _rule_of(ruler: Any, name: str) -> Any:
    return next(rule.fn for rule in ruler.__rules__ if rule.name == name)


class _Rules:
    def __init__(self, *, is_mdx: bool) -> None:
        self._is_mdx = is_mdx
        self._budget = _MOST_LINES

    def block(self, state: Any, first: int, last: int, silent: bool) -> bool:  # noqa: FBT001 - as the parser calls it
        """What a line opens, ends or holds that is no CommonMark."""
        start = state.bMarks[first] + state.tShift[first]
        if start >= state.eMarks[first] or state.src[start] not in _FIRST or state.is_code_block(first):
            return False
        line = state.src[start : state.eMarks[first]].rstrip()
        why = self._aside(line)
        if why:
            return silent or _push_aside(state, first, first + 1, why)
        return self._begun(state, first, last, line, silent=silent)

    def _begun(self, state: Any, first: int, last: int, line: str, *, silent: bool) -> bool:
        """What a line with words of its own begins."""
        if line[0] == "#":
            return _hashed(state, first, line, silent=silent)
        if line[0] in "!?=":
            return self._indented(state, first, last, line, silent=silent)
        if line[0] == ":":
            tag = tags.colons(line)
            return bool(tag) and (silent or _push(state, first, first + 1, [tag]))
        start = state.bMarks[first] + state.tShift[first]
        end = self._code(state, first, start, line)
        if end:
            why = "a comment" if line.startswith("{/*") else "code of the page"
            return silent or _push_aside(state, first, end, why)
        return self._tags(state, first, start, silent=silent)

    def _aside(self, line: str) -> str:
        if _CONTENTS.match(line):
            return "table of contents"
        return "attributes" if line[0] == "{" and _ATTRIBUTES.match(line) else ""

    def _indented(self, state: Any, first: int, last: int, line: str, *, silent: bool) -> bool:
        tag = tags.marked(line)
        if not tag:
            return False
        column, end, behind = state.sCount[first] + _INDENT, first + 1, first + 1
        while end < last and (state.isEmpty(end) or state.sCount[end] >= column):
            end += 1
            behind = behind if state.isEmpty(end - 1) else end
        if tag.name == "tab" and behind == first + 1:
            return False
        if not silent:
            _open(state, tag, first, behind, _INDENT)
            before = state.blkIndent, state.lineMax, state.parentType
            state.blkIndent, state.lineMax, state.parentType = column, behind, "root"
            state.md.block.tokenize(state, first + 1, behind)
            state.blkIndent, state.lineMax, state.parentType = before
            _close(state, tags.Tag(tag.name, "", "", is_end=True), behind)
            state.line = behind
        return True

    def _code(self, state: Any, first: int, start: int, line: str) -> int:
        """Behind which line code ends that starts here; 0: none does."""
        if not self._is_mdx:
            return 0
        if _MODULE.match(line) and not state.sCount[first] and not state.level:
            return self._module(state, first)
        if line[0] == "{" and not line.startswith(("{{", "{%")):
            closed = tags.braced(state.src, start, min(len(state.src), start + 10_000))
            end = first + state.src.count("\n", start, closed) + 1 if closed else 0
            is_alone = closed and end <= state.lineMax and not state.src[closed : state.eMarks[end - 1]].strip()
            return end if is_alone else 0
        return 0

    def _module(self, state: Any, first: int) -> int:
        """Behind which line an import or export ends: at an empty line outside of brackets."""
        depth, end, empty = 0, first, 0
        while end < state.lineMax and self._budget > 0:
            if state.isEmpty(end):
                empty = empty or end
                if depth <= 0:
                    return end
            line = state.src[state.bMarks[end] : state.eMarks[end]]
            depth += sum(line.count(sign) for sign in "([{") - sum(line.count(sign) for sign in ")]}")
            end += 1
            self._budget -= bool(empty)
        return empty or end if depth > 0 else max(end, first + 1)

    def _tags(self, state: Any, first: int, start: int, *, silent: bool) -> bool:
        """Components and shortcodes that stand on lines of their own."""
        found, at, limit = [], start, state.eMarks[state.lineMax - 1]
        while at < limit:
            one = tags.component(state.src, at) or tags.shortcode(state.src, at)
            if not one:
                break
            found.append(one[0])
            at = one[1]
            end = state.src.find("\n", at)
            rest = state.src[at : end if end >= 0 else limit]
            if not rest.strip():
                lines = state.src.count("\n", start, at) + 1
                return first + lines <= state.lineMax and (silent or _push(state, first, first + lines, found))
            at += len(rest) - len(rest.lstrip())
        return False


def _hashed(state: Any, first: int, line: str, *, silent: bool) -> bool:
    """A heading without the space behind its signs, as old pages and Python-Markdown have it; else it may be a tag."""
    found = _HASHED.match(line)
    is_alone = (not first or state.isEmpty(first - 1)) and (first + 1 >= state.lineMax or state.isEmpty(first + 1))
    if not found or not is_alone or state.level or (len(found["level"]) == 1 and not found["text"][0].isupper()):
        return False
    if silent:
        return True
    state.line = first + 1
    for kind, nesting in (("heading_open", 1), ("inline", 0), ("heading_close", -1)):
        token = state.push(kind, f"h{len(found['level'])}" if nesting else "", nesting)
        token.map = [first, first + 1] if nesting >= 0 else None
        token.content, token.children = (found["text"], []) if not nesting else ("", None)
    return True


def _push(state: Any, first: int, end: int, found: list[Any]) -> bool:
    for tag in found:
        token = state.push("tag_close" if tag.is_end else "tag_open", "", 0)
        token.meta, token.map = {"tag": tag, "indent": 0}, [first, end]
    state.line = end
    return True


def _open(state: Any, tag: tags.Tag, first: int, end: int, indent: int) -> None:
    token = state.push("tag_open", "", 1)
    token.meta, token.map = {"tag": tag, "indent": indent}, [first, end]


def _close(state: Any, tag: tags.Tag, end: int) -> None:
    token = state.push("tag_close", "", -1)
    token.meta, token.map = {"tag": tag, "indent": _INDENT}, [end, end]


def _push_aside(state: Any, first: int, end: int, why: str) -> bool:
    token = state.push("aside", "", 0)
    token.info, token.map = why, [first, end]
    state.line = end
    return True


def _footnote(state: Any, first: int, last: int, silent: bool) -> bool:  # noqa: FBT001 - as the parser calls it
    start = state.bMarks[first] + state.tShift[first]
    if state.src[start : start + 2] != "[^" or state.is_code_block(first):
        return False
    found = _FOOTNOTE.match(state.src, start, state.eMarks[first])
    if not found:
        return False
    if silent:
        return True
    end, behind = first + 1, first + 1
    while end < last:
        at = state.bMarks[end] + state.tShift[end]
        if state.isEmpty(end):
            end += 1
            continue
        is_lazy = end == behind and not _DEFINED.match(state.src, at, state.eMarks[end])
        if not (is_lazy or state.sCount[end] >= state.blkIndent + _INDENT):
            break
        end += 1
        behind = end
    token = state.push("footnote", "", 0)
    token.info, token.map = found[1], [first, behind]
    state.line = behind
    return True


# -- within a line -----------------------------------------------------------------------------


def _placed(rule: Any, name: str) -> Any:
    """A rule that tells of the tokens it makes where in their content they stand."""

    def placed(state: Any, silent: bool) -> bool:  # noqa: FBT001 - as the parser calls it
        start, before = state.pos, len(state.tokens)
        if _NESTED.match(state.src, start):
            return False
        if not rule(state, silent):
            return False
        if not silent and len(state.tokens) > before:
            token = (
                state.tokens[-1]
                if name != "link"
                else next(one for one in state.tokens[before:] if one.type == "link_open")
            )
            token.meta = {**token.meta, "at": (start, state.pos)}
        return True

    return placed


def _attributes(state: Any, silent: bool) -> bool:  # noqa: FBT001 - as the parser calls it
    """Attributes right behind a link, a picture, code or emphasis."""
    if state.src[state.pos] != "{" or not state.pos or state.src[state.pos - 1] not in ")]*_`>":
        return False
    found = _SPAN.match(state.src, state.pos, state.posMax)
    return bool(found) and _skip(state, found.end(), "attributes", "", silent=silent)  # type: ignore[union-attr]


def _expression(state: Any, silent: bool) -> bool:  # noqa: FBT001 - as the parser calls it
    """A comment, a text in braces, or a component within a line of MDX."""
    sign = state.src[state.pos]
    if sign == "{":
        literal = _LITERAL.match(state.src, state.pos, state.posMax)
        if literal:
            return _skip(state, literal.end(), "literal", next((g for g in literal.groups() if g), ""), silent=silent)
        if state.src.startswith("{/*", state.pos):
            end = state.src.find("*/}", state.pos, state.posMax)
            return end >= 0 and _skip(state, end + 3, "comment", "", silent=silent)
    elif sign == "<":
        found = tags.component(state.src, state.pos)
        if found and found[1] <= state.posMax:
            return _skip(state, found[1], "component", "", silent=silent)
    return False


def _skip(state: Any, end: int, kind: str, instead: str, *, silent: bool) -> bool:
    if not silent:
        token = state.push("html_inline", "", 0)
        token.content = state.src[state.pos : end]
        token.meta = {"at": (state.pos, end), "kind": kind, "instead": instead}
    state.pos = end
    return True
