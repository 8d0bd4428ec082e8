"""A small knowledge with a golden file, to be taught."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from faqbot.bot import Bot

if TYPE_CHECKING:
    from pathlib import Path

SHOP: Final = """\
# The shop's own page.
title: Corner shop
sections:
  - id: delivery
    heading: Delivery
    text: |
      We deliver on weekdays, by bike and by van.
  - heading: Everything else
    id: rest
    text: Ask at the counter.
faq:
  - id: returns
    question: How do I return something? # asked often
    alternates:
      - May I bring it back?
    answer: |
      Bring it back within 30 days.

  - id: cards
    question: Do you take credit cards?
    alternates: ["Can I pay by card?"]
    answer: Yes, all of them.
  - id: parking
    question: Where can I park?
    answer: Behind the shop.
"""
GOLDEN: Final = """\
# What must hold.
knowledge: shop.yaml
cases:
  - ask: is it possible to pay with a card
    cite: cards # all of them
  - ask: who owns the moon
    unknown: true
"""


def shop(folder: Path, golden: str = GOLDEN) -> Bot:
    """A bot over the shop's article, which lies in a folder with its golden file, unless that is ""."""
    (folder / "shop.yaml").write_text(SHOP, encoding="utf-8")
    if golden:
        (folder / "shop.golden.yaml").write_text(golden, encoding="utf-8")
    return Bot.load(folder / "shop.yaml")


def held(folder: Path) -> dict[str, str]:
    """The files of a folder: name -> text."""
    return {path.name: path.read_text(encoding="utf-8") for path in sorted(folder.iterdir()) if path.is_file()}
