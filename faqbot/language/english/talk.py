"""What English speakers say to a bot that is no question to its articles: patterns of whole lines.

How they are written is told by `Talk`. A line that holds any other word is none of these: "what are the sources of
funding" and "thanks, and when do you open" are questions.
"""

from __future__ import annotations

from typing import Final

from faqbot.language.english.phrases import ENDINGS, SHORT, SLOTS
from faqbot.language.grammar import Talk, Topic

# What can mean nothing else than the bot, the text that it answers from, or what was said.
_PLAIN: Final = {
    Topic.ABOUT: """
    what is|are <text> all? about
    what is this|it|that all? about
    what <text> is about
    what this|it is about
    what is all? this|that thing?
    what is <text>
    what do|does <text> cover|contain|describe|say|tell|discuss|include|mention
    what do|does <text> tell|talk|speak me? about
    what is|are in <text>
    what is|are covered|described|said in <text>
    what article|articles|text|document|documents is|are this|that|it|these|they
    what|which article|articles|documents|texts do you use|know|have|read
    <could> summarise|summarize <text> <forme>
    <could> summarise|summarize this|it <forme>
    <give> a|an|the? <short> summary|overview of <text>
    what is the title|topic|subject|name of <text>
    what|which topics|subjects|topic|subject are|is covered here?
    what|which topics|subjects can|do you know|cover|answer about?
    what|which topics|subjects can|could i|we ask you? about
    """,
    Topic.DATE: """
    when was|were <text> last|first? <published>
    when was this last|first? published|written|updated|posted
    when this|<text> was|were last|first? published|written|updated|posted
    when is|are <text> from
    from when is|are <text>
    is this up to date information|info
    what|which date|year is|are <text> from
    how old|recent|current|new|fresh is|are <text>
    how up to date is|are <text>
    how up to date is this|it
    how up to date are you
    how old|recent|current is your <knowledge>
    is|are <text> still? <recent>
    are you up to date
    what is the date|age of <text>
    what is the publication date of <text>
    is|are <text> still correct|right|true|valid|accurate|reliable
    is|are <text> from today|yesterday
    when was the last|latest|most? recent? update
    when did <text> come|came out
    when did this come out
    when did you last? update
    """,
    Topic.SOURCES: """
    what are your sources
    what is the source of|for <text>
    cite|name|show|give me? your sources
    what are the sources of|for|behind|in <text>
    where does|did <text> come from
    where is|are <text> from
    where do|did you get|have|take|find your <knowledge> from?
    where do|did you get|have|take|find <text> from?
    where does|did your <knowledge> come from
    what is your <knowledge> based on
    what is <text> based on
    does|do <text> cite|name|list|have|give sources|references
    is|are <text> <right>
    how reliable|accurate|trustworthy is|are <text>
    """,
    Topic.AUTHOR: """
    who <wrote> <text>
    who wrote|published|authored this
    who is|are <author> of <text>
    who is behind <text>
    who is behind this
    who is responsible for <text>
    """,
    Topic.HELP: """
    help
    help please
    what can|could|may|should|do|might i|we ask
    what can|could|may|should|might i|we ask you about?
    what can|could|may|should|might i|we ask here|about
    what else can|could i|we ask you? about?
    what can|could you do
    what can|could you do for|with me
    what can|could you answer|tell
    what can|could you tell|help me with|about?
    what can|could you help with
    what else can|could you do|answer
    what else can|could you tell me? about?
    what are you able to do|answer
    what are you for
    what are you good for|at
    what|which <kind> questions|question can|could|may|should i|we ask you? here?
    what|which <kind> questions|question can|could|do you answer|understand
    what you can|could do|answer|tell|know
    what i can|could|should|may ask|say you?
    what <knowledge> do|can you have|give|offer
    what can you tell me about this
    what is this bot|chat|chatbot|program|tool for
    what else can|could i|we say|ask
    what can|could|should i|we say
    what do i|we do here
    how can|could|do you help me
    how can|could|should i|we use|ask you
    i do not know what to ask|say|do
    can you do anything|something else
    can|could|may i|we ask you? a|another|something|anything|one? else? question?
    what is your purpose|job|task|role
    how do you work
    how do i use|ask you
    how do i talk to you
    how do i use this? bot|chat|chatbot|program|tool
    how does this bot|chat|chatbot|program|tool work
    give|show me? some|an? example|examples
    give|show me? some|an? example questions|question
    example questions
    what do you know
    what do you know about
    """,
    Topic.BOT: """
    who|what are you
    who|what am i talking|speaking|chatting|writing to|with
    <areyou> <machine>
    <areyou> <person>
    are you <machine> or <person>
    are you <person> or <machine>
    is this <machine>
    is this <person>
    am i talking|speaking|chatting|writing to|with <machine>
    am i talking|speaking|chatting|writing to|with <person>
    what kind|sort of <machine> are you
    what is|are you|your name
    what are you called
    who|what you are
    do you have a name
    is? anyone|anybody|somebody|someone there
    who made|built|created|wrote|programmed|trained you
    do you use ai|chatgpt|gpt
    do you use a|an llm|model|language? model?
    tell me about yourself
    introduce yourself
    """,
    Topic.SURE: """
    are you really|quite|absolutely|completely|so|very? sure|certain|positive|confident <ofthat>
    are you really|quite|absolutely|completely? right|serious|correct <ofthat>
    are you 100 sure|certain <ofthat>
    you are? really? sure|certain <ofthat>
    i do not believe|trust you|that|this|it
    that|this|it <can> not be <right>
    are you sure it|that|this is <right>
    how sure|certain|confident are you <ofthat>
    is that|this|it really|actually|even? <right>
    is that|this|the|your answer really|actually? <right>
    that|this|it does not sound|seem|look <right>
    that|this|it is <right>
    that|this|it is not <right>
    that|this|it is|seems|sounds|looks <wrong>
    is that|this|it <wrong>
    you are <wrong>
    can i trust you|that|this|it
    can i rely on you|that|this|it
    how can|could i be sure|certain <ofthat>
    how reliable|accurate|trustworthy is|are that|this|it|you
    are you telling me? the truth
    really
    wrong
    is that your final? answer
    that is not what i asked|meant|wanted
    that does not answer my question
    """,
    Topic.EVIDENCE: """
    how do|can|would|come you know that|this|it|so?
    why do you say|think|believe that|this|so
    what makes you say|think|believe that|this|so
    show|give|tell me? the|your source|evidence|proof
    what|which article|document|text|page|source says that|this|so
    is there a|any source|sources|reference|references|evidence|proof for this|that|it
    how do|can you be so? sure|certain <ofthat>
    where do|did you get|have that|this|it from?
    where do you know that|this|it from
    where does|did it|that say that|this|so
    where does <text> say that|this|so
    where did you find|read|see that|this|it
    where is that|this written|stated|said
    where is that|this in <text>
    what is your source|evidence|proof
    what is your source|evidence|proof for|of that|this|it
    what is that|this based on
    based on what
    on what basis
    can you prove that|this|it
    prove that|it
    """,
    Topic.REPEAT: """
    <could> repeat that|this|it again?
    <could> repeat what you just? said
    <could> repeat the|your|that last? answer
    <could> repeat
    <could> say that|this|it again
    <could> say that|this|it once|one more time?
    <could> say again
    come again
    again
    once more
    one more time
    what did you just? say
    what was that again
    what was your|the last|previous? answer
    pardon me?
    i beg your pardon
    """,
    Topic.ASKED: """
    what was my last|previous? question
    what was the last question
    what was the question again?
    what|which question did i just|last? ask
    what i just|last? asked
    what did i just|last? ask you?
    what have i just? asked you?
    what did i ask you? before|first
    """,
    Topic.BYE: """
    bye|goodbye bye|now?
    bye|goodbye for now
    talk|speak to you later|soon|tomorrow
    catch you later
    good bye
    <seeyou>
    have a nice|good|great|lovely day|one|evening|weekend|time too?
    good night
    farewell
    """,
    Topic.THANKS: """
    <thanks>
    that helps|helped me? a? lot?
    that was|is very|really? helpful|useful
    you are welcome|helpful|great|good|nice|kind|awesome
    good|nice|great bot|job|work|one|answer
    well done
    much appreciated
    """,
    Topic.HELLO: """
    <hello>
    how are you doing|feeling? today?
    how do you do
    how is it going
    what is up
    nice|good|pleased to meet you
    """,
    Topic.ASSENT: """
    <ok>
    that is all|it
    that is all|it i wanted|needed to know
    never mind
    sounds good
    no more questions
    i am done|good|fine
    nevermind
    no problem|worries
    makes sense
    fair enough
    that makes sense
    good to know
    lol|haha
    """,
}

# What an article may be asked by the same words: "the author" may be one whom it speaks of, "fine" what is to be paid.
_LOOSE: Final = {
    Topic.ABOUT: """
    <give>? <short> summary|overview
    <give> a|an|the <short> summary|overview|gist
    what is the point|purpose|aim of <work>
    what is the point|purpose|aim of <text>
    what is the point|purpose of this
    summarise|summarize
    tldr
    contents
    table of contents
    what is the title|topic|subject
    what is|are <work> about
    about this <work>
    about <text>
    """,
    Topic.DATE: """
    when was|were it|they last|first? published|written|updated|posted|revised|edited
    when was|were <work> last|first? <published>
    how recent is this
    is this recent|new
    how old|recent is <work>
    is|are this|it|that|<work> still? up to date|current|outdated
    publication date
    date of publication
    last updated
    """,
    Topic.SOURCES: """
    sources|source|references|reference
    sources and references
    what are|is the sources|source|references
    what sources|references are|were used
    what are|is its sources|source|references
    where does this|<work> come from
    where is this|<work> from
    does|do this|it|<work> cite|name|list|have|give sources|references
    """,
    Topic.AUTHOR: """
    who wrote|published|authored|edited|compiled it|that
    who edited|compiled this
    who <wrote> <work>
    who is|are <author>
    who is|are <author> of this|it|that|<work>
    author|authors
    """,
    Topic.HELP: """
    i need|want some? help
    any ideas|suggestions
    <could> help me?
    help me
    how does this work
    how do i use this
    what do you do
    what do you do here
    commands|menu|options
    """,
    Topic.EVIDENCE: """
    says who
    who says so|that|this
    """,
    Topic.BOT: """
    who are we
    about us|you
    """,
    Topic.ASSENT: """
    <fine>
    that is|was <fine>
    yes|yeah|yep|yup|no|nope|sure|right
    """,
}

TALK: Final = Talk(plain=_PLAIN, loose=_LOOSE, slots=SLOTS, short=SHORT, endings=ENDINGS)
