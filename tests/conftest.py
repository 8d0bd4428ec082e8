"""What all tests share: pytest's own helper for testing plugins, and faqbot's plugin once, installed or not."""

from __future__ import annotations

from importlib.metadata import entry_points

# An installed faqbot is loaded by pytest itself, through its entry point; from a bare checkout it is loaded here.
_INSTALLED = any(point.name == "faqbot" for point in entry_points(group="pytest11"))

pytest_plugins = ["pytester"] if _INSTALLED else ["pytester", "faqbot.pytest_plugin"]
