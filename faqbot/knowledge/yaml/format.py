"""The format of articles: which keys there are, what each is for, and which values it takes.

The keys are in the order in which they stand in a file that faqbot writes, and in which messages name them.
"""

from __future__ import annotations

from typing import Final

from faqbot.base.messages import either
from faqbot.knowledge.article import Format, Meaning
from faqbot.knowledge.yaml.shapes import TEXT, Key, Several, Shape, Value

DEEPEST: Final = 9  # levels of sections
MIN_SYNONYMS: Final = 2

# Years, months and days that can be; whether a month has the day, `is_date` asks the calendar.
_YEAR_MONTH_DAY: Final = r"([0-9]{4})(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|[12][0-9]|3[01]))?)?"
DATE: Final = Value(
    hint="write a date like 2023-12-27, 2023-12 or 2023",
    wrong="is no date",
    pattern=_YEAR_MONTH_DAY,
    least=1000,  # YAML reads a year alone as a number
    most=9999,
)


def is_date(written: str) -> bool:
    """Whether a text is an ISO date that there is, to the day, the month or the year."""
    match = DATE.match(written)
    if not match:
        return False
    import datetime as dt  # here: most files of a knowledge have no date

    try:
        dt.date(*(int(part or 1) for part in match.groups()))
    except ValueError:
        return False
    return True


URL: Final = Value(
    hint="write one like https://example.org/help",
    wrong="is no address",
    pattern=r'[hH][tT][tT][pP][sS]?://[^\s<>"]+',
)
LANGUAGE: Final = Value(
    hint="write one like en, de or pt-BR",
    wrong="is no language code",
    pattern=r"([A-Za-z]{2,3})(?:[-_][A-Za-z0-9]+)*",
)
# No white space and no ASCII but letters, digits, - _ and . : which letters of other scripts are such, `ids` knows.
ID: Final = Value(hint="use letters, digits, -, _ and . only", pattern=r"[^\s\x00-,/:-@\[-^`{-\x7f]+")
LEVEL: Final = Value(f"a whole number from 1 to {DEEPEST}", pattern=f"[1-{DEEPEST}]", least=1, most=DEEPEST)
SHARE: Final = Value(
    "a number from 0 to 1",
    "write a number from 0 to 1, like 0.5",
    pattern=r"0*(?:0(?:\.[0-9]*)?|\.[0-9]+|1(?:\.0*)?)",
    least=0.0,
    most=1,
)
FORMAT: Final = Value(either(tuple(Format)), words=tuple(Format))
MEANING: Final = Value(either(tuple(Meaning)), words=tuple(Meaning))

_ALTERNATES: Final = "Readers never see them. The more of the words that people use, the surer it is found."
_HELP: Final = "https://example.org/help"

SECTION: Final = Shape(
    "a section",
    (
        Key(
            "id",
            ID,
            "The name that citations, golden files and `section` of an entry have for it, unique in the article. It is "
            "made of the heading where it is left out.",
            ("opening-hours",),
        ),
        Key("heading", TEXT, "What the section is called.", ("Opening hours",), required=True),
        Key("level", LEVEL, "How deep the section stands: one of level 2 belongs to that of level 1 before it.", (2,)),
        Key("url", URL, "Where readers find this section: the link of its citations.", (f"{_HELP}#hours",)),
        Key(
            "alternates",
            Several(TEXT, apart=True),
            f"Other ways to ask for what the section says. {_ALTERNATES}",
            (["Closing times", "When are you open?"],),
        ),
        Key("summary", TEXT, "The text in a sentence or two: the answer where no entry has a better one."),
        Key(
            "text",
            TEXT,
            'What the section says; answers quote it word for word. Write it below "text: |". It can be left out '
            "where a section of a deeper level follows.",
        ),
    ),
)
ENTRY: Final = Shape(
    "an FAQ entry",
    (
        Key(
            "id",
            ID,
            "The name that citations and golden files have for it, unique in the article. It is made of the question "
            "where it is left out.",
            ("dogs",),
        ),
        Key("question", TEXT, "What is asked.", ("May I bring my dog?",), required=True),
        Key(
            "alternates",
            Several(TEXT, apart=True),
            f"Other ways to ask the question. {_ALTERNATES}",
            (["Are pets allowed?", "dog policy"],),
        ),
        Key("answer", TEXT, "What is answered.", ("Guide dogs only.",), required=True),
        Key(
            "section",
            TEXT,
            "The id of the section that backs the answer: the sentence that says so is quoted with it.",
            ("opening-hours",),
        ),
        Key("group", TEXT, "The heading that the entry stands under on the page of questions.", ("Billing",)),
        Key("url", URL, "Where readers find this entry: the link of its citations.", (f"{_HELP}#dogs",)),
    ),
)
ARTICLE: Final = Shape(
    "an article",
    (
        Key("title", TEXT, "What the article is called; every citation names it.", ("Visitors' guide",), required=True),
        Key(
            "format",
            FORMAT,
            "What texts, summaries and answers are written in: plain text, the default, or markdown (CommonMark with "
            "tables).",
        ),
        Key("note", TEXT, "Shown with every answer from the article.", ("Under revision",)),
        Key("source", TEXT, "Where the text comes from.", ("handbook.docx",)),
        Key("url", URL, "Where readers find the article: the link of its citations.", (_HELP,)),
        Key("published", DATE, 'The day, month or year of the text; without it "undated".', ("2026-03-01", "2026-03")),
        Key("review_by", DATE, "From when on somebody must have looked at the text again.", ("2027-01",)),
        Key("language", LANGUAGE, "The language of the texts; en where it is left out.", ("en", "de", "pt-BR")),
        Key(
            "threshold",
            SHARE,
            "The confidence from which a match is an answer; 0.5 is built in. `faqbot tune` proposes one.",
            (0.4,),
        ),
        Key(
            "meaning",
            MEANING,
            "By what meaning is told: words (word vectors, the default), encoder (of whole sentences; it needs "
            "`pip install 'faqbot[meaning]'`) or off.",
        ),
        Key(
            "synonyms",
            Several(Several(TEXT, least=MIN_SYNONYMS)),
            "Groups of words that mean the same in this article.",
            ([["fine", "fee", "charge"]],),
        ),
        Key("sections", Several(SECTION), "The article's text, one section a heading."),
        Key("faq", Several(ENTRY), "Questions with their answers."),
    ),
)
# The lists of an article, by their keys: what is in them, and the key by which people know one from another.
PARTS: Final = {"sections": SECTION, "faq": ENTRY}
TITLES: Final = {"sections": "heading", "faq": "question"}
