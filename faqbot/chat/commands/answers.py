"""The chat's commands about its answers: why one was given, where it stands, and how it is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from faqbot.answering import contents
from faqbot.base.errors import FaqbotError
from faqbot.base.hygiene import clean
from faqbot.base.layout.segment import Segment
from faqbot.base.messages import counted
from faqbot.chat import transcript
from faqbot.chat.session import Reply, note

if TYPE_CHECKING:
    from faqbot.answering.answers import Answer, Citation
    from faqbot.chat.session import Session
    from faqbot.knowledge.article import Article, Entry, Section


def why(session: Session, _: str = "") -> Reply:
    """What explains the last answer."""
    from faqbot.answering import receipt  # here: few ask

    if session.chat.last is None:
        return note("There is no answer to explain yet: ask a question first.")
    last = session.chat.last
    reason = (Segment("text", clean(last.reason)),) if last.reason and not last.rest else ()
    return Reply((*reason, *receipt.segments(last)))


def more(session: Session, _: str = "") -> Reply:
    """The whole section of the last citation (or what came closest), its quote marked."""
    turns = reversed(session.chat.turns)
    cited = (_last(turn) if turn.citations else None if turn.suggestions else turn.closest for turn in turns)
    cite = next(filter(None, cited), None)
    if cite is None:
        return note("There is no citation to show more of yet: ask a question first.")
    found = _part(session, f"{cite.article}#{cite.section or cite.entry}")
    if found is None:
        return note(f"“{clean(cite.heading)}” is no longer in the knowledge.")
    return Reply(tuple(contents.whole(*found, quote=cite.quote)), long=True)


def _last(turn: Answer) -> Citation | None:
    """The citation of the last question of a text that was answered, of the article that the answer is from."""
    return next(part.citation for part in reversed(turn.parts) if part.citation)


def good(session: Session, _: str = "") -> Reply:
    """The last answer marked as good in the log."""
    return _rated(session, good=True)


def bad(session: Session, _: str = "") -> Reply:
    """The last answer marked as bad in the log."""
    return _rated(session, good=False)


def _rated(session: Session, *, good: bool) -> Reply:
    if session.bot.log is None:
        return note("There is no log to say so in: start the chat with --log FILE, or set log (`faqbot config`).")
    if not session.chat.rate(good=good):
        return note("There is no answer to mark yet: ask a question first.")
    return note(f"The last answer is marked as {'good' if good else 'bad'} in the log.")


def sources(session: Session, _: str = "") -> Reply:
    """What was cited in this conversation, each place once."""
    once: dict[str, Citation] = {}
    for cite in (cite for turn in session.chat.turns for cite in turn.citations):
        once.setdefault(cite.place, cite)
    if not once:
        return note("Nothing was cited yet: ask a question first.")
    return Reply(tuple(cite.segment() for cite in once.values()), long=True)


def copy(session: Session, _: str = "") -> Reply:
    """The last answer with its citation, for the clipboard."""
    answered = next((turn for turn in reversed(session.chat.turns) if turn.citation), None)
    if answered is None:
        return note("There is no answer to copy yet: ask a question first.")
    text = transcript.plain(answered)
    return Reply(
        (Segment("note", "The last answer went to the clipboard, if this terminal lets programs write it."),),
        copied=text,
    )


def save(session: Session, path: str) -> Reply:
    """The conversation as a Markdown file, which must be a new one."""
    turns = [turn for turn in session.chat.turns if turn.topic is None]
    if path[:1] == path[-1:] and path[:1] in ("'", '"'):  # as one would in a shell
        path = path[1:-1]
    if not path:
        return note("Name the file to save to: /save talk.md")
    if not turns:
        return note("There is nothing to save yet: ask a question first.")
    try:
        written = transcript.save(path, transcript.markdown(turns))
    except FaqbotError as error:
        return note(str(error))
    return note(f"Saved {counted(len(turns), 'question')} to {clean(written)}.")


def _part(session: Session, ref: str) -> tuple[Article, Section | Entry] | None:
    return next(((a, part) for a, part in session.bot.knowledge.parts() if a.ref(part) == ref), None)
