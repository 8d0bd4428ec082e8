"""The commands for those who keep the articles: a function each, named in `COMMANDS`.

Each imports what it needs itself, so that no command pays for another.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Iterable


def check(options: argparse.Namespace) -> int:
    """What is weak in a knowledge: 0 where nothing is, 1 where something is.

    Raises:
        FaqbotError: there is nothing to check, a code is unknown, or a file can't be written.
    """
    from faqbot.authoring.checking import checks, codes, output
    from faqbot.bot import Bot, chosen
    from faqbot.knowledge import loading

    if options.explain is not None:
        print(codes.explained(checks.code(options.explain)))
        return 0
    report = checks.check(
        options.words or options.knowledge or [str(loading.default_path())],
        checks.Selection(_listed(options.select), _listed(options.ignore)),
        fix=options.fix,
        make=lambda knowledge: Bot(knowledge, meaning=chosen(knowledge, options.meaning)),
    )
    said = output.FORMATS[options.format](report)
    if said:
        print(said)
    return bool(report.findings)


def _listed(codes: Iterable[str]) -> list[str]:
    """Codes parted by commas, each as it is written in a finding."""
    return [code.strip().upper() for some in codes for code in some.split(",") if code.strip()]


COMMANDS: Final[dict[str, Callable[[argparse.Namespace], int]]] = {"check": check}
