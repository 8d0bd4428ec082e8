"""How English questions ask, and what shows an answer: the openings of questions, and words by what they tell."""

from __future__ import annotations

from typing import Final

from faqbot.language.answer_types import AnswerType, Asking

_SPANS: Final = frozenset(
    """
    second seconds minute minutes hour hours day days daily week weeks weekly weeklong weekend month months monthly
    monthlong quarter year years yearly annual annually yearlong decade decades century centuries
    long longer short forever always
    """.split()
)

# What is measured, in "how deep".
MEASURES: Final = tuple("deep tall high wide far heavy old fast thick".split())

_OPENINGS: Final = (
    *((("how", "many", span), AnswerType.SPAN) for span in ("more", "hours", "days", "weeks", "months", "years")),
    (("how", "many"), AnswerType.NUMBER),
    (("number", "of"), AnswerType.NUMBER),
    (("how", "much", "longer"), AnswerType.SPAN),
    (("how", "much", "time"), AnswerType.SPAN),
    *((("how", "much", verb), AnswerType.PRICE) for verb in ("is", "are", "for", "cost", "costs")),
    (("how", "much"), AnswerType.AMOUNT),
    (("how", "long"), AnswerType.SPAN),
    *((("how", measure), AnswerType.SIZE) for measure in MEASURES),
    (("how", "often"), AnswerType.OFTEN),
    (("when",), AnswerType.TIME),
    (("what", "time"), AnswerType.TIME),
    (("what", "date"), AnswerType.TIME),
    *(((asking, span), AnswerType.TIME) for asking in ("what", "which") for span in ("day", "month", "year")),
    (("why",), AnswerType.REASON),
    *((("who", verb, "the"), AnswerType.NAMED) for verb in ("is", "are", "was", "were")),
    *(((asking,), AnswerType.PERSON) for asking in ("who", "whom", "whose")),
    (("where",), AnswerType.PLACE),
    (("which",), AnswerType.NAMED),
    (("what",), AnswerType.NAMED),
)

ASKING: Final = Asking(
    openings=_OPENINGS,
    before_asking=frozenset("and for since by know me of exactly just is until".split()),
    stoppers=frozenset(
        """
    a an the this that these those i you he she it we they my your his her its our their
    am is are was were be been being do does did have has had can could will would shall should may might must
    of at by for from in into on onto to with without about after before over under since until during
    and or but if than as still now not there so far left
    """.split()
    ),
    generic=frozenset(
        """
    people person persons individual individuals human humans man men woman women life lives soul souls
    thing things one ones time times kind kinds type types sort sorts way ways part place places
    country countries nation nations state states city cities side sides party parties group groups
    company companies organisation organisations organization organizations body name names
    date dates day days week weeks month months year years event events occasion
    figure figures number numbers amount amounts money idea ideas reason reasons language colour color more other others
    """.split()
    ),
    go_on=frozenset(
        "last lasts lasted lasting continue continued go gone going drag take takes taken start started begin began "
        "end ended finish finished happen happened expected likely supposed planned".split()
    ),
    numbers=frozenset(
        """
    no none zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
    seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety
    hundred hundreds thousand thousands million millions billion billions dozen dozens half quarter
    several many few couple pair single both twice once
    """.split()
    ),
    pointing=frozenset("each every any no this that which another the other".split()),
    paying=frozenset(
        """
    cost costs costing price prices priced charge charged fee fees pay paid rate rates worth
    earn earns earned salary wage wages
    """.split()
    ),
    money=frozenset(
        """
    $ € £ ¥ ₹ dollar dollars euro euros eur usd gbp chf pound pounds pence penny cent cents franc francs yen rupee
    rupees yuan peso pesos krona kroner free gratis nothing
    """.split()
    ),
    no_prices=frozenset({("per", "cent"), *((verb, "free") for verb in "to set break must would could".split())}),
    spans=_SPANS,
    often=frozenset(
        """
    every each per once twice thrice times daily weekly monthly yearly annual annually hourly quarterly nightly always
    never regularly regular often rarely sometimes weekdays mondays tuesdays wednesdays thursdays fridays saturdays
    sundays
    """.split()
    ),
    times=frozenset(
        """
    january february march april june july august september october november december
    jan feb mar apr jun jul aug sep sept oct nov dec
    monday tuesday wednesday thursday friday saturday sunday weekday weekdays
    spring summer autumn winter morning noon afternoon evening night midnight
    today tomorrow yesterday ago recently soon immediately upon within until since currently now
    am pm oclock date deadline
    """.split()
    )
    | (_SPANS - {"long", "second", "short", "permanent", "temporary", "always", "forever", "extended", "term"}),
    reasons=frozenset(
        """
    because due owing thanks therefore thus hence reason reasons cause causes caused result results resulted
    aim aims aiming purpose order avoid prevent ensure response so otherwise
    """.split()
    ),
    aims=frozenset(
        "achieve allow avoid be become bring discuss ensure get give help improve keep learn let make meet minimise "
        "minimize prevent protect provide reach receive reduce save see show stop support use".split()
    ),
    persons=frozenset(
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
    ),
    where=frozenset(
        "in at on near from to into inside outside along across around behind beside by off opposite under".split()
    ),
)
