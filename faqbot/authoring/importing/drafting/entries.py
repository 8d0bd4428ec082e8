"""Questions with their answers among the blocks below one heading, in the shapes in which people write them.

    Q: Is it open?            **Is it open?**            - **Is it open?** On weekdays.        QUESTION … END
    A: On weekdays.           On weekdays.               - **Is it free?** For children.

A label always says what it says. A bold question does too; one in a list or at the start of a paragraph does among
questions (in a FAQ), or where it isn't the only one; plain ones do in a FAQ, where nothing else marks any.
"""

from __future__ import annotations

import enum
import re
import textwrap
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from faqbot.authoring.importing.document import Block, Kind
from faqbot.authoring.importing.drafting.questions import unnumbered

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from faqbot.authoring.importing.drafting.questions import Questions

# Words of a question that stands by itself among other text: "Why?" asks about what was said before it.
LEAST_WORDS: Final = 3
# Of so many items with answers in a list of questions one must ask for all to be entries; elsewhere it is one of two.
_IN_FAQ: Final = 4
_BOLD_START: Final = re.compile(r"(?P<mark>\*\*|__)(?P<bold>(?:(?!(?P=mark)).)+?)(?P=mark)(?P<rest>.*)", re.DOTALL)
_ITEM: Final = re.compile(r"(?P<indent> {0,3})(?P<mark>[-*+•]|\d{1,9}[.)])(?:(?P<gap>[ \t]+)|$)")
_FENCE: Final = re.compile(r"[ \t]*(```|~~~)")
_BREAK: Final = re.compile(r"(?:[ \t]+|\\)$")
_QUESTION_END: Final = re.compile(r"[?？][\"'”’)\]*_`]*(?=\s)")


class Shape(enum.Enum):
    """How a question is marked as one."""

    LABEL = "label"
    SPAN = "span"  # QUESTION … END
    BOLD = "bold"
    START = "start"  # bold, at the start of its answer
    PLAIN = "plain"
    HEADING = "heading"  # or a title


@dataclass(slots=True)
class Ask:
    """A question that was found, and the blocks of its answer.

    Attributes:
        text: what is asked, with its marks.
        line: of the source.
        shape: how it is marked.
        answer: the blocks below it.
        anchor: by which links lead to it.
        names: all by which links lead to it or into what it is asked in.
        alternates: questions right above it that it answers too.
    """

    text: str
    line: int
    shape: Shape
    answer: list[Block] = field(default_factory=list)
    anchor: str = ""
    names: tuple[str, ...] = ()
    alternates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Parted:
    """The blocks below a heading: those that answer no question, and the questions with their answers."""

    told: list[Block]
    asks: list[Ask]


class Finder:
    """Finds questions by what asks in a language."""

    def __init__(self, questions: Questions, bare: Callable[[str], str]) -> None:
        self._questions = questions
        self._bare = bare  # takes the marks of the document's format off a text

    def parted(self, blocks: Sequence[Block], *, in_faq: bool) -> Parted:
        """The blocks below a heading, parted at the questions among them.

        Args:
            blocks: those blocks.
            in_faq: whether they stand in a list of questions.
        """
        pieces = [piece for block in blocks for piece in self._pieces(block, in_faq=in_faq)]
        found = [self._ask(piece, in_faq=in_faq) for piece in pieces]
        taken = self._taken(found, in_faq=in_faq)
        told: list[Block] = []
        asks: list[Ask] = []
        depth, into = 0, told
        for piece, ask in zip(pieces, found, strict=True):
            if depth:
                depth += (piece.kind is Kind.QUESTION) - (piece.kind is Kind.END)
                into += [piece] if depth else []
                into = into if depth else told
            elif ask and ask.shape in taken:
                asks.append(ask)
                ask.names = piece.names
                into, depth = ask.answer, int(ask.shape is Shape.SPAN)
            elif piece.kind is Kind.QUESTION:  # of a span that is no entry
                depth = 0
                into.append(piece)
            else:
                into.append(self._unlabelled(piece) if asks and into is asks[-1].answer and not into else piece)
        return Parted(told, list(_stacked([self._whole(ask) for ask in asks], self._bare)))

    def answered(self, blocks: Sequence[Block]) -> list[Block]:
        """The blocks of an answer, without the label in front of them."""
        return [self._unlabelled(block) if not number else block for number, block in enumerate(blocks)]

    def _taken(self, found: Sequence[Ask | None], *, in_faq: bool) -> set[Shape]:
        """The shapes that mark entries here: plain questions only where nothing else marks any."""
        counts = Counter(ask.shape for ask in found if ask)
        if counts[Shape.LABEL]:
            return {Shape.LABEL}
        asked = [ask for ask in found if ask and ask.shape is Shape.SPAN and self._questions.asks(self._bare(ask.text))]
        taken = {Shape.BOLD} if counts[Shape.BOLD] else set[Shape]()
        if counts[Shape.SPAN] and (in_faq or 2 * len(asked) >= counts[Shape.SPAN]):
            taken.add(Shape.SPAN)
        if counts[Shape.START] > 1 or (in_faq and counts[Shape.START]):
            taken.add(Shape.START)
        return taken or ({Shape.PLAIN} if in_faq and counts[Shape.PLAIN] else taken)

    # -- one block -----------------------------------------------------------------------------

    def _ask(self, block: Block, *, in_faq: bool) -> Ask | None:
        """The question that a block is or begins with, and what of its answer the block holds."""
        if block.kind is Kind.QUESTION:
            labelled = self._questions.labelled(block.text)
            return Ask(labelled.text if labelled else block.text, block.line, Shape.SPAN, anchor=block.anchor)
        if block.kind is Kind.QUOTE and "\n" not in block.words and self._questions.asks(block.words):
            return Ask(self._bare(block.words), block.line, Shape.START)
        if block.kind is not Kind.PROSE:
            return None
        labelled = self._questions.labelled(block.text)
        if labelled:
            return self._labelled(block, labelled.text) if labelled.is_question and labelled.text.strip() else None
        if block.bold:
            words = self._bare(block.text)
            asks = self._questions.asks(words) or (in_faq and self._questions.begins(words))
            enough = in_faq or len(words.split()) >= LEAST_WORDS
            return Ask(block.text, block.line, Shape.BOLD, anchor=block.anchor) if asks and enough else None
        return self._bold_start(block) or self._plain(block)

    def _labelled(self, block: Block, text: str) -> Ask:
        question, rest = self._cut(text)
        ask = Ask(question, block.line, Shape.LABEL, anchor=block.anchor)
        ask.answer += self._lower(block, rest, text.count("\n") - rest.count("\n"))
        return ask

    def _cut(self, text: str) -> tuple[str, str]:
        """A labelled paragraph as its question and the beginning of its answer."""
        if self._questions.asks(self._bare(text)) or "?" not in text:
            return text, ""
        end = _QUESTION_END.search(text)
        return (text[: end.end()], text[end.end() :]) if end else (text, "")

    def _bold_start(self, block: Block) -> Ask | None:
        found = _BOLD_START.match(unnumbered(block.text))
        if not found or not found["rest"].strip() or not self._questions.asks(self._bare(found["bold"])):
            return None
        rest = re.sub(r"^[ \t]*(?:\\\n|[:–—-][ \t\n])?", "", found["rest"])
        ask = Ask(found["bold"], block.line, Shape.START, anchor=block.anchor)
        ask.answer += self._lower(block, rest, block.text.count("\n") - rest.count("\n"))
        return ask

    def _plain(self, block: Block) -> Ask | None:
        first, _, rest = block.text.partition("\n")
        if self._questions.asks(self._bare(block.text)):
            first, rest = block.text, ""
        elif not self._questions.asks(self._bare(first)):
            return None
        if len(_QUESTION_END.findall(first)) > 1:
            return None  # it asks more than one thing, as texts do
        ask = Ask(_BREAK.sub("", first), block.line, Shape.PLAIN, anchor=block.anchor)
        ask.answer += self._lower(block, rest, 1)
        return ask

    def _unlabelled(self, block: Block) -> Block:
        labelled = self._questions.labelled(block.text) if block.kind in (Kind.PROSE, Kind.QUOTE) else None
        if not labelled or labelled.is_question:
            return block
        return replace(block, text=labelled.text, words=labelled.text)

    def _whole(self, ask: Ask) -> Ask:
        """A question and its answer, where the answer is headed by a label of its own."""
        if ask.answer and ask.shape in (Shape.LABEL, Shape.START):
            ask.answer = [block for block in self.answered(ask.answer) if block.text.strip() or block.kind is Kind.END]
        return ask

    # -- blocks that hold several --------------------------------------------------------------

    def _pieces(self, block: Block, *, in_faq: bool) -> Iterator[Block]:
        """A block, or what it is parted into: a paragraph at its labels, a list of questions at its items."""
        if block.kind is Kind.PROSE:
            yield from self._at_labels(block, in_faq=in_faq)
        elif block.kind is Kind.LIST:
            yield from self._of_items(block, in_faq=in_faq)
        else:
            yield block

    def _at_labels(self, block: Block, *, in_faq: bool) -> Iterator[Block]:
        """A paragraph parted where a line is labelled, or where each other one or so is a question."""
        lines = block.text.split("\n")
        cuts, was_question = [0], False
        for number, line in enumerate(lines):
            labelled = self._questions.labelled(line)
            if labelled and (labelled.is_question or was_question):
                cuts += [number] if number else []
                was_question = labelled.is_question
        cuts = cuts if len(cuts) > 1 or not in_faq else self._at_questions(lines)
        if len(cuts) == 1:
            yield block
            return
        for start, end in zip(cuts, [*cuts[1:], len(lines)], strict=True):
            text = _BREAK.sub("", "\n".join(lines[start:end]))
            yield replace(block, text=text, words=self._bare(text), line=_line(block, start), bold=False)

    def _at_questions(self, lines: Sequence[str]) -> list[int]:
        """The lines of a paragraph that ask, where the first does, and others, and below each is what answers it."""
        asks = [number for number, line in enumerate(lines) if self._questions.asks(self._bare(line))]
        if len(asks) < 2 or asks[0]:
            return [0]
        answered = [below > number + 1 for number, below in zip(asks, [*asks[1:], len(lines)], strict=True)]
        begins = [not lines[number].lstrip()[:1].islower() for number in asks]
        return asks if all(answered) and all(begins) else [0]

    def _of_items(self, block: Block, *, in_faq: bool) -> Iterator[Block]:
        """A list as its items, where these are questions with their answers."""
        found = list(items(block.text))
        heads = [self._head(block, item) for item in found]
        asking = [head for head in heads if self._ask(head[0], in_faq=True)]
        labelled = [self._questions.labelled(head[0].text) for head in heads]
        answers = sum(1 for label in labelled if label and not label.is_question)
        whole = sum(1 for head in heads if len(head) > 1 or self._holds_answer(head[0]))
        is_single = len(found) == 1 and len(asking) == 1
        if is_single or (asking and answers and len(asking) + answers == len(found)):
            yield from (piece for head in heads for piece in head)
        elif len(found) > 1 and (_IN_FAQ if in_faq else 2) * len(asking) >= len(found) == whole:
            for head in heads:
                yield from self._spanned(head)
        else:
            yield block

    def _spanned(self, head: list[Block]) -> Iterator[Block]:
        """An item as a question, what answers it, and its end; what doesn't ask is headed by its first paragraph."""
        ask = self._ask(head[0], in_faq=True)
        text = ask.text if ask else head[0].text
        yield replace(head[0], kind=Kind.QUESTION, text=text, words=self._bare(text), bold=False)
        yield from self._whole(ask).answer if ask else ()
        yield from head[1:]
        yield Block(Kind.END, "", "", head[0].line)

    def _holds_answer(self, head: Block) -> bool:
        ask = self._ask(head, in_faq=True)
        return bool(ask and ask.answer)

    def _head(self, block: Block, item: Item) -> list[Block]:
        """An item as its first paragraph and what stands below that."""
        lines = item.text.split("\n")
        end = next((n for n, line in enumerate(lines) if n and (not line.strip() or _ITEM.match(line))), len(lines))
        text = "\n".join(lines[:end])
        is_bold = bool(re.fullmatch(r"(\*\*|__)(?:(?!\1).)+\1", unnumbered(text).strip(), re.DOTALL))
        first = Block(Kind.PROSE, text, self._bare(text), _line(block, item.at), bold=is_bold)
        rest = "\n".join(lines[end:])
        return [first, *self._lower(first, rest, end)]

    def _lower(self, block: Block, text: str, below: int) -> Iterable[Block]:
        """What of a block stands so many lines below its first, as a block; none where it says nothing."""
        skipped = len(text) - len(text.lstrip("\n"))
        text = text.strip("\n")
        if not text.strip():
            return ()
        text = textwrap.dedent(text)
        text = text if text.startswith("    ") else text.lstrip()
        return (Block(Kind.PROSE, text, self._bare(text), _line(block, below + skipped)),)


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a list: the line of the list on which it starts, and what it says without mark and indent."""

    at: int
    text: str


def items(text: str) -> Iterator[Item]:
    """The items of a list that starts at its first line; none where it doesn't start with one."""
    lines = text.split("\n")
    first = _ITEM.match(lines[0])
    if not first:
        return
    kind, indent, fenced = first["mark"][-1], len(first["indent"]), False
    start, width, held = 0, first.end(), [lines[0][first.end() :]]
    for number, line in enumerate(lines[1:], 1):
        found = None if fenced else _ITEM.match(line)
        if found and found["mark"][-1] == kind and abs(len(found["indent"]) - indent) < 2:
            yield Item(start, "\n".join(held).rstrip())
            start, width, held = number, found.end(), [line[found.end() :]]
            continue
        fenced ^= bool(_FENCE.match(line))
        held.append(line[min(width, len(line) - len(line.lstrip())) :])
    yield Item(start, "\n".join(held).rstrip())


def _stacked(asks: Sequence[Ask], bare: Callable[[str], str]) -> Iterator[Ask]:
    """The questions, two with labels that stand above one answer as one; more than two are no more than a list."""
    bare_above = 0
    for number, ask in enumerate(asks):
        below = asks[number + 1] if number + 1 < len(asks) else None
        if ask.shape is Shape.LABEL and not ask.answer and below and below.answer and not bare_above:
            below.alternates = (bare(ask.text),)
        else:
            yield ask
        bare_above = 0 if ask.answer else bare_above + 1


def _line(block: Block, below: int) -> int:
    return block.line + below if block.line else 0
