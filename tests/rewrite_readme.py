#!/usr/bin/env python3
"""Run what the README shows once more, and put what is printed today in its place.

    python tests/rewrite_readme.py

For when an answer has changed on purpose: `test_readme.py` fails until the README tells the truth again.
Read the difference before you commit it.
"""

from __future__ import annotations

import contextlib
import doctest
import io
import os
import re
import sys
import tempfile
from pathlib import Path

import test_readme as readme


def main() -> int:
    text = readme.README.read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as name:
        folder = readme.furnish(Path(name))
        new = {
            readme.CHAT: chat(folder, readme.CHAT),
            readme.GOLDEN: golden(folder),
            **{block: console(folder, block) for block in readme.blocks("console")},
            **{block: python(folder, block) for block in readme.blocks("python")},
        }
    for old, block in new.items():
        text = text.replace(old, block.rstrip() + "\n")
    rows = "".join(f"{row}\n" for row in readme.command_rows())
    text = re.sub(r"(?:^\| `/.*\|\n)+", rows, text, count=1, flags=re.MULTILINE)
    readme.README.write_text(text, encoding="utf-8")
    return 0


def chat(folder: Path, block: str) -> str:
    first = block.partition("\n")[0]
    return f"{first}\n{readme.chat(folder, readme.asked(block))}"


def golden(folder: Path) -> str:
    printed = readme.run_pytest(folder, readme.WRONG)
    found = re.search(rf"(?ms)^{re.escape(readme.WRONG)}:\d+:.*?(?=^=+ |\Z)", printed)
    if not found:
        sys.exit(f"the case did not fail:\n{printed}")
    return found.group()


def console(folder: Path, block: str) -> str:
    commands = [command for command, _ in readme.commands(block)]
    return "".join(f"$ {c}\n{readme.run(folder, 'bash', '-c', c).rstrip()}\n" for c in commands)


def python(folder: Path, block: str) -> str:
    os.chdir(folder)
    for own in readme.OWN:
        os.environ.pop(own, None)
    shown, names = "", dict[str, object]()
    for example in doctest.DocTestParser().get_examples(block):
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            exec(compile(example.source, "README", "single"), names)
        shown += f">>> {example.source}{printed.getvalue()}"
    return shown


if __name__ == "__main__":
    sys.exit(main())
