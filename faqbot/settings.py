"""What a user wants of the chat: a TOML file in the config folder -> frozen `Settings`.

    settings, faults = load()
    settings = changed(settings, "theme", "weight")     # /set theme weight

Whatever is wrong with the file is told in a sentence, and leaves the default in its place.
"""

from __future__ import annotations

import os
import re
import stat
import sys
from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, Final

from faqbot import folders
from faqbot.errors import FaqbotError
from faqbot.fields import closest
from faqbot.fields import shown as cut
from faqbot.terminal import THEMES
from faqbot.text import clean

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from typing import Any

ENVIRONMENT: Final = "FAQBOT_CONFIG"  # names another settings file
FILE: Final = "config.toml"
NO_HISTORY: Final = "none"  # as `history` is written where no line is to be kept

_LARGEST: Final = 65_536  # bytes of a settings file; a full one takes 1,500
_MOST_LINES: Final = 1_000  # of a file in which a line is looked for: beyond, that could take seconds
_MOST_FAULTS: Final = 20  # that are told one by one: a screenful


@dataclass(frozen=True, slots=True)
class Settings:
    """What a user wants of the chat.

    Attributes:
        knowledge: paths to answer from where neither -k nor $FAQBOT_KNOWLEDGE names any.
        keys: how the line is edited: "emacs" or "vi".
        theme: one of `terminal.THEMES`.
        history: the file that keeps what was asked; "": none does; None: the usual one.
        confidence: whether it is shown how sure an answer is.
        greeting: whether the chat greets.
    """

    knowledge: tuple[str, ...] = ()
    keys: str = "emacs"
    theme: str = "colour"
    history: str | None = None
    confidence: bool = True
    greeting: bool = True

    @property
    def history_file(self) -> str | None:
        """The file that keeps what was asked, or None: no file does, or there is no place for one."""
        if self.history is not None:
            return self.history or None
        try:
            return os.path.join(folders.state(), "history")
        except FaqbotError:
            return None

    def to_dict(self) -> dict[str, Any]:
        """The settings as JSON has them, `history` as in `history_file`."""
        values = {field.name: getattr(self, field.name) for field in fields(self)}
        return values | {"knowledge": list(self.knowledge), "history": self.history_file}


@dataclass(frozen=True, slots=True)
class Key:
    """A setting.

    Attributes:
        name: its name, in the file and in `Settings`.
        help: what it does, in lines of a comment.
        allowed: what may be written.
        read: from a TOML value and the folder that relative paths count from to the value of `Settings`; raises
            ValueError where that is not allowed.
        values: what it may be set to while chatting, as it is typed; (): it can't.
    """

    name: str
    help: str
    allowed: str
    read: Callable[[object, str], object]
    values: tuple[str, ...] = ()


# -- values ------------------------------------------------------------------------------------


def _switch(value: object, _folder: str) -> bool:
    if isinstance(value, bool):
        return value
    raise ValueError(value)


def _choice(*choices: str) -> Callable[[object, str], str]:
    def read(value: object, _folder: str) -> str:
        if isinstance(value, str) and value.casefold() in choices:
            return value.casefold()
        raise ValueError(value)

    return read


def _path(value: object, folder: str) -> str:
    if isinstance(value, str) and value.strip() and "\0" not in value:
        return os.path.join(folder, os.path.expanduser(value))
    raise ValueError(value)


def _paths(value: object, folder: str) -> tuple[str, ...]:
    return tuple(_path(path, folder) for path in (value if isinstance(value, list) else [value]))


def _history(value: object, folder: str) -> str:
    return "" if value == NO_HISTORY else _path(value, folder)


_SWITCH: Final = ("true", "false")
_EDITORS: Final = ("emacs", "vi")

KEYS: Final = (
    Key(
        "knowledge",
        "What the chat answers from where neither -k nor $FAQBOT_KNOWLEDGE names any.\n"
        "A relative path counts from the folder of this file.",
        'a path in quotes, or several: ["tea.yaml", "~/handbook"]',
        _paths,
    ),
    Key("keys", "How the line is edited.", '"emacs" or "vi"', _choice(*_EDITORS), _EDITORS),
    Key(
        "theme",
        "How answers look: in colour, with bold and dim alone, or plain.",
        '"colour", "weight" or "none"',
        _choice(*THEMES),
        THEMES,
    ),
    Key(
        "history",
        "The file that keeps what you asked for the next chat.",
        f'a path in quotes, or "{NO_HISTORY}" to keep nothing',
        _history,
    ),
    Key("confidence", "Whether an answer says how sure it is.", "true or false", _switch, _SWITCH),
    Key("greeting", "Whether the chat starts with what can be asked.", "true or false", _switch),
)

_BY_NAME: Final = {key.name: key for key in KEYS}
_LIVE: Final = {key.name: key for key in KEYS if key.values}


# -- the file ----------------------------------------------------------------------------------


def where() -> str:
    """The settings file: $FAQBOT_CONFIG, else the one in the user's config folder. It need not exist.

    Raises:
        FaqbotError: the user has no home.
    """
    return os.environ.get(ENVIRONMENT) or os.path.join(folders.config(), FILE)


def load(path: str | None = None) -> tuple[Settings, tuple[str, ...]]:
    """The settings of a file, and a sentence for each fault in it. Never raises; a missing file has no fault.

    Args:
        path: the file; None: that of `where`.
    """
    try:
        path = where() if path is None else path
    except FaqbotError as error:
        return Settings(), (str(error),)
    try:
        text = _text(path)
        folder = os.path.dirname(os.path.abspath(path))
    except FileNotFoundError:
        return Settings(), ()
    except (OSError, ValueError) as error:
        return Settings(), (_unread(path, error),)
    except FaqbotError as error:
        return Settings(), (str(error),)
    try:
        values = _toml(text)
    except (ValueError, RecursionError) as error:
        return Settings(), (_no_toml(path, text, error),)
    return _settings(path, folder, values, text)


def without_missing(settings: Settings) -> tuple[Settings, tuple[str, ...]]:
    """The settings without paths to knowledge where there is nothing, and a sentence for those, with file and line."""
    gone = [path for path in settings.knowledge if not os.path.lexists(path)]
    if not gone:
        return settings, ()
    path = where()
    try:
        line = dict(_lines(_text(path))).get("knowledge")
    except (OSError, ValueError, FaqbotError):  # it was there when it was read
        line = None
    allowed = _BY_NAME["knowledge"].allowed
    kept = tuple(path for path in settings.knowledge if path not in gone)
    faults = [_fault(path, line, f'knowledge: there is no "{cut(name)}": write {allowed}') for name in gone]
    return replace(settings, knowledge=kept), tuple(faults)


def _text(path: str) -> str:
    """What stands in the file; line breaks of Windows become plain ones.

    Raises:
        OSError, ValueError: it can't be read.
        FaqbotError: it is no settings file.
    """
    with open(path, "rb", buffering=0, opener=_opened) as file:
        if stat.S_ISFIFO(os.fstat(file.fileno()).st_mode):  # which may never end
            raise FaqbotError(_fault(path, None, f"settings can't be read from a pipe: name a file in ${ENVIRONMENT}"))
        data = file.read(_LARGEST + 1) or b""
    if len(data) > _LARGEST:
        raise FaqbotError(_fault(path, None, f"this is no settings file: it is larger than {_LARGEST // 1024} KiB"))
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise FaqbotError(_fault(path, line, "this is not UTF-8: save the file as UTF-8")) from None


def _opened(path: str, flags: int) -> int:
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))  # a pipe must not be waited for


def _toml(text: str) -> dict[str, Any]:
    """The values of a TOML document.

    Raises:
        ValueError, RecursionError: it is none.
    """
    if sys.version_info >= (3, 11):
        import tomllib  # here: most users have no settings file
    else:
        import tomli as tomllib

    values: dict[str, Any] = tomllib.loads(text)
    return values


def _settings(path: str, folder: str, values: Mapping[str, object], text: str) -> tuple[Settings, tuple[str, ...]]:
    found: dict[str, Any] = {}
    wrong: dict[str, str] = {}
    for name, value in values.items():
        if name not in _BY_NAME:
            wrong[name] = _unknown(name, value)
            continue
        try:
            found[name] = _BY_NAME[name].read(value, folder)
        except ValueError:
            wrong[name] = _not_allowed(_BY_NAME[name], value)
    lines = dict(_lines(text)) if wrong else {}
    faults = [_fault(path, lines.get(name), message) for name, message in wrong.items()]
    if len(faults) > _MOST_FAULTS:
        more = f"{len(faults) - _MOST_FAULTS:,} more faults are not listed: correct these first"
        faults[_MOST_FAULTS:] = [_fault(path, None, more)]
    return Settings(**found), tuple(faults)


def _lines(text: str) -> Iterator[tuple[str, int]]:
    """The keys at the top level of a TOML document, each with the line (from 1) that its statement starts on.

    The parser tells no lines, but knows where a statement ends: with the line that makes it a document of its own.
    What never gets complete is told with the key "".
    """
    lines, seen, start, in_table = text.split("\n"), set[str](), 0, False
    for end in range(1, len(lines) + 1 if len(lines) <= _MOST_LINES else 0):
        statement = "\n".join(lines[start:end])
        try:
            keys = _toml(statement)
        except (ValueError, RecursionError):
            continue
        is_table = statement.lstrip().startswith("[")
        in_table |= is_table
        if is_table or not in_table:
            yield from ((key, start + 1) for key in keys if key not in seen)
            seen.update(keys)
        start = end
    if start < len(lines) <= _MOST_LINES:
        yield "", start + 1


# -- what is wrong -----------------------------------------------------------------------------


def _fault(path: str, line: int | None, message: str) -> str:
    return f"{clean(path)}{'' if line is None else f':{line}'}: {clean(message)}"


def _unread(path: str, error: Exception) -> str:
    why = getattr(error, "strerror", None) or str(error)
    return _fault(path, None, f"settings can't be read ({why}): correct that, or name another file in ${ENVIRONMENT}")


def _no_toml(path: str, text: str, error: Exception) -> str:
    """What is said of a file that is no TOML, with the line that the parser names, or that of what never ends."""
    what, _, place = str(error).partition(" (at ")
    told = re.match(r"line (\d+)", place)
    last = text.count("\n") + 1 if place == "end of document)" else None
    line = int(told.group(1)) if told else dict(_lines(text)).get("", last)
    what = "too many brackets in one another" if isinstance(error, RecursionError) else what.rstrip(".")
    return _fault(path, line, f'this is no TOML ({what}): write name = "text" or name = true, each name once')


def _unknown(name: str, value: object) -> str:
    known = ", ".join(_BY_NAME)
    if isinstance(value, dict):
        hint = f"settings stand in no table, they are {known}"
    else:
        guess = closest(name, _BY_NAME)
        hint = f'did you mean "{guess}"?' if guess else f"settings are {known}"
    return f'unknown key "{cut(name)}": {hint}'


def _not_allowed(key: Key, value: object) -> str:
    return f"{key.name} can't be {_told(value)}: write {key.allowed}"


def _told(value: object) -> str:
    """A TOML value in a message. Of numbers not the digits: some are too long to print."""
    if isinstance(value, str):
        return f'"{cut(value)}"'
    if isinstance(value, bool):
        return _written(value)
    names = {int: "a number", float: "a number", list: "this list", dict: "a table"}
    return names.get(type(value), "a date or time")


# -- while chatting ----------------------------------------------------------------------------

_TYPED: Final = {"on": True, "true": True, "yes": True, "off": False, "false": False, "no": False}


def live(settings: Settings) -> Iterator[tuple[str, str]]:
    """What can be set while chatting: names with their values, as TOML."""
    return ((name, _written(getattr(settings, name))) for name in _LIVE)


def choices(settings: Settings) -> Iterator[tuple[str, str]]:
    """What can be typed to change one: name and value, with what the setting does."""
    for key in _LIVE.values():
        now = _written(getattr(settings, key.name)).strip('"')
        yield from ((f"{key.name} {value}", key.help) for value in key.values if value != now)


def shown(settings: Settings, name: str) -> str:
    """What a setting is, and what it may be, in a sentence.

    Raises:
        FaqbotError: no setting has that name, or it can't be set while chatting.
    """
    if name not in _LIVE:
        raise FaqbotError(_not_live(name))
    return f"{name} is {_written(getattr(settings, name))}. It may be {_LIVE[name].allowed}."


def changed(settings: Settings, name: str, text: str) -> Settings:
    """The settings with `name` set to `text`, as a person types it: vi, "vi", = vi; on, yes, true.

    Raises:
        FaqbotError: no setting has that name, or it can't be that, or not while chatting.
    """
    if name not in _LIVE:
        raise FaqbotError(_not_live(name))
    text = text.strip().removeprefix("=").strip().strip("\"'")
    value: object = _TYPED.get(text.casefold(), text)
    try:
        return replace(settings, **{name: _LIVE[name].read(value, "")})  # type: ignore[arg-type]  # the name's own type
    except ValueError:
        raise FaqbotError(_not_allowed(_LIVE[name], text)) from None


def _not_live(name: str) -> str:
    if name in _BY_NAME:
        return f"{name} is read when a chat starts: set it in {clean(where())} and start anew."
    guess = closest(name, _LIVE)
    hint = f"did you mean {guess}?" if guess else f"here one can set {', '.join(_LIVE)}."
    return f"There is no setting “{cut(name)}”: {hint}"


# -- the settings as a file --------------------------------------------------------------------


def documented(settings: Settings, path: str) -> str:
    """The settings as TOML, each with what it does and what is allowed; a default is commented out.

    Read from any folder, the text gives the same settings, as far as their paths are absolute.

    Args:
        settings: what is set.
        path: the file that they were read from.
    """
    head = f"# Settings of the faqbot chat. Their file: {_written(path)}\n"
    how = '# What starts with "#" is at its default: take the "#" away to set it.\n'
    return head + how + "".join(f"\n{_entry(settings, key)}\n" for key in KEYS)


def _entry(settings: Settings, key: Key) -> str:
    value = getattr(settings, key.name)
    mark = "#" if value == getattr(Settings(), key.name) else ""
    if key.name == "history":
        value = settings.history_file or NO_HISTORY
    comment = "".join(f"# {line}\n" for line in (*key.help.split("\n"), f"Allowed: {key.allowed}"))
    return f"{comment}{mark}{key.name} = {_written(value)}"


def _written(value: object) -> str:
    """A value as TOML. Of a path that is no Unicode, which TOML can't hold, the odd bytes become U+FFFD."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, tuple):
        return f"[{', '.join(map(_written, value))}]"
    return '"' + "".join(map(_escaped, str(value))) + '"'


def _escaped(char: str) -> str:
    if char in '"\\':
        return f"\\{char}"
    if char.isprintable():
        return char
    return "\ufffd" if "\ud800" <= char <= "\udfff" else f"\\U{ord(char):08X}"
