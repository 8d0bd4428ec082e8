"""A user's folders, and users who have none."""

from __future__ import annotations

import os

import platformdirs
import pytest

from faqbot.base import folders
from faqbot.base.errors import FaqbotError
from faqbot.chat import settings
from faqbot.index.encoding import cache
from faqbot.index.encoding.encoder import Encoder
from faqbot.terminal.shell import cli


@pytest.fixture
def homeless(monkeypatch: pytest.MonkeyPatch) -> None:
    """As in a container without a home: no $HOME, and a user that the system doesn't know."""

    def unknown(*_: object, **__: object) -> str:
        raise RuntimeError("could not determine the home directory")

    for name in ("user_config_dir", "user_state_dir", "user_cache_dir"):
        monkeypatch.setattr(platformdirs, name, unknown)
    for name in (folders.SETTINGS, "HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"):
        monkeypatch.delenv(name, raising=False)


@pytest.mark.parametrize("home", [None, "", "/home/me", "/home/me/", "here", "/"])
@pytest.mark.parametrize("named", [None, "", "/elsewhere", "/else/where/", "here"])
def test_folders_are_those_of_the_system(named: str | None, home: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the variables name, folders are where platformdirs has them, which knows each system."""
    for name, value in (
        ("XDG_CONFIG_HOME", named),
        ("XDG_STATE_HOME", named),
        ("XDG_CACHE_HOME", named),
        ("HOME", home),
    ):
        if value is None:
            monkeypatch.delenv(name, raising=False)
        else:
            monkeypatch.setenv(name, value)
    for kind in ("config", "state", "cache"):
        theirs = getattr(platformdirs, f"user_{kind}_dir")("faqbot", appauthor=False)
        assert os.path.normpath(getattr(folders, kind)()) == os.path.normpath(theirs)


@pytest.mark.usefixtures("homeless")
@pytest.mark.parametrize("folder", [folders.config, folders.state, folders.cache])
def test_without_a_home_there_is_no_folder(folder: object) -> None:
    """What is missing is told in a sentence."""
    with pytest.raises(FaqbotError, match="no home folder"):
        folder()  # type: ignore[operator]


@pytest.mark.usefixtures("homeless")
def test_without_a_home_the_defaults_hold() -> None:
    """The settings are the default ones, no history is kept, and it is told why."""
    found, faults = settings.load()
    assert found == settings.Settings() and found.history_file is None
    assert faults == ("There is no home folder for settings and history: set $HOME.",)


@pytest.mark.usefixtures("homeless")
def test_without_a_home_config_fails_in_a_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    """`faqbot config` has nothing to show."""
    assert cli.main(["config"]) == 2
    assert capsys.readouterr().err == "There is no home folder for settings and history: set $HOME.\n"


@pytest.mark.usefixtures("homeless")
def test_without_a_home_vectors_are_made_anew() -> None:
    """What an encoder makes is not kept, which is told, but used."""
    with pytest.warns(UserWarning, match="not kept for the next start"):
        made = cache.directions(Encoder(lambda texts: [[1.0, 0.0] for _ in texts]), ["tea"])
    assert list(made) == ["tea"]
