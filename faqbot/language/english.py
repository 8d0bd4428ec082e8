"""What faqbot knows of English: words by what they do in a question, not by what they mean.

Closed classes and everyday words only; nothing here comes from an article or a set of questions.
"""

from __future__ import annotations

from typing import Final

# Function words, and words that carry a conversation rather than its subject. They weigh less
# (`index.EVERYDAY`): a question's subject is in its other words.
EVERYDAY: Final = frozenset(
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
    help explain show question reason happen happened happens happening involved one ones well back away around actual
    hi hello please thanks thank
    """.split()
)

# Abbreviations that are everyday words unless they stand in capitals; and, for text without capitals or of
# nothing else, the words that show the abbreviation by standing before it ("is us involved", not "tell us").
ABBREVIATED: Final = {
    "us": frozenset({"", *"the is are was does did do has had will would should between and in how why what".split()}),
    "it": frozenset[str](),
}

# What turns a question round: "which foods are not allowed", "pay without a card". Contractions have no apostrophe
# here, as `tokens.words` gives them.
NEGATIONS: Final = frozenset(
    """
    not no never without cannot cant dont doesnt didnt isnt arent aint wasnt werent wont wouldnt couldnt shouldnt
    havent hasnt hadnt none nobody nothing neither nor unable
    """.split()
)

# After "how many", "number of": the words up to one of these name what is counted.
STOPPERS: Final = frozenset(
    """
    a an the this that these those i you he she it we they my your his her its our their
    am is are was were be been being do does did have has had can could will would shall should may might must
    of at by for from in into on onto to with without about after before over under since until during
    and or but if than as still now not there so far left
    """.split()
)

# What is asked for by these is a person or a thing of any kind: no word of the article names it.
GENERIC: Final = frozenset(
    """
    people person persons individual individuals human humans man men woman women life lives soul souls
    thing things one ones time times kind kinds type types sort sorts way ways part place places
    country countries nation nations state states city cities side sides party parties group groups
    company companies organisation organisations organization organizations body name names
    date dates day days week weeks month months year years event events occasion
    figure figures number numbers amount amounts money idea ideas reason reasons language colour color more other others
    """.split()
)

NUMBERS: Final = frozenset(
    """
    no none zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
    seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety
    hundred hundreds thousand thousands million millions billion billions dozen dozens half quarter
    several many few couple pair single both twice once
    """.split()
)

# Words of a question about a price, and what a sentence that tells one holds.
PAYING: Final = frozenset(
    """
    cost costs costing price prices priced charge charged fee fees pay paid rate rates worth
    earn earns earned salary wage wages
    """.split()
)
MONEY: Final = frozenset(
    """
    $ € £ ¥ ₹ dollar dollars euro euros eur usd gbp chf pound pounds pence penny cent cents franc francs yen rupee
    rupees yuan peso pesos krona kroner free gratis nothing
    """.split()
)

SPANS: Final = frozenset(
    """
    second seconds minute minutes hour hours day days daily week weeks weekly weeklong weekend month months monthly
    monthlong quarter year years yearly annual annually yearlong decade decades century centuries
    term period extended long longer short temporary permanent indefinitely forever always
    """.split()
)

# Of what is left.
REST: Final = frozenset("remain remains remained remaining left still".split())

# What is measured, in "how deep".
MEASURES: Final = tuple("deep tall high wide far heavy old fast thick".split())

OFTEN: Final = frozenset(
    """
    every each per once twice thrice times daily weekly monthly yearly annual annually hourly quarterly nightly always
    never regularly regular often rarely sometimes weekdays mondays tuesdays wednesdays thursdays fridays saturdays
    sundays
    """.split()
)

TIMES: Final = frozenset(
    """
    january february march april june july august september october november december
    jan feb mar apr jun jul aug sep sept oct nov dec
    monday tuesday wednesday thursday friday saturday sunday weekday weekdays
    spring summer autumn winter morning noon afternoon evening night midnight
    today tomorrow yesterday ago recently soon immediately upon within until since currently now
    am pm oclock date deadline
    """.split()
) | (SPANS - {"long", "second", "short", "permanent", "temporary", "always", "forever", "extended", "term"})

REASONS: Final = frozenset(
    """
    because due owing thanks therefore thus hence reason reasons cause causes caused result results resulted
    aim aims aiming purpose order avoid prevent ensure response so otherwise
    """.split()
)

# Who: words for people and for bodies that act like people.
PERSONS: Final = frozenset(
    """
    people person persons staff team member members visitor visitors guest guests customer customers user users
    man men woman women child children adult adults student students pupil pupils teacher teachers parent parents
    official officials officer officers minister ministers president leader leaders director manager managers head
    chief chair chairman chairwoman founder founders owner owners author authors expert experts scientist scientists
    researcher researchers engineer engineers doctor doctors driver drivers worker workers employee employees
    diplomat diplomats soldier soldiers fighter fighters civilian civilians resident residents citizen citizens
    government ministry authority authorities agency council committee board union police army military company
    group groups anyone everyone nobody those who we you they he she i
    """.split()
)

# Where: words that stand before a place.
WHERE: Final = frozenset(
    "in at on near from to into inside outside along across around behind beside by off opposite under".split()
)
