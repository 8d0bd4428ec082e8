"""What a changed knowledge would no longer answer as it did: golden cases, and the wordings of its own places.

Only a wording that shares words with the new one can be lost to it: it stands in the knowledge word for word, so that
its own place is found by it unless another one has much the same wording. So those that share a word are asked, the
most alike first, and no more than `MOST`; likewise of golden cases, which stand nowhere, all up to as many. The tests
hold this against asking all.
"""

from __future__ import annotations

from heapq import nlargest
from typing import TYPE_CHECKING, Final, NamedTuple

from faqbot.answering.answers import Verdict
from faqbot.authoring.checking.reading.alike import share
from faqbot.authoring.learning.teaching.lesson import Flip
from faqbot.base.messages import either
from faqbot.evaluation.golden import judge
from faqbot.index.cutting.parts import language_of
from faqbot.knowledge.article import Entry
from faqbot.language import tokens

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from faqbot.answering.answers import Answer
    from faqbot.bot import Bot
    from faqbot.evaluation.golden.cases import Case
    from faqbot.language.language import Language

# Wordings, and golden cases, that are asked, which takes a second at 4 ms each. Of 95 golden questions of twelve
# documents, put beside one of the three places that are nearest to each, 56 golden cases were lost, the furthest at the
# 33rd place of this order, and no wording.
MOST: Final = 200


class Place(NamedTuple):
    """A wording and the place that it stands in."""

    ref: str
    wording: str


def wordings(bot: Bot) -> list[Place]:
    """Every wording of a bot's knowledge: questions of entries, and alternates."""
    return [
        Place(article.ref(part), wording)
        for article, part in bot.knowledge.parts()
        for wording in ((part.question, *part.alternates) if isinstance(part, Entry) else part.alternates)
    ]


def lost(question: str, old: Bot, new: Bot, most: int = MOST) -> Iterator[Flip]:
    """The wordings that led to their own place and would not, with a new one beside them.

    Args:
        question: the new wording.
        old: the bot without it.
        new: the bot with it.
        most: how many are asked, the most alike first.
    """
    held = wordings(old)
    for at in nearest(question, [place.wording for place in held], language_of(old.knowledge), most, least=1e-9):
        ref, wording = held[at]
        after = new.answer(wording)
        if ref not in judge.cited(after) and ref in judge.cited(before := old.answer(wording)):
            yield Flip(wording, ref, told(before), told(after))


def broken(question: str, cases: Iterable[Case], old: Bot, new: Bot, most: int = MOST) -> Iterator[Flip]:
    """The golden cases that were right and would not be; the arguments are as of `lost`."""
    held = list(cases)
    for at in nearest(question, [case.ask for case in held], language_of(old.knowledge), most):
        case = held[at]
        after = judge.judged(case, new)
        if after.fault and not (before := judge.judged(case, old)).fault:
            yield Flip(after.turn.ask, f"{case.path}:{case.line}", told(before.answer), told(after.answer))


def nearest(question: str, texts: list[str], language: Language, most: int, least: float = 0.0) -> list[int]:
    """The texts, by number, that share the most of their words with a question; of equals the first come first.

    Args:
        question: what they are held against.
        texts: they.
        language: of all of them.
        most: how many there may be.
        least: the share (0..1) that they must have in common.
    """
    own = stems(question, language)
    shares = [(share(own, stems(text, language)), -at) for at, text in enumerate(texts)]
    return [-at for alike, at in nlargest(most, shares) if alike >= least]


def stems(text: str, language: Language) -> frozenset[str]:
    """The stems of the words of a text: of those on a subject, where it has any."""
    words = tokens.words(text, language)
    content = frozenset(word.stem for word in words if word.text not in language.stop_words)
    return content or frozenset(word.stem for word in words)


def told(answer: Answer) -> str:
    """What an answer is, in a phrase."""
    if answer.verdict is Verdict.UNSURE and answer.suggestions:
        refs = [match.ref for match in answer.suggestions]
        return f"unsure whether {either(refs)}" if refs[1:] else f"unsure ({refs[0]} is offered)"
    if answer.verdict is Verdict.ANSWERED:
        return judge.came(answer)
    return str(answer.verdict)
