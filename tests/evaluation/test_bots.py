"""Bots that are loaded once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from samples import LIBRARY

from faqbot.evaluation.golden.bots import Bots

if TYPE_CHECKING:
    from pathlib import Path


def test_a_knowledge_is_loaded_once(tmp_path: Path) -> None:
    """However its paths are written there is one bot over a knowledge, also where it is the default one."""
    for name in ("library.yaml", "other.yaml"):
        (tmp_path / name).write_text(LIBRARY, encoding="utf-8")
    path, other = str(tmp_path / "library.yaml"), str(tmp_path / "other.yaml")
    (tmp_path / "link.yaml").symlink_to(path)
    bots = Bots(default=lambda: [path])
    first = bots.load()
    again = (path, f"{tmp_path}/./library.yaml", str(tmp_path / "link.yaml"))
    assert all(bots.load(named) is first for named in again)
    assert bots.load(other) is not first and bots.load(other) is bots.load(other)
    assert bots.load(path, other) is not bots.load(path)


def test_the_default_is_asked_for_where_it_is_needed(tmp_path: Path) -> None:
    """Who names a knowledge needs no default, whatever is wrong with that."""

    def broken() -> list[str]:
        raise AssertionError("not needed")

    path = tmp_path / "library.yaml"
    path.write_text(LIBRARY, encoding="utf-8")
    assert Bots(broken).load(str(path)).knowledge.articles[0].id == "library"
