"""The nouns, by the name of the module that held all of them."""

from faqbot.answers import ONLY_BEGINNING, SURE, Answer, Cause, Citation, Ruling, Term, Verdict
from faqbot.article import UNDATED, Article, Entry, Knowledge, Section, Text
from faqbot.matches import How, Match, Met, Receipt, View

__all__ = [
    "ONLY_BEGINNING", "SURE", "UNDATED", "Answer", "Article", "Cause", "Citation", "Entry", "How", "Knowledge", "Match",
    "Met", "Receipt", "Ruling", "Section", "Term", "Text", "Verdict", "View",
]  # fmt: skip
