"""What English texts show of being unfinished, and in what words they state numbers and days, for those who write them.

Words of any text; nothing here comes from an article or a set of questions.
"""

from __future__ import annotations

import re
from typing import Final

from faqbot.language.english.contrasts import CONTRASTS
from faqbot.language.grammar import Drafting

_WHAT: Final = r"(?:sources?|details?|information|text|content|answer|section|example|link|date|price)s?"
_TO_COME: Final = (
    r"(?:pending|missing|to\s+follow|coming\s+soon"
    r"|to\s+be\s+(?:announced|confirmed|decided|determined|defined|written|added|completed|continued))"
)
_ALONE: Final = (
    rf"(?:{_TO_COME}|work\s+in\s+progress|under\s+construction|placeholder(?:\s+text)?|change\s+me|none\s+yet)"
)
_ASKED: Final = rf"(?:add|insert|put|fill\s+in|write)\s+(?:an?\s+|the\s+|your\s+)?{_WHAT}(?:\s+here)?"
_BRACKETED: Final = rf"(?:{_WHAT}\s+(?:{_TO_COME}|needed|goes?\s+here)|citation\s+needed|{_ASKED}|placeholder)"
# What authors write where something is still missing. In capitals only, where it is a word of its own otherwise; as a
# line or in brackets of its own, where it may be said of something else.
_PLACEHOLDERS: Final = (
    r"\b(?:TODO|TO-DO|FIXME|XXX|TBD|TBC|TBA|TKTK)\b(?!['’])",
    r"\b(?i:lorem\s+ipsum)\b",
    rf"(?i:^\W*(?:{_ALONE}|{_WHAT}\s+(?:is\s+|are\s+)?{_TO_COME})\W*$)",
    rf"(?i:[\[(<{{]\s*{_BRACKETED}\s*[\])>}}])",
)

_DAYS: Final = "monday tuesday wednesday thursday friday saturday sunday".split()
_MONTHS: Final = "january february march april may june july august september october november december".split()

DRAFTING: Final = Drafting(
    placeholders=re.compile("|".join(_PLACEHOLDERS), re.MULTILINE),
    days=tuple(_DAYS),
    months=tuple(_MONTHS),
    shortened={
        **{day[:3]: day for day in _DAYS},
        **{month[:3]: month for month in _MONTHS},
        "tues": "tuesday", "thur": "thursday", "thurs": "thursday", "sept": "september",
    },
    doubtful=frozenset("may march sat sun mar jan dec mon wed".split()),
    spanning=CONTRASTS.spanning | frozenset("everyday week".split()),
    numbers={
        **{word: (float(number),) for word, number in CONTRASTS.numbers.items() if number < 100},
        "dozen": (12.0,), "half": (50.0, 0.5, 2.0), "quarter": (25.0, 0.25, 4.0), "third": (3.0, 33.0),
        "twice": (2.0,), "double": (2.0,), "couple": (2.0,), "pair": (2.0,), "both": (2.0,), "triple": (3.0,),
        "once": (1.0,), "single": (1.0,), "fortnight": (14.0, 2.0), "decade": (10.0,), "century": (100.0,),
        "noon": (12.0,), "midday": (12.0,), "midnight": (12.0, 0.0, 24.0), "annual": (1.0,), "all": (100.0,),
    },
    scales={"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "k": 1e3, "mn": 1e6, "bn": 1e9},
    halves=("am", "pm"),
    units=(
        (60, "second", "minute"), (60, "minute", "hour"), (24, "hour", "day"), (7, "day", "week"),
        (14, "day", "fortnight"),
        (30, "day", "month"), (31, "day", "month"), (365, "day", "year"), (4, "week", "month"), (52, "week", "year"),
        (12, "month", "year"), (10, "year", "decade"), (100, "year", "century"), (3, "month", "quarter"),
    ),
)  # fmt: skip
