"""A draft becomes a file that reads as a hand would write it and holds what the draft says, whatever that is."""

from __future__ import annotations

from dataclasses import replace

import pytest
from drafts import article, drafts, shop
from hypothesis import given

from faqbot.authoring.draft import Draft, DraftEntry, DraftSection
from faqbot.authoring.writing import layout, tidy, yaml


@given(drafts)
def test_any_draft_is_read_back_as_it_was(draft: Draft) -> None:
    """What the file of a draft holds are the values of the draft, one by one."""
    tidied = tidy.tidy(draft)
    values = layout.article(tidied)
    if "sections" not in values and "faq" not in values:
        return
    assert layout.held(article(yaml.article(values))) == values
    assert tidy.tidy(tidied) == tidied


def test_a_file_looks_as_a_hand_would_write_it() -> None:
    """Keys stand in one order, texts are blocks, parts are parted by empty lines, and quotes are the exception."""
    draft = shop(note="Sources pending", published="2026-03-01", language="de", url="https://shop.example/faq")
    sections = (
        *draft.sections,
        DraftSection("Update: 5% off", "    lamp --off\n\nThat is all.", 30, level=2, alternates=("Any news?",)),
    )
    entry = DraftEntry(
        "Any tips?", "See `x: y` # or not", 40, alternates=("a", "b: c"), group="Rest", url="https://x.example"
    )
    tidied = tidy.tidy(replace(draft, sections=sections, faq=(draft.faq[0], entry)))
    assert yaml.article(layout.article(tidied)) == (
        """\
title: Corner shop
format: markdown
note: Sources pending
source: docs/shop.md
url: https://shop.example/faq
published: 2026-03-01
language: de

sections:
  - id: delivery
    heading: Delivery
    text: |
      We deliver on **weekdays**.

      - by bike
      - by van

  - id: returns
    heading: Returns
    text: |
      Bring it back within 30 days.

  - id: update-5-off
    heading: "Update: 5% off"
    level: 2
    alternates:
      - Any news?
    text: |2
          lamp --off

      That is all.

faq:
  - id: sunday
    question: Do you deliver on Sunday?
    answer: |
      No: on weekdays only.
    section: delivery

  - id: any-tips
    question: Any tips?
    alternates:
      - a
      - "b: c"
    answer: |
      See `x: y` # or not
    group: Rest
    url: https://x.example
"""
    )


def test_what_no_file_can_hold_is_told() -> None:
    """Characters that nobody sees are left out and listed, each with its line."""
    draft = Draft("a", "A\ufefftitle", faq=(DraftEntry("What\x07?", "It \ud800rings\x07.", 7),))
    tidied = tidy.tidy(draft)
    assert (tidied.title, tidied.faq[0].question, tidied.faq[0].answer) == ("Atitle", "What?", "It rings.")
    assert [(left.line, left.text) for left in tidied.unplaced] == [(None, "U+FEFF"), (7, "U+0007 × 2, U+D800")]


def test_parts_that_say_nothing_are_told() -> None:
    """A heading with nothing below it, a question without an answer: none becomes a part, and none is lost."""
    draft = Draft(
        "a",
        "A",
        sections=(
            DraftSection("Above", "", 1),
            DraftSection("Below", "Text.", 2, level=2),
            DraftSection("Empty", " \n", 3, level=2),
        ),
        faq=(DraftEntry("Why?", "", 4), DraftEntry("", "Because.", 5)),
        url="ftp://x",
        published="soon",
    )
    tidied = tidy.tidy(draft)
    assert [section.heading for section in tidied.sections] == ["Above", "Below"] and tidied.faq == ()
    assert [(left.line, left.text) for left in tidied.unplaced] == [
        (3, "Empty"),
        (4, "Why?"),
        (5, "Because."),
        (None, "soon"),
        (None, "ftp://x"),
    ]


@pytest.mark.parametrize("taken", ["same", "same?"])
def test_ids_are_told_apart(taken: str) -> None:
    """Two parts never get one id, and what can't be an id is made anew."""
    entries = (DraftEntry("Same?", "a", 1), DraftEntry("Same?", "b", 2, id=taken), DraftEntry("Same?", "c", 3))
    tidied = tidy.tidy(Draft("a", "A", faq=entries))
    assert len({entry.id for entry in tidied.faq}) == 3
