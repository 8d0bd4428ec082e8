"""The keys of golden files: what each is for and what it takes. Messages, schema and the order in files follow."""

from __future__ import annotations

from typing import Final

from faqbot.knowledge.yaml.shapes import TEXT, Key, Several, Shape, Value

TEXTS: Final = Several(TEXT, least=1, alone=True)
TRUE: Final = Value("true", "delete the key and write what to cite", words=(True,))

CASE: Final = Shape(
    "a case",
    (
        Key("ask", TEXT, "The question.", ("When do you close on Saturday?",), required=True),
        Key(
            "cite",
            TEXTS,
            "The section or FAQ entry that must answer: its id, how that begins, or article#id; of a list any one.",
            ("opening-hours", ["opening-hours", "visitors#faq-hours"]),
        ),
        Key(
            "article",
            TEXTS,
            "The article that is asked, or a list of them: its id, its title or the beginning of either. All where it "
            "is left out.",
            ("library",),
        ),
        Key("says", TEXTS, "Words that the answer or its quote must hold; of a list all.", ("closes at noon",)),
        Key("unknown", TRUE, "The articles don't say, so the bot must not answer."),
        Key("xfail", TEXT, "Why the bot is known to miss this case. The day it passes, pytest says so."),
    ),
)
FILE: Final = Shape(
    "a golden file",
    (
        Key("cases", Several(CASE, least=1), "The questions with what they must get.", required=True),
        Key(
            "knowledge",
            TEXTS,
            "The articles that are asked: a file or folder, relative to this file, or a list of them. The default "
            "knowledge where it is left out.",
            ("../knowledge",),
        ),
    ),
)
