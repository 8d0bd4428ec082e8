"""The codes of findings: one table, from which the help, --explain, --select and --ignore follow.

It imports next to nothing: the help of the command and the manual page are made of it.
"""

from __future__ import annotations

from typing import Final, NamedTuple


class Rule(NamedTuple):
    """What a code stands for.

    Attributes:
        summary: what is wrong, in a line.
        why: why that matters to readers, and what to do.
        fixable: whether --fix puts it right.
    """

    summary: str
    why: str
    fixable: bool = False


# The first letter of a code -> what its findings are about.
FAMILIES: Final = {
    "F": "format",
    "G": "grounding",
    "C": "contradictions",
    "W": "wordings",
    "Y": "synonyms",
    "S": "sections",
    "L": "links",
    "T": "time",
    "U": "characters",
    "X": "ignores",
}

RULES: Final[dict[str, Rule]] = {
    "F001": Rule(
        "the file can't be used",
        "The bot refuses the whole knowledge until each fault of a file is corrected. The message says what to do.",
    ),
    "F002": Rule(
        "two files have the same name, so the same id",
        "An answer names its article by the file's name, so that two files can't share one. Rename one of them.",
    ),
    "F003": Rule(
        "the same wording stands twice in one list",
        "The bot refuses a list that holds a question or an alternate twice. --fix deletes the later ones.",
        fixable=True,
    ),
    "G001": Rule(
        "a number that the backing section doesn't state",
        "Readers are shown the section as the proof of an answer, or of a summary. Where the proof lacks the number, "
        "one of the two is wrong or out of date. Correct it, or name the section that states it.",
    ),
    "G002": Rule(
        "a date that the backing section doesn't state",
        "As G001, for days, months and years.",
    ),
    "G003": Rule(
        "a name that the backing section doesn't state",
        "As G001, for people, places and products. A name is a word that the knowledge writes with a capital only.",
    ),
    "G004": Rule(
        "an entry that names no section, where one says the same",
        "With `section:` the answer is cited with a sentence of the article as its proof, and the section and the "
        "entry are no rivals. Told only where a section of the article holds nearly all that the answer says.",
    ),
    "G005": Rule(
        "a section that doesn't support the answer",
        "The section that is named as the proof of an answer has hardly a word of it. Name another one, or delete "
        "the key.",
    ),
    "C001": Rule(
        "two articles state different numbers for one thing",
        "Readers get the one or the other. Told where two sentences say the same but for the number.",
    ),
    "W001": Rule(
        "the same wording in two places",
        "Who asks it is offered both in place of an answer. Case and punctuation make no other wording.",
    ),
    "W002": Rule(
        "a wording that another place answers",
        "Each question and alternate is asked as a reader would ask it. This one isn't answered from its own entry. "
        "Reword it, or put it where it is answered from.",
    ),
    "W003": Rule(
        "an alternate that adds nothing",
        "Small words (how do I, can you tell me), endings and order make no difference to the search, so that an "
        "alternate helps by the words that readers use in place of yours. Delete it or write another.",
    ),
    "W004": Rule(
        "entries with a single way to ask",
        "Readers seldom ask in an author's words. Two or three alternates in theirs are what helps most. Told once "
        "an article.",
    ),
    "W005": Rule(
        "two entries that are nearly the same",
        "Who asks either may be offered both. Put them into one, or say in each question what it is about.",
    ),
    "W006": Rule(
        "a golden case that is a wording of the knowledge",
        "A golden case is to tell whether readers are answered who ask in words of their own. What stands in the "
        "knowledge word for word is always found. Reword the case.",
    ),
    "Y001": Rule(
        "a word in two groups of synonyms",
        "Groups that share a word are one, so that all their words mean the same. Join them, or take the word out of "
        "one.",
    ),
    "Y002": Rule(
        "a group of synonyms that is never used",
        "None of its words stands in the article, so that it helps no question to an answer. Add the article's own "
        "word to it, or delete it.",
    ),
    "Y003": Rule(
        "a synonym that is a name elsewhere",
        "Synonyms hold in all articles that are loaded together. Who asks for the name gets what is meant by the word.",
    ),
    "S001": Rule(
        "a text too long to be quoted well",
        "Of a paragraph of more than 1,200 characters a lone sentence is shown, without what stands around it. Break "
        "it, or write a summary; break a section of more than 1,000 words into several.",
    ),
    "S002": Rule(
        "a section that no question reaches",
        "Neither its heading nor one of its first sentences, asked as a question, finds it: other places come first. "
        "Give it a heading of its own, alternates, or an entry that it backs.",
    ),
    "L001": Rule(
        "a link to a place that isn't there",
        "The file is an article of the knowledge, but holds no such heading, question or id.",
    ),
    "L002": Rule(
        "a link to a file that isn't there",
        "Links to other sites are not looked at, nor those to files that may be elsewhere.",
    ),
    "T001": Rule(
        "an article that is due for review",
        "The day of its `review_by` has come. Look it over, and set a later day.",
    ),
    "T002": Rule(
        "something is still to be written",
        "Readers would be shown it: TODO, “to be decided”, “sources pending”, lorem ipsum. Write it, or delete it.",
    ),
    "U001": Rule(
        "an invisible character",
        "It was most likely copied from a web page, and makes another word of the one it stands in. --fix deletes it.",
        fixable=True,
    ),
    "U002": Rule(
        "a letter of another alphabet within a word",
        "It looks like one of the word's own, but no reader types it. --fix replaces it.",
        fixable=True,
    ),
    "U003": Rule(
        "a no-break space in a wording",
        "Nobody types one. --fix makes it a space.",
        fixable=True,
    ),
    "X001": Rule(
        "an ignore that ignores nothing",
        "The finding is gone, or stands elsewhere. --fix takes the code, or the comment, away.",
        fixable=True,
    ),
    "X002": Rule(
        "an ignore without a reason",
        "Who reads it next must know why: `# faqbot: ignore CODE why`.",
    ),
    "X003": Rule(
        "an ignore of a code that isn't there",
        "It ignores nothing.",
    ),
}


def known(prefix: str) -> bool:
    """Whether a code begins so."""
    return any(code.startswith(prefix) for code in RULES)


def table() -> str:
    """All codes with what they stand for, a line each, as the help has them; a star marks what --fix puts right."""
    return "\n".join(f"  {code + '*' * rule.fixable:5}  {rule.summary}" for code, rule in RULES.items())


def explained(code: str) -> str:
    """What a code stands for, in full."""
    rule = RULES[code]
    fix = "\n\nfaqbot check --fix puts it right." if rule.fixable else ""
    return f"{code} ({FAMILIES[code[0]]}): {rule.summary}\n\n{rule.why}{fix}"
