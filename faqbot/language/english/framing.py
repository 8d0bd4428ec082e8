"""What English questions stand in: how a clause begins to ask, and phrases around it that say nothing of its subject.

A phrase has a slot for each word, with "|" between the words that may stand there; fillers may stand between them.
"""

from __future__ import annotations

from typing import Final

from faqbot.language.english.questions import MEASURES
from faqbot.language.grammar import Aiming, Framing

_KNOWN: Final = "article|document|text|page|pages|faq|passage|website|site|handbook|manual|guide|report|policy"
_WHICH: Final = f"the|this|your|that {_KNOWN}"

# An indirect question follows: "could you tell me when it opens".
_ASKING: Final = f"""
can|could|would|will|might|may you|anyone|anybody|someone|somebody tell|show|remind|inform|advise me|us
can|could|would|will|might|may you|anyone|anybody|someone|somebody explain|clarify|say|confirm
do|would you mind telling|showing|reminding|advising me|us
do|would you mind explaining|clarifying|saying|confirming
i|we am|was|are|were|'m hoping you can|could|would|might tell|show|advise me|us
i'm|im|we're hoping you can|could|would|might tell|show|advise me|us
i|we hope|hoped you can|could|would|might tell|show|advise me|us
can|could|would|will you let me|us know
can|could|would|will you explain|clarify to me|us
can|could|would|will you help me|us understand
tell|remind|inform me|us
let me|us know
explain to me|us
do|does|did|would you|u|anyone|anybody|someone|somebody know
do|does|did|would you|u|anyone|anybody|someone|somebody happen to know
do|would you|u have any|an idea|clue
any idea|clue|ideas
anyone|anybody know
i would like|love to know|ask|hear|understand
i'd|id|we'd like|love to know|ask|hear|understand
i|we want|wanted|need|wish to know|ask
i|we am|was|were|are|'m wondering|curious|asking
i'm|im|we're wondering|curious|asking
i've|i|we've|we have|had been wondering|asking
i've|we've been wondering|asking
i wonder|wondered
may|can|could|might i|we ask
may|can|could|might i|we ask you
what does|do|did {_WHICH} say|tell|mention|state
does|do|did {_WHICH} say|tell|mention|state|explain
"""

# What neither asks nor tells, in front.
_GREETING: Final = f"""
hi|hello|hey|hiya|greetings|dear
hi|hello|hey|hiya|greetings|dear there|all|everyone|everybody|team|folks|guys|sir|madam|support
good morning|afternoon|evening|day
quick|short|simple|small|silly|dumb|stupid|another|last|next|final question
question
i|we have a|one|another|some question|questions
i|we have a|one|another quick|short|simple|small|silly|dumb|stupid question
i've|we've got a|one|another question
i|we had a question
my|our question is
one more question
sorry|apologies|pardon|please|ok|okay|well|um|uh|hmm|right|oh|btw|thanks|thx
excuse me
sorry to bother|trouble|disturb you
sorry for bothering|disturbing you
by the way
thank you
thanks for your|the|any help|time
thank you for your|the|any help|time
i|we hope you can|could help
i|we hope you can|could help me|us
i|we hope you can|could help me|us out|here|with this
hope you can|could help
hope you can|could help me|us
hope you can|could help me|us out|here|with this
can|could anyone|anybody|someone|somebody help
can|could anyone|anybody|someone|somebody help me|us
can|could anyone|anybody|someone|somebody help me|us out|here|with this
according to {_WHICH}
according to this|that|it|you
per|from {_WHICH}
as per {_WHICH}
based on {_WHICH}
going by {_WHICH}
in {_WHICH}
"""

# What neither asks nor tells, behind.
_CLOSING: Final = f"""
thanks|thx|ty|tia|cheers|please|pls|plz|regards
thanks in advance
thanks a lot|bunch|million
thanks very|so much
thanks again
thanks for your|the|any help|time|answer|reply
many|kind|best|warm thanks|regards|wishes
thank you
thank you in advance
thank you very|so much
thank you again
thank you for your|the|any help|time|answer|reply
please help|advise
please help|advise me|us
any help|advice|information|info|hint|answer|reply is|would appreciated
any help|advice|information|info|hint|answer|reply is|would be appreciated
any help|advice|information|info|hint|answer|reply is|would be much|greatly|very appreciated
i|we hope you can|could help
i|we hope you can|could help me|us
i|we hope you can|could help me|us out|here
hope you can|could help
hope you can|could help me|us
hope you can|could help me|us out|here
according to {_WHICH}
as per {_WHICH}
per {_WHICH}
"""


def _phrases(lines: str) -> tuple[tuple[frozenset[str], ...], ...]:
    return tuple(tuple(frozenset(slot.split("|")) for slot in line.split()) for line in lines.strip().splitlines())


# An article is named behind these: "according to the travel guide".
_PLAINLY: Final = """
according to
as per
per
based on
going by
as|like written|said|stated|described in
"""
# Of articles, not of what they are about: "on the billing page" may be a page of anything.
_DOCUMENTS: Final = "article document doc docs documentation text faq faqs handbook manual guide report policy leaflet"

_AIMING: Final = Aiming(
    plain=_phrases(_PLAINLY),
    places=frozenset("in for on at with under using from per regarding".split()),
    telling=(_phrases("what does|do|did\ndoes|do|did"), frozenset("say tell mention state explain".split())),
    documents=frozenset(_DOCUMENTS.split()),
    determiners=frozenset("the this that your our their its a an".split()),
    joints=frozenset("and or".split()),
    numbered=frozenset("version v releas edit".split()),
    inside="in",
)

FRAMING: Final = Framing(
    asking=_phrases(_ASKING),
    greetings=_phrases(_GREETING),
    closings=_phrases(_CLOSING),
    fillers=frozenset("please pls kindly just maybe perhaps possibly quickly also really a bit".split()),
    into=frozenset("whether if about that on regarding".split()),
    joints=frozenset("and but also so plus then".split()),
    subordinators=frozenset("since as because if when while after before although though unless once given".split()),
    words_of_question=frozenset("who whom whose which what when where why how".split()),
    subject_questions=frozenset("who who's whos whose what what's whats which".split()),
    contracted=frozenset("who's whos what's whats when's whens where's wheres why's how's hows".split()),
    relative=frozenset("who who's whos whom whose which when when's whens where where's wheres".split()),
    measures=frozenset("many much long often soon late early".split()) | {*MEASURES},
    auxiliaries=frozenset(
        """
    am is are was were do does did can could will would shall should may might must have has had
    isn't aren't wasn't weren't don't doesn't didn't can't couldn't won't wouldn't shouldn't haven't hasn't hadn't
    isnt arent wasnt werent dont doesnt didnt cant couldnt wont wouldnt shouldnt havent hasnt hadnt
    """.split()
    ),
    inverting=frozenset("do does did can could will would shall should may might must don't doesn't didn't".split()),
    requesting=frozenset("do have had has don't dont".split()),
    tellers=frozenset("i we my our i'm im i've ive we're we've".split()),
    subjects=frozenset("i you we they he she".split()),
    determined=frozenset(
        """
    it there this that these those the a an my your our his her its their any some
    anyone anybody someone somebody everyone everybody people
    """.split()
    ),
    pronouns=frozenset("it it's its they they're them their theirs he him she".split()),
    pointing=frozenset("this that these those one ones".split()),
    aiming=_AIMING,
    clausal=frozenset(
        """
    am is are was were be been do does did can could will would shall should may might must have has had got want need
    isn't aren't wasn't weren't don't doesn't didn't can't couldn't won't wouldn't shouldn't haven't hasn't hadn't
    isnt arent wasnt werent dont doesnt didnt cant couldnt wont wouldnt shouldnt havent hasnt hadnt
    i i'm im i've ive me my mine we we're we've us our ours you your he she it it's they they're this that these those
    there the a an
    """.split()
    ),
)
