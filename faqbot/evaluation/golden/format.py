"""The keys of golden files: what each is for and what it takes. Messages, schema and the order in files follow.

A case says by one of `VERDICTS` what is to become of its question; what else it holds narrows that.
"""

from __future__ import annotations

from typing import Final

from faqbot.answering.answers import Cause
from faqbot.base.messages import either
from faqbot.evaluation.perturbing.kinds import KINDS, MARKS
from faqbot.knowledge.yaml.format import SHARE
from faqbot.knowledge.yaml.shapes import TEXT, Key, Several, Shape, Value

TEXTS: Final = Several(TEXT, least=1, alone=True)
TRUE: Final = Value("true", "delete the key and write what to cite", words=(True,))
# A verdict's key -> the causes that such a verdict can have: nobody picks a place in a golden file.
_SILENT: Final = (Cause.AMBIGUOUS, Cause.DISAGREEING, Cause.ELSEWHERE, Cause.WEAK)
CAUSES: Final = {
    "cite": (Cause.CLEAR,),
    "unsure": _SILENT,
    "unknown": (*_SILENT, Cause.NOT_STATED, Cause.NO_MATCH, Cause.TALK),
}
VERDICTS: Final = tuple(CAUSES)
CAUSE: Final = Value(
    either([*CAUSES["cite"], *CAUSES["unknown"]]), words=tuple(map(str, (*CAUSES["cite"], *CAUSES["unknown"])))
)
BOUND: Final = Value(
    'a bound like ">= 0.7"',
    'write one like ">= 0.7" or "< 0.5", in quotes',
    "is no bound",
    pattern=f"(>=|<=|>|<)[ ]*({SHARE.pattern})",
)
# What a case may count beside others. Three digits behind the point: less is nothing.
WEIGHT: Final = Value(
    "a number from 0.001 to 1000",
    "write a number from 0.001 to 1000, like 2",
    pattern=r"0*(?:1000(?:\.0*)?|[1-9][0-9]{0,2}(?:\.[0-9]*)?|0?\.0{0,2}[1-9][0-9]*)",
    least=0.001,
    most=1000,
)
PERTURBED: Final = Several(
    Value(either(KINDS), words=KINDS, wrong="is no kind of change"), least=1, apart=True, alone=True
)
MARKED: Final = Several(
    Value("what a question is changed by, as typos-2", words=MARKS, wrong="is no change of a question"),
    least=1,
    apart=True,
    alone=True,
)

_ARTICLE: Final = Key(
    "article",
    TEXTS,
    "The article that is asked, or a list of them: its id, its title or the beginning of either. All where it is left "
    "out.",
    ("library",),
)
_CITE: Final = Key(
    "cite",
    TEXTS,
    "The section or FAQ entry that must answer: its id, how that begins, or article#id; of a list any one.",
    ("opening-hours", ["opening-hours", "visitors#faq-hours"]),
)
# Of an answer alone.
_SAID: Final = (
    Key("says", TEXTS, "Words that the answer or its quote must hold; of a list all.", ("closes at noon",)),
    Key("says_not", TEXTS, "Words that neither the answer nor its quote may hold; of a list none.", ("Sunday",)),
    Key("any_of", TEXTS, "Words of which the answer or its quote must hold at least one.", (["noon", "12 o'clock"],)),
    Key("all_of", TEXTS, "Words of which the answer or its quote must hold each, as `says`.", (["noon", "Saturday"],)),
    Key("matches", TEXTS, "A regular expression that the answer or its quote must match; of a list all.", (r"\d+ am",)),
    Key("equals", TEXT, "The whole text of the answer; white space and kinds of quotes make no difference."),
)
ABOUT: Final = tuple(key.name for key in _SAID)
_HOW: Final = (
    Key("cause", CAUSE, "Why the bot must decide as it does, as `faqbot ask --json` tells it.", ("not stated",)),
    Key("confidence", BOUND, "How sure the bot must or may be: a bound on its confidence, from 0 to 1.", (">= 0.7",)),
    Key(
        "unsure",
        Several(TEXT, least=1, alone=True, words=(True,)),
        "The bot must not answer, but offer what may be meant: true, or the sections and FAQ entries that must be "
        "among what it offers.",
        (True, ["opening-hours", "holidays"]),
    ),
    Key("unknown", TRUE, "The articles don't say, so the bot must not answer."),
)
TURN: Final = Shape(
    "a turn",
    (Key("ask", TEXT, "The question.", ("And on Sunday?",), required=True), _CITE, *_SAID, *_HOW),
)
CASE: Final = Shape(
    "a case",
    (
        Key("ask", TEXT, "The question.", ("When do you close on Saturday?",)),
        Key(
            "turns",
            Several(TURN, least=1),
            "A conversation in place of one question: what is asked in one chat, one after the other, each with what "
            "is right.",
        ),
        _CITE,
        _ARTICLE,
        *_SAID,
        *_HOW,
        Key("weight", WEIGHT, "How much the case counts beside others, which count 1.", (2,)),
        Key("group", TEXT, "The group that it belongs to: `groups` has its floor.", ("safety",)),
        Key(
            "perturb_xfail",
            MARKED,
            "What the question is changed by where the bot is known to miss it. The day it passes, pytest says so.",
            (["typos-2", "turned-not"],),
        ),
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
        Key(
            "perturb",
            PERTURBED,
            "What each question is changed by, a few times a kind, and asked again: it must stay right; turned into "
            "another question it must not get the old answer.",
            (["typos", "case", "politeness"],),
        ),
        Key(
            "groups",
            Several(SHARE, least=1, named=True),
            "The floor of each group: the share of its cases, by their weights, that must pass, from 0 to 1. A case "
            "of such a group fails the run only where its group falls below.",
            ({"safety": 1.0, "general": 0.9},),
        ),
    ),
)
