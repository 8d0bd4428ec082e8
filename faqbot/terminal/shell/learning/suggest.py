"""`faqbot suggest [REF…]`: wordings for places that have few, shown as a diff, and written where that is wished."""

from __future__ import annotations

import os
import sys
from itertools import chain, repeat
from typing import TYPE_CHECKING, Any, Final

from faqbot.authoring.learning.suggesting import answers, asked, prompting, rules
from faqbot.authoring.learning.suggesting.suggest import suggest as tried
from faqbot.authoring.learning.suggesting.suggest import wanting
from faqbot.authoring.learning.teaching import places
from faqbot.base.errors import FaqbotError
from faqbot.base.hygiene import as_json, clean, verbatim
from faqbot.base.messages import counted
from faqbot.knowledge.yaml.source import UTF16
from faqbot.log import reading
from faqbot.terminal.shell import bots

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable, Iterator, Sequence

    from faqbot.authoring.learning.suggesting.answers import Unread
    from faqbot.authoring.learning.suggesting.proposal import Dropped, Proposal
    from faqbot.authoring.learning.suggesting.suggest import Suggestions
    from faqbot.bot import Bot

DONE: Final = 0  # nothing is proposed, or it has been seen to
PROPOSED: Final = 1
STANDARD_INPUT: Final = "-"

_TRYING: Final = "Trying"

_CLASHES: Final = (("prompt", "read"), ("prompt", "write"), ("prompt", "ask"), ("write", "ask"), ("ask", "json"))
_KEYS: Final = ("y", "n", "q")


def suggest(options: argparse.Namespace) -> int:
    """Propose wordings, or print the prompt for some; returns the exit status.

    Raises:
        FaqbotError: options don't go together, there is no such place, or a file can't be used or written.
    """
    _check(options)
    bot = bots.load(options).unlogged
    if options.prompt:
        return _prompt(bot, options.words, options.least)
    proposals, unread, least = _read(bot, options) if options.read is not None else _made(bot, options)
    found = tried(bot, proposals, least, write=options.write, progress=_counted)
    (_values if options.json else _show)(found, unread, written=options.write)
    if options.ask:
        return _ask(found, bot)
    return PROPOSED if found.kept and not options.write else DONE


def _counted(steps: Sequence[Any]) -> Iterator[Any]:
    """What is asked, one by one, with a bar on a terminal where that takes a while."""
    from faqbot.terminal import preparing

    counts = preparing.counted(repeat(1, len(steps)), len(steps), _TRYING)
    for step, _ in zip(steps, counts, strict=True):
        yield step


def _check(options: argparse.Namespace) -> None:
    for one, other in _CLASHES:
        if getattr(options, one) not in (None, False) and getattr(options, other) not in (None, False):
            raise FaqbotError(f"--{one} and --{other} don't go together: leave one out")
    if options.ask and options.read == STANDARD_INPUT:
        raise FaqbotError("--ask reads your keys from standard input: name the file behind --read")
    if options.ask and not sys.stdin.isatty():
        raise FaqbotError("--ask asks on a terminal, and here is none: --write writes all")


def _prompt(bot: Bot, refs: Sequence[str], least: int) -> int:
    wanted = wanting(bot, refs, least)
    if wanted:
        print(verbatim(prompting.prompt(wanted, least)), end="")
    else:
        print(f"faqbot: no place has fewer than {counted(least, 'wording')}: nothing to ask for", file=sys.stderr)
    return DONE


# -- what is proposed --------------------------------------------------------------------------


def _made(bot: Bot, options: argparse.Namespace) -> tuple[list[Proposal], Sequence[Unread], int | None]:
    """What a log and the rules propose."""
    wanted = wanting(bot, options.words, options.least)
    own = bots.log()
    named = tuple(options.logs) or ((own,) if own and os.path.lexists(own) else ())
    log = reading.read(named, options.since)
    refs = frozenset(place.ref for place in wanted)
    return (
        [*chain(asked.proposals(log, refs, nearest=options.nearest), rules.proposals(wanted, bot.knowledge))],
        (),
        options.least,
    )


def _read(bot: Bot, options: argparse.Namespace) -> tuple[list[Proposal], Sequence[Unread], int | None]:
    """What an answer to the prompt proposes: as much of it as can stand, for the places that are named."""
    proposals, unread = answers.read(_text(options.read), bot)
    named = {places.named(bot, ref).ref for ref in options.words}
    others = [one for one in proposals if named and one.ref not in named]
    if others:
        print(f"faqbot: {counted(len(others), 'wording')} for other places left out", file=sys.stderr)
    return [one for one in proposals if one not in others], unread, None


def _text(path: str) -> str:
    """What a file, or standard input, holds."""
    try:
        if path == STANDARD_INPUT:
            data = sys.stdin.buffer.read()
        else:
            with open(path, "rb") as file:
                data = file.read()
    except (OSError, ValueError) as error:
        why = error.strerror if isinstance(error, OSError) else "its name can be none"
        raise FaqbotError(f"{clean(path)}: it can't be read ({why})") from None
    if UTF16.match(data):  # as some shells write what is sent to a file
        name = "standard input" if path == STANDARD_INPUT else clean(path)
        raise FaqbotError(f"{name}: the text is in UTF-16: save it as UTF-8")
    return data.decode("utf-8-sig", "replace").replace("\r\n", "\n")


# -- what is shown -----------------------------------------------------------------------------


def _show(found: Suggestions, unread: Sequence[Unread], *, written: bool) -> None:
    _say(f"not understood: {one}" for one in unread)
    _say(f"dropped: {one}" for one in found.dropped)
    _say(f"{'written' if written else 'proposed'}: {one}" for one in found.kept)
    for write in found.writes:
        print(verbatim(write.diff), end="")
    _say([_ending(found, unread, written=written)])


def _ending(found: Suggestions, unread: Sequence[Unread], *, written: bool) -> str:
    """A sentence on all of it."""
    places_ = counted(len({one.ref for one in found.kept}), "place")
    files = f" into {counted(len(found.writes), 'file')}" if written else ""
    parts = [f"{counted(len(found.kept), 'wording')} {'written' if written else 'proposed'} for {places_}{files}"]
    parts += [f"{len(found.dropped):,} dropped"] if found.dropped else []
    parts += [f"{counted(len(unread), 'line')} not understood"] if unread else []
    parts += [f"{found.left:,} left, their places having enough"] if found.left else []
    hint = ": --write writes them, --ask asks for each" if found.kept and not written else ""
    return f"{', '.join(parts if found.kept else ['Nothing to propose', *parts[1:]])}{hint}."


def _values(found: Suggestions, unread: Sequence[Unread], *, written: bool) -> None:
    """Print each as JSON: what was not understood, what was dropped, what is proposed, and the files."""
    told: list[Unread | Dropped | Proposal] = [*unread, *found.dropped, *found.kept]
    for one in told:
        print(as_json(one.to_dict()))
    for write in found.writes:
        print(as_json({"file": write.path, "diff": write.diff, "written": written}))


def _say(lines: Iterable[str]) -> None:
    for line in lines:
        print(verbatim(line))


# -- one by one --------------------------------------------------------------------------------


def _ask(found: Suggestions, bot: Bot) -> int:
    """Ask for each proposal whether to write it, and write it at once: what the files say by then counts."""
    written = 0
    for number, proposal in enumerate(found.kept, 1):
        key = _key(f"{number}/{len(found.kept)} {proposal}\nWrite it? y, n or q: ")
        if key == "q":
            break
        if key == "y":
            done = tried(bot, [proposal], None, write=True)
            bot = done.bot
            written += len(done.kept)
            _say([f"dropped: {one}" for one in done.dropped])
    _say([f"{counted(written, 'wording')} written."])
    return DONE


def _key(question: str) -> str:
    """The key that answers a question; where standard input ends, q."""
    while True:
        try:
            typed = input(verbatim(question)).strip().lower()[:1]
        except EOFError:
            print()
            return "q"
        if typed in _KEYS:
            return typed
