"""How English documents are put together: what heads a list of questions, what stands before a question or an answer,
and what is said at the end of a document of the document itself.

Patterns: of what stands anywhere in a short heading, and of a whole note, in any case.
"""

from __future__ import annotations

from typing import Final

from faqbot.language.grammar import Documents

DOCUMENTS: Final = Documents(
    question=("question", "ques", "quest", "que"),
    answer=("answer", "ans", "reply"),
    lists=(
        r"(?:(?:some|more|other|our|the|top|\d+) )*(?:frequently|commonly|often|most) ask(?:ed)? (?:questions?|q)",
        r"(?:(?:some|more|other|general|the|top|\d+) )*(?:common|general|popular|frequent|typical) questions",
        r"questions? (?:and|&|/) answers?",
        r"your questions(?:,? answered)",
        r"^\W*questions\W*$",
    ),
    contents=(
        r"(?:table of )?contents",
        r"toc",
        r"(?:quick )?index",
        r"(?:on|in) this page",
        r"quick links",
        r"jump to",
    ),
    notes=(
        r"sources?:? (?:are |is )?(?:still )?(?:pending|missing|needed|required|to follow|to come|to be added|tbd|tba)",
        r"(?:citations?|references?|sources?) (?:needed|required|pending)",
        r"(?:this (?:page|article) was )?(?:last|recently) (?:updated?|modified|revised|reviewed|edited|changed)\b.*",
        r"(?:updated|modified|revised|reviewed|date|version|revision):? (?:on )?[\w.,/ -]*\d[\w.,/: -]*",
        r"(?:this (?:page|article|faq) is )?(?:a |still a )?(?:work in progress|draft|under construction)",
        r"(?:more )?to (?:be continued|follow)",
        r"(?:\w+ ){0,3}(?:is |are )?(?:still )?under (?:review|revision)",
    ),
)
