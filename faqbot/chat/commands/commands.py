"""What can be said in the chat: questions, numbers, and the commands, each one function of a session.

Those about answers and about the knowledge have a module each.

>>> say(session, "/sections").segments[0].text
'Israel-Hamas cease-fire talks (undated)'
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from faqbot.answering.answers import Verdict
from faqbot.base.errors import FaqbotError
from faqbot.base.layout.segment import Segment
from faqbot.base.messages import closest
from faqbot.base.values import dataclass
from faqbot.chat import settings
from faqbot.chat.commands import answers, knowledge, teaching
from faqbot.chat.session import Reply, note, repeated
from faqbot.language.grammar import Topic
from faqbot.search.choice import FACTS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from faqbot.chat.session import Session

FAREWELL: Final = "Goodbye!"  # as pgcli and mycli say; after Ctrl-D, too, so that it is plain what has ended

_NUMBER: Final = re.compile(r"[0-9]+")
_PICK: Final = re.compile(r"(?:#|no\.? ?|number )?([0-9]{1,4})[.)]?(?: please)?", re.IGNORECASE)
_YES: Final = re.compile(r"(?:yes|yeah|yep|yup|that one|yes please)[.!]*", re.IGNORECASE)
_ORDINALS: Final = ("first", "second", "third", "fourth", "fifth")
_ORDINAL: Final = re.compile(rf"(?:the )?({'|'.join(_ORDINALS)})(?: one)?(?: please)?[.!]*", re.IGNORECASE)
# What by itself is no question to the articles but one about the last answer.
_WHY: Final = re.compile(r"why(?: not)?\s*[?!.]*", re.IGNORECASE)
_MORE: Final = re.compile(
    r"(?:ok(?:ay)?,? )?(?:(?:tell me |say |show )?more(?: please)?|go on|continue)\s*[!.?]*", re.IGNORECASE
)


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
    if _is_command(line):
        return _command(session, line)
    if session.chat.last and _WHY.fullmatch(line):
        return session.ask(line) if _has_reason(session, line) else answers.why(session)
    if _NUMBER.fullmatch(line):
        return session.ask_or_pick(line)
    if (number := _picked(session, line)) is not None:
        return session.pick(number)
    return _asked(session, line)


def _asked(session: Session, line: str) -> Reply:
    """The reply to a question. "More", unless an article answers it, and "bye" are commands in words."""
    if _MORE.fullmatch(line) and session.chat.answer(line).verdict is not Verdict.ANSWERED:
        return answers.more(session)
    reply = session.ask(line)
    return quit_(session) if reply.answer and reply.answer.topic is Topic.BYE else reply


def _has_reason(session: Session, line: str) -> bool:
    """Whether the articles tell why what was asked before is so; else "why" asks about the answer."""
    answer = session.chat.carried(line)
    if answer is None or answer.citation is None or answer.ruling is None:
        return False
    judged = (match for match in answer.matches if match.ref == answer.ruling.ref)
    return not any(view.name in FACTS and view.score for match in judged for view in match.receipt.views)


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


def asks(line: str) -> bool:
    """Whether the bot is asked for the reply to a line, so that it must be ready."""
    line = line.strip()
    return bool(line) and (not _is_command(line) or line.split()[0] in ("/search", "/teach"))


def _is_command(line: str) -> bool:
    return line.startswith("/") or line.casefold() in _BARE


def _command(session: Session, line: str) -> Reply:
    typed, _, argument = line.lstrip("/").partition(" ")
    name = "/" + typed.casefold()
    command = _BY_NAME.get(_ALONE.get(name, name))
    return command.run(session, argument.strip()) if command else note(_no_such(name))


def _no_such(name: str) -> str:
    """What is said of an unknown command. A long one is a pasted path rather than a command.

    Never what leaves: who follows a suggestion would lose the conversation by it.
    """
    guess = closest(name, _BY_NAME)
    meant = _BY_NAME[guess] if guess else None
    hint = f"did you mean {meant.names[0]}?" if meant and meant.run is not quit_ else "/help lists the commands."
    return f"There is no command {repeated(name)}: {hint}"


# -- about the chat ----------------------------------------------------------------------------


def help_(_session: Session, _: str = "") -> Reply:
    """What can be said here."""
    return Reply(
        (
            Segment("text", "Ask in your own words; the answer comes with the place that says so."),
            Segment("item", "a number — picks from the last list"),
            Segment("item", "“what is this about?”, “are you sure?” — are answered by me, not by an article"),
            *(Segment("item", f"{_usage(command)} — {command.help}") for command in COMMANDS),
        )
    )


def _usage(command: Command) -> str:
    first, *others = command.names
    return ", ".join((f"{first} {command.argument}".strip(), *others))


def set_(session: Session, argument: str) -> Reply:
    """What is set, or something else set in its place, for as long as this chat lasts."""
    name, _, value = argument.replace("=", " ", 1).partition(" ")
    if not name:
        shown = (Segment("item", f"{key} = {text}") for key, text in settings.live(session.settings))
        return Reply(
            (*shown, Segment("note", "/set NAME VALUE changes one for this chat; `faqbot config` tells more."))
        )
    name = name.casefold()
    try:
        if not value.strip():
            return note(settings.shown(session.settings, name))
        session.settings = settings.changed(session.settings, name, value.strip())
    except FaqbotError as error:
        return note(str(error))
    return note(f"Set for this chat: {name} = {dict(settings.live(session.settings))[name]}.")


def clear(session: Session, _: str = "") -> Reply:
    """A new conversation in the place of this one."""
    session.clear()
    return note("The conversation is forgotten: the next question starts a new one.")


def quit_(_session: Session, _: str = "") -> Reply:
    """The end of the conversation, with a word."""
    return Reply((Segment("note", FAREWELL),), leave=True)


def _settable(session: Session) -> Iterator[tuple[str, str]]:
    return settings.choices(session.settings)


COMMANDS: Final = (
    Command(("/help", "/?"), "", "shows this", help_),
    Command(("/why", "/explain"), "", "explains the last answer", answers.why),
    Command(("/more",), "", "shows the whole section of the last citation", answers.more),
    Command(("/sources",), "", "lists what was cited in this conversation", answers.sources),
    Command(("/good",), "", "marks the last answer as good in the log", answers.good),
    Command(("/bad",), "", "marks the last answer as bad in the log", answers.bad),
    Command(
        ("/teach",),
        "REF",
        "makes the last question a wording of a place: of REF, a number of the last list, or what was picked",
        teaching.teach,
        knowledge.parts,
    ),
    Command(("/articles",), "", "lists the articles, and where they come from", knowledge.articles),
    Command(
        ("/article",),
        "NAME",
        "puts what is asked next to one article; all ends that",
        knowledge.article,
        knowledge.named,
    ),
    Command(("/sections",), "", "lists the headings, to be picked by number", knowledge.sections),
    Command(("/section",), "ID", "shows a section or FAQ entry", knowledge.section, knowledge.parts),
    Command(("/search",), "WORDS", "lists the places nearest to some words", knowledge.search),
    Command(("/copy",), "", "copies the last answer, with its citation, to the clipboard", answers.copy),
    Command(("/save",), "FILE", "saves the conversation as Markdown, with its citations", answers.save),
    Command(("/reload",), "", "loads the knowledge again (done by itself when a file of it changes)", knowledge.reload),
    Command(("/set",), "NAME VALUE", "shows the settings, or changes one for this chat", set_, _settable),
    Command(("/clear",), "", "forgets the conversation: what is asked next leans on nothing", clear),
    Command(("/quit", "/exit", "/q"), "", "leaves", quit_),
)


def helps() -> dict[str, str]:
    """Each command's name with its help line."""
    return {command.names[0]: command.help for command in COMMANDS}


def choices(session: Session) -> dict[str, list[tuple[str, str]]]:
    """A command's name -> the arguments that it may take, each with a word about it."""
    return {command.names[0]: list(command.choices(session)) for command in COMMANDS if command.choices}


_BY_NAME: Final = {name: command for command in COMMANDS for name in command.names}
_ALONE: Final = {"/": "/help", "/bye": "/quit", "/goodbye": "/quit"}  # a lone slash asks what can follow it
# What people type before they know of the slash.
_BARE: Final = frozenset({"help", "?", "quit", "exit", "bye", "goodbye"})
