r"""Scripts that complete faqbot's commands, options and files in bash, zsh and fish, made from the tables of `usage`.

What is to be completed for a value follows from its name in the help: see `_is_file` and `_choices`.

Own scripts, since neither library does all of it: argcomplete starts Python at every Tab; shtab (1.13) makes scripts
as these are, but in zsh completes only the first FILE of several, no option behind the words of a question and
nothing after `--plot=`, and in bash takes the value in `-k ask` for the command.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from faqbot.terminal.shell.help.authoring import FORMATS, KINDS
from faqbot.terminal.shell.help.learning import FORMS
from faqbot.terminal.shell.help.usage import (
    CHAT,
    COMMANDS,
    MEANINGS,
    OPTIONS,
    SHELLS,
    VALUED,
    add_options,
    explained,
)

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable, Iterator

    from faqbot.terminal.shell.help.command import Command

# Each script first looks for the command, as `arguments` does: options and their values may stand before it.
# bash splits words at "=" too: in "--plot=x" the value is the second word after the option.
_BASH: Final = r"""# What bash completes for faqbot; printed by: faqbot completion bash
_faqbot() {
    local typed=${COMP_WORDS[COMP_CWORD]} word command= option= ended= behind= options= words= files=
    for word in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
        if [[ $option ]]; then
            [[ $word == = ]] || option=
        elif [[ ! $ended && $word == -- ]]; then
            ended=1
        elif [[ ! $ended && " <valued> " == *" $word "* ]]; then
            option=$word
        elif [[ $ended || $word != -* ]]; then
            [[ $command ]] && behind=1
            command=${command:-$word}
        fi
    done
    [[ $typed == = ]] && typed=
    case $command in
<commands>
        *) return ;;
    esac
    if [[ $option ]]; then
        words= files=
        [[ " <filed> " == *" $option "* ]] && files=1
        case "$command $option" in
<listed>
        esac
    elif [[ ! $ended && $typed == -* ]]; then
        words=$options files=
    elif [[ $behind ]]; then
        words=
    fi
    if [[ $files ]]; then
        compopt -o default
    else
        COMPREPLY=($(compgen -W "$words" -- "$typed"))
    fi
}
complete -F _faqbot faqbot
"""

_ZSH: Final = r"""#compdef faqbot
# What zsh completes for faqbot; printed by: faqbot completion zsh
_faqbot_commands() {
    local -a commands=(
<commands>
    )
    _describe -t commands command commands
}
_faqbot() {
    local word command= option=
    for word in "${(@)words[2,CURRENT-1]}"; do
        if [[ -n $option ]]; then
            option=
        elif [[ $word == (<valued>) ]]; then
            option=$word
        elif [[ $word != -* ]]; then
            command=$word
            break
        fi
    done
    case $command in
<cases>
    esac
}
if [[ $funcstack[1] == _faqbot ]]; then
    _faqbot "$@"
else
    compdef _faqbot faqbot
fi
"""

_FISH: Final = r"""# What fish completes for faqbot; printed by: faqbot completion fish
function __faqbot_is --argument-names wanted first -d "Whether a command stands there, and with 'first' no word behind"
    set -l words (commandline -opc)
    set -e words[1]
    set -l command ''
    set -l behind ''
    set -l option ''
    for word in $words
        if test -n "$option"
            set option ''
        else if contains -- "$word" <valued>
            set option $word
        else if string match -q -v -- '-*' "$word"
            test -n "$command"; and set behind $word
            test -n "$command"; or set command $word
        end
    end
    test "$command" = "$wanted"; and test -z "$first" -o -z "$behind"
end

complete -c faqbot -f
<lines>
"""


def script(shell: str) -> str:
    """What a shell (a key of `usage.SHELLS`) has to read to complete what is typed after `faqbot`."""
    return {"bash": _bash, "zsh": _zsh, "fish": _fish}[shell]()


def _commands() -> dict[str, Command]:
    """Name -> command; "" is faqbot without one."""
    return {"": CHAT, **COMMANDS}


def _options(command: Command) -> list[argparse.Action]:
    import argparse

    found = add_options(argparse.ArgumentParser(add_help=False), command)
    for option in found:
        if option.nargs == "?":  # its value may be left out: what follows it is none
            option.metavar = None
    return found


def _is_file(value: str) -> bool:
    """Whether what the help calls `value`, as FILE.svg or "FILE…", is a file, or may be one."""
    return value.lstrip("[").startswith(("FILE", "PATH", "OLD"))


def _choices(value: str) -> tuple[str, ...]:
    """All that may stand for what the help calls `value`; () where that can't be listed."""
    known = {"SHELL": tuple(SHELLS), "COMMAND": tuple(COMMANDS), "MEANING": MEANINGS, "FORMAT": FORMATS, "KIND": KINDS}
    known["FORM"] = FORMS
    return known.get(value.strip("[… ]"), ())


def _listed() -> Iterator[tuple[str, tuple[str, ...]]]:
    """A command with an option whose values can be listed, as bash's `case` takes them, each with these values.

    Where a command says nothing else of it, an option is the same behind each: those come last.
    """
    for name, command in COMMANDS.items():
        for option, own in sorted(command.told.items()):
            yield _quoted(f"{name} {option}"), _choices(str(own.get("metavar", "")))
    valued = ((name, str(OPTIONS[name]["metavar"])) for name in sorted(VALUED.intersection(OPTIONS)))
    yield from ((f"*' {name}'", _choices(value)) for name, value in valued if _choices(value))


def _quoted(text: str) -> str:
    """`text` as one word of bash or zsh."""
    return "'" + text.replace("'", r"'\''") + "'"


def _filled(template: str, **parts: Iterable[str] | str) -> str:
    """`template` with each <name> replaced by a part, or by its lines."""
    for name, part in parts.items():
        template = template.replace(f"<{name}>", part if isinstance(part, str) else "\n".join(part))
    return template


# -- bash --------------------------------------------------------------------------------------


def _bash() -> str:
    filed = {n for c in _commands().values() for o in _options(c) if _is_file(str(o.metavar)) for n in o.option_strings}
    return _filled(
        _BASH,
        valued=" ".join(sorted(VALUED)),
        filed=" ".join(sorted(filed)),
        listed=(f"            {name}) words={_quoted(' '.join(choices))} ;;" for name, choices in _listed()),
        commands=(f"        {_quoted(name)}) {_bash_command(command)} ;;" for name, command in _commands().items()),
    )


def _bash_command(command: Command) -> str:
    options = " ".join(name for option in _options(command) for name in option.option_strings)
    words = " ".join(_choices(command.usage))
    return f"options={_quoted(options)} words={_quoted(words)} files={'1' if _is_file(command.usage) else ''}"


# -- zsh ---------------------------------------------------------------------------------------


_NOTHING: Final = "{true}"  # to zsh, code that offers nothing


def _zsh() -> str:
    return _filled(
        _ZSH,
        valued="|".join(sorted(VALUED)),
        commands=(f"        {_quoted(f'{name}:{command.help}')}" for name, command in COMMANDS.items()),
        cases=(
            f"        {_quoted(name) if name else '*'}) _arguments -S {_zsh_command(command)} ;;"
            for name, command in (*COMMANDS.items(), ("", CHAT))
        ),
    )


def _zsh_command(command: Command) -> str:
    """What `_arguments` is told: the options of a command, that it stands first, and what stands behind it."""
    specs = [*map(_zsh_option, _options(command)), "'1:command:_faqbot_commands'"]
    if command is CHAT:  # the value of a command's option, which may stand before it, is no command
        others = ((name, OPTIONS[name]["metavar"]) for name in sorted(VALUED.intersection(OPTIONS) - {*CHAT.shared}))
        specs += [_quoted(f"!{name}=:{value}:{_NOTHING}") for name, value in others]
    elif command.usage:
        specs.append(_zsh_words(command.usage))
    return " \\\n            ".join(specs)


def _zsh_option(option: argparse.Action) -> str:
    names = option.option_strings
    repeatable = OPTIONS.get(names[-1], {}).get("action") == "append"
    ahead = "*" if repeatable else f"({' '.join(names)})"
    told = f"[{_zsh_text(explained(option))}]"
    if option.metavar:
        names = [f"{name}=" if name.startswith("--") else f"{name}+" for name in names]
        told += f":{option.metavar}:{_zsh_value(str(option.metavar))}"
    return " ".join(_quoted(f"{ahead}{name}{told}") for name in names)


def _zsh_words(usage: str) -> str:
    name = usage.strip("[… ]")
    if name == "COMMAND":
        return "'2:command:_faqbot_commands'"
    return _quoted(f"{'2' if _choices(usage) else '*'}:{name}:{_zsh_value(usage)}")


def _zsh_value(value: str) -> str:
    """What `_arguments` is told to offer for what the help calls `value`."""
    if choices := _choices(value):
        return f"({' '.join(choices)})"
    return "_files" if _is_file(value) else _NOTHING


def _zsh_text(text: str) -> str:
    return "".join(f"\\{character}" if character in r"\[]:" else character for character in text)


# -- fish --------------------------------------------------------------------------------------


def _fish() -> str:
    lines = (line for name, command in _commands().items() for line in _fish_command(name, command))
    return _filled(_FISH, valued=" ".join(sorted(VALUED)), lines=lines)


def _fish_command(name: str, command: Command) -> list[str]:
    """The lines for a command: its options, then the words behind it."""
    ahead = f'complete -c faqbot -n "__faqbot_is {_fish_quoted(name)}'
    lines = [f'{ahead}" {_fish_option(option)}' for option in _options(command)]
    if _is_file(command.usage):
        lines.append(f'{ahead}" -F')
    for choice in _choices(command.usage):
        told = f" -d {_fish_quoted(COMMANDS[choice].help)}" if choice in COMMANDS else ""
        lines.append(f'{ahead} first" -a {choice}{told}')
    return lines


def _fish_option(option: argparse.Action) -> str:
    names = " ".join(f"-l {name[2:]}" if name.startswith("--") else f"-s {name[1:]}" for name in option.option_strings)
    return f"{names}{_fish_value(str(option.metavar or ''))} -d {_fish_quoted(explained(option))}"


def _fish_value(value: str) -> str:
    """How fish is told of what the help calls `value`; of "" nothing."""
    if choices := _choices(value):
        return f" -x -a {_fish_quoted(' '.join(choices))}"
    return "" if not value else " -r -F" if _is_file(value) else " -x"


def _fish_quoted(text: str) -> str:
    return "'" + text.replace("\\", r"\\").replace("'", r"\'") + "'"
