"""What a wheel holds beside the package: the manual page, and what completes commands in each shell.

Both are made here from the tables of the commands, so that no made file has to be kept. pip puts them below `share`
beside the `bin` of the command: `man` finds the page there, and the shells find theirs where that is /usr or ~/.local.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

SCRIPTS = {
    "bash": "share/bash-completion/completions/faqbot",
    "zsh": "share/zsh/site-functions/_faqbot",
    "fish": "share/fish/vendor_completions.d/faqbot.fish",
}


class Hook(BuildHookInterface[Any]):
    """Makes the files in a folder of its own before the wheel is packed, and removes it afterwards."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 - as hatchling calls it
        """Add the made files to those that the wheel installs as data."""
        self.made = Path(tempfile.mkdtemp())
        for target, text in self._files().items():
            path = self.made / target
            path.parent.mkdir(parents=True)
            path.write_text(text, encoding="utf-8", newline="\n")
            build_data["shared_data"][str(path)] = target

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:  # noqa: ARG002
        """Remove the folder."""
        shutil.rmtree(self.made)

    def _files(self) -> dict[str, str]:
        sys.path.insert(0, self.root)  # the build has the source, not the package
        try:
            from faqbot.terminal.shell.help import completions, manual
        finally:
            sys.path.remove(self.root)
        # The day of the source where that is told (reproducible-builds.org), else today.
        seconds = int(os.environ.get("SOURCE_DATE_EPOCH") or time.time())
        page = manual.page(self.metadata.version, time.strftime("%Y-%m-%d", time.gmtime(seconds)))
        return {"share/man/man1/faqbot.1": page, **{SCRIPTS[shell]: completions.script(shell) for shell in SCRIPTS}}
