"""How English follow-ups lean on what was said before: closed classes of words."""

from __future__ import annotations

import re
from typing import Final

from faqbot.language.english.questions import MEASURES
from faqbot.language.grammar import FollowUps

FOLLOW_UPS: Final = FollowUps(
    contracted=(re.compile(r"\b(who|what|when|where|why|how)['’]?s\b", re.IGNORECASE), "is"),
    words_of_question=frozenset("who whom whose which what when where why how".split()),
    auxiliaries=frozenset(
        "am is are was were do does did can could will would shall should may might must have has had".split()
    ),
    orders=frozenset("tell show explain give list describe compare name find say help".split()),
    measures=frozenset("many much long often big large late early soon hot cold".split()) | {*MEASURES},
    lasting=frozenset("last lasted take takes took".split()),
    leads=frozenset("and but so also then well ok okay or plus no nope sorry not".split()),
    about=frozenset({("what", "about"), ("how", "about"), ("what", "of"), ("i", "mean"), ("i", "meant")}),
    prepositions=frozenset(
        """
    in on at for by with without during after before from to since until about against through between near per via
    within across around behind beyond towards under over
        """.split()
    ),
    determiners=frozenset("a an the this that these those any some my your our".split()),
    indefinite=frozenset("a an any some".split()),
    definite="the",
    articles=("a", "an", "aeiou"),
    single=frozenset("a an this that".split()),
    several=frozenset("many these those ones".split()),
    speakers=frozenset("you your yours yourself i me my we us our".split()),
    conditions=frozenset("if unless because although".split()),
    too=frozenset("too also either well as".split()),
    person=frozenset("he him his she her hers".split()),
    many=frozenset("they them their theirs these those both".split()),
    one=frozenset("it its this that".split()),
    instead=frozenset("one ones".split()),
    event=frozenset({"this", "that"}),
    there=frozenset({"there"}),
    inside=("in", "to", frozenset("get go come travel drive walk".split())),
    possessive=frozenset("his her its their".split()),
    owner=("’", "’s"),
    owned=re.compile(r"['’]s?$"),
    done=frozenset("have has had been".split()),
    do=frozenset("do does did".split()),
    be=frozenset("am is are was were".split()),
    agreeing={"are": "is", "were": "was", "do": "does", "have": "has"},
    plural=re.compile(r"(?!news$).{2,}[^suio']s|.{3,}(?:io|o)s|people|children|men|women|police|mice|feet|teeth|ones"),
    participle=re.compile(r".{3,}ed|(?:be|for)?got(?:ten)?|born|built|held|kept|lost|paid|sent|shut|sold|spent|won"),
    states=re.compile(
        r".{3,}(?:ed|ing|[ai]ble|ful|less|ous|ive|ary|ic)|born|built|held|kept|lost|paid|sent|shut|sold|spent|won"
        r"|open|free|full|ready|near|far|old|new|safe|hard|easy|big|small|good|bad|cheap|expensive|dangerous"
    ),
    no=frozenset({"not"}),
    subjects=frozenset("who what".split()),
    who=frozenset({"who"}),
    where=frozenset({"where"}),
    counting=frozenset("which what whose".split()),
    degree="how",
    intensive=frozenset("so very too as quite".split()),
    quantities=frozenset("many much".split()),
    of="of",
    joining=frozenset("of for".split()),
    doers=frozenset("i you we they he she to".split()),
    at_all=re.compile(r"what(?: is|'s|s) (?:this|it|that|all this)(?: all)? about"),
    dummy=re.compile(
        r"what (?:time|day|date|year) is it"
        r"|\bis it (?:true|possible|ok|okay|safe|likely|necessary|worth|allowed|legal)\b"
        r"|how is it going|\bit(?:'s| is) (?:true|possible|raining|cold|hot|late|ok|fine)\b"
    ),
)
