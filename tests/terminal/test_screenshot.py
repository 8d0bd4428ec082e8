"""The picture of a chat in the README: it shows what the chat shows today."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree as ET

import screenshot

TEXT = "{http://www.w3.org/2000/svg}text"


def test_the_picture_is_of_today(tmp_path: Path) -> None:
    """The words in the picture are those on the screen after the same keys. (screenshot.py draws it anew.)"""
    today = screenshot.drawn(screenshot.chatted(tmp_path))
    assert words(screenshot.PICTURE.read_text(encoding="utf-8")) == words(today)


def test_the_picture_has_looks() -> None:
    """The picture has bold answers, faint citations, marked words, a menu and a toolbar."""
    picture = screenshot.PICTURE.read_text(encoding="utf-8")
    classes = {text.attrib["class"] for text in ET.fromstring(picture).iter(TEXT)}
    assert {"idefault b", "ifaint", "imagenta b", "on"} <= classes
    assert 'class="menu"' in picture and 'class="back"' in picture


def words(picture: str) -> list[str]:
    """What is written in a picture, word by word."""
    return re.findall(r"\S+", " ".join(text.text or "" for text in ET.fromstring(picture).iter(TEXT)))
