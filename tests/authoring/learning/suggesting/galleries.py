"""A small knowledge that wordings are proposed for, and a log of what it was asked."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

from faqbot.bot import Bot

GALLERY: Final = """\
title: The gallery   # a comment that stays
synonyms:
  - [ticket, pass]
faq:
  - id: hours
    question: When does the gallery open?
    answer: The gallery opens at ten in the morning, on Fridays at noon.
  # a note
  - id: ticket
    question: How much is a ticket?
    alternates: [what does it cost to get in]
    answer: A ticket is nine euros; students pay five.
  - id: dogs
    question: May I bring my dog?
    answer: Dogs wait outside, where there is water and shade. Guide dogs may come in.
"""
CASES: Final = """\
knowledge: gallery.yaml
cases:
  - ask: how much do students pay
    cite: ticket
  - ask: when do you close
    unknown: true
"""


def gallery(folder: Path, text: str = GALLERY) -> Bot:
    """A bot over the gallery, which is written into a folder."""
    (folder / "gallery.yaml").write_text(text, encoding="utf-8")
    return Bot.load(folder / "gallery.yaml")


def log(*questions: tuple[str, dict[str, Any]]) -> str:
    """A log of questions, each with what is told of it beside what all have; picks are lines of their own."""
    lines: list[dict[str, Any]] = []
    for at, (question, told) in enumerate(questions):
        picked = told.get("picked")
        asked = {"verdict": "unsure", "cause": "weak match", "confidence": 0.3, "ref": None, "offered": [], **told}
        asked.pop("picked", None)
        time = "2026-11-28T12:34:56Z"
        lines.append({"time": time, "id": str(at), "question": question, "knowledge": "k", **asked})
        lines += [{"time": time, "of": str(at), "picked": picked}] if picked else []
    return "".join(json.dumps(line) + "\n" for line in lines)
