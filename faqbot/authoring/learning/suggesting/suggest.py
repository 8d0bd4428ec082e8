"""Proposals, whatever their origin -> what the files would be with those that can stand, and the writing of these."""

from __future__ import annotations

import os
from collections import defaultdict
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Final

from faqbot.authoring.learning.suggesting import sifting, trial
from faqbot.authoring.learning.teaching import goldens, journal, locks, places, placing
from faqbot.authoring.learning.teaching.journal import Note
from faqbot.base.errors import FaqbotError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from faqbot.authoring.learning.suggesting.proposal import Dropped, Progress, Proposal
    from faqbot.authoring.learning.teaching.lesson import Write
    from faqbot.authoring.learning.teaching.places import Place
    from faqbot.bot import Bot
    from faqbot.evaluation.golden.reading import Golden
    from faqbot.knowledge.article import Entry, Section

# Alternates that a place is to have: with five right decisions rose from 0.52 to 0.76 on two public FAQs.
LEAST: Final = 5


@dataclass(frozen=True, slots=True)
class Suggestions:
    """What some proposals come to.

    Attributes:
        kept: those that can stand, in the order of their places.
        dropped: the others, each with why.
        left: how many were not looked at, their places having enough.
        writes: the files with those that can stand.
        bot: the one with these among its wordings.
    """

    kept: tuple[Proposal, ...]
    dropped: tuple[Dropped, ...]
    left: int
    writes: tuple[Write, ...]
    bot: Bot


def wanting(bot: Bot, refs: Sequence[str], least: int = LEAST) -> list[Place]:
    """The places that have fewer than so many alternates, in the order of the knowledge.

    Args:
        bot: answers from it.
        refs: those among which they are, by ref, id or how that begins; none: all that can be written.
        least: how many.

    Raises:
        FaqbotError: there is no such place, or its article can't be written.
    """
    named = {place.ref: place for place in (places.named(bot, ref) for ref in refs)}
    found = [place for article in bot.knowledge.articles for place in _writable(bot, article.id, named)]
    return [place for place in found if len(place.part.alternates) < least]


def _writable(bot: Bot, id_: str, named: dict[str, Place]) -> list[Place]:
    """The places of an article: those named, or all where none is and it can be written."""
    article = places.article(bot.knowledge, id_)
    every: chain[Section | Entry] = chain(article.sections, article.faq)
    parts = [part for part in every if not part.only_heads]
    if named:
        return [named[ref] for part in parts if (ref := article.ref(part)) in named]
    try:
        file = places.file(bot, article)
    except FaqbotError:
        return []
    return [places.Place(article, part, file) for part in parts]


def suggest(
    bot: Bot,
    proposals: Sequence[Proposal],
    least: int | None = LEAST,
    *,
    write: bool = False,
    progress: Progress = iter,
) -> Suggestions:
    """Try proposals, and write those that can stand, where that is wished.

    What the files say now counts, not what they said when the bot was loaded; while they are written nobody else
    teaches them.

    Args:
        bot: answers from the knowledge.
        proposals: they, the best of each place first; their places are those of the knowledge.
        least: how many alternates a place is to have; None: as many as are proposed.
        write: whether to write.
        progress: passes on one by one what is asked of a bot.

    Raises:
        FaqbotError: a file can't be used or written, or a place is gone.
    """
    files = _files(bot, proposals)
    if not write:
        return _tried(bot, files, proposals, least, progress)
    with locks.held([*files.values(), journal.made()]):
        found = _tried(bot, files, proposals, least, progress)
        _save(found, files)
    return found


def _files(bot: Bot, proposals: Iterable[Proposal]) -> dict[str, str]:
    """The files of the articles that proposals are for, by the articles' ids."""
    ids = dict.fromkeys(proposal.ref.partition("#")[0] for proposal in proposals)
    return {id_: places.file(bot, places.article(bot.knowledge, id_)) for id_ in ids}


def _tried(
    bot: Bot, files: dict[str, str], proposals: Sequence[Proposal], least: int | None, progress: Progress
) -> Suggestions:
    now = placing.current(bot.unlogged, files)
    sifted = sifting.sift(now, proposals, least, progress)
    kept, dropped = trial.settled(now, sifted.kept, _goldens(files, now), progress)
    order = {article.ref(part): at for at, (article, part) in enumerate(now.knowledge.parts())}
    kept.sort(key=lambda one: order[one.ref])
    writes = [_write(now, id_, path, kept) for id_, path in files.items()]
    return Suggestions(
        tuple(kept),
        (*sifted.dropped, *dropped),
        sifted.left,
        tuple(one for one in writes if one.after != one.before),
        trial.taught(now, kept) if kept else now,
    )


def _goldens(files: dict[str, str], bot: Bot) -> list[Golden]:
    """The golden files about the articles of some files, each once."""
    found = [golden for path in files.values() for golden in goldens.read(path, None, bot)]
    return list({os.path.realpath(golden.path): golden for golden in found}.values())


def _write(bot: Bot, id_: str, path: str, kept: Iterable[Proposal]) -> Write:
    """The file of an article with the proposals that are for it."""
    article, more = places.article(bot.knowledge, id_), defaultdict[str, list[str]](list)
    for proposal in kept:
        article_id, _, part = proposal.ref.partition("#")
        if article_id == id_:
            more[part].append(proposal.wording)
    return placing.wordings(path, {placing.where(article, places.part(article, part)): of for part, of in more.items()})


# -- writing -----------------------------------------------------------------------------------


def _save(found: Suggestions, files: dict[str, str]) -> None:
    """Write the files; each wording is noted as a lesson, so that `faqbot teach --undo` takes it out again."""
    if not found.writes:
        return
    noted = [_note(found.bot, files, proposal) for proposal in found.kept]
    with journal.noted(noted):
        placing.save(found.writes)


def _note(bot: Bot, files: dict[str, str], proposal: Proposal) -> Note:
    id_, _, part = proposal.ref.partition("#")
    article = places.article(bot.knowledge, id_)
    name = placing.where(article, places.part(article, part)).name
    return Note(os.path.realpath(files[id_]), name, part, proposal.wording)
