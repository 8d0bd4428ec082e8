"""English words by what they do in any text, not by what they mean.

Closed classes and stop words only; nothing here comes from an article or a set of questions.
"""

from __future__ import annotations

from typing import Final

# Function words, and words that carry a conversation rather than its subject. They weigh less
# (`index.STOP_WORD`): a question's subject is in its other words.
STOP_WORDS: Final = frozenset(
    """
    a an the this that these those
    i me my mine you your yours he him his she her it its we us our they them their
    who whom whose which what when where why how
    am is are was were be been being do does did done have has had can could will would shall should may might must
    not no nor and or but if then than so as yes ok okay
    of at by for from in into on onto to with without about after before over under up down out off
    again there here now today still ever even yet just also too very really actually currently already
    some any all both each few more most other such only own same else
    anyone someone everyone anything something everything
    im ive id dont doesnt didnt cant couldnt wont isnt arent wasnt whats
    tell know like want wanted need get got getting give say says said ask asked asking think mean means mind
    kind sort way ways thing things much many lot lots bit
    go goes going come came make made making take took takes let lets keep put set new
    find see look looking try trying use using used work works able possible
    help explain show question reason happen happened happens happening one ones well back away around actual
    hi hello please thanks thank
    """.split()
)

# What is typed for these words so often, or by habit, that texts have it as a word, and so the vectors do; read so
# where the knowledge hasn't it. Nothing that is a word itself (form, saw, any), or that stands for one (AWS, HD, NY).
MISSPELT: Final = {
    typed: word
    for word, typing in {
        "the": "teh te th thee", "that": "tha thats", "this": "tis", "there": "theres", "they": "thy", "and": "nd nad",
        "for": "fo fro", "are": "rae ae ar", "was": "wa", "has": "ha", "did": "di", "does": "doe", "will": "wil",
        "how": "hw ow hwo hows", "what": "wat wut whats", "who": "wo wh ho aho whos", "when": "wen whens",
        "where": "wheres", "why": "whys", "much": "muc", "more": "mor", "you": "u yo yu yoo", "your": "ur",
        "he": "hes", "she": "shes", "about": "abt bout", "just": "ust", "also": "als", "take": "tak", "one": "noe",
        "please": "pls plz", "thanks": "thx", "because": "cuz coz bcoz",
    }.items()
    for typed in typing.split()
}  # fmt: skip

# Abbreviations that are stop words unless they stand in capitals; and, for text without capitals or of
# nothing else, the words that show the abbreviation by standing before it ("is us involved", not "tell us").
ABBREVIATED: Final = {
    "us": frozenset({"", *"the is are was does did do has had will would should between and in how why what".split()}),
}

# What turns a question round: "which foods are not allowed", "pay without a card". Contractions have no apostrophe
# here, as `tokens.words` gives them.
NEGATIONS: Final = frozenset(
    """
    not no never without cannot cant dont doesnt didnt isnt arent aint wasnt werent wont wouldnt couldnt shouldnt
    havent hasnt hadnt none nobody nothing neither nor unable
    """.split()
)

# Regular endings as (what the word must end in, how much of that is taken off, what is put in its place).
ENDINGS: Final = (
    ("s", 1, ""),
    *((sibilant + "es", 2, "") for sibilant in ("s", "x", "z", "ch", "sh", "o")),
    ("ies", 3, "y"), ("ied", 3, "y"), ("ying", 4, "ie"), ("ing", 3, ""), ("ing", 3, "e"), ("ed", 2, ""), ("ed", 1, ""),
    ("ly", 2, ""),
)  # fmt: skip

# Stop words that other words begin with: overheating is nothing that is over.
PREFIXES: Final = frozenset("after away back by down for in no non off on out over self under up well with".split())

# Numbers in one word; those in two are joined of tens and ones.
_ONES: Final = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
_TENS: Final = "twenty thirty forty fifty sixty seventy eighty ninety"
NUMERALS: Final = {
    **{word: number for number, word in enumerate(f"{_ONES} seventeen eighteen nineteen".split())},
    **{word: 10 * ten for ten, word in enumerate(_TENS.split(), 2)},
}
