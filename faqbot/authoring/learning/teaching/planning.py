"""A wish -> the lesson that it would be, tried in memory against all that is answered right: nothing is written."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

from faqbot.authoring.learning.teaching import goldens, places, placing, trying
from faqbot.authoring.learning.teaching.journal import Note
from faqbot.authoring.learning.teaching.lesson import Lesson, NewEntry, NotOurs, RefusedError, Wording
from faqbot.base.errors import FaqbotError
from faqbot.evaluation.golden import judge
from faqbot.knowledge.article import Knowledge
from faqbot.knowledge.refs import Refs

if TYPE_CHECKING:
    from faqbot.authoring.learning.teaching.lesson import Flip, Wish, Write
    from faqbot.bot import Bot
    from faqbot.evaluation.golden.reading import Golden
    from faqbot.knowledge.article import Article, Entry, Section

_TOLD: Final = 5  # flips that a refusal tells


@dataclass(frozen=True, slots=True)
class Plan:
    """A lesson by which nothing would be lost, the bot once it is learnt, and what to note of it."""

    lesson: Lesson
    bot: Bot
    note: Note


@dataclass(frozen=True, slots=True)
class _Changed:
    """A knowledge before and after a change of one file, by which a question belongs to the place of that ref."""

    asked: str
    ref: str
    old: Bot
    new: Bot
    write: Write


def file(wish: Wish, bot: Bot) -> str:
    """The file of the article that a wish is about.

    Raises:
        FaqbotError: there is none that can be taught.
    """
    if isinstance(wish, Wording):
        return places.named(bot, wish.ref).file
    return places.file(bot, places.article(bot.knowledge, wish.article))


def planned(wish: Wish, bot: Bot, golden: str | None) -> Plan:
    """What a wish would be as a lesson.

    Args:
        wish: what is to be learnt.
        bot: who is to learn it. What its file says now counts, not what it said when the bot was loaded.
        golden: the golden file that gets its case; None: as `goldens.target` says.

    Raises:
        RefusedError: something would be lost by it, it would not be learnt, or there is nothing to learn.
        FaqbotError: the question or the place is none, or a file can't be used.
    """
    asked, path = places.question(wish.question), file(wish, bot)
    if isinstance(wish, NotOurs):
        return _not_ours(asked, path, placing.current(bot, {wish.article: path}), golden)
    if isinstance(wish, Wording):
        place = places.named(bot, wish.ref)
        changed = _with_wording(asked, path, placing.current(bot, {place.article.id: path}), place)
    else:
        changed = _with_entry(asked, path, bot, wish)
    read = goldens.read(path, golden, changed.old)
    _try(changed, read)
    target = goldens.target(path, golden)
    over = next((one.bot for one in read if os.path.realpath(one.path) == os.path.realpath(target)), None)
    case = {"ask": asked, "cite": _name(changed.ref, over)}
    answer = wish.answer.strip() if isinstance(wish, NewEntry) else ""
    return _plan(changed, placing.case(target, case, path, remark=placing.TAUGHT), case, answer)


def _plan(changed: _Changed, golden: Write | None, case: dict[str, Any], answer: str) -> Plan:
    article, _, id_ = changed.ref.partition("#")
    there = places.article(changed.new.knowledge, article)
    path = changed.write.path
    note = Note(
        article=os.path.realpath(path),
        list=placing.where(there, places.part(there, id_)).name,
        id=id_,
        question=changed.asked,
        answer=answer,
        golden=os.path.realpath(golden.path) if golden else "",
        case=case if golden else {},
    )
    said = [f"{path}: “{changed.asked}” is {'an entry' if answer else f'a wording of {changed.ref}'} now"]
    writes = [write for write in (changed.write, golden) if write]
    said += [f"{golden.path}: a case asks it"] if golden else []
    return Plan(Lesson(changed.asked, changed.ref, tuple(writes), tuple(said)), changed.new, note)


def _name(ref: str, over: Bot | None) -> str:
    """What a golden file calls a place: its id, or the ref where another article that it asks has that, too."""
    id_ = ref.partition("#")[2]
    return Refs(over.knowledge).shortest([ref])[0] if over and len(over.knowledge.articles) > 1 else id_


# -- before and after --------------------------------------------------------------------------


def _with_wording(asked: str, path: str, old: Bot, place: places.Place) -> _Changed:
    article = places.article(old.knowledge, place.article.id)
    part = places.part(article, place.part.id)
    _check_unknown(asked, place.ref, part, old)
    write = placing.wording(path, placing.where(article, part), asked)
    return _Changed(asked, place.ref, old, _with(old, path, article, write), write)


def _with_entry(asked: str, path: str, bot: Bot, wish: NewEntry) -> _Changed:
    if not wish.answer.strip():
        raise FaqbotError("the answer is empty: write one")
    old = placing.current(bot, {wish.article: path})
    article = places.article(old.knowledge, wish.article)
    write = placing.entry(path, asked, wish.answer.strip())
    new = _with(old, path, article, write)
    taught = places.article(new.knowledge, wish.article)
    return _Changed(asked, taught.ref(taught.faq[-1]), old, new, write)


def _with(bot: Bot, path: str, article: Article, write: Write) -> Bot:
    """The bot over what an article's file will say."""
    return _over(bot, replace(placing.of(path, write.after), path=article.path))


def _over(bot: Bot, article: Article) -> Bot:
    """The bot with one article in another form."""
    articles = bot.knowledge.articles
    return bot.over(Knowledge(tuple(article if other.id == article.id else other for other in articles)))


# -- the trial ---------------------------------------------------------------------------------


def _check_unknown(asked: str, ref: str, part: Section | Entry, bot: Bot) -> None:
    """Refuse what is known already.

    Raises:
        RefusedError: the question is a wording of the place, or leads there by itself.
    """
    answer = bot.answer(asked)
    leads = ref in judge.cited(answer)
    if asked in (part.title, *part.alternates):
        but = "" if leads else f"; yet it is {trying.told(answer)}: reword one of the two"
        raise RefusedError(f"“{asked}” is a wording of {ref} already{but}", known=leads)
    if leads:
        raise RefusedError(f"“{asked}” is {trying.told(answer)} already: there is nothing to learn", known=True)


def _try(changed: _Changed, read: list[Golden]) -> None:
    """Hold a change against the question itself, all golden cases, and the wordings of all places.

    Raises:
        RefusedError: the question would not be answered from its place, or others no longer as they are.
    """
    asked, old, new = changed.asked, changed.old, changed.new
    lost = list(trying.lost(asked, old, new))
    for golden in read:
        article = places.article(new.knowledge, changed.ref.partition("#")[0])
        lost += trying.broken(asked, golden.cases, golden.bot, new if golden.bot is old else _over(golden.bot, article))
    if lost:
        raise _refused(asked, changed.ref, lost)
    answer = new.answer(asked)
    if changed.ref not in judge.cited(answer):
        raise RefusedError(
            f"“{asked}” would not lead to {changed.ref}: even as a wording of it, it would be {trying.told(answer)}"
        )


def _refused(asked: str, ref: str, lost: list[Flip]) -> RefusedError:
    more = f", the first {_TOLD} of {len(lost)} being" if len(lost) > _TOLD else ""
    why = f"“{asked}” was not put beside {ref}: what is right now would be lost{more}:"
    return RefusedError(why, tuple(islice(lost, _TOLD)))


def _not_ours(asked: str, path: str, bot: Bot, golden: str | None) -> Plan:
    """A golden case that a question must have no answer."""
    answer = bot.answer(asked)
    if judge.cited(answer):
        raise RefusedError(f"“{asked}” is {trying.told(answer)}: its case would fail")
    target, case = goldens.target(path, golden), {"ask": asked, "unknown": True}
    write = placing.case(target, case, path)
    if write is None:
        raise RefusedError(f"“{asked}” is a case of {target} already", known=True)
    note = Note("", "", "", asked, golden=os.path.realpath(target), case=case)
    said = (f"{target}: a case says that “{asked}” must have no answer",)
    return Plan(Lesson(asked, "", (write,), said), bot, replace(note, article=os.path.realpath(path)))
