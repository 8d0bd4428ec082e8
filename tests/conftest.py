"""What all tests share: plugins, and surroundings that are the same on every machine and from every folder."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Iterator

import hypothesis
import pytest
from checkout import PYTHONPATH, ROOT
from hypothesis import HealthCheck
from hypothesis.configuration import set_hypothesis_home_dir
from samples import LIBRARY, load

from faqbot.bot import Bot
from faqbot.evaluation.golden import plugin

pytest_plugins = ["pytester"]  # pytest's own helper for testing plugins

# Each run tries the same examples, half of the usual hundred, and none fails for being slow:
# `--hypothesis-profile=explore` goes further.
_STILL = hypothesis.settings(
    deadline=None, derandomize=True, max_examples=50, suppress_health_check=[HealthCheck.too_slow]
)
hypothesis.settings.register_profile("still", _STILL)
hypothesis.settings.register_profile("explore", _STILL, derandomize=False, max_examples=1_000)
hypothesis.settings.load_profile("still")
set_hypothesis_home_dir(ROOT / ".hypothesis")  # by default it would be in the working folder


def pytest_configure(config: pytest.Config) -> None:
    """Load faqbot's plugin where pytest has not done so itself: an uninstalled faqbot has no entry point.

    And leave out what the user's environment tells faqbot: bots are made already while tests are collected.
    """
    patch = pytest.MonkeyPatch()
    for name in [name for name in os.environ if name.startswith("FAQBOT_")]:
        patch.delenv(name)
    config.add_cleanup(patch.undo)
    if not config.pluginmanager.is_registered(plugin):
        config.pluginmanager.register(plugin, "faqbot")


@pytest.fixture(scope="session", autouse=True)
def _same_everywhere(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Other processes import the faqbot that is tested here, and nobody's settings or knowledge take part."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN and threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGINT, signal.default_int_handler)  # a job in the background has Ctrl-C ignored
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", PYTHONPATH, prepend=os.pathsep)
        patch.setenv("FAQBOT_CONFIG", os.devnull)
        patch.setenv("FAQBOT_NO_CACHE", "1")  # nor what an earlier test has left
        if sys.dont_write_bytecode:  # then some 300 processes would compile faqbot anew, which is half of all time
            patch.delenv("PYTHONDONTWRITEBYTECODE", raising=False)
            patch.setenv("PYTHONPYCACHEPREFIX", str(tmp_path_factory.mktemp("pycache")))
        yield


@pytest.fixture(scope="session")
def library(tmp_path_factory: pytest.TempPathFactory) -> Bot:
    """A bot over the file of `LIBRARY`, which no test changes."""
    return load(tmp_path_factory.mktemp("library"), LIBRARY)
