"""What a question of a conversation may mean, read as a question to the articles is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from faqbot.answering.talk import remarks
from faqbot.base.hygiene import as_read, clean
from faqbot.chat.followup.readings import Reading
from faqbot.chat.followup.readings import readings as _readings
from faqbot.search.asking.asks import asks

if TYPE_CHECKING:
    from faqbot.search.asking.aims import Aims
    from faqbot.search.match import Matcher


def readings(question: str, before: str, matcher: Matcher, aims: Aims | None) -> tuple[Reading, ...]:
    """What `question` may mean in full after the question `before`, as of `Bot.readings`.

    Args:
        question: what is asked.
        before: what was asked before it.
        matcher: what the knowledge is searched by.
        aims: which articles a question is put to; None where there is one.

    Raises:
        TypeError: one of the two is no string.
    """
    question, before = clean(as_read(question)), clean(as_read(before))
    remark = remarks.read(question, matcher.index.language)
    if remark and not remark.loose:
        return ()
    before = asks(before, matcher.index.language)[-1].text  # of several questions the last is on one's mind
    moved = aims.moved(question, before) if aims else ""  # "and in Norway?"
    own = (Reading(moved, frozenset(), marked=True, firm=True, aimed=True),) if moved else ()
    return own or _readings(question, before, matcher.index.language, matcher)
