#!/usr/bin/env python3
"""Whether the sentence that an answer quotes is the one that holds what was asked.

    python tests/bench/quotes.py [--picked] [--misses] [KNOWLEDGE FILE]…

FILE holds labelled questions, of which those with words that their answer must hold count (`says`, `contains`).
Without any, the files of the project are asked.

Columns
    asked    questions that are answered from a right place, with words that stand in it
    open     those where a sentence that may be quoted holds the words, and another one doesn't
    quote    share of these whose quote holds the words
    first    share that would hold them if the first sentence were quoted
    by lot   share that would hold them if sentences were drawn by lot
    text     share of `asked` whose text holds the words;  either: its text or its quote
With --picked each question is answered from its first right place, whatever place the bot would choose.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from faqbot.answering.answers import Verdict
from faqbot.evaluation import labelled
from faqbot.evaluation.golden import judge
from faqbot.knowledge.article import Entry, Section
from faqbot.language.sentences import sentences

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from faqbot import Answer, Bot
    from faqbot.evaluation.labelled import Labelled

TESTS: Final = Path(__file__).resolve().parent.parent
OWN: Final = (
    (TESTS.parent / "knowledge", TESTS / "golden" / "ceasefire-talks.golden.yaml"),
    *((path, path.with_suffix(".jsonl")) for path in sorted(TESTS.glob("bench/articles/*.yaml"))),
)


@dataclass(frozen=True)
class Quoted:
    """A question, its answer, and the sentences that might have been quoted, each with whether it holds the words."""

    asked: Labelled
    answer: Answer
    sentences: tuple[tuple[str, bool], ...]

    @property
    def quote(self) -> str:
        return self.answer.citation.quote if self.answer.citation else ""

    @property
    def right(self) -> tuple[str, ...]:
        """The sentences that hold the words."""
        return tuple(sentence for sentence, holds in self.sentences if holds)

    @property
    def is_open(self) -> bool:
        """Whether there is something to choose, and a right choice."""
        return len({holds for _, holds in self.sentences}) > 1

    def held_by(self, *texts: str) -> bool:
        """Whether one of these texts holds the words."""
        return any(holds(text, self.asked.case.expected.says) for text in texts)


def holds(text: str, says: Iterable[str]) -> bool:
    """Whether a text holds each of these words, however they are typed."""
    return all(judge.folded(words) in judge.folded(text) for words in says)


def quoted(asked: Labelled, *, picked: bool) -> Quoted | None:
    """What a question quotes; None where it has no right answer."""
    case, bot = asked.case, asked.bot
    answer = bot.pick(case.cite[0], case.ask) if picked else bot.answer(case.ask)
    if answer.verdict is not Verdict.ANSWERED or not set(judge.cited(answer)) & set(case.cite):
        return None
    body = quotable(bot, answer)
    return Quoted(
        asked, answer, tuple((sentence, holds(sentence, case.expected.says)) for _, sentence in sentences(body))
    )


def quotable(bot: Bot, answer: Answer) -> str:
    """The text of the section that an answer cites, or of its entry where there is none."""
    cite = answer.citation
    name = (cite.section or cite.entry) if cite else None
    article = next(article for article in bot.knowledge.articles if cite and article.id == cite.article)
    parts: tuple[Section | Entry, ...] = (*article.sections, *article.faq)
    part = next(part for part in parts if part.id == name)
    return part.text.value if isinstance(part, Section) else part.answer.value


def row(name: str, found: Sequence[Quoted]) -> str:
    """The figures of a file."""
    chosen = [q for q in found if q.is_open]
    size, of = max(len(chosen), 1), max(len(found), 1)
    shares = (
        sum(q.held_by(q.quote) for q in chosen) / size,
        sum(q.sentences[0][1] for q in chosen) / size,
        sum(len(q.right) / len(q.sentences) for q in chosen) / size,
        sum(q.held_by(q.answer.text) for q in found) / of,
        sum(q.held_by(q.answer.text, q.quote) for q in found) / of,
    )
    return f"{name:20s}{len(found):7d}{len(chosen):7d}" + "".join(f"{share:8.3f}" for share in shares)


def told(found: Iterable[Quoted]) -> Iterable[str]:
    """Each question whose quote lacks its words though another sentence has them."""
    for q in found:
        if q.is_open and not q.held_by(q.quote):
            yield f"\n{q.asked.case.ask}  [{', '.join(q.asked.case.expected.says)}]\n  quoted  {q.quote}"
            yield from (f"  holds   {sentence}" for sentence in q.right)


def main() -> int:
    options = {argument for argument in sys.argv[1:] if argument.startswith("--")}
    named = [Path(argument) for argument in sys.argv[1:] if argument not in options]
    files = tuple(zip(named[::2], named[1::2], strict=True)) or OWN
    columns = ("quote", "first", "by lot", "text", "either")
    print(f"{'':20s}{'asked':>7s}{'open':>7s}" + "".join(f"{column:>8s}" for column in columns))
    every: list[Quoted] = []
    for knowledge, file in files:
        cases = [case for case in labelled.read([str(file)], [str(knowledge)]) if case.case.expected.says]
        found = [q for case in cases if (q := quoted(case, picked="--picked" in options))]
        print(row(file.name.partition(".")[0], found), flush=True)
        every += found
    print(row("all", every))
    if "--misses" in options:
        print("\n".join(told(every)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
