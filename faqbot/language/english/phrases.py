"""The parts of what English speakers say to a bot: how a line may begin and end, and what can fill a slot in it."""

from __future__ import annotations

from typing import Final

SLOTS: Final = {
    "before": """
    <hello>
    <ok>
    <thanks>
    <fine>
    and|but|so|then|well|now|um|uh|hm|hmm|oh|ah|please|sorry|yes|no|wait|just
    excuse me
    tell|say|show me?
    <could> tell|say|show|explain|remind to? me?
    can|may i ask
    i want|need|like to know
    i would like to know
    do you know
    i think
    """,
    "after": """
    please|then|again|now|exactly|actually|anyway|really|too|there|bot|faqbot|mate|friend|man|sir|everyone|all|here
    right now
    at all
    by the way
    though
    and? <thanks>
    """,
    "could": """
    can|could|would|will? you? please?
    """,
    "short": """
    short|brief|quick?
    """,
    "kind": """
    kind|kinds|sort|sorts|type|types? of?
    """,
    "can": """
    can|could|may|might
    """,
    "forme": """
    for|to? me?
    """,
    "give": """
    <could> give|show|write|make me?
    """,
    # the text that the bot answers from, and nothing that an article may be about
    "text": """
    this <doc>
    these articles|texts|documents|pages
    the article|articles|faq|information|info
    your article|articles|text|texts|document|documents
    the article|text|document|information you use
    the article|text|document|information you have
    """,
    "doc": """
    article|text|page|document|faq|faqs|info|information
    knowledge base
    """,
    # what it may call itself, and what an article may be about as well
    "work": """
    this guide|handbook|manual|report|paper|story|piece|site|website|post|leaflet|brochure|list|file|content|data
    the guide|handbook|manual|report|paper|story|piece|site|website|post|leaflet|brochure|list|text|document|page
    """,
    "knowledge": """
    information|info|knowledge|data|answers|facts|articles|content
    knowledge base
    """,
    "published": """
    published|written|updated|posted|released|created|made|revised|edited|changed|modified
    """,
    "recent": """
    current|recent|outdated|new|old
    up to date
    out of date
    """,
    "wrote": """
    wrote|published|authored|compiled|edited|created|made|maintains|writes|provided|provides
    """,
    "author": """
    the|its author|authors|writer|writers|editor|editors|publisher
    """,
    "areyou": """
    are you just|only|really|actually|even? a|an?
    you are just|only|really|actually? a|an?
    """,
    "machine": """
    a|an? bot|robot|chatbot|machine|computer|program|ai|llm|chatgpt|gpt
    an? artificial intelligence
    a? language model
    an? automated|automatic system|program
    """,
    "person": """
    a|an? real|actual|human? human|person|being|man|woman|someone
    real|alive|somebody
    """,
    "ofthat": """
    of|about? that|this|it?
    """,
    "right": """
    right|true|correct|so|certain|sure|accurate|reliable|trustworthy
    the case
    a fact
    """,
    "wrong": """
    wrong|false|incorrect|untrue|mistaken|nonsense|rubbish|lying
    a lie
    """,
    "thanks": """
    thanks|thank|thx|thanx|tnx|ty|cheers a? lot|bunch|million?
    thanks|thx so|very much
    thank you a|so|very? lot|much? indeed?
    many|much|great thanks
    thanks a? lot|bunch|million? for <what>
    thanks|thx so|very much for <what>
    thank you so|very? much? for <what>
    i appreciate it|that
    """,
    "what": """
    that|this|it|everything|asking|answering|helping|nothing
    the|your|all? the|your? help|answer|answers|info|information|time|reply
    """,
    "hello": """
    hi|hello|hey|hiya|howdy|greetings|hallo|helo|heya|yo there|all|again?
    good morning|afternoon|evening|day
    """,
    "ok": """
    ok|okay|k|alright|understood
    all right
    i see|understand
    got it
    """,
    "fine": """
    very? fine|great|good|cool|nice|perfect|excellent|awesome|wonderful|super|interesting|wow
    """,
    "seeyou": """
    see you later|soon|around|tomorrow?
    see ya
    """,
}

# Words written short or with no apostrophe, and the words that they are.
SHORT: Final = {
    "whats": "what is", "wats": "what is", "wat": "what", "whos": "who is", "wheres": "where is", "hows": "how is",
    "thats": "that is", "im": "i am", "youre": "you are", "ur": "your", "u": "you", "r": "are",
    "pls": "please", "plz": "please", "cant": "can not", "can't": "can not", "cannot": "can not", "isnt": "is not",
    "doesnt": "does not", "gimme": "give me", "where'd": "where did", "thankyou": "thank you",
    "thnx": "thanks", "thks": "thanks",
}  # fmt: skip
ENDINGS: Final = {"'s": "is", "'re": "are", "'m": "am", "'ve": "have", "n't": "not"}
