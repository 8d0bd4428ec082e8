"""What can be said in the chat: questions, numbers, and the commands, each one function of a session.

>>> say(session, "/sections").passages[0].text
'Israel-Hamas cease-fire talks (undated)'
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from faqbot import reading, settings, transcript
from faqbot.answers import Verdict
from faqbot.errors import FaqbotError
from faqbot.faults import closest, either
from faqbot.hygiene import clean, cut
from faqbot.passage import Passage
from faqbot.places import LISTED, Places
from faqbot.reading import counted
from faqbot.session import Offer, Reply, note, places

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from faqbot.answers import Citation
    from faqbot.article import Article, Entry, Section
    from faqbot.session import Session

FOUND: Final = 8  # places that /search lists
SHOWN: Final = 40  # characters of a wrong name that a message repeats

_PICK: Final = re.compile(r"(?:#|no\.? ?|number )?([0-9]{1,4})[.)]?(?: please)?", re.IGNORECASE)
_YES: Final = re.compile(r"(?:yes|yeah|yep|yup|that one|yes please)[.!]*", re.IGNORECASE)
_ORDINALS: Final = ("first", "second", "third", "fourth", "fifth")
_ORDINAL: Final = re.compile(rf"(?:the )?({'|'.join(_ORDINALS)})(?: one)?(?: please)?[.!]*", re.IGNORECASE)
# What by itself is no question to the articles but one about the last answer.
_WHY: Final = re.compile(r"why(?: not)?\s*[?!.]*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Command:
    """A line that starts with a slash.

    Attributes:
        names: what it is called by; the first is the one shown.
        argument: what follows the name, as help shows it, or "".
        help: its help line.
        run: from the session and what follows the name to the reply.
        choices: from the session to the arguments it may take, each with a word about it; None: not to be listed.
    """

    names: tuple[str, ...]
    argument: str
    help: str
    run: Callable[[Session, str], Reply]
    choices: Callable[[Session], Iterator[tuple[str, str]]] | None = None


def say(session: Session, line: str) -> Reply:
    """The reply to `line`: a question, a number from the last list, or a command. Never raises for a string."""
    line = line.strip()
    if not line:
        return Reply()
    if line.startswith("/") or line.casefold() in _BARE:
        return _command(session, line)
    if session.chat.last and _WHY.fullmatch(line):
        return session.ask(line) if _has_reason(session, line) else why(session)
    if (number := _picked(session, line)) is not None:
        return session.pick(number)
    return _about_the_chat(session, line) or session.ask(line)


def _has_reason(session: Session, line: str) -> bool:
    """Whether the articles tell why what was asked before is so; else "why" asks about the answer."""
    answer = session.chat.carried(line)
    if answer is None or answer.citation is None or answer.ruling is None:
        return False
    judged = (match for match in answer.matches if match.ref == answer.ruling.ref)
    return all(view.name != "fact" for match in judged for view in match.receipt.views)  # the lack of a reason


def _picked(session: Session, line: str) -> int | None:
    """The number that a line picks from the last list; None where it is no pick."""
    if pick := _PICK.fullmatch(line):
        return int(pick.group(1))
    if pick := _ORDINAL.fullmatch(line):
        return 1 + _ORDINALS.index(pick.group(1).casefold())
    return 1 if session.asked_back and _YES.fullmatch(line) else None


def reloads(line: str) -> bool:
    """Whether a line is the command that loads the knowledge again: nothing need be loaded before it."""
    return line.split()[:1] == ["/reload"]


def _command(session: Session, line: str) -> Reply:
    typed, _, argument = line.lstrip("/").partition(" ")
    name = "/" + typed.casefold()
    command = _BY_NAME.get(_ALONE.get(name, name))
    return command.run(session, argument.strip()) if command else note(_no_such(name))


def _about_the_chat(session: Session, line: str) -> Reply | None:
    """What is said to a line that is no question to the articles; None where it is one, or they have an answer."""
    run = next((run for pattern, run in _TALK if pattern.fullmatch(line)), None)
    if run is None or session.bot.answer(line).verdict is Verdict.ANSWERED:
        return None
    return run(session)


def _no_such(name: str) -> str:
    """What is said of an unknown command. A long one is a pasted path rather than a command."""
    guess = closest(name, _BY_NAME)
    hint = f"did you mean {_BY_NAME[guess].names[0]}?" if guess else "/help lists the commands."
    return f"There is no command {cut(clean(name), SHOWN)}: {hint}"


# -- about the chat ----------------------------------------------------------------------------


def help_(_session: Session, _: str = "") -> Reply:
    """What can be said here."""
    return Reply(
        (
            Passage("text", "Ask in your own words; the answer comes with the place that says so."),
            Passage("item", "a number — picks from the last list"),
            *(Passage("item", f"{_usage(command)} — {command.help}") for command in COMMANDS),
        )
    )


def _usage(command: Command) -> str:
    first, *others = command.names
    return ", ".join((f"{first} {command.argument}".strip(), *others))


def set_(session: Session, argument: str) -> Reply:
    """What is set, or something else set in its place, for as long as this chat lasts."""
    name, _, value = argument.replace("=", " ", 1).partition(" ")
    if not name:
        shown = (Passage("item", f"{key} = {text}") for key, text in settings.live(session.settings))
        return Reply(
            (*shown, Passage("note", "/set NAME VALUE changes one for this chat; `faqbot config` tells more."))
        )
    name = name.casefold()
    try:
        if not value.strip():
            return note(settings.shown(session.settings, name))
        session.settings = settings.changed(session.settings, name, value.strip())
    except FaqbotError as error:
        return note(str(error))
    return note(f"Set for this chat: {name} = {dict(settings.live(session.settings))[name]}.")


def quit_(_session: Session, _: str = "") -> Reply:
    """The end of the conversation."""
    return Reply(leave=True)


# -- about the answers -------------------------------------------------------------------------


def why(session: Session, _: str = "") -> Reply:
    """What explains the last answer."""
    from faqbot import receipt  # here: few ask

    if session.chat.last is None:
        return note("There is no answer to explain yet: ask a question first.")
    last = session.chat.last
    reason = (Passage("text", clean(last.reason)),) if last.reason else ()
    return Reply((*reason, *receipt.passages(last)))


def more(session: Session, _: str = "") -> Reply:
    """The whole section of the last citation (or what came closest), its quote marked."""
    cited = (turn.citation or (None if turn.suggestions else turn.closest) for turn in reversed(session.chat.turns))
    cite = next(filter(None, cited), None)
    if cite is None:
        return note("There is no citation to show more of yet: ask a question first.")
    found = _part(session, f"{cite.article}#{cite.section or cite.entry}")
    if found is None:
        return note(f"“{clean(cite.heading)}” is no longer in the knowledge.")
    return Reply(tuple(reading.whole(*found, quote=cite.quote)), long=True)


def sources(session: Session, _: str = "") -> Reply:
    """What was cited in this conversation, each place once."""
    cited = dict.fromkeys(turn.citation for turn in session.chat.turns if turn.citation)
    once: dict[str, Citation] = {}
    for cite in cited:
        once.setdefault(cite.place, cite)
    if not once:
        return note("Nothing was cited yet: ask a question first.")
    return Reply(tuple(cite.passage() for cite in once.values()), long=True)


def copy(session: Session, _: str = "") -> Reply:
    """The last answer with its citation, for the clipboard."""
    answered = next((turn for turn in reversed(session.chat.turns) if turn.citation), None)
    if answered is None:
        return note("There is no answer to copy yet: ask a question first.")
    text = transcript.plain(answered)
    return Reply(
        (Passage("note", "The last answer went to the clipboard, if this terminal lets programs write it."),),
        copied=text,
    )


def save(session: Session, path: str) -> Reply:
    """The conversation as a Markdown file, which must be a new one."""
    turns = session.chat.turns
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


# -- about the knowledge -----------------------------------------------------------------------


def articles(session: Session, _: str = "") -> Reply:
    """The articles, and where they come from."""
    return Reply(
        tuple(passage for article in session.bot.knowledge.articles for passage in reading.about(article)), long=True
    )


def sections(session: Session, _: str = "") -> Reply:
    """The headings of all articles, numbered, so that one can be picked."""
    found: list[Passage] = []
    offers: list[Offer] = []
    for article in session.bot.knowledge.articles:
        found.append(reading.heading(article))
        for offer in places(article, article.sections or article.faq):
            offers.append(offer)
            found.append(Passage("suggestion", offer.title, len(offers)))
    session.offer(offers)
    return Reply(tuple(found), long=True)


def section(session: Session, name: str) -> Reply:
    """A section or FAQ entry, whole."""
    if not name:
        return note("Name a section: /section ID. Its ids come up as you type, and /sections lists the headings.")
    found = _named(session, name)
    if len(found) == 1:
        return Reply(tuple(reading.whole(*found[0])), long=True)
    if found:
        refs = either([f"/section {article.ref(part)}" for article, part in found[:LISTED]])
        return note(f"More than one article has a section {cut(clean(name), SHOWN)}: say {refs}.")
    known = Places(session.bot.knowledge)
    if begun := known.begun(name):
        return note(f"{cut(clean(name), SHOWN)} may be {either(known.shortest(begun)[:LISTED])}: say which.")
    guesses = known.near(name)
    hint = f"did you mean {either(guesses)}?" if guesses else "/sections lists them."
    return note(f"There is no section {cut(clean(name), SHOWN)}: {hint}")


def search(session: Session, words: str) -> Reply:
    """The places that come nearest to some words, numbered, so that one can be picked."""
    if not words:
        return note("Name what to look for: /search WORDS")
    found = [match for match in session.bot.search(words, FOUND) if match.score > 0]
    if not found:
        return note(f"The knowledge has nothing like “{cut(clean(words), SHOWN)}”.")
    listed = session.offer(Offer(match.ref, clean(match.title), words) for match in found)
    articles = session.bot.knowledge.articles
    if articles[1:]:
        of = {article.id: clean(article.title) for article in articles}
        titles = [f"{line.text} · {of[match.ref.partition('#')[0]]}" for line, match in zip(listed, found, strict=True)]
        listed = tuple(replace(line, text=title) for line, title in zip(listed, titles, strict=True))
    wordings = (clean(match.receipt.text) for match in found)
    return Reply(
        tuple(
            passage
            for line, wording in zip(listed, wordings, strict=True)
            for passage in (line, Passage("snippet", wording))
            if passage.text and not (passage.role == "snippet" and wording == line.text)
        ),
        long=True,
    )


def reload(session: Session, _: str = "") -> Reply:
    """The knowledge, loaded again from its files."""
    return session.reload()


def _named(session: Session, name: str) -> list[tuple[Article, Section | Entry]]:
    """The parts of that ref, id or title; else the one whose id begins so."""
    low = name.casefold()
    named = [((a.ref(part), part.id, part.title), (a, part)) for a, part in session.bot.knowledge.parts()]
    found = ([place for names, place in named if names[kind].casefold() == low] for kind in range(3))
    if exact := next(filter(None, found), []):
        return exact
    begun = Places(session.bot.knowledge).begun(name)
    return [place for names, place in named if names[0] in begun] if len(begun) == 1 else []


def _part(session: Session, ref: str) -> tuple[Article, Section | Entry] | None:
    return next(((a, part) for a, part in session.bot.knowledge.parts() if a.ref(part) == ref), None)


# -- what an argument may be -------------------------------------------------------------------


def _parts(session: Session) -> Iterator[tuple[str, str]]:
    """The sections and entries: by id, or by ref where two articles have the same id."""
    parts = list(session.bot.knowledge.parts())
    often = Counter(part.id for _, part in parts)
    return ((part.id if often[part.id] == 1 else article.ref(part), part.title) for article, part in parts)


def _settable(session: Session) -> Iterator[tuple[str, str]]:
    return settings.choices(session.settings)


COMMANDS: Final = (
    Command(("/help", "/?"), "", "shows this", help_),
    Command(("/why", "/explain"), "", "explains the last answer", why),
    Command(("/more",), "", "shows the whole section of the last citation", more),
    Command(("/sources",), "", "lists what was cited in this conversation", sources),
    Command(("/articles",), "", "lists the articles, and where they come from", articles),
    Command(("/sections",), "", "lists the headings, to be picked by number", sections),
    Command(("/section",), "ID", "shows a section or FAQ entry", section, _parts),
    Command(("/search",), "WORDS", "lists the places nearest to some words", search),
    Command(("/copy",), "", "copies the last answer, with its citation, to the clipboard", copy),
    Command(("/save",), "FILE", "saves the conversation as Markdown, with its citations", save),
    Command(("/reload",), "", "loads the knowledge again (done by itself when a file of it changes)", reload),
    Command(("/set",), "NAME VALUE", "shows the settings, or changes one for this chat", set_, _settable),
    Command(("/quit", "/exit", "/q"), "", "leaves", quit_),
)


def helps() -> dict[str, str]:
    """Each command's name with its help line."""
    return {command.names[0]: command.help for command in COMMANDS}


def choices(session: Session) -> dict[str, list[tuple[str, str]]]:
    """A command's name -> the arguments that it may take, each with a word about it."""
    return {command.names[0]: list(command.choices(session)) for command in COMMANDS if command.choices}


_BY_NAME: Final = {name: command for command in COMMANDS for name in command.names}
_ALONE: Final = {"/": "/help", "/bye": "/quit"}  # a lone slash asks what can follow it
# What people type before they know of the slash.
_BARE: Final = frozenset({"help", "?", "quit", "exit", "bye"})


def _said(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?:ok(?:ay)?,? )?(?:{pattern})\s*[!.?]*", re.IGNORECASE)


# What people say to a chat that is no question to its articles, and what it says to that.
_TALK: Final[tuple[tuple[re.Pattern[str], Callable[[Session], Reply]], ...]] = (
    (_said(r"(?:thanks|thank you|thx|cheers)(?: a lot| so much| very much)?"), lambda _: note("You're welcome.")),
    (
        _said(r"(?:hi|hello|hey|good (?:morning|afternoon|evening))(?: there)?"),
        lambda _: note("Hello! Ask a question, or /help."),
    ),
    (_said(r"ok(?:ay)?|i see|got it|(?:great|good|fine|cool|nice)"), lambda _: note("Ask on, or /help.")),
    (_said(r"(?:tell me |say |show )?more(?: please)?|go on|continue"), more),
    (
        _said(
            r"what (?:can|do) (?:you|i) (?:do|know|answer|ask)(?: you| here)?|(?:who|what) are you"
            r"|what(?: is|'s|’s) this(?: all)?(?: about)?"
        ),
        lambda session: session.greet(),
    ),
)
