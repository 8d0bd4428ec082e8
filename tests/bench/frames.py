#!/usr/bin/env python3
"""What a question loses by what people type around it: sentences of context, frames, a second question.

    python tests/bench/frames.py             shares, a row for each way of wrapping
    python tests/bench/frames.py --misses    and each question that is lost or wrongly answered, with what came back

The questions are those of the project's articles and of the one that ships. Of those that are answered rightly as they
stand it is told how many still are when wrapped (`kept`, and `lost` to another place); of those that are rightly
silent, how many stay so (`silent`). A pair is two questions of one article whose right places differ: `both` are
answered, or `one` of them; beside an unanswerable one, the answerable is `kept` and the other stays `silent`.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

import labelled

from faqbot import Bot, Verdict

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from faqbot import Answer

    Wrap = Callable[["Asked", int, str], str]

TESTS: Final = Path(__file__).resolve().parent.parent
OPENING: Final = re.compile(
    r"(who|what|when|where|why|how|which|is|are|was|were|do|does|did|can|could|will|would|should|may|must|has|have)\b",
    re.IGNORECASE,
)
STEP: Final = 7  # how far apart in their file the two questions of a pair stand

# What people tell before they ask: of things that the article may speak of ({topic} is a heading of it) or may not.
CONTEXT: Final = (
    "I was in a hurry this morning and my phone is almost dead.",
    "My sister has been asking me about this for two weeks.",
    "We are a family of five from Belgium, and our train leaves at noon.",
    "I looked everywhere on your pages and could not find it.",
    "I called twice yesterday but nobody picked up.",
    "My colleague says one thing and my boss another.",
    "I am writing an essay for school, due on Friday.",
    "Our old dog is ill and my car broke down on the motorway.",
    "I only just heard of all this from a friend at the gym.",
    "I have read what it says on {topic}.",
    "A neighbour told me something on {topic} that I did not quite follow.",
    "This isn't about {topic}, I know that part already.",
)
# The same in the sentence that asks.
CLAUSES: Final = (
    "Since my phone is almost dead, ",
    "I looked everywhere on your pages, ",
    "As my sister keeps asking me, ",
    "I only just heard of this from a friend, so ",
    "Because my colleague didn't know, ",
)
FRAMES: Final = (
    "hi, could you tell me: {}",
    "Hello there! {}",
    "Quick question: {}",
    "{} Thanks in advance!",
    "Good morning, I have a question. {} Thank you very much.",
    "Can you please tell me, {}",
    "I was wondering, {}",
    "According to the article, {}",
    "per the document, {}",
    "Sorry to bother you. {}",
    "{} Any help is appreciated.",
    "Do you happen to know {}",
)


@dataclass(frozen=True)
class Asked:
    """A question about a document and the ids of the places that are right; none: it has no answer."""

    text: str
    right: frozenset[str]

    @property
    def opens(self) -> bool:
        """Whether it begins as a question does, so that another can be joined to it: no "opening hours"."""
        return bool(OPENING.match(self.text))

    @property
    def sentence(self) -> str:
        """The question as one that ends."""
        return self.text if self.text.rstrip().endswith(("?", ".", "!")) else f"{self.text}?"


@dataclass(frozen=True)
class Document:
    """A bot, questions for it that it answers rightly or is rightly silent on, and its headings."""

    bot: Bot
    known: list[Asked]
    unknown: list[Asked]
    topics: list[str]


@dataclass(frozen=True)
class Outcome:
    """Whether there is an answer, whether one came, and whether that is right."""

    known: bool
    answered: bool
    good: bool


def main() -> int:
    found = [document(source) for source in (*labelled.articles(), *labelled.shipped(None))]
    known, unknown = sum(len(d.known) for d in found), sum(len(d.unknown) for d in found)
    print(f"{known} questions answered rightly, {unknown} rightly silent, as they stand")
    print(f"{'':28}{'kept':>8}{'lost':>8}{'silent':>8}")
    for name, wrap in WRAPPINGS.items():
        show(name, [outcome for d in found for outcome in wrapped(d, wrap)])
    print(f"{'':28}{'both':>8}{'one':>8}{'none':>8}")
    for name, joint in JOINTS.items():
        count = Counter(told for d in found for told in pairs(d, joint))
        print(f"{name:28}" + "".join(f"{count[n] / count.total():8.3f}" for n in (2, 1, 0)))
    print(f"{'':28}{'kept':>8}{'silent':>8}")
    for name, joint in JOINTS.items():
        told = [row for d in found for row in halves(d, joint)]
        print(f"{name:28}" + "".join(f"{sum(row[n] for row in told) / len(told):8.3f}" for n in (0, 1)))
    return 0


def document(source: labelled.Document) -> Document:
    bot = Bot(source.knowledge)
    asked = [Asked(question.text, question.wanted) for question in source.questions]
    topics = [section.heading for article in bot.knowledge.articles for section in article.sections]
    known = [each for each in asked if each.right and is_right(each, bot.answer(each.text))]
    unknown = [each for each in asked if not each.right and bot.answer(each.text).verdict is not Verdict.ANSWERED]
    return Document(bot, known, unknown, topics)


def parts(answer: Answer) -> list[Answer]:
    """An answer, and those to the other questions of its text."""
    return [answer, *getattr(answer, "rest", ())]


def is_right(asked: Asked, answer: Answer) -> bool:
    cited = (part.citation for part in parts(answer) if part.citation)
    ids = [id_ for citation in cited for id_ in (citation.section, citation.entry) if id_]
    return any(id_.startswith(right) for id_ in ids for right in asked.right)


def wrapped(d: Document, wrap: Wrap) -> Iterator[Outcome]:
    """What becomes of a document's questions, each wrapped."""
    for at, each in enumerate((*d.known, *d.unknown)):
        text = wrap(each, at, d.topics[at % len(d.topics)])
        answer = d.bot.answer(text)
        answered = answer.verdict is Verdict.ANSWERED
        good = is_right(each, answer) if each.right else not answered
        if not good:
            missed(text, answer)
        yield Outcome(bool(each.right), answered, good)


def missed(text: str, answer: Answer) -> None:
    if "--misses" in sys.argv:
        came = [part.citation.heading if part.citation else str(part.cause) for part in parts(answer)]
        print(f"    {' + '.join(came)} <- {text}")


def show(name: str, outcomes: list[Outcome]) -> None:
    known, unknown = [o for o in outcomes if o.known], [o for o in outcomes if not o.known]
    kept, silent = (sum(o.good for o in of) / len(of) for of in (known, unknown))
    lost = sum(o.answered and not o.good for o in known) / len(known)
    print(f"{name:28}{kept:8.3f}{lost:8.3f}{silent:8.3f}", flush=True)


def pairs(d: Document, joint: str) -> Iterator[int]:
    """How many of two questions in one text are answered rightly."""
    for one, other in zip(d.known, (*d.known[STEP:], *d.known[:STEP]), strict=True):
        if one.right.isdisjoint(other.right) and (joint == "?" or (one.opens and other.opens)):
            answer = d.bot.answer(joined(one, other, joint))
            right = is_right(one, answer) + is_right(other, answer)
            if right < 2:
                missed(joined(one, other, joint), answer)
            yield right


def halves(d: Document, joint: str) -> Iterator[tuple[bool, bool]]:
    """Of an answerable question with an unanswerable one: whether the one is answered, and the other isn't."""
    for at, (one, other) in enumerate(zip(d.known, d.unknown)):  # noqa: B905 - there are fewer of the latter
        if joint != "?" and not (one.opens and other.opens):
            continue
        answer = d.bot.answer(joined(*((one, other) if at % 2 else (other, one)), joint))
        given = sum(part.verdict is Verdict.ANSWERED for part in parts(answer))
        yield is_right(one, answer), given <= is_right(one, answer)


def joined(one: Asked, other: Asked, joint: str) -> str:
    first, second = one.sentence, other.sentence
    return f"{first} {second}" if joint == "?" else f"{first.rstrip('?!. ')}{joint}{second}"


def before(contexts: tuple[str, ...]) -> Wrap:
    return lambda asked, at, topic: f"{contexts[at % len(contexts)].format(topic=topic)} {asked.sentence}"


def after(asked: Asked, at: int, topic: str) -> str:
    return f"{asked.sentence} {CONTEXT[at % len(CONTEXT)].format(topic=topic)}"


def clause(asked: Asked, at: int, _topic: str) -> str:
    return f"{CLAUSES[at % len(CLAUSES)]}{asked.text}"


def both(asked: Asked, at: int, topic: str) -> str:
    framed = FRAMES[at % len(FRAMES)].format(asked.sentence)
    return f"{CONTEXT[(at + 5) % len(CONTEXT)].format(topic=topic)} {framed}"


WRAPPINGS: Final[dict[str, Wrap]] = {
    "as it stands, with “?”": lambda asked, _at, _topic: asked.sentence,
    "context before": before(CONTEXT),
    "  off the topic": before(CONTEXT[:9]),
    "  on the topic": before(CONTEXT[9:]),
    "two sentences before": lambda asked, at, topic: (
        f"{CONTEXT[(at + 3) % len(CONTEXT)].format(topic=topic)} {before(CONTEXT)(asked, at, topic)}"
    ),
    "context after": after,
    "a clause before": clause,
    "a frame": lambda asked, at, _topic: FRAMES[at % len(FRAMES)].format(asked.sentence),
    "context and a frame": both,
}
JOINTS: Final = {"one? other?": "?", "one and other": " and ", "one, and other": ", and "}


if __name__ == "__main__":
    sys.exit(main())
