"""A line in the user's own editor."""

from __future__ import annotations

import os
import shlex
import signal
import subprocess
import tempfile
from typing import Final

from faqbot.base.errors import FaqbotError
from faqbot.base.hygiene import clean

USUAL: Final = "notepad" if os.name == "nt" else "vi"  # as git has it


def edit(text: str) -> str:
    """`text` as it is once the user has left the editor: $VISUAL, else $EDITOR, else `vi`.

    Raises:
        FaqbotError: the editor can't be run, ended in failure, or left nothing that can be read.
    """
    named = os.environ.get("VISUAL") or os.environ.get("EDITOR") or USUAL
    try:
        with tempfile.TemporaryDirectory(prefix="faqbot-") as folder:  # some editors put a new file in its place
            path = os.path.join(folder, "question.txt")
            with open(path, "wb") as file:
                file.write(text.encode("utf-8", "replace"))
            status = _run([*shlex.split(named), path])
            with open(path, encoding="utf-8", errors="replace") as file:
                edited = file.read()
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or error
        raise FaqbotError(
            f"The editor “{clean(named)}” can't be used ({why}): the line is as it was; name another in $EDITOR."
        ) from None
    if status:
        how = f"ended with status {status}" if status > 0 else f"was ended by signal {-status}"
        raise FaqbotError(f"The editor “{clean(named)}” {how}: the line is as it was.")
    return edited


def _run(command: list[str]) -> int:
    """Run an editor to its end. Meanwhile Ctrl-C is its own, and not noted for the line editor that waits behind it."""
    woken = signal.set_wakeup_fd(-1)
    try:
        return subprocess.call(command)  # noqa: S603 - the user's own
    finally:
        signal.set_wakeup_fd(woken)
