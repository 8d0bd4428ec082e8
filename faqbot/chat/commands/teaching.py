"""The chat's command that teaches: the last question becomes a wording of the place that it belongs to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from faqbot.answering.answers import Cause
from faqbot.base.errors import FaqbotError
from faqbot.base.hygiene import clean
from faqbot.base.layout.segment import Segment
from faqbot.chat.session import DIGITS, Reply, note

if TYPE_CHECKING:
    from faqbot.chat.session import Session


def teach(session: Session, where: str) -> Reply:
    """The last question as a wording of a place, by its ref or its number in the last list; else of what was picked.

    The knowledge is loaded again after that, as when a file of it has changed.
    """
    question = _question(session)
    if not question:
        return note("There is no question to teach yet: ask one first.")
    ref = _picked(session) if not where else _numbered(session, where)
    if not ref:
        how = "There is no such number in the last list: say" if where else "Say where it belongs:"
        return note(f"{how} /teach REF, or pick from a list and say /teach.")
    try:
        lesson = session.bot.teach(question, ref)
    except FaqbotError as error:
        why, *flips = str(error).splitlines()
        return Reply((Segment("note", clean(why)), *(Segment("item", clean(flip)) for flip in flips)))
    said = tuple(Segment("note", clean(sentence)) for sentence in lesson.said)
    again = session.reload("Learnt (faqbot teach --undo takes it back), and the knowledge was loaded again")
    return Reply((*said, *again.segments))


def _question(session: Session) -> str:
    """What was asked last, in full; "" where nothing was. A pick says where the question before it belongs."""
    asked = (turn for turn in reversed(session.chat.turns) if turn.topic is None and turn.cause is not Cause.PICKED)
    last = next(asked, None)
    return (last.asked_as or last.question) if last else ""


def _picked(session: Session) -> str:
    """The ref of what was picked last, since the last question; "" where nothing was."""
    last = session.chat.last
    return last.matches[0].ref if last and last.cause is Cause.PICKED else ""


def _numbered(session: Session, where: str) -> str:
    """The ref of a number in the last list, "" where that has no such; else what was written."""
    if not (where.isascii() and where.isdecimal() and len(where) <= DIGITS):
        return where
    offer = session.offered(int(where))
    return offer.ref if offer else ""
