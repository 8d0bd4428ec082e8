"""Teaching that is killed at each system call by which it writes: files are the old or the new ones, whole."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from contextlib import suppress
from typing import TYPE_CHECKING, Final

import pytest
from checkout import FAQBOT
from lessons import GOLDEN, SHOP, held, shop

from faqbot.authoring.learning.teaching.teacher import undo
from faqbot.base import folders
from faqbot.base.errors import FaqbotError
from faqbot.bot import Bot

if TYPE_CHECKING:
    from pathlib import Path

QUESTION: Final = "zebra crossing"
# What writes, by the names that machines have for it.
CALLS: Final = {
    "write": "?write,?pwrite64,?writev",
    "fsync": "?fsync,?fdatasync",
    "rename": "?rename,?renameat,?renameat2",
    "unlink": "?unlink,?unlinkat",
    "make": "?mkdir,?mkdirat,?ftruncate",
}
# Whether it is made before the process dies, or the process dies in its place.
DEATHS: Final = {"behind": "", "before": "error=EIO:"}
MOST: Final = 40  # calls of a kind: far fewer are made


def _works() -> bool:
    strace = shutil.which("strace")
    return strace is not None and subprocess.run([strace, "-o", os.devnull, "true"], check=False).returncode == 0


traced = pytest.mark.skipif(not _works(), reason="strace isn't installed, or may not trace: nothing can be killed")


def killed_at(number: int, calls: str, death: str, folder: Path) -> bool:
    """Whether teaching was killed at the n-th call of a kind; else it has run through."""
    command = [*FAQBOT, "-k", str(folder / "shop.yaml"), "teach", "--question", QUESTION, "--ref", "parking"]
    inject = ["-f", "-qq", "-o", os.devnull, "-e", f"inject={calls}:{death}signal=KILL:when={number}"]
    done = subprocess.run(["strace", *inject, *command], capture_output=True, check=False)
    assert done.returncode in (0, -signal.SIGKILL, 128 + signal.SIGKILL), done
    return done.returncode != 0


@pytest.fixture(autouse=True)
def _own_state(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is taught here is noted in a folder of its own, by other processes as well."""
    state = tmp_path_factory.mktemp("state")
    monkeypatch.setenv("XDG_STATE_HOME", str(state))
    monkeypatch.setattr(folders, "state", lambda: str(state / "faqbot"))


@traced
@pytest.mark.parametrize("death", [*DEATHS])
@pytest.mark.parametrize("kind", [*CALLS])
def test_killed_at_any_call_the_files_are_whole(tmp_path: Path, kind: str, death: str) -> None:
    """Each file is the old or the new one; then either lesson can be taught, and all of it be taken back."""
    shop(tmp_path).teach(QUESTION, "parking")
    new = held(tmp_path)
    undo([str(tmp_path / "shop.yaml")])
    old = {"shop.golden.yaml": GOLDEN, "shop.yaml": SHOP}
    for number in range(1, MOST):
        assert held(tmp_path) == old
        killed = killed_at(number, CALLS[kind], DEATHS[death], tmp_path)
        for path in [path for path in tmp_path.iterdir() if path.suffix == ".new"]:
            path.unlink()  # what was being written, which nothing reads
        found = held(tmp_path)
        assert {name: found[name] in (old[name], new[name]) for name in found} == dict.fromkeys(old, True)
        if not killed:
            assert found == new and number > (kind != "make")
            break
        after_kill(tmp_path, again=bool(number % 2))
    else:
        pytest.fail(f"there is no end to the calls of {CALLS[kind]}")


def after_kill(folder: Path, *, again: bool) -> None:
    """Teach once more, or go straight on; then take back all that there is."""
    file = str(folder / "shop.yaml")
    if again:
        try:
            Bot.load(file).teach(QUESTION, "parking")
        except FaqbotError as error:
            assert "already" in str(error)  # noqa: PT017 - it may have been taught before it was killed
    for _ in range(2):  # the one that was killed may have been begun only, and the other be there
        with suppress(FaqbotError):
            undo([file])
    with pytest.raises(FaqbotError, match="no lesson to take back"):
        undo([file])
