"""A text too long for the screen, through the user's pager."""

from __future__ import annotations

import contextlib
import os
import shlex
import subprocess
import sys
from typing import Final

# What git gives its pager too: leave where the text fits after all, show styles, keep the text on the screen.
_LESS: Final = "FRX"


def page(text: str) -> bool:
    """Show `text` in $PAGER (else `less`) and wait until it is read; False where that fails.

    An empty $PAGER means that none is wanted. A pager that is still there when this one ends is ended too.
    """
    try:
        command = shlex.split(os.environ.get("PAGER", "less"))
        if not command:
            return False
        reader = subprocess.Popen(command, stdin=subprocess.PIPE, env={"LESS": _LESS, **os.environ})  # noqa: S603 - the user's own
    except (OSError, ValueError):
        return False
    data: bytes | None = text.encode("utf-8", "replace")
    try:
        while reader.poll() is None:
            with contextlib.suppress(KeyboardInterrupt):  # it is the pager's, which does with it what it is told
                reader.communicate(data)
            data = None  # a pipe is fed once
    finally:
        if reader.poll() is None:
            reader.terminate()
    if reader.returncode < 0:
        sys.stdout.write("\n")  # it was ended where it stood
    return reader.returncode == 0
