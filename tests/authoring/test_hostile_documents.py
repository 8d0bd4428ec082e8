"""Hostile documents end to end: imported, checked, asked and shown, without a crash, an escape sequence or a word lost.

Each holds words of its own, "w1q", "w2q", …: each of these is in the article or in the list of what was not placed.
Its size stands for that of the largest there are: all that is done grows with it only (`work.calls` counts elsewhere).
"""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from typing import Final

import pytest
from word import document, paragraph
from workbooks import sheet, workbook

from faqbot import Bot
from faqbot.authoring import imports
from faqbot.authoring.checking import checks
from faqbot.base.layout import render

_ACTS: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")  # on a terminal
_NEVER: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f]")  # in a file; what hides text checks tell
_WORD: Final = re.compile(r"w\d+q")
_ESCAPE: Final = "\x1b[31mw90q\x1b[0m \x9b2Jw91q \x1b]8;;http://a.example\x07w92q \u202ew93q"


def _many(before: str, behind: str = "", count: int = 400) -> str:
    """Openings that nothing closes, a word in each."""
    return "".join(f"{before}w{at}q {behind}" for at in range(count))


DOCUMENTS: Final[dict[str, str | bytes]] = {
    "items.html": f"<ul>{_many('<li>')}",
    "lists.html": _many("<ul><li>"),
    "tables.html": _many("<table><tr><td>"),
    "terms.html": _many("<dl><dt>What is ", "?<dd>it"),
    "details.html": _many("<details><summary>What is ", "?</summary>it"),
    "inline.html": _many("<b><i><a href=x>"),
    "broken.html": "<p <b>w1q</i></p></div><td>w2q<h2>w3q<h2>w4q</table><p a=<>w5q <!-- never closed",
    "spans.html": f"<table><tr><td colspan=9999 rowspan=9999>w1q{_many('<tr><td>')}</table>",
    "escapes.html": f"<title>T</title><h2>What is w1q?</h2><p>{_ESCAPE} &#27;[31mw2q &#x9b;w3q &#x202e;w4q</p>",
    "entities.html": '<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]><p>w1q &x; w2q</p>',
    "charset.html": b'<meta charset="idna"><p>w1q caf\xe9 w2q</p>',
    "json-ld.html": f'<script type="application/ld+json">{"[" * 5_000}</script><p>w1q</p>',
    "quotes.md": _many("> "),
    "brackets.md": _many("[") + _many("]("),
    "stars.md": _many("*") + _many("**"),
    "nested.md": "\n".join(f"{'  ' * at}- w{at}q" for at in range(150)),
    "fences.md": _many("\n```\n", count=41),
    "tags.md": _many("\n<div>\n\n"),
    "escapes.md": f"# T\n\n## What is w1q?\n\n{_ESCAPE} [w2q](javascript:alert(1)) <script>alert(1)</script>\n",
    "no-yaml.md": "---\nw1q: : [\n---\n# T\n\nw2q w3q.\n",
    "bomb.md": "---\na: &a [w1q, w2q]\nb: [*a, *a]\n---\n# T\n\nw3q w4q.\n",
    "braces.mdx": _many("<A b={"),
    "include.rst": "T\n=\n\nw1q |a|\n\n.. include:: /etc/passwd\n.. raw:: html\n   :file: /etc/passwd\n\n"
    ".. csv-table:: w2q\n   :file: /etc/passwd\n\n.. |a| replace:: w3q\n",
    "escapes.rst": f"T\n=\n\n{_ESCAPE}\n\nw1q\n",
    "heads.txt": "\n\n".join(f"Heading w{at}q\n\nText w{at + 500}q." for at in range(400)),
    "cells.csv": 'question,answer\n"What, is\n""w1q""?","It is,\n\na ""w2q"""\nIs w3q?,w4q,w5q\n,w6q\n',
    "escapes.csv": f"question,answer\nWhat is w1q?,{_ESCAPE}\n",
    "old.csv": "question,answer\nWhat is w1q?,Où w2q\n".encode("cp1252"),
    "twice.json": '[{"question": "Is w1q?", "answer": "w2q", "answer": "w3q"}]',
    "escapes.json": json.dumps([{"question": "What is w1q?", "answer": f"{_ESCAPE} \ud800 w2q"}]),
    "escapes.docx": document(paragraph("What is w1q?", bold=True), paragraph("\x9b31m w2q \u202e w3q")),
    "escapes.xlsx": workbook({"S": sheet([["Question", "Answer"], ["What is w1q?", "\x9b31m w2q \u202e w3q"]])}),
}


@pytest.fixture(autouse=True)
def _no_disk(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The tests need not wait until each file is safe, and import into a folder of their own."""
    monkeypatch.setattr(os, "fsync", lambda _: None)
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_hostile_document_is_an_article(name: str) -> None:
    """Nothing of it is lost, run, read from elsewhere or sent to the terminal, and the article is sound."""
    data = DOCUMENTS[name]
    Path(name).write_bytes(data if isinstance(data, bytes) else data.encode("utf-8"))
    found = imports.bring([name])
    assert not found.faults
    (one,) = found.articles
    text = one.outcome.after
    left = " ".join(unplaced.text for unplaced in one.outcome.draft.unplaced)
    assert "root:" not in text + left  # what /etc/passwd says
    if isinstance(data, str):
        assert set(_WORD.findall(data)) <= set(_WORD.findall(text + left))
    assert _WORD.search(text + left)
    assert not _NEVER.search(text)
    assert not [each for each in checks.check([one.outcome.path]).findings if each.code.startswith("F")]
    _ask(Bot.load(one.outcome.path))


def _ask(bot: Bot) -> None:
    """Ask what an article is asked; what is shown acts on no terminal."""
    (article,) = bot.knowledge.articles
    for question in [*(entry.question for entry in article.faq[:3]), *(part.heading for part in article.sections[:3])]:
        answer = bot.answer(question)
        said = [str(answer)]
        for width in (20, 80):
            said += ["".join(text for _, text in render.fragments(answer.segments(), width=width))]
        assert not _ACTS.search("".join(said))
